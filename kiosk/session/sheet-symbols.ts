/**
 * What the symbols of a printed sheet prove by themselves, without record and network (specification §9): Symbol A that these
 * scrutineers signed these numbers and that the rules give this outcome; A and B that the counts are the decryption. Of a count on
 * paper there is only A, which proves signatures and not ballots.
 */

import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodePoint } from '../../crypto/group.ts';
import { sha256 } from '../../crypto/hash.ts';
import { checkPaperNumbers } from '../../printables/qr/paper-printed-numbers.ts';
import type { PaperSymbol } from '../../printables/qr/paper-symbol.ts';
import { countHashOf, type TrustedSheetKeys, verifyPaperSymbol } from '../../printables/qr/paper-symbol-entry.ts';
import { checkPrintedNumbers } from '../../printables/qr/printed-numbers.ts';
import { readSheetSymbol } from '../../printables/qr/sheet-symbol.ts';
import type { JoinError } from '../../printables/qr/split.ts';
import { type SymbolA, verifySymbolA } from '../../printables/qr/symbol-a.ts';
import { readSymbolBTexts, type SymbolB, type SymbolBFault, symbolBFaults } from '../../printables/qr/symbol-b.ts';
import type { CheckedScrutineer } from '../../printables/qr/symbol-fields.ts';
import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import { shortHash } from '../../tally/record/short-hash.ts';
import { isLegalThreshold } from '../../tally/rules/scrutineers.ts';
import { amount } from '../../tally/text/amount.ts';
import { TEST_RUN_NOTE } from '../../tally/verify/report.ts';
import type { CheckLine } from './check-line.ts';
import type { Text } from './language.ts';
import { isComplete, type SymbolCollection } from './symbol-collection.ts';

export type SymbolProblem = JoinError | 'malformed';

export const SYMBOL_PROBLEM: Readonly<Record<Exclude<SymbolProblem, 'parts-missing'>, Text>> = {
  'not-a-symbol': { zh: '这不是报告单上的核对码。', en: 'This is not a symbol of a result sheet.' },
  'different-sheets': { zh: '这些核对码不属于同一张报告单。', en: 'These symbols belong to different sheets.' },
  damaged: { zh: '核对码已损坏，请重新扫描。', en: 'The symbols are damaged; scan again.' },
  malformed: { zh: '核对码的内容不完整或被改动。', en: 'The content of the symbols is incomplete or changed.' },
};

const B_FAULT: Readonly<Record<SymbolBFault, Text>> = {
  'other-round': { zh: '核对码 A 和 B 不是同一轮选举的。', en: 'Codes A and B are of different rounds.' },
  'counts-differ': {
    zh: '核对码 A 的票数不是核对码 B 所证明的票数。',
    en: 'The counts in A are not those that B proves.',
  },
  scrutineers: {
    zh: '出具证明的监票人人数或人选不对。',
    en: 'The proof is not by as many different scrutineers as needed.',
  },
  signature: { zh: '证明上有不是监票人本人的签名。', en: 'A part of the proof is not signed by its scrutineer.' },
  proof: { zh: '票数不是这些密文的解密结果。', en: 'The counts are not the decryption of these ciphertexts.' },
};

export type Fingerprint = { readonly title: Text; readonly code: string };

type Examined = {
  /** Nothing was found wrong, and enough scrutineers have signed. */
  readonly ok: boolean;
  readonly checks: readonly CheckLine[];
  readonly elected: readonly (readonly string[])[];
  /** To be compared with what was published before or read aloud in the hall. */
  readonly fingerprints: readonly Fingerprint[];
  readonly proves: readonly Text[];
  readonly leaves: readonly Text[];
};

export type ExaminedSymbols = Examined &
  (
    | {
        readonly medium: 'kiosks';
        readonly symbol: SymbolA;
        /** Null unless Symbol B was read as well. */
        readonly proof: SymbolB | null;
      }
    | { readonly medium: 'paper'; readonly symbol: PaperSymbol; readonly proof: null }
  );

const line = (name: string, title: Text, faults: readonly Text[], passed: Text): CheckLine => ({
  name,
  title,
  state: faults.length === 0 ? 'passed' : 'failed',
  detail:
    faults.length === 0
      ? passed
      : { zh: faults.map(({ zh }) => zh).join(''), en: faults.map(({ en }) => en).join(' ') },
});

