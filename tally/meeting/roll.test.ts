import { describe, expect, test } from 'vitest';
import { ruleSettings } from '../rules/settings.ts';
import { EXCLUSION_NAME, exclusionName, readApproval, recognizeExclusion } from './exclusion.ts';
import { countRoll, isEntitled, isExpected, type RollMember } from './roll.ts';

const RULES_2020 = ruleSettings({ majorityBase: 'expected' });
const RULES_1990 = ruleSettings({ majorityBase: 'present', ruleSet: '1990' });
const APPROVED = '镇党委同意，党员大会通过';

const full = (name: string): RollMember => ({
  name,
  category: 'full',
  entitled: true,
  withoutRightReason: '',
  exclusion: null,
});
const without = (name: string, reason: string): RollMember => ({
  ...full(name),
  entitled: false,
  withoutRightReason: reason,
});
const excluded = (name: string, approval: string): RollMember => ({
  ...full(name),
  exclusion: { category: 'E4', reason: '卧床不起', approval },
});
const many = (n: number, make: (name: string) => RollMember): readonly RollMember[] =>
  Array.from({ length: n }, (_, i) => make(`党员${i + 1}`));

/** T08: 40 members, 3 probationary, 2 under 留党察看, 1 under 留置, 4 left out. */
const t08 = (approval: string): readonly RollMember[] => [
  ...many(3, (name) => ({ ...full(name), category: 'probationary', entitled: false })),
  ...many(2, (name) => without(name, '留党察看期间')),
  without('被留置者', '被留置'),
  ...many(4, (name) => excluded(name, approval)),
  ...many(30, full),
];

describe('应到会 from the roll (rules §3)', () => {
  test('T08: 40 − 3 − 3 − 4 = 30', () => {
    expect(countRoll(t08(APPROVED), RULES_2020)).toMatchObject({
      members: 40,
      probationary: 3,
      withoutRight: 3,
      entitled: 34,
      excluded: 4,
      expected: 30,
      warnings: [],
    });
  });

  test('T09: 1990 knows no suspension for 留置, so 31', () => {
    const roll = countRoll(t08(APPROVED), RULES_1990);
    expect(roll).toMatchObject({ withoutRight: 2, entitled: 35, expected: 31 });
    expect(roll.warnings.map(({ code, member }) => [code, member])).toEqual([['ground-unknown-to-1990', 5]]);
  });

  test("T10: without the superior's agreement the four stay counted, with a warning each", () => {
    const roll = countRoll(t08('党员大会通过'), RULES_2020);
    expect(roll).toMatchObject({ excluded: 0, expected: 34 });
    expect(roll.warnings.map(({ code }) => code)).toEqual(Array(4).fill('exclusion-not-approved'));
  });

  test('before the meeting the agreement is enough, for the assembly votes on the list there', () => {
    expect(countRoll(t08('青委〔2026〕31号，镇党委同意'), RULES_2020)).toMatchObject({ expected: 30, warnings: [] });
  });

  test('T10: refused by the assembly they stay counted too', () => {
    const roll = countRoll(t08('镇党委同意，党员大会没有通过'), RULES_2020);
    expect(roll).toMatchObject({ excluded: 0, expected: 34 });
    expect(roll.warnings.map(({ code }) => code)).toEqual(Array(4).fill('exclusion-refused'));
  });

  test('the reply of the superior is its number and day; one of after the meeting has agreed to nothing (rules §3)', () => {
    const reply = { number: '青委〔2026〕33号', date: '2026-11-10' };
    const replied = (values: Partial<typeof reply> = {}) =>
      t08('').map((member) =>
        member.exclusion === null
          ? member
          : { ...member, exclusion: { ...member.exclusion, reply: { ...reply, ...values } } },
      );
    const expectedOn = (meetingDay: string | null, values = {}) =>
      countRoll(replied(values), { ...RULES_2020, meetingDay }).expected;
    expect([expectedOn(null), expectedOn('2026-11-10'), expectedOn('2026-11-09')]).toEqual([30, 30, 34]);
    expect(expectedOn(null, { number: '' })).toBe(34);
    expect(expectedOn(null, { date: '2026-02-30' })).toBe(34);
    expect(countRoll(replied(), { ...RULES_2020, meetingDay: '2026-11-09' }).warnings.map(({ code }) => code)).toEqual(
      Array(4).fill('exclusion-not-approved'),
    );
  });

  test('T11: five months away is no ground to be left out', () => {
    expect(recognizeExclusion('外出务工5个月，组织关系应转未转', RULES_2020)).toBeNull();
    expect(countRoll([...t08(APPROVED).slice(0, -1), full('外出五个月')], RULES_2020).expected).toBe(30);
  });

  test('a category that the election method does not use leaves the member counted', () => {
    const rules = ruleSettings({ majorityBase: 'expected', exclusionCategories: ['E1', 'E2'] });
    const roll = countRoll(t08(APPROVED), rules);
    expect(roll).toMatchObject({ excluded: 0, expected: 34 });
    expect(roll.warnings.map(({ code }) => code)).toEqual(Array(4).fill('exclusion-category-off'));
  });

  test('who is abroad on duty stays counted where the method asks for own expense', () => {
    const abroad: RollMember = {
      ...full('出国者'),
      exclusion: { category: 'E2', reason: '公派出国一年', approval: APPROVED },
    };
    expect(countRoll([abroad], RULES_2020)).toMatchObject({
      expected: 1,
      warnings: [{ code: 'abroad-not-self-funded' }],
    });
    const any = ruleSettings({ majorityBase: 'expected', abroadRequiresSelfFunded: false });
    expect(countRoll([abroad], any)).toMatchObject({ expected: 0, excluded: 1, excludedBy: { E2: 1 } });
    // The journey is no matter for a member left out on another ground.
    const bedridden: RollMember = {
      ...full('甲'),
      exclusion: { category: 'E4', reason: '公派出国一年后卧床', approval: APPROVED },
    };
    expect(countRoll([bedridden], RULES_2020)).toMatchObject({ excluded: 1, warnings: [] });
    // A reason that names no journey says nothing against how the organizer classed it.
    const elsewhere = { ...abroad, exclusion: { category: 'E2', reason: '见附件', approval: APPROVED } } as const;
    expect(countRoll([elsewhere], RULES_2020)).toMatchObject({ excluded: 1, warnings: [] });
  });

  test('a ground is called what it is by the adopted method', () => {
    const [own, any] = [{ abroadRequiresSelfFunded: true }, { abroadRequiresSelfFunded: false }];
    expect([exclusionName('E2', own), exclusionName('E2', any)]).toEqual([EXCLUSION_NAME.E2.zh, '出国半年以上']);
    for (const rules of [own, any]) expect(exclusionName('E1', rules)).toBe(EXCLUSION_NAME.E1.zh);
  });

  test('who has no vote is not left out a second time', () => {
    const both: RollMember = { ...excluded('预备', APPROVED), category: 'probationary', entitled: false };
    expect(countRoll([both, full('甲')], RULES_2020)).toMatchObject({ probationary: 1, excluded: 0, expected: 1 });
    expect(countRoll([both], RULES_2020).warnings[0]?.code).toBe('exclusion-without-vote');
  });

  test('a full member without a vote and without a ground is pointed out', () => {
    expect(countRoll([without('甲', '')], RULES_2020).warnings[0]?.code).toBe('no-ground');
  });

  test('who is left out stays entitled: may be elected and written in, but is not expected', () => {
    const member = excluded('卧床者', APPROVED);
    expect([isEntitled(member, '2020'), isExpected(member, RULES_2020)]).toEqual([true, false]);
    expect(isExpected(full('甲'), RULES_2020)).toBe(true);
  });

  test('a probationary member has no vote whatever the roster says', () => {
    expect(isEntitled({ ...full('甲'), category: 'probationary' }, '2020')).toBe(false);
  });

  test('a method that asks for publicity leaves out only whose three days are over before the meeting (rules §3 (4))', () => {
    const rules = {
      ...ruleSettings({ majorityBase: 'expected', exclusionPublicityDays: 3 }),
      meetingDay: '2026-11-28',
    };
    const [member] = t08(APPROVED).filter(({ exclusion }) => exclusion !== null);
    if (member?.exclusion == null) throw new Error('nobody is left out');
    const count = (part: object) => {
      const { excluded, warnings } = countRoll(
        [{ ...member, exclusion: { ...(member.exclusion as object), ...part } } as typeof member],
        rules,
      );
      return [excluded, ...warnings.map(({ code }) => code)];
    };
    expect(count({})).toEqual([0, 'exclusion-not-published']);
    expect(count({ publicity: { from: '2026-11-01', to: '2026-11-04' } })).toEqual([1]);
    expect(count({ publicity: { from: '2026-11-27', to: '2026-11-30' } })).toEqual([0, 'exclusion-not-published']);
    expect(count({ approval: `${APPROVED}，公示2026年11月1日至11月3日` })).toEqual([0, 'exclusion-not-published']);
    expect(count({ approval: `${APPROVED}，公示2026-11-01至2026-11-04` })).toEqual([1]);
  });
});

