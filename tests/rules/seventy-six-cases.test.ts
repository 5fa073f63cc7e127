/**
 * The cases of the rule handbook, one row each (rules §8, T01–T76), put to the functions that server, pages and verifier use. A
 * case about what the server or a device does names the test that shows it there, and that this test stands.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { countAppraisalForms, judgeAppraisalRow } from '../../tally/appraisal/appraisal-form.ts';
import { judgeObject, quotaMaximum, unjudged } from '../../tally/appraisal/judgement.ts';
import { appraisalResult } from '../../tally/appraisal/rates.ts';
import { SCALES, scoreBand } from '../../tally/appraisal/scales.ts';
import { publicityPeriod } from '../../tally/calendar/publicity.ts';
import { isAttended } from '../../tally/meeting/attendance-gate.ts';
import { countRoll, type RollMember } from '../../tally/meeting/roll.ts';
import { orderByStrokes } from '../../tally/meeting/stroke-order.ts';
import { type Adjudication, adjudicate } from '../../tally/paper/adjudication.ts';
import { countPaperBallots } from '../../tally/paper/paper-counts.ts';
import { type PaperRules, paperRules } from '../../tally/paper/paper-rules.ts';
import { settledSheet } from '../../tally/paper/settled-sheet.ts';
import { combineRecommendations } from '../../tally/recommendation/combine-groups.ts';
import { judgeRecommendation } from '../../tally/recommendation/recommendation-form.ts';
import { afterTie } from '../../tally/rules/after-tie.ts';
import { countingRules } from '../../tally/rules/counting-rules.ts';
import { isReductionAgreed } from '../../tally/rules/motion.ts';
import { allowAssistance, staffProblems } from '../../tally/rules/polling-staff.ts';
import { isQuorate } from '../../tally/rules/quorum.ts';
import { reductionNotices } from '../../tally/rules/reduction.ts';
import { ballotOrder, secretaryBallot } from '../../tally/rules/secretary-ballot.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { hasEnoughCandidates, minimumCandidates } from '../../tally/rules/surplus.ts';
import { type CandidateFacts, candidateFindings } from '../../tally/structure/candidate-conditions.ts';
import { committeeFindings } from '../../tally/structure/committee-structure.ts';
import { sanctionedFindings, sanctionedMaximum } from '../../tally/structure/township-limits.ts';
import { ballotOf, LETTERS } from './ballot-notation.ts';
import { decided, type Numbers, noticeCodes, refusals } from './handbook-cases.ts';

const SETTINGS = ruleSettings({ majorityBase: 'expected' });
const SETTINGS_1990 = ruleSettings({ majorityBase: 'present', ruleSet: '1990' });

const judged = (notation: string, rules: Partial<PaperRules> = {}): Adjudication =>
  adjudicate(LETTERS, ballotOf(notation), paperRules(rules));
/** Valid with these rows, these write-ins and these void entries. */
const valid = (
  notation: string,
  chosen: number,
  rows: string,
  writeIns = '',
  voidEntries: readonly (readonly [string, string])[] = [],
  rules: Partial<PaperRules> = {},
) => {
  const mark = { a: 'approve', d: 'disapprove', b: 'abstain', z: 'unreadable' } as const;
  expect(judged(notation, rules)).toEqual({
    verdict: 'valid',
    chosen,
    rows: [...rows].map((letter) => mark[letter as keyof typeof mark]),
    writeIns: [...writeIns],
    voidEntries: voidEntries.map(([name, reason]) => ({ name, reason })),
  });
};
const invalid = (notation: string, chosen: number, reasons: readonly string[], rules: Partial<PaperRules> = {}) =>
  expect(judged(notation, rules)).toEqual({ verdict: 'invalid', chosen, reasons });

const full = (name: string): RollMember => ({
  name,
  category: 'full',
  entitled: true,
  withoutRightReason: '',
  exclusion: null,
});
const many = (n: number, make: (name: string) => RollMember): readonly RollMember[] =>
  Array.from({ length: n }, (_, i) => make(`党员${i + 1}`));
const bedridden =
  (approval: string) =>
  (name: string): RollMember => ({
    ...full(name),
    exclusion: { category: 'E4', reason: '卧床不起', approval },
  });
