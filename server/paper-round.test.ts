/**
 * W1 of the rule handbook (rules §5.2) on paper, over HTTP with every role: 63 members, 52 ballots, two of them over-full. Two
 * tellers read every ballot, differ on one, the chief scrutineer settles it; the scrutineers sign, the sheet is published.
 */
import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeBase64url } from '../crypto/encoding/base64url.ts';
import { verifyResultSheet } from '../printables/reports/verify-result-sheet.ts';
import type { RoundResult } from '../tally/count/round-result.ts';
import type { PaperBallot } from '../tally/paper/paper-ballot.ts';
import { verifyBallotJob } from '../tally/verify/ballot-batch.ts';
import { verifyRecord } from '../tally/verify/verify-record.ts';
import * as station from './contract/card-station.ts';
import * as organizer from './contract/organizer.ts';
import * as paper from './contract/paper-rounds.ts';
import { paperCsv } from './contract/papers.ts';
import { pair, recordFile, resultFile, resultSheetFile, setUp, signIn } from './contract/public.ts';
import { screenState } from './contract/screen.ts';
import * as scrutineer from './contract/scrutineer.ts';
import * as teller from './contract/teller.ts';
import * as township from './contract/township.ts';
import { everyRuleRead } from './rehearsal/rules-read.ts';
import type { ScrutineerDevice } from './rehearsal/scrutineer-device.ts';
import { openSession, type Session } from './rehearsal/session.ts';
import {
  checkIn,
  enrolScrutineers,
  type MeetingRun,
  pairScreen,
  passMotions,
  settle,
  signAll,
} from './rehearsal/stages.ts';
import { random, serveHall } from './scratch-election.ts';

const CANDIDATES = ['王一', '李二', '张三', '陈四', '周五', '黄六'] as const;
const SCRUTINEERS = ['孙立', '吴桂芳', '郑海'] as const;
const ROW = [
  [49, 0],
  [47, 2],
  [44, 4],
  [28, 17],
  [26, 20],
  [29, 15],
] as const;

async function membersByName(of: Session, meeting: string): Promise<(name: string) => string> {
  const { roll: stored } = await of.call(organizer.organizerMeeting, { params: { meeting } });
  return (name) => stored.members.find((member) => member.name === name)?.id ?? '';
}

/** 54 plain members, two left out, 3 probationary, one without the right: Y = 57 of 63. */
function roll(): string {
  const line = (name: string, kind: string, right: string, excluded = '', remark = '') =>
    `${name},男,汉族,1970-01,高中,1995-06,${kind},${right},${excluded},${remark}`;
  const others = Array.from({ length: 47 }, (_, i) => `党员${String.fromCodePoint(0x7530 + i)}`);
  return [
    '姓名,性别,民族,出生年月,学历,入党时间,党员类别,选举权,不计算在应到会人数,备注',
    ...[...CANDIDATES, ...SCRUTINEERS, '赵七', ...others].map((name) => line(name, '正式党员', '有')),
    ...['外一', '外二'].map((name) => line(name, '正式党员', '有', '年老体弱卧床不起', '镇党委同意、党员大会通过')),
    ...['预一', '预二', '预三'].map((name) => line(name, '预备党员', '无')),
    line('停一', '正式党员', '无', '', '留党察看期间'),
  ].join('\n');
}

