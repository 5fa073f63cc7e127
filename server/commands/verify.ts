/**
 * `npm run verify -- FILE [--keys trusted-keys.json] [--json] [--workers N]` for record.jsonl, result.pdf or the archive of a
 * meeting: the named checks of specification §10, and for an archive every file against its signed index; for evidence of two histories: its judgement (§3.7). Exit status 0 only if all hold, or the
 * evidence is proven. Without --keys the keys are the file's own, and the report says so.
 */

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { ForkEvidence } from '../../tally/record/log-head.ts';
import { amount } from '../../tally/text/amount.ts';
import { CHECK_TITLES } from '../../tally/verify/check-titles.ts';
import { FINDING_TEXT } from '../../tally/verify/finding-text.ts';
import {
  FORK_KEYS_NOTE,
  FORK_TEXT,
  isProven,
  judgeForkEvidence,
  parseForkEvidence,
} from '../../tally/verify/fork-evidence.ts';
import { KEYS_NOTE, TEST_RUN_NOTE, type VerifyReport } from '../../tally/verify/report.ts';
import { parseTrustedKeys, type TrustedKeys } from '../../tally/verify/trusted-keys.ts';
import { type VerifyOptions, verifyRecord } from '../../tally/verify/verify-record.ts';
import { type ArchiveReport, verifyArchive } from '../archive/verify-archive.ts';
import { fingerprintOf } from '../papers/request-file.ts';
import { createVerificationPool } from '../workers/verification-pool.ts';
import { inputPath, progressLine, runCommand, UsageError, wholeNumber } from './command-line.ts';

const FAILED = 1;
/** More findings than this say nothing new to a person; --json lists all. */
const FINDINGS_SHOWN = 40;

function readTrustedKeys(path: string | undefined): TrustedKeys | undefined {
  if (path === undefined) return undefined;
  const keys = parseTrustedKeys(readFileSync(inputPath(path), 'utf8'));
  if (keys.ok) return keys.value;
  throw new UsageError({ zh: `“${path}”不是可信密钥文件。`, en: `"${path}" is not a file of trusted keys.` });
}

const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';

async function verifyFile(bytes: Uint8Array, options: VerifyOptions): Promise<VerifyReport> {
  if (!isPdf(bytes)) return verifyRecord(bytes, options);
  const { verifyResultSheet } = await import('../../printables/reports/verify-result-sheet.ts');
  return verifyResultSheet(bytes, options);
}

