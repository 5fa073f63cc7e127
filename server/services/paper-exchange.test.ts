/** What each office asks of a paper that comes from the other one, and what it refuses (rules §4.1, §4.2). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { DocumentFacts } from '../../printables/documents/facts.ts';
import { drawAnswer } from '../../printables/reports/answer.ts';
import { answeredSheet } from '../../printables/reports/answered-sheet.ts';
import { createSheetKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { paperFacts } from '../papers/paper-facts.ts';
import {
  digestOf,
  type ReplyContent,
  type RequestFacts,
  requestFacts,
  signReply,
  signRequest,
} from '../papers/request-file.ts';
import { resultOfRecord } from '../papers/result-answer.ts';
import { deleteDraftMeeting, setDraft, setPhase } from '../store/meeting.ts';
import { insertPaper } from '../store/office-papers.ts';
import { saveTownshipSettings } from '../store/township.ts';
import { createCorrespondence } from './correspondence.ts';
import { fonts } from './fonts.ts';
import { createMeetingDrafts, emptyDraft } from './meeting-drafts.ts';
import { confirmSigner, examineIncoming, examineReturned } from './paper-exchange.ts';
import { candidatesOf, loadPlan } from './plan.ts';
import { random, recordThrough, type ScratchRecord, scratchRecord } from './scratch-record.ts';
import { createVillages } from './villages.ts';

const MEETING = 'simulation';
const NOBODY = '00000000-0000-4000-8000-000000000000';
const VALIDITY = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2036-11-01T00:00:00Z') };
const now = () => new Date('2026-11-28T02:00:00Z');
const refused = (error: unknown) => ({ ok: false, error });
const { record } = await simulateElection({
  ballots: 5,
  spares: 1,
  contests: [committeeContest(2, 1, 0)],
  random: seededRandom('offices'),
  recipients: ['q', 'p', 'z'].map((own) => `age1${own.repeat(58)}`),
  sheetKey: encodeBase64url(new Uint8Array(91)),
  threshold: 2,
});
const sheet = answeredSheet(record, 1);
if (!sheet.ok) throw new Error(sheet.error);
const keyOf = (organization: string) => createSheetKey({ organization, ...VALIDITY });
const superiorKey = await keyOf('中共青山镇委员会');
const villageKey = await keyOf('中共清溪村总支部委员会');

let scratch: ScratchRecord;
/** The sample village, and what its papers say before its assembly. */
let asking: string;
let whole: DocumentFacts;
let facts: RequestFacts;
beforeAll(async () => {
  scratch = await scratchRecord(MEETING);
  asking = await createMeetingDrafts({ db: scratch.db, random }).createSample();
  const plan = await loadPlan(scratch.db, asking);
  if (plan === undefined) throw new Error('no such meeting');
  const box = { issued: null, cast: null, unissued: null, made: 0 };
  whole = await paperFacts(
    {
      db: scratch.db,
      log: scratch.log,
      views: { ballotBox: async () => box, audits: async () => [] },
      checkIn: { attendance: async () => ({ expected: 0, present: 0 }) },
    } as unknown as Parameters<typeof paperFacts>[0],
    plan,
  );
  facts = requestFacts(whole);
});
afterAll(() => scratch.close());
beforeEach(() => saveTownshipSettings(scratch.db, { offices: [], holidays: [] }));

type Options = Parameters<typeof createCorrespondence>[0];
const village = (file = async () => record) =>
  createCorrespondence({
    db: scratch.db,
    log: { ...scratch.log, file } as Options['log'],
    papers: { facts: async (meeting: string) => (meeting === 'nothing' ? undefined : whole) },
    now,
  });
const asked = (meeting = asking) =>
  signRequest({ type: 'request', version: 1, kind: 'assembly', meeting, facts, nominees: [] }, villageKey);
const replied = (request: string, change: Partial<ReplyContent> = {}): Promise<Uint8Array> =>
  signReply(
    facts,
    {
      ...{ type: 'reply', version: 1, kind: 'assembly', meeting: asking, decision: 'agree', reason: '' },
      ...{ organization: facts.organization, superior: facts.superior, request, persons: [] },
      ...{ number: '青委〔2026〕12号', signatory: '刘世平', date: '2026-11-02' },
      ...change,
    },
    superiorKey,
  );

