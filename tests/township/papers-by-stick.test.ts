/** The township's desk over HTTP: villages, conditions, joint vetting, and papers between two installations without a network. */
import { Buffer } from 'node:buffer';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSheetKey } from '../../printables/signing/sheet-signer.ts';
import * as office from '../../server/contract/correspondence.ts';
import { NOBODY, type Nominee } from '../../server/contract/nominee.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { paperCsv, paperXlsx } from '../../server/contract/papers.ts';
import * as publicApi from '../../server/contract/public.ts';
import * as settings from '../../server/contract/township-settings.ts';
import * as desk from '../../server/contract/villages.ts';
import { digestOf, type ReplyContent, readRequest, signReply } from '../../server/papers/request-file.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { openSession, type Session } from '../../server/rehearsal/session.ts';
import { pageText, signature, syntax } from '../prints/tools.ts';
import { membersByName, prepareAssembly } from '../rounds/small-village.ts';

type Installation = {
  readonly server: ServerProcess;
  readonly organizer: Session;
  readonly township: Session;
};

const folder = mkdtempSync(join(tmpdir(), 'changpiao-township-'));
// The database may run under another user, who has to reach its folder.
chmodSync(folder, 0o711);

async function install(name: string): Promise<Installation> {
  const server = await startServerProcess(join(folder, name));
  const session = openSession(server.address);
  await session.call(publicApi.setUp, {
    body: { code: server.setUpCode ?? '', name: '高玉龙', password: 'a long password', start: 'empty' },
  });
  const official = { role: 'township', name: '镇组织委员', password: 'another password' } as const;
  await session.call(organizer.addOfficial, { body: official });
  const township = openSession(server.address);
  await township.call(publicApi.signIn, { body: official });
  return { server, organizer: session, township };
}

