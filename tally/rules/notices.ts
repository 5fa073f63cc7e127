/**
 * What must be said beside an outcome: each notice has a stable code, the clause it rests on and both languages.
 * A notice never changes who is elected.
 */

import { amount } from '../text/amount.ts';
import type { Text } from '../text/text.ts';
import { type ClauseName, clause } from './clauses.ts';
import type { CountingRules } from './counting-rules.ts';
import type { Decision, Judgement, Standing } from './decision.ts';
import type { OutcomeInput } from './outcome-input.ts';
import { isExactlyFourFifths, quorumMinimum } from './quorum.ts';
import type { MajorityBase } from './settings.ts';
import { minimumCandidates } from './surplus.ts';

export type NoticeCode =
  | 'rule-set-repealed'
  | 'not-quorate'
  | 'exactly-four-fifths'
  | 'recovered-exceeds-voters'
  | 'recovered-exceeds-issued'
  | 'ballots-not-returned'
  | 'invalid-ballots'
  | 'surplus-too-small'
  | 'threshold'
  | 'exactly-half'
  | 'more-than-seats'
  | 'tie'
  | 'shortfall'
  | 'write-in-eligibility'
  | 'base-sensitive'
  | 'base-unusual';

export interface Notice {
  readonly code: NoticeCode;
  readonly clause: string;
  readonly zh: string;
  readonly en: string;
}

export interface Judged {
  readonly input: OutcomeInput;
  readonly rules: CountingRules;
  readonly standings: readonly Standing[];
  readonly judgement: Judgement;
  readonly underOther: Decision;
}

/** Of members and of a committee alike: the engine is not told whose meeting it is. */
const BASE_ZH = { expected: '应到会人数', present: '实到会人数' } as const satisfies Record<MajorityBase, string>;
const BASE_EN = {
  expected: 'voters expected',
  present: 'voters present',
} as const satisfies Record<MajorityBase, string>;

const zhList = (names: readonly string[]): string => (names.length === 0 ? '无' : names.join('、'));
/** A, B and C. */
const enAll = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
const enList = (names: readonly string[]): string => (names.length === 0 ? 'nobody' : names.join(', '));

/** A pre-election elects nobody: whoever passes the half is an official candidate (rules §1.4). */
const PASSED = {
  election: { zh: '当选', en: 'elected', seatsZh: '应选', seatsEn: 'seats' },
  'pre-election': {
    zh: '列为正式候选人',
    en: 'official candidates',
    seatsZh: '应确定正式候选人',
    seatsEn: 'candidates to be named',
  },
} as const satisfies Record<CountingRules['purpose'], object>;

function describe(decision: Decision, purpose: CountingRules['purpose']): { readonly zh: string; readonly en: string } {
  const tie = decision.tie;
  const zh = [`${PASSED[purpose].zh}：${zhList(decision.elected)}`];
  const en = [`${PASSED[purpose].en}: ${enList(decision.elected)}`];
  if (tie !== null) {
    zh.push(`票数相等：${zhList(tie.among)}（${tie.seats} 个名额）`);
    en.push(`tied: ${enList(tie.among)} (for ${tie.seats})`);
  }
  if (decision.unfilled > 0) {
    zh.push(`缺额 ${decision.unfilled} 名`);
    en.push(`seats unfilled: ${decision.unfilled}`);
  }
  return { zh: zh.join('；'), en: en.join('; ') };
}

/** What may follow open seats, by the adopted method; of a single seat, or where nobody is elected, none can be given up (rules §1.11). */
function shortfallWords(
  { elected, unfilled }: Judgement,
  seats: number,
  { purpose, shortfall: { way, equalAccepted, isLater } }: CountingRules,
): Text {
  if (purpose === 'pre-election')
    return {
      zh: `超过半数的 ${elected.length} 名，少于应确定的正式候选人 ${seats} 名，缺 ${unfilled} 名：按选举办法再次预选补足。`,
      en: `${elected.length} above half for ${amount(seats, 'official candidate')}, ${unfilled} missing: a further pre-election by the adopted method.`,
    };
  const zh = `当选 ${elected.length} 名，少于应选 ${seats} 名，缺额 ${unfilled} 名`;
  const en = `${elected.length} elected for ${amount(seats, 'seat')}, ${unfilled} missing`;
  if (way === 'further-election' || (!isLater && (seats === 1 || elected.length === 0)))
    return { zh: `${zh}：另行选举。`, en: `${en}: a further election.` };
  const [agreed, agree] = equalAccepted ? ['半数以上', 'half or more'] : ['超过半数的', 'more than half'];
  const close = isLater ? '原应选名额多于 1 名、当选人接近应选名额时' : '接近应选名额时';
  const closeEn = isLater
    ? 'where there was more than one seat and the elected are close to their number'
    : 'close to the number of seats';
  return way === 'reduce'
    ? {
        zh: `${zh}：${close}，经${agreed}选举人同意，减少名额、不再选举；不同意的另行选举。`,
        en: `${en}: ${closeEn} ${unfilled === 1 ? 'this is' : 'these are'} given up if ${agree} of the voters agree; otherwise a further election.`,
      }
    : {
        zh: `${zh}：另行选举；${close}，经${agreed}选举人同意，也可减少名额、不再选举。`,
        en: `${en}: a further election; ${closeEn} ${unfilled === 1 ? 'this' : 'these'} may be reduced instead if ${agree} of the voters agree.`,
      };
}

