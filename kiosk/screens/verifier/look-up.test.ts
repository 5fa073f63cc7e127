import { beforeAll, describe, expect, it } from 'vitest';
import { ballotHash } from '../../../crypto/ballot-object.ts';
import { newConfidentialKey } from '../../../crypto/confidential.ts';
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { decodeUtf8, encodeUtf8 } from '../../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../../crypto/encoding/canonical.ts';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from '../../../crypto/log/checkpoint.ts';
import { createMerkleTree, merkleRoot } from '../../../crypto/log/merkle.ts';
import { addSignatures, cosign, formatNote, parseNote, signNote } from '../../../crypto/log/signed-note.ts';
import { newSigningKey, signObject } from '../../../crypto/sign.ts';
import type { SymbolA, SymbolElection } from '../../../printables/qr/symbol-a.ts';
import { symbolATexts } from '../../../printables/qr/symbol-a.ts';
import { symbolOfRecord } from '../../../printables/qr/symbol-of-record.ts';
import { testRunTitle } from '../../../tally/meeting/test-run.ts';
import { SERVER, scrutineerAuthor } from '../../../tally/record/authors.ts';
import type { BallotEntry, CastEntry, ChallengeEntry } from '../../../tally/record/ballot-entries.ts';
import {
  type Entry,
  entryHash,
  type SignedEntry,
  signEntry,
  type Unsigned,
  withSignatures,
} from '../../../tally/record/entry.ts';
import { cosignerName, type MeetingEntry } from '../../../tally/record/meeting-entry.ts';
import { type ReadEntry, readRecord } from '../../../tally/record/reader.ts';
import type { CloseEntry, PaperEntry, RoundEntry } from '../../../tally/record/round-entries.ts';
import { checkpointLine } from '../../../tally/record/writer.ts';
import { answerObject } from '../../../tally/roles/voter.ts';
import { makeBallots } from '../../../tally/simulation/ballot-making.ts';
import type { Deviation } from '../../../tally/simulation/deviation.ts';
import { rememberingRandom } from '../../../tally/simulation/remembering-random.ts';
import { seededRandom } from '../../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../../tally/simulation/simulate-election.ts';
import { examineSymbols } from '../../session/sheet-symbols.ts';
import { type Asked, cardCodeOf, lookUp } from './look-up.ts';
import { resultRoots, roundOfTypedRoot, sheetIsOfRecord, sheetKeys } from './sheet-of-record.ts';

const WITNESS = 'witness.example/one';
let record = '';
let recipients: readonly string[] = [];
let casts: readonly CastEntry[] = [];
let ctx: Uint8Array;
let meeting: MeetingEntry;
let secretOf: (publicKey: string) => Uint8Array;
let receiptsKey: Uint8Array;

beforeAll(async () => {
  const seeded = seededRandom('look-up');
  const remembered = rememberingRandom(seeded);
  const { random } = remembered;
  recipients = await Promise.all([1, 2, 3].map(async () => (await newConfidentialKey()).recipient));
  const simulation = await simulateElection({
    ballots: 7,
    challenges: 1,
    contests: [committeeContest(2, 1, 0)],
    random,
    recipients,
    threshold: 2,
    sheetKey: encodeBase64url(seeded(91)),
    witnesses: [WITNESS],
  });
  record = simulation.record;
  const entries = readRecord(record).leaves.filter((leaf): leaf is ReadEntry => leaf.kind === 'entry');
  casts = entries.flatMap(({ entry }) => (entry.type === 'cast' ? [entry] : []));
  ctx = (entries.find(({ entry }) => entry.type === 'round') as ReadEntry).hash;
  meeting = (entries[0] as ReadEntry & { readonly entry: MeetingEntry }).entry;
  secretOf = remembered.secretOf;
  receiptsKey = secretOf(meeting.keys.receipts);
});

function receiptOf(
  cast: Pick<CastEntry, 'ballot'>,
  change: Partial<Asked> = {},
  by = { ctx, key: receiptsKey },
): Asked {
  const unsigned = {
    kind: 'accepted' as const,
    meetingId: 'simulation',
    round: 1,
    T: decodeBase64url(cast.ballot.T, 32),
    h: ballotHash(cast.ballot),
    ...change,
  };
  const signature = signObject(answerObject(unsigned.kind, by.ctx, encodeBase64url(unsigned.T), unsigned.h), by.key);
  return { ...unsigned, signature, ...change };
}

