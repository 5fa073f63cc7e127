/** A result goes to the superior by stick, is checked and counted there, and its signed answer comes back the same way (rules §4.1 step 27). */
import { Buffer } from 'node:buffer';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RandomBytes } from '../../crypto/group.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { createSheetKey } from '../../printables/signing/sheet-signer.ts';
import { signedArchive } from '../../server/archive/archive-index.ts';
import { readArchiveZip, writeArchiveZip } from '../../server/archive/archive-zip.ts';
import { verifyArchive } from '../../server/archive/verify-archive.ts';
import * as office from '../../server/contract/correspondence.ts';
import * as organizer from '../../server/contract/organizer.ts';
import * as papers from '../../server/contract/papers.ts';
import { trustedKeysFile } from '../../server/contract/public.ts';
import { saveTownshipSettings } from '../../server/contract/township-settings.ts';
import * as desk from '../../server/contract/villages.ts';
import { enterHall, runRound } from '../../server/rehearsal/meeting-run.ts';
import { openRoles, type Roles } from '../../server/rehearsal/officials.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { openSession } from '../../server/rehearsal/session.ts';
import { createProofPool } from '../../server/workers/proof-pool.ts';
import { parseTrustedKeys } from '../../tally/verify/trusted-keys.ts';
import { pageText, signature } from '../prints/tools.ts';
import { ballotsOf, prepareAssembly } from '../rounds/small-village.ts';

const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));

const execute = promisify(execFile);

let folder: string;
let pool: ReturnType<typeof createProofPool>;
let servers: readonly [ServerProcess, ServerProcess];
let village: Roles;
let town: Roles;
let meeting: string;
let sheet: Uint8Array;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-result-'));
  // The database may run under another user, who has to reach its folder.
  chmodSync(folder, 0o711);
  pool = createProofPool(1);
  servers = [await startServerProcess(join(folder, 'village')), await startServerProcess(join(folder, 'town'))];
  village = await openRoles(servers[0], random, 'empty');
  town = await openRoles(servers[1], random, 'empty');
  meeting = await prepareAssembly(village.organizer);
  const run = {
    base: servers[0].address,
    meeting,
    organizer: village.organizer,
    desk: village.desk,
    second: village.second,
    random,
    ballotVerifier: pool.verifyBallots,
    say: () => {},
  };
  const hall = await enterHall(run);
  const approving = (count: number, ...names: readonly string[]) => ({
    count,
    wishes: { 委员: { marks: Object.fromEntries(names.map((name) => [name, 'approve' as const])) } },
  });
  // 刘大山 and 赵小梅 are level at the third seat: a second round decides, and its sheet alone goes on the stick.
  await runRound(run, hall, {
    round: '1',
    present: 13,
    ballots: (contests) =>
      ballotsOf(contests, [
        approving(5, '丁建平', '王秀英', '刘大山'),
        approving(5, '丁建平', '王秀英', '赵小梅'),
        approving(2, '丁建平', '刘大山', '赵小梅'),
        approving(1, '王秀英', '刘大山', '赵小梅'),
      ]),
  });
  await village.organizer.call(organizer.deriveMeeting, { params: { meeting }, body: { kind: 'revote' } });
  const published = await runRound(run, hall, {
    round: '2',
    present: 13,
    ballots: (contests) => ballotsOf(contests, [approving(6, '刘大山'), approving(7, '赵小梅')]),
  });
  sheet = published.files.resultPdf;
  const settings = { offices: ['中共大河镇委员会'], holidays: [] };
  await town.township.call(saveTownshipSettings, { body: settings });
});
afterAll(async () => {
  for (const server of servers ?? []) await server.stop();
  await pool?.close();
  rmSync(folder, { recursive: true, force: true });
});

const fileOf = (bytes: Uint8Array) => ({ fileName: 'result.pdf', content: Buffer.from(bytes).toString('base64') });