/** Marks dealt row by row to the emptiest ballots, so that nobody approves of more than five. */
function heap(): readonly PaperBallot[] {
  const marks = Array.from({ length: 50 }, () => CANDIDATES.map((): PaperBallot['rows'][number]['mark'] => 'blank'));
  const chosen = marks.map(() => 0);
  for (const [row, [approve, disapprove]] of ROW.entries()) {
    const order = [...marks.keys()].toSorted((a, b) => (chosen[a] ?? 0) - (chosen[b] ?? 0) || a - b);
    for (const [at, ballot] of order.entries()) {
      if (at >= approve + disapprove) continue;
      (marks[ballot] as string[])[row] = at < approve ? 'approve' : 'disapprove';
      if (at < approve) chosen[ballot] = (chosen[ballot] ?? 0) + 1;
    }
  }
  let named = 0;
  const valid = marks.map((rows, at): PaperBallot => {
    const under = rows.indexOf('disapprove');
    const writes = named < 2 && under !== -1 && (chosen[at] ?? 0) < 5;
    if (writes) named += 1;
    return {
      rows: rows.map((mark) => ({ mark, altered: null })),
      writeIns: writes ? [{ name: '赵七', under, circle: true }] : [],
      identifyingMark: false,
    };
  });
  const full: PaperBallot = {
    rows: CANDIDATES.map(() => ({ mark: 'approve', altered: null })),
    writeIns: [],
    identifyingMark: false,
  };
  return [...valid, full, full];
}

let hall: Awaited<ReturnType<typeof serveHall>>;
let run: MeetingRun;
let devices: readonly ScrutineerDevice[];
let screen: Session;
const tellers: Session[] = [];
const at = () => ({ meeting: run.meeting, round: '1' });
const office = () => run.organizer;
const state = () => office().call(organizer.organizerMeeting, { params: { meeting: run.meeting } });
const code = (answer: { readonly ok: boolean }) =>
  (answer as { readonly error?: { readonly code: string } }).error?.code ?? 'accepted';
const BALLOTS = heap();

beforeAll(async () => {
  hall = await serveHall();
  const session = openSession(hall.base);
  const password = 'a long password';
  await session.call(setUp, { body: { code: hall.hall.app.setUpCode, name: '组织者', password, start: 'empty' } });
  const { id } = await session.call(organizer.createMeeting, { body: { start: 'empty' } });
  const params = { meeting: id };
  const { draft } = await session.call(organizer.organizerMeeting, { params });
  const rules = { ...draft.rules, majorityBase: 'expected' } as const;
  await session.call(organizer.saveDraft, {
    params,
    body: {
      ...draft,
      title: '中共小河村支部委员会换届选举党员大会',
      organization: '中共小河村支部委员会',
      superior: '中共大河镇委员会',
      date: '2026-11-29',
      place: '村委会',
      chair: '党员田',
      rules,
      rulesRead: everyRuleRead(rules),
      writeIns: true,
      spareCards: 2,
      approval: '大委〔2026〕9号',
    },
  });
  const report = await session.call(organizer.importRoll, {
    params,
    body: { fileName: '名册.csv', content: Buffer.from(roll()).toString('base64') },
  });
  if (!report.imported) throw new Error(JSON.stringify(report.lines));
  await session.call(organizer.savePosts, { params, body: { posts: [{ post: '委员', seats: 5 }] } });
  const member = await membersByName(session, id);
  await session.call(organizer.saveCandidates, { params, body: { post: '委员', members: CANDIDATES.map(member) } });
  await session.call(organizer.confirmCandidates, {
    params,
    body: { post: '委员', order: CANDIDATES.map(member), reason: '上级批复的顺序' },
  });
  await session.call(organizer.saveScrutineers, {
    params,
    body: { members: SCRUTINEERS.map(member), threshold: 2, tellers: ['计一', '计二'] },
  });
  for (const { id: key, exclusion, ...rest } of (await session.call(organizer.organizerMeeting, { params })).roll
    .members)
    if (rest.name.startsWith('外') && exclusion === null) throw new Error('the roll left nobody out');
  await session.call(organizer.addOfficial, { body: { name: '签到员', password, role: 'desk' } });
  const desk = openSession(hall.base);
  await desk.call(signIn, { body: { role: 'desk', name: '签到员', password } });
  run = {
    base: hall.base,
    meeting: id,
    organizer: session,
    desk,
    second: { name: '签到员', password },
    random,
    ballotVerifier: async (job) => verifyBallotJob(job, random),
    say: () => {},
  };
  devices = await enrolScrutineers(run);
  await session.call(organizer.sealMeeting, { params, body: {} });
  for (const name of ['计票一', '计票二']) {
    const machine = openSession(hall.base);
    const { code: pairing } = await session.call(organizer.addMachine, { params, body: { role: 'teller', name } });
    await machine.call(pair, { body: { code: pairing } });
    tellers.push(machine);
  }
}, 300_000);
afterAll(() => hall.close());

