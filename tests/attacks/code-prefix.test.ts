/**
 * Two ballots with one code (specification §11): their hashes agree in the first 80 bits and differ after them. Nobody can make such
 * ballots, so both verifiers are given made-up hashes of the honest ones, at the check that compares them.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ballotCode } from '../../crypto/ballot.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { readRecord } from '../../tally/record/reader.ts';
import { checkCasts } from '../../tally/verify/check-casts.ts';
import { fixedRounds } from '../../tally/verify/context.ts';
import { createFindings } from '../../tally/verify/finding.ts';
import { LAST_RANK, structureOf } from '../../tally/verify/structure.ts';
import { smallElection } from './attack.ts';

const CODE_BYTES = 10;
const HASH_BYTES = 32;
const SCRIPT = fileURLToPath(new URL('../second-verifier/code_prefix.py', import.meta.url));

interface Case {
  readonly name: string;
  /** Of a hash of 32 bytes; what the other ballot has instead. */
  readonly twin: (h: Uint8Array) => Uint8Array;
  readonly isFound: boolean;
}

const flipped = (bit: number) => (h: Uint8Array) =>
  h.map((byte, at) => (at === Math.floor(bit / 8) ? byte ^ (0x80 >> (bit % 8)) : byte));

const CASES: readonly Case[] = [
  {
    name: 'the first 80 bits agree, all others differ',
    twin: (h) => h.map((byte, at) => (at < CODE_BYTES ? byte : byte ^ 255)),
    isFound: true,
  },
  { name: 'the first 80 bits agree, the 81st differs', twin: flipped(80), isFound: true },
  { name: 'the first 80 bits agree, the last one differs', twin: flipped(8 * HASH_BYTES - 1), isFound: true },
  { name: 'the 80th bit differs, all others agree', twin: flipped(79), isFound: false },
  { name: 'the first bit differs, all others agree', twin: flipped(0), isFound: false },
];

const folder = mkdtempSync(join(tmpdir(), 'changpiao-code-prefix-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let record: string;
/** Leaf indices of the casts and the challenge, in order. */
let indices: readonly number[];
beforeAll(async () => {
  ({ record } = await smallElection('attacks'));
  indices = roundOf().fixed.ballots.flatMap(({ entry, index }) => (entry.type === 'void' ? [] : [index]));
  writeFileSync(join(folder, 'record.jsonl'), record);
});

function roundOf() {
  const findings = createFindings();
  const file = readRecord(record);
  const structure = structureOf(file, findings, LAST_RANK.result);
  const [fixed] = fixedRounds(structure);
  if (fixed === undefined || structure.meeting === null) throw new Error('an election without a round');
  return { fixed, context: { file, structure, meeting: structure.meeting, findings } };
}

/** A hash for each ballot, all different from the first byte on, but that of the last: the twin of the first one's. */
function hashesWith(twin: Case['twin']): ReadonlyMap<number, Uint8Array> {
  const hashes = indices.map((_, at) => new Uint8Array(HASH_BYTES).fill(17 * (at + 1)));
  const [first] = hashes;
  if (first === undefined) throw new Error('an election without ballots');
  return new Map(
    indices.map((index, at) => [index, at === indices.length - 1 ? twin(first) : (hashes[at] as Uint8Array)]),
  );
}

const codeTwice = (findings: readonly { readonly code: string; readonly entry: number | null }[]) =>
  findings.filter(({ code }) => code === 'ballot-code-twice').map(({ entry }) => entry);

describe('two ballots with different hashes and one code prefix', () => {
  test.each(CASES)('$name: found by the verifier only where the codes are one', ({ twin, isFound }) => {
    const hashes = hashesWith(twin);
    const [first, second] = [indices[0], indices.at(-1)].map((index) => hashes.get(index as number) as Uint8Array);
    expect(first).not.toEqual(second);
    expect(ballotCode(first as Uint8Array) === ballotCode(second as Uint8Array)).toBe(isFound);
    const { fixed, context } = roundOf();
    checkCasts(context, fixed, new Map([...hashes].map(([index, h]) => [index, encodeBase64url(h)])), []);
    expect(codeTwice(context.findings.list)).toEqual(isFound ? [indices.at(-1)] : []);
  });

  test.each(CASES)('$name: found by the second verifier only where the codes are one', ({ twin, isFound }) => {
    const hashes = Object.fromEntries([...hashesWith(twin)].map(([index, h]) => [index, encodeBase64url(h)]));
    writeFileSync(join(folder, 'hashes.json'), JSON.stringify(hashes));
    const out = execFileSync('python3', [SCRIPT, join(folder, 'record.jsonl'), join(folder, 'hashes.json')]);
    expect(codeTwice(JSON.parse(out.toString()))).toEqual(isFound ? [indices.at(-1)] : []);
  });
});
