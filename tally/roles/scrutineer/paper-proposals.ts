/**
 * What a scrutineer's device checks before it signs a round on paper or its count (specification §14). That the sums are those
 * of the ballots she has seen with her own eyes; the device recomputes everything that follows from them.
 */

import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../../crypto/encoding/bytes.ts';
import { hashObject } from '../../../crypto/encoding/canonical.ts';
import { type RoundFault, roundFaults } from '../../count/round-grounds.ts';
import { isExpectedOfRoll } from '../../meeting/readmission.ts';
import { isCountedBox, type PaperRound, paperCountOf } from '../../paper/paper-round.ts';
import { areListsOfOneForm, hasReasonsOfRules, hasShapeOfContest, isPossibleTally } from '../../paper/paper-tally.ts';
import { isElectionMeeting } from '../../record/meeting-entry.ts';
import type { PaperBox, PaperCountEntry, PaperRoundEntry } from '../../record/paper-entries.ts';
import { entriesOf, type RecordFile } from '../../record/reader.ts';
import { completeRules } from '../../rules/settings.ts';
import {
  adoptedRules,
  decidedBefore,
  isOpenedAgainstMotion,
  isOpenedWithoutMotion,
} from '../../verify/check-assembly.ts';
import { createFindings } from '../../verify/finding.ts';
import { structureOf } from '../../verify/structure.ts';

export type PaperProposalProblem =
  | 'meeting-missing'
  | 'meeting-hash'
  | 'round-number'
  | 'previous-result'
  | 'roll'
  | 'candidate-is-scrutineer'
  | RoundFault
  | 'round-unknown'
  | 'not-on-paper'
  | 'already-counted'
  | 'expected'
  | 'motion-lost'
  | 'motion-missing'
  | 'paper-numbers'
  | 'paper-outcome';

const hashText = (placed: { readonly hash: Uint8Array }): string => encodeBase64url(placed.hash);
const when = (wrong: boolean, problem: PaperProposalProblem): readonly PaperProposalProblem[] =>
  wrong ? [problem] : [];

/** Results and paper counts in the order of the record, with what they are about. */
function countedRounds(record: RecordFile) {
  const rounds = new Map<string, PaperRound>(
    [...entriesOf(record, 'round'), ...entriesOf(record, 'paper-round')].map((placed) => [
      hashText(placed),
      placed.entry,
    ]),
  );
  return [...entriesOf(record, 'result'), ...entriesOf(record, 'paper-count')]
    .toSorted((a, b) => a.index - b.index)
    .map((placed) => ({ hash: hashText(placed), entry: placed.entry, round: rounds.get(placed.entry.ctx) }));
}

/** Hash of what the last counted round ended with. */
export const lastResultOf = (record: RecordFile): string | null => countedRounds(record).at(-1)?.hash ?? null;

export const structureNow = (record: RecordFile) => ({ structure: structureOf(record, createFindings(), 0) });

/** What speaks against a round, by everything the record holds so far. */
export function faultsAfter(
  record: RecordFile,
  round: Pick<PaperRoundEntry, 'contests' | 'rules'>,
): readonly RoundFault[] {
  const now = structureNow(record);
  const end = Number.POSITIVE_INFINITY;
  return roundFaults(round, adoptedRules(now, end), decidedBefore(now, end));
}

export function problemsOfPaperRound(entry: PaperRoundEntry, record: RecordFile): readonly PaperProposalProblem[] {
  const meeting = entriesOf(record, 'meeting')[0];
  if (meeting === undefined) return ['meeting-missing'];
  const scrutineers = new Set(meeting.entry.scrutineers.map(({ name }) => name));
  const { roll } = entry;
  const fixedRounds = entriesOf(record, 'round').length + entriesOf(record, 'paper-round').length;
  return [
    ...when(entry.meeting !== hashText(meeting), 'meeting-hash'),
    ...when(entry.round !== fixedRounds + 1, 'round-number'),
    ...when(entry.previousResult !== lastResultOf(record), 'previous-result'),
    ...when(roll.members - roll.probationary - roll.withoutRight - roll.excluded !== roll.expected, 'roll'),
    ...when(
      entry.contests.some(
        (contest) =>
          contest.kind === 'election' &&
          contest.candidates.some(({ name, remark }) => remark === '' && scrutineers.has(name)),
      ),
      'candidate-is-scrutineer',
    ),
    ...faultsAfter(record, entry),
  ];
}

export function problemsOfPaperCount(entry: PaperCountEntry, record: RecordFile): readonly PaperProposalProblem[] {
  const meeting = entriesOf(record, 'meeting')[0]?.entry;
  if (meeting === undefined) return ['meeting-missing'];
  const onPaper = entriesOf(record, 'paper-round').find((placed) => hashText(placed) === entry.ctx)?.entry;
  const sealed = entriesOf(record, 'round').find((placed) => hashText(placed) === entry.ctx)?.entry;
  const round = onPaper ?? sealed;
  if (round === undefined) return ['round-unknown'];
  const isGivenUp = entriesOf(record, 'paper').some((placed) => placed.entry.ctx === entry.ctx);
  const isOpened = entriesOf(record, 'open').some((placed) => placed.entry.ctx === entry.ctx);
  const { expected, present, contests } = entry;
  const attendance = { expected, present };
  const rules = completeRules(round.rules);
  const isSound = (box: PaperBox, i: number): boolean => {
    const contest = round.contests[i];
    return (
      contest !== undefined &&
      box.printed === box.issued + box.remaining &&
      box.voters <= box.issued &&
      (box.tally !== null) === isCountedBox(attendance, box, round.rules, meeting.kind) &&
      hasShapeOfContest(contest, box.tally) &&
      isPossibleTally(contest, box) &&
      hasReasonsOfRules(contest, box.tally, rules.paper)
    );
  };
  const areSound =
    contests.length === round.contests.length &&
    (isElectionMeeting(meeting.kind) || areListsOfOneForm(contests)) &&
    contests.every(isSound);
  const recomputed = areSound ? paperCountOf(meeting, round, attendance, contests) : null;
  const { signatures: _, ...stated } = entry;
  const isSame =
    recomputed?.ok === true && equalBytes(hashObject({ ...recomputed.value, ctx: entry.ctx }), hashObject(stated));
  return [
    ...when(onPaper === undefined && !isGivenUp, 'not-on-paper'),
    ...when(
      entriesOf(record, 'paper-count').some((placed) => placed.entry.ctx === entry.ctx),
      'already-counted',
    ),
    ...when(!isExpectedOfRoll(expected, round.roll) || present > expected, 'expected'),
    ...when(
      !isOpened && isOpenedAgainstMotion(structureNow(record), Number.POSITIVE_INFINITY, round, expected),
      'motion-lost',
    ),
    ...when(
      !isOpened &&
        isElectionMeeting(meeting.kind) &&
        isOpenedWithoutMotion(structureNow(record), Number.POSITIVE_INFINITY, round, expected),
      'motion-missing',
    ),
    ...when(!areSound, 'paper-numbers'),
    ...when(areSound && !isSame, 'paper-outcome'),
  ];
}