/** 40 members: 3 probationary, 2 under 留党察看, 1 under 留置, 4 left out. */
const roll = (approval: string, others = 30): readonly RollMember[] => [
  ...many(3, (name) => ({ ...full(name), category: 'probationary', entitled: false })),
  ...many(2, (name) => ({ ...full(name), entitled: false, withoutRightReason: '留党察看期间' })),
  { ...full('被留置者'), entitled: false, withoutRightReason: '被留置' },
  ...many(4, bedridden(approval)),
  ...many(others, full),
];
const APPROVED = '镇党委同意，党员大会通过';

/** Three seats under base 30, both bases equal. */
const three = (approvals: Readonly<Record<string, number>>, more: Numbers = {}) =>
  decided({ seats: 3, approvals, ...more });

const W1: Numbers = {
  expected: 57,
  present: 52,
  valid: 50,
  seats: 5,
  rows: {
    王: [49, 0, 1, 0],
    李: [47, 2, 1, 0],
    张: [44, 4, 2, 0],
    陈: [28, 17, 5, 0],
    周: [26, 20, 4, 0],
    黄: [29, 15, 6, 0],
  },
  writeIns: { 赵: 2 },
};

const facts = (changes: Partial<CandidateFacts>): CandidateFacts => ({
  name: '甲',
  post: 'member',
  birth: '1990-01-01',
  education: '高中',
  sitting: null,
  grounds: [],
  cleared: [],
  secretaryGrounds: [],
  underSanction: false,
  ...changes,
});
const findings = (changes: Partial<CandidateFacts>, on = '2026-11-22') =>
  candidateFindings(facts(changes), on, SETTINGS).map(({ code, level, needs }) => [code, level, needs]);

const votes = (names: string, from: number) => [...names].map((name, i) => ({ name, votes: from - i }));
const crossed = (members: string, households: string) => {
  const combined = combineRecommendations(
    [
      { group: '党员', votes: votes(members, 30) },
      { group: '户代表', votes: votes(households, 20) },
    ],
    3,
    { recommendCombine: 'cross-list', recommendWeights: [] },
  );
  if (!combined.ok) throw new Error(combined.error.code);
  return combined.value.persons;
};

const root = new URL('../../', import.meta.url);
const stands = (file: string, name: string) => expect(readFileSync(new URL(file, root), 'utf8')).toContain(name);

