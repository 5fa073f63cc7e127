/**
 * A 民主测评 that kiosks began and paper ended (UX S11; rules §4.4), over HTTP with a real server: three forms lie in the log and are never
 * opened, the summary is that of the paper, and the 主持词 says the numbers of the paper alone.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as organizer from '../../server/contract/organizer.ts';
import * as papers from '../../server/contract/papers.ts';
import { enterHall, openVoting } from '../../server/rehearsal/meeting-run.ts';
import { onPaper } from '../../server/rehearsal/paper-marks.ts';
import { issueAndCount, seatTellers } from '../../server/rehearsal/paper-run.ts';
import { settle, voteAll } from '../../server/rehearsal/stages.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { entriesOf, type RecordFile, readRecord } from '../../tally/record/reader.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { wholeText } from '../prints/tools.ts';
import { type FormsServer, prepareAppraisal, random, SCRUTINEERS, startFormsServer } from './hall-of-forms.ts';

const PARTICIPANTS = ['高建国', '何秀兰', '郭志强', '马玉梅', '罗建华', '梁桂芳', '宋海波'];
const SUBJECTS = ['王建国', '田大利'];
const PRESENT = SCRUTINEERS.length + PARTICIPANTS.length;
const ON_KIOSKS = 3;
const SPARE = 2;
const ROUND = '1';
const SECOND = { name: '副组长', password: 'a long password' } as const;
/** 优秀 for the first and 称职 for the second on every form of the paper; on the kiosks the other way round. */
const PAPER_GRADES = [0, 1];
const KIOSK_GRADES = [1, 0];

const formsOf = (grades: readonly number[], count: number) => (contests: readonly Contest[]) =>
  Array.from({ length: count }, () => contests.map((): ContestMarks => ({ kind: 'appraisal', grades })));

let server: FormsServer;
let record: RecordFile;
let file: Uint8Array;
let script: string;

beforeAll(async () => {
  server = await startFormsServer();
  const { organizer: office } = server.roles;
  await office.call(organizer.addOfficial, { body: { ...SECOND, role: 'organizer' } });
  const meeting = await prepareAppraisal(office, {
    village: '石桥村',
    participants: PARTICIPANTS,
    subjects: SUBJECTS,
    dimensions: [],
    rules: { publicityDays: 0 },
  });
  const run = server.run(meeting);
  const hall = await enterHall(run);
  const ballots = formsOf(KIOSK_GRADES, PRESENT);
  const { drawn } = await openVoting(run, hall, ROUND, { present: PRESENT, ballots });
  await voteAll(run, hall.kiosks, drawn.slice(0, ON_KIOSKS), formsOf(KIOSK_GRADES, ON_KIOSKS));
  const params = { meeting, round: ROUND };
  await office.call(organizer.paperRound, { params, body: { reason: '停电', secondOfficial: SECOND } });
  await settle(hall.devices);
  const counted = await issueAndCount(
    run,
    { devices: hall.devices, tellers: await seatTellers(run) },
    {
      round: ROUND,
      present: PRESENT,
      spare: SPARE,
      papers: (contests) =>
        formsOf(
          PAPER_GRADES,
          PRESENT,
        )(contests).map((lists) => contests.map((contest, at) => onPaper(contest, lists[at] as ContestMarks))),
    },
  );
  file = counted.record;
  record = readRecord(file);
  script = wholeText(await office.call(papers.paperPdf, { params: { meeting, paper: 'form-script' } })).replace(
    /\s/g,
    '',
  );
}, 300_000);
afterAll(() => server?.stop());

test('the record holds both media, and verifies', async () => {
  expect(entriesOf(record, 'cast')).toHaveLength(ON_KIOSKS);
  expect(entriesOf(record, 'paper').map(({ entry }) => entry.reason)).toEqual(['停电']);
  expect([...entriesOf(record, 'close'), ...entriesOf(record, 'aggregate')]).toEqual([]);
  expect((await verifyRecord(file, { random })).findings).toEqual([]);
});

test('the summary is that of the paper', () => {
  const [counted] = entriesOf(record, 'paper-count');
  expect(counted?.entry.contests.map(({ tally }) => tally?.rows)).toEqual([
    [
      [PRESENT, 0, 0, 0, 0, 0],
      [0, PRESENT, 0, 0, 0, 0],
    ],
  ]);
});

test('the script says the numbers of the paper and has it counted by hand', () => {
  expect(script).toContain(
    `印制测评表${PRESENT + SPARE}张，发出${PRESENT}张，收回${PRESENT}张，剩余${SPARE}张已经当众剪角作废。`,
  );
  expect(script).toContain('请两名计票人在监票人监督下分别汇总。');
  expect(script).toContain(`有效测评表${PRESENT}张，无效0张。`);
  expect(script).not.toMatch(/投票卡|投票机|请监票人开票/);
});
