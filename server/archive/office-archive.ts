/**
 * The archive of a superior's office (rules §4.1 step 30): its own papers are what its key vouches for in the index; what villages
 * signed is verified by itself, every result sheet with the record inside it, every request, and every answer against what it answers.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import type { FontFiles } from '../../printables/layout/typefaces.ts';
import { verifyResultSheet } from '../../printables/reports/verify-result-sheet.ts';
import { openResultSheet } from '../../printables/signed/open-result-sheet.ts';
import { CHECK_TITLES } from '../../tally/verify/check-titles.ts';
import type { VerifyOptions } from '../../tally/verify/verify-record.ts';
import { digestOf, type PaperCheck, readReply, readRequest } from '../papers/request-file.ts';
import { resultOfRecord } from '../papers/result-answer.ts';
import { type ArchiveFault, fault } from './archive-fault.ts';
import type { ArchivedFile } from './archive-zip.ts';
import { answerFaults } from './archived-papers.ts';

/** Result sheets and their answer in a folder of their meeting, a request and its reply side by side in one of their own. */
export const RESULT_NAME = '结果.pdf';
export const REQUEST_NAME = '请示.pdf';
export const REPLY_NAME = '批复.pdf';

const SIGNED = /^villages\/(.+)\/([^/]*(?:结果|请示|批复)\.pdf)$/u;

interface Signed {
  readonly folder: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface OfficeFindings {
  readonly faults: readonly ArchiveFault[];
  /** Result sheets whose record was verified. */
  readonly sheets: number;
  /** SubjectPublicKeyInfo of everybody who signed an answer. */
  readonly answeredBy: readonly Uint8Array[];
}

const failing = (
  code: 'request-invalid' | 'sheet-invalid',
  path: string,
  checks: readonly Pick<PaperCheck, 'ok' | 'title' | 'detail'>[],
): readonly ArchiveFault[] =>
  checks
    .filter((check) => !check.ok)
    .map(({ title, detail }) =>
      fault(code, path, `${path}：${title.zh}：${detail.zh}`, `${path}: ${title.en}: ${detail.en}`),
    );

async function sheetOf({ path, bytes }: Signed, options: VerifyOptions, fonts: FontFiles) {
  const { checks } = await verifyResultSheet(bytes, options, fonts);
  const titled = checks.map(({ name, ok, detail }) => ({ ok, title: CHECK_TITLES[name], detail }));
  const faults = failing('sheet-invalid', path, titled);
  const opened = openResultSheet(bytes);
  return { faults, opened: opened.ok ? opened.value : undefined };
}

const answersNothing = (path: string): ArchiveFault =>
  fault(
    'answer-of-another-result',
    path,
    `“${path}”答复的文件不在包内。`,
    `What "${path}" answers is not in the archive.`,
  );

type Opened = { readonly record: string; readonly settings: { readonly round: number } };

/** To the last of the sheets beside it: they were reported together. */
async function answerOfSheets(answer: Signed, sheets: readonly Opened[]) {
  const last = sheets.toSorted((a, b) => a.settings.round - b.settings.round).at(-1);
  const key = last && resultOfRecord(last.record, last.settings.round)?.sheets.at(-1)?.meeting.keys.sheet;
  if (last === undefined || key === undefined) return { faults: [answersNothing(answer.path)], signer: null };
  return answerFaults(answer.bytes, last.record, decodeBase64url(key), answer.path);
}

async function answerOfRequest(answer: Signed, request: Signed) {
  const asked = await readRequest(request.bytes);
  const read = await readReply(answer.bytes, async () => (asked.ok ? asked.value.content.facts : undefined));
  if (!read.ok || read.value.content.request !== digestOf(request.bytes))
    return { faults: [answersNothing(answer.path)], signer: null };
  const { checks, signer } = read.value;
  const isOwn = asked.ok && signer !== null && asked.value.signer !== null && equalBytes(signer, asked.value.signer);
  return {
    signer,
    faults: [
      ...failing('request-invalid', answer.path, checks),
      ...(isOwn
        ? [
            fault(
              'answer-self-signed',
              answer.path,
              `“${answer.path}”是用请示单位自己的密钥签名的，不是上级的。`,
              `"${answer.path}" is signed with the key of whoever asked, not the superior's.`,
            ),
          ]
        : []),
    ],
  };
}

export async function officeFindings(
  files: readonly ArchivedFile[],
  options: VerifyOptions,
  fonts: FontFiles,
): Promise<OfficeFindings> {
  const signed = files.flatMap(({ path, bytes }): readonly (Signed & { readonly name: string })[] => {
    const [, folder, name] = SIGNED.exec(path) ?? [];
    return folder === undefined || name === undefined ? [] : [{ folder, name, path, bytes }];
  });
  const faults: ArchiveFault[] = [];
  const answeredBy: Uint8Array[] = [];
  let sheets = 0;
  for (const folder of new Set(signed.map((one) => one.folder))) {
    const own = signed.filter((one) => one.folder === folder);
    const opened: Opened[] = [];
    for (const one of own.filter(({ name }) => name.endsWith(RESULT_NAME))) {
      const sheet = await sheetOf(one, options, fonts);
      faults.push(...sheet.faults);
      sheets += sheet.faults.length === 0 ? 1 : 0;
      if (sheet.opened !== undefined) opened.push(sheet.opened);
    }
    const request = own.find(({ name }) => name === REQUEST_NAME);
    if (request !== undefined) {
      const read = await readRequest(request.bytes);
      faults.push(
        ...(read.ok
          ? failing('request-invalid', request.path, read.value.checks)
          : [
              fault('request-invalid', request.path, `“${request.path}”不是请示。`, `"${request.path}" is no request.`),
            ]),
      );
    }
    for (const answer of own.filter(({ name }) => name === REPLY_NAME)) {
      const { faults: found, signer } =
        request === undefined ? await answerOfSheets(answer, opened) : await answerOfRequest(answer, request);
      faults.push(...found);
      if (signer !== null && !answeredBy.some((known) => equalBytes(known, signer))) answeredBy.push(signer);
    }
  }
  return { faults, sheets, answeredBy };
}
