/** Writes the frozen vectors of this folder; `build` is what the test compares them with. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  aggregate,
  type BallotObject,
  ballotCode,
  ballotHash,
  ballotToObject,
  encryptBallot,
} from '../../../crypto/ballot.ts';
import { type Ciphertext, ciphertextToObject } from '../../../crypto/ballot-object.ts';
import { assignVariables, type CircuitContest, circuitId, compileCircuit } from '../../../crypto/circuit.ts';
import { deterministicRandom } from '../../../crypto/deterministic-random.ts';
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { decodeUtf8 } from '../../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../../crypto/encoding/canonical.ts';
import { encodePoint, encodeScalar, generator, type Point, reduce, type Scalar } from '../../../crypto/group.ts';
import { formatCheckpoint } from '../../../crypto/log/checkpoint.ts';
import { createMerkleTree, leafHash, merkleRoot, prefixPath } from '../../../crypto/log/merkle.ts';
import { addSignatures, cosign, formatNote, signNote, verifierKey } from '../../../crypto/log/signed-note.ts';
import { newSigningKey, type SigningKey, signObject } from '../../../crypto/sign.ts';
import { findCounts } from '../../../crypto/threshold/dlog.ts';
import {
  ceremonyDigits,
  combineShares,
  electionKeys,
  makePackage,
  newCoefficients,
  openPackages,
  packageCommitment,
  rehearsalPoint,
  shareFor,
} from '../../../crypto/threshold/key-ceremony.ts';
import { foldCiphertexts, foldCounts, provePaper } from '../../../crypto/threshold/paper-proof.ts';
import { combine, partialDecrypt } from '../../../crypto/threshold/partial-decryption.ts';
import { cardCode, cardQrText, cardText, signToken, TOKEN_ACTIONS, tokenFromSeed } from '../../../crypto/token.ts';
import { encodeOpening } from '../../../printables/qr/opening.ts';
import { encodeReceipt } from '../../../printables/qr/receipt.ts';
import { setCounters } from '../../../tally/challenge/opened-marks.ts';
import { type AnswerType, answerObject } from '../../../tally/roles/voter.ts';
import { ageFiles } from './age-files.ts';
import { devices, sheetSignature } from './devices.ts';
import { answers, detection, shareMessages } from './messages.ts';
import { paperSymbol } from './paper-symbol.ts';
import { buildRecord } from './record.ts';
import { sheetSettings } from './sheet-settings.ts';
import { symbols } from './symbols.ts';
import { transcripts } from './transcripts.ts';

const b64 = encodeBase64url;
const pointText = (P: Point): string => b64(encodePoint(P));
const scalarText = (s: Scalar): string => b64(encodeScalar(s));
const flip = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
const election = (candidates: number, seats: number, writeIns: number): CircuitContest => ({
  kind: 'election',
  candidates,
  seats,
  writeIns,
});

function cards() {
  const random = deterministicRandom('vectors: cards');
  const meeting = random(32);
  const seeds = [new Uint8Array(16), new Uint8Array(16).fill(255), random(16), random(16)];
  const valid = seeds.flatMap((seed) =>
    [1, 2].map((round) => {
      const { tau, T } = tokenFromSeed(meeting, round, seed);
      return {
        seed: b64(seed),
        round,
        text: cardText(seed),
        qr: cardQrText(seed),
        tau: scalarText(tau),
        T: pointText(T),
        code: cardCode(T),
      };
    }),
  );
  const text = cardText(seeds[2] as Uint8Array);
  const invalid = [
    { text: text.slice(0, 26), error: 'length' },
    { text: `${text}0`, error: 'length' },
    { text: `U${text.slice(1)}`, error: 'character' },
    { text: `${text.slice(0, 25)}${text[25] === '1' ? '3' : '1'}${text[26]}`, error: 'character' },
    { text: `${text.slice(0, 26)}${text[26] === '0' ? '1' : '0'}`, error: 'check-symbol' },
    { text: `${text[1]}${text[0]}${text.slice(2)}`, error: 'check-symbol' },
    { text: `CP2${text.slice(0, 26)}`, error: 'length' },
  ];
  return { meeting: b64(meeting), valid, invalid };
}

/** Every card of a test run reads as one, and neither kind as the other. */
function testRunCards() {
  const random = deterministicRandom('vectors: cards of a test run');
  const seeds = [new Uint8Array(16), new Uint8Array(16).fill(255), random(16), random(16)];
  const valid = seeds.map((seed) => ({ seed: b64(seed), text: cardText(seed, true), qr: cardQrText(seed, true) }));
  const [, , third = new Uint8Array(16)] = seeds;
  const marked = cardText(third, true);
  const real = cardText(third);
  const invalid = [
    { text: marked, testRun: false, error: 'test-run-card' },
    { text: cardQrText(third, true), testRun: false, error: 'test-run-card' },
    { text: real, testRun: true, error: 'real-card' },
    { text: cardQrText(third), testRun: true, error: 'real-card' },
    // The mark of one kind with the check symbol of the other.
    { text: marked.slice(0, 26) + real.slice(26), testRun: true, error: 'check-symbol' },
    { text: real.slice(0, 26) + marked.slice(26), testRun: false, error: 'check-symbol' },
  ];
  return { valid, invalid };
}