test('paper is chosen before any key exists: at least t scrutineers sign what the round is about', async () => {
  await office().call(paper.proposePaperRound, { params: at(), body: { reason: '村里没有电' } });
  expect((await state()).rounds[0]?.sealed).toBe(false);
  await signAll(devices);
  const { phase, rounds } = await state();
  expect({ phase, sealed: rounds[0]?.sealed, paper: rounds[0]?.paper }).toEqual({
    phase: 'sealed',
    sealed: true,
    paper: '村里没有电',
  });
});

test('ballots are handed out only to a quorum, and printed = issued + remaining, issued ≤ present (rules §5.1)', async () => {
  expect(await checkIn(run, 52)).toBe(52);
  const { attendance, next } = await state();
  expect({ expected: attendance.expected, present: attendance.present }).toEqual({ expected: 57, present: 52 });
  expect(next.step).toBe('issue-paper');
  const issue = (printed: number, issued: number, remaining: number) =>
    office().ask(paper.issuePaper, { params: at(), body: { contests: [{ printed, issued, remaining }] } });
  expect(code(await issue(60, 52, 8))).toBe('motion-missing');
  await passMotions(run, devices);
  expect(code(await issue(60, 52, 7))).toBe('paper-numbers');
  expect(code(await issue(60, 53, 7))).toBe('paper-numbers');
  expect(code(await issue(60, 52, 8))).toBe('accepted');
  await office().call(paper.stopPaper, { params: at(), body: {} });
});

test('more recovered than voted is a void election, of which nothing can be entered (W5)', async () => {
  const box = (voters: number, recovered: number) =>
    office().ask(paper.openPaperBox, { params: at(), body: { contests: [{ voters, recovered }] } });
  expect(code(await box(53, 52))).toBe('paper-numbers');
  expect(code(await box(51, 52))).toBe('accepted');
  expect((await state()).rounds[0]?.paperWork?.contests[0]?.counted).toBe(false);
  // Counted by hand once more: 52 had voted.
  expect(code(await box(52, 52))).toBe('accepted');
  expect((await state()).rounds[0]?.paperWork?.contests[0]?.counted).toBe(true);
});

test('two tellers at two screens; one machine cannot be both, and neither sees the other (rules §5.1)', async () => {
  const [first, second] = tellers as [Session, Session];
  expect(
    code(await first.ask(teller.saveReading, { body: { contest: 0, number: 1, ballot: BALLOTS[0] as never } })),
  ).toBe('seat-missing');
  await first.call(teller.takeTellerSeat, { body: { seat: 1 } });
  expect(code(await second.ask(teller.takeTellerSeat, { body: { seat: 1 } }))).toBe('seat-taken');
  expect(code(await first.ask(teller.takeTellerSeat, { body: { seat: 2 } }))).toBe('seat-taken');
  await second.call(teller.takeTellerSeat, { body: { seat: 2 } });
  const enter = (by: Session, i: number, ballot: PaperBallot) =>
    by.ask(teller.saveReading, { body: { contest: 0, number: i + 1, ballot: ballot as never } });
  for (const [i, ballot] of BALLOTS.entries()) expect(code(await enter(first, i, ballot))).toBe('accepted');
  expect(code(await enter(first, 52, BALLOTS[0] as PaperBallot))).toBe('sheet-full');
  expect((await second.call(teller.tellerState)).contests[0]?.readings).toEqual([]);
  expect(code(await office().ask(paper.proposePaperCount, { params: at(), body: {} }))).toBe('tellers-not-done');
  // The second reads the blank of one ballot as ×.
  const misread = BALLOTS.map((ballot, i) =>
    i === 0
      ? { ...ballot, rows: ballot.rows.map((row, k) => (k === 5 ? { ...row, mark: 'unreadable' as const } : row)) }
      : ballot,
  );
  for (const [i, ballot] of misread.entries()) expect(code(await enter(second, i, ballot))).toBe('accepted');
  const own = (await first.call(teller.tellerState)).contests[0];
  expect(own?.totals).toMatchObject({ valid: 50, invalid: 2, writeIns: [{ name: '赵七', votes: 2 }] });
  expect(own?.readings.slice(-1)[0]).toMatchObject({ verdict: 'invalid', reasons: ['too-many-chosen'] });
});

