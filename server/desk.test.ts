import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  assist,
  attendanceFile,
  checkIn,
  closeDesk,
  deskMeetings,
  deskState,
  leave,
  readmit,
  undoCheckIn,
} from './contract/desk.ts';
import {
  addOfficial,
  closeCheckIn,
  createMeeting,
  openCheckIn,
  organizerMeeting,
  pauseRound,
  resumeRound,
} from './contract/organizer.ts';
import { setUp, signIn } from './contract/public.ts';
import { type Browser, granted, type ScratchApp, scratchApp } from './scratch-app.ts';
import { setPhase } from './store/meeting.ts';
import { insertProposal } from './store/record-proposal.ts';
import { insertAudit, insertTokens } from './store/record-token.ts';

let hall: ScratchApp;
let organizer: Browser;
let desk: Browser;
let meeting: string;

const PASSWORD = 'a long password';

beforeAll(async () => {
  hall = await scratchApp();
  organizer = hall.browser();
  desk = hall.browser();
  granted(
    await organizer.call(setUp, {
      body: { code: hall.app.setUpCode, name: '高玉龙', password: PASSWORD, start: 'empty' },
    }),
  );
  for (const name of ['吴菊芳', '唐梅']) {
    granted(await organizer.call(addOfficial, { body: { name, password: PASSWORD, role: 'desk' } }));
  }
  granted(await desk.call(signIn, { body: { role: 'desk', name: '吴菊芳', password: PASSWORD } }));
});
afterAll(() => hall.close());

beforeEach(async () => {
  meeting = granted(await organizer.call(createMeeting, { body: { start: 'sample' } })).id;
  // The ceremony and the cards have tests of their own; the desk only asks for the phase.
  await setPhase(hall.db, meeting, 'sealed');
});

const params = () => ({ meeting });
const state = async () => granted(await desk.call(deskState, { params: params() }));
const open = async () => granted(await organizer.call(openCheckIn, { params: params(), body: {} }));
const arrive = (member: string) => desk.call(checkIn, { params: params(), body: { member } });
const members = async (right: 'votes' | 'attends' | 'excluded') =>
  (await state()).members.filter((member) => member.right === right);
const refusedWith = (code: string) => ({ ok: false, error: { code } });

test('the desk knows a meeting only from check-in on', async () => {
  expect(granted(await desk.call(deskMeetings)).meetings.map(({ id }) => id)).not.toContain(meeting);
  expect(await desk.call(deskState, { params: params() })).toMatchObject(refusedWith('wrong-phase'));
  await open();
  expect(granted(await desk.call(deskMeetings)).meetings.map(({ id }) => id)).toContain(meeting);
});

test('the roll at the desk: 75 vote, 4 attend, 5 are excluded', async () => {
  await open();
  expect((await members('votes')).length).toBe(75);
  expect((await members('attends')).length).toBe(4);
  expect((await members('excluded')).length).toBe(5);
});

test('59 of 75 are no quorum, 60 are (条例 2020: 不少于五分之四)', async () => {
  await open();
  const voters = await members('votes');
  for (const { id } of voters.slice(0, 59)) granted(await arrive(id));
  expect((await state()).attendance).toMatchObject({ present: 59, missing: 1, quorate: false, quorumMinimum: 60 });
  const last = granted(await arrive(voters[59]?.id ?? ''));
  expect(last).toMatchObject({
    card: true,
    attendance: { present: 60, missing: 0, quorate: true, cardsHandedOut: 60 },
  });
});

