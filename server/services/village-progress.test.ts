import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadMeetings, setPhase } from '../store/meeting.ts';
import { insertAnswer } from '../store/record-sheet.ts';
import { emptyDraft } from './meeting-drafts.ts';
import { holdCeremony, recordWithRound, type ScratchRecord, scratchRecord } from './scratch-record.ts';
import { lateProblems, stageOf, type VillageFacts, type VillageMeeting, villageMeeting } from './village-progress.ts';

const TODAY = '2026-11-22';
const ORGANIZATION = '中共旧村支部委员会';

const heldOn = (date: string, values: Partial<VillageMeeting> = {}): VillageMeeting => ({
  id: 'abcdefghij',
  kind: 'assembly',
  phase: 'reported',
  draft: { ...emptyDraft('assembly'), organization: ORGANIZATION, date },
  elects: true,
  ...values,
});

const resultOf = (content: object, answer: object | null = null) =>
  ({
    kind: 'result',
    organization: ORGANIZATION,
    received: '2026-10-03',
    imported: true,
    answer,
    content: { type: 'result', round: 1, result: '', date: '2026-09-20', committeeOnly: true, ...content },
  }) as unknown as VillageFacts['papers'][number];

/** The term has ended on 1 October 2026. */
const factsOf = (values: Partial<VillageFacts>): VillageFacts => ({
  village: {
    id: '',
    organization: ORGANIZATION,
    kind: 'village',
    termEnd: '2026-10-01',
    termApproval: '青委〔2026〕1号',
    seatsLastTerm: null,
    noticeFrom: null,
    noticeTo: null,
    note: '',
  },
  meetings: [],
  papers: [],
  ...values,
});

const codesOf = (values: Partial<VillageFacts>) => lateProblems(factsOf(values), TODAY).map(({ code }) => code);

describe('a term has ended without an election until somebody is elected (rules §1.1, §4.1 steps 7, 12, 26)', () => {
  test('an assembly that filled its posts begins a term; an appraisal and a recommendation do not', () => {
    expect(codesOf({})).toEqual(['term-overdue']);
    expect(codesOf({ meetings: [heldOn('2026-09-20')] })).toEqual(['report-unanswered']);
    for (const kind of ['appraisal', 'recommendation'] as const)
      expect(codesOf({ meetings: [heldOn('2026-09-20', { kind, elects: false })] })).toEqual([
        'term-overdue',
        'report-unanswered',
      ]);
  });

  test('a result that was returned, or leaves seats open, begins none', () => {
    expect(codesOf({ meetings: [heldOn('2026-09-20', { phase: 'answered', elects: false })] })).toEqual([
      'term-overdue',
    ]);
    expect(codesOf({ papers: [resultOf({ elects: true })] })).toEqual(['report-unanswered']);
    expect(codesOf({ papers: [resultOf({ elects: true }, { decision: 'file' })] })).toEqual([]);
    expect(codesOf({ papers: [resultOf({ elects: true }, { decision: 'return' })] })).toEqual(['term-overdue']);
    expect(codesOf({ papers: [resultOf({ elects: false })] })).toEqual(['term-overdue', 'report-unanswered']);
  });

  test('a form that came by stick is a report to answer by its name, and no step of the election', () => {
    const papers = [resultOf({ meetingKind: 'appraisal', elects: false })];
    expect(stageOf(factsOf({ papers })).code).toBe('none');
    const words = lateProblems(factsOf({ papers }), TODAY).find(({ code }) => code === 'report-unanswered');
    expect(words?.zh).toBe('2026-10-03 收到的民主测评结果报告还没有批复。');
    expect(stageOf(factsOf({ papers: [resultOf({ meetingKind: 'plenary' }), ...papers] })).code).toBe('reported');
    const meetings = [heldOn('2026-09-20', { kind: 'recommendation', elects: false })];
    const reported = lateProblems(factsOf({ meetings }), TODAY).find(({ code }) => code === 'report-unanswered');
    expect(reported?.zh).toBe('2026-09-20 的民主推荐结果报告还没有批复。');
  });
});

test('a term that ends soon, and a notice that hangs or is over without a request, are told until they are settled', () => {
  const { village } = factsOf({});
  const at = (values: object, papers: VillageFacts['papers'] = []) =>
    lateProblems(factsOf({ village: { ...village, termEnd: null, ...values }, papers }), TODAY).map((one) => [
      one.severity,
      one.code,
    ]);
  expect(at({})).toEqual([]);
  expect(at({ termEnd: '2026-12-01' })).toEqual([['notice', 'term-due']]);
  expect(at({ noticeTo: '2026-11-22' })).toEqual([['notice', 'notice-running']]);
  expect(at({ noticeTo: '2026-11-21' })).toEqual([['warning', 'notice-ended']]);
  const request = (received: string) =>
    ({
      ...{ kind: 'candidates', organization: ORGANIZATION, received, imported: true, answer: { decision: 'agree' } },
      content: { type: 'request', facts: { particulars: { noticeTo: null } } },
    }) as unknown as VillageFacts['papers'][number];
  expect(at({ noticeTo: '2026-11-20' }, [request('2026-11-21')])).toEqual([]);
  expect(at({ noticeTo: '2026-11-20' }, [request('2026-11-19')])).toEqual([['warning', 'notice-ended']]);
});

describe('what a meeting on this installation counts for', () => {
  let scratch: ScratchRecord;
  beforeAll(async () => {
    scratch = await scratchRecord('election');
  });
  afterAll(() => scratch.close());

  const CANDIDATES = ['甲', '乙'].map((name) => ({ name, remark: '' }));

  async function elects(outcome: object, kind: 'assembly' | 'appraisal' = 'assembly'): Promise<boolean> {
    const contest = {
      kind: 'election',
      post: '委员',
      category: 'first',
      seats: 2,
      candidates: CANDIDATES,
      writeIns: [],
    };
    const logged = (entry: object) => ({ entry, hash: 'ctx', index: 0 });
    const state = recordWithRound({
      sealed: logged({ contests: [contest], rules: { majorityBase: 'expected' } }),
      close: logged({
        expected: 10,
        present: 9,
        casts: 9,
        handCounts: { received: 9, returnedBeforeOpening: 0 },
      }),
      result: logged({ type: 'result', counts: [[9, 0, 9, 0]], outcome: [outcome] }),
    });
    holdCeremony(state, []);
    const [stored] = await loadMeetings(scratch.db);
    if (stored === undefined) throw new Error('no meeting');
    return (await villageMeeting(scratch.db, { state: async () => state }, { ...stored, kind })).elects;
  }

  test('only a reported election with every seat filled, until it is returned', async () => {
    const { db } = scratch;
    const filled = { election: 'valid', elected: ['甲', '乙'], tie: null, unfilled: 0 };
    expect(await elects(filled)).toBe(false);
    await setPhase(db, 'election', 'reported');
    expect(await elects(filled)).toBe(true);
    expect(await elects(filled, 'appraisal')).toBe(false);
    expect(await elects({ ...filled, elected: ['甲'], unfilled: 1 })).toBe(false);
    expect(await elects({ ...filled, elected: [], tie: { among: ['甲', '乙'], seats: 1 } })).toBe(false);
    expect(await elects({ ...filled, election: 'void', elected: [] })).toBe(false);
    await setPhase(db, 'election', 'answered');
    expect(await elects(filled)).toBe(true);
    await insertAnswer(db, 'election', {
      decision: 'return',
      number: '1号',
      reason: '重新选举',
      signatory: '某',
      date: '2026-11-02',
      pdf: new Uint8Array(1),
    });
    expect(await elects(filled)).toBe(false);
  });
});
