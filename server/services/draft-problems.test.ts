/** What stands against sealing a meeting, one change of a complete one at a time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../tally/calendar/day.ts';
import { draftProblems } from './draft-problems.ts';
import { createMeetingDrafts, emptyDraft } from './meeting-drafts.ts';
import { loadPlan, type Plan } from './plan.ts';
import { roundContent } from './round-content.ts';
import { sampleAppraisal } from './sample-appraisal.ts';
import { sampleRecommendation } from './sample-recommendation.ts';
import { random, type ScratchRecord, scratchRecord } from './scratch-record.ts';
import { createSealing } from './sealing.ts';

type Meeting = Plan['meeting'];
type Draft = Meeting['draft'];

let scratch: ScratchRecord;
let plan: Plan;
let forms: Record<'appraisal' | 'recommendation', Partial<Draft>>;
beforeAll(async () => {
  scratch = await scratchRecord('problems');
  const id = await createMeetingDrafts({ db: scratch.db, random }).createSample();
  const loaded = await loadPlan(scratch.db, id);
  if (loaded === undefined) throw new Error('the sample has no plan');
  plan = loaded;
  forms = { appraisal: (await sampleAppraisal()).draft, recommendation: (await sampleRecommendation())[0].draft };
});
afterAll(() => scratch.close());

test('there is nothing to seal of a meeting that does not exist', async () => {
  const { seal } = createSealing({ log: scratch.log, random, now: () => new Date() });
  expect(await seal('none')).toEqual({ ok: false, error: 'not-found' });
});

const withMeeting = (change: Partial<Meeting>): Plan => ({ ...plan, meeting: { ...plan.meeting, ...change } });
const withDraft = (change: Partial<Draft>): Plan => withMeeting({ draft: { ...plan.meeting.draft, ...change } });
const withRules = (change: Partial<Draft['rules']>): Plan =>
  withDraft({ rules: { ...plan.meeting.draft.rules, ...change } });
const found = (of: Plan) => draftProblems(of).map(({ severity, code }) => `${severity} ${code}`);
/** What the change adds to the problems of the sample, which waits for its scrutineers to enrol. */
const added = (of: Plan) => {
  const before = found(plan);
  return [...new Set(found(of))].filter((one) => !before.includes(one));
};
const firstCandidate = () => {
  const standing = new Set(plan.candidates.map(({ member }) => member));
  const member = plan.members.find(({ id, name }) => standing.has(id) && !plan.sharedNames.has(name));
  if (member === undefined) throw new Error('the sample has no candidate');
  return member;
};

