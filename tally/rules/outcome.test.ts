import { describe, expect, test } from 'vitest';
import { type ContestKind, countingRules, DEFAULT_COUNTING_RULES } from './counting-rules.ts';
import { type Outcome, outcome } from './outcome.ts';
import { parseOutcomeInput } from './outcome-input.ts';
import { type MajorityBase, type RuleSettings, ruleSettings } from './settings.ts';

interface Case {
  readonly ruleSet?: '2020' | '1990';
  readonly base?: MajorityBase;
  readonly expected?: number;
  readonly present?: number;
  readonly issued?: number;
  readonly voters?: number;
  readonly recovered?: number;
  readonly valid?: number;
  readonly seats?: number;
  /** Approvals in ballot order; the other valid ballots disapprove. */
  readonly approvals?: Readonly<Record<string, number>>;
  readonly writeIns?: Readonly<Record<string, number>>;
}

/** The JSON of a case as the command reads it; what is not given follows from the number before it. */
function caseJson(given: Case): Record<string, unknown> {
  const expected = given.expected ?? 30;
  const present = given.present ?? expected;
  const issued = given.issued ?? present;
  const voters = given.voters ?? issued;
  const recovered = given.recovered ?? voters;
  const valid = given.valid ?? recovered;
  const approvals = given.approvals ?? { 甲: valid, 乙: 0 };
  return {
    ruleSet: given.ruleSet ?? '2020',
    majorityBase: given.base ?? 'expected',
    expected,
    present,
    issued,
    voters,
    recovered,
    valid,
    seats: given.seats ?? 1,
    candidates: Object.keys(approvals),
    counts: Object.fromEntries(
      Object.entries(approvals).map(([name, approve]) => [name, { approve, disapprove: valid - approve, abstain: 0 }]),
    ),
    writeIns: given.writeIns ?? {},
  };
}

