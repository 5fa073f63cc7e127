/**
 * `npm run rehearsal -- --out DIR`: the sample from the set-up code to the superior's answer, headless, over HTTP against a
 * real server started for it. All roles are played, both meetings held, every ballot cast through the public API. The
 * results are compared with the sample's expected counts and verified by the verifier; any difference exits non-zero.
 * With `--scenario NAME` (or `all`) the worked meetings of the rules instead, by the same roles and the same comparison; with
 * `--paper` everything on paper: two tellers, the chief scrutineer, the same result.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RandomBytes } from '../../crypto/group.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import type { Contest } from '../../tally/record/contest.ts';
import type { Text } from '../../tally/text/text.ts';
import { archiveFile } from '../contract/papers.ts';
import { verifies, writeFile, writePaperRound, writeRound } from '../rehearsal/meeting-folder.ts';
import { type MeetingFiles, runMeeting } from '../rehearsal/meeting-run.ts';
import { answerReport, openRoles } from '../rehearsal/officials.ts';
import { onPaper } from '../rehearsal/paper-marks.ts';
import { enterPaperHall, type PaperFiles, runPaperRound } from '../rehearsal/paper-run.ts';
import { preparePlenary, SAMPLE_PLENARY } from '../rehearsal/plenary.ts';
import { type HeldMeeting, onKiosks, onPaperOnly, runScenario } from '../rehearsal/run-scenario.ts';
import { differences, expectedCounts, type SampleFile, sampleBallots } from '../rehearsal/sample-ballots.ts';
import { SCENARIOS } from '../rehearsal/scenarios/all-scenarios.ts';
import type { Scenario } from '../rehearsal/scenarios/scenario.ts';
import { type ServerProcess, startServerProcess } from '../rehearsal/server-process.ts';
import type { MeetingRun, RoundVoters } from '../rehearsal/stages.ts';
import { createProofPool } from '../workers/proof-pool.ts';
import { outputPath, runCommand, UsageError } from './command-line.ts';

const FAILED = 1;
const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));
const say = ({ zh, en }: Text): void => void process.stdout.write(`${zh} · ${en}\n`);

/** What the township answers: committee members are filed, secretaries approved. */
const ANSWERS = {
  committee: { decision: 'file', number: '青委〔2026〕41号', reason: '', signatory: '韩志远' },
  plenary: { decision: 'approve', number: '青委〔2026〕42号', reason: '', signatory: '韩志远' },
} as const;
type Part = keyof typeof ANSWERS;

function writeFiles(folder: string, files: MeetingFiles, answerPdf: Uint8Array, archive: Uint8Array): void {
  writeRound(folder, files);
  writeFile(join(folder, '批复.pdf'), answerPdf);
  writeFile(join(folder, '归档.zip'), archive);
}

async function judge(part: Part, folder: string, files: MeetingFiles): Promise<boolean> {
  const result: unknown = JSON.parse(new TextDecoder().decode(files.resultJson));
  const differing = differences(expectedCounts()[part], result).map((line) => part + line);
  return report(part, differing, await unverified(folder, ['record.jsonl', 'result.pdf', '归档.zip']));
}

/** Files of a folder that the verifier refuses. */
async function unverified(folder: string, files: readonly string[], keysIn = folder): Promise<readonly string[]> {
  const keys = join(keysIn, 'trusted-keys.json');
  const held = await Promise.all(files.map((file) => verifies(join(folder, file), keys)));
  return files.filter((_, at) => held[at] === false);
}

function report(part: string, differing: readonly string[], refused: readonly string[]): boolean {
  for (const line of differing) say({ zh: `不符 ${line}`, en: `differs ${line}` });
  if (differing.length === 0)
    say({ zh: `${part}：与预期结果完全一致`, en: `${part}: equals the expected result completely` });
  for (const file of refused) say({ zh: `核验不通过：${part}/${file}`, en: `does not verify: ${part}/${file}` });
  if (refused.length === 0)
    say({ zh: `${part}：档案、报告单和归档包核验通过`, en: `${part}: record, sheet and archive verify` });
  return differing.length === 0 && refused.length === 0;
}

