/** Sentences about the count that form, report and attendance list share, so that no paper says it otherwise than another. */
import { countingRules } from '../../tally/rules/counting-rules.ts';
import type { ResultSheetData, SheetContest } from './result-sheet-data.ts';

/** Whether more than half of the base is asked for; in a revote the most votes decide unless the method keeps the half. */
export const needsHalf = ({ contest }: SheetContest, { round }: Pick<ResultSheetData, 'round'>): boolean =>
  countingRules(round.rules, contest.category).threshold === 'half';

/** 59／75，过半数: every majority with its base (rules §1.9). */
export function comparison(votes: number, base: number, isHalfNeeded: boolean): string {
  if (!isHalfNeeded) return `${votes}／${base}`;
  return `${votes}／${base}，${2 * votes > base ? '过半数' : 2 * votes === base ? '正好半数' : '未过半数'}`;
}

export interface QuorumNumbers {
  readonly expected: number;
  readonly present: number;
  /** The smallest number present that is quorate. */
  readonly minimum: number;
}

/** 达到应到会人数75名的五分之四（至少60名）; 超过 where exactly four fifths are not enough (rules §2, 7). */
export function quorumWords({ expected, present, minimum }: QuorumNumbers): string {
  // A meeting that elects nobody may have a number of its own (rules §4.4).
  if (minimum !== Math.ceil((4 * expected) / 5) && minimum !== Math.floor((4 * expected) / 5) + 1)
    return `${present >= minimum ? '达到' : '不足'}规定的最少到会人数${minimum}名`;
  const isLiteral = 5 * (minimum - 1) >= 4 * expected;
  const reached = isLiteral ? '超过' : '达到';
  const missed = isLiteral ? '没有超过' : '不足';
  return `${present >= minimum ? reached : missed}应到会人数${expected}名的五分之四（至少${minimum}名）`;
}

/** What the chair declares before the tally (rules §1.10, §5.1 step 8), as the rules decided it. */
export function validityWords({ contests, close, accounting }: ResultSheetData): string {
  const compared = close.casts <= accounting.issued ? '收回不多于发出' : '收回多于发出';
  if (contests.every(({ outcome }) => outcome.election === 'valid')) return `${compared}，选举有效`;
  return contests.every(({ outcome }) => outcome.quorate) ? `${compared}，选举无效` : '到会人数不符合规定，选举无效';
}

/** 按姓氏笔画为序; '' where the ballot's order needs no name. */
export const ORDER_WORDS = { votes: '按得票多少排列', strokes: '按姓氏笔画为序', ballot: '' } as const;
