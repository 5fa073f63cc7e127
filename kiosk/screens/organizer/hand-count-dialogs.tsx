/** Numbers counted by hand and typed: the sealed box before opening (specification §5 a), the cards after voting (b–d). */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { closeRound, type OrganizerMeeting, openRound } from '../../../server/contract/organizer.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { NumberField } from '../../controls/fields.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';

type DialogProps = { readonly actions: MeetingActions; readonly now: OrganizerMeeting; readonly onClose: () => void };

const currentRound = (now: OrganizerMeeting) => now.rounds.find((round) => round.round === now.currentRound);
const paramsOf = (now: OrganizerMeeting) => ({ meeting: now.id, round: String(now.currentRound) });

export function OpenDialog(props: DialogProps): JSX.Element {
  const [cardsInBox, setCardsInBox] = createSignal<number | null>(null);
  const [cardsAudited, setCardsAudited] = createSignal<number | null>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const body = { cardsInBox: cardsInBox() ?? 0, cardsAudited: cardsAudited() ?? 0 };
    if (await props.actions.act(() => call(openRound, { params: paramsOf(props.now), body }))) props.onClose();
  };
  return (
    <Dialog
      name="S2"
      title={{ zh: '开始投票', en: 'Open voting' }}
      onCancel={props.onClose}
      actions={<Button text={{ zh: '返回', en: 'Back' }} onPress={props.onClose} name="cancel" />}
    >
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <p>
          {say({
            zh: `票箱为空：0 张。制卡 ${currentRound(props.now)?.cardsMade ?? 0} 张；请填写抽卡之前当众清点的张数。`,
            en: `The ballot box is empty: 0. ${currentRound(props.now)?.cardsMade ?? 0} cards were made; enter what was counted by hand before the first card was drawn.`,
          })}
        </p>
        <div class="columns">
          <NumberField
            label={{ zh: '密封箱内的卡', en: 'Cards in the sealed box' }}
            value={cardsInBox()}
            onInput={setCardsInBox}
            least={0}
            required
            name="cards-in-box"
          />
          <NumberField
            label={{ zh: '抽验过的卡', en: 'Cards audited' }}
            value={cardsAudited()}
            onInput={setCardsAudited}
            least={0}
            required
            name="cards-audited"
          />
        </div>
        <p>
          {say({
            zh: `应到 ${props.now.attendance.expected} 名，实到 ${props.now.attendance.present} 名，至少需到 ${props.now.attendance.quorumMinimum} 名。`,
            en: `Expected ${props.now.attendance.expected}, present ${props.now.attendance.present}, at least ${props.now.attendance.quorumMinimum} needed.`,
          })}
        </p>
        <RefusalNotice refusal={props.actions.problem()} />
        <div class="row" data-end="true">
          <Button
            submit
            kind="primary"
            text={{ zh: '提请监票人签名', en: 'Ask the scrutineers to sign' }}
            busy={props.actions.busy()}
            disabled={cardsInBox() === null || cardsAudited() === null}
            name="confirm"
          />
        </div>
      </form>
    </Dialog>
  );
}

const HAND_COUNTS = [
  { key: 'received', name: 'received', label: { zh: '领到投票卡的党员（人）', en: 'Members who received a card' } },
  {
    key: 'exchanged',
    name: 'exchanged',
    label: { zh: '补换和抽查用去的卡（张）', en: 'Cards exchanged or used for challenges' },
  },
  {
    key: 'unreadable',
    name: 'unreadable',
    label: { zh: '交回的不可读的卡（张）', en: 'Unreadable cards handed back' },
  },
  {
    key: 'returnedBeforeOpening',
    name: 'returned',
    label: { zh: '开始投票前退场交回（张）', en: 'Handed back before opening' },
  },
] as const;

export function CloseDialog(props: DialogProps): JSX.Element {
  const proposed = currentRound(props.now)?.handCountsProposed ?? null;
  // Counted by hand, so nothing is filled in but the kinds that are nearly always zero; the proposal stands beside it.
  const [counts, setCounts] = createSignal<Record<(typeof HAND_COUNTS)[number]['key'], number | null>>({
    received: null,
    exchanged: proposed?.exchanged ?? 0,
    unreadable: proposed?.unreadable ?? 0,
    returnedBeforeOpening: proposed?.returnedBeforeOpening ?? 0,
  });
  const box = () => currentRound(props.now)?.box;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { received, exchanged, unreadable, returnedBeforeOpening } = counts();
    const handCounts = {
      received: received ?? 0,
      exchanged: exchanged ?? 0,
      unreadable: unreadable ?? 0,
      returnedBeforeOpening: returnedBeforeOpening ?? 0,
    };
    if (await props.actions.act(() => call(closeRound, { params: paramsOf(props.now), body: { handCounts } })))
      props.onClose();
  };
  return (
    <Dialog
      name="S6"
      title={{ zh: '清点', en: 'Accounting' }}
      onCancel={props.onClose}
      actions={<Button text={{ zh: '返回', en: 'Back' }} onPress={props.onClose} name="cancel" />}
    >
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <p>
          {say({
            zh: `系统记录：制卡 ${box()?.cardsMade ?? 0}，已投 ${box()?.cast ?? 0}，未发出 ${box()?.voids.unissued ?? 0}，退回 ${box()?.voids.returned ?? 0}，损坏 ${box()?.voids.damaged ?? 0}。请填写手工清点的数。`,
            en: `The record: made ${box()?.cardsMade ?? 0}, cast ${box()?.cast ?? 0}, never handed out ${box()?.voids.unissued ?? 0}, returned ${box()?.voids.returned ?? 0}, damaged ${box()?.voids.damaged ?? 0}. Enter what was counted by hand.`,
          })}
        </p>
        <Show when={proposed}>
          {(numbers) => (
            <p class="faint">
              {say({
                zh: `签到处登记：领卡 ${numbers().received} 人。`,
                en: `The desk registered ${numbers().received} members with a card.`,
              })}
            </p>
          )}
        </Show>
        <div class="columns">
          <For each={HAND_COUNTS}>
            {(line) => (
              <NumberField
                label={line.label}
                value={counts()[line.key]}
                onInput={(value) => setCounts({ ...counts(), [line.key]: value })}
                least={0}
                required
                name={line.name}
              />
            )}
          </For>
        </div>
        <RefusalNotice refusal={props.actions.problem()} />
        <div class="row" data-end="true">
          <Button
            submit
            kind="primary"
            text={{ zh: '提请监票人签名', en: 'Ask the scrutineers to sign' }}
            busy={props.actions.busy()}
            disabled={Object.values(counts()).includes(null)}
            name="confirm"
          />
        </div>
      </form>
    </Dialog>
  );
}