test('the sheet passes every named check, its key is compared, and the summary counts whom all its rounds elect', async () => {
  const { township } = town;
  const examined = await township.call(desk.examinePaper, { body: fileOf(sheet) });
  expect(examined).toMatchObject({ ok: true, organization: '中共小河村支部委员会', signer: { standing: 'new' } });
  expect(examined.checks.map(({ name }) => name)).toContain('result-sheet');

  const altered = sheet.slice();
  const glyph = Buffer.from(sheet).indexOf('> ', Buffer.from(sheet).indexOf('] TJ') - 12) - 1;
  altered[glyph] = altered[glyph] === 0x30 ? 0x31 : 0x30;
  const refused = await township.ask(desk.receivePaper, { body: { ...fileOf(altered), signer: null } });
  expect(refused).toMatchObject({ error: { code: 'paper-refused' } });

  const params = { meeting };
  const { fingerprints } = await village.organizer.call(office.correspondence, { params });
  const key = fingerprints.find(({ title }) => title.en.includes('result sheet'))?.value ?? '';
  const received = await township.call(desk.receivePaper, { body: { ...fileOf(sheet), signer: key } });
  const at = { village: received.village };
  expect((await township.call(desk.village, { params: at })).stage).toMatchObject({ code: 'reported', via: 'usb' });

  // Nobody has entered anything about the three: they are counted, their age and sex are not guessed.
  const bare = (await township.call(desk.summary)).rows[0];
  expect(bare).toMatchObject({
    expected: 14,
    present: 13,
    recovered: 13,
    // Two of the first round, one of the second: the sheet of the second holds the record of both.
    elected: 3,
    unknown: 3,
    women: 0,
    structure: false,
  });
  const list =
    '组织名称,姓名,性别,出生年月,学历,拟任职务\n' +
    '中共小河村支部委员会,丁建平,男,1968-03,高中,委员\n' +
    '中共小河村支部委员会,王秀英,女,1985-07,大专,委员\n' +
    '中共小河村支部委员会,赵小梅,女,1994-02,本科,委员\n';
  await township.call(desk.importNominees, {
    body: { fileName: 'p.csv', content: Buffer.from(list).toString('base64') },
  });
  expect((await township.call(desk.summary)).rows[0]).toMatchObject({
    elected: 3,
    women: 2,
    young: 1,
    above55: 1,
    college: 2,
    unknown: 0,
    structure: true,
  });
  const [data] = await readExcelFile(
    Buffer.from(await township.call(desk.townshipListXlsx, { params: { list: 'summary' } })),
  );
  const [head = [], row = []] = data?.data ?? [];
  const cell = (heading: string) => row[head.indexOf(heading)];
  expect([cell('应到会'), cell('实到会'), cell('到会率%'), cell('当选'), cell('女')]).toEqual([14, 13, 92.9, 3, 2]);
  expect(pageText(await township.call(desk.summaryPdf), 1)).toContain(
    '当选3名，其中女性2名；35周岁以下1名，36至55周岁1名，56周岁以上1名；大专以上2名',
  );
});

const FORMATS = ['xlsx', 'csv'] as const;

