/** 清点 (UX S5, S6): what people count by hand, asked in words, with the sums as they are typed (specification §5 b–d). */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { closeRound, type OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { amount } from '../../../tally/text/amount.ts';
import { actName } from '../../../tally/text/meeting-words.ts';
import { Button } from '../../controls/button.tsx';
import { CheckList } from '../../controls/check-list.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { NumberField } from '../../controls/fields.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';
import { checkHandCounts, HAND_COUNTS, sumLine, type TypedCounts } from './hand-counts.ts';

const doesNotHold = (kind: OrganizerMeeting['kind']): Text => ({
  zh: `核对不上。请重新点数、补扫剩余的卡；仍然不符，本轮无效，重新${actName(kind).zh}。`,
  en: 'The numbers do not agree. Count again and scan what is left; if they still differ, the round is void and held again.',
});

export function CloseDialog(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
  readonly onClose: () => void;
}): JSX.Element {
  const round = () => props.now.rounds.find((one) => one.round === props.now.currentRound);
  const proposed = round()?.handCountsProposed ?? null;
  // The members are counted by hand, so nothing stands there; the kinds that were registered one by one do.
  const [counts, setCounts] = createSignal<TypedCounts>({
    received: null,
    exchanged: proposed?.exchanged ?? 0,
    unreadable: proposed?.unreadable ?? 0,
    returnedBeforeOpening: proposed?.returnedBeforeOpening ?? 0,
  });
  const box = () => round()?.box;
  const checked = () => {
    const now = box();
    return now === undefined ? null : checkHandCounts(counts(), now);
  };
  const sum = () => {
    const now = box();
    return now === undefined ? { zh: '', en: '' } : sumLine(counts(), now);
  };
  const overdue = () => props.now.machines.filter(({ handedOver }) => handedOver === false).map(({ name }) => name);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { received, exchanged, unreadable, returnedBeforeOpening } = counts();
    const handCounts = {
      received: received ?? 0,
      exchanged: exchanged ?? 0,
      unreadable: unreadable ?? 0,
      returnedBeforeOpening: returnedBeforeOpening ?? 0,
    };
    const params = { meeting: props.now.id, round: String(props.now.currentRound) };
    if (await props.actions.act(() => call(closeRound, { params, body: { handCounts } }))) props.onClose();
  };
  return (
    <Dialog
      name="S6"
      title={{ zh: '清点', en: 'Accounting' }}
      onCancel={props.onClose}
      actions={
        <>
          <Button text={{ zh: '返回', en: 'Back' }} onPress={props.onClose} name="cancel" />
          <Button
            submit
            form="accounting"
            kind="primary"
            text={{ zh: '提请监票人签名', en: 'Ask the scrutineers to sign' }}
            busy={props.actions.busy()}
            disabled={checked()?.holds !== true}
            name="confirm"
          />
        </>
      }
    >
      <form id="accounting" class="stack" onSubmit={(event) => void submit(event)}>
        <Show when={box()}>
          {(now) => (
            <p>
              {say({
                zh: `档案里：制卡 ${now().cardsMade}，已投 ${now().cast}，抽查 ${now().challenged}；作废：未发出 ${now().voids.unissued}，退回 ${now().voids.returned}，损坏 ${now().voids.damaged}。签到处登记领卡 ${proposed?.received ?? '—'} 人。请当众点数，填写：`,
                en: `In the record: ${now().cardsMade} made, ${now().cast} cast, ${now().challenged} challenged; void: ${now().voids.unissued} never handed out, ${now().voids.returned} returned, ${now().voids.damaged} damaged. The desk registered ${proposed?.received ?? '—'} members with a card. Count before everybody and enter:`,
              })}
            </p>
          )}
        </Show>
        <div class="columns hand-counts">
          <For each={HAND_COUNTS}>
            {(line) => (
              <NumberField
                label={line.label}
                help={line.help}
                value={counts()[line.key]}
                onInput={(value) => setCounts({ ...counts(), [line.key]: value })}
                least={0}
                name={line.name}
              />
            )}
          </For>
        </div>
        <Show when={checked() === null}>
          <p data-name="sum" aria-live="polite">
            {say(sum())}
          </p>
        </Show>
        <Show when={checked()}>
          {(found) => (
            <div class="stack" data-name="live-accounting" data-holds={found().holds}>
              <CheckList
                checks={found().conditions.map(({ letter, holds, explanation }) => ({
                  name: `live-${letter}`,
                  // The sum itself: an equation that does not hold reads badly.
                  title: letter === 'b' ? sum() : explanation,
                  state: holds ? 'passed' : 'failed',
                }))}
              />
              <Show
                when={found().holds}
                fallback={<Notice tone="bad" text={doesNotHold(props.now.kind)} name="does-not-hold" />}
              >
                <Show when={found().missing > 0}>
                  <Notice
                    tone="warning"
                    name="missing-cards"
                    text={{
                      zh: `未交回 ${found().missing} 张（含不可读 ${counts().unreadable ?? 0} 张），将列入收票情况报告单。`,
                      en: `Missing: ${amount(found().missing, 'card')} (unreadable among them: ${counts().unreadable ?? 0}), to be listed in the report.`,
                    }}
                  />
                </Show>
              </Show>
            </div>
          )}
        </Show>
        <Show when={overdue().length > 0}>
          <Notice
            tone="warning"
            name="kiosks-overdue"
            text={{
              zh: `还没有交出投票确认的投票机：${overdue().join('、')}。请打开它，等它交出，再清点。`,
              en: `Kiosks that have not handed over their acceptances: ${overdue().join(', ')}. Switch them on and wait before closing.`,
            }}
          />
        </Show>
        <RefusalNotice refusal={props.actions.problem()} />
      </form>
    </Dialog>
  );
}
