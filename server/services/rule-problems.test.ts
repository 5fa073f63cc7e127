import { describe, expect, test } from 'vitest';
import { everyRuleRead } from '../rehearsal/rules-read.ts';
import { emptyDraft } from './meeting-drafts.ts';
import { differingMethods, type RuledMeeting, ruleProblems } from './rule-problems.ts';

type Change = Partial<RuledMeeting['draft']['rules']>;

/** Every sentence read, so that only the contradiction is left. */
function meeting(
  kind: RuledMeeting['kind'],
  rules: Change,
  draft: Partial<Omit<RuledMeeting['draft'], 'rules' | 'rulesRead'>> = {},
): RuledMeeting {
  const empty = emptyDraft(kind);
  const held = { ...empty.rules, majorityBase: 'expected' as const, ...rules };
  return {
    kind,
    posts: [],
    medium: 'kiosk',
    draft: { ...empty, date: '2026-11-28', ...draft, rules: held, rulesRead: everyRuleRead(held, kind) },
  };
}
const codes = (...of: Parameters<typeof meeting>) =>
  ruleProblems(meeting(...of)).map(({ severity, code }) => `${severity} ${code}`);
const WEIGHTS = [
  { group: '党员', weight: 60 },
  { group: '村民代表', weight: 40 },
];

