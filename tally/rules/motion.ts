/** Motions of the assembly (rules §4.1, §1.11): the method, the scrutineers, a reduction of the seats. */
import type { MotionMode, MotionSubject } from '../record/assembly-entries.ts';
import type { Attendance } from './quorum.ts';
import type { RuleSettings } from './settings.ts';

/** The method and the lists are passed by more than half of the base (选举办法 and 支部工作条例 Art. 11). */
export function isMotionCarried(
  inFavour: number,
  attendance: Attendance,
  settings: Pick<RuleSettings, 'motionBase'>,
): boolean {
  return 2 * inFavour > attendance[settings.motionBase];
}

/** Fewer seats instead of a further election: half or more of the voters agree (半数以上选举人同意). */
export function isReductionAgreed(
  inFavour: number,
  attendance: Attendance,
  settings: Pick<RuleSettings, 'reductionBase' | 'reductionEqualAccepted'>,
): boolean {
  const base = attendance[settings.reductionBase];
  return settings.reductionEqualAccepted ? 2 * inFavour >= base : 2 * inFavour > base;
}

/** A vote of the assembly as its numbers state it. */
export interface MotionVote extends Attendance {
  readonly subject: MotionSubject;
  readonly mode: MotionMode;
  readonly inFavour: number;
  readonly against: number;
  readonly abstain: number;
}

/** From the least to the most formal way of voting. */
const FORMALITY: readonly MotionMode[] = ['applause', 'hands', 'ballot'];

/** As formal as the method asks, or more; fewer seats are never given up by applause, for nobody could say who is against it. */
export function isFormalEnough(
  { subject, mode }: Pick<MotionVote, 'subject' | 'mode'>,
  { motionMode }: Pick<RuleSettings, 'motionMode'>,
): boolean {
  if (subject === 'reduction' && mode === 'applause') return false;
  return FORMALITY.indexOf(mode) >= FORMALITY.indexOf(motionMode);
}

/** Of the round that is to be opened. */
export interface Opening {
  readonly rules: Pick<RuleSettings, 'tellerSource'>;
  /** Members left out of 应到会 who are not counted again. */
  readonly leftOut: number;
}

type Voted = { readonly subject: MotionSubject; readonly carried: boolean };

/**
 * What the assembly votes on before a ballot may be handed out: the method and the scrutineers always; the tellers where the method
 * has them voted and not designated (rules §1.7); the members left out of 应到会 as long as anybody is left out, for it is the
 * assembly that leaves them out (rules §3).
 */
const neededMotions = ({ rules, leftOut }: Opening): readonly MotionSubject[] => [
  'method',
  'scrutineers',
  ...(rules.tellerSource === 'voted' ? (['tellers'] as const) : []),
  ...(leftOut > 0 ? (['exclusions'] as const) : []),
];

/** What was lost when it was last voted on. */
export function lostMotionOf<T extends Voted>(motions: readonly T[], opening: Opening): T | undefined {
  return neededMotions(opening)
    .flatMap((subject) => motions.findLast((one) => one.subject === subject) ?? [])
    .find(({ carried }) => !carried);
}

/** What was never voted on; of an election only, for nothing else has a method. */
export const missingMotionsOf = (motions: readonly Voted[], opening: Opening): readonly MotionSubject[] =>
  neededMotions(opening).filter((subject) => !motions.some((one) => one.subject === subject));

/** Who did not move a hand is counted nowhere; by applause (鼓掌通过) all present agree, and nobody is counted against it. */
export function isPossibleMotion({ mode, expected, present, inFavour, against, abstain }: MotionVote): boolean {
  if (present > expected) return false;
  if (mode === 'applause') return inFavour === present && against === 0 && abstain === 0;
  return inFavour + against + abstain <= present;
}

export function isCarried(
  vote: MotionVote,
  settings: Pick<RuleSettings, 'motionBase' | 'reductionBase' | 'reductionEqualAccepted'>,
): boolean {
  return vote.subject === 'reduction'
    ? isReductionAgreed(vote.inFavour, vote, settings)
    : isMotionCarried(vote.inFavour, vote, settings);
}
