import { z } from 'zod';
import { memberSchema } from './organizer.ts';
import { route } from './route.ts';
import {
  attendanceSchema,
  documentSchema,
  doneSchema,
  exchangeKindSchema,
  exchangeSchema,
  meetingSummarySchema,
  memberIdSchema,
  secondOfficialSchema,
  staffNeededSchema,
  surnameSchema,
} from './shared.ts';
import { textSchema } from './text.ts';

const audience = 'desk' as const;
const inMeeting = '/api/desk/meetings/:meeting' as const;

/** One line of the desk's list. No time and no order of arrival exists anywhere (specification §5). */
export const deskMemberSchema = memberSchema
  .pick({ id: true, name: true, label: true, surname: true, pinyin: true, initials: true, gender: true })
  .extend({
    /** 'votes': gets a card; 'attends': 列席, no card; 'excluded': not expected, ask the chair. */
    right: z.enum(['votes', 'attends', 'excluded']),
    state: z.enum(['absent', 'here', 'left']),
    /** Shown under the name: 可投票 / 列席，无表决权 / 已签到 / 已退场. */
    line: textSchema,
    /** 代写: who fills in the ballot for this voter, by her will; null: nobody. */
    helper: z.string().nullable(),
  });

export const deskStateSchema = z.object({
  meeting: meetingSummarySchema,
  official: z.string(),
  attendance: attendanceSchema,
  surnames: z.array(surnameSchema),
  members: z.array(deskMemberSchema),
  /** What the desk says next, e.g. the sentence for the chair once the quorum is reached (UX C6). */
  announcement: textSchema.nullable(),
  documents: z.array(documentSchema),
  /** Exchanges of cards in the round that is being voted; null while none is. */
  exchanges: z.array(exchangeSchema).nullable(),
  staffNeeded: z.array(staffNeededSchema),
});
export type DeskState = z.infer<typeof deskStateSchema>;
export type DeskMember = z.infer<typeof deskMemberSchema>;

export const deskSession = route({
  method: 'GET',
  path: '/api/desk/session',
  audience,
  summary: { zh: '当前登录的工作人员', en: 'The official signed in' },
  body: null,
  response: z.object({ name: z.string() }),
  refusals: ['not-signed-in'],
});

export const deskSignOut = route({
  method: 'POST',
  path: '/api/desk/sign-out',
  audience,
  summary: { zh: '退出', en: 'Sign out' },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: ['not-signed-in'],
});

export const deskMeetings = route({
  method: 'GET',
  path: '/api/desk/meetings',
  audience,
  summary: { zh: '可以签到的会议', en: 'Meetings the desk may work in' },
  body: null,
  response: z.object({ meetings: z.array(meetingSummarySchema) }),
  refusals: ['not-signed-in'],
});

export const deskState = route({
  method: 'GET',
  path: `${inMeeting}/state`,
  audience,
  summary: { zh: '签到处的状态', en: 'State of the desk' },
  body: null,
  response: deskStateSchema,
  refusals: ['not-signed-in', 'wrong-phase'],
});

export const checkIn = route({
  method: 'POST',
  path: `${inMeeting}/check-in`,
  audience,
  summary: { zh: '签到', en: 'Check a member in' },
  body: z.strictObject({ member: memberIdSchema }),
  /** card: the member now draws one folded card from the box; nothing reads it here. */
  response: z.object({ card: z.boolean(), attendance: attendanceSchema }),
  refusals: ['not-signed-in', 'check-in-closed', 'member-unknown', 'already-checked-in', 'member-excluded'],
});

export const undoCheckIn = route({
  method: 'POST',
  path: `${inMeeting}/undo`,
  audience,
  summary: { zh: '撤销签到（两名工作人员，写明原因）', en: 'Undo a check-in (two officials, with the reason)' },
  body: z.strictObject({
    member: memberIdSchema,
    reason: z.string().trim().min(1).max(120),
    secondOfficial: secondOfficialSchema,
  }),
  response: z.object({ attendance: attendanceSchema }),
  refusals: [
    'not-signed-in',
    'check-in-closed',
    'member-unknown',
    'not-checked-in',
    'second-official-needed',
    'card-was-drawn',
    'proposal-pending',
  ],
});