test('lists that the record writes are compared when they come back, and never written over (rules §4.1 step 30)', async () => {
  const { organizer: chair } = village;
  const params = { meeting };
  const files = { xlsx: papers.paperXlsx, csv: papers.paperCsv };
  const listed = (await chair.call(papers.meetingPapers, { params })).papers.filter(({ compared }) => compared);
  expect(listed.map(({ kind, ready }) => [kind, ready])).toEqual([
    // Nobody was helped: the list stands in server/papers/papers.test.ts.
    ['assistance-list', false],
    ['attendance', true],
    ['motions', true],
    ['results', true],
  ]);
  for (const { kind } of listed.filter(({ ready }) => ready)) {
    const at = { params: { ...params, paper: kind } };
    for (const format of FORMATS) {
      const answer = await chair.call(papers.comparePaper, {
        ...at,
        body: fileOf(await chair.call(files[format], at)),
      });
      expect(answer, `${kind} ${format}`).toMatchObject({ agrees: true, lines: [], more: 0 });
      expect(answer.rows, kind).toBeGreaterThan(0);
    }
  }
  const results = { params: { ...params, paper: 'results' } };
  const before = new TextDecoder().decode(await chair.call(papers.paperCsv, results));
  const stood = await chair.call(organizer.organizerMeeting, { params });
  const edited = before.replace(/^(1,委员,[^,]*,王秀英,,)\d+/m, '$19');
  expect(edited).not.toBe(before);
  expect(await chair.call(papers.comparePaper, { ...results, body: fileOf(Buffer.from(edited)) })).toMatchObject({
    agrees: false,
    lines: [{ line: expect.any(Number), zh: '“赞成”：文件中是 9，系统记录是 11。' }],
  });
  expect(new TextDecoder().decode(await chair.call(papers.paperCsv, results))).toBe(before);
  expect(await chair.call(organizer.organizerMeeting, { params })).toEqual(stood);

  const summary = { params: { list: 'summary' } };
  const tables = { xlsx: desk.townshipListXlsx, csv: desk.townshipListCsv };
  for (const format of FORMATS) {
    const body = fileOf(await town.township.call(tables[format], summary));
    expect(await town.township.call(desk.compareTownshipList, { ...summary, body }), format).toEqual({
      ...{ agrees: true, rows: 2, lines: [], more: 0 },
    });
    expect(await town.township.ask(desk.compareTownshipList, { params: { list: 'persons' }, body })).toMatchObject({
      error: { code: 'not-found' },
    });
  }
  const empty = { ...summary, body: fileOf(Uint8Array.of(0x50, 0x4b, 1, 2)) };
  expect(await town.township.ask(desk.compareTownshipList, empty)).toMatchObject({
    error: { code: 'file-unreadable' },
  });
});

test('the signed answer comes back, closes the meeting once, and no other meeting takes it', async () => {
  const { township } = town;
  const [row] = (await township.call(desk.villages)).villages;
  const view = await township.call(desk.village, { params: { village: row?.id ?? '' } });
  const paper = { paper: view.papers[0]?.id ?? '' };
  const text = { number: '大委〔2026〕30号', reason: '', signatory: '李书记' };
  expect(await township.ask(desk.answerPaper, { params: paper, body: { ...text, decision: 'approve' } })).toMatchObject(
    {
      error: { code: 'answer-decision-mismatch' },
    },
  );
  await township.call(desk.answerPaper, { params: paper, body: { ...text, decision: 'file' } });
  const answer = await township.call(desk.paperAnswerFile, { params: paper });
  expect(signature(answer)).toContain('Signature is Valid');
  expect(pageText(answer, 1)).toContain('大委〔2026〕30号');

  const params = { meeting };
  const other = await prepareAssembly(village.organizer);
  const elsewhere = await village.organizer.call(office.examineAnswer, {
    params: { meeting: other },
    body: fileOf(answer),
  });
  expect(elsewhere.checks.find(({ name }) => name === 'belongs')?.ok).toBe(false);

  const examined = await village.organizer.call(office.examineAnswer, { params, body: fileOf(answer) });
  expect(examined.checks.map(({ name, ok }) => [name, ok])).toEqual([
    ['signature', true],
    ['pages', true],
    ['belongs', true],
  ]);
  const body = { ...fileOf(answer), signer: examined.signer?.fingerprint ?? '' };
  // Not before the village itself has reported.
  expect(await village.organizer.ask(office.receiveAnswer, { params, body })).toMatchObject({
    error: { code: 'wrong-phase' },
  });
  await village.organizer.call(organizer.reportRound, { params: { meeting, round: '2' }, body: {} });
  await village.organizer.call(office.receiveAnswer, { params, body });
  const state = await village.organizer.call(organizer.organizerMeeting, { params });
  expect(state).toMatchObject({ phase: 'answered', answer: { decision: 'file', number: '大委〔2026〕30号' } });
  expect(await village.organizer.ask(office.receiveAnswer, { params, body })).toMatchObject({
    error: { code: 'answered-already' },
  });
});

