/**
 * Any byte of any field changed (specification §11): every field of every kind of entry once, so that the verifier says where; every
 * byte of every kind of entry, by what the reader makes of it under the head of the log; the end of every line. The fields of a
 * ballot are flipped byte by byte in crypto/ballot-verification.test.ts.
 */
import { beforeAll, expect, test } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import { createMerkleTree, merkleRoot } from '../../crypto/log/merkle.ts';
import { parseNote } from '../../crypto/log/signed-note.ts';
import type { EntryType } from '../../tally/record/entry.ts';
import { readRecord } from '../../tally/record/reader.ts';
import type { Draft } from '../../tally/simulation/deviation.ts';
import { movedAndRefused } from './assembly-attacks.ts';
import { namedFindings, RECIPIENTS, smallElection, verifySmall } from './attack.ts';
import { givenUp } from './given-up.ts';
import { ON_PAPER } from './paper-count-attacks.ts';

/** One scrutineer: every entry is verified, and soon. */
const ALONE = { recipients: RECIPIENTS.slice(0, 1), threshold: 1 };

/** On kiosks: a ceremony held twice, a motion, a challenge, a person written in whom the superior refuses. */
function onKiosks(): Parameters<typeof smallElection>[1] {
  const { options, deviation } = movedAndRefused(['server', 'scrutineer-1']);
  let isAborted = false;
  const write = (draft: Draft): Draft | readonly Draft[] => {
    if (draft.type !== 'key-commit' || isAborted) return deviation.write?.(draft) ?? draft;
    isAborted = true;
    return [draft, { type: 'key-abort', index: 1, reason: '公开的内容与提交的不符' }, draft];
  };
  return { ...options, ...ALONE, deviation: { ...deviation, write } };
}

let records: readonly string[];
beforeAll(async () => {
  const kiosks = await smallElection('flips', onKiosks());
  const paper = await smallElection('flips', { ...ON_PAPER, ...ALONE });
  // Each kind of entry is changed where it is first met: in the smallest record that has it.
  records = [await givenUp('key-commit', ALONE), paper.record, kiosks.record];
});

const linesOf = (record: string): readonly string[] => record.trimEnd().split('\n');

type Path = readonly (string | number)[];
/** Where the fields stand; of a list its first item stands for all. */
function fieldsOf(value: unknown, path: Path = []): readonly Path[] {
  if (Array.isArray(value)) return value.length === 0 ? [path] : fieldsOf(value[0], [...path, 0]);
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => fieldsOf(inner, [...path, name]));
}

/** Another value of the same kind where there is one, so that not the spelling alone gives it away. */
function changedAt(value: unknown, [name, ...rest]: Path): unknown {
  if (name !== undefined) {
    const inner = changedAt((value as Readonly<Record<string, unknown>>)[name], rest);
    return Array.isArray(value) ? value.with(name as number, inner) : { ...(value as object), [name]: inner };
  }
  if (typeof value === 'string') return changedText(value);
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return Array.isArray(value) ? [1] : 'AAAA';
}
/** The character in the middle: in what is base64url its bits all count. */
function changedText(text: string): string {
  const at = text.length >> 1;
  const character = text[at] ?? '';
  const other =
    /[A-Ya-y0-8]/.test(character) || character > '~' ? String.fromCharCode(character.charCodeAt(0) + 1) : 'A';
  return text.slice(0, at) + other + text.slice(at + 1);
}

/** The line that was changed, the one after it (a lost line end joins two), or a line that speaks about it. */
async function expectFound(record: string | Uint8Array, line: number, what: string): Promise<void> {
  const { ok, findings } = await verifySmall(record);
  expect(ok, what).toBe(false);
  expect(
    findings.some((finding) => finding.line === line),
    `${what}: ${namedFindings({ findings })}`,
  ).toBe(true);
}

const KINDS = {
  ...{ meeting: 1, 'key-commit': 1, 'key-reveal': 1, 'key-confirm': 1, 'key-abort': 1, tokens: 1, round: 1, open: 1 },
  ...{ cast: 1, challenge: 1, void: 1, close: 1, aggregate: 1, 'partial-decryption': 1, result: 1, attestation: 1 },
  ...{ 'paper-proof': 1, paper: 1, 'paper-round': 1, 'paper-count': 1, motion: 1, decision: 1 },
} satisfies Record<EntryType, 1>;