describe('settings that contradict the meeting (rules §7)', () => {
  test('a usual meeting of each kind has none', () => {
    for (const kind of ['assembly', 'plenary', 'recommendation', 'appraisal'] as const)
      expect(codes(kind, {}), kind).toEqual([]);
  });

  test('the repealed Regulation holds no meeting of today, and one of its own time', () => {
    expect(codes('assembly', { ruleSet: '1990' })).toEqual(['stop rule-set-repealed']);
    expect(codes('assembly', { ruleSet: '1990' }, { date: '2020-07-13' })).toEqual(['stop rule-set-repealed']);
    expect(codes('assembly', { ruleSet: '1990' }, { date: '2020-07-12' })).toEqual([]);
  });

  test('a mobile ballot box needs the superior’s consent and ballots on paper', () => {
    const box = (medium: RuledMeeting['medium'], approval: string) =>
      ruleProblems({ ...meeting('assembly', { mobileBox: true }, { approval }), medium }).map(({ code }) => code);
    expect(box('paper', '')).toEqual(['mobile-box-without-consent']);
    expect(box('paper', '青委〔2026〕31号')).toEqual([]);
    expect(box('kiosk', '青委〔2026〕31号')).toEqual(['mobile-box-on-kiosks']);
  });

  test('a branch without a committee reads its rules in words that speak of none (rules §1.12)', () => {
    const of = { ...meeting('assembly', { secretaryMode: 'direct-after' }), posts: ['书记'] };
    expect(ruleProblems(of)).toMatchObject([{ severity: 'stop', code: 'rules-unread' }]);
    const rules = { ...of.draft.rules, majorityBase: 'expected' } as const;
    const draft = { ...of.draft, rulesRead: everyRuleRead(rules, 'without-committee') };
    expect(ruleProblems({ ...of, draft })).toEqual([]);
    expect(ruleProblems({ ...of, draft, posts: ['委员', '书记'] })).toMatchObject([{ code: 'rules-unread' }]);
  });

  test('what can never happen on such a ballot is pointed out', () => {
    const { paper } = emptyDraft('assembly').rules;
    expect(codes('assembly', { paper: { ...paper, writeInExcess: 'void-ballot' } })).toEqual([
      'warning setting-without-effect',
    ]);
    expect(codes('assembly', { paper: { ...paper, writeInExcess: 'void-ballot', writeInLayout: 'pooled' } })).toEqual(
      [],
    );
    const free = { ...paper, writeInLayout: 'pooled', writeInRequiresDisapproval: false } as const;
    expect(codes('assembly', { paper: free })).toEqual([]);
    const [found] = ruleProblems(meeting('assembly', { paper: { ...free, writeInExcess: 'void-ballot' } }));
    expect(found).toMatchObject({ severity: 'warning', code: 'setting-without-effect' });
    expect(found?.zh).toContain('不以投不赞成票为条件');
  });

  test('the grades on the form are those of the method; a score stands on no form', () => {
    const list = {
      title: '班子',
      objects: 'bodies' as const,
      scale: 'four-good' as const,
      dimensions: [],
      subjects: [],
    };
    const form = { appraisals: [list] };
    expect(codes('appraisal', { appraisalScale: 'three-normal' }, form)).toEqual(['stop scale-differs']);
    for (const appraisalScale of ['four-good', 'per-meeting', 'score'] as const)
      expect(codes('appraisal', { appraisalScale }, form), appraisalScale).toEqual([]);
  });

  test('groups that are combined are named, each with its weight, before anybody votes (rules §4.3, §4.4)', () => {
    expect(codes('recommendation', { recommendCombine: 'sum' })).toEqual(['stop group-missing']);
    expect(codes('recommendation', { recommendCombine: 'sum' }, { group: '党员' })).toEqual([]);
    const weighted = { recommendCombine: 'weighted', recommendWeights: WEIGHTS } as const;
    expect(codes('recommendation', weighted, { group: '党员' })).toEqual([]);
    expect(codes('recommendation', weighted, { group: '群众代表' })).toEqual(['stop group-without-weight']);
    expect(codes('recommendation', { recommendWeights: WEIGHTS }, { group: '党员' })).toEqual([
      'warning setting-without-effect',
    ]);
    expect(codes('appraisal', { appraisalWeights: WEIGHTS })).toEqual(['stop group-missing']);
    expect(codes('appraisal', { appraisalWeights: WEIGHTS }, { group: 'A' })).toEqual(['stop group-without-weight']);
    expect(codes('appraisal', { appraisalWeights: WEIGHTS.slice(0, 1) }, { group: '党员' })).toEqual([
      'warning one-weight',
    ]);
  });

  test('how several dimensions rank is asked: its sentence is ticked before anything is sealed (rules §4.4)', () => {
    const list = { title: '村干部', objects: 'persons' as const, scale: 'four-excellent' as const, subjects: [] };
    const asked = (dimensions: string[], isRead: boolean) => {
      const of = meeting('appraisal', {}, { appraisals: [{ ...list, dimensions }] });
      const rulesRead = of.draft.rulesRead.filter((sentence) => isRead || !sentence.startsWith('分项测评的'));
      return ruleProblems({ ...of, draft: { ...of.draft, rulesRead } });
    };
    expect(asked(['德', '能'], false).map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'stop dimension-ranking-unread',
      'warning rules-unread',
    ]);
    expect(asked(['德', '能'], false)[0]?.zh).toContain('各项分别排列位次');
    expect(asked(['德', '能'], true)).toEqual([]);
    expect(asked(['德'], false).map(({ code }) => code)).toEqual(['rules-unread']);
    // What was ticked is what stands now.
    const other = meeting(
      'appraisal',
      { appraisalDimensions: 'average' },
      { appraisals: [{ ...list, dimensions: ['德', '能'] }] },
    );
    const rulesRead = everyRuleRead({ ...other.draft.rules, appraisalDimensions: 'apart' }, 'appraisal');
    expect(ruleProblems({ ...other, draft: { ...other.draft, rulesRead } })[0]).toMatchObject({
      code: 'dimension-ranking-unread',
    });
  });

  test('meetings of the same occasion are warned where their methods differ', () => {
    const own = meeting('recommendation', { recommendCombine: 'sum' }, { group: '党员' });
    const other = (rules: Change) => ({ title: '村民代表推荐会', rules: { ...own.draft.rules, ...rules } });
    expect(differingMethods(own, [other({})])).toEqual([]);
    // What has nothing to do with combining them.
    expect(differingMethods(own, [other({ appraisalQuota: 20, appraisalMinimumAttendance: 40 })])).toEqual([]);
    for (const rules of [{ recommendCombine: 'cross-list' }, { publicityDays: 5 }] as const) {
      const [found] = differingMethods(own, [other(rules)]);
      expect(found).toMatchObject({ severity: 'warning', code: 'method-differs' });
      expect(found?.zh).toContain('村民代表推荐会');
    }
    expect(differingMethods(meeting('assembly', {}), [other({ publicityDays: 5 })])).toEqual([]);
  });

  test('the sentences that nobody ticked stop an election, and are pointed out of a form (UX O5)', () => {
    const unread = (kind: RuledMeeting['kind']) => {
      const of = meeting(kind, {});
      return ruleProblems({ ...of, draft: { ...of.draft, rulesRead: of.draft.rulesRead.slice(1) } });
    };
    expect(unread('assembly')).toMatchObject([{ severity: 'stop', code: 'rules-unread' }]);
    expect(unread('appraisal')).toMatchObject([{ severity: 'warning', code: 'rules-unread' }]);
    expect(unread('plenary')[0]?.zh).toContain('还有 1 条');
  });
});