const CIRCUITS: readonly (readonly [
  readonly CircuitContest[],
  number,
  readonly (readonly number[])[],
  readonly (readonly number[])[],
])[] = [
  [[election(2, 1, 1)], 80, [[1, 0, 0, 1, 0]], [[1, 0, 1, 0, 0]]],
  [[election(2, 1, 1)], 1001, [[0, 1, 0, 0, 1]], [[0, 0, 0, 0, 1]]],
  [[election(3, 5, 0)], 67, [[1, 0, 1, 0, 0, 1]], [[1, 1, 0, 0, 0, 0]]],
  [
    [election(1, 1, 2), { kind: 'recommendation', nominees: 3, limit: 2 }],
    5,
    [
      [0, 1, 0, 1],
      [1, 0, 1],
    ],
    [
      [0, 1, 1, 1],
      [1, 0, 1],
    ],
  ],
  [[{ kind: 'appraisal', subjects: 2, grades: 3 }], 80, [[0, 1, 0, 0, 0, 0]], [[0, 1, 1, 0, 0, 0]]],
  [[{ kind: 'recommendation', nominees: 5, limit: 4 }], 80, [[1, 1, 0, 1, 1]], [[1, 1, 1, 1, 1]]],
];

const circuits = () => ({
  valid: CIRCUITS.map(([contests, cardCount, bits]) => {
    const circuit = compileCircuit(contests, cardCount);
    return {
      contests,
      cards: cardCount,
      circuit: circuit.object,
      id: b64(circuitId(circuit)),
      counters: circuit.counters,
      bits,
      u: [...assignVariables(circuit, bits)],
    };
  }),
  invalid: CIRCUITS.map(([contests, cardCount, , bits]) => ({
    contests,
    cards: cardCount,
    bits,
    why: 'marks are not legal',
  })),
});