const bytes = (text = record) => encodeUtf8(text);
const withoutLine = (cast: Pick<CastEntry, 'ballot'>) =>
  record
    .split('\n')
    .filter((line) => !line.includes(`"T":"${cast.ballot.T}"`))
    .join('\n');
const challenges = () =>
  readRecord(record).leaves.flatMap((leaf) =>
    leaf.kind === 'entry' && leaf.entry.type === 'challenge' ? [leaf.entry] : [],
  ) as [ChallengeEntry];

/** Who cosigns, by the name on the line: the scrutineers' devices, then the witness. */
const everybody = (): readonly string[] => [
  ...meeting.scrutineers.map((_, at) => cosignerName(meeting.logOrigin, at + 1)),
  WITNESS,
];
type KeyOf = (name: string) => { readonly publicKey: string; readonly secretKey: Uint8Array };
const declaredKey: KeyOf = (name) => {
  const at = everybody().indexOf(name);
  const publicKey = [
    ...meeting.scrutineers.map(({ cosignKey }) => cosignKey),
    ...meeting.witnesses.map(({ key }) => key),
  ][at] as string;
  return { publicKey, secretKey: secretOf(publicKey) };
};

/** Behind the last line a head of the log over all before it, cosigned by these. */
function withHead(text: string, cosigning: readonly string[], keyOf: KeyOf = declaredKey): string {
  const tree = createMerkleTree(readRecord(text).leaves.map(({ leaf }) => leaf));
  const size = readRecord(text).leaves.length;
  const words = formatCheckpoint({ origin: meeting.logOrigin, size, root: merkleRoot(tree, size) });
  const log = { name: meeting.logOrigin, publicKey: decodeBase64url(meeting.keys.log, 32) };
  const lines = cosigning.map((name) => {
    const { publicKey, secretKey } = keyOf(name);
    return cosign(words, { name, publicKey: decodeBase64url(publicKey, 32) }, secretKey, 1_796_000_000);
  });
  const note = { text: words, signatures: [signNote(words, log, secretOf(meeting.keys.log))] };
  return `${text}${checkpointLine(formatNote(addSignatures(note, lines)))}`;
}

/** The round given up, signed with this key in the server's name. */
function paperLine(key: string): string {
  const unsigned = { type: 'paper' as const, ctx: encodeBase64url(ctx), reason: '停电' };
  return decodeUtf8(
    canonicalBytes(withSignatures<PaperEntry>(unsigned, [signEntry(unsigned, 'server', secretOf(key))])),
  );
}

