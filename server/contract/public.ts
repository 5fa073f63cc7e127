import { z } from 'zod';
import { route } from './route.ts';
import {
  bytes32Schema,
  bytes64Schema,
  contestSchema,
  doneSchema,
  meetingIdSchema,
  meetingSummarySchema,
  nameSchema,
  noteSchema,
  offeredHeadSchema,
  phaseSchema,
  roundResultSchema,
} from './shared.ts';

export const officialRoleSchema = z.enum(['organizer', 'desk', 'township']);
export const machineRoleSchema = z.enum(['card-station', 'kiosk', 'screen', 'teller']);
const passwordSchema = z.string().min(8).max(200);

export const installation = route({
  method: 'GET',
  path: '/api/installation',
  audience: 'public',
  summary: { zh: '本机的状态', en: 'State of this installation' },
  body: null,
  response: z.object({
    version: z.string(),
    /** false: only the set-up page is useful. */
    setUp: z.boolean(),
    /** Meetings anybody may look at: from the sealing on. */
    meetings: z.array(meetingSummarySchema),
  }),
  refusals: [],
});

export const setUp = route({
  method: 'POST',
  path: '/api/set-up',
  audience: 'public',
  summary: { zh: '初始设置：建立第一位组织者', en: 'Set up: create the first organizer' },
  /** `code` is printed once where the server was started. The answer sets the organizer's cookie. */
  body: z.strictObject({
    code: z.string().trim().max(40),
    name: nameSchema,
    password: passwordSchema,
    start: z.enum(['sample', 'sample-recommendation', 'sample-appraisal', 'empty']),
  }),
  response: z.object({ meeting: meetingIdSchema.nullable() }),
  refusals: ['already-set-up', 'set-up-code-wrong', 'password-too-short'],
});

export const signIn = route({
  method: 'POST',
  path: '/api/sign-in',
  audience: 'public',
  summary: { zh: '工作人员登录', en: 'Official signs in' },
  body: z.strictObject({ role: officialRoleSchema, name: nameSchema, password: z.string().max(200) }),
  response: z.object({ role: officialRoleSchema, name: z.string() }),
  refusals: ['sign-in-refused'],
});

export const pair = route({
  method: 'POST',
  path: '/api/pair',
  audience: 'public',
  summary: { zh: '用一次性配对码登记设备或监票人', en: 'Pair a machine or enrol a scrutineer with a one-time code' },
  /** Eight characters in two groups; case, spaces and hyphens do not matter. The answer sets the cookie. */
  body: z.strictObject({ code: z.string().trim().max(20) }),
  response: z.discriminatedUnion('role', [
    z.object({ role: machineRoleSchema, meeting: meetingIdSchema, name: z.string() }),
    z.object({ role: z.literal('scrutineer'), meeting: meetingIdSchema, index: z.int(), name: z.string() }),
  ]),
  refusals: ['pairing-code-unknown'],
});

export const scrutineerChallenge = route({
  method: 'POST',
  path: '/api/scrutineer-sessions/challenge',
  audience: 'public',
  summary: { zh: '监票人恢复会话：取随机数', en: 'Restore a scrutineer session: get a nonce' },
  body: z.strictObject({ meeting: meetingIdSchema, index: z.int().min(1).max(99) }),
  /** To sign with the scrutineer's signing key: the canonical object {type:'session', meeting, index, nonce}. */
  response: z.object({ nonce: bytes32Schema }),
  refusals: [],
});

export const scrutineerRestore = route({
  method: 'POST',
  path: '/api/scrutineer-sessions/restore',
  audience: 'public',
  summary: { zh: '监票人恢复会话：以签名证明', en: 'Restore a scrutineer session by a signature' },
  body: z.strictObject({
    meeting: meetingIdSchema,
    index: z.int().min(1).max(99),
    nonce: bytes32Schema,
    signature: bytes64Schema,
  }),
  response: z.object({ meeting: meetingIdSchema, index: z.int(), name: z.string() }),
  refusals: ['signature-invalid'],
});

