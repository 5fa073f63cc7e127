/** Sentences about the count that form, report and attendance list share, so that no paper says it otherwise than another. */
import { isElectionMeeting, type MeetingKind } from '../../tally/record/meeting-entry.ts';
import { countingRules } from '../../tally/rules/counting-rules.ts';
import type { Outcome } from '../../tally/rules/outcome.ts';
import { list } from './official-words.ts';
import type { ResultSheetData, SheetContest } from './result-sheet-data.ts';

/** Whether more than half of the base is asked for; in a revote the most votes decide unless the method keeps the half. */
export const needsHalf = (
  { contest }: Pick<SheetContest, 'contest'>,
  { round }: { readonly round: Pick<ResultSheetData['round'], 'rules'> },
): boolean => countingRules(round.rules, contest.category).threshold === 'half';

/** 59／75，过半数: every majority with its base (rules §1.9). */
export function comparison(votes: number, base: number, isHalfNeeded: boolean): string {
  if (!isHalfNeeded) return `${votes}／${base}`;
  return `${votes}／${base}，${2 * votes > base ? '过半数' : 2 * votes === base ? '正好半数' : '未过半数'}`;
}

export interface QuorumNumbers {
  readonly kind: MeetingKind;
  readonly expected: number;
  readonly present: number;
  /** The smallest number present that is quorate. */
  readonly minimum: number;
}

/** 达到应到会人数75名的五分之四（至少60名）; 超过 where exactly four fifths are not enough (rules §2, 7). */
export function quorumWords({ kind, expected, present, minimum }: QuorumNumbers): string {
  if (minimum === 0) return '参加人数不作要求';
  // A meeting that elects nobody has a number of its own, which may happen to be four fifths (rules §4.4).
  if (!isElectionMeeting(kind)) return `${present >= minimum ? '达到' : '不足'}规定的最少到会人数${minimum}名`;
  const isLiteral = 5 * (minimum - 1) >= 4 * expected;
  const reached = isLiteral ? '超过' : '达到';
  const missed = isLiteral ? '没有超过' : '不足';
  return `${present >= minimum ? reached : missed}应到会人数${expected}名的五分之四（至少${minimum}名）`;
}

/** What equal votes lead to: a revote, or after a second tie the superior where the method asks it (rules §1.11, §7); no full stop. */
export function tieWords(
  { contest, outcome: { tie } }: Pick<SheetContest, 'contest' | 'outcome'>,
  { round }: { readonly round: Pick<ResultSheetData['round'], 'rules'> },
): string | null {
  if (tie === null) return null;
  const names = list(tie.among);
  return countingRules(round.rules, contest.category).tied === 'revote'
    ? `${names}票数相等，${tie.seats}个名额须就票数相等的人再次投票`
    : `${names}再次投票后票数仍然相等，${tie.seats}个名额暂停选举，请示上级党组织`;
}

/** What the chair declares before the tally (rules §1.10, §5.1 step 8), as the rules decided it. */
export function validityWords({ contests, close, accounting }: ResultSheetData): string {
  const compared = close.casts <= accounting.issued ? '收回不多于发出' : '收回多于发出';
  if (contests.every(({ outcome }) => outcome.election === 'valid')) return `${compared}，选举有效`;
  return contests.every(({ outcome }) => outcome.quorate) ? `${compared}，选举无效` : '到会人数不符合规定，选举无效';
}

/** Of ballots on paper, where each post has a box of its own and more than one number bounds what it may hold (rules §1.10). */
export function boxValidityWords(
  boxes: readonly {
    readonly post: string;
    readonly outcome: Pick<Outcome, 'election' | 'quorate'>;
    readonly issued: number;
    readonly recovered: number;
  }[],
): string {
  const words = boxes.map(({ outcome: { election, quorate }, issued, recovered }) => {
    if (!quorate) return '到会人数不符合规定，选举无效';
    const compared = `收回${recovered > issued ? '多于发出' : election === 'valid' ? '不多于发出' : '多于投票人数'}`;
    return `${compared}，选举${election === 'valid' ? '有效' : '无效'}`;
  });
  const [first = ''] = words;
  return words.every((one) => one === first) ? first : words.map((one, at) => `${boxes[at]?.post}${one}`).join('；');
}

/** 按姓氏笔画为序; '' where the ballot's order needs no name. */
export const ORDER_WORDS = { votes: '按得票多少排列', strokes: '按姓氏笔画为序', ballot: '' } as const;

/** 当选; a pre-election only names the candidates of the formal ballot (rules §1.4). */
export const CHOSEN_WORDS = {
  elected: { one: '当选', none: '没有人当选', list: (post: string) => `当选${post}` },
  preliminary: { one: '列入', none: '没有人列为正式候选人', list: (post: string) => `列为${post}正式候选人` },
} as const;
export const chosenWords = ({ contest }: Pick<SheetContest, 'contest'>) =>
  CHOSEN_WORDS[contest.category === 'preliminary' ? 'preliminary' : 'elected'];

/** 选举 or 候选人预选: what the ballot is. */
export const ballotWord = (contests: readonly Pick<SheetContest, 'contest'>[]): string =>
  contests.length > 0 && contests.every(({ contest }) => contest.category === 'preliminary') ? '候选人预选' : '选举';

/** Seats that nobody was elected for: open, or given up by a vote after the count (rules §1.11). */
export const openSeatsWords = ({
  outcome: { unfilled },
  isReduced,
}: {
  readonly outcome: Pick<Outcome, 'unfilled'>;
  readonly isReduced: boolean;
}): string => (isReduced ? `经表决减少名额${unfilled}名，不再另行选举` : `缺额${unfilled}名`);