test('nothing is signed while the tallies differ; only the chief scrutineer settles, with a reason (T60)', async () => {
  expect(code(await office().ask(paper.proposePaperCount, { params: at(), body: {} }))).toBe('tellers-differ');
  const [chief, other] = devices as [ScrutineerDevice, ScrutineerDevice];
  const ask = (device: ScrutineerDevice, index: number, body: object) =>
    device.session.ask(scrutineer.settleBallot, {
      params: { meeting: run.meeting, index: String(index) },
      body: body as never,
    });
  const settlement = { contest: 0, number: 1, ballot: BALLOTS[0], reason: '原票第六栏没有符号' };
  expect(code(await ask(other, 2, settlement))).toBe('wrong-phase');
  const listed = await chief.session.call(scrutineer.doubtfulBallots, {
    params: { meeting: run.meeting, index: '1' },
  });
  expect(listed.ballots.map(({ number }) => number)).toEqual([1]);
  expect(code(await ask(chief, 1, { ...settlement, number: 2 }))).toBe('nothing-to-settle');
  expect(code(await ask(chief, 1, settlement))).toBe('accepted');
  await office().call(paper.proposePaperCount, { params: at(), body: {} });
  await signAll(devices);
  expect((await state()).next.step).toBe('publish');
});

/** What the big screen is told when the operator shows the result, and when he shows who is elected; or why he cannot. */
async function wall() {
  const shown = [];
  for (const view of ['result', 'elected'] as const) {
    const asked = await office().ask(organizer.saveScreenView, { params: { meeting: run.meeting }, body: { view } });
    shown.push(asked.ok ? (await screen.call(screenState))[view] : asked.error.code);
  }
  return shown;
}

test('the count is signed, and yet the big screen shows no number and no name before it is published (UX 5.6)', async () => {
  screen = await pairScreen(run);
  expect((await state()).rounds[0]?.result?.contests[0]?.rows).toHaveLength(CANDIDATES.length + 1);
  expect(await wall()).toEqual(['not-released', 'not-released']);
  expect(await screen.call(screenState)).toMatchObject({ view: 'welcome', result: null, elected: null });
  const reports = await office().call(paper.paperReportsFile, { params: at() });
  expect(Buffer.from(reports.subarray(0, 5)).toString()).toBe('%PDF-');
});

