/** 剩余投票卡作废 (UX S5): every card that was not cast is scanned here and made void by its own token. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { decodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { voidCard as sendVoid } from '../../../server/contract/scrutineer.ts';
import type { VoidAction } from '../../../tally/record/ballot-entries.ts';
import { entriesOf } from '../../../tally/record/reader.ts';
import { readCard, voidCard } from '../../../tally/roles/scrutineer/voids.ts';
import { Counter, Counters } from '../../controls/counter.tsx';
import { ChoiceField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import { randomBytes } from '../../session/random.ts';
import { CardInput } from './card-input.tsx';
import type { Device } from './device.ts';
import { CARD_PROBLEM } from './texts.ts';

const ACTIONS: readonly { readonly value: VoidAction; readonly text: Text; readonly help: Text }[] = [
  {
    value: 'void-unissued',
    text: { zh: '未发出', en: 'Never handed out' },
    help: { zh: '箱里剩下的、抽验过的', en: 'left in the box, or audited' },
  },
  {
    value: 'void-returned',
    text: { zh: '退回', en: 'Returned' },
    help: { zh: '领了没有投，交回来的', en: 'handed out and given back unused' },
  },
  {
    value: 'void-damaged',
    text: { zh: '损坏', en: 'Damaged' },
    help: { zh: '坏了但还能读，已换新卡的', en: 'damaged but readable, exchanged for another' },
  },
];

const NAME = Object.fromEntries(ACTIONS.map(({ value, text }) => [value, text])) as Readonly<Record<VoidAction, Text>>;

type Scanned = { readonly code: string; readonly text: Text; readonly isGood: boolean };

export function VoidingCard(props: { readonly device: Device }): JSX.Element {
  const [action, setAction] = createSignal<VoidAction>('void-unissued');
  const [busy, setBusy] = createSignal(false);
  const [scanned, setScanned] = createSignal<readonly Scanned[]>([]);
  const params = { meeting: props.device.who.meeting, index: String(props.device.who.index) };
  const box = () => props.device.server()?.round?.box;
  const add = (one: Scanned) => setScanned((all) => [one, ...all].slice(0, 12));

  const take = async (text: string) => {
    setBusy(true);
    const held = await props.device.readRecordNow();
    const view = props.device.server()?.round;
    const meeting = held === null ? undefined : entriesOf(held.file, 'meeting')[0];
    const tokens =
      held && entriesOf(held.file, 'tokens').find(({ entry }) => entry.round === view?.round)?.entry.tokens;
    if (meeting !== undefined && tokens && view?.ctx != null) {
      const card = { meetingHash: meeting.hash, round: view.round, text };
      const read = readCard(card);
      const code = read.ok ? read.value.code : '';
      const ctx = decodeBase64url(view.ctx, 32);
      const voided = voidCard(card, { ctx, tokens: new Set(tokens) }, action(), randomBytes);
      if (!voided.ok) add({ code, text: CARD_PROBLEM[voided.error], isGood: false });
      else {
        const { T, R, s } = voided.value;
        const answer = await call(sendVoid, { params, body: { T, action: action(), R, s } });
        add(answer.ok ? { code, text: NAME[action()], isGood: true } : { code, text: answer.error, isGood: false });
        await props.device.refresh();
      }
    }
    setBusy(false);
  };

  return (
    <Card title={{ zh: '剩余投票卡作废', en: 'Void the left-over cards' }} name="voiding">
      <p>
        {say({
          zh: '投票已经截止。剩下的、退回的、损坏的卡，一张一张在监票人设备上扫描作废。几位监票人可以同时做。',
          en: 'Voting is over. Scan every remaining, returned and damaged card on a scrutineer’s device. Several scrutineers may work at once.',
        })}
      </p>
      <Counters>
        <Counter
          label={{ zh: '还没有下落', en: 'Not accounted for' }}
          value={box()?.free ?? 0}
          tone="accent"
          name="free"
        />
        <Counter label={{ zh: '未发出', en: 'Never handed out' }} value={box()?.voids.unissued ?? 0} name="unissued" />
        <Counter label={{ zh: '退回', en: 'Returned' }} value={box()?.voids.returned ?? 0} name="returned" />
        <Counter label={{ zh: '损坏', en: 'Damaged' }} value={box()?.voids.damaged ?? 0} name="damaged" />
      </Counters>
      <ChoiceField
        label={{ zh: '现在扫描的是', en: 'What is being scanned now' }}
        value={action()}
        choices={ACTIONS}
        onChoose={setAction}
        name="action"
      />
      <CardInput isBusy={busy()} onCard={(text) => void take(text)} />
      <ul class="scanned-cards" aria-live="polite">
        <For each={scanned()}>
          {(one) => (
            <li data-good={one.isGood}>
              <span class="code">{one.code}</span>
              <span>{say(one.text)}</span>
            </li>
          )}
        </For>
      </ul>
      <Show when={scanned().some(({ isGood }) => !isGood)}>
        <Notice
          tone="warning"
          text={{
            zh: '剩余的卡如果已经投过票，票数就核对不上。请把这张卡单独留存，报告总监票人。',
            en: 'A left-over card that has been cast makes the accounting fail. Keep it apart and tell the chief scrutineer.',
          }}
        />
      </Show>
    </Card>
  );
}
