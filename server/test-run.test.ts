/** 演练 beside the meeting it tries (specification §3.9, UX 6.34): what one has, the other refuses; what is wiped is gone, and nothing else. */
import { execFileSync } from 'node:child_process';
import { getTableName, sql } from 'drizzle-orm';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeBase64url } from '../crypto/encoding/base64url.ts';
import { encodeUtf8 } from '../crypto/encoding/bytes.ts';
import { openSignedPaper } from '../printables/signed/open-signed-paper.ts';
import { provesWiping } from '../printables/signed/open-wiping-proof.ts';
import { verifySignedPdf } from '../printables/signed/verify-signed-pdf.ts';
import { blankMarks } from '../tally/marks/ballot-marks.ts';
import { entryHash } from '../tally/record/entry.ts';
import { readRecord } from '../tally/record/reader.ts';
import type { Card } from '../tally/roles/card-station.ts';
import { readVoterCard } from '../tally/roles/voter.ts';
import { verifyRecord } from '../tally/verify/verify-record.ts';
import { readArchiveZip } from './archive/archive-zip.ts';
import * as correspondence from './contract/correspondence.ts';
import * as kiosk from './contract/kiosk.ts';
import * as organizer from './contract/organizer.ts';
import * as papers from './contract/papers.ts';
import * as publicRoutes from './contract/public.ts';
import * as scrutineer from './contract/scrutineer.ts';
import { startTestRun, wipedTestRuns, wipeTestRun, wipingProofFile } from './contract/test-runs.ts';
import { meetingLedger } from './contract/work-ledger.ts';
import { enterHall, type PublishedRound, runRound } from './rehearsal/meeting-run.ts';
import { openAt, type SampleElection, sealAt } from './rehearsal/sample-election.ts';
import { openSession } from './rehearsal/session.ts';
import type { MeetingRun } from './rehearsal/stages.ts';
import { random, serveHall } from './scratch-election.ts';
import { examineIncoming } from './services/paper-exchange.ts';
import { type Dump, dumpDatabase } from './store/scratch-dump.ts';
import { HELD_OF_A_MEETING } from './store/test-run.ts';
import { createProofPool } from './workers/proof-pool.ts';

const SECOND = { name: '第二名组织者', password: 'another long password' };

let served: Awaited<ReturnType<typeof serveHall>>;
let real: SampleElection;
let drill: { readonly id: string; readonly run: MeetingRun; readonly published: PublishedRound };
/** What the database held beside the test run before it began, and once it was wiped. */
let before: Dump;
let after: Dump;
let wiping: { readonly withoutSecond: string; readonly alone: string; readonly ofReal: string; readonly proof: string };
const refused: Record<string, string> = {};
const late: string[] = [];
const prints = { pdf: new Map<string, Uint8Array>(), docx: new Map<string, Uint8Array>() };

/** The text of each page, as poppler reads it, without white space. */
const pagesOf = (pdf: Uint8Array): readonly string[] =>
  execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, maxBuffer: 64 * 1024 * 1024 })
    .toString('utf8')
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s/g, ''));

const codeOf = (answer: { readonly ok: boolean; readonly error?: { readonly code: string } }): string =>
  answer.ok ? 'accepted' : (answer.error?.code ?? '');

async function holdTestRun(run: MeetingRun): Promise<void> {
  const { organizer: office } = run;
  const params = { meeting: run.meeting };
  await office.call(organizer.addOfficial, { body: { ...SECOND, role: 'organizer' } });
  before = await dumpDatabase(served.hall.db);
  const { id } = await office.call(startTestRun, { params, body: {} });
  refused.again = codeOf(await office.ask(startTestRun, { params: { meeting: id }, body: {} }));
  const own: MeetingRun = { ...run, meeting: id };
  const state = await office.call(organizer.organizerMeeting, { params: { meeting: id } });
  // The name cannot be taken away.
  await office.call(organizer.saveDraft, { params: { meeting: id }, body: { ...state.draft, title: '换届大会' } });
  const hall = await enterHall(own);
  const published = await runRound(own, hall, {
    round: '1',
    present: 60,
    beforeOpening: async () => {
      const sheet = { params: { meeting: id, paper: 'empty-box' } };
      prints.pdf.set('empty box', await office.call(papers.paperPdf, sheet));
    },
    ballots: (contests) => Array.from({ length: 60 }, () => blankMarks(contests)),
  });
  drill = { id, run: own, published };
  await keepPrints(own);
  const atRound = { meeting: id, round: '1' };
  refused.report = codeOf(await office.ask(organizer.reportRound, { params: atRound, body: {} }));
  const at = { meeting: id };
  refused.request = codeOf(await office.ask(correspondence.makeRequest, { params: at, body: { kind: 'assembly' } }));
  refused.ledger = codeOf(await office.ask(meetingLedger.view, { params: at }));

  const wipe = (meeting: string, secondOfficial: typeof SECOND) =>
    office.ask(wipeTestRun, { params: { meeting }, body: { secondOfficial } });
  const withoutSecond = codeOf(await wipe(id, { ...SECOND, password: 'wrong' }));
  const alone = codeOf(await wipe(id, { name: '组织者', password: 'a long password' }));
  const ofReal = codeOf(await wipe(run.meeting, SECOND));
  const wiped = await office.call(wipeTestRun, { params: { meeting: id }, body: { secondOfficial: SECOND } });
  wiping = { withoutSecond, alone, ofReal, proof: wiped.proof };
  await knockLate(own);
  after = await dumpDatabase(served.hall.db);
}