test('the records with every kind of entry are honest ones', async () => {
  for (const record of records) expect((await verifySmall(record)).findings).toEqual([]);
  const types = records.flatMap(linesOf).map((line) => JSON.parse(line).type);
  expect(new Set(types)).toEqual(new Set([...Object.keys(KINDS), 'checkpoint']));
});

test('any field of any kind of entry changed is found, and said where', async () => {
  const seen = new Set<string>();
  let fields = 0;
  for (const record of records)
    for (const [at, line] of linesOf(record).entries()) {
      const entry = JSON.parse(line);
      if (seen.has(entry.type)) continue;
      seen.add(entry.type);
      for (const path of fieldsOf(entry)) {
        const changed = decodeUtf8(canonicalBytes(changedAt(entry, path)));
        expect(changed).not.toBe(line);
        await expectFound(
          `${linesOf(record).with(at, changed).join('\n')}\n`,
          at + 1,
          `${entry.type} ${path.join('.')}`,
        );
        fields += 1;
      }
    }
  expect(fields).toBeGreaterThan(250);
});

const flippedAt = (bytes: Uint8Array, at: number): Uint8Array => bytes.with(at, (bytes[at] ?? 0) ^ 1);

test('any byte of any kind of entry flipped leaves no entry, or another root than that of the head', () => {
  const seen = new Set<string>();
  let bytes = 0;
  for (const record of records) {
    const { leaves, lines } = readRecord(record);
    const tree = leaves.map(({ leaf }) => leaf);
    const heads = lines.flatMap((line) =>
      line.kind === 'checkpoint' ? [parseCheckpoint(parseNote(line.note).text)] : [],
    );
    for (const { index, line, ...leaf } of leaves) {
      if (leaf.kind !== 'entry' || seen.has(leaf.entry.type)) continue;
      seen.add(leaf.entry.type);
      const head = heads.find(({ size }) => size > index);
      if (head === undefined) throw new Error(`line ${line}: no head of the log above it`);
      expect(merkleRoot(createMerkleTree(tree.slice(0, head.size)))).toEqual(head.root);
      const written = encodeUtf8(`${linesOf(record)[line - 1]}\n`);
      for (let at = 0; at < written.length - 1; at += 1) {
        const read = readRecord(flippedAt(written, at));
        bytes += 1;
        const [other] = read.leaves;
        if (read.problems.length > 0 || other === undefined) continue;
        const root = merkleRoot(createMerkleTree(tree.slice(0, head.size).with(index, other.leaf)));
        expect(root, `${leaf.entry.type} byte ${at}`).not.toEqual(head.root);
      }
    }
  }
  expect(seen).toEqual(new Set(Object.keys(KINDS)));
  expect(bytes).toBeGreaterThan(15_000);
});

test('any byte of a head of the log flipped is found, and said where', async () => {
  const [record = ''] = records;
  const lines = linesOf(record);
  const head = lines.findIndex((line) => line.startsWith('{"note"'));
  const before = encodeUtf8(
    lines
      .slice(0, head)
      .map((line) => `${line}\n`)
      .join(''),
  ).length;
  const bytes = encodeUtf8(record);
  const length = encodeUtf8(lines[head] ?? '').length;
  expect(length).toBeGreaterThan(100);
  for (let at = before; at < before + length; at += 1)
    await expectFound(flippedAt(bytes, at), head + 1, `byte ${at - before} of the head`);
});

test('the end of any line changed is found, and said where', async () => {
  for (const record of records) {
    const bytes = encodeUtf8(record);
    let line = 0;
    for (const [at, byte] of bytes.entries()) {
      if (byte !== 0x0a) continue;
      line += 1;
      const flipped = bytes.slice();
      flipped[at] = byte ^ 1;
      await expectFound(flipped, line, `the end of line ${line}`);
    }
  }
});
