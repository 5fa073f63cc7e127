/** 截止投票 (UX S4): how many have drawn a card and not voted, as a count alone; by two persons, and final. */
import { type JSX, Show } from 'solid-js';
import { type OrganizerMeeting, stopRound } from '../../../server/contract/organizer.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { createSecondOfficial } from '../../controls/second-official.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';

export function StopDialog(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
  readonly onClose: () => void;
}): JSX.Element {
  const second = createSecondOfficial();
  const box = () => props.now.rounds.find(({ round }) => round === props.now.currentRound)?.box;
  /** Everybody who drew a card may cast one ballot; who changed a card still may. */
  const notVoted = () => Math.max(0, (box()?.issued ?? 0) - (box()?.cast ?? 0));
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const params = { meeting: props.now.id, round: String(props.now.currentRound) };
    const isDone = await props.actions.act(
      () => call(stopRound, { params, body: { secondOfficial: second.value() } }),
      {
        zh: '投票已截止',
        en: 'Voting has stopped',
      },
    );
    if (isDone) props.onClose();
  };
  return (
    <Dialog
      name="S4"
      title={{ zh: '截止投票？', en: 'Stop voting?' }}
      onCancel={props.onClose}
      actions={
        <>
          <Button text={{ zh: '返回', en: 'Back' }} onPress={props.onClose} name="cancel" />
          <Button
            submit
            form="stop-voting"
            kind="primary"
            text={{ zh: '截止', en: 'Stop' }}
            busy={props.actions.busy()}
            disabled={second.isMissing()}
            name="confirm"
          />
        </>
      }
    >
      <form id="stop-voting" class="stack" onSubmit={(event) => void submit(event)}>
        <Show when={notVoted() > 0}>
          <Notice
            tone="warning"
            name="not-voted"
            text={{
              zh: `还有 ${notVoted()} 人未投，其中 ${box()?.pending ?? 0} 人正在投票。`,
              en: `Not voted yet: ${notVoted()}; voting now: ${box()?.pending ?? 0} of them.`,
            }}
          />
        </Show>
        <p>
          {say({
            zh: '截止以后不能再投票，也不能恢复。请确认没有人正在投票。需要两名工作人员。',
            en: 'Nobody can vote after this, and it cannot be undone. Make sure that nobody is voting now. Two officials are needed.',
          })}
        </p>
        <second.Fields />
        <RefusalNotice refusal={props.actions.problem()} />
      </form>
    </Dialog>
  );
}