describe('the six categories (rules §3)', () => {
  test.each([
    ['患精神病，不能表达本人意志', 'E1'],
    ['植物人', 'E1'],
    ['自费出国半年以上', 'E2'],
    ['因私出境8个月', 'E2'],
    ['自费出国三个月', null],
    ['自费出国', null],
    ['公派出国一年', null],
    ['正在服刑', 'E3'],
    ['被刑事拘留', 'E3'],
    ['年老体弱卧床不起', 'E4'],
    ['长期生病生活不能自理', 'E4'],
    ['外出务工半年以上应转未转组织关系', 'E5'],
    ['外出学习一年，应转走正式组织关系而没有转走', 'E5'],
    ['外出务工两年', null],
    ['外出务工不满半年，关系应转未转', null],
    ['外出务工五个月应转未转组织关系', null],
    ['退休回原籍长期居住，关系未转', 'E6'],
    ['病假', null],
    ['出差', null],
    ['不愿参加', null],
    ['e4', 'E4'],
  ])('%s is %s', (reason, code) => {
    expect(recognizeExclusion(reason, RULES_2020)).toBe(code);
  });
});

describe('the approval note (rules §3 (2))', () => {
  test.each([
    ['镇党委同意,党员大会通过', true, false],
    ['青山镇党委批复同意（2026〕3号；2026年11月1日党员大会表决通过', true, false],
    ['青委〔2026〕31号，镇党委同意', true, false],
    ['党员大会通过', false, false],
    ['镇党委未同意，党员大会未通过', false, true],
    ['镇党委同意，党员大会没有通过', true, true],
    ['镇党委同意，全体党员表决不同意', true, true],
    ['镇党委同意，被党员大会否决', true, true],
    ['待镇党委批准', false, false],
    ['镇党委同意，拟提交党员大会通过', true, false],
    ['同意', false, false],
    ['', false, false],
  ])('%s', (note, superiorAgreed, assemblyRefused) => {
    expect(readApproval(note)).toEqual({ superiorAgreed, assemblyRefused });
  });
});
