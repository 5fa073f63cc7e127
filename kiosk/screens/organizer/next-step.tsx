/** The system proposes one next step (UX 1.1): a sentence, what is still in its way, and the page's one primary button. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import {
  closeCheckIn,
  type OrganizerMeeting,
  openCheckIn,
  publishRound,
  reportRound,
  sealMeeting,
  sealRound,
} from '../../../server/contract/organizer.ts';
import { isElectionMeeting } from '../../../tally/record/meeting-entry.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';
import { CloseDialog } from './close-dialog.tsx';
import { deriveNext, stepName } from './course-card.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import type { Tab } from './meeting-page.tsx';
import { MotionDialog } from './motion-dialog.tsx';
import { OpenDialog } from './open-dialog.tsx';
import { StopDialog } from './stop-dialog.tsx';

type Step = OrganizerMeeting['next']['step'];

/** Where nobody is elected the form is fixed instead of candidates and rules. */
const FORM_SEALED: Text = {
  zh: '封存以后，参加人员、表的内容和监票人不能再改。接着进行密钥仪式。',
  en: 'After sealing, participants, form and scrutineers are fixed. The key ceremony follows.',
};

/** Steps that end something for good are asked once. */
const QUESTION: Partial<Record<Step, { readonly title: Text; readonly body: Text }>> = {
  seal: {
    title: { zh: '封存会议？', en: 'Seal the meeting?' },
    body: {
      zh: '封存以后，名册、候选人、规则和监票人不能再改。接着进行密钥仪式。',
      en: 'After sealing, roll, candidates, rules and scrutineers are fixed. The key ceremony follows.',
    },
  },
  publish: {
    title: { zh: '公布结果？', en: 'Publish the result?' },
    body: {
      zh: '系统将做好签名的报告单，结果对所有人可查。',
      en: 'The signed result sheet is made and the result becomes public.',
    },
  },
};