/** One change each; what is left is well-formed unless `why` says otherwise. */
function spoil(
  ballot: BallotObject,
  other: BallotObject,
): readonly { readonly why: string; readonly ballot: unknown }[] {
  const zeros = b64(new Uint8Array(32));
  const ones = b64(new Uint8Array(32).fill(255));
  const [first, ...rest] = ballot.E;
  const [alpha, beta] = first as readonly [string, string];
  const P = pointText(generator(1));
  return [
    { why: 'another token', ballot: { ...ballot, T: other.T } },
    { why: 'another context', ballot: { ...ballot, ctx: flip(ballot.ctx) } },
    { why: 'another first component', ballot: { ...ballot, E: [[P, beta], ...rest] } },
    { why: 'another second component', ballot: { ...ballot, E: [[alpha, P], ...rest] } },
    { why: 'components exchanged', ballot: { ...ballot, E: [[beta, alpha], ...rest] } },
    { why: 'the ciphertexts of another ballot', ballot: { ...ballot, E: other.E } },
    { why: 'another V', ballot: { ...ballot, V: P } },
    { why: 'another Z', ballot: { ...ballot, Z: P } },
    { why: 'another L, first', ballot: { ...ballot, L: [P, ballot.L[1]] } },
    { why: 'another L, second', ballot: { ...ballot, L: [ballot.L[0], P] } },
    { why: 'another f', ballot: { ...ballot, f: [other.f[0], ...ballot.f.slice(1)] } },
    { why: 'one f less', ballot: { ...ballot, f: ballot.f.slice(1) } },
    { why: 'one ciphertext more', ballot: { ...ballot, E: [...ballot.E, first] } },
    { why: 'another z', ballot: { ...ballot, z: other.z } },
    { why: 'another r', ballot: { ...ballot, r: other.r } },
    { why: 'O as token', ballot: { ...ballot, T: zeros } },
    { why: 'O as first component', ballot: { ...ballot, E: [[zeros, beta], ...rest] } },
    { why: 'a point that is not canonical', ballot: { ...ballot, V: ones } },
    { why: 'a scalar that is not reduced', ballot: { ...ballot, z: ones } },
    { why: 'base64url with padding', ballot: { ...ballot, z: `${ballot.z}=` } },
    {
      why: 'base64url with unused bits',
      ballot: { ...ballot, z: `${ballot.z.slice(0, -1)}${ballot.z.endsWith('B') ? 'D' : 'B'}` },
    },
    { why: 'a member more', ballot: { ...ballot, time: 1 } },
  ];
}

function ballots() {
  const random = deterministicRandom('vectors: ballots');
  const K = generator(4242);
  const sets = CIRCUITS.map(([contests, cardCount, bits]) => {
    const circuit = compileCircuit(contests, cardCount);
    const statement = { ctx: random(32), K, circuit, circuitId: circuitId(circuit) };
    const u = assignVariables(circuit, bits);
    const made = [0, 1].map(() => {
      const { T } = tokenFromSeed(statement.ctx, 1, random(16));
      const seed = random(32);
      const ballot = ballotToObject(encryptBallot({ ...statement, T, u, seed }));
      const h = ballotHash(ballot);
      return { u: [...u], seed: b64(seed), T: pointText(T), ballot, h: b64(h), code: ballotCode(h) };
    });
    const [one, two] = made as [(typeof made)[number], (typeof made)[number]];
    return {
      contests,
      cards: cardCount,
      ctx: b64(statement.ctx),
      K: pointText(K),
      valid: made,
      invalid: spoil(one.ballot, two.ballot),
    };
  });
  return { sets };
}