describe('an assembly', () => {
  test('as the sample is: nothing but the devices of its scrutineers stands against it', () => {
    expect(found(plan).filter((one) => one.startsWith('stop'))).toEqual(['stop scrutineers-not-enrolled']);
    const scrutineers = plan.scrutineers.map((one) => ({ ...one, signKey: 'key' }));
    expect(found({ ...plan, scrutineers }).filter((one) => one.startsWith('stop'))).toEqual([]);
  });

  test('a vote for another person is not switched off without a word (条例 2020 art. 25, rules §1.8)', () => {
    expect(added(withDraft({ writeIns: false }))).toEqual(['warning write-ins-off']);
    const [warned] = draftProblems(withDraft({ writeIns: false })).filter(({ code }) => code === 'write-ins-off');
    expect(warned?.clause).toBe('2020年条例第二十五条');
    expect(warned?.zh).toContain('第二十五条');
    expect(found({ ...plan, meeting: { ...plan.meeting, kind: 'plenary' } })).not.toContain('warning write-ins-off');
    const form = { ...plan, meeting: { ...plan.meeting, kind: 'appraisal' as const } };
    expect(
      found({ ...form, meeting: { ...form.meeting, draft: { ...plan.meeting.draft, writeIns: false } } }),
    ).not.toContain('warning write-ins-off');
  });

  test.each(['title', 'organization', 'superior', 'date', 'place', 'chair'] as const)('%s is asked for', (field) => {
    expect(added(withDraft({ [field]: field === 'date' ? null : '' }))).toContain(`stop ${field}-missing`);
  });

  test('the base is chosen, and the superior’s consent is noted', () => {
    expect(added(withRules({ majorityBase: null }))).toContain('stop base-missing');
    const consented = withDraft({ approval: '青委〔2026〕31号' });
    expect(found(consented)).not.toContain('warning approval-missing');
    expect(found(withDraft({ approval: '' }))).toContain('warning approval-missing');
  });

  test('settings that are none are named', () => {
    expect(added(withRules({ scrutineerCount: 0 }))).toEqual(['stop setting-invalid']);
    expect(added(withRules({ ruleSet: '2020', quorumEqualAccepted: false }))).toEqual(['stop quorum-of-2020']);
  });

  test('no count is opened with fewer ballots than the law of small numbers allows', () => {
    expect(added(withDraft({ minimumBallots: 4 }))).toEqual(['stop minimum-too-small']);
    expect(added(withDraft({ minimumBallots: 5 }))).toEqual([]);
    const plenary = withMeeting({ kind: 'plenary', draft: { ...plan.meeting.draft, minimumBallots: 3 } });
    expect(found(plenary)).toContain('notice minimum-below-five');
    expect(found(plenary)).not.toContain('stop minimum-too-small');
    const fewer = withMeeting({ kind: 'plenary', draft: { ...plan.meeting.draft, minimumBallots: 2 } });
    expect(found(fewer)).toContain('stop minimum-too-small');
    expect(found(fewer)).not.toContain('notice minimum-below-five');
  });

  test('ballots on paper need no least number of them, and the same meeting on kiosks does (rules §1.2, specification §8.2)', () => {
    const few = { ...withDraft({ onPaper: true, minimumBallots: 4 }), roll: { ...plan.roll, expected: 3 } };
    const said = (medium?: 'kiosk' | 'paper') => draftProblems(few, medium).map(({ code }) => code);
    for (const code of ['minimum-too-small', 'too-few-expected']) {
      expect(said(), code).not.toContain(code);
      expect(said('kiosk'), code).toContain(code);
    }
    const enrolled = { ...few, scrutineers: plan.scrutineers.map((one) => ({ ...one, signKey: 'key' })) };
    expect(roundContent(enrolled, 'paper').ok).toBe(true);
    expect(roundContent(enrolled, 'kiosk')).toMatchObject({ ok: false, error: { code: 'draft-incomplete' } });
    // Prepared for kiosks and held on paper after all.
    const planned = { ...enrolled, meeting: { ...few.meeting, draft: { ...few.meeting.draft, onPaper: false } } };
    expect(roundContent(planned, 'paper').ok).toBe(true);
    // Fewer than five forms tell what somebody wrote, on paper too (rules §4.4).
    const form = withMeeting({
      kind: 'appraisal',
      draft: { ...few.meeting.draft, ...forms.appraisal, onPaper: true, minimumBallots: 4 },
    });
    expect(found(form)).toContain('stop minimum-too-small');
  });

  test('there is no mobile ballot box where kiosks are used', () => {
    const { rules } = plan.meeting.draft;
    const box = (onPaper: boolean) =>
      withDraft({ onPaper, approval: '青委〔2026〕31号', rules: { ...rules, mobileBox: true } });
    expect(added(box(false))).toContain('stop mobile-box-on-kiosks');
    expect(added(box(true))).not.toContain('stop mobile-box-on-kiosks');
    expect(draftProblems(box(true), 'kiosk').map(({ code }) => code)).toContain('mobile-box-on-kiosks');
  });

  test('a roll is there, tells namesakes apart, and has as many as a count needs', () => {
    expect(found({ ...plan, members: [] })).toContain('stop roll-missing');
    const name = plan.members[0]?.name ?? '';
    const members = plan.members.map((member, at) => (at < 2 ? { ...member, name, remark: '' } : member));
    expect(added({ ...plan, members, sharedNames: new Set([name]) })).toContain('stop namesakes');
    const told = members.map((member, at) => (at === 1 ? { ...member, remark: '二组' } : member));
    expect(added({ ...plan, members: told, sharedNames: new Set([name]) })).not.toContain('stop namesakes');
    const expected = plan.meeting.draft.minimumBallots;
    expect(added({ ...plan, roll: { ...plan.roll, expected } })).toEqual([]);
    expect(added({ ...plan, roll: { ...plan.roll, expected: expected - 1 } })).toEqual(['stop too-few-expected']);
  });

  test('posts and candidates are there, more than seats, and each in one place on a ballot', () => {
    expect(added({ ...plan, posts: [] })).toContain('stop posts-missing');
    expect(added({ ...plan, candidates: [] })).toContain('stop candidates-missing');
    expect(added({ ...plan, candidates: plan.candidates.slice(0, 1) })).toContain('stop surplus-too-small');
    const unconfirmed = plan.posts.map((post) => ({ ...post, confirmed: false }));
    expect(added({ ...plan, posts: unconfirmed })).toContain('stop order-not-confirmed');
  });

  test('names whose strokes nobody knows are asked for', () => {
    const { id } = firstCandidate();
    const members = plan.members.map((member) => (member.id === id ? { ...member, name: '\ue000王' } : member));
    const byId = new Map(members.map((member) => [member.id, member]));
    expect(added({ ...plan, members, byId })).toContain('stop strokes-missing');
    const strokes = { '\ue000': '12345' };
    expect(added({ ...plan, members, byId, strokes })).not.toContain('stop strokes-missing');
  });

  test('a branch of seven full members has a committee, a smaller one has none (rules §1.2)', () => {
    const full = plan.members.filter(({ category }) => category === 'full');
    const small = { ...plan, members: full.slice(0, 6) };
    expect(found(small)).toContain('warning branch-without-committee');
    expect(found({ ...plan, members: full.slice(0, 7) })).not.toContain('warning branch-without-committee');
    const secretary = plan.posts.map((post) => ({ ...post, post: '书记' as const }));
    expect(added({ ...plan, posts: secretary })).toContain('warning committee-missing');
    // No plenary could elect its secretary.
    expect(added({ ...plan, posts: secretary })).toContain('stop indirect-without-committee');
    for (const secretaryMode of ['direct-after', 'direct-before'] as const) {
      const direct = { ...withRules({ secretaryMode }), posts: secretary };
      expect(found(direct), secretaryMode).not.toContain('stop indirect-without-committee');
      // Its rules are said in other words, which nobody has read yet.
      expect(found(direct), secretaryMode).toContain('stop rules-unread');
    }
    expect(found(plan)).not.toContain('stop indirect-without-committee');
    expect(added(withRules({ secretaryMode: 'direct-before' }))).toContain('stop secretary-missing');
  });

  test('the candidates are posted for as many days as the method says, and no longer than until the meeting (rules §4.1, §7)', () => {
    const date = plan.meeting.draft.date ?? '';
    const before = (days: number) => addDays(date, -days);
    const posted = (noticeFrom: string | null, noticeTo: string | null, years: readonly number[] = []): Plan => ({
      ...plan,
      notice: { noticeFrom, noticeTo },
      calendar: { holidays: { off: [], worked: [] }, years: new Set(years) },
    });
    // Three natural days, the day of posting not among them.
    expect(added(posted(null, null))).toEqual([]);
    expect(found(posted(null, null))).toContain('warning notice-missing');
    expect(found(posted(before(9), before(6)))).not.toContain('warning notice-missing');
    expect(added(posted(before(9), before(6)))).toEqual([]);
    expect(added(posted(before(9), before(7)))).toEqual(['stop notice-too-short']);
    expect(added(posted(before(9), null))).toEqual([]);
    expect(added(posted(before(4), null))).toEqual([]);
    expect(added(posted(before(3), null))).toEqual(['stop notice-not-over']);
    expect(added(posted(before(9), date))).toEqual(['stop notice-not-over']);
    const short = draftProblems(posted(before(9), before(7))).find(({ code }) => code === 'notice-too-short');
    expect(short?.zh).toContain('共3个自然日');
    expect(short?.en).toContain('3 natural days');
    const ruled = (of: Plan, change: Partial<Draft['rules']>): Plan => ({
      ...of,
      meeting: { ...of.meeting, draft: { ...of.meeting.draft, rules: { ...of.meeting.draft.rules, ...change } } },
    });
    const notices = (of: Plan) => added(of).filter((one) => one.includes('notice-'));
    expect(notices(ruled(posted(before(9), before(9)), { publicityDays: 0 }))).toEqual([]);
    // Seven natural days have five working days in them, and no six.
    const working = { publicityDays: 5, publicityDayKind: 'working' } as const;
    const years = [Number(date.slice(0, 4)), Number(before(30).slice(0, 4))];
    expect(notices(ruled(posted(before(20), before(13), years), working))).toEqual([]);
    expect(notices(ruled(posted(before(20), before(13), years), { ...working, publicityDays: 6 }))).toEqual([
      'stop notice-too-short',
    ]);
    // Whose days off nobody has entered is told, and nothing is stopped by an estimate.
    expect(notices(ruled(posted(before(20), before(13)), { ...working, publicityDays: 6 }))).toEqual([
      'warning notice-too-short',
      'warning notice-days-unknown',
    ]);
    // Sealed by now: it was examined before.
    const sealed = posted(before(9), date);
    expect(found({ ...sealed, meeting: { ...sealed.meeting, phase: 'cards' } })).not.toContain('stop notice-not-over');
  });

  test('scrutineers are as many as the method says, and nobody who stands counts', () => {
    expect(found({ ...plan, scrutineers: [] })).toContain('stop scrutineers-missing');
    expect(added(withRules({ scrutineerCount: plan.scrutineers.length + 1 }))).toContain(
      'stop scrutineers-below-method',
    );
    const two = { ...withRules({ scrutineerCount: 1 }), scrutineers: plan.scrutineers.slice(0, 2) };
    expect(added(two)).toContain('warning few-scrutineers');
    const candidate = firstCandidate();
    const scrutineers = plan.scrutineers.map((one, at) => (at === 0 ? { ...one, member: candidate.id } : one));
    expect(added({ ...plan, scrutineers })).toContain('stop scrutineer-is-candidate');
    expect(added(withMeeting({ tellers: [candidate.name] }))).toContain('stop teller-is-candidate');
    expect(added(withMeeting({ tellers: ['唐梅', '唐梅'] }))).toEqual(['stop teller-twice']);
  });

  test('what stops the meeting stops its round', () => {
    const scrutineers = plan.scrutineers.map((one) => ({ ...one, signKey: 'key' }));
    expect(roundContent({ ...plan, scrutineers }, 'kiosk').ok).toBe(true);
    expect(roundContent({ ...plan, scrutineers: [] }, 'kiosk')).toMatchObject({
      ok: false,
      error: { code: 'draft-incomplete' },
    });
  });
});