const CASES: readonly (readonly [id: string, what: string, run: () => void])[] = [
  ['T01', '24 of 30 present are four fifths', () => expect(decided({ present: 24 }).quorate).toBe(true)],
  [
    'T02',
    '23 of 30 present: void, no ballot may be issued',
    () => {
      const outcome = decided({ present: 23, issued: 0 });
      expect(outcome).toMatchObject({ quorate: false, election: 'void', elected: [] });
      expect(outcome.notices.find(({ code }) => code === 'not-quorate')?.zh).toContain('不得发票');
    },
  ],
  [
    'T03',
    'of 31, 24 are too few and 25 enough',
    () => {
      expect(decided({ expected: 31, present: 24 }).quorate).toBe(false);
      expect(decided({ expected: 31, present: 25 }).quorate).toBe(true);
    },
  ],
  [
    'T04',
    '1990 to the letter: 24 of 30 are not more than four fifths',
    () =>
      expect(decided({ ruleSet: '1990', present: 24 }, { quorumEqualAccepted: false })).toMatchObject({
        quorate: false,
        election: 'void',
      }),
  ],
  [
    'T05',
    '1990 by default: valid, with the note "exactly 4/5"',
    () => {
      const outcome = decided({ ruleSet: '1990', present: 24 });
      expect(outcome.quorate).toBe(true);
      expect(noticeCodes(outcome)).toContain('exactly-four-fifths');
    },
  ],
  [
    'T06',
    'a plenary of three: 2 / 3',
    () => expect([2, 3].map((present) => decided({ expected: 3, present }).quorate)).toEqual([false, true]),
  ],
  [
    'T07',
    'plenaries of 5, 7, 9: 3 / 4, 5 / 6, 7 / 8',
    () => {
      for (const [expected, few] of [
        [5, 3],
        [7, 5],
        [9, 7],
      ] as const) {
        expect(decided({ expected, present: few }).quorate).toBe(false);
        expect(decided({ expected, present: few + 1 }).quorate).toBe(true);
      }
    },
  ],
  [
    'T08',
    'Y = 40 − 3 − 3 − 4 = 30',
    () => expect(countRoll(roll(APPROVED), SETTINGS)).toMatchObject({ members: 40, expected: 30 }),
  ],
  ['T09', '1990: 留置 is no ground, Y = 31', () => expect(countRoll(roll(APPROVED), SETTINGS_1990).expected).toBe(31)],
  [
    'T10',
    'without the superior’s approval Y = 34, with warnings',
    () => {
      const counted = countRoll(roll('党员大会通过'), SETTINGS);
      expect(counted.expected).toBe(34);
      expect(counted.warnings.map(({ code }) => code)).toEqual(Array(4).fill('exclusion-not-approved'));
    },
  ],
  [
    'T11',
    'five months away: counted inside, Y still 30',
    () => {
      const away: RollMember = {
        ...full('外出者'),
        exclusion: { category: 'E5', reason: '外出务工5个月，应转未转组织关系', approval: '' },
      };
      const counted = countRoll([...roll(APPROVED, 29), away], SETTINGS);
      expect(counted).toMatchObject({ members: 40, excluded: 4, expected: 30 });
    },
  ],
  [
    'T12',
    'two of 25 leave before issuing: 23 of 30, blocked',
    () => {
      expect(isQuorate({ expected: 30, present: 25 }, SETTINGS)).toBe(true);
      expect(isQuorate({ expected: 30, present: 23 }, SETTINGS)).toBe(false);
      stands('server/opening.test.ts', 'who leaves while the opening is being proposed is not counted as present');
    },
  ],
  ['T13', 'seats 3, 5, 6, 7, 9', () => expect([3, 5, 6, 7, 9].map(minimumCandidates)).toEqual([4, 6, 8, 9, 11])],
  [
    'T14',
    '8 candidates for 7 seats are rejected',
    () => {
      expect(hasEnoughCandidates(7, 8, 'contested')).toBe(false);
      expect(hasEnoughCandidates(7, 9, 'contested')).toBe(true);
    },
  ],
  [
    'T15',
    'one candidate for secretary, uncontested',
    () => {
      const mode = countingRules(SETTINGS, 'secretary').surplus;
      expect(mode).toBe('equal');
      expect(hasEnoughCandidates(1, 1, 'equal')).toBe(true);
      expect(noticeCodes(decided({ expected: 3, approvals: { 甲: 3 } }, { surplus: 'equal' }))).not.toContain(
        'surplus-too-small',
      );
    },
  ],
  [
    'T16',
    'C = 28 / 27 / 29 of 28',
    () => {
      expect(decided({ present: 28 }).election).toBe('valid');
      const kept = decided({ present: 28, recovered: 27 });
      expect(kept.election).toBe('valid');
      expect(kept.notices.find(({ code }) => code === 'ballots-not-returned')?.zh).toContain('少 1 张');
      expect(decided({ present: 28, recovered: 29 }).election).toBe('void');
    },
  ],
  [
    'T17',
    'I 28, V 27, C 28: void by voters and by both, valid by issued',
    () => {
      const given = { present: 28, issued: 28, voters: 27, recovered: 28 };
      expect(decided(given).election).toBe('void');
      expect(decided(given, { recoveredLimit: 'voters' }).election).toBe('void');
      expect(decided(given, { recoveredLimit: 'issued' }).election).toBe('valid');
    },
  ],
  ['T18', 'OOOX', () => valid('OOOX', 3, 'aaad')],
  ['T19', 'OOOO', () => invalid('OOOO', 4, ['too-many-chosen'])],
  ['T20', 'OX..', () => valid('OX..', 1, 'adbb')],
  ['T21', 'blank', () => valid('....', 0, 'bbbb')],
  ['T22', 'XXXX', () => valid('XXXX', 0, 'dddd')],
  ['T23', 'OOX. +E@C', () => valid('OOX. +E@C', 3, 'aadb', 'E')],
  ['T24', 'OOOX +E@D', () => invalid('OOOX +E@D', 4, ['too-many-chosen'])],
  ['T25', 'OO.. +E@C without 不赞成', () => valid('OO.. +E@C', 3, 'aabb', '', [['E', 'without-disapproval']])],
  [
    'T26',
    'T25 where the method asks no 不赞成',
    () => valid('OO.. +E@C', 3, 'aabb', 'E', [], { writeInRequiresDisapproval: false }),
  ],
  ['T27', 'a printed candidate written in', () => valid('OOX. +B@C', 2, 'aadb', '', [['B', 'listed-candidate']])],
  ['T28', 'one person twice', () => valid('XXO. +E@A +E@B', 2, 'ddab', 'E', [['E', 'duplicate']])],
  ['T29', 'a probationary member', () => valid('XOO. +P@A', 3, 'daab', '', [['P', 'ineligible']])],
  ['T30', 'a name without ○', () => valid('XOO. E-@A', 2, 'daab', '', [['E', 'without-circle']])],
  ['T31', 'an unreadable row', () => valid('OO?X', 2, 'aazd')],
  ['T32', 'raw: four as written', () => invalid('OOO. +E@D', 4, ['too-many-chosen'])],
  [
    'T33',
    'T32 after voiding',
    () =>
      valid('OOO. +E@D', 3, 'aaab', '', [['E', 'without-disapproval']], {
        chosenCount: 'after-voiding',
      }),
  ],
  [
    'T34',
    'three write-ins, then four',
    () => {
      valid('XXXX +E@A +F@B +G@C', 3, 'dddd', 'EFG');
      invalid('XXXX +E@A +F@B +G@C +H@D', 4, ['too-many-chosen']);
    },
  ],
  ['T35', 'OOXX +E@C +F@D', () => invalid('OOXX +E@C +F@D', 4, ['too-many-chosen'])],
  [
    'T36',
    'a signature, without and with a clause',
    () => {
      const signed = { ...ballotOf('OOOX'), identifyingMark: true };
      expect(adjudicate(LETTERS, signed, paperRules()).verdict).toBe('valid');
      expect(adjudicate(LETTERS, signed, paperRules({ identifyingMark: 'void-ballot' }))).toMatchObject({
        verdict: 'invalid',
        reasons: ['identifying-mark'],
      });
    },
  ],
  [
    'T37',
    'base 30: 15 / 16',
    () => expect([15, 16].map((a) => decided({ approvals: { 甲: a } }).elected)).toEqual([[], ['甲']]),
  ],
  [
    'T38',
    'base 31: 15 / 16',
    () => expect([15, 16].map((a) => decided({ expected: 31, approvals: { 甲: a } }).elected)).toEqual([[], ['甲']]),
  ],
  [
    'T39',
    'Y 30, S 24, a 13: only under 实到, flagged',
    () => {
      const given: Numbers = { present: 24, approvals: { 甲: 13 } };
      expect(decided(given)).toMatchObject({ elected: [], baseSensitive: true });
      expect(decided({ ...given, base: 'present' })).toMatchObject({ elected: ['甲'], baseSensitive: true });
      expect(noticeCodes(decided(given))).toContain('base-sensitive');
    },
  ],
  [
    'T40',
    'valid ballots are never the base',
    () => {
      const given: Numbers = { present: 28, recovered: 27, valid: 25, approvals: { 甲: 15 } };
      expect(decided(given).elected).toEqual([]);
      expect(decided({ ...given, base: 'present' }).elected).toEqual(['甲']);
    },
  ],
  [
    'T41',
    'A27 B25 C20 D8',
    () =>
      expect(three({ A: 27, B: 25, C: 20, D: 8 })).toMatchObject({ elected: ['A', 'B', 'C'], tie: null, unfilled: 0 }),
  ],
  [
    'T42',
    'A27 B25 C20 D18',
    () => expect(three({ A: 27, B: 25, C: 20, D: 18 })).toMatchObject({ elected: ['A', 'B', 'C'], tie: null }),
  ],
  [
    'T43',
    'a tie at the last seat',
    () =>
      expect(three({ A: 27, B: 25, C: 19, D: 19 })).toMatchObject({
        elected: ['A', 'B'],
        tie: { among: ['C', 'D'], seats: 1 },
        unfilled: 0,
      }),
  ],
  [
    'T44',
    'a harmless tie',
    () => expect(three({ A: 25, B: 25, C: 20, D: 10 })).toMatchObject({ elected: ['A', 'B', 'C'], tie: null }),
  ],
  [
    'T45',
    'three tied for two seats',
    () =>
      expect(three({ A: 27, B: 20, C: 20, D: 20 })).toMatchObject({
        elected: ['A'],
        tie: { among: ['B', 'C', 'D'], seats: 2 },
      }),
  ],
  [
    'T46',
    'all tied',
    () =>
      expect(three({ A: 20, B: 20, C: 20, D: 20 })).toMatchObject({
        elected: [],
        tie: { among: ['A', 'B', 'C', 'D'], seats: 3 },
      }),
  ],
  [
    'T47',
    'two level below the half: shortfall, no revote',
    () => expect(three({ A: 27, B: 25, C: 14, D: 14 })).toMatchObject({ elected: ['A', 'B'], tie: null, unfilled: 1 }),
  ],
  [
    'T48',
    'a revote by the most votes, or with the half',
    () => {
      const given: Numbers = {
        valid: 28,
        recovered: 28,
        rows: { C: [13, 12, 3, 0], D: [12, 13, 3, 0] },
      };
      expect(decided(given, countingRules(SETTINGS, 'revote')).elected).toEqual(['C']);
      const half = ruleSettings({ majorityBase: 'expected', revoteThreshold: 'half' });
      expect(decided(given, countingRules(half, 'revote')).elected).toEqual([]);
    },
  ],
  [
    'T49',
    'a revote tied again: the superior is asked',
    () => {
      expect(afterTie(0, SETTINGS)).toBe('revote');
      expect(afterTie(1, SETTINGS)).toBe('ask-superior');
      expect(afterTie(2, { revoteTiedAgain: 'ask-superior' })).toBe('ask-superior');
      expect(afterTie(2, { revoteTiedAgain: 'revote' })).toBe('revote');
    },
  ],
  [
    'T50',
    'reduce to 4 of 5: 14 of 28 agree, 13 do not',
    () => {
      const agreed = (agree: number) => isReductionAgreed(agree, { expected: 30, present: 28 }, SETTINGS);
      expect([14, 13].map(agreed)).toEqual([true, false]);
      expect(reductionNotices({ seats: 5, elected: 4 }).map(({ code }) => code)).toEqual(['even-seats']);
    },
  ],
  [
    'T51',
    'a write-in above half waits for confirmation',
    () => {
      const outcome = three({ A: 27, B: 26, C: 11, D: 10 }, { writeIns: { E: 16 } });
      expect(outcome.elected).toEqual(['A', 'B', 'E']);
      expect(outcome.notices.find(({ code }) => code === 'write-in-eligibility')?.zh).toContain('另选的E');
    },
  ],
  [
    'T52',
    'W1 under both bases',
    () => {
      expect(decided(W1)).toMatchObject({ elected: ['王', '李', '张', '黄'], unfilled: 1, baseSensitive: true });
      const present = decided({ ...W1, base: 'present' });
      expect(present).toMatchObject({ elected: ['王', '李', '张', '陈', '黄'], unfilled: 0, baseSensitive: true });
      expect(present.notices.find(({ code }) => code === 'exactly-half')?.zh).toContain('周');
    },
  ],
  [
    'T53',
    'plenary of 3: 2 elect',
    () => expect(decided({ expected: 3, approvals: { 甲: 2 } }).elected).toEqual(['甲']),
  ],
  [
    'T54',
    'plenary of 5, 4 present: 2 / 3 under both bases',
    () => {
      for (const base of ['expected', 'present'] as const) {
        const elects = (a: number) => decided({ expected: 5, present: 4, base, approvals: { 甲: a } }).elected;
        expect([elects(2), elects(3)]).toEqual([[], ['甲']]);
      }
    },
  ],
  [
    'T55',
    'branch of 6, 5 present: 3 / 4',
    () => {
      const elects = (base: 'expected' | 'present', a: number) =>
        decided({ expected: 6, present: 5, base, approvals: { 甲: a } }).elected.length;
      expect([elects('expected', 3), elects('expected', 4)]).toEqual([0, 1]);
      expect([elects('present', 3), elects('present', 4)]).toEqual([1, 1]);
    },
  ],
  [
    'T56',
    'a candidate on the scrutineers’ list',
    () => {
      const problems = (scrutineers: readonly string[]) =>
        staffProblems({ scrutineers, tellers: ['丁'] }, ['甲', '乙']).map(({ code, name }) => [code, name]);
      expect(problems(['丙', '甲'])).toEqual([['scrutineer-is-candidate', '甲']]);
      expect(problems(['丙'])).toEqual([]);
      stands('server/preparation.test.ts', 'scrutineer-is-candidate');
    },
  ],
  [
    'T57',
    'a candidate asked to fill in the ballot; a member who is none; nothing of the content is kept',
    () => {
      const voter = { name: '丙', present: true };
      expect(allowAssistance(voter, '甲', ['甲', '乙'])).toEqual({ ok: false, error: 'helper-is-candidate' });
      expect(allowAssistance(voter, '丁', ['甲', '乙'])).toEqual({ ok: true, value: { voter: '丙', helper: '丁' } });
      stands('server/desk.test.ts', 'a candidate fills in for nobody');
      stands('server/desk.test.ts', 'nothing but who and whom is kept of it');
    },
  ],
  [
    'T58',
    'a ballot for an absent member',
    () => {
      expect(allowAssistance({ name: '丙', present: false }, '丙的配偶', ['甲'])).toEqual({
        ok: false,
        error: 'voter-absent',
      });
      stands('server/desk.test.ts', 'nobody fills in for a member who is not here');
    },
  ],
  [
    'T59',
    'a secretary candidate who was not elected to the committee',
    () => {
      expect(secretaryBallot(['赵', '王'], new Set(['王', '李', '张']))).toEqual({
        candidates: ['王'],
        removed: ['赵'],
        stopped: true,
      });
      expect(secretaryBallot(['赵', '王'], new Set(['王', '赵', '张']))).toEqual({
        candidates: ['赵', '王'],
        removed: [],
        stopped: false,
      });
    },
  ],
  [
    'T60',
    'two tallies that differ',
    () => {
      const pile = (approve: number) => [
        ...Array.from({ length: approve }, () => ballotOf('OXXX')),
        ...Array.from({ length: 30 - approve }, () => ballotOf('XXXX')),
      ];
      const settled = (first: number, second: number) =>
        settledSheet(LETTERS, pile(first), pile(second), [], paperRules({}));
      const compared = settled(27, 26);
      if (compared.ok) throw new Error('a result of two tallies that differ');
      // The ballot that one teller read otherwise, and no count before it is looked at again.
      expect(compared.error.map(({ ballot }) => ballot)).toEqual([26]);
      expect(settled(27, 27)).toMatchObject({ ok: true });
      stands('server/paper-round.test.ts', 'nothing is signed while the tallies differ');
    },
  ],
  [
    'T61',
    'a row of 26 for 27 valid ballots',
    () => {
      expect(refusals({ valid: 27, recovered: 27, rows: { A: [20, 5, 1, 0] } })).toEqual(['row-sum']);
      expect(refusals({ valid: 27, recovered: 27, rows: { A: [20, 5, 1, 1] } })).toEqual([]);
    },
  ],
  [
    'T62',
    'no counts before the signatures: devices refuse to open, a sheet with differences counts nothing',
    () => {
      stands('tally/roles/scrutineer/release.test.ts', 'refuses a round that is not closed, or is none of this record');
      const altered = {
        ...ballotOf('OOOX'),
        rows: ballotOf('OOOX').rows.map((row) => ({ ...row, altered: { decision: null } })),
      };
      expect(countPaperBallots(LETTERS, [ballotOf('OOOX'), altered], paperRules())).toMatchObject({ ok: false });
    },
  ],
  [
    'T63',
    'scores 90, 89, 80, 79, 60, 59',
    () => {
      const grade = (score: string) => {
        const band = scoreBand(score, 'integer');
        return band.ok ? SCALES.score[band.value].zh : band.error;
      };
      expect(['90', '89', '80', '79', '60', '59'].map(grade)).toEqual(['好', '较好', '较好', '一般', '一般', '较差']);
    },
  ],
  [
    'T64',
    '89.5',
    () => {
      expect(scoreBand('89.5', 'integer')).toEqual({ ok: false, error: 'not-an-integer' });
      expect(scoreBand('89.5', 'half-open')).toEqual({ ok: true, value: 1 });
    },
  ],
  [
    'T65',
    '24 teams: at most 7 / 4; the 8th 好 is blocked',
    () => {
      expect([quotaMaximum(24, 30), quotaMaximum(24, 20), quotaMaximum(24, 0)]).toEqual([7, 4, null]);
      const teams = Array.from({ length: 24 }, (_, i) => `第${i + 1}村`);
      let objects = unjudged(teams);
      for (const name of teams.slice(0, 7)) {
        const next = judgeObject(objects, { name, grade: 0, reasons: '实绩突出' }, 4, 30);
        if (!next.ok) throw new Error(next.error.code);
        objects = next.value;
      }
      expect(judgeObject(objects, { name: '第8村', grade: 0, reasons: '实绩突出' }, 4, 30)).toEqual({
        ok: false,
        error: { code: 'quota-exceeded', maximum: 7 },
      });
      expect(judgeObject(objects, { name: '第8村', grade: 1, reasons: '' }, 4, 30).ok).toBe(true);
    },
  ],
  [
    'T66',
    'minimum attendance 40 and 50',
    () => {
      const open = (minimum: number, present: number) =>
        isAttended('appraisal', { expected: 60, present }, { ...SETTINGS, appraisalMinimumAttendance: minimum });
      expect([open(40, 39), open(40, 40), open(50, 49), open(50, 50)]).toEqual([false, true, false, true]);
    },
  ],
  [
    'T67',
    '45 of 46 forms, one invalid: 68.18 % of forms, 69.77 % of rows',
    () => {
      const form = (grade: number | null) => ({ rows: [grade === null ? [] : [grade]], invalid: null });
      const forms = [
        ...Array.from({ length: 30 }, () => form(0)),
        ...Array.from({ length: 10 }, () => form(1)),
        ...Array.from({ length: 3 }, () => form(2)),
        form(null),
        { rows: [[0]], invalid: '全部无法辨认' },
      ];
      const tally = countAppraisalForms(['甲'], 4, forms);
      expect(tally).toEqual({
        recovered: 45,
        valid: 44,
        invalid: 1,
        objects: [{ name: '甲', grades: [30, 10, 3, 0], abstain: 1, void: 0 }],
      });
      const [counts] = tally.objects;
      if (counts === undefined) throw new Error('no object');
      const result = appraisalResult(counts, tally.valid);
      if (!result.ok) throw new Error('the row does not add up');
      expect(result.value).toMatchObject({ validForms: 44, validRows: 43, ratesDiffer: true });
      expect(result.value.rates[0]).toEqual({ ofForms: '68.18', ofRows: '69.77' });
    },
  ],
  [
    'T68',
    'two ticks void the row, not the form',
    () => {
      expect(judgeAppraisalRow([0, 1], 4)).toEqual({ kind: 'void' });
      const tally = countAppraisalForms(['甲', '乙'], 4, [{ rows: [[0, 1], [2]], invalid: null }]);
      expect(tally.valid).toBe(1);
      expect(tally.objects.map(({ grades, void: voided }) => [grades, voided])).toEqual([
        [[0, 0, 0, 0], 1],
        [[0, 0, 1, 0], 0],
      ]);
    },
  ],
  [
    'T69',
    'limit 3: four names, three, three with one twice',
    () => {
      const judge = (...names: readonly string[]) => judgeRecommendation({ names }, 3);
      expect(judge('甲', '乙', '丙', '丁')).toEqual({
        ok: false,
        error: { code: 'too-many-names', named: 4, limit: 3 },
      });
      expect(judge('甲', '乙', '丙')).toEqual({ ok: true, value: ['甲', '乙', '丙'] });
      expect(judge('甲', '乙', '甲')).toEqual({ ok: true, value: ['甲', '乙'] });
    },
  ],
  [
    'T70',
    'members ABC, households ABD / ADE / DEF: 4 / 5 / 6 persons, and the 4th by sum where all are common',
    () => {
      expect(crossed('ABC', 'ABD')).toEqual(['A', 'B', 'C', 'D']);
      expect(crossed('ABC', 'ADE')).toEqual(['A', 'B', 'C', 'D', 'E']);
      expect(crossed('ABC', 'DEF')).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
      // All three common: G with 27 votes in sum comes before H with 17.
      expect(crossed('ABCG', 'BCAH')).toEqual(['A', 'B', 'C', 'G']);
    },
  ],
  [
    'T71',
    'a secretary of 60 / 61, a member of 55 / 56',
    () => {
      expect(findings({ post: 'secretary', birth: '1966-11-22' })).toEqual([]);
      // Sixty until the day before the 61st birthday.
      expect(findings({ post: 'secretary', birth: '1965-11-23' })).toEqual([]);
      expect(findings({ post: 'secretary', birth: '1965-11-22' })).toEqual([
        ['age-above-limit', 'warning', 'county-approval'],
      ]);
      expect(findings({ birth: '1970-11-23' })).toEqual([]);
      expect(findings({ birth: '1970-11-22' })).toEqual([['age-above-limit', 'warning', 'county-approval']]);
    },
  ],
  [
    'T72',
    '20 / 19 villages: at most 3 / 2 under sanction',
    () => {
      expect([20, 19].map(sanctionedMaximum)).toEqual([3, 2]);
      expect(sanctionedFindings(20, 3)).toEqual([]);
      expect(sanctionedFindings(19, 3)).toMatchObject([{ code: 'sanctioned-too-many', level: 'block' }]);
    },
  ],
  [
    'T73',
    'no woman, nobody of at most 35: the result stands, with warnings',
    () => {
      const men = [
        { name: '甲', sex: 'male', birth: '1980-01' },
        { name: '乙', sex: 'male', birth: '1990-11-21' },
      ] as const;
      const of = (more: readonly { name: string; sex: 'female' | 'male'; birth: string }[]) =>
        committeeFindings([...men, ...more], '2026-11-22', SETTINGS).map(({ code, level }) => [code, level]);
      expect(of([])).toEqual([
        ['no-woman', 'warning'],
        ['nobody-young', 'warning'],
      ]);
      expect(of([{ name: '丙', sex: 'female', birth: '1990-11-23' }])).toEqual([]);
    },
  ],
  [
    'T74',
    'posted on 10 October for three natural days',
    () => {
      expect(publicityPeriod('2026-10-10', 3, 'natural')).toEqual({
        first: '2026-10-11',
        last: '2026-10-13',
        free: '2026-10-14',
      });
      expect(publicityPeriod('2026-10-10', 3, 'natural', true).free).toBe('2026-10-13');
    },
  ],
  [
    'T75',
    'by surname strokes',
    () => {
      const names = ['张', '李', '王', '文', '丁', '林', '欧', '陈', '田大利', '田富'];
      expect(orderByStrokes(names).positions?.map(({ name }) => name)).toEqual([
        ...['丁', '王', '文', '田富', '田大利'],
        ...['李', '张', '陈', '林', '欧'],
      ]);
    },
  ],
  [
    'T76',
    'secretary and deputy in the approved order',
    () => {
      expect(ballotOrder('书记', SETTINGS)).toBe('approved');
      expect(ballotOrder('委员', SETTINGS)).toBe('strokes');
      expect(ballotOrder('书记', SETTINGS_1990)).toBe('strokes');
      // By strokes 王 would stand first: the approved order is kept.
      const approved = ['赵', '王'];
      const { positions } = orderByStrokes(approved);
      expect(positions?.map(({ name }) => name)).toEqual(['王', '赵']);
      expect(secretaryBallot(approved, new Set(['王', '赵'])).candidates).toEqual(approved);
      expect(secretaryBallot(approved, null).candidates).toEqual(approved);
    },
  ],
];

test.each(CASES)('%s: %s (rules §8)', (_id, _what, run) => run());

test('every case of the handbook has its row, and only once', () => {
  const ids = Array.from({ length: 76 }, (_, i) => `T${String(i + 1).padStart(2, '0')}`);
  expect(CASES.map(([id]) => id)).toEqual(ids);
});