/** Codes of a review page and of an opened ballot, and openings with their verdicts. */
function challenges() {
  const random = deterministicRandom('vectors: challenges');
  const K = generator(4242);
  const receipts = newSigningKey(random);
  const [meetingId, round] = ['qingxi-2026', 1];
  const valid = CIRCUITS.map(([contests, cards, marks, illegal]) => {
    const circuit = compileCircuit(contests, cards);
    const ctx = random(32);
    const { T } = tokenFromSeed(ctx, round, random(16));
    const seed = random(32);
    const statement = { ctx, K, circuit, circuitId: circuitId(circuit) };
    const u = assignVariables(circuit, marks);
    const h = ballotHash(ballotToObject(encryptBallot({ ...statement, T, u, seed })));
    const signed = (type: AnswerType) => signObject(answerObject(type, ctx, pointText(T), h), receipts.secretKey);
    const code = { meetingId, round, T: encodePoint(T), h };
    const opening = { ...code, signature: signed('challenged'), seed, places: setCounters(marks) };
    const opened = { marks, seed: b64(seed) };
    const [[first = 0, ...rest] = [], ...others] = marks;
    return {
      contests,
      cards,
      ctx: b64(ctx),
      K: pointText(K),
      T: pointText(T),
      h: b64(h),
      receiptsKey: b64(receipts.publicKey),
      answer: decodeUtf8(canonicalBytes(answerObject('challenged', ctx, pointText(T), h))),
      signature: b64(opening.signature),
      review: encodeReceipt({ ...code, kind: 'pending', signature: signed('pending') }),
      opening: encodeOpening(opening),
      openings: [
        { why: 'as it was made', ...opened, verdict: 'matches' },
        { why: 'another seed', marks, seed: flip(b64(seed)), verdict: 'differs' },
        { why: 'another mark', marks: [[1 - first, ...rest], ...others], seed: b64(seed), verdict: 'differs' },
        { why: 'marks that are not legal', marks: illegal, seed: b64(seed), verdict: 'differs' },
        { why: 'a contest too many', marks: [...marks, [0]], seed: b64(seed), verdict: 'differs' },
      ],
    };
  });
  const [one] = valid;
  const text = one?.opening ?? '';
  const data = text.slice(text.lastIndexOf('.') + 1);
  const bytes = decodeBase64url(data);
  const framed = (payload: Uint8Array) => `O1.${meetingId}.${round}.${b64(payload)}`;
  const invalid = [
    { opening: text.replace('O1.', 'O2.'), why: 'another version' },
    { opening: text.replace('.1.', '.01.'), why: 'a round with a leading zero' },
    { opening: framed(bytes.slice(0, -1)), why: 'a byte too few' },
    { opening: framed(Uint8Array.of(...bytes, 0)), why: 'a byte too many' },
    {
      opening: framed(Uint8Array.of(...bytes.slice(0, 160), 0x81, 0x00, ...bytes.slice(161))),
      why: 'a padded integer',
    },
    { opening: framed(Uint8Array.of(...bytes.slice(0, 160), 1, 1, 0x80, 0x80, 0x04)), why: 'a place beyond 65535' },
  ];
  return { valid, invalid };
}

function tokens() {
  const random = deterministicRandom('vectors: tokens');
  const ctx = random(32);
  const { tau, T } = tokenFromSeed(ctx, 1, random(16));
  const valid = TOKEN_ACTIONS.map((action) => {
    const payload = ['pending', 'cast', 'challenge'].includes(action) ? random(32) : new Uint8Array(32);
    const nonce = random(32);
    const { R, s } = signToken({ action, ctx, tau, T, payload, random: () => nonce });
    return {
      action,
      ctx: b64(ctx),
      T: pointText(T),
      payload: b64(payload),
      random: b64(nonce),
      R: pointText(R),
      s: scalarText(s),
    };
  });
  const [, cast] = valid as [(typeof valid)[number], (typeof valid)[number]];
  const other = tokenFromSeed(ctx, 2, random(16)).T;
  const invalid = [
    { ...cast, action: 'pending', why: 'another action' },
    { ...cast, ctx: flip(cast.ctx), why: 'another context' },
    { ...cast, payload: flip(cast.payload), why: 'another ballot' },
    { ...cast, T: pointText(other), why: 'another token' },
    { ...cast, R: cast.T, why: 'another R' },
    { ...cast, s: scalarText(1n as Scalar), why: 'another s' },
  ];
  return { tau: scalarText(tau), valid, invalid };
}

