/**
 * `npm run verify -- FILE.zip`: is every byte of an archive the one that was signed, does its record verify, and do its papers
 * come from that record? Every counted round must be there with its sheet and its numbers, and an answer must answer this very
 * result. An office's archive of its villages has no record of its own: every signed paper in it is verified by itself. Every fault
 * is named with its file; the run never stops at the first.
 */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { sha256 } from '../../crypto/hash.ts';
import type { FontFiles } from '../../printables/layout/typefaces.ts';
import { sheetKeyOf } from '../../printables/reports/result-sheet-data.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import type { VerifyReport } from '../../tally/verify/report.ts';
import { parseTrustedKeys, trustFaults } from '../../tally/verify/trusted-keys.ts';
import { type VerifyOptions, verifyRecord } from '../../tally/verify/verify-record.ts';
import { type ArchiveFault, fault } from './archive-fault.ts';
import {
  type ArchiveIndex,
  INDEX_PATH,
  KEYS_PATH,
  RECORD_PATH,
  readIndex,
  SIGNATURE_PATH,
  signerOfIndex,
} from './archive-index.ts';
import { type ArchivedFile, readArchiveZip, type WalkFault } from './archive-zip.ts';
import { ANSWER, answerFaults, resultFaults, sheetFaults } from './archived-papers.ts';
import { officeFindings } from './office-archive.ts';
import { roundPaperFaults } from './round-papers.ts';

export interface ArchiveReport {
  readonly ok: boolean;
  readonly index: ArchiveIndex | null;
  readonly faults: readonly ArchiveFault[];
  /** Of the record inside; null where there is none to read. */
  readonly record: VerifyReport | null;
  /** SubjectPublicKeyInfo of who signed the answer: no record declares the superior's key, so people compare it. */
  readonly answeredBy: Uint8Array | null;
  /** Of an office's archive: who signed its index, who signed the answers in it, and how many result sheets were verified. */
  readonly office: {
    readonly signedBy: Uint8Array | null;
    readonly answeredBy: readonly Uint8Array[];
    readonly sheets: number;
  } | null;
}

const zipFault = ({ at, path }: WalkFault): ArchiveFault =>
  fault(
    'zip-changed',
    path,
    `压缩包在第 ${at} 字节处被改动${path === null ? '' : `，位于或紧接文件“${path}”`}。`,
    `The zip was changed at byte ${at}${path === null ? '' : `, in or right after the file "${path}"`}.`,
  );

const NOTHING: ArchiveReport = { ok: false, index: null, faults: [], record: null, answeredBy: null, office: null };

const KEYS_OF_A_MEETING = fault(
  'keys-of-a-meeting',
  null,
  '可信钥匙属于一个会议，而这是上级党组织各村文件的归档包：请不带 --keys 核验，并核对签名钥匙。',
  'Trusted keys are of one meeting, and this archive is of an office and its villages: verify it without --keys and compare the keys.',
);

/** What is no UTF-8 is for the record's own check to say. */
const readText = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** The listed files against those that are there. */
function contentFaults(index: ArchiveIndex, files: readonly ArchivedFile[]): readonly ArchiveFault[] {
  const found = new Map(files.map(({ path, bytes }) => [path, bytes]));
  const listed = new Set([INDEX_PATH, SIGNATURE_PATH, ...index.files.map(({ path }) => path)]);
  return [
    ...index.files.flatMap(({ path, bytes: length, sha256: expected }) => {
      const bytes = found.get(path);
      if (bytes === undefined)
        return [fault('file-missing', path, `缺少文件“${path}”。`, `The file "${path}" is missing.`)];
      if (bytes.length === length && encodeBase64url(sha256(bytes)) === expected) return [];
      return [
        fault(
          'file-changed',
          path,
          `文件“${path}”与目录记载的散列值不符。`,
          `The file "${path}" departs from the index.`,
        ),
      ];
    }),
    ...files
      .filter(({ path }) => !listed.has(path))
      .map(({ path }) =>
        fault('file-unlisted', path, `文件“${path}”不在目录中。`, `The file "${path}" is not in the index.`),
      ),
  ];
}

