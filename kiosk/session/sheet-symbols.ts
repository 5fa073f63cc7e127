/**
 * What the symbols of a printed sheet prove by themselves, without record and network (specification §9): Symbol A that these
 * scrutineers signed these numbers and that the rules give this outcome; A and B that the counts are the decryption.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodePoint } from '../../crypto/group.ts';
import { sha256 } from '../../crypto/hash.ts';
import { checkPrintedNumbers } from '../../printables/qr/printed-numbers.ts';
import type { JoinError } from '../../printables/qr/split.ts';
import { type CheckedScrutineer, readSymbolATexts, type SymbolA, verifySymbolA } from '../../printables/qr/symbol-a.ts';
import { readSymbolBTexts, type SymbolB, type SymbolBFault, symbolBFaults } from '../../printables/qr/symbol-b.ts';
import { shortHash } from '../../tally/record/short-hash.ts';
import { isLegalThreshold } from '../../tally/rules/scrutineers.ts';
import type { CheckLine } from '../controls/check-list.tsx';
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

export type ExaminedSymbols = {
  /** Nothing was found wrong, and enough scrutineers have signed. */
  readonly ok: boolean;
  readonly symbol: SymbolA;
  /** Null unless Symbol B was read as well. */
  readonly proof: SymbolB | null;
  readonly checks: readonly CheckLine[];
  readonly elected: readonly (readonly string[])[];
  /** To be compared with what was published before or read aloud in the hall. */
  readonly fingerprints: readonly Fingerprint[];
  readonly proves: readonly Text[];
  readonly leaves: readonly Text[];
};

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

/** How many must have signed: as many as decrypted, where B tells it; else the fewest that could. */
const needed = (scrutineers: number, b: SymbolB | null): number =>
  b?.parts.length ??
  Array.from({ length: scrutineers }, (_, at) => at + 1).find((t) => isLegalThreshold(scrutineers, t)) ??
  1;

const code = (bytes: Uint8Array): string => shortHash(sha256(bytes)).join(' ');

const readB = (texts: readonly string[]) => (isComplete(texts) ? readSymbolBTexts(texts) : null);

/** `trusted`: the scrutineers' signing keys, where the reader has them from elsewhere. */
export function examineSymbols(
  held: SymbolCollection,
  trusted: readonly string[] | undefined,
): ExaminedSymbols | { readonly problem: SymbolProblem } {
  const read = readSymbolATexts(held.a);
  if (!read.ok) return { problem: read.error };
  const symbol = read.value;
  const scannedB = readB(held.b);
  const b = scannedB?.ok === true ? scannedB.value : null;
  const scrutineers = verifySymbolA(symbol, trusted);
  const signed = scrutineers.filter(({ state }) => state === 'valid').length;
  const least = needed(scrutineers.length, b);
  const numbers = checkPrintedNumbers(symbol);
  const checks = [
    ...scrutineers.map(signatureLine),
    line(
      'signatures',
      { zh: '签名人数', en: 'Number of signatures' },
      signed < least
        ? [{ zh: `至少需要 ${least} 名监票人签名。`, en: `At least ${least} scrutineers must have signed.` }]
        : [],
      { zh: `${signed} 名监票人签名，至少需要 ${least} 名`, en: `${signed} scrutineers signed, ${least} needed` },
    ),
    line(
      'accounting',
      { zh: '投票卡核算', en: 'Accounting of the cards' },
      numbers.accounting ? [] : [{ zh: '卡数不平。', en: 'The numbers of cards do not add up.' }],
      { zh: '制卡、领卡、投出、作废各数相符', en: 'made, received, cast and voided cards add up' },
    ),
    line(
      'outcome',
      { zh: '按规则重新计算当选结果', en: 'Outcome recomputed by the rules' },
      numbers.outcome
        ? []
        : [{ zh: '按表上的票数和规则，结果不是表上所写的。', en: 'The rules give another outcome for these counts.' }],
      { zh: '与表上的结果一致', en: 'the printed outcome' },
    ),
    ...(scannedB === null ? [] : [proofLine(symbol, b)]),
  ];
  return {
    ok: checks.every(({ state }) => state !== 'failed'),
    symbol,
    proof: b,
    checks,
    elected: numbers.elected,
    fingerprints: fingerprintsOf(symbol, b),
    proves: provesOf(b !== null),
    leaves: leavesOf(b !== null, trusted !== undefined),
  };
}

/** `b` null: the codes were read and yet make no symbol. */
function proofLine(a: SymbolA, b: SymbolB | null): CheckLine {
  const faults = b === null ? [SYMBOL_PROBLEM.malformed] : symbolBFaults(a, b).map((fault) => B_FAULT[fault]);
  return line(
    'paper-proof',
    { zh: '票数就是密文的解密（核对码 B）', en: 'Counts are the decryption (code B)' },
    faults,
    {
      zh: `${b?.parts.length ?? 0} 名监票人的密钥份额共同证明`,
      en: `proved by the key shares of ${b?.parts.length ?? 0} scrutineers`,
    },
  );
}

const fingerprintsOf = (symbol: SymbolA, b: SymbolB | null): readonly Fingerprint[] => [
  ...symbol.scrutineers.map(({ name, signKey }) => ({
    title: { zh: `${name} 的签名公钥`, en: `Signing key of ${name}` },
    code: code(decodeBase64url(signKey, 32)),
  })),
  { title: { zh: '轮次码', en: 'Round (ctx)' }, code: shortHash(decodeBase64url(symbol.ctx, 32)).join(' ') },
  { title: { zh: '档案码', en: 'Root of the record' }, code: shortHash(decodeBase64url(symbol.root, 32)).join(' ') },
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

const leavesOf = (withProof: boolean, isTrusted: boolean): readonly Text[] => [
  ...(isTrusted
    ? []
    : [
        {
          zh: '公钥是不是监票人本人的：请把下面的字符与会前公布的对照（核对页上也印有）。',
          en: 'Whether these keys are the scrutineers’ own: compare the characters below with those published before.',
        },
      ]),
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
