/**
 * Signed papers between a village's office and its superior, by stick or on one installation (rules §4.1 steps 8, 18, 27). Every file
 * is checked by name before it is taken in; whose key signed it is compared with the sender once, by telephone, and kept.
 *
 * Security note: files come from anybody. A file that fails a check is never taken in; a key that is new or another than before is
 * taken only with its fingerprint, which a person has compared.
 */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { ANSWER_ATTACHMENT } from '../../printables/reports/answer.ts';
import { verifyResultSheet } from '../../printables/reports/verify-result-sheet.ts';
import { openResultSheet } from '../../printables/signed/open-result-sheet.ts';
import { openSignedPaper } from '../../printables/signed/open-signed-paper.ts';
import { sheetKeyFromText, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import { CHECK_TITLES } from '../../tally/verify/check-titles.ts';
import { TEST_RUN_NOTE } from '../../tally/verify/report.ts';
import type { PaperExamination } from '../contract/villages.ts';
import type { OfficePaperContent } from '../papers/office-paper.ts';
import {
  fingerprintOf,
  type PaperCheck,
  pagesCheck,
  type ReplyContent,
  type RequestContent,
  readReply,
  readRequest,
  signatureCheck,
} from '../papers/request-file.ts';
import { drawResultAnswer, type ResultAnswer, resultAnswerSchema, resultOfRecord } from '../papers/result-answer.ts';
import type { Database } from '../store/database.ts';
import {
  keepKnownSigner,
  loadKnownSigner,
  loadOrganizationKey,
  loadPapersOfMeeting,
  type SignerSide,
  type StoredPaper,
} from '../store/office-papers.ts';
import { loadSuperiorKey } from '../store/record-sheet.ts';
import type { ProofPool } from '../workers/proof-pool.ts';
import { electedOfRecord } from './elected-of-record.ts';
import { answersFor } from './township-settings.ts';

export type Incoming =
  | { readonly type: 'request'; readonly request: RequestContent }
  | {
      readonly type: 'result';
      readonly meeting: string;
      readonly superior: string;
      readonly content: Extract<OfficePaperContent, { type: 'result' }>;
    }
  | { readonly type: 'reply'; readonly reply: ReplyContent; readonly paper: StoredPaper }
  | { readonly type: 'answer'; readonly answer: ResultAnswer };

export type Examined = {
  readonly examination: PaperExamination;
  /** What may be taken in; undefined where a check failed. */
  readonly incoming: Incoming | undefined;
  readonly organization: string;
  readonly side: SignerSide;
  /** SubjectPublicKeyInfo. */
  readonly signer: Uint8Array | null;
};

export const REQUEST_TITLE = {
  assembly: { zh: '请示：召开党员大会', en: 'Request to hold the assembly' },
  candidates: { zh: '请示：候选人预备人选', en: 'Request about the candidates' },
} as const;

/** The key that an organization signs with on this installation, else the one that was compared before. */
export async function knownKey(db: Database, side: SignerSide, organization: string): Promise<Uint8Array | undefined> {
  const kept = await loadKnownSigner(db, side, organization);
  if (kept !== undefined) return decodeBase64url(kept);
  const own =
    side === 'village' ? await loadOrganizationKey(db, organization) : await loadSuperiorKey(db, organization);
  return own === undefined ? undefined : sheetPublicKey(sheetKeyFromText(own));
}

/** Named checks of whatever came in; nothing is stored. `undefined`: no paper that this side can receive. */
export async function examineIncoming(
  options: { readonly db: Database; readonly pool: ProofPool; readonly random: RandomBytes },
  file: Uint8Array,
): Promise<Examined | undefined> {
  const request = await readRequest(file);
  if (request.ok) {
    const { content, checks, signer } = request.value;
    const { organization, superior } = content.facts;
    return examined(options.db, {
      checks: [...checks, await addressed(options.db, superior), noTestRun(isTestRunTitle(content.facts.title))],
      signer,
      title: REQUEST_TITLE[content.kind],
      side: 'village',
      organization,
      incoming: { type: 'request', request: content },
    });
  }
  return examineResult(options, file);
}

async function examineResult(
  { db, pool, random }: { readonly db: Database; readonly pool: ProofPool; readonly random: RandomBytes },
  file: Uint8Array,
): Promise<Examined | undefined> {
  const opened = openResultSheet(file);
  if (!opened.ok) return undefined;
  const { record, settings } = opened.value;
  const found = resultOfRecord(record, settings.round);
  const sheet = found?.sheets.at(-1);
  if (found === undefined || sheet === undefined) return undefined;
  const verified = await verifyResultSheet(file, { random, ballotVerifier: pool.verifyBallots });
  const checks = verified.checks.map(
    ({ name, ok: holds, detail }): PaperCheck => ({ name, ok: holds, title: CHECK_TITLES[name], detail }),
  );
  const { meeting } = sheet;
  return examined(db, {
    checks: [...checks, await addressed(db, meeting.superior), noTestRun(meeting.testRun === true)],
    signer: decodeBase64url(meeting.keys.sheet),
    title: { zh: '计票结果报告单、选举结果报告', en: 'Result sheet and report' },
    side: 'village',
    organization: meeting.organization,
    incoming: {
      type: 'result',
      meeting: meeting.id,
      superior: meeting.superior,
      content: {
        type: 'result',
        round: settings.round,
        result: found.resultHash,
        date: meeting.date,
        // Of every round that is reported with it: secretaries may have been elected first.
        meetingKind: meeting.kind,
        elects: electedOfRecord(record)?.isComplete ?? false,
        committeeOnly: found.sheets.every(({ contests }) => contests.every(({ contest }) => contest.post === '委员')),
      },
    },
  });
}

const NO_TEST_RUN = { zh: '不是演练', en: 'No test run' } as const;

/** Nothing of a test run is a result or a request (specification §3.9). */
const noTestRun = (isTestRun: boolean): PaperCheck => ({
  name: 'no-test-run',
  ok: !isTestRun,
  title: NO_TEST_RUN,
  detail: isTestRun ? TEST_RUN_NOTE : { zh: '正式会议的文件', en: 'a paper of a real meeting' },
});

const ADDRESSEE = { zh: '报送本机关', en: 'Addressed to this office' } as const;

/** A paper may name anybody as its superior; only the office that it names answers it. */
async function addressed(db: Database, superior: string): Promise<PaperCheck> {
  const answers = await answersFor(db, superior);
  const detail = {
    yes: { zh: `报“${superior}”，是本机关`, en: `to ${superior}, this office` },
    no: {
      zh: `报的是“${superior}”，本机关没有登记这个名称。`,
      en: `It is addressed to ${superior}, a name that this office has not entered.`,
    },
    unsaid: {
      zh: `报的是“${superior}”。请先在“设置”里登记本机关的全称。`,
      en: `It is addressed to ${superior}. Enter the full name of this office under “Settings” first.`,
    },
  }[answers];
  return { name: 'addressee', ok: answers === 'yes', title: ADDRESSEE, detail };
}

const FOR_THIS_MEETING = { zh: '属于本次会议', en: 'Belongs to this meeting' } as const;

/** An answer that came back to the village: to a request that it has made, or to its result. */
export async function examineReturned(
  db: Database,
  meeting: { readonly id: string; readonly superior: string; readonly organization: string },
  record: () => Promise<{ readonly text: string; readonly round: number } | undefined>,
  file: Uint8Array,
): Promise<Examined | undefined> {
  const papers = await loadPapersOfMeeting(db, meeting.id);
  const requestOf = (reply: ReplyContent) =>
    papers.find(({ digest, kind }) => digest === reply.request && kind === reply.kind);
  const read = await readReply(file, async (reply) => {
    const content = requestOf(reply)?.content;
    return content?.type === 'request' ? content.facts : undefined;
  });
  const about = { title: null, side: 'superior', organization: meeting.superior } as const;
  if (read.ok) {
    const { content, checks, signer } = read.value;
    const paper = requestOf(content);
    const fits =
      paper !== undefined &&
      content.meeting === meeting.id &&
      content.organization === paper.organization &&
      content.superior === paper.superior;
    return examined(db, {
      ...about,
      organization: paper?.superior ?? meeting.superior,
      title: { zh: `批复：${REQUEST_TITLE[content.kind].zh}`, en: `Answer to: ${REQUEST_TITLE[content.kind].en}` },
      checks: [
        ...checks,
        belongs(fits, '答复的是本单位这份请示', 'answers the very request that this office has made'),
      ],
      signer,
      incoming: paper === undefined ? undefined : { type: 'reply', reply: content, paper },
    });
  }
  const opened = openSignedPaper(file, ANSWER_ATTACHMENT);
  const parsed = opened.ok ? resultAnswerSchema.safeParse(opened.value.data) : undefined;
  if (parsed?.success !== true) return undefined;
  const answer = parsed.data;
  const own = await record();
  const found = own === undefined ? undefined : resultOfRecord(own.text, own.round);
  const fits =
    found !== undefined &&
    answer.meeting === meeting.id &&
    answer.round === own?.round &&
    answer.result === found.resultHash;
  const { check, signer } = signatureCheck(file);
  const checks = [
    check,
    ...(found === undefined ? [] : [await pagesCheck(file, () => drawResultAnswer(answer, found))]),
    belongs(fits, '答复的是本次会议报送的结果', 'answers the result that this meeting has reported'),
  ];
  return examined(db, {
    ...about,
    title: { zh: '批复：选举结果', en: 'Answer to the result' },
    checks,
    signer,
    incoming: { type: 'answer', answer },
  });
}

function belongs(ok: boolean, zh: string, en: string): PaperCheck {
  const detail = ok
    ? { zh, en }
    : {
        zh: '这份批复是给别的会议、别的请示或别的结果的。',
        en: 'This answer is about another meeting, request or result.',
      };
  return { name: 'belongs', ok, title: FOR_THIS_MEETING, detail };
}

async function examined(
  db: Database,
  {
    checks,
    signer,
    title,
    side,
    organization,
    incoming,
  }: {
    readonly checks: readonly PaperCheck[];
    readonly signer: Uint8Array | null;
    readonly title: PaperExamination['title'];
    readonly side: SignerSide;
    readonly organization: string;
    readonly incoming: Incoming | undefined;
  },
): Promise<Examined> {
  const all = checks.every(({ ok: holds }) => holds);
  // Each meeting has a sheet key of its own, declared in its record: there is no earlier one to compare with.
  const known = incoming?.type === 'result' ? undefined : await knownKey(db, side, organization);
  const standing =
    signer !== null && known !== undefined ? (equalBytes(known, signer) ? 'known' : 'other') : ('new' as const);
  return {
    examination: {
      ok: all,
      checks: [...checks],
      title,
      organization,
      signer: signer === null ? null : { name: organization, fingerprint: fingerprintOf(signer), standing },
    },
    incoming: all && signer !== null ? incoming : undefined,
    organization,
    side,
    signer,
  };
}

/** The key is the known one, or a person has compared its fingerprint; then it is kept. */
export async function confirmSigner(
  db: Database,
  { examination, signer, side, organization, incoming }: Examined,
  compared: string | null,
): Promise<Result<true, 'signer-unconfirmed'>> {
  if (signer === null || examination.signer === null) return err('signer-unconfirmed');
  if (examination.signer.standing === 'known') return ok(true);
  if (compared === null || letters(compared) !== letters(examination.signer.fingerprint))
    return err('signer-unconfirmed');
  if (incoming?.type !== 'result') await keepKnownSigner(db, side, organization, encodeBase64url(signer));
  return ok(true);
}

const letters = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();

/** Lines that name what has failed. */
export const refusedChecks = ({ examination }: Examined) =>
  examination.checks
    .filter(({ ok: holds }) => !holds)
    .map(({ title, detail }) => ({ zh: `${title.zh}：${detail.zh}`, en: `${title.en}: ${detail.en}` }));