export async function verifyArchive(
  zip: Uint8Array,
  { fonts, ...options }: VerifyOptions & { readonly fonts: FontFiles },
): Promise<ArchiveReport> {
  const walked = readArchiveZip(zip);
  if (!walked.ok) return { ...NOTHING, faults: [zipFault(walked.error)] };
  const files = walked.value;
  const bytesOf = (path: string) => files.find((file) => file.path === path)?.bytes;
  const faults: ArchiveFault[] = [];
  const [indexBytes, signature, recordBytes, keysBytes] = [INDEX_PATH, SIGNATURE_PATH, RECORD_PATH, KEYS_PATH].map(
    bytesOf,
  );
  const index = indexBytes === undefined ? undefined : readIndex(indexBytes);
  if (index === undefined)
    faults.push(
      fault('index-unreadable', INDEX_PATH, '目录 index.json 缺失或不可读。', 'index.json is missing or unreadable.'),
    );
  else faults.push(...contentFaults(index, files));
  const signer = indexBytes === undefined || signature === undefined ? undefined : signerOfIndex(indexBytes, signature);
  if (signer === undefined)
    faults.push(
      fault(
        'signature-invalid',
        SIGNATURE_PATH,
        '目录的数字签名缺失或无效。',
        "The index's signature is missing or invalid.",
      ),
    );
  if (index?.type === 'township-archive') {
    if (options.trustedKeys !== undefined) faults.push(KEYS_OF_A_MEETING);
    const { trustedKeys: _, ...own } = options;
    const found = await officeFindings(files, own, fonts);
    faults.push(...found.faults);
    const { sheets, answeredBy } = found;
    const office = { signedBy: signer ?? null, answeredBy, sheets };
    return { ...NOTHING, ok: faults.length === 0, index, faults, office };
  }
  if (recordBytes === undefined) {
    faults.push(fault('record-missing', RECORD_PATH, '包内没有选举档案。', 'There is no record in the archive.'));
    return { ...NOTHING, index: index ?? null, faults };
  }
  const text = readText(recordBytes);
  const read = readRecord(text);
  const meeting = entriesOf(read, 'meeting')[0]?.entry;
  const sheetKey =
    options.trustedKeys !== undefined
      ? decodeBase64url(options.trustedKeys.keys.sheet)
      : meeting === undefined
        ? undefined
        : sheetKeyOf(meeting);
  if (signer !== undefined && sheetKey !== undefined && !equalBytes(signer, sheetKey))
    faults.push(
      fault(
        'wrong-signer',
        SIGNATURE_PATH,
        '目录不是由选举档案公布的密钥签名的。',
        'The index was signed with another key than the record declares.',
      ),
    );
  if (meeting !== undefined) {
    const keys = keysBytes === undefined ? undefined : parseTrustedKeys(readText(keysBytes));
    if (keys !== undefined && (!keys.ok || trustFaults(meeting, keys.value).length > 0))
      faults.push(
        fault(
          'keys-depart-from-record',
          KEYS_PATH,
          'trusted-keys.json 与选举档案公布的密钥不符。',
          'trusted-keys.json departs from the keys that the record declares.',
        ),
      );
    if (index?.type === 'archive' && index.meeting !== meeting.id)
      faults.push(
        fault(
          'index-departs-from-record',
          INDEX_PATH,
          '目录写的会议不是选举档案的会议。',
          'The index names another meeting than the record.',
        ),
      );
  }
  if (index?.type === 'archive') faults.push(...roundPaperFaults(files, read));
  if (sheetKey !== undefined) faults.push(...(await sheetFaults(files, text, sheetKey, fonts)));
  const answerFile = bytesOf(ANSWER);
  const answer =
    answerFile === undefined || sheetKey === undefined ? null : await answerFaults(answerFile, text, sheetKey);
  faults.push(...(answer?.faults ?? []));
  const record = await verifyRecord(recordBytes, options);
  faults.push(...resultFaults(files, record));
  return {
    ok: record.ok && faults.length === 0,
    index: index ?? null,
    faults,
    record: { ...record, trusted: options.trustedKeys !== undefined },
    answeredBy: answer?.signer ?? null,
    office: null,
  };
}