export function NextStep(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
  readonly onTab: (tab: Tab) => void;
  readonly onOpen: (meeting: string) => void;
}): JSX.Element {
  const [asking, setAsking] = createSignal<Step | null>(null);
  const params = () => ({ meeting: props.now.id });
  const round = () => ({ meeting: props.now.id, round: String(props.now.currentRound) });
  const proposed = () => props.now.following[0];

  /** What the button does; null: the step is somebody else's, the sentence says whose. */
  const action = (step: Step): { readonly text: Text; readonly run: () => unknown } | null => {
    switch (step) {
      case 'complete-draft':
        // A later round has only its ballot to complete; in the draft the list says where to go.
        return props.now.phase === 'cards'
          ? { text: { zh: '选定候选人', en: 'Choose the candidates' }, run: () => props.onTab('candidates') }
          : null;
      case 'enrol-scrutineers':
        return {
          text: { zh: '给监票人发登记码', en: 'Give out enrolment codes' },
          run: () => props.onTab('scrutineers'),
        };
      case 'seal':
        return {
          text: { zh: '封存', en: 'Seal' },
          run: () =>
            props.actions.act(() => call(sealMeeting, { params: params(), body: {} }), { zh: '已封存', en: 'Sealed' }),
        };
      case 'plan-paper':
      case 'choose-paper':
        return { text: { zh: '本轮用纸质选票', en: 'Hold this round on paper' }, run: () => props.onTab('hall') };
      case 'wait-cards':
        return { text: { zh: '设备与配对码', en: 'Machines and codes' }, run: () => props.onTab('machines') };
      case 'seal-round':
        return {
          text: { zh: '封存本轮，交监票人签名', en: 'Seal the round' },
          run: () => props.actions.act(() => call(sealRound, { params: round(), body: {} })),
        };
      case 'open-check-in':
        return {
          text: { zh: '开放签到', en: 'Open check-in' },
          run: () =>
            props.actions.act(() => call(openCheckIn, { params: params(), body: {} }), {
              zh: '签到已开放',
              en: 'Check-in is open',
            }),
        };
      case 'wait-check-in':
        return props.now.attendance.open
          ? {
              text: { zh: '截止签到', en: 'Close check-in' },
              run: () => props.actions.act(() => call(closeCheckIn, { params: params(), body: {} })),
            }
          : null;
      case 'open-round':
        return { text: { zh: '开始投票', en: 'Open voting' }, run: () => setAsking('open-round') };
      case 'wait-voting':
      case 'stop':
        return { text: { zh: '截止投票', en: 'Stop voting' }, run: () => setAsking('stop') };
      case 'close':
        return { text: { zh: '清点，交监票人签名', en: 'Close the round' }, run: () => setAsking('close') };
      case 'publish':
        return {
          text: { zh: '公布结果', en: 'Publish the result' },
          run: () =>
            props.actions.act(() => call(publishRound, { params: round(), body: {} }), {
              zh: '已公布',
              en: 'Published',
            }),
        };
      case 'report':
        return {
          text: { zh: '报送上级党委', en: 'Report to the superior' },
          run: () =>
            props.actions.act(() => call(reportRound, { params: round(), body: {} }), { zh: '已报送', en: 'Reported' }),
        };
      case 'derive': {
        const kind = proposed()?.kind;
        if (kind === undefined || kind === 'reduction' || kind === 'decision') return null;
        return { text: stepName(kind), run: () => deriveNext(props, kind, () => props.onTab('candidates')) };
      }
      case 'reduce':
        return { text: stepName('reduction'), run: () => setAsking('reduce') };
      case 'decide':
        return { text: stepName('decision'), run: () => setAsking('decide') };
      default:
        return null;
    }
  };
  const step = () => props.now.next.step;
  const asked = () => (step() === 'wait-voting' ? 'stop' : step());
  const start = () => {
    const todo = action(step());
    if (todo === null) return;
    if (QUESTION[asked()] !== undefined) setAsking(asked());
    else void todo.run();
  };
  const confirm = async () => {
    const todo = action(step());
    setAsking(null);
    await todo?.run();
  };
  return (
    <section class="next-step" data-step={step()} data-ready={props.now.next.ready}>
      <div class="next-step-words">
        <p class="next-step-label">{say({ zh: '下一步', en: 'Next step' })}</p>
        <p class="next-step-sentence">{say(props.now.next)}</p>
        <Show when={props.now.next.blockedBy.length > 0}>
          <ul class="next-step-blocked">
            <For each={props.now.next.blockedBy}>{(line) => <li>{say(line)}</li>}</For>
          </ul>
        </Show>
      </div>
      <Show when={action(step())}>
        {(todo) => (
          <Button
            kind="primary"
            text={todo().text}
            busy={props.actions.busy()}
            disabled={
              !props.now.next.ready &&
              ['seal', 'seal-round', 'open-check-in', 'open-round', 'close', 'publish', 'report'].includes(step())
            }
            onPress={start}
            name={`next-${asked()}`}
          />
        )}
      </Show>
      <Show when={asking() === 'open-round'}>
        <OpenDialog actions={props.actions} now={props.now} onClose={() => setAsking(null)} />
      </Show>
      <Show when={asking() === 'stop'}>
        <StopDialog actions={props.actions} now={props.now} onClose={() => setAsking(null)} />
      </Show>
      <Show when={asking() === 'close'}>
        <CloseDialog actions={props.actions} now={props.now} onClose={() => setAsking(null)} />
      </Show>
      <Show when={asking() === 'reduce'}>
        <MotionDialog actions={props.actions} now={props.now} subject="reduction" onClose={() => setAsking(null)} />
      </Show>
      <Show when={asking() === 'decide' ? proposed() : undefined} keyed>
        {(step) => (
          <DecisionDialog actions={props.actions} now={props.now} asked={step} onClose={() => setAsking(null)} />
        )}
      </Show>
      <Show when={QUESTION[asking() ?? 'finished']}>
        {(question) => (
          <Dialog
            name="confirm-step"
            title={question().title}
            onCancel={() => setAsking(null)}
            actions={
              <>
                <Button text={{ zh: '返回', en: 'Back' }} onPress={() => setAsking(null)} name="cancel" />
                <Button
                  kind="primary"
                  text={{ zh: '确定', en: 'Confirm' }}
                  onPress={() => void confirm()}
                  name="confirm"
                />
              </>
            }
          >
            <p>{say(asking() === 'seal' && !isElectionMeeting(props.now.kind) ? FORM_SEALED : question().body)}</p>
          </Dialog>
        )}
      </Show>
    </section>
  );
}
