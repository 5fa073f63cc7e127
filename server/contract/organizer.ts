import { z } from 'zod';
import { SCALE_NAMES } from '../../tally/appraisal/grade-scales.ts';
import { DECISION_MATTERS, MOTION_MODES, MOTION_SUBJECTS } from '../../tally/record/assembly-entries.ts';
import { MEETING_KINDS, witness } from '../../tally/record/meeting-entry.ts';
import { CONTEST_KINDS } from '../../tally/rules/counting-rules.ts';
import { ExclusionCode, MajorityBase, RuleSettings } from '../../tally/rules/settings.ts';
import { paperWorkSchema } from './paper-rounds.ts';
import { printableSchema, printingSchema } from './printing.ts';
import { machineRoleSchema, officialRoleSchema } from './public.ts';
import { route } from './route.ts';
import {
  accountingConditionSchema,
  attendanceSchema,
  ballotBoxSchema,
  ceremonySchema,
  contestSchema,
  countSchema,
  dateSchema,
  decisionSchema,
  documentSchema,
  doneSchema,
  exchangeSchema,
  meetingIdSchema,
  meetingSummarySchema,
  memberIdSchema,
  motionSchema,
  nameSchema,
  pickableSchema,
  problemSchema,
  proposalSchema,
  roundNumberSchema,
  roundResultSchema,
  scrutineerProgressSchema,
  secondOfficialSchema,
  staffNeededSchema,
  surnameSchema,
  toldNeedSchema,
} from './shared.ts';
import { textSchema } from './text.ts';

const audience = 'organizer' as const;
const base = '/api/organizer' as const;
const inMeeting = '/api/organizer/meetings/:meeting' as const;
const inRound = '/api/organizer/meetings/:meeting/rounds/:round' as const;

// What the organizer decides

/**
 * All rule settings (RULES 7) with their documented defaults; the base alone has none and stays null until chosen.
 */
export const draftRulesSchema = z.strictObject({
  ...RuleSettings.shape,
  majorityBase: MajorityBase.nullable(),
});
export type DraftRules = z.infer<typeof draftRulesSchema>;

/** A post on the ballot; null seats: not decided yet. */
export const postSchema = z.object({ post: z.enum(['委员', '书记', '副书记']), seats: z.int().min(1).max(30) });

export const listedPersonSchema = z.object({
  name: z.string().trim().min(1).max(40),
  remark: z.string().trim().max(40),
});

/** One list of subjects on the form of a 民主测评; with several dimensions each becomes a table of its own. */
export const appraisalListSchema = z.object({
  title: z.string().trim().max(40),
  objects: z.enum(['bodies', 'persons']),
  scale: z.enum(SCALE_NAMES),
  dimensions: z.array(z.string().trim().min(1).max(20)).max(10),
  subjects: z.array(listedPersonSchema).max(200),
});
export type AppraisalList = z.infer<typeof appraisalListSchema>;

/** One post of a 民主推荐: whom to choose from, and how many at most. */
export const recommendationListSchema = z.object({
  post: z.string().trim().max(40),
  limit: z.int().min(1).max(30),
  nominees: z.array(listedPersonSchema).max(500),
});
export type RecommendationList = z.infer<typeof recommendationListSchema>;

export const draftSchema = z.object({
  title: z.string().trim().max(80),
  organization: z.string().trim().max(60),
  superior: z.string().trim().max(60),
  date: dateSchema.nullable(),
  place: z.string().trim().max(60),
  chair: z.string().trim().max(40),
  rules: draftRulesSchema,
  /** 差额预选: a contested ballot names the official candidates, and a second one elects them (rules §1.4). */
  preliminary: z.boolean().default(false),
  /** The meeting is going to vote with ballots on paper: its request, reply and method say so before any round is fixed. */
  onPaper: z.boolean().default(false),
  /** 另选他人 by the list of entitled members who are not candidates. */
  writeIns: z.boolean(),
  /** Cards beyond one for each expected member. */
  spareCards: z.int().min(0).max(100),
  /** Fewer ballots are never decrypted (specification §8.2): 5, or 3 or 4 for a plenary, chosen openly. */
  minimumBallots: z.int().min(3).max(100),
  /** Number and date of the superior's written reply that agrees to the assembly and to kiosks. */
  approval: z.string().trim().max(80),
  /** 民主推荐 and 民主测评 only: who takes part (党员, 村民代表, A …), and what stands on the form. */
  group: z.string().trim().max(20).default(''),
  appraisals: z.array(appraisalListSchema).max(10).default([]),
  recommendations: z.array(recommendationListSchema).max(10).default([]),
  /** The sentences of the rules that were compared with the adopted method (UX O5): one that says something else now is unread. */
  rulesRead: z.array(z.string().max(400)).max(100).default([]),
});
export type Draft = z.infer<typeof draftSchema>;