function signatureLine({ name, state, isTrusted }: CheckedScrutineer): CheckLine {
  const title: Text = { zh: `监票人 ${name} 的签名`, en: `Signature of scrutineer ${name}` };
  const faults: Text[] = [];
  if (state === 'invalid')
    faults.push({ zh: '签名与表上的数不符。', en: 'The signature does not fit the printed numbers.' });
  if (isTrusted === false) faults.push({ zh: '不是可信的签名密钥。', en: 'Not the trusted signing key.' });
  const own = line(`attestation-${name}`, title, faults, {
    zh: '与表上的票数和结果相符',
    en: 'fits the printed counts and outcome',
  });
  // Some may be missing as long as enough have signed; that is a line of its own.
  return state === 'absent' && faults.length === 0
    ? { ...own, state: 'waiting', detail: { zh: '没有签名。', en: 'No signature.' } }
    : own;
}

type Needed = { readonly least: number; readonly isCertain: boolean };

/** How many must have signed: as the record says, or as many as decrypted, where B tells it; else the fewest that could. */
function needed(scrutineers: number, b: SymbolB | null, trusted: TrustedSheetKeys | undefined): Needed {
  const known = trusted?.threshold ?? b?.parts.length;
  if (known !== undefined) return { least: known, isCertain: true };
  const legal = Array.from({ length: scrutineers }, (_, at) => at + 1).filter((t) => isLegalThreshold(scrutineers, t));
  return { least: legal[0] ?? 1, isCertain: legal.length === 1 };
}

/** Paper does not print t. */
const howMany = ({ least, isCertain }: Needed): readonly Text[] =>
  isCertain
    ? []
    : [
        {
          zh: `须有几名监票人签名：纸上没有印，这里只按最少的 ${least} 名算。请与会前公布的人数对照，或用选举档案核对。`,
          en: `How many scrutineers must sign: paper does not say, and only the fewest possible, ${least}, are asked for here. Compare with the number published before, or with the record.`,
        },
      ];

const code = (bytes: Uint8Array): string => shortHash(sha256(bytes)).join(' ');

const readB = (texts: readonly string[]) => (isComplete(texts) ? readSymbolBTexts(texts) : null);

const signaturesLine = (signed: number, least: number): CheckLine =>
  line(
    'signatures',
    { zh: '签名人数', en: 'Number of signatures' },
    signed < least
      ? [{ zh: `至少需要 ${least} 名监票人签名。`, en: `At least ${amount(least, 'scrutineer')} must have signed.` }]
      : [],
    {
      zh: `${signed} 名监票人签名，至少需要 ${least} 名`,
      en: `${amount(signed, 'scrutineer')} signed, ${least} needed`,
    },
  );

/** The title is signed with the numbers, so that paper alone tells (specification §3.9, §9). */
const testRunLine = (title: string): readonly CheckLine[] =>
  isTestRunTitle(title)
    ? [line('no-test-run', { zh: '不是演练', en: 'No test run' }, [TEST_RUN_NOTE], TEST_RUN_NOTE)]
    : [];

const outcomeLine = (holds: boolean): CheckLine =>
  line(
    'outcome',
    { zh: '按规则重新计算当选结果', en: 'Outcome recomputed by the rules' },
    holds
      ? []
      : [{ zh: '按表上的票数和规则，结果不是表上所写的。', en: 'The rules give another outcome for these counts.' }],
    { zh: '与表上的结果一致', en: 'the printed outcome' },
  );

const signedBy = (scrutineers: readonly CheckedScrutineer[]): number =>
  scrutineers.filter(({ state }) => state === 'valid').length;

const holdsAll = (checks: readonly CheckLine[]): boolean => checks.every(({ state }) => state !== 'failed');

/** `trusted`: the keys of scrutineers and server, where the reader has them from elsewhere. */
export function examineSymbols(
  held: SymbolCollection,
  trusted: TrustedSheetKeys | undefined,
): ExaminedSymbols | { readonly problem: SymbolProblem } {
  const read = readSheetSymbol(held.a);
  if (!read.ok) return { problem: read.error };
  if (read.value.medium === 'paper') return examinePaper(read.value.symbol, trusted, held.b.length > 0);
  const { symbol } = read.value;
  const scannedB = readB(held.b);
  const b = scannedB?.ok === true ? scannedB.value : null;
  const scrutineers = verifySymbolA(symbol, trusted?.scrutineers);
  const numbers = checkPrintedNumbers(symbol);
  const enough = needed(scrutineers.length, b, trusted);
  const checks = [
    ...testRunLine(symbol.meetingTitle),
    ...scrutineers.map(signatureLine),
    signaturesLine(signedBy(scrutineers), enough.least),
    line(
      'accounting',
      { zh: '投票卡核算', en: 'Accounting of the cards' },
      numbers.accounting ? [] : [{ zh: '卡数不平。', en: 'The numbers of cards do not add up.' }],
      { zh: '制卡、领卡、投出、作废各数相符', en: 'made, received, cast and voided cards add up' },
    ),
    outcomeLine(numbers.outcome),
    ...(scannedB === null ? [] : [proofLine(symbol, b)]),
  ];
  return {
    medium: 'kiosks',
    ok: holdsAll(checks),
    symbol,
    proof: b,
    checks,
    elected: numbers.elected,
    fingerprints: fingerprintsOf(symbol, b),
    proves: provesOf(b !== null),
    leaves: [...leavesOf(b !== null, trusted !== undefined), ...howMany(enough)],
  };
}