let village: Installation;
let town: Installation;
let meeting: string;
beforeAll(async () => {
  village = await install('village');
  town = await install('town');
  meeting = await prepareAssembly(village.organizer);
});
afterAll(async () => {
  await village?.server.stop();
  await town?.server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const fileOf = (bytes: Uint8Array) => ({ fileName: 'paper.pdf', content: base64(bytes) });

const SOMEBODY: Nominee & { readonly id: null } = {
  ...NOBODY,
  id: null,
  sex: 'male',
  ethnicity: '汉族',
  education: '高中',
};

async function newVillage(organization: string, values: object = {}): Promise<string> {
  const { id } = await town.township.call(desk.saveVillage, {
    body: {
      id: null,
      organization,
      kind: 'village',
      termEnd: null,
      termApproval: '',
      seatsLastTerm: null,
      noticeFrom: null,
      noticeTo: null,
      note: '',
      ...values,
    },
  });
  return id;
}

async function request(kind: 'assembly' | 'candidates'): Promise<{ readonly id: string; readonly pdf: Uint8Array }> {
  const params = { meeting };
  const { id } = await village.organizer.call(office.makeRequest, { params, body: { kind } });
  return { id, pdf: await village.organizer.call(office.requestFile, { params: { meeting, request: id } }) };
}

const OFFICE = '中共大河镇委员会';
const namedOffice = (...offices: string[]) =>
  town.township.call(settings.saveTownshipSettings, { body: { offices, holidays: [] } });

const codesOf = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map(({ code }) => code);

test('a village is listed with what is late: its term, its public notice, by the day (rules §1.1, §4.1)', async () => {
  const id = await newVillage('中共旧村支部委员会', {
    termEnd: '2020-03-01',
    noticeFrom: '2020-01-01',
    noticeTo: '2020-01-05',
  });
  const { villages } = await town.township.call(desk.villages);
  const row = villages.find((one) => one.id === id);
  expect(row?.stage).toMatchObject({ code: 'none', via: 'none' });
  expect(codesOf(row?.late ?? [])).toEqual(['term-overdue', 'notice-ended']);
});

test('villages go out as XLSX and CSV and come back the same; a wrong day imports nothing', async () => {
  const { township } = town;
  await newVillage('中共新桥社区总支部委员会', {
    kind: 'community',
    termEnd: '2031-01-31',
    seatsLastTerm: 7,
    note: '=1+1',
  });
  for (const route of [desk.townshipListXlsx, desk.townshipListCsv]) {
    const file = await township.call(route, { params: { list: 'villages' } });
    if (route === desk.townshipListXlsx) {
      const [sheet] = await readExcelFile(Buffer.from(file));
      expect(sheet?.data[0]).toContain('任期届满');
    }
    const before = await township.call(desk.villages);
    const imported = await township.call(desk.importVillages, { body: { fileName: 'a', content: base64(file) } });
    expect(imported).toMatchObject({ imported: true, lines: [] });
    expect(await township.call(desk.villages)).toEqual(before);
  }
  const wrong = Buffer.from('组织名称,任期届满\n中共另村支部委员会,2026-02\n').toString('base64');
  const refused = await township.call(desk.importVillages, { body: { fileName: 'b.csv', content: wrong } });
  expect(refused.imported).toBe(false);
  expect(refused.lines[0]).toMatchObject({ line: 2, code: 'day-unreadable' });
});

test('objections to the posted candidates are taken while they are posted, each is handled, and they stay with the village (§4.1 step 17)', async () => {
  const { township } = town;
  const id = await newVillage('中共公示村支部委员会');
  const params = { village: id };
  const objection = { day: '2026-11-11', words: '反映王某某未公开集体资产发包', handling: '' };
  const object = () => township.ask(desk.objectToNotice, { params, body: objection });
  expect(await object()).toMatchObject({ ok: false, error: { code: 'not-posted' } });
  const dates = { noticeFrom: '2026-11-10', noticeTo: '2026-11-13' };
  const { organization, kind, termEnd, termApproval, seatsLastTerm, note } = await township.call(desk.village, {
    params,
  });
  const body = { id, organization, kind, termEnd, termApproval, seatsLastTerm, note, ...dates };
  await township.call(desk.saveVillage, { body });
  expect((await object()).ok).toBe(true);
  const handle = (index: string) =>
    township.ask(desk.handleNoticeObjection, { params: { ...params, index }, body: { handling: '经核查不属实' } });
  expect(await handle('1')).toMatchObject({ ok: false, error: { code: 'objection-unknown' } });
  expect((await handle('0')).ok).toBe(true);
  // What is typed on the list keeps them.
  await township.call(desk.saveVillage, { body: { ...body, note: '改' } });
  expect((await township.call(desk.village, { params })).objections).toEqual([
    { ...objection, handling: '经核查不属实' },
  ]);
});

test('a person of exactly 55 may stand, a day older only with the county; a ground blocks until it is cleared (§4.2, T71)', async () => {
  const { township } = town;
  const id = await newVillage('中共条件村支部委员会');
  const params = { village: id };
  const { ageDay } = await township.call(desk.village, { params });
  const [year = 0] = ageDay.split('-').map(Number);
  const born = (age: number) => `${year - age}${ageDay.slice(4)}`;
  const findings = async (person: object) => {
    const view = await township.call(desk.village, { params });
    const before = view.persons.find(({ name }) => name === '甲');
    await township.call(desk.saveNominee, {
      params,
      body: { ...SOMEBODY, name: '甲', ...person, id: before?.id ?? null },
    });
    return (await township.call(desk.village, { params })).persons.find(({ name }) => name === '甲')?.findings ?? [];
  };
  expect(codesOf(await findings({ birth: born(55) }))).toEqual([]);
  expect(await findings({ birth: born(56) })).toMatchObject([{ code: 'age-above-limit', severity: 'warning' }]);
  expect(await findings({ birth: born(56), countyApproval: '县组〔2026〕3号' })).toMatchObject([
    { severity: 'notice' },
  ]);
  expect(codesOf(await findings({ birth: born(60), post: 'secretary' }))).toEqual([]);
  expect(codesOf(await findings({ birth: born(61), post: 'secretary' }))).toEqual(['age-above-limit']);
  expect(codesOf(await findings({ birth: born(40), education: '初中' }))).toEqual(['education-below']);
  const grounds = [{ ground: 'vote-buying', evidence: '2024年举报' }] as const;
  expect(await findings({ birth: born(40), grounds })).toMatchObject([{ code: 'ground', severity: 'stop' }]);
  const cleared = [{ ground: 'vote-buying', note: '镇党委会 2026-10-02' }] as const;
  expect(await findings({ birth: born(40), grounds, cleared })).toMatchObject([
    { code: 'ground-cleared', severity: 'warning' },
  ]);
  expect(codesOf((await township.call(desk.village, { params })).committee)).toEqual(['no-woman', 'nobody-young']);
});

test('persons under a sanction may be 15 % of the villages, rounded down (T72)', async () => {
  const { township } = town;
  const { villages, sanctioned } = await township.call(desk.villages);
  expect(sanctioned).toMatchObject({ most: Math.floor((villages.length * 15) / 100), findings: [] });
  const id = await newVillage('中共受限村支部委员会');
  const body = { ...SOMEBODY, name: '乙', sanction: '党内严重警告，影响期至 2027-03' };
  const { id: person } = await township.call(desk.saveNominee, { params: { village: id }, body });
  expect((await township.call(desk.villages)).sanctioned).toMatchObject({
    count: 1,
    findings: [{ code: 'sanctioned-too-many', severity: 'stop' }],
  });
  await township.call(desk.removeNominee, { params: { village: id, person } });
});

test('the request comes by stick, passes named checks, and is answered; the village sees who signed (§4.1 step 8)', async () => {
  const { pdf } = await request('assembly');
  expect(signature(pdf)).toContain('Signature is Valid');
  expect(syntax(pdf).status).toBe(0);
  expect(pageText(pdf, 1)).toContain('小河村支部党员大会的请示');
  const { township } = town;

  const altered = pdf.slice();
  const at = Buffer.from(pdf).indexOf('request.json');
  altered[at + 2] = (altered[at + 2] ?? 0) ^ 1;
  const refused = await township.ask(desk.receivePaper, { body: { ...fileOf(altered), signer: null } });
  expect(refused.ok).toBe(false);
  const broken = pdf.slice();
  // One glyph of a page.
  const glyph = Buffer.from(pdf).indexOf('> ', Buffer.from(pdf).indexOf('] TJ') - 12) - 1;
  broken[glyph] = broken[glyph] === 0x30 ? 0x31 : 0x30;
  const failed = await township.ask(desk.receivePaper, { body: { ...fileOf(broken), signer: null } });
  expect(failed).toMatchObject({ ok: false, error: { code: 'paper-refused' } });

  // Nobody has said whose papers are answered here, or another office has: neither takes it in.
  for (const offices of [[], ['中共别镇委员会']]) {
    await namedOffice(...offices);
    const checked = await township.call(desk.examinePaper, { body: fileOf(pdf) });
    expect(checked).toMatchObject({
      ok: false,
      checks: [{ ok: true }, { ok: true }, { name: 'addressee', ok: false }, { name: 'no-test-run', ok: true }],
    });
    expect(
      await township.ask(desk.receivePaper, { body: { ...fileOf(pdf), signer: checked.signer?.fingerprint ?? '' } }),
    ).toMatchObject({ error: { code: 'paper-refused' } });
  }
  await namedOffice(OFFICE);
  const examined = await township.call(desk.examinePaper, { body: fileOf(pdf) });
  expect(examined.checks.map(({ name, ok }) => [name, ok])).toEqual([
    ['signature', true],
    ['pages', true],
    ['addressee', true],
    ['no-test-run', true],
  ]);
  expect(examined.signer).toMatchObject({ name: '中共小河村支部委员会', standing: 'new' });
  // Nobody has compared the key yet.
  expect(await township.ask(desk.receivePaper, { body: { ...fileOf(pdf), signer: null } })).toMatchObject({
    error: { code: 'signer-unconfirmed' },
  });
  const own = await village.organizer.call(office.correspondence, { params: { meeting } });
  const [key] = own.fingerprints;
  const received = await township.call(desk.receivePaper, { body: { ...fileOf(pdf), signer: key?.value ?? '' } });
  expect((await township.call(desk.examinePaper, { body: fileOf(pdf) })).signer?.standing).toBe('known');
  const view = await township.call(desk.village, { params: { village: received.village } });
  expect(view.stage).toMatchObject({ code: 'request-received', via: 'usb' });
  expect(codesOf(view.late)).toContain('request-unanswered');

  const params = { paper: received.id };
  const text = { number: '大委〔2026〕15号', signatory: '李书记' };
  expect(
    await township.ask(desk.answerPaper, { params, body: { ...text, decision: 'return', reason: '' } }),
  ).toMatchObject({ error: { code: 'reason-needed' } });
  // A paper that was taken in before the office changed its name is not signed in the other one's.
  await namedOffice('中共别镇委员会');
  expect(
    await township.ask(desk.answerPaper, { params, body: { ...text, decision: 'agree', reason: '' } }),
  ).toMatchObject({ error: { code: 'addressee-other' } });
  await namedOffice(OFFICE);
  // The assembly would be held on another day than the term ends: the approval of that is entered first (rules §1.1).
  const { organization, kind, seatsLastTerm, noticeFrom, noticeTo, note } = view;
  const listed = { id: received.village, organization, kind, seatsLastTerm, noticeFrom, noticeTo, note };
  const term = (termEnd: string | null, termApproval: string) =>
    township.call(desk.saveVillage, { body: { ...listed, termEnd, termApproval } });
  await term('2026-06-01', '');
  expect(
    await township.ask(desk.answerPaper, { params, body: { ...text, decision: 'agree', reason: '' } }),
  ).toMatchObject({ error: { code: 'conditions-not-met', detail: [{ zh: expect.stringContaining('2026-06-01') }] } });
  await term('2026-06-01', '县委组〔2026〕4号');
  const [paper] = (await township.call(desk.village, { params: { village: received.village } })).papers;
  expect([codesOf(paper?.blocks ?? []), codesOf(paper?.warnings ?? [])]).toEqual([[], []]);
  await township.call(desk.answerPaper, { params, body: { ...text, decision: 'agree', reason: '' } });
  await term(null, '');
  const answer = await township.call(desk.paperAnswerFile, { params });
  expect(signature(answer)).toContain('Signature is Valid');
  expect(pageText(answer, 1)).toContain('大委〔2026〕15号');

  const back = { meeting };
  const returned = await village.organizer.call(office.examineAnswer, { params: back, body: fileOf(answer) });
  expect(returned.checks.map(({ name, ok }) => [name, ok])).toEqual([
    ['signature', true],
    ['pages', true],
    ['belongs', true],
  ]);
  expect(returned.signer).toMatchObject({ name: '中共大河镇委员会', standing: 'new' });
  await village.organizer.call(office.receiveAnswer, {
    params: back,
    body: { ...fileOf(answer), signer: returned.signer?.fingerprint ?? '' },
  });
  const { requests } = await village.organizer.call(office.correspondence, { params: back });
  expect(requests[0]?.answer).toMatchObject({ decision: 'agree', number: '大委〔2026〕15号', signatory: '李书记' });
});

test('an answer to another request, or signed by another office of the same name, is refused', async () => {
  const { pdf } = await request('candidates');
  const read = await readRequest(pdf);
  if (!read.ok) throw new Error('not a request');
  const { content, digest } = read.value;
  const reply: ReplyContent = {
    type: 'reply',
    version: 1,
    kind: 'candidates',
    meeting,
    organization: content.facts.organization,
    superior: content.facts.superior,
    request: digest,
    decision: 'agree',
    number: '大委〔2026〕16号',
    reason: '',
    signatory: '某某',
    date: '2026-11-02',
    persons: [],
  };
  const notBefore = new Date('2026-01-01T00:00:00Z');
  const key = await createSheetKey({
    organization: content.facts.superior,
    notBefore,
    notAfter: new Date('2056-01-01T00:00:00Z'),
  });
  const params = { meeting };
  const forged = await signReply(content.facts, reply, key);
  const examined = await village.organizer.call(office.examineAnswer, { params, body: fileOf(forged) });
  expect(examined).toMatchObject({ ok: true, signer: { name: '中共大河镇委员会', standing: 'other' } });
  const unconfirmed = { error: { code: 'signer-unconfirmed' } };
  for (const signer of [null, 'ABCD ABCD ABCD ABCD']) {
    const body = { ...fileOf(forged), signer };
    expect(await village.organizer.ask(office.receiveAnswer, { params, body })).toMatchObject(unconfirmed);
  }
  // Of another meeting, to another request, or drawn otherwise than its data say.
  const elsewhere = await signReply(content.facts, { ...reply, meeting: 'aaaaaaaaaa' }, key);
  const unknown = await signReply(content.facts, { ...reply, request: digestOf(new Uint8Array(3)) }, key);
  const failing = async (file: Uint8Array) =>
    (await village.organizer.call(office.examineAnswer, { params, body: fileOf(file) })).checks
      .filter(({ ok }) => !ok)
      .map(({ name }) => name);
  expect(await failing(elsewhere)).toEqual(['belongs']);
  expect(await failing(unknown)).toEqual(['belongs']);
  const renamed = await signReply({ ...content.facts, superior: '中共别镇委员会' }, reply, key);
  expect(await failing(renamed)).toEqual(['pages']);
  const signer = examined.signer?.fingerprint ?? '';
  expect(
    await village.organizer.ask(office.receiveAnswer, { params, body: { ...fileOf(renamed), signer } }),
  ).toMatchObject({ error: { code: 'paper-refused' } });
});

test('what the village declares blocks its meeting and its request until the township clears it, by stick (§4.2)', async () => {
  const params = { meeting };
  const member = (await membersByName(village.organizer, meeting))('刘大山');
  const declared = {
    sitting: 'member' as const,
    grounds: [{ ground: 'party-sanction' as const, evidence: '2019年撤销党内职务' }],
    secretaryGrounds: [],
    sanction: '',
  };
  await village.organizer.call(office.saveDeclaration, { params: { meeting, member }, body: declared });
  const blocked = await village.organizer.call(organizer.organizerMeeting, { params });
  expect(blocked.problems).toContainEqual(expect.objectContaining({ code: 'ground', severity: 'stop' }));
  expect((await village.organizer.ask(organizer.sealMeeting, { params, body: {} })).ok).toBe(false);

  const { pdf } = await request('candidates');
  const { township } = town;
  await namedOffice(OFFICE);
  const received = await township.call(desk.receivePaper, { body: { ...fileOf(pdf), signer: null } });
  const paper = { paper: received.id };
  const text = { number: '大委〔2026〕17号', signatory: '李书记', reason: '' };
  const refused = await township.ask(desk.answerPaper, { params: paper, body: { ...text, decision: 'agree' } });
  expect(refused).toMatchObject({ error: { code: 'conditions-not-met' } });

  const at = { village: received.village };
  const person = (await township.call(desk.village, { params: at })).persons.find(({ name }) => name === '刘大山');
  if (person === undefined) throw new Error('the request has brought nobody');
  const { findings: _, vetting: __, ...own } = person;
  const cleared = [{ ground: 'party-sanction' as const, note: '镇党委会研究' }];
  await township.call(desk.saveNominee, { params: at, body: { ...own, cleared } });

  // An objection to the posted candidates is answered first.
  const listed = await township.call(desk.village, { params: at });
  const { organization, kind, termEnd, termApproval, seatsLastTerm, note } = listed;
  const dates = { noticeFrom: '2020-10-01', noticeTo: '2020-10-06' };
  await township.call(desk.saveVillage, {
    body: { id: received.village, organization, kind, termEnd, termApproval, seatsLastTerm, note, ...dates },
  });
  const objection = { day: '2026-10-03', words: '反映未公开账目', handling: '' };
  await township.call(desk.objectToNotice, { params: at, body: objection });
  const blocksNow = async () =>
    codesOf(
      (await township.call(desk.village, { params: at })).papers.find(({ id }) => id === received.id)?.blocks ?? [],
    );
  expect(await blocksNow()).toEqual(['objections-unhandled']);
  const params0 = { ...at, index: '0' };
  await township.call(desk.handleNoticeObjection, { params: params0, body: { handling: '经核查不属实' } });
  expect(await blocksNow()).toEqual([]);

  // A department that does not pass a person blocks as well.
  const vetting = { department: '纪检监察', verdict: 'fail' as const, date: '2026-10-09', note: '' };
  expect(await township.ask(desk.saveVetting, { params: { person: own.id }, body: vetting })).toMatchObject({
    error: { code: 'reason-needed' },
  });
  await township.call(desk.saveVetting, { params: { person: own.id }, body: { ...vetting, note: '问题线索核查中' } });
  expect(await township.ask(desk.answerPaper, { params: paper, body: { ...text, decision: 'agree' } })).toMatchObject({
    error: {
      code: 'conditions-not-met',
      detail: [expect.objectContaining({ zh: expect.stringContaining('资格联审') })],
    },
  });
  const table = await township.call(desk.vettingPdf);
  expect(pageText(table, 1)).toContain('问题线索核查中');
  const list = await township.call(desk.townshipListXlsx, { params: { list: 'vetting' } });
  const [sheet] = await readExcelFile(Buffer.from(list));
  expect(sheet?.data.flat().join()).toContain('不通过（2026-10-09，问题线索核查中）');

  // Returned: what the township had cleared on its desk clears nobody at the village, and the findings go back with it.
  const before = await village.organizer.call(organizer.organizerMeeting, { params });
  expect(codesOf(before.problems)).not.toContain('vetting-failed');
  expect(codesOf(before.problems)).toContain('not-vetted');
  const { papers } = await township.call(desk.village, { params: at });
  const unvetted = papers.at(-1)?.warnings.find(({ code }) => code === 'not-vetted');
  expect(unvetted?.zh).toMatch(/没有资格联审的记录；刘大山缺组织、公安/u);
  await township.call(desk.answerPaper, { params: paper, body: { ...text, decision: 'return', reason: '人选有问题' } });
  const returned = await township.call(desk.paperAnswerFile, { params: paper });
  const annexed = pageText(returned, 2);
  expect(annexed).toContain('候选人资格联审情况');
  expect(annexed).toContain('问题线索核查中');
  await village.organizer.call(office.receiveAnswer, { params, body: { ...fileOf(returned), signer: null } });
  const still = await village.organizer.call(organizer.organizerMeeting, { params });
  expect(still.problems).toContainEqual(expect.objectContaining({ code: 'ground', severity: 'stop' }));
  expect(still.problems).toContainEqual(expect.objectContaining({ code: 'vetting-failed', severity: 'stop' }));

  await township.call(desk.saveVetting, { params: { person: own.id }, body: { ...vetting, verdict: 'pass' } });
  const again = await request('candidates');
  const second = await township.call(desk.receivePaper, { body: { ...fileOf(again.pdf), signer: null } });
  paper.paper = second.id;
  await township.call(desk.answerPaper, { params: paper, body: { ...text, decision: 'agree' } });
  const answer = await township.call(desk.paperAnswerFile, { params: paper });
  expect(pageText(answer, 1)).toContain('刘大山同志“受过撤销党内职务以上党纪处分”的情况，经审查认可');
  await village.organizer.call(office.receiveAnswer, { params, body: { ...fileOf(answer), signer: null } });
  const free = await village.organizer.call(organizer.organizerMeeting, { params });
  expect(codesOf(free.problems)).not.toContain('ground');
  expect(codesOf(free.problems)).not.toContain('vetting-failed');
  expect(codesOf(free.problems)).toContain('ground-cleared');
});

test('a reply that returns a request and clears a ground all the same clears nothing (§4.2)', async () => {
  const params = { meeting };
  const member = (await membersByName(village.organizer, meeting))('赵小梅');
  const ground = { ground: 'vote-buying' as const, evidence: '2024年举报' };
  const declared = { sitting: null, grounds: [ground], secretaryGrounds: [], sanction: '' };
  await village.organizer.call(office.saveDeclaration, { params: { meeting, member }, body: declared });
  const { pdf } = await request('candidates');
  const read = await readRequest(pdf);
  if (!read.ok) throw new Error('not a request');
  const { content, digest } = read.value;
  const key = await createSheetKey({
    organization: OFFICE,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2056-01-01T00:00:00Z'),
  });
  const forged = await signReply(
    content.facts,
    {
      type: 'reply',
      version: 1,
      kind: 'candidates',
      meeting,
      organization: content.facts.organization,
      superior: OFFICE,
      request: digest,
      decision: 'return',
      number: '大委〔2026〕18号',
      reason: '材料不全',
      signatory: '李书记',
      date: '2026-11-02',
      persons: [{ name: '赵小梅', cleared: ['vote-buying'], countyApproval: '' }],
    },
    key,
  );
  const { signer } = await village.organizer.call(office.examineAnswer, { params, body: fileOf(forged) });
  await village.organizer.call(office.receiveAnswer, {
    params,
    body: { ...fileOf(forged), signer: signer?.fingerprint ?? '' },
  });
  const blocked = await village.organizer.call(organizer.organizerMeeting, { params });
  expect(blocked.problems).toContainEqual(expect.objectContaining({ code: 'ground', severity: 'stop' }));
  // What the village itself declared by mistake it can take back.
  await village.organizer.call(office.saveDeclaration, {
    params: { meeting, member },
    body: { ...declared, grounds: [] },
  });
  const free = await village.organizer.call(organizer.organizerMeeting, { params });
  expect(free.problems).not.toContainEqual(expect.objectContaining({ code: 'ground' }));
});

test('on one installation the village adds to what the township entered and takes nothing of it away (§4.2)', async () => {
  const { organizer: session, server } = village;
  const desks = openSession(server.address);
  const official = { role: 'township', name: '镇组织委员', password: 'another password' } as const;
  await desks.call(publicApi.signIn, { body: official });
  const { villages } = await desks.call(desk.villages);
  const params = { village: villages.find(({ organization }) => organization.includes('小河村'))?.id ?? '' };
  const personOf = async () =>
    (await desks.call(desk.village, { params })).persons.find(({ name }) => name === '丁建平');
  const member = (await membersByName(session, meeting))('丁建平');
  const declare = (grounds: readonly object[], sanction = '') =>
    session.call(office.saveDeclaration, {
      params: { meeting, member },
      body: { sitting: null, grounds: grounds as never, secretaryGrounds: [], sanction },
    });
  await declare([]);
  const { findings: _, vetting: __, ...own } = (await personOf()) ?? (undefined as never);
  const entered = { ground: 'village-tyrant' as const, evidence: '2023年核查认定' };
  await desks.call(desk.saveNominee, { params, body: { ...own, grounds: [entered], sanction: '警告至2027年1月' } });
  await declare([{ ground: 'vote-buying', evidence: '本人说明' }]);
  expect(await personOf()).toMatchObject({
    grounds: [entered, { ground: 'vote-buying', evidence: '本人说明' }],
    sanction: '警告至2027年1月',
  });
  await declare([{ ground: 'village-tyrant', evidence: '没有这回事' }]);
  expect(await personOf()).toMatchObject({ grounds: [entered], sanction: '警告至2027年1月' });
  const view = await session.call(office.correspondence, { params: { meeting } });
  expect(view.persons.find(({ name }) => name === '丁建平')?.entered).toEqual({
    grounds: ['village-tyrant'],
    secretaryGrounds: [],
    sanction: true,
  });
});

test('a list that says less than is known takes nothing away: columns and cells left empty keep what stands', async () => {
  const { township } = town;
  const id = await newVillage('中共留存村支部委员会', { termEnd: '2027-05-01', note: '山区' });
  const params = { village: id };
  const person = {
    ...SOMEBODY,
    name: '丙',
    birth: '1970-05',
    grounds: [{ ground: 'vote-buying' as const, evidence: '2024年举报' }],
    secretaryGrounds: [{ ground: 'weak-performance' as const, evidence: '连续两年末位' }],
    cleared: [{ ground: 'vote-buying' as const, note: '镇党委会' }],
    sanction: '警告',
    countyApproval: '县组〔2026〕3号',
    villageHead: true,
  };
  await township.call(desk.saveNominee, { params, body: person });
  const before = (await township.call(desk.village, { params })).persons[0];
  const give = (route: typeof desk.importNominees | typeof desk.importVillages, text: string) =>
    township.call(route, { body: { fileName: 'p.csv', content: base64(new TextEncoder().encode(text)) } });
  await give(desk.importNominees, '组织名称,姓名,拟任职务\n中共留存村支部委员会,丙,委员\n');
  expect((await township.call(desk.village, { params })).persons[0]).toEqual(before);
  await give(
    desk.importNominees,
    '组织名称,姓名,拟任职务,处分影响期未满,出生年月,学历\n中共留存村支部委员会,丙,委员,,,大专\n',
  );
  expect((await township.call(desk.village, { params })).persons[0]).toMatchObject({
    ...person,
    id: before?.id,
    education: '大专',
  });
  await give(desk.importVillages, '组织名称,上届名额\n中共留存村支部委员会,3\n');
  expect(await township.call(desk.village, { params })).toMatchObject({
    termEnd: '2027-05-01',
    note: '山区',
    seatsLastTerm: 3,
  });
});

test('a list of persons comes back as it went out and cannot clear anybody', async () => {
  const { township } = town;
  const before = await township.call(desk.vettingTable);
  const file = await township.call(desk.townshipListCsv, { params: { list: 'persons' } });
  const text = new TextDecoder().decode(file);
  expect(text).toContain('撤销党内职务');
  const answer = await township.call(desk.importNominees, { body: { fileName: 'p.csv', content: base64(file) } });
  expect(answer).toMatchObject({ imported: true, lines: [] });
  expect(await township.call(desk.vettingTable)).toEqual(before);
});

test('verdicts of the departments come back as they went out; an unknown person or department imports nothing (§4.1 step 15)', async () => {
  const { township } = town;
  const { persons } = await township.call(desk.vettingTable);
  const one = persons.find(({ name }) => name === '刘大山');
  const give = (text: string | Uint8Array) =>
    township.call(desk.importVetting, {
      body: { fileName: 'v.csv', content: base64(typeof text === 'string' ? new TextEncoder().encode(text) : text) },
    });
  const before = await township.call(desk.vettingTable);
  for (const route of [desk.townshipListCsv, desk.townshipListXlsx]) {
    expect(await give(await township.call(route, { params: { list: 'vetting' } }))).toMatchObject({
      imported: true,
      lines: [],
    });
    expect(await township.call(desk.vettingTable)).toEqual(before);
  }
  const head = `组织名称,姓名,公安,法院\n${one?.organization}`;
  expect(await give(`${head},刘大山,通过（2026-10-10）,不通过（2026-10-11，列入失信被执行人）\n`)).toMatchObject({
    rows: 2,
  });
  const after = (await township.call(desk.vettingTable)).persons.find(({ name }) => name === '刘大山')?.vetting;
  expect(after).toContainEqual({ department: '法院', verdict: 'fail', date: '2026-10-11', note: '列入失信被执行人' });
  // 纪检监察 stood before and was no column of that file.
  expect(after).toHaveLength((one?.vetting.length ?? 0) + 2);
  expect((await give(`${head},无此人,通过（2026-10-10）,\n`)).lines).toMatchObject([
    { line: 2, code: 'person-unknown' },
  ]);
  expect((await give(`${head},刘大山,不通过（2026-10-10）,\n`)).lines).toMatchObject([{ code: 'verdict-unreadable' }]);
  expect((await give('组织名称,姓名,气象局\n')).lines).toMatchObject([{ line: 1, code: 'department-unknown' }]);
});

test('conditions of the candidates come back as they went out, add what they name and take nothing away', async () => {
  const params = { meeting };
  const { organizer: session } = village;
  const persons = async () => (await session.call(office.correspondence, { params })).persons;
  const give = (file: Uint8Array) =>
    session.call(office.importConditions, { params, body: { fileName: 'c', content: base64(file) } });
  const before = await persons();
  for (const route of [paperXlsx, paperCsv]) {
    const file = await session.call(route, { params: { meeting, paper: 'conditions' } });
    expect(await give(file)).toMatchObject({ imported: true, rows: before.length, lines: [] });
    expect(await persons()).toEqual(before);
  }
  const text = (lines: string) => new TextEncoder().encode(lines);
  await give(text('姓名,处分影响期未满\n王秀英,警告至2027年3月\n'));
  const { sanction, ...rest } = (await persons()).find(({ name }) => name === '王秀英') ?? (undefined as never);
  expect(sanction).toBe('警告至2027年3月');
  expect(rest.grounds).toEqual(before.find(({ name }) => name === '王秀英')?.grounds);
  expect((await give(text('姓名\n无此人\n'))).lines).toMatchObject([{ line: 2, code: 'candidate-unknown' }]);
});