test('the office archives vetting, summary and what the village signed, and npm run verify accepts it (rules §4.1 step 30)', async () => {
  const zip = await town.township.call(desk.officeArchive);
  const file = join(folder, 'office.zip');
  writeFileSync(file, zip);
  // Any other status than 0 is an error.
  const { stdout } = await execute(
    process.execPath,
    ['--import', 'tsx', 'server/commands/verify.ts', file, '--workers', '1'],
    { cwd: join(import.meta.dirname, '..', '..') },
  );
  expect(stdout).toContain('1 份计票结果报告单和所附选举档案全部核验通过');
  const walked = readArchiveZip(zip);
  const files = walked.ok ? walked.value : [];
  const at = 'villages/1-中共小河村支部委员会';
  expect(files.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      '归档目录.pdf',
      'papers/资格联审表.pdf',
      'papers/换届情况汇总.pdf',
      'lists/资格联审表.xlsx',
      'lists/换届情况汇总.csv',
      `${at}/工作台账.pdf`,
      `${at}/1-来文/第2轮结果.pdf`,
      `${at}/1-来文/批复.pdf`,
    ]),
  );
  expect(files.find(({ path }) => path.endsWith('结果.pdf'))?.bytes).toEqual(sheet);
});

test('an archive whose papers were changed is refused, file by file, whoever signs its index again', async () => {
  const walked = readArchiveZip(await town.township.call(desk.officeArchive));
  const files = (walked.ok ? walked.value : []).filter(({ path }) => !path.startsWith('index.json'));
  const key = await createSheetKey({
    organization: '中共大河镇委员会',
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2036-01-01T00:00:00Z'),
  });
  const about = { organization: '中共大河镇委员会', title: '换届档案', date: '2026-12-01' };
  const faultsOf = async (change: (path: string, bytes: Uint8Array) => Uint8Array | null, options = {}) => {
    const kept = files.flatMap(({ path, bytes }) => {
      const changed = change(path, bytes);
      return changed === null ? [] : [{ path, bytes: changed, title: path }];
    });
    const signed = writeArchiveZip(signedArchive(about, kept, key));
    const { ok, faults, office: found } = await verifyArchive(signed, { random, fonts: installedFonts(), ...options });
    return { ok, codes: faults.map(({ code, path }) => [code, path?.split('/').at(-1) ?? null]), found };
  };
  const whole = await faultsOf((_, bytes) => bytes);
  // Who signed it is for people to compare: the answer in it is another key's.
  expect(whole).toMatchObject({ ok: true, codes: [], found: { sheets: 1 } });
  expect(whole.found?.answeredBy).toHaveLength(1);
  expect(whole.found?.answeredBy[0]).not.toEqual(whole.found?.signedBy);

  const bent = (bytes: Uint8Array): Uint8Array => {
    const changed = bytes.slice();
    const glyph = Buffer.from(bytes).indexOf('> ', Buffer.from(bytes).indexOf('] TJ') - 12) - 1;
    changed[glyph] = changed[glyph] === 0x30 ? 0x31 : 0x30;
    return changed;
  };
  const broken = await faultsOf((path, bytes) => (path.endsWith('结果.pdf') ? bent(bytes) : bytes));
  expect(broken).toMatchObject({ ok: false, found: { sheets: 0 } });
  expect(broken.codes).toContainEqual(['sheet-invalid', '第2轮结果.pdf']);
  const forged = await faultsOf((path, bytes) => (path.endsWith('批复.pdf') ? bent(bytes) : bytes));
  expect(forged.codes).toContainEqual(['answer-invalid', '批复.pdf']);
  // An answer without what it answers says nothing.
  const alone = await faultsOf((path, bytes) => (path.endsWith('结果.pdf') ? null : bytes));
  expect(alone.codes).toEqual([['answer-of-another-result', '批复.pdf']]);
  const { trustedKeys } = await keysOfVillage();
  expect((await faultsOf((_, bytes) => bytes, { trustedKeys })).codes).toEqual([['keys-of-a-meeting', null]]);
});

async function keysOfVillage() {
  const bytes = await openSession(servers[0].address).call(trustedKeysFile, { params: { meeting } });
  const trustedKeys = parseTrustedKeys(new TextDecoder().decode(bytes));
  if (!trustedKeys.ok) throw new Error('no keys of the village');
  return { trustedKeys: trustedKeys.value };
}