test('the published result is W1: four elected under 应到, one seat missing, base-sensitive', async () => {
  await office().call(organizer.publishRound, { params: at(), body: {} });
  await settle(devices);
  const json = JSON.parse(Buffer.from(await office().call(resultFile, { params: at() })).toString()) as RoundResult;
  expect(json).toMatchObject({
    medium: 'paper',
    rollSize: 63,
    probationary: 3,
    withoutVotingRights: 1,
    excludedFromExpected: 2,
    expected: 57,
    present: 52,
    quorumMinimum: 46,
    cardsPrinted: 60,
    issued: 52,
    recovered: 52,
    valid: 50,
    invalid: 2,
    elected: ['王一', '李二', '张三', '黄六'],
    electedIfBaseIsPresent: ['王一', '李二', '张三', '陈四', '黄六'],
    writeIns: { 赵七: 2 },
    counts: {
      王一: { approve: 49, disapprove: 0, abstain: 1, unreadable: 0 },
      李二: { approve: 47, disapprove: 2, abstain: 1, unreadable: 0 },
      张三: { approve: 44, disapprove: 4, abstain: 2, unreadable: 0 },
      陈四: { approve: 28, disapprove: 17, abstain: 5, unreadable: 0 },
      周五: { approve: 26, disapprove: 20, abstain: 4, unreadable: 0 },
      黄六: { approve: 29, disapprove: 15, abstain: 6, unreadable: 0 },
    },
  });
  expect(json.contests[0]).toMatchObject({ unfilled: 1, baseSensitive: true, smallestWinning: 29 });
  expect(json.contests[0]?.notices.map(({ code: name }) => name)).toContain('base-sensitive');
  // The counts hang once they are published; the names when the chair has said them.
  expect(await wall()).toMatchObject([{ valid: 50, contests: [{ base: 57, elected: [] }] }, 'not-released']);
  await office().call(organizer.announceElected, { params: at(), body: {} });
  expect(await wall()).toMatchObject([{ valid: 50, contests: [{ base: 57 }] }, [{ names: json.elected }]]);
}, 300_000);

test('the list of results has the round on paper, with what only paper knows', async () => {
  const rows = Buffer.from(await office().call(paperCsv, { params: { meeting: run.meeting, paper: 'results' } }))
    .toString()
    .replace(/^\ufeff/u, '')
    .split('\r\n')
    .map((row) => row.split(','));
  const [head = []] = rows;
  const cell = (name: string, heading: string) => rows.find((row) => row[3] === name)?.[head.indexOf(heading)];
  const of = (name: string) =>
    ['赞成', '该项无效', '当选', '收回', '有效', '无效', '方式'].map((one) => cell(name, one));
  expect(of('王一')).toEqual(['49', '0', '是', '52', '50', '2', '纸质']);
  expect(of('赵七')).toEqual(['2', '', '否', '52', '50', '2', '纸质']);
});

test('the record verifies, holds no single ballot, and the sheet is the one of the record (check 14)', async () => {
  const file = await office().call(recordFile, { params: at() });
  const text = Buffer.from(file).toString();
  const verification = await verifyRecord(text, { random });
  expect(verification.findings).toEqual([]);
  expect(verification.ok).toBe(true);
  expect(text).not.toContain('原票第六栏');
  const sheet = await office().call(resultSheetFile, { params: at() });
  const checked = await verifyResultSheet(sheet, { random });
  expect(checked.findings).toEqual([]);
  expect(checked.ok).toBe(true);
}, 300_000);

test('a motion that is not carried leaves the seat of W1 open: the further election follows from the count on paper', async () => {
  const shown = await state();
  expect(shown.following.map(({ kind }) => kind)).toContain('further-election');
  const { proposal, carried } = await office().call(organizer.putMotion, {
    params: { meeting: run.meeting },
    body: {
      subject: 'reduction',
      text: '不再选举，委员名额减为四名',
      round: 1,
      post: '委员',
      mode: 'hands',
      inFavour: 20,
      against: 32,
      abstain: 0,
    },
  });
  expect({ carried, proposed: proposal !== '' }).toEqual({ carried: false, proposed: true });
  await signAll(devices);
  const { following, next } = await state();
  expect(next.step).toBe('derive');
  expect(following.map(({ kind, contests }) => ({ kind, contests }))).toEqual([
    {
      kind: 'further-election',
      contests: [{ post: '委员', category: 'further-election', seats: 1, candidates: ['陈四', '周五'] }],
    },
  ]);
  expect(
    await office().call(organizer.deriveMeeting, {
      params: { meeting: run.meeting },
      body: { kind: 'further-election' },
    }),
  ).toEqual({ meeting: run.meeting, round: 2 });
});

