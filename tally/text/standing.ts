/** How a person stands after a count, in words: whoever was written in is elected once the superior has confirmed it (rules §5.2 W14). */

import type { ContestResult, RoundResult } from '../count/round-result.ts';
import { smallestMajority } from '../rules/decision.ts';
import { amount } from './amount.ts';
import { baseName } from './terms.ts';
import type { Text } from './text.ts';

interface Counted {
  readonly elected: readonly string[];
  readonly unconfirmed?: readonly string[];
  readonly refused?: readonly string[];
  /** A pre-election elects nobody: whoever passes is an official candidate (rules §1.4). */
  readonly preliminary?: boolean;
}

const ELECTED: Text = { zh: '当选', en: 'elected' };
const NAMED: Text = { zh: '正式候选人', en: 'official candidate' };
const UNCONFIRMED: Text = { zh: '待确认', en: 'to be confirmed' };
const REFUSED: Text = { zh: '不计', en: 'not counted' };
const NOTHING: Text = { zh: '', en: '' };

export const isElected = (name: string, { elected, unconfirmed = [] }: Counted): boolean =>
  elected.includes(name) && !unconfirmed.includes(name);

/** One word for a row of a table. */
export function standingOf(name: string, contest: Counted): Text {
  if (contest.refused?.includes(name)) return REFUSED;
  if (contest.unconfirmed?.includes(name)) return UNCONFIRMED;
  if (!isElected(name, contest)) return NOTHING;
  return contest.preliminary === true ? NAMED : ELECTED;
}

export interface EligibilityLine extends Text {
  readonly code: 'eligibility-unconfirmed' | 'eligibility-refused';
}

/** Sentences below a table, about everybody whose eligibility is not confirmed. */
export function eligibilityLines({
  unconfirmed = [],
  refused = [],
}: Omit<Counted, 'elected'>): readonly EligibilityLine[] {
  const lines: EligibilityLine[] = [];
  if (unconfirmed.length > 0)
    lines.push({
      code: 'eligibility-unconfirmed',
      zh: `${unconfirmed.join('、')}由另选达到当选票数，待确认：上级党组织确认被选举资格以前，不得宣布当选。`,
      en: `${unconfirmed.join(', ')}: written in with enough votes, to be confirmed. Nobody is announced as elected before the superior has confirmed the eligibility.`,
    });
  if (refused.length > 0)
    lines.push({
      code: 'eligibility-refused',
      zh: `${refused.join('、')}不符合条件，所得票不计。`,
      en: `${refused.join(', ')}: not eligible; the votes count for nobody.`,
    });
  return lines;
}

/** Instead of a table: nothing was counted, so nobody has a number (rules §5.2 W5). */
export const VOID_ELECTION: Text = {
  zh: '选举无效，没有计票，须重新选举。',
  en: 'The election is void: nothing was counted, and it is held again.',
};

const MOST_VOTES: Text = {
  zh: '以得赞成票多的当选，不再要求过半数',
  en: 'the most votes win; more than half is no longer required',
};

/** What elects: the half, in the words of who asks; or the most votes, where no number is enough by itself (rules §1.11). */
export const needed = (smallestWinning: number | null, base: number, half: (votes: number) => Text): Text =>
  smallestWinning === null || smallestWinning < smallestMajority(base) ? MOST_VOTES : half(smallestWinning);

/** Below a table: of whom the half is asked, in the words of this meeting, and how many votes that is; of a void election the base alone. */
export function baseLine(
  result: Pick<RoundResult, 'meetingKind' | 'majorityBase' | 'expected' | 'present'>,
  { election, smallestWinning }: Pick<ContestResult, 'election' | 'smallestWinning'>,
): Text {
  const name = baseName(result.majorityBase, result.meetingKind);
  const base = result.majorityBase === 'expected' ? result.expected : result.present;
  const half = needed(smallestWinning, base, (votes) => ({
    zh: `至少需要赞成 ${votes} 票`,
    en: `at least ${amount(votes, 'approval is', 'approvals are')} needed`,
  }));
  const isVoid = election === 'void';
  return {
    zh: `计算基数：${name.zh} ${base}${isVoid ? '' : `；${half.zh}`}。`,
    en: `Majority base: ${name.en}, ${base}${isVoid ? '' : `; ${half.en}`}.`,
  };
}
