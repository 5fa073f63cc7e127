/** The columns of an election as the record counts it, so that every row adds up to the valid ballots. */
import type { CandidateResult, ContestResult } from '../../tally/count/round-result.ts';
import { MARK_NAME } from '../../tally/text/terms.ts';
import type { Text } from './language.ts';

export function isCandidateResult(row: unknown): row is CandidateResult {
  return typeof row === 'object' && row !== null && 'approve' in row && 'disapprove' in row && 'abstain' in row;
}

export interface MarkColumn {
  readonly title: Text;
  readonly of: (row: CandidateResult) => number;
}

const unreadableOf = ({ unreadable = 0 }: CandidateResult): number => unreadable;

/** Only ballots on paper can have a row that nobody can read. */
export const markColumns = ({ counts }: Pick<ContestResult, 'counts'>): readonly MarkColumn[] => [
  { title: MARK_NAME.approve, of: ({ approve }) => approve },
  { title: MARK_NAME.disapprove, of: ({ disapprove }) => disapprove },
  { title: MARK_NAME.abstain, of: ({ abstain }) => abstain },
  ...(Object.values(counts).some((row) => isCandidateResult(row) && unreadableOf(row) > 0)
    ? [{ title: { zh: '该项无效', en: 'Void row' }, of: unreadableOf }]
    : []),
];
