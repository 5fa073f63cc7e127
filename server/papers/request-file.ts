/**
 * 请示 and 批复 as files that need no network (rules §4.1 steps 8 and 18): drawn, signed, and read again by who receives them. Data and
 * pages are one content: the receiver draws the paper from the data and compares.
 *
 * Security note: the files come from anybody, on anybody's stick.
 */

import { z } from 'zod';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { sha256 } from '../../crypto/hash.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { type DocumentFacts, noticePeriod, timeOf } from '../../printables/documents/facts.ts';
import {
  type RequestAnswer,
  requestAnswerDocument,
  requestDocument,
} from '../../printables/documents/request-answer.ts';
import { drawSignedPaper, isDrawnAs } from '../../printables/documents/signed-document.ts';
import { UnprintableCharacter } from '../../printables/layout/typefaces.ts';
import { openSignedPaper } from '../../printables/signed/open-signed-paper.ts';
import { SIGNATURE_FAULT_TEXT, verifySignedPdf } from '../../printables/signed/verify-signed-pdf.ts';
import type { SheetKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import { shortHash } from '../../tally/record/short-hash.ts';
import { ExclusionCode, MajorityBase, RuleSettings } from '../../tally/rules/settings.ts';
import { declarationSchema, groundSchema } from '../contract/nominee.ts';
import { dateSchema } from '../contract/shared.ts';
import type { Text } from '../contract/text.ts';
import { vettingSchema } from '../contract/villages.ts';
import { fonts } from '../services/fonts.ts';

const REQUEST_ATTACHMENT = 'request.json';
const REPLY_ATTACHMENT = 'reply.json';

const line = (length: number) => z.string().max(length);
const count = z.int().min(0).max(65535);
const day = dateSchema.nullable();

const personFacts = z.strictObject({
  name: line(60).min(1),
  sex: line(10),
  ethnicity: line(20),
  birth: line(20),
  education: line(40),
  joined: line(20),
});

/** What the pages of a request are drawn from: nothing of the hall, for a request is written before it. */
const factsSchema = z.strictObject({
  kind: z.enum(['assembly', 'plenary']),
  title: line(80),
  organization: line(60).min(1),
  superior: line(60).min(1),
  day,
  place: line(60),
  chair: line(40),
  approval: line(80),
  rules: z.strictObject({ ...RuleSettings.shape, majorityBase: MajorityBase.nullable() }),
  roll: z.strictObject({
    members: count,
    probationary: count,
    withoutRight: count,
    entitled: count,
    excluded: count,
    expected: count,
    quorumMinimum: count,
  }),
  excluded: z
    .array(z.strictObject({ name: line(60), category: ExclusionCode, reason: line(400) }).readonly())
    .max(2000)
    .readonly(),
  posts: z
    .array(
      z
        .strictObject({ post: line(20), seats: count, candidates: z.array(personFacts.readonly()).max(200).readonly() })
        .readonly(),
    )
    .max(10)
    .readonly(),
  preliminary: z.boolean(),
  planned: z.enum(['kiosk', 'paper']),
  round: z.int().min(1).max(99),
  scrutineers: z.array(line(60)).max(30).readonly(),
  threshold: count,
  tellers: z.array(line(60)).max(60).readonly(),
  writeIns: z.boolean(),
  particulars: z.strictObject({
    time: line(20),
    requestNumber: line(40),
    requestDate: day,
    candidatesNumber: line(40),
    candidatesDate: day,
    reportNumber: line(40),
    nomination: line(200),
    objections: line(200),
    noticeFrom: day,
    noticeFirst: day.optional(),
    noticeTo: day,
    contact: line(20),
    telephone: line(30),
    absences: z
      .array(z.strictObject({ reason: line(40), count }).readonly())
      .max(10)
      .readonly(),
  }),
});
export type RequestFacts = z.infer<typeof factsSchema>;

export const requestContentSchema = z.strictObject({
  type: z.literal('request'),
  version: z.literal(1),
  kind: z.enum(['assembly', 'candidates']),
  meeting: line(20).min(1),
  facts: factsSchema,
  /** What the village declares about single persons. */
  nominees: z.array(declarationSchema.readonly()).max(400).readonly(),
});
export type RequestContent = z.infer<typeof requestContentSchema>;

export const replyContentSchema = z.strictObject({
  type: z.literal('reply'),
  version: z.literal(1),
  kind: z.enum(['assembly', 'candidates']),
  meeting: line(20).min(1),
  organization: line(60),
  superior: line(60),
  /** SHA-256 of the request's file. */
  request: line(43).min(43),
  decision: z.enum(['agree', 'return']),
  number: line(40).min(1),
  reason: line(400),
  signatory: line(40).min(1),
  date: dateSchema,
  persons: z
    .array(
      z
        .strictObject({ name: line(60), cleared: z.array(groundSchema).max(11).readonly(), countyApproval: line(60) })
        .readonly(),
    )
    .max(400)
    .readonly(),
  /** 联审: what the departments found about the persons proposed. */
  vetting: z
    .array(
      z
        .strictObject({ name: line(60), verdicts: z.array(vettingSchema.strict().readonly()).max(40).readonly() })
        .readonly(),
    )
    .max(400)
    .readonly()
    .optional(),
});
export type ReplyContent = z.infer<typeof replyContentSchema>;

export const digestOf = (file: Uint8Array): string => encodeBase64url(sha256(file));

/** Four groups of four characters of a signer's key, to compare by telephone. */
export const fingerprintOf = (key: Uint8Array): string => shortHash(sha256(key)).join(' ');

const NOT_YET = {
  attendance: null,
  cards: { made: 0, audited: null, issued: null, cast: null, unissued: null },
  box: { printed: null, issued: null, remaining: null, recovered: null },
  motions: [],
  assistances: [],
  emptyBox: null,
  formCount: null,
  result: null,
  reports: [],
  unsettledSecretaries: { undecided: [], anew: [] },
  undecidedTies: [],
  group: '',
  ballot: [],
  postsByStrokes: [],
  forms: { appraisals: [], recommendations: [] },
} as const;

/** Leaves out what happens in the hall. */
export function requestFacts(facts: DocumentFacts): RequestFacts {
  const { title, organization, superior, day, place, chair, approval, rules, roll, excluded, posts } = facts;
  const { preliminary, planned, round, scrutineers, threshold, tellers, writeIns } = facts;
  const { duties: _duties, meetingNoticeDate: _notice, ...noted } = facts.particulars;
  // The superior's office need not know the village's days off.
  const [noticeFirst, noticeTo] = noticePeriod(facts);
  const particulars = { ...noted, noticeFirst, noticeTo };
  return {
    kind: facts.kind === 'plenary' ? 'plenary' : 'assembly',
    title,
    organization,
    superior,
    day,
    place,
    chair,
    approval,
    rules,
    roll,
    excluded,
    posts,
    preliminary,
    planned,
    round,
    scrutineers,
    threshold,
    tellers,
    writeIns,
    particulars,
  };
}

const wholeFacts = (facts: RequestFacts): DocumentFacts => ({
  ...facts,
  ...NOT_YET,
  structure: [],
  medium: facts.planned,
  particulars: { ...facts.particulars, duties: '' },
});

/** Settings may say that something is not decided; canonical bytes have no word for that. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export async function drawRequest(content: RequestContent): Promise<Uint8Array> {
  const { kind, facts } = content;
  const { particulars } = facts;
  return drawSignedPaper(
    {
      document: requestDocument(kind, wholeFacts(facts)),
      author: facts.organization,
      specimen: isTestRunTitle(facts.title),
      reason: '请示 Request',
      date: timeOf((kind === 'assembly' ? particulars.requestDate : particulars.candidatesDate) ?? facts.day),
      attached: { name: REQUEST_ATTACHMENT, data: plain(content) },
    },
    fonts(),
  );
}

export async function drawReply(facts: RequestFacts, content: ReplyContent): Promise<Uint8Array> {
  const answer: RequestAnswer = content;
  return drawSignedPaper(
    {
      document: requestAnswerDocument(wholeFacts(facts), answer),
      author: facts.superior,
      specimen: isTestRunTitle(facts.title),
      reason: '批复 Answer',
      date: timeOf(content.date),
      attached: { name: REPLY_ATTACHMENT, data: plain(content) },
    },
    fonts(),
  );
}

export const signRequest = async (content: RequestContent, key: SheetKey): Promise<Uint8Array> =>
  signPdf(await drawRequest(content), key);

export const signReply = async (facts: RequestFacts, content: ReplyContent, key: SheetKey): Promise<Uint8Array> =>
  signPdf(await drawReply(facts, content), key);

export interface PaperCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly title: Text;
  readonly detail: Text;
}

export interface ReadPaper<T> {
  readonly content: T;
  readonly digest: string;
  /** SubjectPublicKeyInfo; null where the signature could not be read. */
  readonly signer: Uint8Array | null;
  readonly checks: readonly PaperCheck[];
}

