/** One worked meeting from its draft to the superior's answer, every role over HTTP, round after round. */
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import * as organizer from '../contract/organizer.ts';
import { archiveFile } from '../contract/papers.ts';
import { ballotsOfTables } from './ballots-of-table.ts';
import { enterHall, type Hall, type MeetingFiles, runRound } from './meeting-run.ts';
import { answerReport, type Roles } from './officials.ts';
import { prepareScenario } from './prepare-scenario.ts';
import { ballotDifferences, resultDifferences } from './scenario-differences.ts';
import type { Scenario, ScenarioRound } from './scenarios/scenario.ts';
import { type MeetingRun, signAll } from './stages.ts';

export type ScenarioFiles = {
  readonly rounds: readonly MeetingFiles[];
  readonly answerPdf: Uint8Array;
  readonly archive: Uint8Array;
  /** What differs from the scenario, in words that name the round. */
  readonly differing: readonly string[];
};

export async function runScenario(
  scenario: Scenario,
  roles: Roles,
  common: Omit<MeetingRun, 'meeting' | 'organizer' | 'desk'>,
): Promise<ScenarioFiles> {
  const { organizer: office, desk } = roles;
  const meeting = await prepareScenario(office, scenario);
  const run: MeetingRun = { ...common, meeting, organizer: office, desk };
  const hall = await enterHall(run);
  const rounds: MeetingFiles[] = [];
  const differing: string[] = [];
  for (const [at, round] of scenario.rounds.entries()) {
    if (round.derived !== null)
      await office.call(organizer.deriveMeeting, { params: { meeting }, body: { kind: round.derived } });
    const { files, differences } = await holdRound(run, hall, round, String(at + 1));
    rounds.push(files);
    differing.push(...differences.map((line) => `${scenario.name}/${at + 1}${line}`));
  }
  const answer = { ...scenario.answer, reason: '' };
  const answerPdf = await answerReport(roles, { meeting, round: String(scenario.rounds.length), answer });
  return { rounds, answerPdf, archive: await office.call(archiveFile, { params: { meeting } }), differing };
}

async function holdRound(run: MeetingRun, hall: Hall, round: ScenarioRound, number: string) {
  const found: string[] = [];
  const { organizer: office, meeting } = run;
  const params = { meeting };
  const { files } = await runRound(run, hall, {
    round: number,
    present: round.present,
    ballots: (contests) => {
      found.push(...ballotDifferences(round, contests));
      return ballotsOfTables(contests, round.contests, round.ballots);
    },
    beforeOpening: async () => {
      for (const motion of round.motions) {
        const body = { ...motion, round: null, mode: 'hands' } as const;
        const { carried } = await office.call(organizer.putMotion, { params, body });
        if (!carried) found.push(`/motions/${motion.subject}: not carried`);
        await signAll(hall.devices);
      }
    },
    beforePublishing: async () => {
      const { eligibility } = round;
      if (eligibility !== undefined) found.push(...(await confirmEligibility(run, hall, number, eligibility)));
    },
  });
  found.push(...resultDifferences(round, JSON.parse(new TextDecoder().decode(files.resultJson))));
  const record = readRecord(files.record);
  const decisions = entriesOf(record, 'decision').filter(
    ({ entry }) => entry.granted && entry.matter === 'eligibility',
  );
  if (round.eligibility !== undefined && decisions.length !== 1)
    found.push(`/decisions: ${decisions.length} in the record, 1 expected`);
  const { following } = await office.call(organizer.organizerMeeting, { params });
  const steps = following.map(({ kind }) => kind).join();
  if (steps !== round.following.join()) found.push(`/following: ${round.following.join()} ≠ ${steps}`);
  return { files, differences: found };
}

/** The result may not be published before; afterwards it may (rules §5.2 W14). */
async function confirmEligibility(
  run: MeetingRun,
  hall: Hall,
  round: string,
  { post, person, by, reason }: NonNullable<ScenarioRound['eligibility']>,
): Promise<readonly string[]> {
  const { organizer: office, meeting } = run;
  const early = await office.ask(organizer.publishRound, { params: { meeting, round }, body: {} });
  const { draft } = await office.call(organizer.organizerMeeting, { params: { meeting } });
  await office.call(organizer.recordDecision, {
    params: { meeting },
    body: { matter: 'eligibility', post, person, granted: true, by, date: draft.date ?? '', reason },
  });
  await signAll(hall.devices);
  run.say({ zh: `上级确认${person}的被选举资格`, en: `The superior confirms that ${person} may be elected` });
  const answer = early.ok ? 'published' : early.error.code;
  return answer === 'write-in-unconfirmed' ? [] : [`/publish: write-in-unconfirmed ≠ ${answer}`];
}