function decided(given: Case, rules = DEFAULT_COUNTING_RULES): Outcome {
  const input = parseOutcomeInput(caseJson(given));
  if (!input.ok) throw new Error(JSON.stringify(input.error));
  const result = outcome(input.value, rules);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function refusals(value: unknown): readonly string[] {
  const input = parseOutcomeInput(value);
  const result = input.ok ? outcome(input.value) : input;
  return result.ok ? [] : result.error.map(({ code }) => code);
}

const codes = (judged: Outcome): readonly string[] => judged.notices.map(({ code }) => code);

describe('attendance (rules §1.5)', () => {
  test('T01: 24 of 30 is four fifths and enough', () => {
    expect(decided({ present: 24 })).toMatchObject({ quorate: true, election: 'valid', elected: ['甲'] });
  });

  test('T02: 23 of 30 is not, the meeting is void and nobody is elected', () => {
    const judged = decided({ present: 23 });
    expect(judged).toMatchObject({ quorate: false, election: 'void', elected: [], tie: null, baseSensitive: false });
    expect(codes(judged)).toContain('not-quorate');
  });

  test('T02: a gate asked before any ballot is issued needs no counts', () => {
    expect(decided({ present: 23, issued: 0 })).toMatchObject({ quorate: false, elected: [] });
  });

  test('T03: of 31 expected, 24 are too few and 25 enough (rounded up)', () => {
    expect(decided({ expected: 31, present: 24 }).quorate).toBe(false);
    expect(decided({ expected: 31, present: 25 }).quorate).toBe(true);
  });

  test('T04: 1990 to the letter, exactly four fifths is not enough', () => {
    const literal = { ...DEFAULT_COUNTING_RULES, quorumEqualAccepted: false };
    expect(decided({ ruleSet: '1990', base: 'present', present: 24 }, literal).quorate).toBe(false);
    expect(decided({ ruleSet: '1990', base: 'present', present: 25 }, literal).quorate).toBe(true);
    // 2020 says 不少于, whatever the setting.
    expect(decided({ present: 24 }, literal).quorate).toBe(true);
  });

  test('T05: 1990 by default accepts exactly four fifths, with a notice', () => {
    const judged = decided({ ruleSet: '1990', base: 'present', present: 24 });
    expect(judged.quorate).toBe(true);
    expect(codes(judged)).toContain('exactly-four-fifths');
    expect(codes(decided({ ruleSet: '1990', base: 'present', present: 25 }))).not.toContain('exactly-four-fifths');
    expect(codes(decided({ present: 24 }))).not.toContain('exactly-four-fifths');
  });

  test.each([
    ['T06', 3, 2, 3],
    ['T07', 5, 3, 4],
    ['T07', 7, 5, 6],
    ['T07', 9, 7, 8],
  ])('%s: a plenary of %i is void with %i and valid with %i present', (_id, expected, tooFew, enough) => {
    expect(decided({ expected, present: tooFew }).quorate).toBe(false);
    expect(decided({ expected, present: enough }).quorate).toBe(true);
  });
});

describe('validity of the election (rules §1.10)', () => {
  test('T16: 28 or 27 recovered of 28 is valid, 29 makes the election void', () => {
    expect(decided({ present: 28, recovered: 28 }).election).toBe('valid');
    const oneKept = decided({ present: 28, recovered: 27 });
    expect(oneKept.election).toBe('valid');
    expect(codes(oneKept)).toContain('ballots-not-returned');
    const tooMany = decided({ present: 28, recovered: 29 });
    expect(tooMany).toMatchObject({ quorate: true, election: 'void', elected: [], tie: null, baseSensitive: false });
    expect(codes(tooMany)).toEqual(expect.arrayContaining(['recovered-exceeds-voters', 'recovered-exceeds-issued']));
  });

  test('T17 and W6: 28 recovered of 27 voters and 28 issued is void unless only the issued are the limit', () => {
    const given = { present: 28, issued: 28, voters: 27, recovered: 28 };
    const limit = (recoveredLimit: 'both' | 'voters' | 'issued'): Outcome =>
      decided(given, { ...DEFAULT_COUNTING_RULES, recoveredLimit });
    expect(limit('both').election).toBe('void');
    expect(limit('voters').election).toBe('void');
    expect(limit('issued').election).toBe('valid');
    const overIssued = { present: 28, recovered: 29 };
    expect(decided(overIssued, { ...DEFAULT_COUNTING_RULES, recoveredLimit: 'issued' }).election).toBe('void');
    expect(decided({ present: 28, issued: 28, voters: 27, recovered: 27 }).election).toBe('valid');
  });

  test('W5: a void election shows no tally, so it needs none', () => {
    const value = { ...caseJson({ present: 28, recovered: 29 }), counts: {} };
    expect(refusals(value)).toEqual([]);
    const judged = decided({ present: 28, recovered: 29, valid: 22 });
    for (const ofTheCount of ['threshold', 'invalid-ballots']) expect(codes(judged)).not.toContain(ofTheCount);
  });
});

describe('more than half (rules §1.9, §1.11)', () => {
  test.each([
    ['T37', 30, 15, 16],
    ['T38', 31, 15, 16],
  ])('%s: of %i, %i approvals are not elected, %i are', (_id, expected, below, above) => {
    const loses = decided({ expected, approvals: { 甲: below } });
    expect(loses).toMatchObject({ elected: [], unfilled: 1, smallestWinning: above });
    expect(codes(loses).includes('exactly-half')).toBe(2 * below === expected);
    expect(decided({ expected, approvals: { 甲: above } })).toMatchObject({ elected: ['甲'], unfilled: 0 });
  });

  test('T39: 13 of 30 expected and 24 present wins only under 实到, and says so', () => {
    const expected = decided({ present: 24, approvals: { 甲: 13 } });
    expect(expected).toMatchObject({ elected: [], unfilled: 1, baseSensitive: true, smallestWinning: 16 });
    expect(codes(expected)).toContain('base-sensitive');
    const present = decided({ present: 24, base: 'present', approvals: { 甲: 13 } });
    expect(present).toMatchObject({ elected: ['甲'], unfilled: 0, baseSensitive: true, smallestWinning: 13 });
  });

  test('T40: valid ballots are never the base', () => {
    const given = { present: 28, recovered: 27, valid: 25, approvals: { 甲: 15 } };
    expect(decided(given)).toMatchObject({ elected: [], baseSensitive: true });
    expect(decided({ ...given, base: 'present' })).toMatchObject({ elected: ['甲'], baseSensitive: true });
    expect(codes(decided(given))).toContain('invalid-ballots');
    const invalid = (valid: number) =>
      decided({ ...given, valid }).notices.find(({ code }) => code === 'invalid-ballots');
    expect(invalid(25)?.en).toMatch(/^2 ballots are invalid; they count /);
    expect(invalid(26)?.en).toMatch(/^1 ballot is invalid; it counts /);
  });

  test.each([
    ['T41', { A: 27, B: 25, C: 20, D: 8 }, ['A', 'B', 'C'], null, 0],
    ['T42', { A: 27, B: 25, C: 20, D: 18 }, ['A', 'B', 'C'], null, 0],
    ['T43, W2', { A: 27, B: 25, C: 19, D: 19 }, ['A', 'B'], { among: ['C', 'D'], seats: 1 }, 0],
    ['T44, W3', { A: 25, B: 25, C: 20, D: 10 }, ['A', 'B', 'C'], null, 0],
    ['T45, W4', { A: 27, B: 20, C: 20, D: 20 }, ['A'], { among: ['B', 'C', 'D'], seats: 2 }, 0],
    ['T46', { A: 20, B: 20, C: 20, D: 20 }, [], { among: ['A', 'B', 'C', 'D'], seats: 3 }, 0],
    ['T47', { A: 27, B: 25, C: 14, D: 14 }, ['A', 'B'], null, 1],
  ] as const)('%s: three seats', (_id, approvals, elected, tie, unfilled) => {
    const judged = decided({ seats: 3, approvals });
    expect(judged).toMatchObject({ elected, unfilled, baseSensitive: false, quorate: true, election: 'valid' });
    expect(judged.tie).toEqual(tie);
    expect(codes(judged).includes('tie')).toBe(tie !== null);
    expect(codes(judged).includes('shortfall')).toBe(unfilled > 0);
  });

  test('T49: what is said of a tie is what the method makes of it: after a revote the superior is asked', () => {
    const said = (kind: ContestKind, revoteTiedAgain: RuleSettings['revoteTiedAgain']) => {
      const rules = countingRules(ruleSettings({ majorityBase: 'expected', revoteTiedAgain }), kind);
      const tied = decided({ seats: 3, approvals: { A: 27, B: 25, C: 19, D: 19 } }, rules);
      return tied.notices.find(({ code }) => code === 'tie') ?? { zh: '', en: '' };
    };
    for (const [kind, setting] of [
      ['committee', 'ask-superior'],
      ['further-election', 'ask-superior'],
      ['revote', 'revote'],
    ] as const) {
      expect(said(kind, setting).zh).toContain('应就票数相等的人再次投票');
      expect(said(kind, setting).en).toContain('a revote among these persons only');
    }
    const again = said('revote', 'ask-superior');
    expect(again.zh).toContain('C、D再次投票后票数仍然相等');
    expect(again.zh).toContain('暂停选举，请示上级党组织');
    expect(again.zh).not.toContain('应就票数相等的人再次投票');
    expect(again.en).toContain('the superior organization is asked');
  });

  test('T50: fewer seats are offered only where the method and the numbers leave them, and with the consent they need', () => {
    const said = (
      rules: Partial<RuleSettings> = {},
      {
        kind = 'committee',
        seats = 3,
        approvals = { A: 27, B: 25, C: 14 },
      }: Partial<Case & { kind: ContestKind }> = {},
    ) => {
      const counting = countingRules(ruleSettings({ majorityBase: 'expected', ...rules }), kind);
      const found = decided({ seats, approvals }, counting).notices.find(({ code }) => code === 'shortfall');
      return found ?? { zh: '', en: '' };
    };
    expect(said().zh).toBe(
      '当选 2 名，少于应选 3 名，缺额 1 名：另行选举；接近应选名额时，经半数以上选举人同意，也可减少名额、不再选举。',
    );
    expect(said({ reductionEqualAccepted: false }).zh).toContain('经超过半数的选举人同意');
    expect(said({ reductionEqualAccepted: false }).en).toContain('if more than half of the voters agree');
    expect(said({ shortfall: 'reduce' }).zh).toContain('减少名额、不再选举；不同意的另行选举');
    const without = [
      said({ shortfall: 'further-election' }),
      said({}, { kind: 'secretary', seats: 1, approvals: { A: 14 } }),
      said({}, { approvals: { A: 14, B: 13, C: 12 } }),
    ];
    for (const { zh, en } of without) {
      expect(zh).toMatch(/另行选举。$/u);
      expect(zh).not.toContain('减少名额');
      expect(en).toMatch(/: a further election\. \[/u);
    }
    // One open seat of several may be given up after its further election too.
    const later = said({}, { kind: 'further-election', seats: 1, approvals: { C: 14 } });
    expect(later.zh).toContain('原应选名额多于 1 名');
    expect(later.en).toContain('where there was more than one seat');
  });

  test('T48: in a revote the most votes win without the half, unless the method keeps it', () => {
    const revote = { valid: 28, recovered: 28, approvals: { C: 13, D: 12 } };
    const rules = { ...DEFAULT_COUNTING_RULES, surplus: 'equal' } as const;
    expect(decided(revote, { ...rules, threshold: 'plurality' })).toMatchObject({ elected: ['C'], unfilled: 0 });
    expect(decided(revote, { ...rules, threshold: 'half' })).toMatchObject({ elected: [], unfilled: 1 });
  });

  test('T48: nobody wins a revote with no vote at all', () => {
    const rules = { ...DEFAULT_COUNTING_RULES, threshold: 'plurality' } as const;
    expect(decided({ approvals: { C: 0, D: 0 } }, rules)).toMatchObject({ elected: [], tie: null, unfilled: 1 });
  });

  test('T51, W14: a write-in above half is elected, but its eligibility must be confirmed first', () => {
    const judged = decided({ seats: 3, approvals: { A: 27, B: 26, C: 11, D: 10 }, writeIns: { E: 16 } });
    expect(judged).toMatchObject({ elected: ['A', 'B', 'E'], tie: null, unfilled: 0 });
    const notice = judged.notices.find(({ code }) => code === 'write-in-eligibility');
    expect(notice?.zh).toContain('另选的E');
    expect(codes(decided({ seats: 3, approvals: { A: 27, B: 26, C: 11, D: 10 }, writeIns: { E: 15 } }))).not.toContain(
      'write-in-eligibility',
    );
  });

  test('the notice names one write-in, or all of them', () => {
    const noticeOn = (writeIns: Readonly<Record<string, number>>) =>
      decided({ seats: 4, approvals: { A: 27, B: 1, C: 1, D: 1, H: 1 }, writeIns }).notices.find(
        ({ code }) => code === 'write-in-eligibility',
      )?.en;
    expect(noticeOn({ E: 16, F: 15 })).toMatch(/^The write-in E reached the threshold;/);
    expect(noticeOn({ E: 16, F: 17 })).toMatch(/^The write-ins (E and F|F and E) reached the threshold;/);
    expect(noticeOn({ E: 16, F: 17, G: 18 })).toMatch(/^The write-ins \w, \w and \w reached the threshold;/);
  });

  test('a write-in in a tie needs the same confirmation', () => {
    const judged = decided({ seats: 3, approvals: { A: 27, B: 26, C: 16, D: 5 }, writeIns: { E: 16 } });
    expect(judged.tie).toEqual({ among: ['C', 'E'], seats: 1 });
    expect(codes(judged)).toContain('write-in-eligibility');
  });

  test('T53: 2 of 3 present elect in a plenary of three', () => {
    expect(decided({ expected: 3, approvals: { 书记: 2 } })).toMatchObject({ elected: ['书记'], baseSensitive: false });
  });

  test.each(['expected', 'present'] as const)('T54, W15: 4 of 5 present, two fail and three win under %s', (base) => {
    expect(decided({ expected: 5, present: 4, base, approvals: { 书记: 2 } }).elected).toEqual([]);
    expect(decided({ expected: 5, present: 4, base, approvals: { 书记: 3 } }).elected).toEqual(['书记']);
  });

  test('T55, W16: a branch of six with five present', () => {
    const six = { expected: 6, present: 5 };
    expect(decided({ ...six, approvals: { 书记: 3 } })).toMatchObject({ elected: [], baseSensitive: true });
    expect(decided({ ...six, base: 'present', approvals: { 书记: 3 } }).elected).toEqual(['书记']);
    expect(decided({ ...six, approvals: { 书记: 4 } })).toMatchObject({ elected: ['书记'], baseSensitive: false });
    expect(decided({ ...six, base: 'present', approvals: { 书记: 4 } }).elected).toEqual(['书记']);
  });
});

/** W1 = T52: attendance 57 / 52, 50 valid ballots, five seats, six candidates. */
function w1(base: MajorityBase): Record<string, unknown> {
  const row = (approve: number, disapprove: number, abstain: number) => ({ approve, disapprove, abstain });
  return {
    ruleSet: '2020',
    majorityBase: base,
    expected: 57,
    present: 52,
    issued: 52,
    voters: 52,
    recovered: 52,
    valid: 50,
    seats: 5,
    candidates: ['王', '李', '张', '陈', '周', '黄'],
    counts: {
      王: row(49, 0, 1),
      李: row(47, 2, 1),
      张: row(44, 4, 2),
      陈: row(28, 17, 5),
      周: row(26, 20, 4),
      黄: row(29, 15, 6),
    },
    writeIns: { 赵: 2 },
  };
}

describe('T52, W1: a base-sensitive result with one candidate at exactly half', () => {
  const judge = (base: MajorityBase): Outcome => {
    const input = parseOutcomeInput(w1(base));
    if (!input.ok) throw new Error('malformed');
    const result = outcome(input.value);
    if (!result.ok) throw new Error('impossible');
    return result.value;
  };

  test('应到: four elected, one missing', () => {
    const judged = judge('expected');
    expect(judged).toMatchObject({
      quorate: true,
      election: 'valid',
      elected: ['王', '李', '张', '黄'],
      tie: null,
      unfilled: 1,
      baseSensitive: true,
      smallestWinning: 29,
    });
    expect(codes(judged)).toEqual(expect.arrayContaining(['shortfall', 'base-sensitive', 'invalid-ballots']));
    expect(codes(judged)).not.toContain('exactly-half');
  });

  test('实到: five elected, 周 with 26 of 52 never', () => {
    const judged = judge('present');
    expect(judged).toMatchObject({
      elected: ['王', '李', '张', '陈', '黄'],
      unfilled: 0,
      baseSensitive: true,
      smallestWinning: 27,
    });
    expect(judged.notices.find(({ code }) => code === 'exactly-half')?.zh).toContain('周');
  });
});

describe('impossible numbers (rules §5.1) are refused by name', () => {
  const good = caseJson({ present: 28, seats: 3, approvals: { A: 27, B: 20, C: 18, D: 9 }, writeIns: { E: 2 } });
  const row = (approve: number, disapprove: number, abstain: number) => ({ approve, disapprove, abstain });

  test('the numbers they start from are possible', () => {
    expect(refusals(good)).toEqual([]);
  });

  test.each([
    ['no-seats', { seats: 0 }],
    ['present-exceeds-expected', { present: 31 }],
    ['issued-exceeds-present', { issued: 29 }],
    ['voters-exceed-issued', { voters: 29 }],
    ['valid-exceeds-recovered', { recovered: 27 }],
    ['candidate-twice', { candidates: ['A', 'B', 'C', 'D', 'A'] }],
    ['counts-missing', { candidates: ['A', 'B', 'C', 'D', 'F'] }],
    ['counts-of-nobody', { candidates: ['A', 'B', 'C'] }],
    ['write-in-is-candidate', { writeIns: { A: 1 } }],
    ['write-in-exceeds-valid', { writeIns: { E: 29 } }],
  ])('%s', (code, change) => {
    expect(refusals({ ...good, ...change })).toContain(code);
  });

  test('a valid election without a tally is refused: zero rows are counts like any other', () => {
    const zero = row(0, 0, 0);
    expect(refusals({ ...good, counts: { A: zero, B: zero, C: zero, D: zero }, writeIns: {} })).toEqual(
      Array(4).fill('row-sum'),
    );
    expect(refusals({ ...good, counts: {}, writeIns: {} })).toEqual(Array(4).fill('counts-missing'));
  });

  test('one member expected is few, but possible', () => {
    expect(refusals(caseJson({ expected: 1, approvals: { A: 1 } }))).toEqual([]);
  });

  test('nobody-expected', () => {
    expect(refusals({ ...good, expected: 0, present: 0, issued: 0, voters: 0, recovered: 0, valid: 0 })).toContain(
      'nobody-expected',
    );
  });

  test('T61: 20 + 5 + 1 are not 27 valid ballots', () => {
    const value = { ...caseJson({ present: 27, approvals: { A: 20 } }), counts: { A: row(20, 5, 1) } };
    const input = parseOutcomeInput(value);
    const result = input.ok ? outcome(input.value) : input;
    expect(result.ok ? [] : result.error.map(({ code }) => code)).toEqual(['row-sum']);
    expect(result.ok ? '' : result.error[0]?.zh).toContain('26');
    expect(refusals({ ...value, counts: { A: { ...row(20, 5, 1), unreadable: 1 } } })).toEqual([]);
  });

  test('more write-in votes than disapprovals', () => {
    const value = { ...caseJson({ approvals: { A: 25, B: 25 }, seats: 3, writeIns: { E: 11 } }) };
    expect(refusals(value)).toEqual(['write-ins-exceed-disapprovals']);
    expect(refusals({ ...value, writeIns: { E: 10 } })).toEqual([]);
  });

  test('more choices than seats times valid ballots', () => {
    expect(refusals(caseJson({ approvals: { A: 16, B: 15 } }))).toEqual(['too-many-choices']);
    expect(refusals(caseJson({ approvals: { A: 16, B: 14 } }))).toEqual([]);
    expect(refusals(caseJson({ approvals: { A: 16, B: 14 }, writeIns: { C: 1 } }))).toEqual(['too-many-choices']);
  });

  test('a void election with a tally that does not add up is refused all the same', () => {
    const value = { ...caseJson({ present: 28, recovered: 29 }), counts: { 甲: row(5, 0, 0), 乙: row(29, 0, 0) } };
    expect(refusals(value)).toContain('row-sum');
  });

  test('several are named at once', () => {
    expect(refusals({ ...good, present: 31, seats: 0 })).toEqual(
      expect.arrayContaining(['present-exceeds-expected', 'no-seats', 'too-many-choices']),
    );
  });

  test.each([
    ['unknown-rule-set', { ruleSet: '2010' }],
    ['unknown-rule-set', { ruleSet: undefined }],
    ['majority-base-missing', { majorityBase: undefined }],
    ['majority-base-missing', { majorityBase: 'valid' }],
    ['not-a-count', { present: -1 }],
    ['not-a-count', { present: 27.5 }],
    ['not-a-count', { present: '28' }],
    ['not-a-count', { writeIns: { E: -2 } }],
    ['not-a-count', { counts: { A: { approve: 1 } } }],
    ['malformed', { candidates: 'A' }],
  ])('%s', (code, change) => {
    expect(refusals({ ...good, ...change })).toContain(code);
  });

  test('a missing number is named; the base has no default', () => {
    const { issued: _issued, majorityBase: _base, ...rest } = good;
    expect(refusals(rest).toSorted()).toEqual(['field-missing', 'majority-base-missing']);
  });

  test('what is no object is malformed', () => {
    expect(refusals([])).toEqual(['malformed']);
    expect(refusals(null)).toEqual(['malformed']);
  });
});

describe('notices', () => {
  const said = (judged: Outcome, code: string): string =>
    judged.notices.find((notice) => notice.code === code)?.zh ?? '';

  test('an election with nothing to remark has the threshold and no other notice', () => {
    expect(codes(decided({ seats: 3, approvals: { A: 27, B: 25, C: 20, D: 8 } }))).toEqual(['threshold']);
  });

  test('one ballot in an empty hall is one', () => {
    const said = decided({ present: 28, issued: 0, voters: 0, recovered: 1, valid: 0 }).notices.map(({ en }) => en);
    expect(said.join('\n')).toContain('1 ballot recovered is more than the 0 voters:');
    expect(said.join('\n')).toContain('1 ballot recovered is more than the 0 issued:');
  });

  test('the limit that was exceeded is named, the other one is not', () => {
    const voters = { present: 28, issued: 28, voters: 27, recovered: 28 };
    expect(codes(decided(voters))).toEqual(['recovered-exceeds-voters']);
    const onlyIssued = { ...DEFAULT_COUNTING_RULES, recoveredLimit: 'issued' } as const;
    expect(codes(decided({ present: 28, recovered: 29 }, onlyIssued))).toEqual(['recovered-exceeds-issued']);
    const onlyVoters = { ...DEFAULT_COUNTING_RULES, recoveredLimit: 'voters' } as const;
    expect(codes(decided({ present: 28, recovered: 29 }, onlyVoters))).toEqual(['recovered-exceeds-voters']);
  });

  test('a base-sensitive result says what each base gives: elected, tied and missing', () => {
    // Of 30 expected nobody passes 15; of 24 present three pass 12, two of them level at the last seat.
    const given = { present: 24, seats: 2, approvals: { A: 14, B: 13, C: 13 } };
    expect(said(decided(given), 'base-sensitive')).toContain(
      '按应到会人数，当选：无；缺额 2 名；如按实到会人数，当选：A；票数相等：B、C（1 个名额）。',
    );
    expect(said(decided({ ...given, base: 'present' }), 'base-sensitive')).toContain(
      '按实到会人数，当选：A；票数相等：B、C（1 个名额）；如按应到会人数，当选：无；缺额 2 名。',
    );
  });

  test('fewer ballots than issued are said without calling a card missing, and without validity where there is none', () => {
    const fewer = decided({ present: 28, recovered: 27 }).notices.find(({ code }) => code === 'ballots-not-returned');
    expect(fewer?.zh).toBe('发出 28 张，收回 27 张，少 1 张（没有投出或没有交回），不影响选举有效。');
    expect(fewer?.zh).not.toContain('未交回');
    expect(fewer?.en).toContain('1 fewer (not cast or not returned); the election stays valid');
    const inquorate = decided({ present: 23, voters: 22 });
    expect(said(inquorate, 'ballots-not-returned')).toBe('发出 23 张，收回 22 张，少 1 张（没有投出或没有交回）。');
  });

  test('those who passed are listed, the one with the least votes included', () => {
    expect(said(decided({ seats: 1, approvals: { A: 30, B: 0 } }), 'more-than-seats')).toBe('');
    const judged = decided({ seats: 2, approvals: { A: 25, B: 19, C: 16 } });
    expect(said(judged, 'more-than-seats')).toContain('A、B、C共 3 人');
  });

  test('an uncontested ballot with too few candidates says so in its own words', () => {
    const rules = { ...DEFAULT_COUNTING_RULES, surplus: 'equal' } as const;
    const notice = decided({ seats: 2, approvals: { A: 30 } }, rules).notices[0];
    expect([notice?.code, notice?.zh]).toEqual(['surplus-too-small', '候选人 1 名，少于应选 2 名。']);
    expect(notice?.en).toContain('fewer than the 2 seats');
    expect(notice?.clause).toContain('第十七条（条号待核）');
    const contested = decided({ seats: 3, approvals: { A: 30, B: 20, C: 20 } }).notices[0];
    expect([contested?.clause, contested?.zh.includes('至少 4 名'), contested?.en.includes('at least 4')]).toEqual([
      '2020年条例第十三条',
      true,
      true,
    ]);
  });

  test('T14: eight candidates for seven seats are too few, nine are enough', () => {
    const names = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`候选人${i}`, 20]));
    expect(codes(decided({ seats: 7, approvals: names(8) }))).toContain('surplus-too-small');
    expect(codes(decided({ seats: 7, approvals: names(9) }))).not.toContain('surplus-too-small');
  });

  test('T15: one candidate for one seat is no shortage, unless the ballot is declared contested', () => {
    expect(codes(decided({ approvals: { 书记: 30 } }))).not.toContain('surplus-too-small');
    const contested = { ...DEFAULT_COUNTING_RULES, surplus: 'contested' } as const;
    expect(codes(decided({ approvals: { 书记: 30 } }, contested))).toContain('surplus-too-small');
  });

  test('the candidates are more than the seats: the most votes decide, and it is said', () => {
    expect(codes(decided({ seats: 3, approvals: { A: 27, B: 25, C: 20, D: 18 } }))).toContain('more-than-seats');
    expect(codes(decided({ seats: 3, approvals: { A: 27, B: 25, C: 20, D: 8 } }))).not.toContain('more-than-seats');
    const plurality = { ...DEFAULT_COUNTING_RULES, threshold: 'plurality' } as const;
    expect(codes(decided({ approvals: { C: 13, D: 12 } }, plurality))).not.toContain('more-than-seats');
  });

  test('an unconfirmed article is cited as unconfirmed, a confirmed one plainly', () => {
    const judged = decided({ seats: 7, approvals: { A: 20 }, present: 30 });
    expect(judged.notices.find(({ code }) => code === 'surplus-too-small')?.clause).toBe('2020年条例第十三条');
    expect(judged.notices.find(({ code }) => code === 'threshold')?.clause).toContain('待核');
    for (const notice of judged.notices) {
      expect(notice.zh).not.toBe('');
      expect(notice.en).not.toBe('');
    }
  });

  test('an old rule set and an unusual base are pointed out', () => {
    expect(codes(decided({ ruleSet: '1990', base: 'present' }))).toContain('rule-set-repealed');
    expect(codes(decided({ ruleSet: '1990', base: 'expected' }))).toContain('base-unusual');
    expect(codes(decided({ base: 'present' }))).toContain('base-unusual');
    expect(codes(decided({ base: 'expected' }))).not.toContain('base-unusual');
    const unusual = (given: Case) => decided(given).notices.find(({ code }) => code === 'base-unusual');
    expect(unusual({ base: 'present' })?.zh).toContain('2020年条例很可能以应到会');
    expect(unusual({ base: 'present' })?.en).toContain('takes those present');
    expect(unusual({ ruleSet: '1990', base: 'expected' })?.zh).toContain('1990年暂行条例以实到会');
    expect(unusual({ ruleSet: '1990', base: 'expected' })?.en).toContain('takes those expected');
  });

  test('the order of write-ins in the file means nothing', () => {
    const approvals = { A: 20, B: 10 };
    const one = decided({ seats: 3, approvals, writeIns: { E: 16, F: 14 } });
    const other = decided({ seats: 3, approvals, writeIns: { F: 14, E: 16 } });
    expect(other).toEqual(one);
    const level = (writeIns: Readonly<Record<string, number>>) =>
      decided({ seats: 5, approvals: { A: 20, B: 1, C: 1 }, writeIns }).elected;
    expect(level({ G: 16, E: 16, F: 17 })).toEqual(['A', 'F', 'E', 'G']);
    expect(level({ E: 16, F: 17, G: 16 })).toEqual(['A', 'F', 'E', 'G']);
  });
});
