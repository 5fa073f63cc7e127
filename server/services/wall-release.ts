/**
 * What the operator may put on the big screen (UX 5.6): each picture once the thing it shows has happened, a result once it is published, the
 * elected once the chair has announced them. The wall changes with the operator's step alone, so nothing may be chosen in advance.
 */
import { isPublished, type Phase, STATE_OF_PHASE } from '../../tally/phase.ts';
import { isElectionMeeting, type MeetingKind } from '../../tally/record/meeting-entry.ts';
import type { ScreenStep } from '../contract/organizer.ts';
import { runningDigits } from './key-ceremony.ts';
import { paperRoundOf } from './paper-rounds.ts';
import { ceremonyStep, type RecordState } from './record-state.ts';

export interface WallMeeting {
  readonly kind: MeetingKind;
  readonly phase: Phase;
  readonly currentRound: number;
  readonly announcedRounds: readonly number[];
}

const VOTING = STATE_OF_PHASE.voting;
const STOPPED = STATE_OF_PHASE.stopped;
const CHECK_IN = STATE_OF_PHASE['check-in'];

/** In the order of the meeting. `published`: the rounds with a signed sheet. */
export function releasedSteps(
  { kind, phase, currentRound, announcedRounds }: WallMeeting,
  state: RecordState,
  published: readonly number[],
): readonly ScreenStep[] {
  const released: ScreenStep[] = [];
  const add = (view: ScreenStep['view'], when: boolean, { round = currentRound, part = 0 } = {}) => {
    if (when) released.push({ view, round, part });
  };
  const ofPublished = (round: number) => {
    const isOut = published.includes(round) && (round < currentRound || isPublished(phase));
    add('result', isOut, { round });
    add('elected', isOut && isElectionMeeting(kind) && announcedRounds.includes(round), { round });
    add('verify', isOut, { round });
  };
  const digits = runningDigits(state) !== undefined;
  add('welcome', true);
  add('digits', digits);
  add('welcome', digits && ceremonyStep(state) === 'done', { part: 1 });
  add('log', state.size > 0);
  for (let round = 1; round < currentRound; round += 1) ofPublished(round);
  add('check-in', STATE_OF_PHASE[phase] >= CHECK_IN);
  for (const part of state.motions.keys()) add('motion', true, { part });
  const round = state.rounds.get(currentRound);
  // The box of a round on paper is a real one, examined and opened before everybody's eyes: the wall says what was entered of it.
  const isOnPaper = paperRoundOf(round) !== undefined;
  const isElectronic = round?.sealed !== undefined && !isOnPaper;
  const isOpened = isElectronic && round.open !== undefined;
  add('zero', isElectronic && STATE_OF_PHASE[phase] >= CHECK_IN);
  add('voting', isOpened || (isOnPaper && STATE_OF_PHASE[phase] >= VOTING));
  add('closing', (isOpened || isOnPaper) && STATE_OF_PHASE[phase] >= STOPPED);
  add('closing', isElectronic && round.close !== undefined, { part: 1 });
  add('counting', isElectronic && round.close !== undefined);
  add('counting', isElectronic && round.close !== undefined, { part: 1 });
  ofPublished(currentRound);
  return released;
}

/** A page of a released result, or exactly a released picture. */
export function isReleased(step: ScreenStep, released: readonly ScreenStep[]): boolean {
  const isPaged = step.view === 'result' || step.view === 'elected';
  return released.some(
    ({ view, round, part }) => view === step.view && round === step.round && (isPaged || part === step.part),
  );
}
