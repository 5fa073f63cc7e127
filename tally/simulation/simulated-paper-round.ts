/** A round on paper of a simulated election (specification §14): what two tellers counted is given, and signed by everybody. */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { paperRoundResult } from '../paper/paper-result.ts';
import { countersOfTally, type PaperAttendance, paperCountOf } from '../paper/paper-round.ts';
import type { PaperBox, PaperCountEntry, PaperRoundEntry } from '../record/paper-entries.ts';
import { type RuleSettings, ruleSettings } from '../rules/settings.ts';
import type { RoundOptions, RoundSetting, SimulatedRound } from './simulated-round.ts';

export interface PaperRoundOptions extends PaperAttendance {
  /** One to a contest. */
  readonly boxes: readonly PaperBox[];
  readonly rules?: RuleSettings;
}

export function simulatePaperRound(
  { parties, meeting, number, previousResult }: RoundSetting,
  { contests }: Pick<RoundOptions, 'contests'>,
  { expected, present, boxes, rules = ruleSettings({ majorityBase: 'expected' }) }: PaperRoundOptions,
): SimulatedRound {
  const { publish, everybody } = parties;
  const round = publish<PaperRoundEntry>(
    {
      type: 'paper-round',
      version: 1,
      meeting: encodeBase64url(meeting.hash),
      round: number,
      previousResult,
      contests,
      roll: { members: expected, probationary: 0, withoutRight: 0, excluded: 0, expected },
      rules,
      reason: '本轮使用纸质选票',
    },
    ...everybody,
  );
  parties.checkpoint(true);
  const counted = paperCountOf(meeting.entry, round.entry, { expected, present }, boxes);
  if (!counted.ok) throw new RangeError(`simulation: ${counted.error[0]?.en ?? 'an impossible count'}`);
  const count = publish<PaperCountEntry>({ ...counted.value, ctx: encodeBase64url(round.hash) }, ...everybody);
  parties.checkpoint(true);
  return {
    result: paperRoundResult({ meeting: meeting.entry, round: round.entry, count: count.entry }),
    resultHash: encodeBase64url(count.hash),
    plainCounts: contests.map((contest, at) => countersOfTally(contest, boxes[at]?.tally ?? null)),
  };
}