/** Exactly the members scripts depend on. */
function printJson({ ok, checks, findings, result, results, testRun, trusted }: VerifyReport): void {
  const report = {
    ok,
    trustedKeys: trusted,
    testRun,
    checks: checks.map(({ name, ok: holds, detail }) => ({ name, ok: holds, detail })),
    findings: findings.map(({ check, code, entry, line }) => ({ check, code, entry, line })),
    result,
    ...(results.length > 1 ? { results } : {}),
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

function printForPeople(report: VerifyReport, language: 'zh' | 'en'): void {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const texts = {
    zh: {
      holds: '通过',
      fails: '不通过',
      ok: '全部通过',
      bad: '核验不通过',
      at: (e: number | null, l: number | null) => `第 ${l ?? '—'} 行，条目 ${e ?? '—'}`,
      more: (n: number) => `另有 ${n} 处，见 --json`,
    },
    en: {
      holds: 'holds',
      fails: 'FAILS',
      ok: 'All checks hold',
      bad: 'Verification failed',
      at: (e: number | null, l: number | null) => `line ${l ?? '—'}, entry ${e ?? '—'}`,
      more: (n: number) => `${n} more, see --json`,
    },
  }[language];
  if (report.testRun) say(`! ${TEST_RUN_NOTE[language]}`);
  for (const { name, ok, detail } of report.checks) {
    say(
      `${ok ? '✓' : '✗'} ${CHECK_TITLES[name][language]}（${name}）${ok ? texts.holds : texts.fails}: ${detail[language]}`,
    );
  }
  for (const { check, code, entry, line } of report.findings.slice(0, FINDINGS_SHOWN)) {
    say(`  ! ${texts.at(entry, line)} [${check}/${code}] ${FINDING_TEXT[code][language]}`);
  }
  if (report.findings.length > FINDINGS_SHOWN) say(`  ${texts.more(report.findings.length - FINDINGS_SHOWN)}`);
  say(report.trusted ? KEYS_NOTE.trusted[language] : KEYS_NOTE.own[language]);
  say(report.ok ? texts.ok : texts.bad);
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** What the index vouches for, then the record inside. */
function printArchive({ ok, index, faults, record, answeredBy, office }: ArchiveReport, isJson: boolean): number {
  const files = index?.files.length ?? 0;
  if (isJson) {
    const archive = {
      ok: faults.length === 0,
      files,
      faults,
      answeredBy: answeredBy === null ? null : fingerprintOf(answeredBy),
      ...(office === null
        ? {}
        : {
            office: {
              sheets: office.sheets,
              signedBy: office.signedBy === null ? null : fingerprintOf(office.signedBy),
              answeredBy: office.answeredBy.map(fingerprintOf),
            },
          }),
    };
    const { checks = [], findings = [], result = null, testRun = false, trusted = false } = record ?? {};
    process.stdout.write(
      `${JSON.stringify({ ok, trustedKeys: trusted, testRun, archive, checks, findings, result })}\n`,
    );
    return ok ? 0 : FAILED;
  }
  for (const language of ['zh', 'en'] as const) {
    for (const { text } of faults) process.stdout.write(`✗ ${text[language]}\n`);
    if (faults.length === 0) {
      const holds = office === null ? ARCHIVE_HOLDS(files) : OFFICE_HOLDS(files, office.sheets);
      process.stdout.write(`✓ ${holds[language]}\n`);
    }
    if (office !== null && office.signedBy !== null)
      process.stdout.write(`  ${INDEX_SIGNED_BY(fingerprintOf(office.signedBy))[language]}\n`);
    for (const key of office?.answeredBy ?? [])
      process.stdout.write(`  ${ANSWERED_BY(fingerprintOf(key))[language]}\n`);
    if (answeredBy !== null) process.stdout.write(`  ${ANSWERED_BY(fingerprintOf(answeredBy))[language]}\n`);
    if (record !== null) printForPeople(record, language);
    if (record?.ok !== false && !ok) process.stdout.write(`${ARCHIVE_FAILS[language]}\n`);
    process.stdout.write('\n');
  }
  return ok ? 0 : FAILED;
}

const ARCHIVE_HOLDS = (files: number) => ({
  zh: `归档包：${files} 个文件与目录逐字节相符，目录的签名有效，报告单由包内的档案产生`,
  en: `Archive: ${amount(files, 'file equals', 'files equal')} the index byte for byte, its signature is valid, the sheets come from the record inside`,
});
const OFFICE_HOLDS = (files: number, sheets: number) => ({
  zh: `上级党组织归档包：${files} 个文件与目录逐字节相符，目录的签名有效，${sheets} 份计票结果报告单和所附选举档案全部核验通过，请示、批复的签名有效`,
  en: `Archive of the superior organization: ${amount(files, 'file equals', 'files equal')} the index byte for byte, its signature is valid, ${amount(sheets, 'result sheet verifies', 'result sheets verify')} with the record inside, requests and answers are validly signed`,
});
const INDEX_SIGNED_BY = (fingerprint: string) => ({
  zh: `目录的签名钥匙：${fingerprint}，请与上级党组织核对`,
  en: `Key that signed the index: ${fingerprint}; compare it with the superior organization`,
});
const ANSWERED_BY = (fingerprint: string) => ({
  zh: `批复的签名钥匙：${fingerprint}，请与上级党组织核对`,
  en: `Key that signed the answer: ${fingerprint}; compare it with the superior organization`,
});
const ARCHIVE_FAILS = { zh: '归档包核验不通过', en: 'The archive fails' } as const;

/** Evidence of two histories, against the log of the trusted keys or, without them, the one it names. */
function judgeEvidence(evidence: ForkEvidence, trustedKeys: TrustedKeys | undefined, isJson: boolean): number {
  const trusted =
    trustedKeys === undefined ? undefined : { logOrigin: trustedKeys.logOrigin, logKey: trustedKeys.keys.log };
  const judged = judgeForkEvidence(evidence, trusted);
  const ok = judged.ok && isProven(judged.value);
  const verdict = judged.ok ? judged.value : judged.error;
  const trust = trusted === undefined ? FORK_KEYS_NOTE : KEYS_NOTE.trusted;
  if (isJson) {
    process.stdout.write(`${JSON.stringify({ ok, trustedKeys: trusted !== undefined, evidence: verdict })}\n`);
    return ok ? 0 : FAILED;
  }
  for (const language of ['zh', 'en'] as const)
    process.stdout.write(`${ok ? '✓' : '✗'} ${FORK_TEXT[verdict][language]}\n  ${trust[language]}\n`);
  return ok ? 0 : FAILED;
}

async function verify(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { keys: { type: 'string' }, json: { type: 'boolean' }, workers: { type: 'string' } },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length !== 1) {
    throw new UsageError({
      zh: '用法：npm run verify -- FILE [--keys trusted-keys.json] [--json] [--workers N]',
      en: 'Usage: npm run verify -- FILE [--keys trusted-keys.json] [--json] [--workers N]',
    });
  }
  const workers = wholeNumber('workers', values.workers, availableParallelism(), 0, 64);
  const trustedKeys = readTrustedKeys(values.keys);
  const bytes = new Uint8Array(readFileSync(inputPath(path)));
  const evidence = isPdf(bytes) || isZip(bytes) ? null : parseForkEvidence(Buffer.from(bytes).toString('utf8'));
  if (evidence !== null) return judgeEvidence(evidence, trustedKeys, values.json === true);
  const pool = workers > 0 ? createVerificationPool(workers) : null;
  try {
    const options: VerifyOptions = {
      random: (length) => new Uint8Array(randomBytes(length)),
      trustedKeys,
      ballotVerifier: pool?.verifyBallots,
      workers,
      onProgress: progressLine({ zh: '核验选票', en: 'ballots verified' }),
    };
    if (isZip(bytes)) {
      const { installedFonts } = await import('../../printables/fonts/installed-fonts.ts');
      return printArchive(await verifyArchive(bytes, { ...options, fonts: installedFonts() }), values.json === true);
    }
    const report = await verifyFile(bytes, options);
    if (values.json === true) printJson(report);
    else {
      printForPeople(report, 'zh');
      process.stdout.write('\n');
      printForPeople(report, 'en');
    }
    return report.ok ? 0 : FAILED;
  } finally {
    await pool?.close();
  }
}

await runCommand(verify);