describe('the village', () => {
  let digest: string;
  beforeAll(async () => {
    const { organization, superior } = facts;
    const pdf = await asked();
    digest = digestOf(pdf);
    await insertPaper(scratch.db, {
      ...{ kind: 'assembly', organization, superior, meeting: asking, imported: false, received: '2026-11-01' },
      ...{ digest, pdf, content: { type: 'request', number: '', facts, nominees: [] } },
    });
  });

  const examined = async (file: Uint8Array) => (await village().examine(asking, file))?.checks;
  const belongs = async (file: Uint8Array) => (await examined(file))?.find(({ name }) => name === 'belongs')?.ok;

  test('takes an answer to the very request that it has made, in its own words', async () => {
    expect(await belongs(await replied(digest))).toBe(true);
    for (const change of [
      { request: digestOf(new Uint8Array()) },
      { kind: 'candidates' },
      { meeting: 'another' },
      { organization: '中共别的村支部委员会' },
      { superior: '中共别的镇委员会' },
    ] satisfies Partial<ReplyContent>[])
      expect(await belongs(await replied(digest, change)), JSON.stringify(change)).toBe(false);
  });

  test('refuses what is no answer, is for others, or whose key nobody has compared; and takes an answer once', async () => {
    const { receive, examine } = village();
    const answer = await replied(digest);
    expect(await receive('nothing', answer, null)).toEqual(refused('paper-unknown'));
    expect(await receive(asking, new TextEncoder().encode('no PDF'), null)).toEqual(refused('paper-unknown'));
    expect(await receive(asking, await replied(digest, { meeting: 'another' }), null)).toMatchObject(
      refused({ code: 'paper-refused', detail: [{ zh: expect.stringContaining('属于本次会议') }] }),
    );
    expect(await receive(asking, answer, null)).toEqual(refused('signer-unconfirmed'));
    expect(await receive(asking, answer, 'AAAA AAAA AAAA AAAA')).toEqual(refused('signer-unconfirmed'));
    const { fingerprint = '' } = (await examine(asking, answer))?.signer ?? {};
    expect(await receive(asking, answer, fingerprint)).toEqual({ ok: true, value: true });
    expect(await receive(asking, answer, null)).toEqual(refused('answered-already'));
  });

  test('confirms nobody of whom the paper has no signature', async () => {
    const found = await examineReturned(
      scratch.db,
      { id: asking, organization: facts.organization, superior: facts.superior },
      async () => undefined,
      await replied(digest),
    );
    if (found === undefined) throw new Error('no answer');
    expect(await confirmSigner(scratch.db, { ...found, signer: null }, 'x')).toEqual(refused('signer-unconfirmed'));
    const unread = { ...found, examination: { ...found.examination, signer: null } };
    expect(await confirmSigner(scratch.db, unread, 'x')).toEqual(refused('signer-unconfirmed'));
  });

  test('writes no request of a meeting that there is not, or before everything is there that it says', async () => {
    expect(await village().request('nothing', 'assembly')).toEqual(refused('not-found'));
    const early = await village().request(MEETING, 'assembly');
    expect(early).toMatchObject(
      refused({
        code: 'draft-incomplete',
        detail: expect.arrayContaining([expect.objectContaining({ zh: '会议日期' })]),
      }),
    );
  });

  test('declares conditions of candidates of its own, each ground once', async () => {
    const declared = { sitting: null, grounds: [], secretaryGrounds: [], sanction: '' };
    expect(await village().declare('nothing', NOBODY, declared)).toEqual(refused('not-found'));
    const list = new TextEncoder().encode('姓名\n李㛃\n');
    expect(await village().importConditions('nothing', list)).toEqual(refused('not-found'));
    const plan = await loadPlan(scratch.db, asking);
    if (plan === undefined) throw new Error('no such meeting');
    const [candidate] = candidatesOf(plan, { round: 1, post: '委员' });
    const other = plan.members.find(({ id: one }) => !plan.candidates.some(({ member }) => member === one));
    expect(await village().declare(asking, other?.id ?? '', declared)).toEqual(refused('member-unknown'));
    const ground = { ground: 'criminal-punishment', evidence: '判决书' };
    const grounds = [ground, ground] as unknown as typeof declared.grounds;
    expect(await village().declare(asking, candidate?.id ?? '', { ...declared, grounds })).toEqual(
      refused('candidate-repeated'),
    );
    expect(await village().declare(asking, candidate?.id ?? '', declared)).toEqual({ ok: true, value: true });
  });
});