test('nobody checks in twice, not even at two desks at the same moment', async () => {
  await open();
  const [voter] = await members('votes');
  const both = await Promise.all([arrive(voter?.id ?? ''), arrive(voter?.id ?? '')]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject(refusedWith('already-checked-in'));
  expect((await state()).attendance.present).toBe(1);
});

test('who has no vote attends without a card; who is left out is sent to the chair', async () => {
  await open();
  const [guest] = await members('attends');
  const [excluded] = await members('excluded');
  expect(granted(await arrive(guest?.id ?? ''))).toMatchObject({
    card: false,
    attendance: { present: 0, attending: 1 },
  });
  expect(await arrive(excluded?.id ?? '')).toMatchObject(refusedWith('member-excluded'));
  expect(await arrive('00000000-0000-4000-8000-000000000000')).toMatchObject(refusedWith('member-unknown'));
});

test('undoing takes a reason and a second official with the own password', async () => {
  await open();
  const [voter] = await members('votes');
  granted(await arrive(voter?.id ?? ''));
  const undo = (name: string, password: string) =>
    desk.call(undoCheckIn, {
      params: params(),
      body: { member: voter?.id ?? '', reason: '点错了人', secondOfficial: { name, password } },
    });
  expect(await undo('吴菊芳', PASSWORD)).toMatchObject(refusedWith('second-official-needed'));
  expect(await undo('唐梅', 'guess')).toMatchObject(refusedWith('second-official-needed'));
  expect(granted(await undo('唐梅', PASSWORD)).attendance.present).toBe(0);
  expect(await undo('唐梅', PASSWORD)).toMatchObject(refusedWith('not-checked-in'));
});

test('who leaves before the opening hands the card back and lowers 实到 (rules §1.5); a return draws a new card', async () => {
  await open();
  const [voter] = await members('votes');
  const member = voter?.id ?? '';
  granted(await arrive(member));
  const left = granted(await desk.call(leave, { params: params(), body: { member } }));
  expect(left.attendance).toMatchObject({ present: 0, cardsHandedOut: 1, cardsHandedBack: 1 });
  const back = granted(await arrive(member));
  expect(back.attendance).toMatchObject({ present: 1, cardsHandedOut: 2, cardsHandedBack: 1 });
});

test('the closed desk checks nobody in; it opens for latecomers only while voting is paused', async () => {
  await open();
  const [voter] = await members('votes');
  granted(await desk.call(closeDesk, { params: params(), body: {} }));
  expect(await arrive(voter?.id ?? '')).toMatchObject(refusedWith('check-in-closed'));
  expect(await desk.call(closeDesk, { params: params(), body: {} })).toMatchObject(refusedWith('check-in-closed'));

  await setPhase(hall.db, meeting, 'voting');
  expect(await organizer.call(openCheckIn, { params: params(), body: {} })).toMatchObject(refusedWith('wrong-phase'));
});

test('voting does not go on while the desk is open, nor without a quorum', async () => {
  await open();
  const voters = await members('votes');
  for (const { id } of voters.slice(0, 59)) granted(await arrive(id));
  granted(await organizer.call(closeCheckIn, { params: params(), body: {} }));
  await setPhase(hall.db, meeting, 'voting');
  const round = { meeting, round: '1' };
  granted(await organizer.call(pauseRound, { params: round, body: { reason: '有人迟到' } }));
  const resume = () => organizer.call(resumeRound, { params: round, body: {} });
  expect(await resume()).toMatchObject(refusedWith('not-quorate'));
  await open();
  granted(await arrive(voters[59]?.id ?? ''));
  expect(await resume()).toMatchObject(refusedWith('desk-open'));
  granted(await organizer.call(closeCheckIn, { params: params(), body: {} }));
  granted(await resume());
});

test('while the scrutineers sign the opening nobody comes, goes or opens the desk again (specification §5)', async () => {
  await open();
  const [voter, other] = await members('votes');
  granted(await arrive(voter?.id ?? ''));
  granted(await organizer.call(closeCheckIn, { params: params(), body: {} }));
  await insertProposal(hall.db, { id: `open of ${meeting}`, meeting, round: 1, kind: 'open', body: '{}' });
  expect(await organizer.call(openCheckIn, { params: params(), body: {} })).toMatchObject(
    refusedWith('proposal-pending'),
  );
  expect(await desk.call(leave, { params: params(), body: { member: voter?.id ?? '' } })).toMatchObject(
    refusedWith('proposal-pending'),
  );
  const undone = await desk.call(undoCheckIn, {
    params: params(),
    body: { member: voter?.id ?? '', reason: '点错了人', secondOfficial: { name: '唐梅', password: PASSWORD } },
  });
  expect(undone).toMatchObject(refusedWith('proposal-pending'));
  expect(await arrive(other?.id ?? '')).toMatchObject(refusedWith('check-in-closed'));
  expect((await state()).attendance.present).toBe(1);
});

test('nobody checks in while voting is open or after it has stopped: 实到 is the base of the count', async () => {
  await open();
  const [voter] = await members('votes');
  for (const phase of ['voting', 'stopped', 'closed', 'counting'] as const) {
    await setPhase(hall.db, meeting, phase);
    expect(await arrive(voter?.id ?? ''), phase).toMatchObject(refusedWith('check-in-closed'));
  }
  expect((await state()).attendance.present).toBe(0);
});

test('a check-in is not undone and nobody hands a card back once voting has begun', async () => {
  await open();
  const [voter] = await members('votes');
  const member = voter?.id ?? '';
  granted(await arrive(member));
  await setPhase(hall.db, meeting, 'paused');
  const undone = await desk.call(undoCheckIn, {
    params: params(),
    body: { member, reason: '点错了人', secondOfficial: { name: '唐梅', password: PASSWORD } },
  });
  expect(undone).toMatchObject(refusedWith('card-was-drawn'));
  expect(await desk.call(leave, { params: params(), body: { member } })).toMatchObject(refusedWith('wrong-phase'));
});

test('the desk’s state holds no time, no order of arrival and nothing of a card', async () => {
  await open();
  const voters = await members('votes');
  const order = [5, 3, 8, 1].map((index) => voters[index]?.id ?? '');
  for (const id of order) granted(await arrive(id));
  const { members: list } = await state();
  expect(list.map(({ id }) => id)).toEqual((await state()).members.map(({ id }) => id));
  const here = list.filter(({ state: where }) => where === 'here').map(({ id }) => id);
  expect(here).not.toEqual(order);
  expect(JSON.stringify(list)).not.toMatch(/time|Date|token|card|\d{2}:\d{2}/);
});

/** The list of cards, as many as the card station would have made. */
const makeCards = (count: number) =>
  insertTokens(
    hall.db,
    meeting,
    1,
    Array.from({ length: count }, (_, at) => `T${at}`),
  );
const readmission = (member: string, name = '唐梅', password = PASSWORD) =>
  desk.call(readmit, { params: params(), body: { member, secondOfficial: { name, password } } });

test('who was left out and turns up is counted again and draws a card: X − 1, Y + 1 (rules §3)', async () => {
  await makeCards(80);
  await open();
  const [excluded] = await members('excluded');
  const id = excluded?.id ?? '';
  expect(await readmission(id, '吴菊芳')).toMatchObject(refusedWith('second-official-needed'));
  expect((await state()).attendance).toMatchObject({ expected: 75, countedAgain: 0 });

  const { attendance } = granted(await readmission(id));
  expect(attendance).toMatchObject({ expected: 76, present: 1, quorumMinimum: 61, countedAgain: 1, cardsHandedOut: 1 });
  const now = await state();
  expect(now.members.find((member) => member.id === id)).toMatchObject({ right: 'votes', state: 'here' });
  expect(now.announcement?.zh).toContain('其中 1 名原不计算在应到会人数之内');
  expect(await readmission(id)).toMatchObject(refusedWith('not-excluded'));
  const { roll } = granted(await organizer.call(organizerMeeting, { params: params() }));
  expect(roll.counts).toMatchObject({ members: 84, excluded: 4, expected: 76 });
});

test('a member counted again by mistake is left out as before; one who leaves stays expected', async () => {
  await makeCards(80);
  await open();
  const [first, second] = await members('excluded');
  const id = first?.id ?? '';
  granted(await readmission(id));
  const body = { member: id, reason: '点错了人', secondOfficial: { name: '唐梅', password: PASSWORD } };
  const undone = granted(await desk.call(undoCheckIn, { params: params(), body }));
  expect(undone.attendance).toMatchObject({ expected: 75, present: 0, countedAgain: 0 });
  expect((await members('excluded')).map((member) => member.id)).toContain(id);

  granted(await readmission(second?.id ?? ''));
  const left = granted(await desk.call(leave, { params: params(), body: { member: second?.id ?? '' } }));
  expect(left.attendance).toMatchObject({ expected: 76, present: 0 });
  expect(granted(await arrive(second?.id ?? ''))).toMatchObject({ card: true, attendance: { present: 1 } });
});

test('once the desk closes the roll does not tell in which order people who had been left out turned up', async () => {
  await makeCards(80);
  await open();
  const changed = async () =>
    (await hall.db.execute(
      sql`select id::text, xmin::text from member where meeting = ${meeting} order by xmin::text::bigint`,
    )) as unknown as { id: string; xmin: string }[];
  const roll = () =>
    hall.db.execute(sql`select * from member where meeting = ${meeting} order by position`).then((rows) => [...rows]);
  const back = (await members('excluded')).slice(0, 3).map(({ id }) => id);
  for (const id of back) granted(await readmission(id));
  const before = await roll();
  // It is there to be read before: that is what has to be wiped.
  expect((await changed()).slice(-3).map(({ id }) => id)).toEqual(back);

  granted(await desk.call(closeDesk, { params: params(), body: {} }));
  const [closed] = await hall.db.execute(sql`select xmin::text from meeting where id = ${meeting}`);
  expect(new Set((await changed()).map(({ xmin }) => xmin))).toEqual(new Set([closed?.xmin]));
  // In each page the rows lie sorted. The end of a page may hold a later row that was short enough for what was left of it.
  const lying = (await hall.db.execute(
    sql`select id::text, (ctid::text::point)[0] as page from member where meeting = ${meeting} order by ctid`,
  )) as unknown as { id: string; page: number }[];
  const numbers = [...new Set(lying.map(({ page }) => page))];
  const pages = numbers.map((number) => lying.filter(({ page }) => page === number).map(({ id }) => id));
  expect(pages.map((ids) => ids.toSorted())).toEqual(pages);
  expect(pages.flat()).toHaveLength(before.length);
  expect(await roll()).toEqual(before);
});

test('nobody is counted again who was not left out, without a card, or once the opening is proposed or done', async () => {
  // Of 78 one was audited and one is handed back: 76 can be drawn (specification §5).
  await makeCards(78);
  await insertAudit(hall.db, meeting, 1, 'T0');
  await open();
  const [voter] = await members('votes');
  granted(await arrive(voter?.id ?? ''));
  granted(await desk.call(leave, { params: params(), body: { member: voter?.id ?? '' } }));
  const [guest] = await members('attends');
  const [one, two] = await members('excluded');
  for (const { id } of [voter, guest].map((member) => member ?? { id: '' }))
    expect(await readmission(id)).toMatchObject(refusedWith('not-excluded'));
  expect(await readmission('00000000-0000-4000-8000-000000000000')).toMatchObject(refusedWith('member-unknown'));
  granted(await readmission(one?.id ?? ''));
  expect(await readmission(two?.id ?? '')).toMatchObject(refusedWith('no-card-left'));

  granted(await desk.call(closeDesk, { params: params(), body: {} }));
  expect(await readmission(two?.id ?? '')).toMatchObject(refusedWith('check-in-closed'));
  await open();
  await insertProposal(hall.db, { id: `open-${meeting}`, meeting, round: 1, kind: 'open', body: '{}' });
  expect(await readmission(two?.id ?? '')).toMatchObject(refusedWith('proposal-pending'));
  // Ten refusals a minute are enough for whoever guesses passwords.
  for (const phase of ['paused', 'voting'] as const) {
    await setPhase(hall.db, meeting, phase);
    expect(await readmission(two?.id ?? ''), phase).toMatchObject(refusedWith('readmission-closed'));
  }
});

test('the transaction that closes the desk wipes the order of arrival: no crash can leave one without the other', async () => {
  await open();
  for (const { id } of (await members('votes')).slice(0, 6).toReversed()) granted(await arrive(id));
  granted(await desk.call(closeDesk, { params: params(), body: {} }));
  const rows = (await hall.db.execute(
    sql`select member::text, xmin::text from attendance where meeting = ${meeting} order by ctid`,
  )) as unknown as { member: string; xmin: string }[];
  const [closed] = await hall.db.execute(sql`select xmin::text from meeting where id = ${meeting}`);
  expect(rows.map(({ member }) => member)).toEqual(rows.map(({ member }) => member).toSorted());
  expect(new Set(rows.map(({ xmin }) => xmin))).toEqual(new Set([closed?.xmin]));
});

test('the attendance sheet is a PDF of the whole roll', async () => {
  await open();
  const [voter] = await members('votes');
  granted(await arrive(voter?.id ?? ''));
  const pdf = granted(await desk.call(attendanceFile, { params: params() }));
  expect(Buffer.from(pdf.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-attendance-'));
  try {
    writeFileSync(join(folder, 'sheet.pdf'), pdf);
    const text = execFileSync('pdftotext', ['-layout', join(folder, 'sheet.pdf'), '-'], { encoding: 'utf8' });
    for (const name of ['阿卜杜拉·买买提', '李㛃', '陈䶮', '欧阳志远', '谭建国']) expect(text).toContain(name);
    expect(text).toContain('75');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const helped = (member: string, helper: string) => desk.call(assist, { params: params(), body: { member, helper } });

test('a candidate fills in for nobody, nor a voter for herself; anybody else does, until the desk closes (T57)', async () => {
  await open();
  const [voter] = await members('votes');
  if (voter === undefined) throw new Error('nobody votes');
  granted(await arrive(voter.id));
  const { candidates } = granted(await organizer.call(organizerMeeting, { params: params() }));
  const standing = candidates.flatMap((list) => list.candidates).find(({ label }) => label !== voter.label);
  expect(await helped(voter.id, standing?.label ?? '')).toMatchObject(refusedWith('helper-is-candidate'));
  // Without the remark that tells namesakes apart nobody knows that it is not the candidate.
  expect(await helped(voter.id, '王建国')).toMatchObject(refusedWith('helper-is-candidate'));
  expect(await helped(voter.id, voter.label)).toMatchObject(refusedWith('helper-is-voter'));
  expect(await helped(crypto.randomUUID(), '吴菊芳')).toMatchObject(refusedWith('member-unknown'));
  granted(await helped(voter.id, '吴菊芳'));
  expect((await members('votes')).find(({ id }) => id === voter.id)?.helper).toBe('吴菊芳');
  granted(await helped(voter.id, ''));
  expect((await members('votes')).find(({ id }) => id === voter.id)?.helper).toBeNull();
  granted(await desk.call(closeDesk, { params: params(), body: {} }));
  // Beside a cast, its place in the database would tell which ballot came after it.
  expect(await helped(voter.id, '吴菊芳')).toMatchObject(refusedWith('check-in-closed'));
});

test('nobody fills in for a member who is not here, who has left, or who has no vote (T58)', async () => {
  await open();
  const [voter] = await members('votes');
  const [guest] = await members('attends');
  if (voter === undefined || guest === undefined) throw new Error('nobody');
  expect(await helped(voter.id, '吴菊芳')).toMatchObject(refusedWith('voter-not-here'));
  granted(await arrive(guest.id));
  expect(await helped(guest.id, '吴菊芳')).toMatchObject(refusedWith('voter-not-here'));
  granted(await arrive(voter.id));
  granted(await helped(voter.id, '吴菊芳'));
  granted(await desk.call(leave, { params: params(), body: { member: voter.id } }));
  expect((await members('votes')).find(({ id }) => id === voter.id)?.helper).toBeNull();
  expect(await helped(voter.id, '吴菊芳')).toMatchObject(refusedWith('voter-not-here'));
});

test('nothing but who and whom is kept of it: no time, no card, no order once the desk is closed (T57)', async () => {
  await open();
  const voters = (await members('votes')).filter(({ label }) => !label.includes('王建国')).slice(0, 6);
  for (const { id } of voters) {
    granted(await arrive(id));
    granted(await helped(id, '吴菊芳'));
  }
  const columns = (await hall.db.execute(
    sql`select column_name from information_schema.columns where table_name = 'assistance'`,
  )) as unknown as { column_name: string }[];
  expect(columns.map(({ column_name }) => column_name).toSorted()).toEqual(['helper', 'meeting', 'voter']);
  const physical = async () =>
    (await hall.db.execute(
      sql`select voter::text, xmin::text from assistance where meeting = ${meeting} order by ctid`,
    )) as unknown as { voter: string; xmin: string }[];
  // The order is there to be read before: that is what has to be wiped.
  expect((await physical()).map(({ voter }) => voter)).toEqual(voters.map(({ id }) => id));
  granted(await desk.call(closeDesk, { params: params(), body: {} }));
  const rows = await physical();
  expect(rows.map(({ voter }) => voter)).toEqual(voters.map(({ id }) => id).toSorted());
  expect(new Set(rows.map(({ xmin }) => xmin)).size).toBe(1);
  const { documents } = await state();
  expect(documents.find(({ kind }) => kind === 'assistance')?.ready).toBe(true);
  const pdf = await desk.request(`/api/desk/meetings/${meeting}/assistance.pdf`);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  const printed = execFileSync('pdftotext', ['-', '-'], { input: new Uint8Array(await pdf.arrayBuffer()) }).toString();
  for (const { name } of voters) expect(printed.replaceAll(/\s/g, '')).toContain(name);
  expect(printed).not.toMatch(/\d{1,2}:\d{2}/);
});
