/** A vote of the assembly: what it is about and the three counts; expected and present are the desk's. */
import { createSignal, type JSX } from 'solid-js';
import { type OrganizerMeeting, putMotion } from '../../../server/contract/organizer.ts';
import { MOTION_MODE_NAME, MOTION_SUBJECT_NAME } from '../../../tally/text/assembly-words.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { NumberField, SelectField, TextField } from '../../controls/fields.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';

type Subject = keyof typeof MOTION_SUBJECT_NAME;
type Mode = keyof typeof MOTION_MODE_NAME;

const choicesOf = <T extends string>(names: Readonly<Record<T, { readonly zh: string; readonly en: string }>>) =>
  (Object.keys(names) as T[]).map((value) => ({ value, text: names[value] }));

export function MotionDialog(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
  readonly subject: Subject;
  readonly onClose: () => void;
}): JSX.Element {
  const reduction = () => props.now.following.find(({ kind }) => kind === 'reduction');
  const words = (of: Subject) => (of === 'reduction' ? (reduction()?.zh ?? '') : MOTION_SUBJECT_NAME[of].zh);
  const [subject, setSubject] = createSignal<Subject>(props.subject);
  const [text, setText] = createSignal(words(props.subject));
  const [mode, setMode] = createSignal<Mode>(props.now.draft.rules.motionMode);
  const [inFavour, setInFavour] = createSignal<number | null>(null);
  const [against, setAgainst] = createSignal<number | null>(0);
  const [abstain, setAbstain] = createSignal<number | null>(0);
  const choose = (value: Subject) => {
    setSubject(value);
    setText(words(value));
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const body = {
      subject: subject(),
      text: text(),
      round: subject() === 'reduction' ? (reduction()?.round ?? props.now.currentRound) : null,
      ...(subject() === 'reduction' ? { post: reduction()?.post ?? '' } : {}),
      mode: mode(),
      inFavour: inFavour() ?? 0,
      against: against() ?? 0,
      abstain: abstain() ?? 0,
    };
    if (await props.actions.act(() => call(putMotion, { params: { meeting: props.now.id }, body }))) props.onClose();
  };
  return (
    <Dialog
      name="motion"
      title={{ zh: '大会表决', en: 'Motion of the assembly' }}
      onCancel={props.onClose}
      actions={
        <>
          <Button text={{ zh: '返回', en: 'Back' }} onPress={props.onClose} name="cancel" />
          <Button
            submit
            form="put-motion"
            kind="primary"
            text={{ zh: '提请监票人签名', en: 'Ask the scrutineers to sign' }}
            busy={props.actions.busy()}
            disabled={inFavour() === null || against() === null || abstain() === null || text().trim() === ''}
            name="confirm"
          />
        </>
      }
    >
      <form id="put-motion" class="stack" onSubmit={(event) => void submit(event)}>
        <SelectField
          label={{ zh: '事项', en: 'Subject' }}
          value={subject()}
          choices={choicesOf(MOTION_SUBJECT_NAME).filter(
            ({ value }) => value !== 'reduction' || reduction() !== undefined,
          )}
          onChoose={choose}
          name="subject"
        />
        <TextField label={{ zh: '内容', en: 'Text' }} value={text()} onInput={setText} required name="text" />
        <SelectField
          label={{ zh: '方式', en: 'Mode' }}
          value={mode()}
          choices={choicesOf(MOTION_MODE_NAME)}
          onChoose={setMode}
          name="mode"
        />
        <p>
          {say({
            zh: `应到 ${props.now.attendance.expected} 名，实到 ${props.now.attendance.present} 名。`,
            en: `${props.now.attendance.expected} expected, ${props.now.attendance.present} present.`,
          })}
        </p>
        <div class="columns">
          <NumberField
            label={{ zh: '赞成', en: 'In favour' }}
            value={inFavour()}
            onInput={setInFavour}
            least={0}
            required
            name="in-favour"
          />
          <NumberField
            label={{ zh: '反对', en: 'Against' }}
            value={against()}
            onInput={setAgainst}
            least={0}
            required
            name="against"
          />
          <NumberField
            label={{ zh: '弃权', en: 'Abstaining' }}
            value={abstain()}
            onInput={setAbstain}
            least={0}
            required
            name="abstain"
          />
        </div>
        <RefusalNotice refusal={props.actions.problem()} />
      </form>
    </Dialog>
  );
}