/** `hasB`: codes B were scanned beside it, which only another sheet can have. */
function examinePaper(symbol: PaperSymbol, trusted: TrustedSheetKeys | undefined, hasB: boolean): ExaminedSymbols {
  const { scrutineers, server, head } = verifyPaperSymbol(symbol, trusted);
  const numbers = checkPaperNumbers(symbol);
  const enough = needed(scrutineers.length, null, trusted);
  const isForm = symbol.contests.every(({ category }) => category === 'appraisal' || category === 'recommendation');
  const checks = [
    ...testRunLine(symbol.meetingTitle),
    ...scrutineers.map(signatureLine),
    signaturesLine(signedBy(scrutineers), enough.least),
    line('server-signature', { zh: '系统的签名', en: 'Signature of the server' }, keyFaults(server), {
      zh: '与表上的数和结果相符',
      en: 'fits the printed numbers and outcome',
    }),
    line('log-head', { zh: '所在的选举档案', en: 'The record it belongs to' }, headFaults(head), {
      zh: `是表上档案码所指档案的第 ${symbol.head?.size ?? 0} 条`,
      en: `entry ${symbol.head?.size ?? 0} of the record that the printed root names`,
    }),
    line(
      'accounting',
      isForm ? { zh: '表的张数', en: 'Numbers of forms' } : { zh: '选票的张数', en: 'Numbers of ballots' },
      numbers.accounting ? [] : [{ zh: '张数或票数不平。', en: 'The numbers do not add up.' }],
      {
        zh: '印制、发出、剩余、收回、有效、无效各数相符',
        en: 'printed, issued, remaining, recovered, valid and invalid add up',
      },
    ),
    ...(isForm ? [] : [outcomeLine(numbers.outcome)]),
    ...(hasB ? [line('paper-proof', B_TITLE, [NO_PROOF_ON_PAPER], NO_PROOF_ON_PAPER)] : []),
  ];
  return {
    medium: 'paper',
    ok: holdsAll(checks),
    symbol,
    proof: null,
    checks,
    elected: numbers.elected,
    fingerprints: [
      ...keysOf(symbol.scrutineers),
      { title: { zh: '系统的签名公钥', en: 'Signing key of the server' }, code: keyCode(symbol.server.key) },
      { title: { zh: '轮次码', en: 'Round (ctx)' }, code: hashCode(symbol.ctx) },
      { title: { zh: '计票码', en: 'Code of the count' }, code: hashCode(countHashOf(symbol)) },
      ...(symbol.head === null
        ? []
        : [
            { title: { zh: '档案码', en: 'Root of the record' }, code: hashCode(symbol.head.root) },
            { title: { zh: '档案日志的公钥', en: 'Key of the log' }, code: keyCode(symbol.head.key) },
          ]),
    ],
    proves: PAPER_PROVES,
    leaves: [...(trusted === undefined ? [WHOSE_KEYS] : []), PAPER_LEAVES, ...howMany(enough)],
  };
}

const B_TITLE: Text = { zh: '票数就是密文的解密（核对码 B）', en: 'Counts are the decryption (code B)' };

const NO_PROOF_ON_PAPER: Text = {
  zh: '纸质计票没有核对码 B：扫描的核对码 B 是另一张报告单的。',
  en: 'A count on paper has no code B: the one that was scanned is of another sheet.',
};

function keyFaults({ state, isTrusted }: Omit<CheckedScrutineer, 'name'>): readonly Text[] {
  return [
    ...(state === 'valid'
      ? []
      : [{ zh: '签名与表上的数不符。', en: 'The signature does not fit the printed numbers.' }]),
    ...(isTrusted === false ? [{ zh: '不是可信的签名密钥。', en: 'Not the trusted signing key.' }] : []),
  ];
}