const voters = (file: SampleFile, present: number): RoundVoters => ({
  present,
  ballots: (contests) => sampleBallots(file, contests),
});

/** The officials of the sample, its assembly, and what every one of its meetings is run with. */
async function openSample(server: ServerProcess, ballotVerifier: MeetingRun['ballotVerifier']) {
  const roles = await openRoles(server, random, 'sample');
  const { meeting, organizer: office, desk, second } = roles;
  if (meeting === null) throw new Error('rehearsal: there is no sample meeting');
  const common = { base: server.address, random, ballotVerifier, say, organizer: office, desk, second };
  return { roles, meeting, common };
}

async function rehearse(out: string, server: ServerProcess, ballotVerifier: MeetingRun['ballotVerifier']) {
  const { roles, meeting: assembly, common } = await openSample(server, ballotVerifier);

  const archiveOf = (meeting: string) => roles.organizer.call(archiveFile, { params: { meeting } });
  const committee = await runMeeting({ ...common, meeting: assembly, ...voters('ballots.committee.csv', 68) });
  const filed = await answerReport(roles, { meeting: assembly, round: '1', answer: ANSWERS.committee });
  writeFiles(join(out, 'committee'), committee, filed, await archiveOf(assembly));

  const plenaryMeeting = await preparePlenary(roles.organizer, assembly, SAMPLE_PLENARY);
  say({ zh: '由结果产生的第一次全体会议', en: 'The first plenary, derived from the result' });
  const plenary = await runMeeting({ ...common, meeting: plenaryMeeting, ...voters('ballots.plenary.csv', 5) });
  const approved = await answerReport(roles, { meeting: plenaryMeeting, round: '1', answer: ANSWERS.plenary });
  writeFiles(join(out, 'plenary'), plenary, approved, await archiveOf(plenaryMeeting));
  return { committee, plenary };
}

/** The same ballots on paper: the counts and who is elected must be those that the kiosks give. */
async function rehearseSampleOnPaper(out: string, server: ServerProcess, ballotVerifier: MeetingRun['ballotVerifier']) {
  const { roles, meeting: assembly, common } = await openSample(server, ballotVerifier);
  const judged: boolean[] = [];
  const hold = async (part: Part, meeting: string, file: SampleFile, present: number, spare: number) => {
    const run = { ...common, meeting };
    const heap = { present, spare, papers: (contests: readonly Contest[]) => papersOf(file, contests) };
    const files = await runPaperRound(run, await enterPaperHall(run), { ...heap, round: '1' });
    const folder = join(out, part);
    writePaperRound(folder, files);
    writeFile(join(folder, '批复.pdf'), await answerReport(roles, { meeting, round: '1', answer: ANSWERS[part] }));
    const result: unknown = JSON.parse(new TextDecoder().decode(files.resultJson));
    const differing = differences(paperExpectation(part), result).map((line) => part + line);
    judged.push(report(part, differing, await unverified(folder, ['record.jsonl', 'result.pdf'])));
  };
  await hold('committee', assembly, 'ballots.committee.csv', 68, 12);
  const plenary = await preparePlenary(roles.organizer, assembly, SAMPLE_PLENARY);
  await hold('plenary', plenary, 'ballots.plenary.csv', 5, 2);
  return judged.every(Boolean);
}

const papersOf = (file: SampleFile, contests: readonly Contest[]) =>
  sampleBallots(file, contests).map((lists) =>
    contests.map((contest, at) => onPaper(contest, lists[at] as ContestMarks)),
  );

/** No card is handed back on paper, and each post of the plenary has ballots of its own: hall numbers that differ are left out. */
function paperExpectation(part: Part): Readonly<Record<string, unknown>> {
  const { returnedUnused: _, issued, recovered, valid, cardsPrinted, counts, ...rest } = expectedCounts()[part];
  const rows = Object.entries(counts as Readonly<Record<string, object>>);
  return {
    ...rest,
    ...(part === 'committee' ? { issued, recovered, valid, cardsPrinted } : {}),
    counts: Object.fromEntries(rows.map(([name, row]) => [name, { ...row, unreadable: 0 }])),
  };
}