test('the further election is on paper, too, and its count completes the committee', async () => {
  const params = { meeting: run.meeting, round: '2' };
  const box = 40;
  // No key ceremony was held: no card of this round could ever vote, and paper is what comes next.
  const shown = await state();
  expect({ phase: shown.phase, next: shown.next.step }).toEqual({ phase: 'cards', next: 'choose-paper' });
  const made = openSession(hall.base);
  const pairing = { params: { meeting: run.meeting }, body: { role: 'card-station', name: '制卡机' } } as const;
  await made.call(pair, { body: { code: (await office().call(organizer.addMachine, pairing)).code } });
  expect((await made.call(station.cardStationState)).step).toBe('closed');
  const tokens = Array.from({ length: 3 }, () => encodeBase64url(random(32)));
  expect(code(await made.ask(station.submitTokens, { body: { round: 2, tokens } }))).toBe('wrong-phase');
  await office().call(paper.proposePaperRound, { params, body: { reason: '村里没有电' } });
  await signAll(devices);
  expect((await state()).phase).toBe('sealed');
  await checkIn(run, 52);
  await office().call(paper.issuePaper, {
    params,
    body: { contests: [{ printed: 55, issued: 52, remaining: 3 }] },
  });
  await office().call(paper.stopPaper, { params, body: {} });
  await office().call(paper.openPaperBox, { params, body: { contests: [{ voters: box, recovered: box }] } });
  const ballot = {
    rows: [
      { mark: 'approve', altered: null },
      { mark: 'disapprove', altered: null },
    ],
    writeIns: [],
    identifyingMark: false,
  };
  for (const machine of tellers)
    for (let number = 1; number <= box; number += 1)
      await machine.call(teller.saveReading, { body: { contest: 0, number, ballot: ballot as never } });
  await office().call(paper.proposePaperCount, { params, body: {} });
  await signAll(devices);
  await office().call(organizer.publishRound, { params, body: {} });
  await settle(devices);
  const result = JSON.parse(Buffer.from(await office().call(resultFile, { params })).toString()) as RoundResult;
  expect(result.contests[0]).toMatchObject({ elected: ['陈四'], unfilled: 0 });
  const { following, next } = await state();
  expect({ next: next.step, kinds: following.map(({ kind }) => kind) }).toEqual({ next: 'report', kinds: ['plenary'] });
  const text = Buffer.from(await office().call(recordFile, { params })).toString();
  expect((await verifyRecord(text, { random })).findings).toEqual([]);
}, 300_000);

test('both rounds are reported together, and the superior files them by one answer', async () => {
  const params = { meeting: run.meeting };
  await office().call(organizer.reportRound, { params: { ...params, round: '2' }, body: {} });
  const official = { role: 'township', name: '镇组织委员', password: 'another password' } as const;
  await office().call(organizer.addOfficial, { body: official });
  const superior = openSession(hall.base);
  await superior.call(signIn, { body: official });
  const shown = await superior.call(township.townshipMeeting, { params });
  expect({ decisions: shown.decisions, earlier: shown.earlier.map(({ round }) => round) }).toEqual({
    decisions: ['file', 'return'],
    earlier: [1],
  });
  // The count is complete with t of n signatures.
  expect(shown.result.attested).toEqual(SCRUTINEERS.slice(0, 2));
  expect(shown.deviations.filter(({ severity }) => severity === 'stop')).toEqual([]);
  // Men born in 1970 (rules §4.2, T73).
  expect(shown.deviations.map(({ code }) => code)).toEqual(expect.arrayContaining(['no-woman', 'nobody-young']));
  await superior.call(township.answerMeeting, {
    params,
    body: { decision: 'file', number: '大委〔2026〕12号', reason: '', signatory: '李镇长' },
  });
  expect((await state()).next.step).toBe('derive');
}, 300_000);