export const publicMeeting = route({
  method: 'GET',
  path: '/api/meetings/:meeting',
  audience: 'public',
  summary: { zh: '会议的公开状态', en: 'Public state of a meeting' },
  body: null,
  response: z.object({
    ...meetingSummarySchema.shape,
    place: z.string(),
    chair: z.string(),
    scrutineers: z.array(z.string()),
    /** Whom to call, as the meeting's papers name him; null: they give no telephone. */
    contact: z.object({ name: z.string(), telephone: z.string() }).nullable(),
    threshold: z.int(),
    /** Rounds whose entry is in the record; results only after publication. */
    rounds: z.array(
      z.object({
        round: z.int(),
        ctx: z.string(),
        contests: z.array(contestSchema),
        cardsMade: z.int(),
        closed: z.boolean(),
        result: roundResultSchema.nullable(),
      }),
    ),
    phase: phaseSchema,
    /** Head of the log: size and root of the last checkpoint (base64url), null while the log is empty. */
    head: z.object({ size: z.int(), root: z.string() }).nullable(),
  }),
  refusals: [],
});

export const recordFile = route({
  method: 'GET',
  path: '/api/meetings/:meeting/record.jsonl',
  audience: 'public',
  summary: { zh: '选举档案', en: 'The election record' },
  body: null,
  response: { mediaType: 'application/jsonl' },
  refusals: [],
});

export const sourceFile = route({
  method: 'GET',
  path: '/api/source.zip',
  audience: 'public',
  summary: { zh: '本系统的源代码', en: 'The source of this system' },
  body: null,
  response: { mediaType: 'application/zip' },
  refusals: [],
});

export const specificationFile = route({
  method: 'GET',
  /** crypto, tally or rules. */
  path: '/api/specifications/:part',
  audience: 'public',
  summary: { zh: '规格说明', en: 'A specification' },
  body: null,
  response: { mediaType: 'text/markdown' },
  refusals: [],
});

export const logCheckpoint = route({
  method: 'GET',
  path: '/api/meetings/:meeting/checkpoints/:size',
  audience: 'public',
  summary: {
    zh: '最新检查点和从 size 起的一致性证明',
    en: 'The latest checkpoint and its consistency proof from a size',
  },
  body: null,
  /** The heads that end with `close` and `result` come before any later one (specification §3.7). */
  response: offeredHeadSchema,
  refusals: ['checkpoint-unknown'],
});

export const cosignAsWitness = route({
  method: 'POST',
  path: '/api/meetings/:meeting/witness-cosignatures',
  audience: 'public',
  summary: { zh: '见证方联署检查点', en: 'An outside witness cosigns a checkpoint' },
  /** `note`: the checkpoint with the cosignature line of a witness that the meeting declares. */
  body: z.strictObject({ note: noteSchema }),
  response: doneSchema,
  refusals: ['checkpoint-unknown', 'signature-invalid'],
});

export const trustedKeysFile = route({
  method: 'GET',
  path: '/api/meetings/:meeting/trusted-keys.json',
  audience: 'public',
  summary: { zh: '可信钥匙（请另行核对）', en: 'Trusted keys (compare them by another way)' },
  body: null,
  response: { mediaType: 'application/json' },
  refusals: [],
});

export const resultSheetFile = route({
  method: 'GET',
  path: '/api/meetings/:meeting/rounds/:round/result.pdf',
  audience: 'public',
  summary: { zh: '计票结果报告单与选举结果报告', en: 'The signed result sheet' },
  body: null,
  response: { mediaType: 'application/pdf' },
  refusals: ['round-unknown', 'result-missing', 'sheet-not-ready'],
});

export const resultFile = route({
  method: 'GET',
  path: '/api/meetings/:meeting/rounds/:round/result.json',
  audience: 'public',
  summary: { zh: '结果数据', en: 'The result as data' },
  body: null,
  response: { mediaType: 'application/json' },
  refusals: ['round-unknown', 'result-missing'],
});

export const cardReportsFile = route({
  method: 'GET',
  path: '/api/meetings/:meeting/rounds/:round/card-reports.pdf',
  audience: 'public',
  summary: { zh: '发票情况报告单、收票情况报告单', en: 'What became of every card: handed out, taken in' },
  body: null,
  response: { mediaType: 'application/pdf' },
  refusals: ['round-unknown', 'not-closed'],
});

export const publicRoutes = {
  installation,
  sourceFile,
  specificationFile,
  setUp,
  signIn,
  pair,
  scrutineerChallenge,
  scrutineerRestore,
  publicMeeting,
  recordFile,
  logCheckpoint,
  cosignAsWitness,
  trustedKeysFile,
  resultSheetFile,
  resultFile,
  cardReportsFile,
};
