/** One worked meeting from its draft to the superior's answer, on kiosks or on paper, every role over HTTP, round after round. */
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import type { PaperReading } from '../../tally/paper/paper-reading.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import * as organizer from '../contract/organizer.ts';
import { archiveFile } from '../contract/papers.ts';
import { ballotsOfTables } from './ballots-of-table.ts';
import { enterHall, type MeetingFiles, runRound } from './meeting-run.ts';
import { answerReport, type Roles } from './officials.ts';
import { onPaper, spoiledPaper } from './paper-marks.ts';
import { enterPaperHall, type PaperFiles, runPaperRound } from './paper-run.ts';
import { preparePlenary } from './plenary.ts';
import { prepareScenario } from './prepare-scenario.ts';
import { ballotDifferences, resultDifferences } from './scenario-differences.ts';
import type { Scenario, ScenarioRound } from './scenarios/scenario.ts';
import type { ScrutineerDevice } from './scrutineer-device.ts';
import { type MeetingRun, signAll } from './stages.ts';

/** What every counted round leaves, however it was voted. */
type CountedFiles = Pick<MeetingFiles, 'record' | 'resultJson'>;

/** Where the rounds of a meeting are held: its devices stay, each round is voted, counted and published there. */
type Venue<F extends CountedFiles> = {
  readonly devices: readonly ScrutineerDevice[];
  readonly hold: (round: HeldRound) => Promise<F>;
  /** The numbers of the hall as they must be here. */
  readonly numbers: (round: ScenarioRound) => Readonly<Record<string, number>>;
};

type HeldRound = {
  readonly number: string;
  readonly round: ScenarioRound;
  /** Looks at the ballot of the round before anybody marks it. */
  readonly marks: (contests: readonly Contest[]) => readonly (readonly ContestMarks[])[];
  readonly beforeOpening: () => Promise<void>;
  readonly beforePublishing: () => Promise<void>;
};

export async function onKiosks(run: MeetingRun): Promise<Venue<MeetingFiles>> {
  const hall = await enterHall(run);
  return {
    devices: hall.devices,
    numbers: ({ numbers }) => numbers,
    hold: async ({ number, round, marks, ...steps }) =>
      (await runRound(run, hall, { round: number, present: round.present, ballots: marks, ...steps })).files,
  };
}

/** The same marks on paper, with the spoiled papers that no kiosk lets anybody cast; the second teller misreads one. */
export async function onPaperOnly(run: MeetingRun): Promise<Venue<PaperFiles>> {
  const hall = await enterPaperHall(run);
  return {
    devices: hall.devices,
    numbers: paperNumbers,
    hold: ({ number, round, marks, beforeOpening, beforePublishing }) =>
      runPaperRound(run, hall, {
        round: number,
        present: round.present,
        spare: (round.numbers.cardsPrinted ?? round.present) - round.present,
        papers: (contests) => [
          ...marks(contests).map((lists) => contests.map((contest, at) => onPaper(contest, lists[at] as ContestMarks))),
          ...Array.from({ length: round.spoiled ?? 0 }, () => contests.map(spoiledPaper)),
        ],
        misread: (reading, at) => (at === 1 ? misread(reading) : reading),
        beforeIssuing: beforeOpening,
        beforePublishing,
      }),
  };
}

/** What the chief scrutineer has to put right. */
const misread = (reading: PaperReading): PaperReading =>
  'kind' in reading ? { ...reading, invalid: true } : { ...reading, identifyingMark: true };

/** Nobody hands a paper back unused: who does not vote keeps it, and it is missing. */
function paperNumbers({ numbers, contests, ballots, spoiled = 0 }: ScenarioRound): Readonly<Record<string, number>> {
  const { returnedUnused: _, ...rest } = numbers;
  const papers = Object.values(contests).some(({ kind }) => kind === 'election') ? Object.keys(contests).length : 1;
  const all = (one: number | undefined) => (one ?? 0) * papers;
  return {
    ...rest,
    cardsPrinted: all(numbers.cardsPrinted),
    issued: all(numbers.issued),
    neverHandedOut: all(numbers.neverHandedOut),
    recovered: all(ballots + spoiled),
    valid: all(ballots),
    invalid: all(spoiled),
  };
}