describe('a receipt looked up in the record (UX 5.7 P1)', () => {
  it('is counted, with its place below the signed head', () => {
    for (const cast of casts) {
      const place = lookUp(bytes(), receiptOf(cast));
      expect(place.state).toBe('counted');
      const line = place.state === 'counted' ? readRecord(record).leaves[place.index] : undefined;
      expect(line?.kind === 'entry' && line.entry).toEqual(cast);
    }
  });

  it('is evidence when a genuine acceptance is missing in the closed record', () => {
    const [cast] = casts as [CastEntry];
    expect(lookUp(bytes(withoutLine(cast)), receiptOf(cast))).toEqual({ state: 'missing', receipt: 'accepted' });
  });

  /** The round goes to paper before this entry, or at the end; below it stands a head that these cosigned. */
  const toPaper = (
    before: 'aggregate' | 'result' | 'end',
    { key = meeting.keys.entries, text = record, cosigning = everybody() } = {},
  ): Uint8Array => {
    const lines = text.split('\n');
    const at = before === 'end' ? lines.length - 1 : lines.findIndex((line) => line.includes(`"type":"${before}"`));
    return bytes(withHead([...lines.slice(0, at), paperLine(key), ''].join('\n'), cosigning));
  };

  it('counts for nothing in a round that went to paper before its result, where that is signed (UX S11)', () => {
    const [cast] = casts as [CastEntry];
    const given = (before: 'aggregate' | 'result' | 'end', key = meeting.keys.entries) =>
      lookUp(toPaper(before, { key }), receiptOf(cast)).state;
    expect(given('aggregate')).toBe('given-up');
    expect(given('aggregate', meeting.keys.receipts)).toBe('counted');
    // After the result it has no effect (specification §3.3), whoever signs it.
    expect(given('end')).toBe('counted');
  });

  it('is neither counted nor given up where the round goes to paper behind its sums: the server knows the count by then', () => {
    const [cast] = casts as [CastEntry];
    const given = (before: 'result' | 'end', key = meeting.keys.entries) =>
      lookUp(toPaper(before, { key }), receiptOf(cast)).state;
    expect(given('result')).toBe('unproved');
    expect(given('result', meeting.keys.receipts)).toBe('counted');
    expect(given('end')).toBe('counted');
    // One that is not signed, in front of it, hides none.
    const lines = record.split('\n');
    const sums = lines.findIndex((line) => line.includes('"type":"result"'));
    const text = lines.toSpliced(sums, 0, paperLine(meeting.keys.receipts)).join('\n');
    expect(lookUp(toPaper('result', { text }), receiptOf(cast)).state).toBe('unproved');
    // The result says what became of the ballot, and an opened ballot is opened, whatever is counted.
    const late = lines.toSpliced(sums, 0, paperLine(meeting.keys.entries)).join('\n');
    expect(lookUp(bytes(withHead(late, everybody())), receiptOf(cast)).state).toBe('counted');
    const [challenged] = challenges();
    const opened = lookUp(toPaper('result'), receiptOf(challenged, { kind: 'challenged' }));
    expect(opened.state).toBe('challenged');
    const dropped = lookUp(toPaper('result', { text: withoutLine(cast) }), receiptOf(cast));
    expect(dropped).toEqual({ state: 'missing', receipt: 'accepted' });
  });

  it('counts for nothing only where t scrutineers and every witness cosigned that the round went to paper', () => {
    const [cast] = casts as [CastEntry];
    const [first = '', second = ''] = everybody();
    const given = (cosigning: readonly string[], receipt = receiptOf(cast)) =>
      lookUp(toPaper('aggregate', { cosigning }), receipt).state;
    const unused = receiptOf(cast, { h: new Uint8Array(32).fill(7), kind: 'pending' });
    for (const receipt of [receiptOf(cast), unused]) {
      expect(given([first, second, WITNESS], receipt)).toBe('given-up');
      expect(given([first, second], receipt)).toBe('not-cosigned');
      expect(given([first, WITNESS], receipt)).toBe('not-cosigned');
      expect(given([], receipt)).toBe('not-cosigned');
    }
    const headless = decodeUtf8(toPaper('aggregate')).split('\n').slice(0, -2).join('\n');
    expect(lookUp(bytes(`${headless}\n`), receiptOf(cast)).state).toBe('unproved');
    // A head that everybody cosigned, over other entries.
    const elsewhere = decodeUtf8(toPaper('aggregate')).replace('停电', '停水');
    expect(lookUp(bytes(elsewhere), receiptOf(cast)).state).toBe('unproved');
  });

  it('is evidence where a round on paper does not even hold the ballot, or the challenge, whoever cosigned it', () => {
    const [cast] = casts as [CastEntry];
    const [challenged] = challenges();
    const receipt = receiptOf(challenged, { kind: 'challenged' });
    expect(lookUp(toPaper('aggregate'), receipt).state).toBe('challenged');
    for (const cosigning of [everybody(), []]) {
      const dropped = toPaper('aggregate', { text: withoutLine(cast), cosigning });
      expect(lookUp(dropped, receiptOf(cast))).toEqual({ state: 'missing', receipt: 'accepted' });
      const unopened = toPaper('aggregate', { text: withoutLine(challenged), cosigning });
      const opened = { state: 'missing', receipt: 'challenged' };
      expect(lookUp(unopened, receipt)).toEqual(opened);
    }
  });

  it('is told apart from a review page that was not cast and from a forged receipt', () => {
    const [cast] = casts as [CastEntry];
    const h = new Uint8Array(32).fill(7);
    expect(lookUp(bytes(), receiptOf(cast, { h, kind: 'pending' }))).toEqual({ state: 'missing', receipt: 'pending' });
    const forged = receiptOf(cast, { h, signature: new Uint8Array(64) });
    expect(lookUp(bytes(), forged)).toEqual({ state: 'missing', receipt: 'none' });
  });

  it('is a challenge for the codes of its review page and its opening, and never for an acceptance (§7.5)', () => {
    const [challenged] = challenges();
    const [cast] = casts as [CastEntry];
    expect(lookUp(bytes(), receiptOf(challenged, { kind: 'challenged' })).state).toBe('challenged');
    expect(lookUp(bytes(), receiptOf(challenged, { kind: 'pending' })).state).toBe('challenged');
    const accepted = { state: 'missing', receipt: 'accepted' };
    expect(lookUp(bytes(), receiptOf(challenged, { kind: 'accepted' }))).toEqual(accepted);
    const opened = { state: 'missing', receipt: 'challenged' };
    expect(lookUp(bytes(), receiptOf(cast, { kind: 'challenged' }))).toEqual(opened);
    const without = record.split('\n').filter((line) => !line.includes(`"T":"${challenged.ballot.T}"`));
    expect(lookUp(bytes(without.join('\n')), receiptOf(challenged, { kind: 'challenged' }))).toEqual(opened);
  });

  it('does not count another ballot of the same card', () => {
    const [first, second] = casts as [CastEntry, CastEntry];
    expect(lookUp(bytes(), receiptOf(first, { h: ballotHash(second.ballot) })).state).toBe('missing');
  });

  it('waits for a close that the server and t scrutineers signed', () => {
    const lines = record.split('\n');
    const close = lines.findIndex((line) => line.includes('"type":"close"'));
    const open = `${lines.slice(0, close).join('\n')}\n`;
    expect(lookUp(bytes(open), receiptOf(casts[0] as CastEntry)).state).toBe('too-early');
    const signedBy = (change: (signatures: readonly unknown[]) => readonly unknown[]) => {
      const entry = JSON.parse(lines[close] as string);
      const line = JSON.stringify({ ...entry, signatures: change(entry.signatures) });
      return lookUp(bytes(`${open}${line}\n`), receiptOf(casts[0] as CastEntry)).state;
    };
    expect(signedBy(() => [])).toBe('too-early');
    expect(signedBy((all) => all.slice(0, 2))).toBe('too-early');
    expect(signedBy((all) => all.slice(1))).toBe('too-early');
    // Signed well enough; the head that would prove anything about it is missing here.
    expect(signedBy((all) => all.slice(0, 3))).toBe('unproved');
  });

  it('is not proved by a log whose heads are signed by another key or speak about other entries', () => {
    const [cast] = casts as [CastEntry];
    const { log } = (readRecord(record).leaves[0] as ReadEntry & { readonly entry: MeetingEntry }).entry.keys;
    const otherKey = record.replace(log, encodeBase64url(new Uint8Array(32).fill(1)));
    expect(lookUp(bytes(otherKey), receiptOf(cast)).state).toBe('false-record');
    const changed = record.replace('"chair":"主持人"', '"chair":"主持仁"');
    expect(changed).not.toBe(record);
    expect(lookUp(bytes(changed), receiptOf(cast)).state).toBe('false-record');
    // One line less, under the heads of the whole.
    const [other] = casts.slice(1) as [CastEntry];
    expect(lookUp(bytes(withoutLine(other)), receiptOf(cast)).state).toBe('unproved');
  });

  /** Every head from this cast on is that which `text` makes of it, signed by `key` in the log's name, and cosigned. */
  function withHeads(
    cast: CastEntry,
    key: string,
    text: (head: Checkpoint) => Checkpoint,
    cosigners: (names: readonly string[], size: number) => readonly string[] = (names) => names,
  ): string {
    const file = readRecord(record);
    const at = file.leaves.findIndex((leaf) => leaf.kind === 'entry' && leaf.entry === entryOf(file, cast));
    const lines = record.split('\n');
    const devices = [
      ...meeting.scrutineers.map(({ cosignKey }, i) => ({
        name: cosignerName(meeting.logOrigin, i + 1),
        key: cosignKey,
      })),
      ...meeting.witnesses,
    ];
    for (const line of file.lines) {
      if (line.kind !== 'checkpoint' || line.size <= at) continue;
      const words = formatCheckpoint(text(parseCheckpoint(parseNote(line.note).text)));
      const log = { name: meeting.logOrigin, publicKey: decodeBase64url(meeting.keys.log, 32) };
      const signing = cosigners(
        devices.map(({ name }) => name),
        line.size,
      );
      const cosignatures = devices
        .filter(({ name }) => signing.includes(name))
        .map(({ name, key: own }) =>
          cosign(words, { name, publicKey: decodeBase64url(own, 32) }, secretOf(own), 1_796_000_000),
        );
      const note = { text: words, signatures: [signNote(words, log, secretOf(key))] };
      lines[line.line - 1] = checkpointLine(formatNote(addSignatures(note, cosignatures))).trimEnd();
    }
    return lines.join('\n');
  }
  const entryOf = (file: ReturnType<typeof readRecord>, cast: CastEntry) =>
    file.leaves.flatMap((leaf) =>
      leaf.kind === 'entry' && leaf.entry.type === 'cast' && leaf.entry.ballot.T === cast.ballot.T ? [leaf.entry] : [],
    )[0];

  it('is proved only by a head of this log, of as many entries as stand before it, that the log signed', () => {
    const cast = casts.at(-1) as CastEntry;
    const state = (...[key, text]: [string, (head: Checkpoint) => Checkpoint]) =>
      lookUp(bytes(withHeads(cast, key, text)), receiptOf(cast)).state;
    const { log, entries } = meeting.keys;
    expect(state(log, (head) => head)).toBe('counted');
    expect(state(entries, (head) => head)).toBe('unproved');
    expect(state(log, (head) => ({ ...head, origin: 'elsewhere' }))).toBe('unproved');
    const tree = createMerkleTree(readRecord(record).leaves.map(({ leaf }) => leaf));
    const less = readRecord(record).leaves.length - 1;
    const smaller = { origin: meeting.logOrigin, size: less, root: merkleRoot(tree, less) };
    const heads = withHeads(cast, log, () => smaller).split('\n');
    const last = heads.findLastIndex((line) => line.startsWith('{"note"'));
    // The one head of this size stands behind one entry more: where it stands alone it proves nothing.
    const alone = heads.filter((line, at) => !line.startsWith('{"note"') || at === last).join('\n');
    expect(lookUp(bytes(alone), receiptOf(cast)).state).toBe('unproved');
  });

  it('waits for a head at or after the close that t scrutineers and every witness cosigned', () => {
    const cast = casts.at(-1) as CastEntry;
    const close = readRecord(record).leaves.findIndex((leaf) => leaf.kind === 'entry' && leaf.entry.type === 'close');
    const state = (cosigners: (names: readonly string[], size: number) => readonly string[]) =>
      lookUp(bytes(withHeads(cast, meeting.keys.log, (head) => head, cosigners)), receiptOf(cast)).state;
    expect(state(() => [])).toBe('not-cosigned');
    expect(state((names) => names.filter((name) => name !== WITNESS))).toBe('not-cosigned');
    expect(state((names) => [names[0] as string, WITNESS])).toBe('not-cosigned');
    expect(state((names) => [names[0] as string, names[2] as string, WITNESS])).toBe('counted');
    expect(state((names, size) => (size <= close ? names : []))).toBe('not-cosigned');
    expect(state((names, size) => (size === close + 1 ? names : []))).toBe('counted');
  });

  it('of an opened ballot waits for such a head as well', () => {
    const [challenged] = challenges();
    const receipt = receiptOf(challenged, { kind: 'challenged' });
    const logAlone = withHeads(
      casts[0] as CastEntry,
      meeting.keys.log,
      (head) => head,
      () => [],
    );
    expect(lookUp(bytes(logAlone), receipt).state).toBe('not-cosigned');
  });

  /** With the valid keys of all parties; what their heads say is cosigned. */
  async function deviating(deviation: Deviation) {
    const { random, secretOf: secret } = rememberingRandom(seededRandom('look-up, deviating'));
    const { record: lied } = await simulateElection({
      ballots: 6,
      contests: [committeeContest(2, 1, 0)],
      random,
      recipients,
      threshold: 2,
      sheetKey: encodeBase64url(seededRandom('sheet')(91)),
      deviation,
    });
    const { leaves } = readRecord(lied);
    const found = leaves.flatMap((leaf) => (leaf.kind === 'entry' && leaf.entry.type === 'cast' ? [leaf.entry] : []));
    const entries = leaves.flatMap((leaf) => (leaf.kind === 'entry' ? [leaf] : []));
    const [first] = entries.flatMap(({ entry }) => (entry.type === 'meeting' ? [entry] : []));
    const own = {
      ctx: entries.find(({ entry }) => entry.type === 'round')?.hash as Uint8Array,
      key: secret(first?.keys.receipts ?? ''),
    };
    const state = (cast: CastEntry) => lookUp(bytes(lied), receiptOf(cast, {}, own)).state;
    return { casts: found, state };
  }

  it('is not counted where the count does not take it: after the close, second of its card, of another round', async () => {
    let second: CastEntry | undefined;
    let other: CastEntry | undefined;
    const lies: CastEntry[] = [];
    const forged = (...entries: readonly BallotEntry[]) => {
      lies.push(...(entries as readonly CastEntry[]));
      return entries;
    };
    const { casts: found, state } = await deviating({
      // The other round's is the first event of its card, whose void comes later.
      groups: (groups) => [forged(other as CastEntry), ...groups, forged(second as CastEntry)],
      ballots: (entries, tools) => {
        const [card, spare] = [tools.castCards[0] as string, tools.spareCards[1] as string];
        second = makeBallots({ ...tools.job, ballots: [tools.plan(card)] })[0] as CastEntry;
        other = makeBallots({ ...tools.job, ctx: tools.job.meeting, ballots: [tools.plan(spare)] })[0] as CastEntry;
        return entries;
      },
      late: (tools) => forged(...makeBallots({ ...tools.job, ballots: [tools.plan(tools.spareCards[0] as string)] })),
    });
    expect(lies.map(state)).toEqual(['missing', 'missing', 'missing']);
    const honest = found.filter((cast) => !lies.some((lie) => lie.R === cast.R));
    expect(honest.map(state)).toEqual(honest.map(() => 'counted'));
    expect([found.length, honest.length]).toEqual([9, 6]);
  });

  it('waits where the close that stands there is that of another round', async () => {
    const { casts: found, state } = await deviating({
      write: (draft) => (draft.type === 'close' ? { ...draft, ctx: encodeBase64url(new Uint8Array(32)) } : draft),
    });
    expect(state(found[0] as CastEntry)).toBe('too-early');
  });

  it('is not answered before its round is in the record, nor missing before the close', () => {
    const [cast] = casts as [CastEntry];
    expect(lookUp(bytes(), receiptOf(cast, { round: 2 })).state).toBe('too-early');
    const lines = withoutLine(cast).split('\n');
    const close = lines.findIndex((line) => line.includes('"type":"close"'));
    const open = `${lines.slice(0, close).join('\n')}\n`;
    expect(lookUp(bytes(open), receiptOf(cast)).state).toBe('too-early');
    const given = withHead(`${open}${paperLine(meeting.keys.entries)}\n`, everybody());
    expect(lookUp(bytes(given), receiptOf(cast))).toEqual({ state: 'missing', receipt: 'accepted' });
  });

  it('says nothing about a ballot, counted or opened, where the receipt itself is forged', () => {
    const [challenged] = challenges();
    const none = { state: 'missing', receipt: 'none' };
    for (const of of [challenged, casts[0] as CastEntry])
      for (const kind of ['accepted', 'challenged', 'pending'] as const) {
        const genuine = receiptOf(of, { kind });
        expect(lookUp(bytes(), { ...genuine, signature: new Uint8Array(64) })).toEqual(none);
        for (const other of ['accepted', 'challenged', 'pending'] as const)
          if (other !== kind) expect(lookUp(bytes(), { ...genuine, kind: other })).toEqual(none);
      }
  });

  it('belongs to one meeting', () => {
    expect(lookUp(bytes(), receiptOf(casts[0] as CastEntry, { meetingId: 'elsewhere1' })).state).toBe('other-record');
    expect(lookUp(new Uint8Array([1, 2, 3]), receiptOf(casts[0] as CastEntry)).state).toBe('other-record');
  });

  it('shows the card code of its token, and none for bytes that are no point', () => {
    expect(cardCodeOf(receiptOf(casts[0] as CastEntry))).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(cardCodeOf(receiptOf(casts[0] as CastEntry, { T: new Uint8Array(32).fill(255) }))).toBeNull();
  });
});

