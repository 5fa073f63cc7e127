import { z } from 'zod';
import { PaperRules } from '../../tally/paper/paper-rules.ts';
import { handCountsSchema } from './organizer.ts';
import { route } from './route.ts';
import {
  accountingConditionSchema,
  ballotBoxSchema,
  bytes32Schema,
  bytes64Schema,
  ceremonySchema,
  contestSchema,
  countSchema,
  doneSchema,
  entrySchema,
  exchangeKindSchema,
  exchangeSchema,
  meetingSummarySchema,
  noteSchema,
  offeredHeadSchema,
  pickableSchema,
  proposalSchema,
  roundNumberSchema,
  roundResultSchema,
  scrutineerProgressSchema,
  staffNeededSchema,
} from './shared.ts';
import { doubtfulBallotSchema, settlementSchema } from './teller.ts';
import { textSchema } from './text.ts';

const audience = 'scrutineer' as const;
const base = '/api/scrutineers/:meeting/:index' as const;

/**
 * What a scrutineer's device has to do next. The device decides everything that matters from the record
 * (`GET /api/meetings/:meeting/record.jsonl`), which it downloads and checks itself; this only says where to look.
 */
export const scrutineerTaskSchema = z.enum([
  'enrol',
  'wait-seal',
  'commit',
  'wait-commitments',
  'reveal',
  'wait-packages',
  'compare-digits',
  'wait-shares',
  'confirm-key',
  'rehearse',
  'wait-rehearsal',
  'sign',
  'audit-cards',
  'wait',
  'void-left-over',
  'decrypt',
  'wait-decryption',
  'attest',
  'settle',
  'wait-tellers',
  'finished',
]);

export const scrutineerStateSchema = z.object({
  meeting: meetingSummarySchema,
  index: z.int().min(1),
  name: z.string(),
  enrolled: z.boolean(),
  /** Keys the server holds for this scrutineer; a device that has others must not go on. */
  keys: z.object({ signKey: bytes32Schema, cosignKey: bytes32Schema }).nullable(),
  colleagues: z.array(scrutineerProgressSchema),
  staffNeeded: z.array(staffNeededSchema),
  threshold: z.int(),
  task: scrutineerTaskSchema,
  taskText: textSchema,
  ceremony: ceremonySchema.nullable(),
  /** Messages (age files) for this scrutineer that wait at the server. */
  messages: countSchema,
  /** Complete and open proposals, newest first; the entry to sign comes with `GET proposals/:proposal`. */
  proposals: z.array(proposalSchema.extend({ signedByMe: z.boolean() })),
  /** Head of the log. The device fetches the record, checks consistency with what it cosigned before, and cosigns. */
  head: z.object({ size: z.int(), root: bytes32Schema, cosignedByMe: z.boolean() }).nullable(),
  round: z
    .object({
      round: roundNumberSchema,
      contests: z.array(contestSchema),
      ctx: bytes32Schema.nullable(),
      cardsMade: countSchema,
      box: ballotBoxSchema,
      audits: z.object({ done: countSchema, advised: countSchema }),
      exchanges: z.array(exchangeSchema),
      /** Kiosks that have not handed over the acceptances they received; empty while voting is open. */
      kiosksAwaited: z.array(z.string()),
      handCounts: handCountsSchema.nullable(),
      accounting: z.array(accountingConditionSchema),
      /** Scrutineers who have given their partial decryption, by index. */
      decrypted: z.array(z.int()),
      attested: z.array(z.int()),
      /** Held on paper: nothing is decrypted, and the first scrutineer settles what two tellers read differently. */
      onPaper: z.boolean(),
      doubtful: countSchema,
      result: roundResultSchema.nullable(),
    })
    .nullable(),
});
export type ScrutineerState = z.infer<typeof scrutineerStateSchema>;
export type ScrutineerTask = z.infer<typeof scrutineerTaskSchema>;

