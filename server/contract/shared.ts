import { z } from 'zod';
import { PHASES } from '../../tally/phase.ts';
import { DECISION_MATTERS, MOTION_MODES, MOTION_SUBJECTS } from '../../tally/record/assembly-entries.ts';
import { contest } from '../../tally/record/contest.ts';
import { bytes32, bytes64 } from '../../tally/record/fields.ts';
import { MOST_LEVELS, MOST_NOTE_CHARACTERS } from '../../tally/record/log-head.ts';
import { MEETING_KINDS } from '../../tally/record/meeting-entry.ts';
import { textSchema } from './text.ts';

/** Shapes that several audiences see. */

export const meetingIdSchema = z.string().regex(/^[0-9a-z]{10}$/);
export const memberIdSchema = z.uuid();
/** Round ids are integers 1, 2, … (specification §5). */
export const roundNumberSchema = z.int().min(1).max(99);
/** 32 bytes, strict base64url: a hash, a point or a scalar; which one is decided where it is used. */
export const bytes32Schema = bytes32;
/** 64 bytes: an Ed25519 signature. */
export const bytes64Schema = bytes64;
/** A signed note of the log, with or without cosignatures. */
export const noteSchema = z.string().max(MOST_NOTE_CHARACTERS);
/** The latest head and its consistency proof. Followers keep what they are shown: nothing in it is of any length. */
export const offeredHeadSchema = z.object({
  note: noteSchema,
  size: z.int(),
  root: bytes32Schema,
  proof: z.array(bytes32Schema).max(MOST_LEVELS),
});
export const dateSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
export const nameSchema = z.string().trim().min(1).max(40);
/** Two persons for what cannot be undone: the second types a name and password of their own at the first one's page. */
export const secondOfficialSchema = z.strictObject({ name: nameSchema, password: z.string().max(200) });
export type SecondOfficial = z.infer<typeof secondOfficialSchema>;
export const countSchema = z.int().min(0).max(65535);
/** An entry of the record: its schema is the record's own (tally/record); the server and every device check it there. */
export const entrySchema = z.looseObject({ type: z.string() });
/** An object whose exact shape crypto decides (a ballot, a key file message). */
export const objectSchema = z.record(z.string(), z.unknown());

export const phaseSchema = z.enum(PHASES);
export type PhaseName = z.infer<typeof phaseSchema>;

