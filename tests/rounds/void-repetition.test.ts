/**
 * More papers in the box than voters: the election is void, nothing is read, and it is held again as it was (rules §1.10, §5.2 W5, W6),
 * first on paper, then on the kiosks of the same hall. Over HTTP with a real server.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as organizer from '../../server/contract/organizer.ts';
import { type PublishedRound, runRound } from '../../server/rehearsal/meeting-run.ts';
import { onPaper } from '../../server/rehearsal/paper-marks.ts';
import { enterPaperHall, type PaperHall, runPaperRound } from '../../server/rehearsal/paper-run.ts';
import {
  holdCeremony,
  type MeetingRun,
  pairCardStation,
  pairKiosk,
  pairScreen,
} from '../../server/rehearsal/stages.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { type FormsServer, random, startFormsServer } from '../forms/hall-of-forms.ts';
import { wholeText } from '../prints/tools.ts';
import { ballotsOf, CANDIDATES, prepareAssembly } from './small-village.ts';

const PRESENT = 12;
const CHOSEN = ['丁建平', '王秀英', '刘大山'] as const;

const BALLOTS = (contests: readonly Contest[]) =>
  ballotsOf(contests, [
    {
      count: PRESENT,
      wishes: { 委员: { marks: Object.fromEntries(CHOSEN.map((name) => [name, 'approve' as const])) } },
    },
  ]);
const PAPERS = (contests: readonly Contest[]) =>
  BALLOTS(contests).map((marks) =>
    contests.map((contest, at) => onPaper(contest, marks[at] as (typeof marks)[number])),
  );

let server: FormsServer;
let run: MeetingRun;
let hall: PaperHall;
let second: PublishedRound;

const params = () => ({ meeting: run.meeting });
const state = () => run.organizer.call(organizer.organizerMeeting, { params: params() });

beforeAll(async () => {
  server = await startFormsServer();
  run = server.run(await prepareAssembly(server.roles.organizer));
  hall = await enterPaperHall(run);
  await holdCeremony(hall.devices);
}, 300_000);
afterAll(async () => {
  await server?.stop();
});

describe.sequential('a void election', () => {
  test('is declared when twelve papers are found of eleven voters, though twelve were handed out; nobody has a count', async () => {
    const { resultJson, resultPdf } = await runPaperRound(run, hall, {
      ...{ round: '1', present: PRESENT, spare: 2, papers: PAPERS },
      voters: PRESENT - 1,
    });
    const result = JSON.parse(new TextDecoder().decode(resultJson));
    expect(result.contests[0]).toMatchObject({ election: 'void', elected: [] });
    expect(JSON.stringify(result.contests[0])).not.toContain('"approve":12');
    expect(wholeText(resultPdf).replace(/\s/g, '')).toContain('选举无效');
  }, 300_000);

  test('is held again with the same seats and candidates in the same order, and nothing else can follow', async () => {
    const now = await state();
    const [repetition, ...others] = now.following;
    expect(others).toEqual([]);
    expect(repetition).toMatchObject({
      kind: 'repetition',
      contests: [{ post: '委员', category: 'committee', seats: 3 }],
    });
    expect([...(repetition?.contests[0]?.candidates ?? [])].sort()).toEqual([...CANDIDATES].sort());
    const early = await run.organizer.ask(organizer.deriveMeeting, {
      params: params(),
      body: { kind: 'secretary-round' },
    });
    expect(early).toMatchObject({ error: { code: 'cannot-derive' } });
    const report = { params: { ...params(), round: '1' }, body: {} };
    expect(await run.organizer.ask(organizer.reportRound, report)).toMatchObject({ error: { code: 'election-void' } });
    await run.organizer.call(organizer.deriveMeeting, { params: params(), body: { kind: 'repetition' } });
    expect((await state()).preview).toMatchObject([
      { category: 'committee', seats: 3, candidates: repetition?.contests[0]?.candidates.map((name) => ({ name })) },
    ]);
  });

  test('elects on kiosks with cards of its own, and the record of both media verifies', async () => {
    const devices = hall.devices;
    second = await runRound(
      run,
      {
        devices,
        station: await pairCardStation(run),
        kiosks: [await pairKiosk(run, '投票机一'), await pairKiosk(run, '投票机二')],
        screen: await pairScreen(run),
      },
      { round: '2', present: PRESENT, ballots: BALLOTS },
    );
    const result = JSON.parse(new TextDecoder().decode(second.files.resultJson));
    expect(result.contests[0]).toMatchObject({ election: 'valid', tie: null });
    expect([...result.contests[0].elected].sort()).toEqual([...CHOSEN].sort());
    const { ok, findings } = await verifyRecord(second.files.record, { random, ballotVerifier: run.ballotVerifier });
    expect(findings).toEqual([]);
    expect(ok).toBe(true);
  }, 300_000);
});