/** Every file the server hands out of the meeting, by a name to find it again. */
async function keepPrints({ meeting, organizer: office }: MeetingRun): Promise<void> {
  const params = { meeting };
  const { papers: offered } = await office.call(papers.meetingPapers, { params });
  for (const { kind, files, ready } of offered) {
    if (!ready) continue;
    const formats = files.map(({ format }) => format);
    const at = { params: { meeting, paper: kind } };
    if (formats.includes('pdf')) prints.pdf.set(kind, await office.call(papers.paperPdf, at));
    if (formats.includes('docx')) prints.docx.set(kind, await office.call(papers.paperDocx, at));
  }
  const archived = readArchiveZip(await office.call(papers.archiveFile, { params }));
  for (const { path, bytes } of archived.ok ? archived.value : []) {
    if (path.endsWith('.pdf')) prints.pdf.set(`archive: ${path}`, bytes);
    if (path.endsWith('.docx')) prints.docx.set(`archive: ${path}`, bytes);
  }
  const { files } = drill.published;
  prints.pdf.set('cards', files.cardsPdf);
  prints.pdf.set('result sheet', files.resultPdf);
  prints.pdf.set('card reports', files.cardReportsPdf);
  prints.pdf.set('attendance', files.attendancePdf);
}

/** An official whose page still shows the meeting, and anybody with its address. */
async function knockLate({ meeting, organizer: office, base }: MeetingRun): Promise<void> {
  const params = { meeting, round: '1' };
  const handCounts = { received: 60, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 };
  const anybody = openSession(base);
  late.push(
    codeOf(await office.ask(organizer.closeRound, { params, body: { handCounts } })),
    codeOf(await office.ask(organizer.sealMeeting, { params: { meeting }, body: {} })),
    codeOf(await office.ask(organizer.addMachine, { params: { meeting }, body: { role: 'kiosk', name: '迟到' } })),
    codeOf(await anybody.ask(publicRoutes.publicMeeting, { params: { meeting } })),
    codeOf(await anybody.ask(publicRoutes.recordFile, { params: { meeting } })),
    codeOf(await anybody.ask(publicRoutes.cardReportsFile, { params })),
  );
}

beforeAll(async () => {
  served = await serveHall();
  const sealed = await sealAt(served.base, served.hall.app.setUpCode, { beforeSealing: holdTestRun });
  real = await openAt(sealed);
}, 600_000);
afterAll(() => served.close());

const testCard = (): Card => drill.published.drawn[0] as Card;
const fileOfDrill = () => readRecord(drill.published.files.record);

test('the record of a test run verifies and says of itself what it is', async () => {
  const report = await verifyRecord(drill.published.files.record, { random });
  expect(report.findings).toEqual([]);
  expect(report).toMatchObject({ ok: true, testRun: true });
  const [first] = fileOfDrill().leaves;
  expect(first).toMatchObject({ entry: { type: 'meeting', testRun: true, title: '【演练】换届大会' } });
});

test('a test run is a copy of its own: no test run of it, no report, no request, no ledger', () => {
  expect(refused).toEqual({ again: 'test-run', report: 'test-run', request: 'test-run', ledger: 'test-run' });
});

test('a meeting that is sealed has no test run any more', async () => {
  const params = { meeting: real.meeting };
  expect(codeOf(await real.run.organizer.ask(startTestRun, { params, body: {} }))).toBe('sealed-already');
});

