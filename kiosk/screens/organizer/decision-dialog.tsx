/** What the superior organization decided about a result: who decided, when, and which way. */
import { createSignal, type JSX } from 'solid-js';
import { type Following, type OrganizerMeeting, recordDecision } from '../../../server/contract/organizer.ts';
import { DECISION_MATTER_NAME, rulingName } from '../../../tally/text/assembly-words.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { ChoiceField, TextField } from '../../controls/fields.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';

export function DecisionDialog(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
  readonly asked: Following;
  readonly onClose: () => void;
}): JSX.Element {
  const matter = () => props.asked.matter ?? 'eligibility';
  const [granted, setGranted] = createSignal<'yes' | 'no' | null>(null);
  const [by, setBy] = createSignal(props.now.superior);
  const [date, setDate] = createSignal(props.now.date);
  const [reason, setReason] = createSignal('');
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { post, person } = props.asked;
    const body = {
      matter: matter(),
      post,
      person,
      granted: granted() === 'yes',
      by: by(),
      date: date(),
      reason: reason(),
    };
    const recorded = await props.actions.act(() => call(recordDecision, { params: { meeting: props.now.id }, body }));
    if (recorded) props.onClose();
  };
  return (
    <Dialog
      name="decision"
      title={DECISION_MATTER_NAME[matter()]}
      onCancel={props.onClose}
      actions={
        <>
          <Button text={{ zh: '返回', en: 'Back' }} onPress={props.onClose} name="cancel" />
          <Button
            submit
            form="record-decision"
            kind="primary"
            text={{ zh: '提请监票人签名', en: 'Ask the scrutineers to sign' }}
            busy={props.actions.busy()}
            disabled={granted() === null || by().trim() === '' || date() === ''}
            name="confirm"
          />
        </>
      }
    >
      <form id="record-decision" class="stack" onSubmit={(event) => void submit(event)}>
        <p>{say(props.asked)}</p>
        <ChoiceField
          label={{ zh: '决定', en: 'Decision' }}
          value={granted()}
          choices={[
            { value: 'yes', text: rulingName(matter(), true) },
            { value: 'no', text: rulingName(matter(), false) },
          ]}
          onChoose={setGranted}
          name="granted"
        />
        <div class="columns">
          <TextField
            label={{ zh: '决定单位（人、文号）', en: 'Decided by (organization, person, number)' }}
            value={by()}
            onInput={setBy}
            required
            name="by"
          />
          <TextField
            label={{ zh: '日期', en: 'Date' }}
            type="date"
            value={date()}
            onInput={setDate}
            required
            name="date"
          />
        </div>
        <TextField label={{ zh: '说明', en: 'Reason' }} value={reason()} onInput={setReason} name="reason" />
        <RefusalNotice refusal={props.actions.problem()} />
      </form>
    </Dialog>
  );
}