const SIGNATURE: Text = { zh: '数字签名与内容', en: 'Digital signature and content' };
const PAGES: Text = { zh: '页面与数据一致', en: 'Pages agree with the data' };

export function signatureCheck(file: Uint8Array): { readonly check: PaperCheck; readonly signer: Uint8Array | null } {
  const { faults, signer } = verifySignedPdf(file, null);
  const said = (language: 'zh' | 'en') => faults.map((fault) => SIGNATURE_FAULT_TEXT[fault][language]).join(' ');
  const detail =
    faults.length === 0
      ? { zh: '签名有效，内容自签名后没有改动', en: 'the signature is valid and nothing was changed since' }
      : { zh: said('zh'), en: said('en') };
  return { check: { name: 'signature', ok: faults.length === 0, title: SIGNATURE, detail }, signer };
}

/** Whether a file is the drawing of its data. */
export async function pagesCheck(file: Uint8Array, draw: () => Promise<Uint8Array>): Promise<PaperCheck> {
  let same = false;
  try {
    same = isDrawnAs(file, await draw());
  } catch (error) {
    // A name that no font has: no paper of ours can come from it.
    if (!(error instanceof UnprintableCharacter)) throw error;
  }
  const detail = same
    ? { zh: '按所附数据重绘，逐字节相同', en: 'drawn again from the attached data it is the same, byte for byte' }
    : {
        zh: '页面不是由所附数据写成的，或出自别的版本。',
        en: 'The pages were not written from the attached data, or by another version.',
      };
  return { name: 'pages', ok: same, title: PAGES, detail };
}

