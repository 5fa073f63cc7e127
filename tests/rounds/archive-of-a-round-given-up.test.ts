/**
 * The archive of a round that kiosks began and paper ended (UX S11; rules §4.1 step 30, §6.2): three ballots lie in the log and are never
 * opened, the count is that of the paper, and the papers of both are in the archive. Over HTTP with a real server, to `npm run verify`.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { readArchiveZip } from '../../server/archive/archive-zip.ts';
import { expectedRoundPapers } from '../../server/archive/round-papers.ts';
import * as organizer from '../../server/contract/organizer.ts';
import * as papers from '../../server/contract/papers.ts';
import { enterHall, openVoting } from '../../server/rehearsal/meeting-run.ts';
import { onPaper } from '../../server/rehearsal/paper-marks.ts';
import { issueAndCount, seatTellers } from '../../server/rehearsal/paper-run.ts';
import { type MeetingRun, settle, voteAll } from '../../server/rehearsal/stages.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { type FormsServer, startFormsServer } from '../forms/hall-of-forms.ts';
import { wholeText } from '../prints/tools.ts';
import { ballotsOf, prepareAssembly } from './small-village.ts';

const execute = promisify(execFile);
const PRESENT = 13;
const ON_KIOSKS = 3;
const ROUND = '1';
const SECOND = { name: '副组长', password: 'a long password' } as const;

const marks = (contests: readonly Contest[], count: number, ...names: readonly string[]) =>
  ballotsOf(contests, [
    { count, wishes: { 委员: { marks: Object.fromEntries(names.map((name) => [name, 'approve' as const])) } } },
  ]);
const heap = (contests: readonly Contest[]) =>
  marks(contests, PRESENT, '丁建平', '王秀英', '刘大山').map((own) =>
    contests.map((contest, at) => onPaper(contest, own[at] as (typeof own)[number])),
  );

let server: FormsServer;
let run: MeetingRun;
let folder: string;
let zip: Uint8Array;
let archived: ReadonlyMap<string, Uint8Array>;
/** By the path that it must have in the archive, as the page offered it while the round ran. */
const offered = new Map<string, Uint8Array>();

async function take(kind: string, ...formats: readonly ('pdf' | 'docx')[]): Promise<void> {
  for (const format of formats) {
    const route = format === 'pdf' ? papers.paperPdf : papers.paperDocx;
    const bytes = await run.organizer.call(route, { params: { meeting: run.meeting, paper: kind } });
    offered.set(`rounds/${ROUND}/${kind}.${format}`, bytes);
  }
}
const textOf = (path: string): string => wholeText(archived.get(path) ?? new Uint8Array()).replace(/\s/g, '');
const record = () => readRecord(archived.get('record.jsonl') ?? encodeUtf8(''));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-given-up-'));
  server = await startFormsServer();
  const { organizer: office } = server.roles;
  await office.call(organizer.addOfficial, { body: { ...SECOND, role: 'organizer' } });
  run = server.run(await prepareAssembly(office, { rules: { secretaryMode: 'indirect' } }));
  const params = { meeting: run.meeting, round: ROUND };
  const hall = await enterHall(run);
  const { drawn } = await openVoting(run, hall, ROUND, {
    present: PRESENT,
    ballots: (contests) => marks(contests, PRESENT, '赵小梅'),
    beforeOpening: () => take('empty-box', 'pdf', 'docx'),
  });
  await voteAll(run, hall.kiosks, drawn.slice(0, ON_KIOSKS), (contests) => marks(contests, ON_KIOSKS, '赵小梅'));
  await office.call(organizer.paperRound, { params, body: { reason: '停电', secondOfficial: SECOND } });
  await settle(hall.devices);
  const paper = { devices: hall.devices, tellers: await seatTellers(run) };
  const counted = await issueAndCount(run, paper, { round: ROUND, present: PRESENT, spare: 2, papers: heap });
  offered.set(`rounds/${ROUND}/ballots.pdf`, counted.reportsPdf);
  offered.set(`rounds/${ROUND}/result.pdf`, counted.resultPdf);
  offered.set(`rounds/${ROUND}/result.json`, counted.resultJson);
  await take('paper-ballots', 'pdf');
  await take('attendance-report', 'pdf');
  await take('chair-script', 'pdf', 'docx');
  zip = await office.call(papers.archiveFile, { params });
  const read = readArchiveZip(zip);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  archived = new Map(read.value.map(({ path, bytes }) => [path, bytes]));
}, 600_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.sequential('an archive of a round given up for paper after its opening', () => {
  test('holds the record of both: what was cast and never opened, and the count of the paper', () => {
    expect(entriesOf(record(), 'open')).toHaveLength(1);
    expect(entriesOf(record(), 'cast')).toHaveLength(ON_KIOSKS);
    expect(entriesOf(record(), 'paper').map(({ entry }) => entry.reason)).toEqual(['停电']);
    expect([...entriesOf(record(), 'close'), ...entriesOf(record(), 'aggregate')]).toEqual([]);
    expect(entriesOf(record(), 'paper-count')).toHaveLength(1);
  });

  test('has every paper of the round, byte by byte, those of the kiosks beside those of the paper', () => {
    const ofRound = [...archived.keys()].filter((path) => path.startsWith('rounds/')).toSorted();
    expect(ofRound).toEqual([...offered.keys()].toSorted());
    for (const path of expectedRoundPapers(record())) expect(ofRound).toContain(path);
    for (const [path, bytes] of offered) {
      const own = archived.get(path);
      expect(own !== undefined && Buffer.from(own).equals(Buffer.from(bytes)), path).toBe(true);
    }
    expect(textOf('rounds/1/empty-box.pdf')).toMatch(/已投选票0张，抽查0张，票箱为空.*投票机一.*投票机二/u);
    expect(textOf('rounds/1/ballots.pdf')).toMatch(/印制（张）实发（张）剩余（张）.*15132/u);
  });

  test('counts the paper alone: nobody whom only the kiosks’ ballots approve is elected', () => {
    const sheet = textOf('rounds/1/result.pdf');
    expect(sheet).toContain('本轮使用纸质选票');
    const { counts, elected } = JSON.parse(new TextDecoder().decode(archived.get('rounds/1/result.json'))) as {
      readonly counts: Readonly<Record<string, { readonly approve: number }>>;
      readonly elected: readonly string[];
    };
    expect(counts.赵小梅?.approve).toBe(0);
    expect(counts.丁建平?.approve).toBe(PRESENT);
    expect(elected.toSorted()).toEqual(['丁建平', '刘大山', '王秀英']);
  });

  test('is what npm run verify accepts', async () => {
    const file = join(folder, 'archive.zip');
    writeFileSync(file, zip);
    const { stdout } = await execute(
      process.execPath,
      ['--import', 'tsx', 'server/commands/verify.ts', file, '--workers', '1'],
      { cwd: join(import.meta.dirname, '..', '..') },
    );
    expect(stdout).toContain('全部通过');
  }, 600_000);
});
