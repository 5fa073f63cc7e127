/**
 * `npm run rehearsal -- --out DIR`: the sample from the set-up code to the superior's answer, headless, over HTTP against a
 * real server started for it. All roles are played, both meetings held, every ballot cast through the public API. The
 * results are compared with the sample's expected counts and verified by the verifier; any difference exits non-zero.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { RandomBytes } from '../../crypto/group.ts';
import type { Text } from '../../tally/text/text.ts';
import { archiveFile } from '../contract/papers.ts';
import { type MeetingFiles, runMeeting } from '../rehearsal/meeting-run.ts';
import { answerReport, openRoles } from '../rehearsal/officials.ts';
import { preparePlenary } from '../rehearsal/plenary.ts';
import { differences, expectedCounts, type SampleFile, sampleBallots } from '../rehearsal/sample-ballots.ts';
import { type ServerProcess, startServerProcess } from '../rehearsal/server-process.ts';
import type { MeetingRun, RoundVoters } from '../rehearsal/stages.ts';
import { createProofPool } from '../workers/proof-pool.ts';
import { outputPath, runCommand, UsageError } from './command-line.ts';

const FAILED = 1;
const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));
const say = ({ zh, en }: Text): void => void process.stdout.write(`${zh} · ${en}\n`);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the township answers: committee members are filed, secretaries approved. */
const ANSWERS = {
  committee: { decision: 'file', number: '青委〔2026〕41号', reason: '', signatory: '韩志远' },
  plenary: { decision: 'approve', number: '青委〔2026〕42号', reason: '', signatory: '韩志远' },
} as const;
type Part = keyof typeof ANSWERS;

function writeFiles(folder: string, files: MeetingFiles, answerPdf: Uint8Array, archive: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes);
  write('record.jsonl', files.record);
  write('trusted-keys.json', files.trustedKeys);
  write('result.json', files.resultJson);
  write('result.pdf', files.resultPdf);
  write('查验单.txt', new TextEncoder().encode(`${files.receipts.join('\n')}\n`));
  write('投票卡.pdf', files.cardsPdf);
  write('签到表.pdf', files.attendancePdf);
  write('发票收票情况报告单.pdf', files.cardReportsPdf);
  write('批复.pdf', answerPdf);
  write('归档.zip', archive);
}

/** The verifier in a process of its own, over the files as anybody would get them. */
function verifies(folder: string, file: string): boolean {
  const command = ['--import', 'tsx', 'server/commands/verify.ts', join(folder, file)];
  const run = spawnSync(process.execPath, [...command, '--keys', join(folder, 'trusted-keys.json')], {
    cwd: root,
    encoding: 'utf8',
  });
  if (run.status === 0) return true;
  process.stdout.write(`${run.stdout}${run.stderr}`);
  return false;
}

function judge(part: Part, folder: string, files: MeetingFiles): boolean {
  const result: unknown = JSON.parse(new TextDecoder().decode(files.resultJson));
  const differing = differences(expectedCounts()[part], result);
  for (const line of differing) say({ zh: `不符 ${part}${line}`, en: `differs ${part}${line}` });
  if (differing.length === 0)
    say({ zh: `${part}：与预期结果完全一致`, en: `${part}: equals the expected result completely` });
  const unverified = ['record.jsonl', 'result.pdf', '归档.zip'].filter((file) => !verifies(folder, file));
  for (const file of unverified) say({ zh: `核验不通过：${part}/${file}`, en: `does not verify: ${part}/${file}` });
  if (unverified.length === 0)
    say({ zh: `${part}：档案、报告单和归档包核验通过`, en: `${part}: record, sheet and archive verify` });
  return differing.length === 0 && unverified.length === 0;
}

const voters = (file: SampleFile, present: number): RoundVoters => ({
  present,
  ballots: (contests) => sampleBallots(file, contests),
});

async function rehearse(out: string, server: ServerProcess, ballotVerifier: MeetingRun['ballotVerifier']) {
  const roles = await openRoles(server, random, 'sample');
  if (roles.meeting === null) throw new Error('rehearsal: there is no sample meeting');
  const common = { base: server.address, random, ballotVerifier, say, organizer: roles.organizer, desk: roles.desk };

  const archiveOf = (meeting: string) => roles.organizer.call(archiveFile, { params: { meeting } });
  const assembly = roles.meeting;
  const committee = await runMeeting({ ...common, meeting: assembly, ...voters('ballots.committee.csv', 68) });
  const filed = await answerReport(roles, { meeting: assembly, round: '1', answer: ANSWERS.committee });
  writeFiles(join(out, 'committee'), committee, filed, await archiveOf(assembly));

  const plenaryMeeting = await preparePlenary(roles.organizer, assembly);
  say({ zh: '由结果产生的第一次全体会议', en: 'The first plenary, derived from the result' });
  const plenary = await runMeeting({ ...common, meeting: plenaryMeeting, ...voters('ballots.plenary.csv', 5) });
  const approved = await answerReport(roles, { meeting: plenaryMeeting, round: '1', answer: ANSWERS.plenary });
  writeFiles(join(out, 'plenary'), plenary, approved, await archiveOf(plenaryMeeting));
  return { committee, plenary };
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (values.out === undefined)
    throw new UsageError({ zh: '用法：npm run rehearsal -- --out DIR', en: 'Usage: npm run rehearsal -- --out DIR' });
  const out = outputPath(values.out);
  const dataDir = mkdtempSync(join(tmpdir(), 'changpiao-rehearsal-'));
  // The database may run under another user, who has to reach its folder.
  chmodSync(dataDir, 0o711);
  const pool = createProofPool();
  let server: ServerProcess | undefined;
  try {
    server = await startServerProcess(join(dataDir, 'data'));
    say({ zh: `服务器已启动 ${server.address}`, en: `server started at ${server.address}` });
    const { committee, plenary } = await rehearse(out, server, pool.verifyBallots);
    const judged = [
      judge('committee', join(out, 'committee'), committee),
      judge('plenary', join(out, 'plenary'), plenary),
    ];
    say({ zh: `已写入 ${out}`, en: `written to ${out}` });
    return judged.every(Boolean) ? 0 : FAILED;
  } catch (error) {
    process.stderr.write(`${server?.output() ?? ''}\n`);
    throw error;
  } finally {
    await server?.stop();
    await pool.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

await runCommand(main);