export const readmit = route({
  method: 'POST',
  path: `${inMeeting}/readmit`,
  audience,
  summary: {
    zh: '不计算在应到会人数之内的党员到会：主持人同意后重新计入并签到（两名工作人员）',
    en: 'A member left out of the expected turns up: counted again with the consent of the chair, and checked in (two officials)',
  },
  body: z.strictObject({
    member: memberIdSchema,
    secondOfficial: secondOfficialSchema,
  }),
  /** The member draws a card like everybody else. */
  response: z.object({ attendance: attendanceSchema }),
  refusals: [
    'not-signed-in',
    'check-in-closed',
    'readmission-closed',
    'member-unknown',
    'not-excluded',
    'second-official-needed',
    'no-card-left',
    'proposal-pending',
  ],
});

export const leave = route({
  method: 'POST',
  path: `${inMeeting}/leave`,
  audience,
  summary: { zh: '退场登记：投票卡交回', en: 'A member leaves and hands the card back' },
  body: z.strictObject({ member: memberIdSchema }),
  response: z.object({ attendance: attendanceSchema }),
  refusals: ['not-signed-in', 'wrong-phase', 'member-unknown', 'not-checked-in', 'proposal-pending'],
  phases: ['check-in'],
});

export const assist = route({
  method: 'POST',
  path: `${inMeeting}/assistance`,
  audience,
  summary: {
    zh: '登记代写：谁帮谁填写（不记内容和时间）；姓名留空则取消',
    en: 'Register who fills in the ballot for whom, without content or time; an empty name takes it back',
  },
  body: z.strictObject({ member: memberIdSchema, helper: z.string().trim().max(60) }),
  response: doneSchema,
  refusals: [
    'not-signed-in',
    'check-in-closed',
    'member-unknown',
    'voter-not-here',
    'helper-is-voter',
    'helper-is-candidate',
  ],
});

export const assistanceFile = route({
  method: 'GET',
  path: `${inMeeting}/assistance.pdf`,
  audience,
  summary: { zh: '代写登记表', en: 'List of who was helped by whom' },
  body: null,
  response: { mediaType: 'application/pdf' },
  refusals: ['not-signed-in', 'not-printable'],
});

const exchangeRefusals = ['not-signed-in', 'wrong-phase'] as const;

export const askExchange = route({
  method: 'POST',
  path: `${inMeeting}/exchanges`,
  audience,
  summary: {
    zh: '换卡：旧卡已收下，请监票人确认',
    en: 'Exchange a card: the old one is in hand, a scrutineer has to confirm',
  },
  body: z.strictObject({ kind: exchangeKindSchema }),
  response: z.object({ exchanges: z.array(exchangeSchema) }),
  refusals: [...exchangeRefusals],
  phases: ['voting', 'paused'],
});

export const withdrawExchange = route({
  method: 'POST',
  path: `${inMeeting}/exchanges/withdraw`,
  audience,
  summary: { zh: '撤回一次还没有确认的换卡', en: 'Take back an exchange that nobody has confirmed' },
  body: z.strictObject({ kind: exchangeKindSchema }),
  response: z.object({ exchanges: z.array(exchangeSchema) }),
  refusals: [...exchangeRefusals, 'exchange-not-asked'],
  phases: ['voting', 'paused'],
});

export const closeDesk = route({
  method: 'POST',
  path: `${inMeeting}/close`,
  audience,
  summary: { zh: '截止签到', en: 'Close check-in' },
  body: z.strictObject({}),
  response: z.object({ attendance: attendanceSchema }),
  refusals: ['not-signed-in', 'check-in-closed'],
});

export const attendanceFile = route({
  method: 'GET',
  path: `${inMeeting}/attendance.pdf`,
  audience,
  summary: { zh: '签到表', en: 'Attendance sheet' },
  body: null,
  response: { mediaType: 'application/pdf' },
  refusals: ['not-signed-in'],
});

export const deskRoutes = {
  deskSession,
  deskSignOut,
  deskMeetings,
  deskState,
  checkIn,
  undoCheckIn,
  readmit,
  leave,
  askExchange,
  withdrawExchange,
  closeDesk,
  attendanceFile,
  assist,
  assistanceFile,
};