test('wiping needs a second official, and a test run', () => {
  expect(wiping).toMatchObject({
    withoutSecond: 'second-official-needed',
    alone: 'second-official-needed',
    ofReal: 'no-test-run',
  });
});

test('wiping leaves nothing of the test run and changes nothing else, table by table', () => {
  const left = [...after].flatMap(([table, rows]) => rows.filter((row) => row.includes(drill.id)).map(() => table));
  expect(left).toEqual(['wiped_test_run']);
  for (const [table, rows] of after) if (table !== 'wiped_test_run') expect(rows, table).toEqual(before.get(table));
});

test('who comes after the wiping is refused, and leaves no trace', () => {
  expect(late).toHaveLength(6);
  expect(late).not.toContain('accepted');
});

test('no table that knows a meeting is left out of the wiping', async () => {
  const rows = (await served.hall.db.execute(
    sql`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'meeting'`,
  )) as unknown as readonly { readonly name: string }[];
  expect(rows.length).toBeGreaterThan(20);
  const wipedTables = HELD_OF_A_MEETING.map(({ table }) => getTableName(table));
  expect(rows.map(({ name }) => name).filter((name) => !wipedTables.includes(name))).toEqual([]);
});

test('every print of a test run says on every page that it is a sample (UX 6.34)', () => {
  expect(prints.pdf.size).toBeGreaterThan(8);
  for (const some of [prints.pdf, prints.docx])
    expect([...some.keys()].filter((name) => name.startsWith('archive: ')).length).toBeGreaterThan(5);
  expect(prints.pdf.has('empty box')).toBe(true);
  for (const [name, pdf] of prints.pdf) {
    const pages = pagesOf(pdf);
    expect(pages.length, name).toBeGreaterThan(0);
    for (const [at, page] of pages.entries()) expect(page, `${name}, page ${at + 1}`).toContain('样票');
  }
  expect(prints.docx.size).toBeGreaterThan(3);
  for (const [name, docx] of prints.docx) {
    const parts = Object.entries(unzipSync(docx)).filter(([path]) => /^word\/header\d*\.xml$/.test(path));
    expect(parts.length, name).toBeGreaterThan(0);
    for (const [path, part] of parts) expect(strFromU8(part), `${name} ${path}`).toContain('样票');
  }
});

test('the proof of zero is signed and lists what every table held, and 0', async () => {
  const office = real.run.organizer;
  const { wiped } = await office.call(wipedTestRuns);
  expect(wiped).toMatchObject([{ id: drill.id, title: '【演练】换届大会', proof: wiping.proof }]);
  const pdf = await office.call(wipingProofFile, { params: { meeting: drill.id } });
  expect(verifySignedPdf(pdf, null).faults).toEqual([]);
  const opened = openSignedPaper(pdf, 'wiping-proof.json');
  // A scrutineer's device has no session any more: it checks the file against the key in the record it cosigned.
  const anybodys = await openSession(real.run.base).call(wipingProofFile, { params: { meeting: drill.id } });
  expect(anybodys).toEqual(pdf);
  const [first] = fileOfDrill().leaves;
  if (first?.kind !== 'entry' || first.entry.type !== 'meeting') throw new Error('no meeting');
  const sheetKey = decodeBase64url(first.entry.keys.sheet);
  expect(provesWiping(anybodys, { meeting: drill.id, sheetKey })).toBe(true);
  expect(provesWiping(anybodys, { meeting: real.meeting, sheetKey })).toBe(false);
  const data = (opened.ok ? opened.value.data : null) as {
    readonly size: number;
    readonly officials: readonly string[];
    readonly held: readonly { readonly title: string; readonly before: number; readonly after: number }[];
  };
  expect(data.officials).toEqual(['组织者', SECOND.name]);
  expect(data.size).toBeGreaterThan(60);
  const held = new Map(data.held.map((one) => [one.title, one]));
  expect(held.get('会议')).toMatchObject({ before: 1, after: 0 });
  expect(held.get('投票卡')?.before).toBeGreaterThan(60);
  expect(held.get('待签文件上的签名')?.before).toBeGreaterThan(0);
  expect(data.held.filter(({ after: rest }) => rest !== 0)).toEqual([]);
});