describe('a form', () => {
  const formOf = (kind: 'appraisal' | 'recommendation', change: Partial<Draft> = {}): Plan =>
    withMeeting({ kind, draft: { ...emptyDraft(kind), ...forms[kind], ...change } });
  const onForm = (...of: Parameters<typeof formOf>) =>
    found(formOf(...of)).filter((one) => / (form|scrutineer-on)-/.test(one));
  const appraised = () => forms.appraisal.appraisals?.[0] as Draft['appraisals'][number];
  const recommended = () => forms.recommendation.recommendations?.[0] as Draft['recommendations'][number];

  test('as the samples are, there is nothing against it', () => {
    for (const kind of ['appraisal', 'recommendation'] as const) expect(onForm(kind)).toEqual([]);
  });

  test('it has lists, each with a title and persons, none of them twice', () => {
    for (const kind of ['appraisal', 'recommendation'] as const)
      expect(onForm(kind, { appraisals: [], recommendations: [] })).toEqual(['stop form-missing']);
    const list = appraised();
    const lists = (...appraisals: Draft['appraisals'][number][]) => onForm('appraisal', { appraisals });
    expect(lists({ ...list, title: '' })).toEqual(['stop form-title-missing']);
    expect(lists({ ...list, subjects: [] })).toEqual(['stop form-list-empty']);
    expect(lists({ ...list, subjects: [...list.subjects, ...list.subjects.slice(0, 1)] })).toEqual([
      'stop form-name-twice',
    ]);
    expect(lists(list, list)).toContain('stop form-title-twice');
    expect(lists({ ...list, dimensions: ['德', '能', '德'] })).toContain('stop form-dimension-twice');
    const many = Array.from({ length: 21 }, (_, at) => ({ ...list, title: `对象 ${at}` }));
    expect(lists(...many.slice(1))).toEqual([]);
    expect(lists(...many)).toEqual(['stop form-too-long']);
  });

  test('nobody is asked to recommend more than are listed, and who is listed had better not count', () => {
    const list = recommended();
    const limits = (limit: number) => onForm('recommendation', { recommendations: [{ ...list, limit }] });
    expect(limits(list.nominees.length)).toEqual([]);
    expect(limits(list.nominees.length + 1)).toEqual(['warning form-limit-above-list']);
    const [scrutineer] = plan.scrutineers;
    const nominees = [...list.nominees, { name: scrutineer?.name ?? '', remark: '' }];
    expect(onForm('recommendation', { recommendations: [{ ...list, nominees }] })).toEqual([
      'warning scrutineer-on-form',
    ]);
  });

  test('the method may ask for more to be present than are on the roll', () => {
    const { expected } = plan.roll;
    const rules = { ...emptyDraft('appraisal').rules, appraisalMinimumAttendance: expected };
    expect(found(formOf('appraisal', { rules }))).not.toContain('stop too-few-participants');
    const more = { ...rules, appraisalMinimumAttendance: expected + 1 };
    expect(found(formOf('appraisal', { rules: more }))).toContain('stop too-few-participants');
  });

  test('weights that are missing are named', () => {
    const rules = {
      ...emptyDraft('recommendation').rules,
      recommendCombine: 'weighted' as const,
      recommendWeights: [],
    };
    expect(found(formOf('recommendation', { rules }))).toContain('stop weights-missing');
  });
});
