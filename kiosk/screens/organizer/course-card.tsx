/** What the results lead to: every step that is open, with its candidates and seats, and what was decided so far. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import {
  type DerivationKind,
  deriveMeeting,
  type Following,
  type OrganizerMeeting,
} from '../../../server/contract/organizer.ts';
import { CONTEST_KIND_NAME, decisionSentence, motionSentence } from '../../../tally/text/assembly-words.ts';
import { Button } from '../../controls/button.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';
import { DecisionDialog } from './decision-dialog.tsx';
import { MotionDialog } from './motion-dialog.tsx';

const STEP_NAME: Readonly<Record<Following['kind'], Text>> = {
  revote: { zh: '再次投票', en: 'Hold the revote' },
  'further-election': { zh: '另行选举', en: 'Hold a further election' },
  preliminary: { zh: '再次预选', en: 'Hold a further pre-election' },
  formal: { zh: '正式选举', en: 'Hold the formal election' },
  'committee-round': { zh: '选举委员', en: 'Elect the committee' },
  'secretary-round': { zh: '进入书记选举', en: 'Go on with the secretary' },
  repetition: { zh: '重新选举', en: 'Hold the election again' },
  plenary: { zh: '召开委员会第一次全体会议', en: 'Hold the first plenary' },
  reduction: { zh: '表决减少名额', en: 'Vote on fewer seats' },
  decision: { zh: '记录上级决定', en: 'Record the decision' },
};

export const stepName = (kind: Following['kind']): Text => STEP_NAME[kind];

/** Makes the next ballot; the page goes where it is completed. */
export async function deriveNext(
  props: {
    readonly actions: MeetingActions;
    readonly now: OrganizerMeeting;
    readonly onOpen: (meeting: string) => void;
  },
  kind: DerivationKind,
  onRound: () => void,
): Promise<void> {
  const answer = await call(deriveMeeting, { params: { meeting: props.now.id }, body: { kind } });
  await props.actions.act(async () => answer);
  if (!answer.ok) return;
  if (answer.value.meeting !== props.now.id) props.onOpen(answer.value.meeting);
  else onRound();
}

/** Phases in which the log takes motions: the hall is together and no ballot is on its way. */
const MOTION_PHASES: readonly OrganizerMeeting['phase'][] = [
  'cards',
  'sealed',
  'check-in',
  'counting',
  'published',
  'reported',
  'answered',
];
const DERIVING: readonly OrganizerMeeting['phase'][] = ['published', 'reported', 'answered'];

export function CourseCard(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
  readonly onOpen: (meeting: string) => void;
  readonly onRound: () => void;
}): JSX.Element {
  const [moving, setMoving] = createSignal<OrganizerMeeting['motions'][number]['subject'] | null>(null);
  const [asked, setAsked] = createSignal<Following | null>(null);
  const start = (step: Following) => {
    if (step.kind === 'reduction') setMoving('reduction');
    else if (step.kind === 'decision') setAsked(step);
    else void deriveNext(props, step.kind, props.onRound);
  };
  const canMove = () =>
    MOTION_PHASES.includes(props.now.phase) &&
    !props.now.attendance.open &&
    (props.now.phase !== 'counting' ||
      props.now.rounds.some(({ round, result }) => round === props.now.currentRound && result !== null));
  const canStart = (step: Following) =>
    step.kind === 'decision' || step.kind === 'reduction' ? canMove() : DERIVING.includes(props.now.phase);
  return (
    <>
      <Show when={props.now.following.length > 0}>
        <Card title={{ zh: '由结果产生的下一步', en: 'What follows from the result' }} name="course">
          <For each={props.now.following}>
            {(step) => (
              <div class="stack" data-following={step.kind}>
                <p>{say(step)}</p>
                <For each={step.contests}>
                  {(contest) => (
                    <p class="faint">
                      {say({
                        zh: `${contest.post}（${CONTEST_KIND_NAME[contest.category].zh}）：应选 ${contest.seats} 名，候选人 ${contest.candidates.join('、') || '待提名'}`,
                        en: `${contest.post} (${CONTEST_KIND_NAME[contest.category].en}): ${contest.seats} to elect, candidates ${contest.candidates.join(', ') || 'to be nominated'}`,
                      })}
                    </p>
                  )}
                </For>
                <div class="row" data-end="true">
                  <Button
                    text={stepName(step.kind)}
                    busy={props.actions.busy()}
                    disabled={!canStart(step)}
                    onPress={() => start(step)}
                    name={`follow-${step.kind}`}
                  />
                </div>
              </div>
            )}
          </For>
        </Card>
      </Show>
      <Show when={canMove() || props.now.motions.length > 0 || props.now.decisions.length > 0}>
        <Card title={{ zh: '大会表决和上级决定', en: 'Motions and decisions' }} name="motions">
          <ul>
            <For each={props.now.motions}>
              {(motion) => <li data-motion={motion.subject}>{say(motionSentence(motion))}</li>}
            </For>
            <For each={props.now.decisions}>
              {(decision) => <li data-decision={decision.matter}>{say(decisionSentence(decision))}</li>}
            </For>
          </ul>
          <Show when={canMove()}>
            <div class="row" data-end="true">
              <Button
                text={{ zh: '记录一次表决', en: 'Record a motion' }}
                onPress={() => setMoving(props.now.missingMotions[0] ?? 'method')}
                name="put-motion"
              />
            </div>
          </Show>
        </Card>
      </Show>
      <Show when={moving()} keyed>
        {(subject) => (
          <MotionDialog actions={props.actions} now={props.now} subject={subject} onClose={() => setMoving(null)} />
        )}
      </Show>
      <Show when={asked()} keyed>
        {(step) => (
          <DecisionDialog actions={props.actions} now={props.now} asked={step} onClose={() => setAsked(null)} />
        )}
      </Show>
    </>
  );
}