test('a card of a test run starts no session in the real meeting, and a real one none in a test run', async () => {
  const { kiosk: machine } = real;
  const { meetingEntry } = await machine.call(kiosk.kioskState);
  if (meetingEntry === null) throw new Error('no meeting');
  const hash = new Uint8Array(entryHash(meetingEntry));
  const card = testCard();
  for (const shown of [card.text, card.qr])
    expect(readVoterCard(shown, hash, 1)).toEqual({ ok: false, error: 'test-run-card' });
  expect(readVoterCard((real.drawn[0] as Card).text, hash, 1, true)).toEqual({ ok: false, error: 'real-card' });
  // Even read as if it were real, by its T in either meeting.
  const forced = readVoterCard(card.text, hash, 1, true);
  for (const T of [card.T, forced.ok ? forced.value.listed : ''])
    expect(await machine.call(kiosk.askToken, { body: { T } })).toMatchObject({ state: 'unknown' });
});

test('the real meeting takes no ballot, no entry and no signature of a test run', async () => {
  const { kiosk: machine, devices, meeting } = real;
  const cast = fileOfDrill().leaves.flatMap((leaf) =>
    leaf.kind === 'entry' && leaf.entry.type === 'cast' ? [leaf.entry] : [],
  )[0];
  if (cast === undefined) throw new Error('no ballot was cast');
  const { ballot, R, s } = cast;
  expect(codeOf(await machine.ask(kiosk.submitPending, { body: { ballot, R, s } }))).not.toBe('accepted');
  const entries = fileOfDrill().leaves.flatMap((leaf) => (leaf.kind === 'entry' ? [leaf.entry] : []));
  for (const type of ['key-commit', 'key-reveal', 'key-confirm', 'partial-decryption', 'attestation']) {
    const entry = entries.find((one) => one.type === type);
    if (entry === undefined) throw new Error(`the record has no ${type}`);
    const answer = await devices[0]?.session.ask(scrutineer.submitEntry, {
      params: { meeting, index: '1' },
      body: { entry: { ...entry } },
    });
    expect(codeOf(answer ?? { ok: true }), type).not.toBe('accepted');
  }
});

test('no line of a test run stands in a record of the real meeting: both would have to be the same meeting', async () => {
  const file = await real.run.organizer.call(publicRoutes.recordFile, { params: { meeting: real.meeting } });
  const text = Buffer.from(file).toString('utf8').trimEnd().split('\n');
  const typeOf = (line: string): string => (JSON.parse(line) as { readonly type: string }).type;
  const own = Buffer.from(drill.published.files.record).toString('utf8').trimEnd().split('\n');
  const types = [...new Set(text.map(typeOf))].filter((type) => own.some((line) => typeOf(line) === type));
  expect(types).toEqual(expect.arrayContaining(['meeting', 'key-reveal', 'tokens', 'round', 'open', 'checkpoint']));
  for (const type of types) {
    const at = text.findIndex((line) => typeOf(line) === type);
    const foreign = own.find((line) => typeOf(line) === type) ?? '';
    const mixed = encodeUtf8(`${text.toSpliced(at, 1, foreign).join('\n')}\n`);
    expect((await verifyRecord(mixed, { random, through: 'open' })).ok, type).toBe(false);
  }
});

test('an office refuses the sheet of a test run by name, however sound it is', async () => {
  const pool = createProofPool(1);
  const examined = await examineIncoming({ db: served.hall.db, pool, random }, drill.published.files.resultPdf);
  await pool.close();
  const failing = examined?.examination.checks.filter(({ ok }) => !ok).map(({ name }) => name);
  expect(failing).toContain('no-test-run');
  expect(failing).not.toContain('result-sheet');
  expect(examined?.examination.ok).toBe(false);
});

test('a test run that was never sealed, of a draft without a name, is wiped as well', async () => {
  const office = real.run.organizer;
  const { id } = await office.call(organizer.createMeeting, { body: { start: 'empty' } });
  const { id: tried } = await office.call(startTestRun, { params: { meeting: id }, body: {} });
  await office.call(wipeTestRun, { params: { meeting: tried }, body: { secondOfficial: SECOND } });
  const pdf = await office.call(wipingProofFile, { params: { meeting: tried } });
  expect(verifySignedPdf(pdf, null).faults).toEqual([]);
  const left = [...(await dumpDatabase(served.hall.db))].flatMap(([table, rows]) =>
    rows.filter((row) => row.includes(tried)).map(() => table),
  );
  expect(left).toEqual(['wiped_test_run']);
});
