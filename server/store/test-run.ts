/** A test run as the database holds it: a copy of a draft, and everything that hangs from it, to be counted and deleted. */
import { eq, inArray, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './database.ts';
import { machine, pairingCode, session } from './schema/accounts.ts';
import { assistance, attendance, undoneCheckIn } from './schema/attendance.ts';
import { examinedBox } from './schema/examined-box.ts';
import {
  candidate,
  electable,
  meeting,
  member,
  post,
  scrutineer,
  suppliedStrokes,
  wipedTestRun,
} from './schema/meeting.ts';
import { paperBox, paperReading, paperSettlement, tellerSeat } from './schema/paper.ts';
import { paperDetails } from './schema/papers.ts';
import {
  acceptance,
  answer,
  audit,
  cardExchange,
  ceremonyMessage,
  checkpoint,
  cosignature,
  entry,
  logHead,
  meetingKey,
  proposal,
  proposalSignature,
  resultSheet,
  token,
  waiting,
} from './schema/record.ts';
import { officePaper } from './schema/villages.ts';
import { voiceClip } from './schema/voices.ts';
import { saveClip } from './voice-clips.ts';

type Held = { readonly title: string; readonly table: PgTable; readonly of: PgColumn };

/** Every table that holds something of a meeting, the meeting last. */
export const HELD_OF_A_MEETING: readonly Held[] = [
  { title: '选举档案条目', table: entry, of: entry.meeting },
  { title: '待写入档案的选票', table: waiting, of: waiting.meeting },
  { title: '检查点', table: checkpoint, of: checkpoint.meeting },
  { title: '联署', table: cosignature, of: cosignature.meeting },
  { title: '档案日志', table: logHead, of: logHead.meeting },
  { title: '服务器密钥', table: meetingKey, of: meetingKey.meeting },
  { title: '密钥份额信件', table: ceremonyMessage, of: ceremonyMessage.meeting },
  { title: '待签文件', table: proposal, of: proposal.meeting },
  { title: '投票卡', table: token, of: token.meeting },
  { title: '抽验', table: audit, of: audit.meeting },
  { title: '投出的确认', table: acceptance, of: acceptance.meeting },
  { title: '补换', table: cardExchange, of: cardExchange.meeting },
  { title: '报告单', table: resultSheet, of: resultSheet.meeting },
  { title: '批复', table: answer, of: answer.meeting },
  { title: '往来公文', table: officePaper, of: officePaper.meeting },
  { title: '文书填写项', table: paperDetails, of: paperDetails.meeting },
  { title: '纸质票箱', table: paperBox, of: paperBox.meeting },
  { title: '计票席位', table: tellerSeat, of: tellerSeat.meeting },
  { title: '纸质票判读', table: paperReading, of: paperReading.meeting },
  { title: '纸质票裁定', table: paperSettlement, of: paperSettlement.meeting },
  { title: '验箱', table: examinedBox, of: examinedBox.meeting },
  { title: '签到', table: attendance, of: attendance.meeting },
  { title: '撤销的签到', table: undoneCheckIn, of: undoneCheckIn.meeting },
  { title: '代写登记', table: assistance, of: assistance.meeting },
  { title: '登录', table: session, of: session.meeting },
  { title: '配对码', table: pairingCode, of: pairingCode.meeting },
  { title: '设备', table: machine, of: machine.meeting },
  { title: '监票人', table: scrutineer, of: scrutineer.meeting },
  { title: '读音', table: voiceClip, of: voiceClip.meeting },
  { title: '笔画补充', table: suppliedStrokes, of: suppliedStrokes.meeting },
  { title: '可选名单', table: electable, of: electable.meeting },
  { title: '候选人', table: candidate, of: candidate.meeting },
  { title: '职务', table: post, of: post.meeting },
  { title: '名册', table: member, of: member.meeting },
  { title: '会议', table: meeting, of: meeting.id },
];

/** Rows by kind; the signatures of a proposal hang from it and not from the meeting. */
export async function countHeld(
  db: Database,
  meetings: readonly string[],
): Promise<readonly { readonly title: string; readonly rows: number }[]> {
  const counts: { title: string; rows: number }[] = [];
  for (const { title, table, of } of HELD_OF_A_MEETING)
    counts.push({ title, rows: await db.$count(table, inArray(of, [...meetings])) });
  return [
    ...counts,
    { title: '待签文件上的签名', rows: await db.$count(proposalSignature, ofProposals(db, meetings)) },
  ];
}

export async function deleteHeld(db: Database, meetings: readonly string[]): Promise<void> {
  await db.delete(proposalSignature).where(ofProposals(db, meetings));
  for (const { table, of } of HELD_OF_A_MEETING) await db.delete(table).where(inArray(of, [...meetings]));
}

const ofProposals = (db: Database, meetings: readonly string[]): SQL =>
  inArray(
    proposalSignature.proposal,
    db
      .select({ id: proposal.id })
      .from(proposal)
      .where(inArray(proposal.meeting, [...meetings])),
  );

/**
 * The roll, ballot, officials and voices of a draft under another meeting; nothing of a device, a key or the desk. A draft that follows
 * from another meeting speaks with its voices until it has its own (services/voices.ts); the copy follows from none and gets them all.
 */
export async function copyDraft(
  db: Database,
  { id: from, derivedFrom }: { readonly id: string; readonly derivedFrom: string | null },
  to: string,
): Promise<void> {
  const ids = new Map<string, string>();
  for (const { id, ...row } of await db
    .select()
    .from(member)
    .where(eq(member.meeting, from))
    .orderBy(member.position)) {
    const [copied] = await db
      .insert(member)
      .values({ ...row, meeting: to })
      .returning({ id: member.id });
    if (copied === undefined) throw new Error('insert of a member gave no row');
    ids.set(id, copied.id);
  }
  const copyOf = (id: string): string => {
    const copied = ids.get(id);
    if (copied === undefined) throw new Error('a draft names somebody who is not on its roll');
    return copied;
  };
  for (const row of await db.select().from(post).where(eq(post.meeting, from)))
    await db.insert(post).values({ ...row, meeting: to });
  for (const row of await db.select().from(candidate).where(eq(candidate.meeting, from)))
    await db.insert(candidate).values({ ...row, meeting: to, member: copyOf(row.member) });
  for (const row of await db.select().from(electable).where(eq(electable.meeting, from)))
    await db.insert(electable).values({ ...row, meeting: to, member: copyOf(row.member) });
  for (const row of await db.select().from(suppliedStrokes).where(eq(suppliedStrokes.meeting, from)))
    await db.insert(suppliedStrokes).values({ ...row, meeting: to });
  for (const source of derivedFrom === null ? [from] : [derivedFrom, from])
    for (const row of await db.select().from(voiceClip).where(eq(voiceClip.meeting, source)))
      await saveClip(db, { ...row, meeting: to });
  for (const row of await db.select().from(scrutineer).where(eq(scrutineer.meeting, from)))
    await db
      .insert(scrutineer)
      .values({ ...row, meeting: to, member: copyOf(row.member), signKey: null, cosignKey: null });
}

/** The test run and the meetings that were derived from it. */
export async function loadMeetingsOfTestRun(db: Database, id: string): Promise<readonly string[]> {
  const all = [id];
  for (const one of all) {
    const rows = await db.select({ id: meeting.id }).from(meeting).where(eq(meeting.derivedFrom, one));
    all.push(...rows.map((row) => row.id));
  }
  return all;
}

export type WipedTestRun = typeof wipedTestRun.$inferSelect;

export async function insertWipedTestRun(db: Database, values: Omit<WipedTestRun, 'position'>): Promise<void> {
  await db.insert(wipedTestRun).values(values);
}

export async function loadWipedTestRuns(db: Database): Promise<readonly Omit<WipedTestRun, 'proof'>[]> {
  const { id, position, draft, title, day } = wipedTestRun;
  return db.select({ id, position, draft, title, day }).from(wipedTestRun).orderBy(position);
}

export async function loadWipingProof(db: Database, id: string): Promise<Uint8Array | undefined> {
  const [row] = await db.select({ proof: wipedTestRun.proof }).from(wipedTestRun).where(eq(wipedTestRun.id, id));
  return row?.proof;
}