/** A ceremony of three scrutineers, two of whom decrypt. */
function runCeremony() {
  const random = deterministicRandom('vectors: ceremony');
  const meeting = random(32);
  const size = { n: 3, t: 2 };
  const recipients = [
    'age1cy0su9fwf3gf9mw868g5yut09p6nytfmmnktexz2ya5uqg9vl9sss4euqm',
    'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
    'age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg',
  ];
  const parts = recipients.map((recipient, at) => {
    const coefficients = newCoefficients(size.t, random);
    const signKey = newSigningKey(random).publicKey;
    const input = { meeting, ...size, index: at + 1, name: `监票人${'甲乙丙'[at]}`, signKey, recipient };
    return { coefficients, keyPackage: makePackage(input, coefficients, random) };
  });
  const packages = parts.map(({ keyPackage }) => keyPackage);
  const opened = openPackages(packages, { meeting, ...size });
  if (!opened.ok) throw new Error('vectors: packages');
  const keys = electionKeys(meeting, opened.value);
  if (!keys.ok) throw new Error('vectors: keys');
  const shares = parts.map((_, j) => parts.map(({ coefficients }) => shareFor(coefficients, j + 1)));
  return { meeting, size, parts, packages, keys: keys.value, shares, x: shares.map(combineShares) };
}

function ceremony() {
  const { meeting, size, parts, packages, keys, shares, x } = runCeremony();
  const [own, second] = packages as [(typeof packages)[number], (typeof packages)[number]];
  const zeros = b64(new Uint8Array(32));
  return {
    valid: {
      meeting: b64(meeting),
      ...size,
      coefficients: parts.map(({ coefficients }) => coefficients.map(scalarText)),
      packages,
      commitments: packages.map((keyPackage) => b64(packageCommitment(keyPackage))),
      ceremony: b64(keys.ceremony),
      digits: ceremonyDigits(keys.ceremony),
      K: pointText(keys.K),
      X: keys.X.map(pointText),
      sharesTo: shares.map((received) => received.map(scalarText)),
      keyShares: x.map(scalarText),
      rehearsalPoint: pointText(rehearsalPoint(keys.ceremony)),
    },
    invalid: [
      { why: 'another meeting', index: 1, package: { ...own, meeting: zeros }, error: 'other-meeting' },
      { why: 'the package of another scrutineer', index: 1, package: second, error: 'index' },
      { why: 'a stolen package', index: 1, package: { ...second, index: 1 }, error: 'proof' },
      { why: 'another threshold', index: 1, package: { ...own, t: 3 }, error: 'size' },
      { why: 'a late field', index: 1, package: { ...own, note: '' }, error: 'malformed' },
      { why: 'a signing key of small order', index: 1, package: { ...own, signKey: zeros }, error: 'sign-key' },
      {
        why: 'O as commitment',
        index: 1,
        package: { ...own, commitments: [zeros, own.commitments[1]] },
        error: 'commitments',
      },
      {
        why: 'commitments exchanged',
        index: 1,
        package: { ...own, commitments: own.commitments.toReversed() },
        error: 'proof',
      },
      {
        why: 'another response',
        index: 1,
        package: { ...own, proof: { ...own.proof, s: second.proof.s } },
        error: 'proof',
      },
    ],
  };
}