/** In the order of the meeting: attendance, ballots, candidates, count. */
export function notices({ input, rules, standings, judgement, underOther }: Judged): readonly Notice[] {
  const list: Notice[] = [];
  const say = (code: NoticeCode, clauseName: ClauseName, zh: string, en: string): void => {
    const cited = clause(input.ruleSet, clauseName);
    list.push({ code, clause: cited.zh, zh, en: `${en} [${cited.en}]` });
  };
  const { expected, present, issued, voters, recovered, valid, seats } = input;
  const base = input.majorityBase;
  const quorumRule = { ruleSet: input.ruleSet, quorumEqualAccepted: rules.quorumEqualAccepted };

  if (input.ruleSet === '1990')
    say(
      'rule-set-repealed',
      'repeal',
      '1990年暂行条例已由2020年条例废止，只用于复核当时的选举。',
      'The 1990 Interim Regulation was repealed by the 2020 Regulation; it serves only to re-check elections of its time.',
    );
  if (!judgement.quorate)
    say(
      'not-quorate',
      'quorum',
      `实到 ${present} 人，少于所需的 ${quorumMinimum(expected, quorumRule)} 人（应到 ${expected} 人的五分之四），会议无效，不得发票。`,
      `${amount(present, 'is', 'are')} present, fewer than the ${quorumMinimum(expected, quorumRule)} needed of ${expected} expected (four fifths): the meeting is void and no ballot may be issued.`,
    );
  else if (input.ruleSet === '1990' && isExactlyFourFifths(input))
    say(
      'exactly-four-fifths',
      'quorum',
      `实到 ${present} 人正好是应到 ${expected} 人的五分之四；条文为“超过”，按公开的解释可以开会。`,
      `${present} present are exactly four fifths of ${expected}; the text says "more than", a published explanation accepts it.`,
    );
  if (rules.recoveredLimit !== 'issued' && recovered > voters)
    say(
      'recovered-exceeds-voters',
      'election-validity',
      `收回选票 ${recovered} 张，多于投票 ${voters} 人，选举无效，应重新选举。`,
      `${amount(recovered, 'ballot recovered is', 'ballots recovered are')} more than the ${amount(voters, 'voter')}: the election is void and must be held again.`,
    );
  if (rules.recoveredLimit !== 'voters' && recovered > issued)
    say(
      'recovered-exceeds-issued',
      'election-validity',
      `收回选票 ${recovered} 张，多于发出 ${issued} 张，选举无效，应重新选举。`,
      `${amount(recovered, 'ballot recovered is', 'ballots recovered are')} more than the ${issued} issued: the election is void and must be held again.`,
    );
  const isValid = judgement.election === 'valid';
  if (recovered < issued)
    say(
      'ballots-not-returned',
      'election-validity',
      // 未交回 is a word of the cards' accounting: a card handed back unused is no ballot recovered and yet not missing.
      `发出 ${issued} 张，收回 ${recovered} 张，少 ${issued - recovered} 张（没有投出或没有交回）${isValid ? '，不影响选举有效' : ''}。`,
      `${amount(issued, 'ballot')} issued, ${recovered} recovered, ${issued - recovered} fewer (not cast or not returned)${isValid ? '; the election stays valid' : ''}.`,
    );
  // Of a void election no ballot was judged, so none is said to be invalid (rules §5.2 W5).
  if (isValid && recovered > valid)
    say(
      'invalid-ballots',
      'election-validity',
      `无效票 ${recovered - valid} 张，不计入任何人的得票，也不改变计算基数。`,
      `${amount(recovered - valid, 'ballot is invalid; it counts for nobody and does', 'ballots are invalid; they count for nobody and do')} not change the base.`,
    );

  const mode = rules.surplus;
  const isOneForOne = mode === 'undeclared' && seats === 1 && input.candidates.length === 1;
  const needed = mode === 'equal' || isOneForOne ? seats : minimumCandidates(seats);
  if (input.candidates.length < needed)
    say(
      'surplus-too-small',
      mode === 'equal' ? 'equal-number' : 'surplus',
      mode === 'equal'
        ? `候选人 ${input.candidates.length} 名，少于应选 ${seats} 名。`
        : `候选人 ${input.candidates.length} 名、应选 ${seats} 名，差额不足应选人数的20%，委员候选人至少 ${needed} 名（书记、副书记，以及经差额预选产生候选人的正式选举，可以等额选举）。`,
      mode === 'equal'
        ? `${amount(input.candidates.length, 'candidate is', 'candidates are')} fewer than the ${amount(seats, 'seat')}.`
        : `${amount(input.candidates.length, 'candidate')} for ${amount(seats, 'seat')}: less than 20% more than the seats; a committee needs at least ${needed} (secretary and deputy, and candidates named by a pre-election, may be elected uncontested).`,
    );
  // Void or not quorate: nothing was counted, so nothing about the count may be said.
  if (judgement.election === 'void') return list;

  const threshold = judgement.smallestWinning;
  const words = PASSED[rules.purpose];
  const passed = standings.filter(({ votes }) => votes >= threshold);
  const namesOf = (persons: readonly Standing[]): readonly string[] => persons.map(({ name }) => name);
  if (rules.threshold === 'half') {
    say(
      'threshold',
      'majority',
      rules.purpose === 'pre-election'
        ? `赞成票须超过${BASE_ZH[base]} ${input[base]} 的半数，至少 ${threshold} 票，方可列为正式候选人；计算基数依选举办法。`
        : `赞成票须超过${BASE_ZH[base]} ${input[base]} 的半数，至少 ${threshold} 票，始得当选；计算基数依选举办法。`,
      rules.purpose === 'pre-election'
        ? `To be an official candidate, approvals must exceed half of the ${input[base]} ${BASE_EN[base]}: at least ${threshold}; the base is that of the adopted election method.`
        : `Approvals must exceed half of the ${input[base]} ${BASE_EN[base]}: at least ${threshold}; the base is that of the adopted election method.`,
    );
    const half = namesOf(standings.filter(({ votes }) => 2 * votes === input[base]));
    if (half.length > 0)
      say(
        'exactly-half',
        'majority',
        `${zhList(half)}得票正好半数，没有超过半数，不能${words.zh}。`,
        `${enList(half)}: exactly half is not more than half, so not among the ${words.en}.`,
      );
  } else {
    say(
      'threshold',
      'tie',
      '本次投票以得票多的当选，不再要求超过半数。',
      'In this vote more approvals win; the half is not required again.',
    );
  }
  // Where the most votes decide, everybody with a vote has passed, which says nothing.
  if (rules.threshold === 'half' && passed.length > seats && judgement.tie === null)
    say(
      'more-than-seats',
      'majority',
      `${zhList(namesOf(passed))}共 ${passed.length} 人得票超过半数，多于${words.seatsZh} ${seats} 名，以得票多的${words.zh}。`,
      `${passed.length} persons (${enList(namesOf(passed))}) reached the threshold, more than there are ${words.seatsEn} (${seats}); those with more approvals are ${words.en}.`,
    );
  if (judgement.tie !== null) {
    const { among, seats: tied } = judgement.tie;
    if (rules.tied === 'revote')
      say(
        'tie',
        'tie',
        `${zhList(among)}票数相等，不能确定 ${tied} 个名额由谁${words.zh}，应就票数相等的人再次投票。`,
        `${enList(among)} have equal votes for ${amount(tied, 'seat')}: a revote among these persons only.`,
      );
    else
      say(
        'tie',
        'tie',
        `${zhList(among)}再次投票后票数仍然相等，不能确定 ${tied} 个名额由谁${words.zh}：按选举办法暂停选举，请示上级党组织。`,
        `${enList(among)} have equal votes again for ${amount(tied, 'seat')}: by the adopted method the election stops and the superior organization is asked.`,
      );
  }
  if (judgement.unfilled > 0) {
    const { zh, en } = shortfallWords(judgement, seats, rules);
    say('shortfall', 'shortfall', zh, en);
  }

  const concerned = new Set([...judgement.elected, ...(judgement.tie?.among ?? [])]);
  const writeIns = namesOf(standings.slice(input.candidates.length)).filter((name) => concerned.has(name));
  if (writeIns.length > 0)
    say(
      'write-in-eligibility',
      'write-in',
      `另选的${zhList(writeIns)}达到当选票数；宣布之前须核实被选举资格并报上级党组织确认。`,
      `The ${writeIns.length === 1 ? 'write-in' : 'write-ins'} ${enAll(writeIns)} reached the threshold; eligibility must be checked and confirmed by the superior organization before it is announced.`,
    );
  if (judgement.baseSensitive) {
    const chosen = describe(judgement, rules.purpose);
    const other = describe(underOther, rules.purpose);
    const otherName = base === 'expected' ? 'present' : 'expected';
    say(
      'base-sensitive',
      'method',
      `口径敏感：按${BASE_ZH[base]}，${chosen.zh}；如按${BASE_ZH[otherName]}，${other.zh}。请监票人对照选举办法核对计算基数。`,
      `Base-sensitive: by ${BASE_EN[base]}, ${chosen.en}; by ${BASE_EN[otherName]}, ${other.en}. Scrutineers must compare the base with the adopted election method.`,
    );
  }
  if (base !== (input.ruleSet === '2020' ? 'expected' : 'present'))
    say(
      'base-unusual',
      'method',
      input.ruleSet === '2020'
        ? '2020年条例很可能以应到会有选举权人数为基数（条文待核），本次按选举办法以实到会人数计算。'
        : '1990年暂行条例以实到会有选举权人数为基数，本次按选举办法以应到会人数计算。',
      input.ruleSet === '2020'
        ? 'The 2020 Regulation most probably takes the members expected as base (text not confirmed); this count takes those present, as the election method says.'
        : 'The 1990 Interim Regulation takes the members present as base; this count takes those expected, as the election method says.',
    );
  return list;
}