/** A thing that is wrong or still missing. 'stop' blocks the next step; 'warning' has to be seen; 'notice' informs. */
export const problemSchema = z.object({
  severity: z.enum(['stop', 'warning', 'notice']),
  /** Stable name for tests and for the page to point at the field: 'base-missing', 'surplus-too-small', … */
  code: z.string(),
  clause: z.string().nullable(),
  zh: z.string(),
  en: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

/** A contest exactly as the `round` entry holds it. */
export const contestSchema = contest;
export type ContestView = z.infer<typeof contestSchema>;

/** How a person is shown and found where persons are picked: surname button, then the person. */
export const pickableSchema = z.object({
  /** Plain name, or name（remark）where namesakes exist: the label of the record. */
  label: z.string(),
  name: z.string(),
  remark: z.string(),
  surname: z.string(),
  /** Pinyin with tones for reading aloud and English readers; and initials such as 'wjg' for typing. */
  pinyin: z.string(),
  initials: z.string(),
});
export type Pickable = z.infer<typeof pickableSchema>;

/** Surname buttons in stroke order; `people` are labels. */
export const surnameSchema = z.object({
  surname: z.string(),
  strokes: z.int().nullable(),
  people: z.array(z.string()),
});

export const attendanceSchema = z.object({
  open: z.boolean(),
  /** 应到 */
  expected: countSchema,
  /** 实到: entitled members here now, those who left not counted. */
  present: countSchema,
  /** Least number for four fifths, and what is still missing (0 when quorate). */
  quorumMinimum: countSchema,
  missing: countSchema,
  quorate: z.boolean(),
  /** Cards drawn from the box, and those handed back by members who left before voting opened. */
  cardsHandedOut: countSchema,
  cardsHandedBack: countSchema,
  /** Left out of 应到 on the sealed roll, turned up and are counted again: part of `expected`. */
  countedAgain: countSchema,
  /** 列席: probationary members and others without the right to vote who are here. */
  attending: countSchema,
});

/** Numbers of a round while it runs. No counts of marks exist before the decryption. */
export const ballotBoxSchema = z.object({
  cardsMade: countSchema,
  issued: countSchema,
  /** Accepted ballots, live (organizer, scrutineer) or in steps of the log's groups (screen, public). */
  cast: countSchema,
  /** Ballots on a review page now (在投). */
  pending: countSchema,
  challenged: countSchema,
  /** Of the challenged ones: those whose opening did not match, so that a kiosk has cheated. */
  differing: countSchema,
  voids: z.object({ returned: countSchema, damaged: countSchema, unissued: countSchema }),
  /** Cards of the token list with no final event yet. */
  free: countSchema,
});

/** Damaged (readable, void), unreadable (counted by hand) or used for a challenge; a lost card is not replaced (specification §5). */
export const exchangeKindSchema = z.enum(['damaged', 'unreadable', 'challenged']);
/** How many the desk has asked for, and how many of them a scrutineer's device has confirmed. */
export const exchangeSchema = z.object({ kind: exchangeKindSchema, asked: countSchema, done: countSchema });
export type CardExchange = z.infer<typeof exchangeSchema>;

/** What a kiosk asks staff for: nothing of a voter, a card or a ballot, nor of how far anybody has come. */
export const toldNeedSchema = z.enum(['called', 'fault', 'printer']);
/** With what the server sees by itself: a scanner that was unplugged, a kiosk that has fallen silent. */
export const staffNeedSchema = z.enum([...toldNeedSchema.options, 'scanner', 'network']);
export type StaffNeed = z.infer<typeof staffNeedSchema>;
/** A kiosk, by its name, that staff should go to. */
export const staffNeededSchema = z.object({ kiosk: z.string(), needs: z.array(staffNeedSchema).min(1) });
export type StaffNeeded = z.infer<typeof staffNeededSchema>;

export const accountingConditionSchema = z.object({
  condition: z.enum(['a', 'b', 'c', 'd']),
  ok: z.boolean(),
  /** The condition with its numbers: "发出 68 + 补换 0 + 未发出 12 = 制卡 80". */
  zh: z.string(),
  en: z.string(),
});

export const scrutineerProgressSchema = z.object({
  index: z.int().min(1),
  name: z.string(),
  enrolled: z.boolean(),
  committed: z.boolean(),
  revealed: z.boolean(),
  confirmed: z.boolean(),
  rehearsed: z.boolean(),
  /** Decrypted this round's sums / signed the attestation. */
  decrypted: z.boolean(),
  attested: z.boolean(),
  /** The device asked the server for something in the last seconds. */
  online: z.boolean(),
});

export const ceremonySchema = z.object({
  /** 'commit' until n commitments, 'reveal' until n packages, 'digits' until n confirmations, 'rehearsal' until all rehearsed, 'done'. */
  step: z.enum(['commit', 'reveal', 'digits', 'rehearsal', 'done']),
  threshold: z.int(),
  count: z.int(),
  /** Five groups of four digits, once all packages are in; read aloud before shares are sent. */
  digits: z.array(z.string()).length(5).nullable(),
  /** Every abort so far in this meeting, with its reason. */
  aborts: z.array(z.object({ name: z.string(), reason: z.string() })),
});

/** A vote by show of hands, as it stands in the record. */
export const motionSchema = z.object({
  subject: z.enum(MOTION_SUBJECTS),
  text: z.string(),
  round: roundNumberSchema.nullable(),
  post: z.string().optional(),
  mode: z.enum(MOTION_MODES),
  expected: countSchema,
  present: countSchema,
  inFavour: countSchema,
  against: countSchema,
  abstain: countSchema,
  carried: z.boolean(),
});

/** A decision of the superior organization about the result of a round. */
export const decisionSchema = z.object({
  round: roundNumberSchema,
  matter: z.enum(DECISION_MATTERS),
  post: z.string(),
  person: z.string(),
  granted: z.boolean(),
  by: z.string(),
  date: z.string(),
  reason: z.string(),
});

export const proposalKindSchema = z.enum([
  'tokens',
  'round',
  'open',
  'close',
  'motion',
  'decision',
  'paper-round',
  'paper-count',
]);
/** An entry that needs several signatures, with what it says in words; who signs compares both. */
export const proposalSchema = z.object({
  id: z.string(),
  kind: proposalKindSchema,
  round: roundNumberSchema,
  title: textSchema,
  /** Lines to show, ready: name of the line and its value. */
  summary: z.array(z.object({ label: textSchema, value: z.string() })),
  /** Hash of the unsigned entry, as four groups of four characters for reading aloud. */
  digest: z.array(z.string()).length(4),
  signed: z.array(z.object({ author: z.string(), name: z.string() })),
  /** How many scrutineers have to sign (all, or the threshold). */
  needed: z.int(),
  complete: z.boolean(),
});
export type ProposalView = z.infer<typeof proposalSchema>;

export const markCountsSchema = z.object({ approve: countSchema, disapprove: countSchema, abstain: countSchema });

/** The outcome of one contest, ready for a table (UX S9): every number with the base in words. */
export const contestResultSchema = z.object({
  post: z.string(),
  title: textSchema,
  seats: z.int(),
  rows: z.array(
    z.object({
      label: z.string(),
      candidate: z.boolean(),
      approve: countSchema,
      disapprove: countSchema,
      abstain: countSchema,
      /** 该项无效: on paper only. */
      unreadable: countSchema,
      elected: z.boolean(),
    }),
  ),
  majorityBase: z.enum(['expected', 'present']),
  /** What the number is of, in words: whose meeting it is decides it. */
  baseName: textSchema,
  base: countSchema,
  smallestWinning: countSchema,
  election: z.enum(['valid', 'void']),
  elected: z.array(z.string()),
  /** Written in, with enough votes, and not confirmed yet: in no list of the elected. */
  unconfirmed: z.array(z.string()),
  /** Written in and refused by the superior; these votes count for nobody. */
  refused: z.array(z.string()),
  /** A pre-election (差额预选): who is above the half stands as an official candidate and is not elected. */
  preliminary: z.boolean(),
  tie: z.object({ among: z.array(z.string()), seats: z.int() }).nullable(),
  unfilled: z.int(),
  /** The voters have given up the open seats. */
  reduced: z.boolean(),
  baseSensitive: z.boolean(),
  notices: z.array(z.object({ code: z.string(), clause: z.string(), zh: z.string(), en: z.string() })),
});
export type ContestResult = z.infer<typeof contestResultSchema>;

/** Percent with two digits, 68.18; null where nobody is in the whole. */
const shareSchema = z.string().nullable();

/**
 * 民主测评 of one list of subjects. Shares stand over two wholes: the forms that were handed in and the rows that carry a
 * grade (rules §4.4). No row has a grade of its own: the grade is the superior organization's judgement.
 */
const appraisalResultSchema = z.object({
  kind: z.literal('appraisal'),
  title: textSchema,
  objects: z.enum(['bodies', 'persons']),
  dimension: z.string(),
  grades: z.array(textSchema).readonly(),
  forms: countSchema,
  rows: z
    .array(
      z.object({
        label: z.string(),
        /** Ticks of each grade, best grade first. */
        ticks: z.array(countSchema).readonly(),
        /** Rows with a grade, and rows without one: 未评. */
        graded: countSchema,
        ungraded: countSchema,
        byForms: z.array(shareSchema).readonly(),
        byRows: z.array(shareSchema).readonly(),
        rank: z.int().min(1),
      }),
    )
    .readonly(),
});

/** 民主推荐: a ranking for the superior organization, no threshold, nobody is elected (rules §4.3). */
const recommendationResultSchema = z.object({
  kind: z.literal('recommendation'),
  title: textSchema,
  limit: z.int().min(1),
  nominees: countSchema,
  forms: countSchema,
  /** Most votes first; equal votes have equal ranks. */
  rows: z
    .array(z.object({ label: z.string(), votes: countSchema, share: shareSchema, rank: z.int().min(1) }))
    .readonly(),
});

/** As tally/count/form-results.ts gives it, in ballot order. */
export const formResultSchema = z.discriminatedUnion('kind', [appraisalResultSchema, recommendationResultSchema]);

export const roundResultSchema = z.object({
  round: roundNumberSchema,
  expected: countSchema,
  present: countSchema,
  issued: countSchema,
  recovered: countSchema,
  valid: countSchema,
  invalid: countSchema,
  exchanged: countSchema,
  returned: countSchema,
  /** With the unreadable ones, which lie with the desk. */
  missing: countSchema,
  unreadable: countSchema,
  challenged: countSchema,
  /** Elections; the other two kinds elect nobody and stand apart. */
  contests: z.array(contestResultSchema),
  forms: z.array(formResultSchema),
  /** Named checks the server ran over the closed record; every device runs its own. */
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: textSchema })),
  attested: z.array(z.string()),
  sheetReady: z.boolean(),
});
export type RoundResult = z.infer<typeof roundResultSchema>;

/** A document that can be downloaded; `href` is the address of a file route. */
export const documentSchema = z.object({ kind: z.string(), title: textSchema, href: z.string(), ready: z.boolean() });

export const meetingSummarySchema = z.object({
  id: meetingIdSchema,
  kind: z.enum(MEETING_KINDS),
  /** The group that takes part, where groups are kept apart; '' otherwise. */
  group: z.string(),
  title: z.string(),
  organization: z.string(),
  superior: z.string(),
  date: z.string(),
  phase: phaseSchema,
  /** Set when this meeting was derived from another one's result. */
  derivedFrom: meetingIdSchema.nullable(),
  /** 演练: every screen and every print of it says so, and nothing of it is a result (specification §3.9). */
  testRun: z.boolean(),
});

/** Answer of routes that only do something: the page polls its state. */
export const doneSchema = z.object({ done: z.literal(true) });