describe('an answer to a result', () => {
  const { meeting } = sheet.value;
  const resultHash = resultOfRecord(record, 1)?.resultHash ?? '';
  const about = { id: MEETING, organization: meeting.organization, superior: meeting.superior };
  const answered = async (hash = resultHash) =>
    signPdf(
      await drawAnswer(
        {
          ...{ decision: 'file', number: '青委〔2026〕12号', reason: '', signatory: '刘世平', date: '2026-11-28' },
          ...{ sheet: sheet.value, resultHash: decodeBase64url(hash, 32) },
        },
        fonts(),
      ),
      superiorKey,
    );
  const own = async () => ({ text: record, round: 1 });
  const belongs = async (file: Uint8Array, of: Partial<typeof about> = {}) =>
    (await examineReturned(scratch.db, { ...about, ...of }, own, file))?.examination.checks.find(
      ({ name }) => name === 'belongs',
    )?.ok;

  test('is one about this meeting and this result', async () => {
    const file = await answered();
    expect(await belongs(file)).toBe(true);
    expect(await belongs(file, { id: 'another' })).toBe(false);
    expect(await belongs(await answered(encodeBase64url(random(32))))).toBe(false);
  });

  test('is taken while the result waits for it: not before, not twice, and not for a meeting that is gone', async () => {
    const { db } = scratch;
    const file = await answered();
    scratch.record = recordThrough(record, 'paper-proof', 3);
    const draft = { ...emptyDraft('assembly'), organization: meeting.organization, superior: meeting.superior };
    await setDraft(db, MEETING, draft);
    const receive = async (phase: 'counting' | 'published' | 'answered' | 'reported', from = village()) => {
      await setPhase(db, MEETING, phase);
      const { fingerprint = '' } = (await from.examine(MEETING, file))?.signer ?? {};
      return from.receive(MEETING, file, fingerprint);
    };
    for (const early of ['counting', 'published'] as const)
      expect(await receive(early)).toEqual(refused('wrong-phase'));
    expect(await receive('answered')).toEqual(refused('answered-already'));
    expect(await receive('reported')).toEqual({ ok: true, value: true });
    const gone = village(async () => {
      await setPhase(db, MEETING, 'draft');
      await deleteDraftMeeting(db, MEETING);
      return record;
    });
    await setPhase(db, MEETING, 'reported');
    const { fingerprint = '' } = (await village().examine(MEETING, file))?.signer ?? {};
    expect(await gone.receive(MEETING, file, fingerprint)).toEqual(refused('not-found'));
  });
});

describe('the township', () => {
  type Desk = Parameters<typeof createVillages>[0];
  const desk = () => createVillages({ db: scratch.db, log: scratch.log, random, pool: {}, now } as unknown as Desk);

  test('takes what is addressed to it and was signed with a key that somebody has compared', async () => {
    const file = await asked('one');
    const addressee = async () =>
      (
        await examineIncoming(
          { db: scratch.db, pool: {}, random } as unknown as Parameters<typeof examineIncoming>[0],
          file,
        )
      )?.examination.checks.find(({ name }) => name === 'addressee')?.ok;
    expect(await addressee()).toBe(false);
    expect(await desk().receive(file, null)).toMatchObject(refused({ code: 'paper-refused' }));
    await saveTownshipSettings(scratch.db, { offices: ['中共别的镇委员会'], holidays: [] });
    expect(await addressee()).toBe(false);
    await saveTownshipSettings(scratch.db, { offices: [facts.superior], holidays: [] });
    expect(await addressee()).toBe(true);
    expect(await desk().receive(file, null)).toEqual(refused('signer-unconfirmed'));
  });

  test('answers a request once, and none to another office; a village that there is not has no notice', async () => {
    const stored = async (meeting: string) => {
      const pdf = await asked(meeting);
      return insertPaper(scratch.db, {
        ...{ kind: 'assembly', organization: facts.organization, superior: facts.superior, meeting, imported: true },
        ...{ received: '2026-11-20', digest: digestOf(pdf), pdf },
        content: { type: 'request', number: '', facts, nominees: [] },
      });
    };
    const answer = { decision: 'return', number: '青委〔2026〕9号', reason: '材料不全', signatory: '刘世平' } as const;
    const id = await stored('two');
    await saveTownshipSettings(scratch.db, { offices: ['中共别的镇委员会'], holidays: [] });
    expect(await desk().answer(id, answer)).toEqual(refused('addressee-other'));
    await saveTownshipSettings(scratch.db, { offices: [facts.superior], holidays: [] });
    const both = await Promise.all([desk().answer(id, answer), desk().answer(id, answer)]);
    expect(both.map((one) => (one.ok ? 'answered' : one.error)).sort()).toEqual(['answered', 'answered-already']);
    // It is not asked again what would be wrong with another answer.
    expect(await desk().answer(id, { ...answer, reason: '' })).toEqual(refused('answered-already'));
    const objection = { day: '2026-11-21', words: '反映账目', handling: '' };
    expect(await desk().object(NOBODY, objection)).toEqual(refused('not-found'));
    expect(await desk().handle(NOBODY, 0, '不属实')).toEqual(refused('not-found'));
  });
});