function tally() {
  const random = deterministicRandom('vectors: tally');
  const { keys, x } = runCeremony();
  const contests = [election(5, 2, 4)];
  const circuit = compileCircuit(contests, 80);
  const ctx = random(32);
  const statement = { ctx, K: keys.K, circuit, circuitId: circuitId(circuit) };
  const marks = [
    [1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1],
    [1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
    [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  ];
  const lists = marks.map((bits) => {
    const { T } = tokenFromSeed(ctx, 1, random(16));
    return encryptBallot({ ...statement, T, u: assignVariables(circuit, [bits]), seed: random(32) }).E;
  });
  const sums = aggregate(lists);
  const parts = [1, 3].map((index) => {
    const X = keys.X[index - 1] as Point;
    const partial = partialDecrypt(
      { ctx, stage: 'tally', index, K: keys.K, X, pairs: sums },
      x[index - 1] as Scalar,
      random,
    );
    return { index, X, ...partial };
  });
  const M = combine(sums, parts);
  const counts = findCounts(circuit, M, marks.length);
  if (!counts.ok) throw new Error('vectors: counts');
  const P = foldCiphertexts(circuit, sums);
  const m = foldCounts(circuit, counts.value);
  const paper = parts.map(({ index, X, D }) =>
    provePaper({ ctx, K: keys.K, P, m }, circuit, { index, X, x: x[index - 1] as Scalar, D }, random),
  );
  const list = (pairs: readonly Ciphertext[]) => pairs.map(ciphertextToObject);
  const partials = parts.map(({ index, X, D, c, s }) => ({
    index,
    X: pointText(X),
    D: D.map(pointText),
    c: scalarText(c),
    s: scalarText(s),
  }));
  const [own] = partials as [(typeof partials)[number]];
  const [released] = parts as [(typeof parts)[number]];
  const [D0, D1, ...Ds] = released.D as [Point, Point, ...Point[]];
  const G1 = generator(1);
  return {
    valid: {
      contests,
      cards: 80,
      ctx: b64(ctx),
      K: pointText(keys.K),
      casts: marks.length,
      ciphertexts: lists.map(list),
      sums: list(sums),
      stage: 'tally',
      partials,
      M: M.map(pointText),
      counts: counts.value,
      paper: {
        P: list(P),
        m: m.map(scalarText),
        parts: paper.map(({ index, X, DBar, c, s }) => ({
          index,
          X: pointText(X),
          DBar: pointText(DBar),
          c: scalarText(c),
          s: scalarText(s),
        })),
      },
    },
    invalid: [
      { why: 'a wrong D', stage: 'tally', partial: { ...own, D: [pointText(D0.add(G1)), ...own.D.slice(1)] } },
      {
        why: 'two errors that cancel',
        stage: 'tally',
        partial: { ...own, D: [D0.add(G1), D1.subtract(G1), ...Ds].map(pointText) },
      },
      { why: 'another stage', stage: 'rehearsal', partial: own },
      { why: 'another scrutineer', stage: 'tally', partial: { ...own, index: 2 } },
      { why: 'another c', stage: 'tally', partial: { ...own, c: own.s } },
      { why: 'another s', stage: 'tally', partial: { ...own, s: scalarText(reduce(released.s + 1n)) } },
      { why: 'one D less', stage: 'tally', partial: { ...own, D: own.D.slice(1) } },
    ],
  };
}

function log() {
  const random = deterministicRandom('vectors: log');
  const party = (name: string) => ({ name, ...newSigningKey(random) });
  const [author, scrutineer, witness] = [party('qingxi.example/2026'), party('scrutineer-1'), party('witness.example')];
  const leaves = Array.from({ length: 7 }, (_, i) => leafHash(Uint8Array.of(i)));
  const tree = createMerkleTree(leaves);
  const text = formatCheckpoint({ origin: author.name, size: 7, root: merkleRoot(tree) });
  const own = signNote(text, author, author.secretKey);
  const note = formatNote(
    addSignatures({ text, signatures: [own] }, [
      cosign(text, scrutineer, scrutineer.secretKey, 1790000000),
      cosign(text, witness, witness.secretKey, 1790000060),
    ]),
  );
  return {
    valid: {
      leaves: leaves.map(b64),
      roots: leaves.map((_, i) => b64(merkleRoot(tree, i + 1))),
      log: verifierKey(author, 'log'),
      cosigners: [scrutineer, witness].map((cosigner) => verifierKey(cosigner, 'cosignature')),
      times: [1790000000, 1790000060],
      note,
    },
    forks: forks(author, leaves),
    invalid: [
      { why: 'another size', note: note.replace('\n7\n', '\n6\n') },
      { why: 'another origin', note: note.replace('qingxi.example/2026\n', 'qingxi.example/2027\n') },
      { why: 'a leading zero', note: note.replace('\n7\n', '\n07\n') },
      {
        why: 'a changed signature',
        note: note.replace(/(— qingxi\S+ \S{20})(.)/u, (_, head, next) => head + (next === 'A' ? 'B' : 'A')),
      },
      { why: 'no line of the log', note: note.replace(/— qingxi.*\n/u, '') },
    ],
  };
}

/** Evidence of two histories (tally specification §3.7): the log `author` over seven leaves and over others from leaf 3. */
function forks(author: SigningKey & { readonly name: string }, leaves: readonly Uint8Array[]) {
  const honest = createMerkleTree(leaves);
  const forked = createMerkleTree([...leaves.slice(0, 3), leafHash(Uint8Array.of(99)), ...leaves.slice(4)]);
  const head = (tree: typeof honest, size: number) => {
    const text = formatCheckpoint({ origin: author.name, size, root: merkleRoot(tree, size) });
    return formatNote({ text, signatures: [signNote(text, author, author.secretKey)] });
  };
  const path = (tree: typeof honest, first: number, second: number) => prefixPath(tree, first, second).map(b64);
  const of = (judged: string, cosigned: string, shown: string, between: readonly string[]) => ({
    judged,
    evidence: {
      type: 'fork-evidence',
      version: 1,
      logOrigin: author.name,
      logKey: b64(author.publicKey),
      cosigned,
      shown,
      path: between,
    },
  });
  return [
    of('two-roots', head(honest, 6), head(forked, 6), []),
    of('rewritten', head(honest, 5), head(forked, 7), path(forked, 5, 7)),
    of('rewritten', head(honest, 4), head(forked, 7), path(forked, 4, 7)),
    of('rewritten', head(forked, 7), head(honest, 6), path(forked, 6, 7)),
    of('unproven', head(honest, 5), head(forked, 7), []),
    of('no-conflict', head(honest, 5), head(honest, 7), path(honest, 5, 7)),
    of('no-conflict', head(honest, 3), head(forked, 7), path(forked, 3, 7)),
    of('path-invalid', head(honest, 5), head(forked, 7), path(honest, 5, 7)),
    of('log-signature', head(honest, 5), head(forked, 7).replace('\n7\n', '\n6\n'), []),
  ];
}

/** One of each challenge, from the first proof of its kind in the other vectors. */
function allTranscripts() {
  const { meeting, size, packages } = runCeremony();
  const [keyPackage] = packages as [(typeof packages)[number]];
  const [{ ctx, K, contests, cards: made, valid: sets }] = ballots().sets as [
    ReturnType<typeof ballots>['sets'][number],
  ];
  const [ballot] = sets as [(typeof sets)[number]];
  return transcripts({
    cards: cards(),
    tokens: tokens(),
    keyPackage: { ...keyPackage, ...size, meeting: b64(meeting) },
    ballot: { ...ballot, ctx, K, circuit: b64(circuitId(compileCircuit(contests, made))) },
    tally: tally().valid,
  });
}

function allShareMessages() {
  const { keys, packages, shares } = runCeremony();
  return shareMessages({ ceremony: b64(keys.ceremony), hash: keys.ceremony, packages, shares });
}

/** File name → content. */
export const build = async () => ({
  'cards.json': cards(),
  'test-run-cards.json': testRunCards(),
  'circuits.json': circuits(),
  'ballots.json': ballots(),
  'challenges.json': challenges(),
  'tokens.json': tokens(),
  'ceremony.json': ceremony(),
  'tally.json': tally(),
  'log.json': log(),
  'symbols.json': symbols(),
  'paper-symbol.json': paperSymbol(),
  'transcripts.json': allTranscripts(),
  'answers.json': answers(),
  'share-messages.json': allShareMessages(),
  'detection.json': detection(),
  'age-files.json': await ageFiles(),
  'devices.json': devices(),
  'sheet-signature.json': sheetSignature(),
  'sheet-settings.json': sheetSettings(),
  ...(await buildRecord()),
});

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, content] of Object.entries(await build())) {
    writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(content, null, 1)}\n`);
  }
}