export const scrutineerState = route({
  method: 'GET',
  path: `${base}/state`,
  audience,
  summary: { zh: '监票人设备的状态', en: "State of a scrutineer's device" },
  body: null,
  response: scrutineerStateSchema,
  refusals: ['not-signed-in'],
});

export const scrutineerSignOut = route({
  method: 'POST',
  path: `${base}/sign-out`,
  audience,
  summary: { zh: '退出这台设备', en: 'Sign out of this device' },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: ['not-signed-in'],
});

export const enrol = route({
  method: 'POST',
  path: `${base}/keys`,
  audience,
  summary: { zh: '登记监票人的钥匙', en: "Enrol the scrutineer's keys" },
  /** `proof`: signature by signKey over the canonical {type:'enrol', meeting, index, signKey, cosignKey}. The same again is accepted. */
  body: z.strictObject({ signKey: bytes32Schema, cosignKey: bytes32Schema, proof: bytes64Schema }),
  response: doneSchema,
  refusals: ['not-signed-in', 'sealed-already', 'key-taken', 'signature-invalid'],
});

export const submitEntry = route({
  method: 'POST',
  path: `${base}/entries`,
  audience,
  summary: {
    zh: '写入本人签名的材料（密钥仪式、部分解密、确认）',
    en: 'Append an entry signed by this scrutineer (ceremony, partial decryption, attestation, proof on paper)',
  },
  /** key-commit, key-reveal, key-confirm, key-abort, partial-decryption, attestation, paper-proof. The same entry again is accepted. */
  body: z.strictObject({ entry: entrySchema }),
  response: z.object({ index: z.int().min(0) }),
  refusals: [
    'not-signed-in',
    'wrong-phase',
    'signature-invalid',
    'entry-refused',
    'accounting-fails',
    'too-few-ballots',
  ],
});

export const sendMessages = route({
  method: 'POST',
  path: `${base}/messages`,
  audience,
  summary: { zh: '把加密的份额交给其他监票人', en: 'Hand encrypted shares to the other scrutineers' },
  /** `content`: an age file in base64url, encrypted to the recipient; the server cannot read it. Replaces an earlier one. */
  body: z.strictObject({
    ceremony: bytes32Schema,
    messages: z.array(z.strictObject({ to: z.int().min(1), content: z.string().max(20_000) })).max(15),
  }),
  response: doneSchema,
  refusals: ['not-signed-in', 'wrong-phase', 'recipient-unknown'],
});

export const fetchMessages = route({
  method: 'GET',
  path: `${base}/messages`,
  audience,
  summary: { zh: '收取加密的份额', en: 'Fetch the encrypted shares for me' },
  body: null,
  response: z.object({ messages: z.array(z.object({ from: z.int(), ceremony: bytes32Schema, content: z.string() })) }),
  refusals: ['not-signed-in'],
});

export const fetchProposal = route({
  method: 'GET',
  path: `${base}/proposals/:proposal`,
  audience,
  summary: { zh: '等待签名的文件全文', en: 'The entry that waits for signatures, complete' },
  body: null,
  /** `entry` without `signatures`: exactly the bytes to sign are its canonical form. */
  response: z.object({ proposal: proposalSchema, entry: entrySchema }),
  refusals: ['not-signed-in', 'proposal-unknown'],
});

export const signProposal = route({
  method: 'POST',
  path: `${base}/signatures`,
  audience,
  summary: { zh: '签名', en: 'Sign a proposal' },
  body: z.strictObject({ proposal: z.string(), signature: bytes64Schema }),
  response: z.object({ complete: z.boolean() }),
  refusals: ['not-signed-in', 'proposal-unknown', 'already-signed', 'signature-invalid'],
});

export const cosign = route({
  method: 'POST',
  path: `${base}/cosignatures`,
  audience,
  summary: { zh: '联署检查点', en: 'Cosign a checkpoint' },
  /** `note`: the checkpoint with this scrutineer's cosignature line added. */
  body: z.strictObject({ size: z.int().min(1), root: bytes32Schema, note: noteSchema }),
  response: doneSchema,
  refusals: ['not-signed-in', 'checkpoint-unknown', 'signature-invalid'],
});