async function rehearseSample(
  out: string,
  server: ServerProcess,
  ballotVerifier: MeetingRun['ballotVerifier'],
  isOnPaper: boolean,
) {
  if (isOnPaper) return rehearseSampleOnPaper(out, server, ballotVerifier);
  const { committee, plenary } = await rehearse(out, server, ballotVerifier);
  const judged = [
    await judge('committee', join(out, 'committee'), committee),
    await judge('plenary', join(out, 'plenary'), plenary),
  ];
  return judged.every(Boolean);
}

/** Everything that one meeting of a scenario leaves; gives what of it the verifier refuses. */
async function writeMeeting(
  folder: string,
  { rounds, answerPdf, archive }: HeldMeeting<MeetingFiles | PaperFiles>,
): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const [at, files] of rounds.entries()) {
    const round = `round-${at + 1}`;
    if ('cardsPdf' in files) writeRound(join(folder, round), files);
    else writePaperRound(join(folder, round), files);
    const refusedHere = await unverified(join(folder, round), ['record.jsonl', 'result.pdf']);
    refused.push(...refusedHere.map((file) => `${round}/${file}`));
  }
  writeFile(join(folder, '批复.pdf'), answerPdf);
  writeFile(join(folder, '归档.zip'), archive);
  return [...refused, ...(await unverified(folder, ['归档.zip'], join(folder, 'round-1')))];
}

async function rehearseScenarios(
  scenarios: readonly Scenario[],
  out: string,
  server: ServerProcess,
  ballotVerifier: MeetingRun['ballotVerifier'],
  isOnPaper: boolean,
): Promise<boolean> {
  const roles = await openRoles(server, random, 'empty');
  const judged: boolean[] = [];
  for (const scenario of scenarios) {
    const { name } = scenario;
    const folder = join(out, name);
    say({ zh: `── ${name} ${scenario.draft.title}`, en: `scenario ${name}` });
    const common = { base: server.address, random, ballotVerifier, say };
    const held = isOnPaper
      ? await runScenario(scenario, roles, common, onPaperOnly)
      : await runScenario(scenario, roles, common, onKiosks);
    const refused = [...(await writeMeeting(folder, held))];
    if (held.plenary !== null) {
      const refusedThere = await writeMeeting(join(folder, 'plenary'), held.plenary);
      refused.push(...refusedThere.map((file) => `plenary/${file}`));
    }
    judged.push(report(name, held.differing, refused));
  }
  return judged.every(Boolean);
}

/** Undefined: the sample. */
function chosenScenarios(name: string | undefined): readonly Scenario[] | undefined {
  if (name === undefined || name === 'all') return name === undefined ? undefined : SCENARIOS;
  const chosen = SCENARIOS.filter((scenario) => scenario.name === name);
  if (chosen.length === 1) return chosen;
  const names = [...SCENARIOS.map((scenario) => scenario.name), 'all'];
  throw new UsageError({
    zh: `没有情景“${name}”；可用：${names.join('、')}。`,
    en: `There is no scenario "${name}"; there are ${names.join(', ')}.`,
  });
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, scenario: { type: 'string' }, paper: { type: 'boolean' } },
  });
  if (values.out === undefined)
    throw new UsageError({
      zh: '用法：npm run rehearsal -- [--scenario NAME] [--paper] --out DIR',
      en: 'Usage: npm run rehearsal -- [--scenario NAME] [--paper] --out DIR',
    });
  const scenarios = chosenScenarios(values.scenario);
  const out = outputPath(values.out);
  const dataDir = mkdtempSync(join(tmpdir(), 'changpiao-rehearsal-'));
  // The database may run under another user, who has to reach its folder.
  chmodSync(dataDir, 0o711);
  const pool = createProofPool();
  let server: ServerProcess | undefined;
  try {
    server = await startServerProcess(join(dataDir, 'data'));
    say({ zh: `服务器已启动 ${server.address}`, en: `server started at ${server.address}` });
    const isAsExpected =
      scenarios === undefined
        ? await rehearseSample(out, server, pool.verifyBallots, values.paper === true)
        : await rehearseScenarios(scenarios, out, server, pool.verifyBallots, values.paper === true);
    say({ zh: `已写入 ${out}`, en: `written to ${out}` });
    return isAsExpected ? 0 : FAILED;
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