/** The server has its own keys and those of the log, and shows this phone alone what it likes (specification §11, §12). */
describe('a server that makes up a record for one phone', () => {
  const random = seededRandom('made up');
  const own = [1, 2, 3].map(() => ({ sign: newSigningKey(random), cosign: newSigningKey(random) }));
  const cosigners = () => everybody().slice(0, 3);
  const ownKey: KeyOf = (name) => {
    const { publicKey, secretKey } = (own[cosigners().indexOf(name)] as (typeof own)[number]).cosign;
    return { publicKey: encodeBase64url(publicKey), secretKey };
  };
  const lineOf = (entry: Entry) => `${decodeUtf8(canonicalBytes(entry))}\n`;
  /** By the server and by scrutineers of its own. */
  const signedByOwn = <E extends SignedEntry>(unsigned: Unsigned<E>, scrutineers = own): E =>
    withSignatures<E>(unsigned, [
      signEntry(unsigned, SERVER, secretOf(meeting.keys.entries)),
      ...scrutineers.map(({ sign }, at) => signEntry(unsigned, scrutineerAuthor(at + 1), sign.secretKey)),
    ]);
  const unsignedOf = <E extends SignedEntry>({ signatures: _, ...unsigned }: E) => unsigned as unknown as Unsigned<E>;
  function madeUpMeeting(): MeetingEntry {
    const scrutineers = meeting.scrutineers.map((one, at) => {
      const { sign, cosign: device } = own[at] as (typeof own)[number];
      return { ...one, signKey: encodeBase64url(sign.publicKey), cosignKey: encodeBase64url(device.publicKey) };
    });
    return signedByOwn<MeetingEntry>({ ...unsignedOf(meeting), witnesses: [], scrutineers }, []);
  }
  /** The real entries behind a `meeting` entry of its own, up to the close; `without` a ballot; what the round ends with. */
  function madeUp(
    ending: 'close' | 'paper' | 'open',
    { round = (real: RoundEntry): RoundEntry => real, without = '' } = {},
  ): Uint8Array {
    const lines = [lineOf(madeUpMeeting())];
    for (const leaf of readRecord(record).leaves.slice(1)) {
      if (leaf.kind !== 'entry') continue;
      const { entry } = leaf;
      if (entry.type === 'close') {
        if (ending === 'close') lines.push(lineOf(signedByOwn<CloseEntry>(unsignedOf(entry))));
        if (ending === 'paper') lines.push(`${paperLine(meeting.keys.entries)}\n`);
        break;
      }
      if (entry.type === 'cast' && entry.ballot.T === without) continue;
      lines.push(lineOf(entry.type === 'round' ? round(entry) : entry));
    }
    return bytes(withHead(lines.join(''), cosigners(), ownKey));
  }

  it('gets no answer out of a meeting with scrutineers of its own before the real round and the real ballots', () => {
    const [cast] = casts as [CastEntry];
    for (const ending of ['close', 'paper', 'open'] as const)
      for (const without of ['', cast.ballot.T])
        expect(lookUp(madeUp(ending, { without }), receiptOf(cast))).toEqual({ state: 'false-record' });
  });

  it('gets no answer out of a round that its own scrutineers signed: the receipt is of another', () => {
    const [cast] = casts as [CastEntry];
    const named = (change: Partial<RoundEntry>) =>
      madeUp('close', { round: (real) => signedByOwn<RoundEntry>({ ...unsignedOf(real), ...change }) });
    expect(lookUp(named({}), receiptOf(cast))).toEqual({ state: 'false-record' });
    const meetingHash = encodeBase64url(entryHash(madeUpMeeting()));
    expect(lookUp(named({ meeting: meetingHash }), receiptOf(cast))).toEqual({ state: 'missing', receipt: 'none' });
  });
});

