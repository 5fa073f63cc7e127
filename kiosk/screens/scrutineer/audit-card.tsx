/** 抽验 (UX M3): opened cards are scanned on this device; each must be readable and on the list to be signed. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { auditCard } from '../../../server/contract/scrutineer.ts';
import { entriesOf } from '../../../tally/record/reader.ts';
import { readCard } from '../../../tally/roles/scrutineer/voids.ts';
import { Counter, Counters } from '../../controls/counter.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import { CardInput } from './card-input.tsx';
import { createCardQueue } from './card-queue.ts';
import type { Device } from './device.ts';
import { CARD_PROBLEM } from './texts.ts';

export type AuditedCard = { readonly T: string; readonly code: string; readonly isListed: boolean };

export function AuditCard(props: {
  readonly device: Device;
  readonly audited: readonly AuditedCard[];
  readonly onAudited: (card: AuditedCard) => void;
}): JSX.Element {
  const [problem, setProblem] = createSignal<Text | null>(null);
  const params = { meeting: props.device.who.meeting, index: String(props.device.who.index) };
  const audits = () => props.device.server()?.round?.audits;

  const queue = createCardQueue<string>(async (text) => {
    setProblem(null);
    const held = await props.device.readRecordNow();
    const meeting = held === null ? undefined : entriesOf(held.file, 'meeting')[0];
    const round = props.device.server()?.round?.round;
    if (meeting !== undefined && round !== undefined) {
      const card = readCard({ meetingHash: meeting.hash, testRun: meeting.entry.testRun, round, text });
      if (!card.ok) setProblem(CARD_PROBLEM[card.error]);
      else {
        const answer = await call(auditCard, { params, body: { T: card.value.T } });
        if (answer.ok) props.onAudited({ ...card.value, isListed: answer.value.listed });
        else setProblem(answer.error);
        await props.device.refresh();
      }
    }
  });

  return (
    <Card title={{ zh: '抽验投票卡', en: 'Audit cards' }} name="audit">
      <p>
        {say({
          zh: '随手抽几张卡打开，在这里扫描。抽验过的卡不再放回箱里，最后作废。',
          en: 'Open some cards picked at random and scan them here. Audited cards do not go back into the box and are voided at the end.',
        })}
      </p>
      <Counters>
        <Counter
          label={{ zh: '已抽验 / 应抽验', en: 'Audited / to be audited' }}
          value={`${audits()?.done ?? 0} / ${audits()?.advised ?? 0}`}
          tone={(audits()?.done ?? 0) >= (audits()?.advised ?? 0) ? 'good' : 'accent'}
          name="audits"
        />
      </Counters>
      <CardInput waiting={queue.waiting()} onCard={queue.take} />
      <Show when={problem()}>{(text) => <Notice tone="bad" text={text()} />}</Show>
      <ul class="scanned-cards">
        <For each={props.audited}>
          {(card) => (
            <li data-good={card.isListed}>
              <span class="code">{card.code}</span>
              <span>
                {say(
                  card.isListed
                    ? { zh: '能读，在清单上', en: 'readable, on the list' }
                    : { zh: '不在清单上！不要签名', en: 'NOT on the list: do not sign' },
                )}
              </span>
            </li>
          )}
        </For>
      </ul>
    </Card>
  );
}