function headFaults({ state, isTrusted }: Omit<CheckedScrutineer, 'name'>): readonly Text[] {
  return [
    ...(state === 'valid'
      ? []
      : [{ zh: '表上的档案码不含这份计票。', en: 'The printed root does not hold this count.' }]),
    ...(isTrusted === false ? [{ zh: '不是可信的档案日志密钥。', en: 'Not the trusted key of the log.' }] : []),
  ];
}

const PAPER_PROVES: readonly Text[] = [
  {
    zh: '持有下列签名公钥的监票人签署了表上的姓名、张数、票数和结果，一个数都没有改动；它们属于表上写明的会议、轮次和档案。',
    en: 'The holders of the signing keys below signed these names, ballots, counts and this outcome; no number was changed, and they belong to the meeting, round and record named here.',
  },
  {
    zh: '表上的张数相符，按表上写明的规则，结果就是表上的结果。',
    en: 'The numbers add up, and by the rules named on the sheet they give what is printed.',
  },
];

const PAPER_LEAVES: Text = {
  zh: '本轮是纸质计票：证明的是签名，不是选票。数字与票、表一致，由两名计票人和签署的监票人负责；要复核，须依法启封清点封存的票、表。',
  en: 'This round was counted on paper: what is proven are signatures, not ballots. That the numbers are those of the ballots is vouched for by the two tellers and the scrutineers who signed; to recount, the sealed ballots must be opened by law.',
};

/** `b` null: the codes were read and yet make no symbol. */
function proofLine(a: SymbolA, b: SymbolB | null): CheckLine {
  const faults = b === null ? [SYMBOL_PROBLEM.malformed] : symbolBFaults(a, b).map((fault) => B_FAULT[fault]);
  return line('paper-proof', B_TITLE, faults, {
    zh: `${b?.parts.length ?? 0} 名监票人的密钥份额共同证明`,
    en: `proved by the key shares of ${amount(b?.parts.length ?? 0, 'scrutineer')}`,
  });
}

const keyCode = (key: string): string => code(decodeBase64url(key, 32));
const hashCode = (hash: string): string => shortHash(decodeBase64url(hash, 32)).join(' ');

const keysOf = (scrutineers: SymbolA['scrutineers']): readonly Fingerprint[] =>
  scrutineers.map(({ name, signKey }) => ({
    title: { zh: `${name} 的签名公钥`, en: `Signing key of ${name}` },
    code: keyCode(signKey),
  }));

const fingerprintsOf = (symbol: SymbolA, b: SymbolB | null): readonly Fingerprint[] => [
  ...keysOf(symbol.scrutineers),
  { title: { zh: '轮次码', en: 'Round (ctx)' }, code: hashCode(symbol.ctx) },
  { title: { zh: '档案码', en: 'Root of the record' }, code: hashCode(symbol.root) },
  ...(b === null ? [] : [{ title: { zh: '联合公钥', en: 'Election key' }, code: code(encodePoint(b.statement.K)) }]),
];

const provesOf = (withProof: boolean): readonly Text[] => [
  {
    zh: '持有下列签名公钥的监票人签署了表上的姓名、票数、卡数和结果，一个数都没有改动。',
    en: 'The holders of the signing keys below signed these names, counts, cards and this outcome; no number was changed.',
  },
  {
    zh: '按表上写明的规则，这些票数得出的就是这个结果。',
    en: 'By the rules named on the sheet these counts give this outcome.',
  },
  ...(withProof
    ? [
        {
          zh: '表上的票数就是核对码 B 所印合计密文的解密结果，没有人能改成别的数。',
          en: 'The printed counts are the decryption of the ciphertexts in code B; nobody could decrypt them to other numbers.',
        },
      ]
    : []),
];

const WHOSE_KEYS: Text = {
  zh: '公钥是不是监票人本人的：请把下面的字符与会前公布的对照（核对页上也印有）。',
  en: 'Whether these keys are the scrutineers’ own: compare the characters below with those published before.',
};

const leavesOf = (withProof: boolean, isTrusted: boolean): readonly Text[] => [
  ...(isTrusted ? [] : [WHOSE_KEYS]),
  ...(withProof
    ? [
        {
          zh: '联合公钥是不是密钥仪式上生成的：请与公布的对照。',
          en: 'Whether the election key is that of the key ceremony: compare it with the published one.',
        },
        {
          zh: '合计密文是不是全部投出选票之和：要用选举档案复核。',
          en: 'Whether the ciphertexts are the sum of all ballots cast: verify the record for that.',
        },
      ]
    : [
        {
          zh: '票数是不是选票的解密结果：请再扫描纸面证明页上的核对码 B，或用选举档案复核。',
          en: 'Whether the counts are the decryption of the ballots: scan code B too, or verify the record.',
        },
      ]),
];