describe('the root on the result sheet (UX 5.7 P3)', () => {
  it('names its round however it is typed, and no other', () => {
    const roots = resultRoots(bytes());
    expect(roots.map(({ round }) => round)).toEqual([1]);
    const printed = roots[0]?.groups.join(' ') ?? '';
    expect(roundOfTypedRoot(printed, roots)).toBe(1);
    expect(roundOfTypedRoot(printed.toLowerCase().replaceAll(' ', '-'), roots)).toBe(1);
    expect(roundOfTypedRoot(`${printed.slice(0, -1)}${printed.endsWith('0') ? '1' : '0'}`, roots)).toBeNull();
    expect(roundOfTypedRoot('', roots)).toBeNull();
  });

  it('is that of a result of a round of this record; what cannot be read has none', () => {
    const roots = resultRoots(bytes());
    expect(resultRoots(bytes(`${record}{"type":"news"}\n`))).toEqual(roots);
    const result = record.split('\n').find((line) => line.includes('"type":"result"')) ?? '';
    const other = result.replace(encodeBase64url(ctx), encodeBase64url(new Uint8Array(32)));
    expect(other).not.toBe(result);
    expect(resultRoots(bytes(`${record}${other}\n`))).toEqual(roots);
  });
});

describe('a printed sheet beside the record (UX 5.7 P3)', () => {
  const printed = (): SymbolA => {
    const symbol = symbolOfRecord(record, 1);
    if (!symbol.ok) throw new Error(symbol.error);
    return symbol.value;
  };

  it('is the record’s with every name and number, and signed by its scrutineers', () => {
    const sheet = examineSymbols({ a: symbolATexts(printed()), b: [] }, sheetKeys(bytes()));
    expect('symbol' in sheet && sheet.ok && sheetIsOfRecord(bytes(), sheet)).toBe(true);
  });

  it('is refused by its title alone when it is one of a test run (specification §3.9)', () => {
    const symbol = printed();
    for (const [meetingTitle, failing] of [
      [symbol.meetingTitle, []],
      [testRunTitle(symbol.meetingTitle), ['no-test-run']],
    ] as const) {
      const sheet = examineSymbols({ a: symbolATexts({ ...symbol, meetingTitle }), b: [] }, undefined);
      if (!('checks' in sheet)) throw new Error('not read');
      const names = sheet.checks.filter(({ state }) => state === 'failed').map(({ name }) => name);
      expect(names.filter((name) => name === 'no-test-run')).toEqual(failing);
      if (failing.length > 0) expect(sheet.ok).toBe(false);
    }
  });

  it('is another when one name or one number differs, or when other hands signed', () => {
    const symbol = printed();
    const [contest] = symbol.contests as readonly [SymbolElection];
    const changed = (change: (person: SymbolElection['candidates'][number]) => typeof person) => ({
      ...symbol,
      contests: [{ ...contest, candidates: contest.candidates.map((one, at) => (at === 0 ? change(one) : one)) }],
    });
    expect(
      sheetIsOfRecord(bytes(), { medium: 'kiosks', symbol: changed((one) => ({ ...one, label: '另一个人' })) }),
    ).toBe(false);
    const counted = changed((one) => ({ ...one, approve: one.approve + 1 }));
    expect(sheetIsOfRecord(bytes(), { medium: 'kiosks', symbol: counted })).toBe(false);
    const sheet = examineSymbols({ a: symbolATexts(counted), b: [] }, sheetKeys(bytes()));
    expect('symbol' in sheet && sheet.ok).toBe(false);
    const others = examineSymbols(
      { a: symbolATexts(symbol), b: [] },
      { scrutineers: ['', '', ''], threshold: null, entries: '', log: '' },
    );
    expect('symbol' in others && others.ok).toBe(false);
  });
});