export const memberSchema = z.object({
  id: memberIdSchema,
  name: z.string(),
  gender: z.string(),
  ethnicity: z.string(),
  /** Year and month, e.g. 1974-04. */
  birth: z.string(),
  education: z.string(),
  joined: z.string(),
  category: z.enum(['full', 'probationary']),
  /** Full members may lack the right: 留党察看, 留置 or 逮捕 (2020). */
  entitled: z.boolean(),
  withoutRightReason: z.string(),
  exclusion: z
    .object({
      category: ExclusionCode,
      reason: z.string(),
      approval: z.string(),
      reply: z.object({ number: z.string(), date: dateSchema }).optional(),
      publicity: z.object({ from: dateSchema, to: dateSchema }).optional(),
    })
    .nullable(),
  remark: z.string(),
  /** Name, or name（remark）when the name is not unique. */
  label: z.string(),
  surname: z.string(),
  pinyin: z.string(),
  initials: z.string(),
  /** May be chosen as a candidate / counts in 应到. */
  eligible: z.boolean(),
  expected: z.boolean(),
  candidate: z.boolean(),
  scrutineer: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;

export const rollLineSchema = z.object({
  line: z.int().min(1),
  severity: z.enum(['stop', 'warning']),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
});
export const rollReportSchema = z.object({
  imported: z.boolean(),
  fileName: z.string(),
  /** What was recognised: 'UTF-8', 'UTF-8 BOM', 'GB18030', 'XLSX'. */
  encoding: z.string(),
  rows: countSchema,
  lines: z.array(rollLineSchema),
});

export const rollCountsSchema = z.object({
  members: countSchema,
  probationary: countSchema,
  withoutRight: countSchema,
  entitled: countSchema,
  excluded: countSchema,
  expected: countSchema,
  quorumMinimum: countSchema,
});

const strokeSchema = z.object({
  character: z.string(),
  /** Digits 1 横 2 竖 3 撇 4 点 5 折; null where nobody has supplied them. */
  strokes: z.string().nullable(),
  source: z.enum(['library', 'organizer']).nullable(),
});

export const candidateListSchema = z.object({
  post: z.string(),
  title: textSchema,
  seats: z.int().min(1),
  /** What kind of ballot it is, and whether its candidates were taken from a result: then nobody chooses them again. */
  category: z.enum(CONTEST_KINDS),
  derived: z.boolean(),
  /** committee members by surname strokes; secretaries in the order the superior approved (条例 2020 art. 24). */
  order: z.enum(['strokes', 'approved']),
  candidates: z.array(
    z.object({
      member: memberIdSchema,
      label: z.string(),
      characters: z.array(strokeSchema),
      /** Why the person stands after the one before in the computed order; null while that is not known. */
      reason: textSchema.nullable(),
    }),
  ),
  /** The order the strokes give; null while strokes are missing. */
  computed: z.array(memberIdSchema).nullable(),
  /** Characters whose strokes the order needs and nobody has supplied. */
  missingStrokes: z.array(z.string()),
  /** All characters without data, needed or not. */
  withoutData: z.array(z.string()),
  confirmed: z.boolean(),
  /** Given where the confirmed order differs from the computed one. */
  orderReason: z.string(),
  surplus: z.object({ required: countSchema, actual: z.int(), ok: z.boolean(), applies: z.boolean() }),
});

/** What a kiosk with a slip printer prints: nothing (no printer), the 查验单 after casting, or one before the choice as well. */
export const slipsSchema = z.enum(['none', 'cast', 'review']);
export type Slips = z.infer<typeof slipsSchema>;

/** What a kiosk tells about its devices, when they change, never when they are used; and whether staff should come. */
export const kioskHealthSchema = z.strictObject({
  /** 'keyboard': nothing but a scanner that types, which cannot be seen; 'lost': the reader was unplugged. */
  scanner: z.enum(['keyboard', 'serial', 'hid', 'lost']),
  camera: z.boolean(),
  /** Coarse, so that it tells no machine or hour from another; null: the browser knows of none. */
  battery: z.strictObject({ percent: z.int().min(0).max(100).multipleOf(5), charging: z.boolean() }).nullable(),
  /** What its screen shows of the empty box, before voting opens, and of which round (UX 5.5 S1); null: it shows something else. */
  box: z.strictObject({ round: roundNumberSchema, ballots: countSchema }).nullable(),
  needs: z.array(toldNeedSchema).max(toldNeedSchema.options.length),
});
export type KioskHealth = z.infer<typeof kioskHealthSchema>;

export const machineSchema = z.object({
  id: z.uuid(),
  role: machineRoleSchema,
  name: z.string(),
  paired: z.boolean(),
  /** Waiting to be typed on the machine; null once used or expired. */
  code: z.object({ code: z.string(), expiresInSeconds: z.int() }).nullable(),
  online: z.boolean(),
  /** Kiosks only: millimetres are real (bank-card calibration done). */
  calibrated: z.boolean(),
  slips: slipsSchema,
  /** Kiosks only: names are spoken there. */
  headphones: z.boolean(),
  /** The queue that prints its slips; null: its own browser does. */
  printer: z.string().nullable(),
  /** Kiosks only: what it says of its own devices; null: it has not said anything since the server started. */
  health: kioskHealthSchema.nullable(),
  /** Kiosks only: whether it has handed over its acceptances of the current round; null while that is not due. */
  handedOver: z.boolean().nullable(),
});

export const scrutineerSchema = z.object({
  ...scrutineerProgressSchema.shape,
  member: memberIdSchema.nullable(),
  code: z.object({ code: z.string(), expiresInSeconds: z.int() }).nullable(),
});

/** An outside witness of the log, declared by its key. */
export const witnessSchema = z.object({
  ...witness.unwrap().shape,
  /** Four groups of four characters of the key, to compare by telephone. */
  fingerprint: z.array(z.string()).length(4),
  /** Entries of the largest head it has cosigned; 0 before the first. */
  cosigned: z.int().min(0),
  /** The meeting does not go on without its next cosignature. */
  awaited: z.boolean(),
});

/** What the organizer may do next: the page's one primary button. */
export const nextStepSchema = z.object({
  step: z.enum([
    'complete-draft',
    'enrol-scrutineers',
    'seal',
    'wait-ceremony',
    'wait-cards',
    'seal-round',
    'choose-paper',
    'plan-paper',
    'wait-signatures',
    'open-check-in',
    'wait-check-in',
    'open-round',
    'wait-voting',
    'stop',
    'void-left-over',
    'close',
    'wait-decryption',
    'too-few-ballots',
    'challenge-differs',
    'issue-paper',
    'stop-paper',
    'open-box',
    'wait-tellers',
    'settle-ballots',
    'propose-count',
    'publish',
    'report',
    'wait-answer',
    'derive',
    'reduce',
    'decide',
    'returned',
    'finished',
  ]),
  ready: z.boolean(),
  zh: z.string(),
  en: z.string(),
  /** What has to happen first; empty when ready. */
  blockedBy: z.array(textSchema),
});

export const handCountsSchema = z.object({
  /** Q: members who received a card. */
  received: countSchema,
  /** X: cards handed out as replacements or used for scrutineers' challenges. */
  exchanged: countSchema,
  /** U: unreadable cards handed back. */
  unreadable: countSchema,
  /** Cards handed back before opening by members who left (RULES 5.1: not issued). */
  returnedBeforeOpening: countSchema,
});

export const organizerRoundSchema = z.object({
  round: roundNumberSchema,
  contests: z.array(contestSchema),
  cardsMade: countSchema,
  tokens: z.enum(['missing', 'waiting-signatures', 'signed']),
  sealed: z.boolean(),
  /** First 16 characters of ctx in four groups (UX O8). */
  ctxGroups: z.array(z.string()).nullable(),
  audits: z.object({ done: countSchema, advised: countSchema }),
  box: ballotBoxSchema,
  exchanges: z.array(exchangeSchema),
  /** Proposed hand counts: what the desk's and the log's numbers give; a person counts and confirms. */
  handCountsProposed: handCountsSchema.nullable(),
  handCounts: handCountsSchema.nullable(),
  accounting: z.array(accountingConditionSchema),
  decryptedBy: z.array(z.string()),
  result: roundResultSchema.nullable(),
  paper: z.string().nullable(),
  paperWork: paperWorkSchema.nullable(),
});

export const screenViewSchema = z.enum([
  'welcome',
  'digits',
  'log',
  'check-in',
  'zero',
  'voting',
  'closing',
  'counting',
  'result',
  'elected',
  'motion',
  'verify',
]);

export type ScreenView = z.infer<typeof screenViewSchema>;

/** What is too long for one picture of the big screen stands on several; the operator turns them. */
export const screenPartSchema = z.int().min(0).max(999);

/** One picture of the big screen. `part`: of a long result its page; of the motions its number; of the title 1 with the digits of the key; of 截止 0, of 清点 1; of 开票 0 the keys, 1 the checks. */
export const screenStepSchema = z.object({
  view: screenViewSchema,
  round: roundNumberSchema,
  part: screenPartSchema,
});
export type ScreenStep = z.infer<typeof screenStepSchema>;

const screenOrderSchema = z.enum(['ballot', 'votes']);
export type ScreenOrder = z.infer<typeof screenOrderSchema>;
const screenLanguageSchema = z.enum(['zh', 'en']);
export type ScreenLanguage = z.infer<typeof screenLanguageSchema>;
/** Rows of a result as on the ballot or by votes; the language the hall reads. */
export const screenSettingsSchema = z.strictObject({ order: screenOrderSchema, language: screenLanguageSchema });

/** Next ballots that a result can lead to (rules §1.4, §1.11, §1.12); 'plenary' is a meeting of its own. */
export const DERIVATIONS = [
  'revote',
  'further-election',
  'preliminary',
  'formal',
  'committee-round',
  'secretary-round',
  'repetition',
  'plenary',
] as const;
export type DerivationKind = (typeof DERIVATIONS)[number];

export const followingSchema = z.object({
  /** A ballot to derive; a motion to reduce the seats; a decision of the superior that has to be recorded first. */
  kind: z.enum([...DERIVATIONS, 'reduction', 'decision']),
  zh: z.string(),
  en: z.string(),
  /** The counted round it follows from. */
  round: roundNumberSchema,
  /** What will be voted on; candidates are labels in ballot order, [] where they are to be nominated anew. */
  contests: z.array(
    z.object({
      post: z.string(),
      category: z.enum(CONTEST_KINDS),
      seats: z.int(),
      candidates: z.array(z.string()),
    }),
  ),
  /** Decisions only. */
  matter: z.enum(DECISION_MATTERS).nullable(),
  post: z.string(),
  person: z.string(),
});
export type Following = z.infer<typeof followingSchema>;

export const organizerMeetingSchema = z.object({
  ...meetingSummarySchema.shape,
  draft: draftSchema,
  roll: z.object({ members: z.array(memberSchema), counts: rollCountsSchema, surnames: z.array(surnameSchema) }),
  candidates: z.array(candidateListSchema),
  /** Of all its ballots, whichever is prepared: without 委员 the rules are said in other words. */
  posts: z.array(z.string()),
  /** The next ballot as voters will see it, with the write-in list; [] while there are no candidates. */
  preview: z.array(contestSchema),
  people: z.array(pickableSchema),
  /** The same by surname, labels as on the kiosks. */
  surnames: z.array(surnameSchema),
  scrutineers: z.object({ members: z.array(scrutineerSchema), threshold: z.int(), tellers: z.array(z.string()) }),
  witnesses: z.array(witnessSchema),
  ceremony: ceremonySchema.nullable(),
  machines: z.array(machineSchema),
  printing: printingSchema,
  staffNeeded: z.array(staffNeededSchema),
  /** `advised`: a number of kiosks; `kiosks` are those entered, paired or not; `minutes` null: there is none. */
  queue: z.object({
    voters: countSchema,
    kiosks: countSchema,
    minutes: countSchema.nullable(),
    advised: z.object({ least: countSchema, most: countSchema }),
  }),
  attendance: attendanceSchema,
  rounds: z.array(organizerRoundSchema),
  /** Number of the round that is prepared or running. */
  currentRound: roundNumberSchema,
  proposals: z.array(proposalSchema),
  pauseReason: z.string().nullable(),
  screen: z.object({
    shown: screenStepSchema,
    settings: screenSettingsSchema,
    /** What may be shown now, in the order of the meeting; of a result its first page only. */
    released: z.array(screenStepSchema),
    /** Rounds whose elected have been announced. */
    announced: z.array(roundNumberSchema),
  }),
  answer: z
    .object({
      decision: z.enum(['approve', 'file', 'return']),
      number: z.string(),
      reason: z.string(),
      signatory: z.string(),
    })
    .nullable(),
  problems: z.array(problemSchema),
  next: nextStepSchema,
  /** `printable`: what to ask for to have it printed; null: it is no paper. */
  documents: z.array(documentSchema.extend({ printable: printableSchema.nullable() })),
  /** What can follow from the results so far, the proposed step first; [] where nothing is open. */
  following: z.array(followingSchema),
  motions: z.array(motionSchema),
  /** What the assembly has not voted on yet, and without which no ballot is handed out; in the order in which it is put. */
  missingMotions: z.array(motionSchema.shape.subject),
  decisions: z.array(decisionSchema),
  /** Meetings derived from this one (the plenary). */
  derived: z.array(meetingSummarySchema),
});
export type OrganizerMeeting = z.infer<typeof organizerMeetingSchema>;

// Session and accounts

export const organizerSession = route({
  method: 'GET',
  path: `${base}/session`,
  audience,
  summary: { zh: '当前登录的组织者', en: 'The organizer signed in' },
  body: null,
  response: z.object({ name: z.string() }),
  refusals: ['not-signed-in'],
});

export const organizerSignOut = route({
  method: 'POST',
  path: `${base}/sign-out`,
  audience,
  summary: { zh: '退出', en: 'Sign out' },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: ['not-signed-in'],
});

export const officials = route({
  method: 'GET',
  path: `${base}/officials`,
  audience,
  summary: { zh: '工作人员账号', en: 'Accounts of officials' },
  body: null,
  response: z.object({ officials: z.array(z.object({ id: z.uuid(), name: z.string(), role: officialRoleSchema })) }),
  refusals: ['not-signed-in'],
});

export const addOfficial = route({
  method: 'POST',
  path: `${base}/officials`,
  audience,
  summary: { zh: '增加工作人员', en: 'Add an official' },
  body: z.strictObject({ name: nameSchema, password: z.string().max(200), role: officialRoleSchema }),
  response: z.object({ id: z.uuid() }),
  refusals: ['not-signed-in', 'name-taken', 'password-too-short'],
});

export const removeOfficial = route({
  method: 'DELETE',
  path: `${base}/officials/:official`,
  audience,
  summary: { zh: '取消工作人员账号', en: 'Remove an official' },
  body: null,
  response: doneSchema,
  refusals: ['not-signed-in', 'last-organizer'],
});

// Preparation

export const organizerMeetings = route({
  method: 'GET',
  path: `${base}/meetings`,
  audience,
  summary: { zh: '全部会议', en: 'All meetings' },
  body: null,
  response: z.object({ meetings: z.array(meetingSummarySchema) }),
  refusals: ['not-signed-in'],
});

export const createMeeting = route({
  method: 'POST',
  path: `${base}/meetings`,
  audience,
  summary: { zh: '新建会议（空的或示例）', en: 'Create a meeting, empty or the sample' },
  body: z.strictObject({
    start: z.enum(['empty', 'sample']),
    kind: z.enum(MEETING_KINDS).exclude(['plenary']).default('assembly'),
  }),
  response: z.object({ id: meetingIdSchema }),
  refusals: ['not-signed-in'],
});

export const deleteMeeting = route({
  method: 'DELETE',
  path: inMeeting,
  audience,
  summary: { zh: '删除还没有封存的会议', en: 'Delete a meeting that is not sealed' },
  body: null,
  response: doneSchema,
  refusals: ['not-signed-in', 'sealed-already'],
});

export const organizerMeeting = route({
  method: 'GET',
  path: inMeeting,
  audience,
  summary: { zh: '会议的全部状态', en: 'Everything about a meeting' },
  body: null,
  response: organizerMeetingSchema,
  refusals: ['not-signed-in'],
});

export const saveDraft = route({
  method: 'PUT',
  path: `${inMeeting}/draft`,
  audience,
  summary: { zh: '保存会议的基本内容', en: 'Save what the meeting is' },
  body: z.strictObject(draftSchema.shape),
  response: doneSchema,
  refusals: ['not-signed-in', 'sealed-already'],
});

export const importRoll = route({
  method: 'POST',
  path: `${inMeeting}/roll`,
  audience,
  summary: { zh: '导入党员名册（CSV 或 XLSX）', en: 'Import the roll of members (CSV or XLSX)' },
  /** `content` is plain base64. With an error on any line nothing is imported; the report says why, line by line. */
  body: z.strictObject({ fileName: z.string().max(200), content: z.base64().max(8_000_000) }),
  response: rollReportSchema,
  refusals: ['not-signed-in', 'sealed-already', 'file-unreadable'],
});

export const rollTemplateFile = route({
  method: 'GET',
  path: `${base}/roll-template.csv`,
  audience,
  summary: { zh: '名册模板', en: 'Template of the roll' },
  body: null,
  response: { mediaType: 'text/csv' },
  refusals: ['not-signed-in'],
});

export const saveMember = route({
  method: 'PUT',
  path: `${inMeeting}/members/:member`,
  audience,
  summary: {
    zh: '修改一名党员：选举权、不计算在应到会人数之内、备注',
    en: 'Change one member: right to vote, exclusion, remark',
  },
  body: z.strictObject({
    category: z.enum(['full', 'probationary']),
    entitled: z.boolean(),
    withoutRightReason: z.string().trim().max(80),
    exclusion: z
      .strictObject({
        category: ExclusionCode,
        reason: z.string().trim().max(80),
        approval: z.string().trim().max(120),
        /** The superior's reply by its number and day, where it is not in the note. */
        reply: z.strictObject({ number: z.string().trim().min(1).max(60), date: dateSchema }).optional(),
        publicity: z.strictObject({ from: dateSchema, to: dateSchema }).optional(),
      })
      .nullable(),
    remark: z.string().trim().max(40),
  }),
  response: doneSchema,
  refusals: ['not-signed-in', 'sealed-already', 'member-unknown', 'exclusion-without-approval', 'roll-derived'],
});

export const savePosts = route({
  method: 'PUT',
  path: `${inMeeting}/posts`,
  audience,
  summary: { zh: '选举项目和应选名额', en: 'Posts on the ballot and their seats' },
  /** In ballot order. A post that is dropped loses its candidates; in a later round only before the round is sealed. */
  body: z.strictObject({ posts: z.array(z.strictObject(postSchema.shape)).min(1).max(3) }),
  response: doneSchema,
  refusals: [
    'not-signed-in',
    'sealed-already',
    'candidate-repeated',
    'post-unknown',
    'ballot-derived',
    'proposal-pending',
  ],
});

export const saveCandidates = route({
  method: 'PUT',
  path: `${inMeeting}/candidates`,
  audience,
  summary: { zh: '确定一个项目的候选人', en: 'Choose the candidates of a post' },
  /** Replaces the candidates of the post; their order has to be confirmed again. */
  body: z.strictObject({ post: z.string(), members: z.array(memberIdSchema).max(60) }),
  response: doneSchema,
  refusals: [
    'not-signed-in',
    'sealed-already',
    'post-unknown',
    'member-unknown',
    'candidate-not-eligible',
    'candidate-repeated',
    'scrutineer-is-candidate',
    'ballot-derived',
    'proposal-pending',
  ],
});

export const saveStrokes = route({
  method: 'PUT',
  path: `${inMeeting}/strokes`,
  audience,
  summary: { zh: '补充字库没有的笔画', en: 'Supply strokes the library does not know' },
  body: z.strictObject({
    character: z.string().min(1).max(4),
    strokes: z.string().max(64),
    reason: z.string().trim().min(1).max(80),
  }),
  response: doneSchema,
  refusals: ['not-signed-in', 'sealed-already', 'strokes-malformed', 'proposal-pending'],
});

export const confirmCandidates = route({
  method: 'POST',
  path: `${inMeeting}/candidates/confirm`,
  audience,
  summary: { zh: '确认一张选票上候选人的顺序', en: 'Confirm the order of the candidates of a post' },
  body: z.strictObject({ post: z.string(), order: z.array(memberIdSchema).min(1), reason: z.string().trim().max(120) }),
  response: doneSchema,
  refusals: [
    'not-signed-in',
    'sealed-already',
    'post-unknown',
    'order-incomplete',
    'reason-needed',
    'strokes-missing',
    'proposal-pending',
  ],
});

export const saveScrutineers = route({
  method: 'PUT',
  path: `${inMeeting}/scrutineers`,
  audience,
  summary: { zh: '监票人、门限、计票人', en: 'Scrutineers, threshold, tellers' },
  /** The first is the chief scrutineer. Another list or another order deletes every enrolment. */
  body: z.strictObject({
    members: z.array(memberIdSchema).min(1).max(15),
    threshold: z.int().min(1).max(15),
    tellers: z.array(nameSchema).max(15),
  }),
  response: doneSchema,
  refusals: [
    'not-signed-in',
    'sealed-already',
    'member-unknown',
    'candidate-repeated',
    'scrutineer-is-candidate',
    'threshold-illegal',
  ],
});

export const saveWitnesses = route({
  method: 'PUT',
  path: `${inMeeting}/witnesses`,
  audience,
  summary: { zh: '外部见证方', en: 'Outside witnesses of the log' },
  body: z.strictObject({ witnesses: z.array(witness).max(20) }),
  response: doneSchema,
  refusals: ['not-signed-in', 'sealed-already', 'witness-repeated', 'witness-key-invalid'],
});

export const scrutineerCode = route({
  method: 'POST',
  path: `${inMeeting}/scrutineers/:index/code`,
  audience,
  summary: { zh: '给监票人的登记码', en: 'Enrolment code for a scrutineer' },
  body: z.strictObject({}),
  response: z.object({ code: z.string(), expiresInSeconds: z.int() }),
  refusals: ['not-signed-in', 'recipient-unknown', 'key-taken'],
});

export const addMachine = route({
  method: 'POST',
  path: `${inMeeting}/machines`,
  audience,
  summary: { zh: '增加设备，得到一次性配对码', en: 'Add a machine and get its one-time pairing code' },
  body: z.strictObject({ role: machineRoleSchema, name: nameSchema }),
  response: z.object({ id: z.uuid(), code: z.string(), expiresInSeconds: z.int() }),
  refusals: ['not-signed-in', 'wrong-phase'],
});

export const renewMachineCode = route({
  method: 'POST',
  path: `${inMeeting}/machines/:machine/code`,
  audience,
  summary: { zh: '新的配对码（设备丢失会话时）', en: 'A new pairing code (when a machine lost its session)' },
  body: z.strictObject({}),
  response: z.object({ code: z.string(), expiresInSeconds: z.int() }),
  refusals: ['not-signed-in'],
});

export const removeMachine = route({
  method: 'DELETE',
  path: `${inMeeting}/machines/:machine`,
  audience,
  summary: { zh: '取消设备', en: 'Remove a machine' },
  body: null,
  response: doneSchema,
  refusals: ['not-signed-in', 'kiosk-holds-acceptances'],
});

export const saveSlips = route({
  method: 'PUT',
  path: `${inMeeting}/machines/:machine/slips`,
  audience,
  summary: { zh: '投票机打印查验单的方式', en: 'What a kiosk prints' },
  body: z.strictObject({ slips: slipsSchema }),
  response: doneSchema,
  refusals: ['not-signed-in'],
});

// The meeting

export const sealMeeting = route({
  method: 'POST',
  path: `${inMeeting}/seal`,
  audience,
  summary: { zh: '封存：写入会议，开始密钥仪式', en: 'Seal: write the meeting entry, begin the key ceremony' },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: ['not-signed-in', 'sealed-already', 'draft-incomplete', 'scrutineers-not-enrolled'],
});

export const sealRound = route({
  method: 'POST',
  path: `${inRound}/seal`,
  audience,
  summary: { zh: '封存本轮：交监票人签名', en: 'Seal the round: propose its entry to the scrutineers' },
  body: z.strictObject({}),
  response: z.object({ proposal: z.string() }),
  refusals: ['not-signed-in', 'wrong-phase', 'round-unknown', 'draft-incomplete', 'tokens-missing', 'proposal-pending'],
  phases: ['cards'],
});

export const openCheckIn = route({
  method: 'POST',
  path: `${inMeeting}/check-in/open`,
  audience,
  summary: {
    zh: '开放签到（投票暂停时可为迟到者再开放）',
    en: 'Open the desk (again for latecomers while voting is paused)',
  },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: ['not-signed-in', 'wrong-phase', 'proposal-pending'],
  phases: ['sealed', 'check-in', 'paused'],
});

export const closeCheckIn = route({
  method: 'POST',
  path: `${inMeeting}/check-in/close`,
  audience,
  summary: { zh: '截止签到', en: 'Close the desk' },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: ['not-signed-in', 'wrong-phase', 'check-in-closed'],
});

export const openRound = route({
  method: 'POST',
  path: `${inRound}/open`,
  audience,
  summary: { zh: '开始投票：交监票人签名', en: 'Open voting: propose the entry to the scrutineers' },
  /** Counted by hand before the first card was drawn; box + audited = cards made (specification §5 a). */
  body: z.strictObject({ cardsInBox: countSchema, cardsAudited: countSchema }),
  response: z.object({ proposal: z.string() }),
  refusals: [
    'not-signed-in',
    'wrong-phase',
    'round-unknown',
    'desk-open',
    'not-quorate',
    'motion-lost',
    'motion-missing',
    'cards-not-all-there',
    'kiosk-not-ready',
    'kiosk-uncalibrated',
    'kiosk-shows-no-zero',
    'box-not-empty',
    'witness-silent',
    'proposal-pending',
  ],
  phases: ['check-in'],
});

export const pauseRound = route({
  method: 'POST',
  path: `${inRound}/pause`,
  audience,
  summary: { zh: '暂停投票', en: 'Pause voting' },
  body: z.strictObject({ reason: z.string().trim().min(1).max(120) }),
  response: doneSchema,
  refusals: ['not-signed-in', 'wrong-phase', 'round-unknown'],
  phases: ['voting'],
});

export const resumeRound = route({
  method: 'POST',
  path: `${inRound}/resume`,
  audience,
  summary: { zh: '继续投票', en: 'Resume voting' },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: ['not-signed-in', 'wrong-phase', 'round-unknown', 'desk-open', 'not-quorate'],
  phases: ['paused'],
});

export const stopRound = route({
  method: 'POST',
  path: `${inRound}/stop`,
  audience,
  summary: { zh: '截止投票（不能再恢复）', en: 'Stop voting (final)' },
  /** Two persons (UX S4): the organizer signed in, and another official of the hall. */
  body: z.strictObject({ secondOfficial: secondOfficialSchema }),
  response: doneSchema,
  refusals: ['not-signed-in', 'wrong-phase', 'round-unknown', 'desk-open', 'second-official-needed'],
  phases: ['voting', 'paused'],
});

export const closeRound = route({
  method: 'POST',
  path: `${inRound}/close`,
  audience,
  summary: {
    zh: '清点：核对票数，交监票人签名',
    en: 'Close: check the accounting, propose the entry to the scrutineers',
  },
  body: z.strictObject({ handCounts: z.strictObject(handCountsSchema.shape) }),
  response: z.object({ proposal: z.string() }),
  refusals: [
    'not-signed-in',
    'wrong-phase',
    'round-unknown',
    'accounting-fails',
    'left-over-cards',
    'acceptances-missing',
    'proposal-pending',
  ],
  phases: ['stopped'],
});

export const paperRound = route({
  method: 'POST',
  path: `${inRound}/paper`,
  audience,
  summary: {
    zh: '转为纸质投票：本轮电子选票不开票',
    en: 'Change to paper: the ballots of this round are never decrypted',
  },
  /** Two persons: the organizer signed in and another official. */
  body: z.strictObject({
    reason: z.string().trim().min(1).max(120),
    secondOfficial: secondOfficialSchema,
  }),
  response: doneSchema,
  refusals: ['not-signed-in', 'wrong-phase', 'round-unknown', 'second-official-needed'],
});

export const withdrawProposal = route({
  method: 'DELETE',
  path: `${inMeeting}/proposals/:proposal`,
  audience,
  summary: { zh: '撤回还没有签完的文件', en: 'Withdraw a document that is not fully signed' },
  body: null,
  response: doneSchema,
  refusals: ['not-signed-in', 'proposal-unknown'],
});

export const publishRound = route({
  method: 'POST',
  path: `${inRound}/publish`,
  audience,
  summary: { zh: '公布：做好签名的报告单', en: 'Publish: the signed result sheet is made' },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: [
    'not-signed-in',
    'wrong-phase',
    'round-unknown',
    'result-missing',
    'attestations-missing',
    'write-in-unconfirmed',
  ],
  phases: ['counting'],
});

export const reportRound = route({
  method: 'POST',
  path: `${inRound}/report`,
  audience,
  summary: { zh: '报送镇党委', en: 'Report to the township committee' },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: [
    'not-signed-in',
    'wrong-phase',
    'round-unknown',
    'sheet-not-ready',
    'nobody-elected-yet',
    'election-void',
    'test-run',
  ],
  phases: ['published', 'answered'],
});

export const deriveMeeting = route({
  method: 'POST',
  path: `${inMeeting}/derive`,
  audience,
  summary: {
    zh: '由结果产生下一步：再次投票、另行选举、重新选举、正式选举、书记选举或第一次全体会议',
    en: 'Derive the next step from the result: revote, further election, repetition of a void one, formal election, secretary ballot or first plenary',
  },
  body: z.strictObject({ kind: z.enum(DERIVATIONS) }),
  /** The plenary is a new meeting; everything else is the next round of this one. */
  response: z.object({ meeting: meetingIdSchema, round: roundNumberSchema }),
  refusals: ['not-signed-in', 'wrong-phase', 'cannot-derive', 'proposal-pending'],
});

export const putMotion = route({
  method: 'POST',
  path: `${inMeeting}/motions`,
  audience,
  summary: { zh: '记录大会表决，交监票人签名', en: 'Record a motion: propose its entry to the scrutineers' },
  /** Expected and present are the desk's. `round` and `post`: whose seats are reduced; null and absent for every other subject. */
  body: z.strictObject({
    subject: z.enum(MOTION_SUBJECTS),
    text: z.string().trim().min(1).max(300),
    round: roundNumberSchema.nullable(),
    post: z.string().max(40).optional(),
    mode: z.enum(MOTION_MODES),
    inFavour: countSchema,
    against: countSchema,
    abstain: countSchema,
  }),
  response: z.object({ proposal: z.string(), carried: z.boolean() }),
  refusals: [
    'not-signed-in',
    'wrong-phase',
    'desk-open',
    'motion-impossible',
    'not-quorate',
    'motion-mode',
    'nothing-to-reduce',
    'proposal-pending',
  ],
});

export const recordDecision = route({
  method: 'POST',
  path: `${inMeeting}/decisions`,
  audience,
  summary: {
    zh: '记录上级党组织的决定，交监票人签名',
    en: 'Record a decision of the superior organization: propose its entry to the scrutineers',
  },
  body: z.strictObject({
    matter: z.enum(DECISION_MATTERS),
    post: z.string().max(40),
    person: z.string().max(200),
    granted: z.boolean(),
    by: z.string().trim().min(1).max(100),
    date: dateSchema,
    reason: z.string().trim().max(300),
  }),
  response: z.object({ proposal: z.string() }),
  refusals: ['not-signed-in', 'wrong-phase', 'nothing-to-decide', 'elected-twice', 'proposal-pending'],
});

export const saveScreenView = route({
  method: 'PUT',
  path: `${inMeeting}/screen-view`,
  audience,
  summary: { zh: '大屏显示什么', en: 'What the big screen shows' },
  /** Without `round`: the one that is prepared or running. */
  body: z.strictObject({
    view: screenViewSchema,
    round: roundNumberSchema.optional(),
    part: screenPartSchema.default(0),
  }),
  response: doneSchema,
  refusals: ['not-signed-in', 'not-released'],
});

export const saveScreenSettings = route({
  method: 'PUT',
  path: `${inMeeting}/screen-settings`,
  audience,
  summary: { zh: '大屏的排列和语言', en: 'Order and language of the big screen' },
  body: screenSettingsSchema,
  response: doneSchema,
  refusals: ['not-signed-in'],
});

export const announceElected = route({
  method: 'POST',
  path: `${inMeeting}/rounds/:round/announcement`,
  audience,
  summary: { zh: '主持人宣布当选名单', en: 'The chair announces who is elected' },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: ['not-signed-in', 'not-released'],
});

export const organizerRoutes = {
  organizerSession,
  organizerSignOut,
  officials,
  addOfficial,
  removeOfficial,
  organizerMeetings,
  createMeeting,
  deleteMeeting,
  organizerMeeting,
  saveDraft,
  importRoll,
  rollTemplateFile,
  saveMember,
  savePosts,
  saveCandidates,
  saveStrokes,
  confirmCandidates,
  saveScrutineers,
  saveWitnesses,
  scrutineerCode,
  addMachine,
  renewMachineCode,
  removeMachine,
  saveSlips,
  sealMeeting,
  sealRound,
  openCheckIn,
  closeCheckIn,
  openRound,
  pauseRound,
  resumeRound,
  stopRound,
  closeRound,
  paperRound,
  withdrawProposal,
  publishRound,
  reportRound,
  deriveMeeting,
  putMotion,
  recordDecision,
  saveScreenView,
  saveScreenSettings,
  announceElected,
};
