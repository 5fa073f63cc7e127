/**
 * 发票、收票情况报告单 of a round on paper (rules §6.2), filled from its boxes: as they were typed while the round runs, and as they
 * were signed from its count on.
 */
import type { PaperReportBox, PaperReportData } from '../../printables/reports/paper-reports.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { type PaperWork, paperRoundOf } from '../services/paper-rounds.ts';
import type { RoundState } from '../services/record-state.ts';

/** None before the count is signed. */
export function signedBoxes({ paperCount }: RoundState): readonly PaperReportBox[] {
  const count = paperCount?.entry;
  if (count === undefined) return [];
  const { expected, present } = count;
  return count.contests.map(({ tally, ...box }) => ({ ...box, expected, present, counted: tally !== null }));
}

/** None before the ballots are handed out. */
export const typedBoxes = (work: PaperWork | null): readonly PaperReportBox[] =>
  (work?.contests ?? []).map(({ box, counted }) => ({ ...box, counted }));

/** Undefined before the ballots are handed out, and for a round on kiosks. */
export function paperRoundReports(
  { organization, title, date, chair, kind, scrutineers, tellers }: MeetingEntry,
  state: RoundState,
  boxes: readonly PaperReportBox[],
): PaperReportData | undefined {
  const fixed = paperRoundOf(state)?.entry;
  if (fixed === undefined || boxes.length === 0) return undefined;
  return {
    organization,
    title,
    date,
    chair,
    round: state.round,
    kind,
    rules: fixed.rules,
    contests: fixed.contests.map((contest) => contest.title.zh),
    boxes,
    scrutineers: scrutineers.map(({ name }) => name),
    tellers,
  };
}