export const checkpointProof = route({
  method: 'GET',
  path: `${base}/checkpoints/:size`,
  audience,
  summary: {
    zh: '最新检查点和从 size 起的一致性证明',
    en: 'The latest checkpoint and its consistency proof from a size',
  },
  body: null,
  response: offeredHeadSchema,
  refusals: ['not-signed-in', 'checkpoint-unknown'],
});

export const voidCard = route({
  method: 'POST',
  path: `${base}/voids`,
  audience,
  summary: { zh: '作废一张剩余或交回的投票卡', en: 'Void a left-over or returned card' },
  body: z.strictObject({
    T: bytes32Schema,
    action: z.enum(['void-returned', 'void-damaged', 'void-unissued']),
    R: bytes32Schema,
    s: bytes32Schema,
  }),
  response: z.object({ box: ballotBoxSchema }),
  refusals: [
    'not-signed-in',
    'wrong-phase',
    'card-unknown',
    'card-cast',
    'card-challenged',
    'card-void',
    'signature-invalid',
  ],
});

export const confirmExchange = route({
  method: 'POST',
  path: `${base}/exchanges`,
  audience,
  summary: {
    zh: '换卡：监票人已看过旧卡，可以抽新卡',
    en: 'Exchange a card: the scrutineer has seen the old one, a new one may be drawn',
  },
  body: z.strictObject({ kind: exchangeKindSchema }),
  response: z.object({ exchanges: z.array(exchangeSchema) }),
  refusals: ['not-signed-in', 'wrong-phase', 'exchange-not-asked', 'card-not-closed'],
});

export const auditCard = route({
  method: 'POST',
  path: `${base}/audits`,
  audience,
  summary: { zh: '抽验一张打开的投票卡', en: 'Audit one opened card' },
  body: z.strictObject({ T: bytes32Schema }),
  response: z.object({ listed: z.boolean(), done: countSchema, advised: countSchema }),
  refusals: ['not-signed-in', 'wrong-phase'],
});

export const fetchAcceptances = route({
  method: 'GET',
  path: `${base}/acceptances`,
  audience,
  summary: { zh: '各投票机收到的投票确认', en: 'Acceptances that the kiosks received' },
  body: null,
  response: z.object({
    acceptances: z.array(
      z.object({ ctx: bytes32Schema, T: bytes32Schema, h: bytes32Schema, signature: bytes64Schema }),
    ),
  }),
  refusals: ['not-signed-in'],
});

export const doubtfulBallots = route({
  method: 'GET',
  path: `${base}/paper`,
  audience,
  summary: { zh: '需要总监票人裁定的纸质选票', en: 'Paper ballots for the chief scrutineer to settle' },
  body: null,
  response: z.object({
    ballots: z.array(doubtfulBallotSchema),
    rules: z.array(PaperRules),
    people: z.array(pickableSchema),
  }),
  refusals: ['not-signed-in', 'wrong-phase'],
});

export const settleBallot = route({
  method: 'POST',
  path: `${base}/paper`,
  audience,
  summary: { zh: '裁定一张纸质选票（总监票人）', en: 'Settle a paper ballot (the chief scrutineer)' },
  body: settlementSchema,
  response: doneSchema,
  refusals: ['not-signed-in', 'wrong-phase', 'ballot-does-not-fit', 'nothing-to-settle'],
});

export const scrutineerRoutes = {
  scrutineerState,
  scrutineerSignOut,
  enrol,
  submitEntry,
  sendMessages,
  fetchMessages,
  fetchProposal,
  signProposal,
  cosign,
  checkpointProof,
  voidCard,
  confirmExchange,
  auditCard,
  fetchAcceptances,
  doubtfulBallots,
  settleBallot,
};