export type HeldMeeting<F> = {
  readonly rounds: readonly F[];
  readonly answerPdf: Uint8Array;
  readonly archive: Uint8Array;
};

export type ScenarioFiles<F> = HeldMeeting<F> & {
  /** The meeting of the committee that elects its secretary, where the scenario has one. */
  readonly plenary: HeldMeeting<F> | null;
  /** What differs from the scenario, in words that name the round. */
  readonly differing: readonly string[];
};

export async function runScenario<F extends CountedFiles>(
  scenario: Scenario,
  roles: Pick<Roles, 'organizer' | 'desk' | 'second' | 'township'>,
  common: Omit<MeetingRun, 'meeting' | 'organizer' | 'desk' | 'second'>,
  enter: (run: MeetingRun) => Promise<Venue<F>>,
): Promise<ScenarioFiles<F>> {
  const { organizer: office, desk, second } = roles;
  const { name, plenary } = scenario;
  const differing: string[] = [];
  const hold = async (meeting: string, of: Pick<Scenario, 'name' | 'rounds' | 'answer'>): Promise<HeldMeeting<F>> => {
    const run: MeetingRun = { ...common, meeting, organizer: office, desk, second };
    const venue = await enter(run);
    const rounds: F[] = [];
    for (const [at, round] of of.rounds.entries()) {
      if (round.derived !== null)
        await office.call(organizer.deriveMeeting, { params: { meeting }, body: { kind: round.derived } });
      const { files, differences } = await holdRound(run, venue, round, String(at + 1));
      rounds.push(files);
      differing.push(...differences.map((line) => `${of.name}/${at + 1}${line}`));
    }
    const answer = { ...of.answer, reason: '' };
    const answerPdf = await answerReport(roles, { meeting, round: String(of.rounds.length), answer });
    return { rounds, answerPdf, archive: await office.call(archiveFile, { params: { meeting } }) };
  };
  const assembly = await prepareScenario(office, scenario);
  const held = await hold(assembly, scenario);
  if (plenary === undefined) return { ...held, plenary: null, differing };
  common.say({ zh: '由结果产生的第一次全体会议', en: 'The first plenary, derived from the result' });
  const { round, answer } = plenary;
  const meeting = await preparePlenary(office, assembly, plenary);
  return { ...held, plenary: await hold(meeting, { name: `${name}/plenary`, rounds: [round], answer }), differing };
}

async function holdRound<F extends CountedFiles>(
  run: MeetingRun,
  venue: Venue<F>,
  round: ScenarioRound,
  number: string,
) {
  const found: string[] = [];
  const { organizer: office, meeting } = run;
  const params = { meeting };
  const files = await venue.hold({
    number,
    round,
    marks: (contests) => {
      found.push(...ballotDifferences(round, contests));
      return ballotsOfTables(contests, round.contests, round.ballots);
    },
    beforeOpening: async () => {
      for (const motion of round.motions) {
        const body = { ...motion, round: null, mode: 'hands' } as const;
        const { carried } = await office.call(organizer.putMotion, { params, body });
        if (!carried) found.push(`/motions/${motion.subject}: not carried`);
        await signAll(venue.devices);
      }
    },
    beforePublishing: async () => {
      const { eligibility } = round;
      if (eligibility !== undefined) found.push(...(await confirmEligibility(run, venue.devices, number, eligibility)));
    },
  });
  found.push(
    ...resultDifferences(
      { ...round, numbers: venue.numbers(round) },
      JSON.parse(new TextDecoder().decode(files.resultJson)),
    ),
  );
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
  devices: readonly ScrutineerDevice[],
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
  await signAll(devices);
  run.say({ zh: `上级确认${person}的被选举资格`, en: `The superior confirms that ${person} may be elected` });
  const answer = early.ok ? 'published' : early.error.code;
  return answer === 'write-in-unconfirmed' ? [] : [`/publish: write-in-unconfirmed ≠ ${answer}`];
}