export async function readRequest(file: Uint8Array): Promise<Result<ReadPaper<RequestContent>, 'not-a-request'>> {
  const opened = openSignedPaper(file, REQUEST_ATTACHMENT);
  const parsed = opened.ok ? requestContentSchema.safeParse(opened.value.data) : undefined;
  if (parsed?.success !== true) return err('not-a-request');
  const content = parsed.data;
  const { check, signer } = signatureCheck(file);
  const checks = [check, await pagesCheck(file, () => drawRequest(content))];
  return ok({ content, digest: digestOf(file), signer, checks });
}

/** `facts`: of the request that the reply names, as the village has sent it. */
export async function readReply(
  file: Uint8Array,
  factsOf: (reply: ReplyContent) => Promise<RequestFacts | undefined>,
): Promise<Result<ReadPaper<ReplyContent> & { readonly facts: RequestFacts | undefined }, 'not-a-reply'>> {
  const opened = openSignedPaper(file, REPLY_ATTACHMENT);
  const parsed = opened.ok ? replyContentSchema.safeParse(opened.value.data) : undefined;
  if (parsed?.success !== true) return err('not-a-reply');
  const content = parsed.data;
  const facts = await factsOf(content);
  const { check, signer } = signatureCheck(file);
  const checks = [check, ...(facts === undefined ? [] : [await pagesCheck(file, () => drawReply(facts, content))])];
  return ok({ content, digest: digestOf(file), signer, checks, facts });
}
