/** 剩余投票卡作废 (UX S5): every card that was not cast is scanned here and made void by its own token. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { VoidAction } from '../../../tally/record/ballot-entries.ts';
import { Counter, Counters } from '../../controls/counter.tsx';
import { ChoiceField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { say, type Text } from '../../session/language.ts';
import { CardInput } from './card-input.tsx';
import { createCardQueue } from './card-queue.ts';
import type { Device } from './device.ts';
import { createVoider } from './scanned-voids.ts';

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

type Scanned = { readonly code: string; readonly text: Text; readonly state: 'good' | 'bad' | 'used' };

const SHOWN = 12;

export function VoidingCard(props: { readonly device: Device }): JSX.Element {
  const [action, setAction] = createSignal<VoidAction>('void-unissued');
  const [done, setDone] = createSignal(0);
  const [used, setUsed] = createSignal<readonly string[]>([]);
  const [scanned, setScanned] = createSignal<readonly Scanned[]>([]);
  const box = () => props.device.server()?.round?.box;

  const voider = createVoider(props.device);
  const outcomeOf = async (text: string, chosen: VoidAction): Promise<Scanned> => {
    const { code, refusal } = await voider(text, chosen);
    if (refusal === null) return { code, text: NAME[chosen], state: 'good' };
    return { code, text: refusal, state: refusal.code === 'card-cast' ? 'used' : 'bad' };
  };

  // What the card is scanned as is fixed when it is scanned, not when its turn comes.
  const queue = createCardQueue<{ readonly text: string; readonly chosen: VoidAction }>(async ({ text, chosen }) => {
    const outcome = await outcomeOf(text, chosen);
    setScanned((all) => [outcome, ...all].slice(0, SHOWN));
    setDone((count) => count + 1);
    if (outcome.state === 'used') setUsed((codes) => [...codes, outcome.code]);
    await props.device.refresh();
  });

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
      <CardInput waiting={queue.waiting()} onCard={(text) => queue.take({ text, chosen: action() })} />
      <Show when={done() > 0}>
        <p data-name="scanned" data-count={done()}>
          {say({
            zh: `本机已扫描 ${done()} 张，最近的在上面：`,
            en: `${done()} scanned on this device, the latest first:`,
          })}
        </p>
      </Show>
      <ul class="scanned-cards" aria-live="polite">
        <For each={scanned()}>
          {(one) => (
            <li data-good={one.state === 'good'}>
              <span class="code">{one.code}</span>
              <span>{say(one.text)}</span>
            </li>
          )}
        </For>
      </ul>
      <Show when={used().length > 0}>
        <Notice
          tone="bad"
          name="used-card"
          text={{
            zh: `停！剩余的卡里有已经投过票的：${used().join('、')}。票数将核对不上。请把这张卡单独留存，报告总监票人。`,
            en: `Stop: a left-over card has been cast: ${used().join(', ')}. The accounting will fail. Keep the card apart and tell the chief scrutineer.`,
          }}
        />
      </Show>
    </Card>
  );
}
