/**
 * Release conditions (specification §8.2) against a server that lies over HTTP, with its own keys and the help of
 * everybody but one scrutineer: her device was away while votes were cast and now is asked for its share.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSignatures, cosign } from '../crypto/log/signed-note.ts';
import { newSigningKey } from '../crypto/sign.ts';
import type { BallotEntry, CastEntry } from '../tally/record/ballot-entries.ts';
import type { PartialDecryptionEntry } from '../tally/record/count-entries.ts';
import type { Entry } from '../tally/record/entry.ts';
import { entriesOf, type RecordFile, readRecord } from '../tally/record/reader.ts';
import type { CloseEntry, OpenEntry } from '../tally/record/round-entries.ts';
import type { Card } from '../tally/roles/card-station.ts';
import { addedUp } from '../tally/roles/scrutineer/example-round.ts';
import { examineForRelease, type ReleaseProblem, release } from '../tally/roles/scrutineer/release.ts';
import { castMessage } from '../tally/roles/voter.ts';
import { declarationOf } from '../tally/roles/witness.ts';
import type { CheckName } from '../tally/verify/finding.ts';
import { judgeForkEvidence } from '../tally/verify/fork-evidence.ts';
import * as kiosk from './contract/kiosk.ts';
import * as organizer from './contract/organizer.ts';
import { recordFile } from './contract/public.ts';
import { type Forgers, type Forgery, forgedRecord, signedAgain, signedAlone } from './forged-record.ts';
import { type Lie, type LyingServer, lyingServer } from './lying-server.ts';
import { openAt, type SampleElection, sealAt } from './rehearsal/sample-election.ts';
import type { ScrutineerDevice } from './rehearsal/scrutineer-device.ts';
import { openSession } from './rehearsal/session.ts';
import { settle, signAll } from './rehearsal/stages.ts';
import type { ScratchApp } from './scratch-app.ts';
import { proposeClose, random, serveHall, text } from './scratch-election.ts';
import { loadMeetingKeys } from './services/meeting-keys.ts';
import { type ScratchWitness, scratchWitness } from './witness/scratch-witness.ts';

const PRESENT = 60;
const CASTS = 7;

let hall: ScratchApp;
let closeHall: () => Promise<void>;
let liar: LyingServer;
let election: SampleElection;
let witness: ScratchWitness;
let forgers: Forgers;
/** The honest record with the server's aggregate. */
let honest: RecordFile;

const victim = (): ScrutineerDevice => election.devices[0] as ScrutineerDevice;
const others = (): readonly ScrutineerDevice[] => election.devices.slice(1);

/** Votes as a kiosk does, and hands the acceptance over as it does at the end. */
async function vote(card: Card): Promise<void> {
  const { round, read, prepare, kiosk: machine } = election;
  const pending = prepare(card);
  await machine.call(kiosk.submitPending, { body: pending.message });
  const { signature } = await machine.call(kiosk.castBallot, {
    body: castMessage(round, read(card), pending.h, random),
  });
  await machine.call(kiosk.submitAcceptances, {
    body: { acceptances: [{ ctx: text(round.ctx), T: read(card).listed, h: text(pending.h), signature }] },
  });
}

beforeAll(async () => {
  const served = await serveHall();
  ({ hall, close: closeHall } = served);
  liar = await lyingServer(served.base);
  witness = scratchWitness('witness.example/one', random);
  const sealed = await sealAt(liar.base, hall.app.setUpCode, {
    present: PRESENT,
    beforeSealing: async ({ meeting, organizer: office }) => {
      const body = { witnesses: [declarationOf(witness.identity)] };
      await office.call(organizer.saveWitnesses, { params: { meeting }, body });
    },
  });
  election = await openAt(sealed, async () => void (await witness.follow(liar.base, sealed.meeting)));
  for (const card of election.drawn.slice(0, CASTS)) await vote(card);
  await proposeClose(election, { returned: election.drawn.slice(CASTS), voider: others()[0] });
  await signAll(others());
  await witness.follow(liar.base, election.meeting);
  hall.advance(6_000);
  await settle(others());

  const server = await loadMeetingKeys(hall.db, election.meeting);
  if (server === undefined) throw new Error('no keys');
  forgers = {
    server,
    scrutineers: others().map((device) => device.state()),
    witnesses: [{ name: witness.identity.name, key: witness.key }],
  };
  honest = readRecord(await openSession(liar.base).call(recordFile, { params: { meeting: election.meeting } }));
}, 300_000);
afterAll(async () => {
  witness?.close();
  liar?.close();
  await closeHall?.();
});

const isCast = (entry: Entry): entry is CastEntry => entry.type === 'cast';
const casts = (): readonly CastEntry[] =>
  honest.leaves.flatMap((leaf) => (leaf.kind === 'entry' && isCast(leaf.entry) ? [leaf.entry] : []));
const only =
  (type: Entry['type'], change: (entry: never) => readonly Entry[]) =>
  (entry: Entry): readonly Entry[] =>
    entry.type === type ? change(entry as never) : [entry];
/** `close` with other numbers, signed by the server and the helping scrutineers. */
const closeWith = (change: (close: CloseEntry) => Partial<CloseEntry>) =>
  only('close', (entry: CloseEntry) => [signedAgain({ ...entry, ...change(entry) }, forgers, true)]);
const both =
  (...rewrites: readonly ((entry: Entry) => readonly Entry[])[]) =>
  (entry: Entry) =>
    rewrites.reduce<readonly Entry[]>((entries, rewrite) => entries.flatMap(rewrite), [entry]);
/** Whatever was done to the ballots, the sums are those of what is left. */
const recounted = (entries: readonly Entry[]): readonly Entry[] =>
  entries.map((entry) =>
    entry.type === 'aggregate' ? signedAgain({ ...entry, ...addedUp(entries.filter(isCast)) }, forgers, false) : entry,
  );
const without = (dropped: readonly BallotEntry[]) => (entry: Entry) =>
  dropped.includes(entry as BallotEntry) ? [] : [entry];
/** Their order means nothing, so the record is valid in itself, but it is another history. */
const commitmentsSwapped = (entries: readonly Entry[]): readonly Entry[] => {
  const at = entries.findIndex(({ type }) => type === 'key-commit');
  return [...entries.slice(0, at), entries[at + 1] as Entry, entries[at] as Entry, ...entries.slice(at + 2)];
};
const flipped = (value: string): string => `${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`;

type Told = {
  readonly name: string;
  readonly refused: readonly ReleaseProblem[];
  readonly forgery: () => Forgery;
  /** In which checks alone something is found. */
  readonly failing?: readonly CheckName[];
  /** Her device was lost: another one, restored from the key file of the ceremony, has cosigned no head yet. */
  readonly isRestored?: true;
  /** What of the kiosks' acceptances the server hands on; nothing by default. */
  readonly acceptances?: 'all' | 'of-record';
  /** What the kiosks show, added up; by default none of them starts. */
  readonly onScreens?: number;
};

const oneDropped = (): Forgery => ({
  reorder: recounted,
  rewrite: both(
    without(casts().slice(6)),
    closeWith(() => ({ casts: 6 })),
  ),
});

const LIES: readonly Told[] = [
  {
    name: '(a) a close that only one scrutineer cosigned',
    refused: ['close-not-cosigned'],
    forgery: () => ({ cosigners: (names) => names.filter((name) => !name.endsWith('-3')) }),
  },
  {
    name: '(a) a close that the outside witness did not cosign',
    refused: ['close-not-cosigned'],
    forgery: () => ({ cosigners: (names) => names.filter((name) => !name.startsWith('witness')) }),
  },
  {
    name: '(a) sums that stand nowhere yet: a share could be looked at, and the round sent to paper',
    refused: ['aggregate-not-cosigned'],
    failing: [],
    forgery: () => ({ rewrite: only('aggregate', () => []) }),
  },
  {
    name: 'a round that went to paper after the close, on the server’s word alone',
    refused: ['round-given-up', 'aggregate-not-cosigned'],
    forgery: () => ({
      rewrite: only('aggregate', ({ ctx }: Extract<Entry, { type: 'aggregate' }>) => [
        signedAgain({ type: 'paper', ctx, reason: '停电', signatures: [] }, forgers, false),
      ]),
    }),
  },
  {
    name: '(a) another history than the one this device cosigned, valid in itself and cosigned by all others',
    refused: ['history-differs'],
    forgery: () => ({ reorder: commitmentsSwapped }),
  },
  {
    name: '(a) a record that ends before what this device cosigned',
    refused: ['round-not-closed'],
    forgery: () => ({ reorder: (entries) => entries.slice(0, entries.findIndex(({ type }) => type === 'open') + 1) }),
  },
  {
    name: '(b) check 1: a line of a kind nobody knows',
    refused: ['record-fails'],
    failing: ['encoding'],
    forgery: () => ({
      reorder: recounted,
      rewrite: both(only('close', (entry: CloseEntry) => [{ type: 'announcement', text: '休会' } as never, entry])),
    }),
  },
  {
    name: '(b) check 2: a head with a signature of nobody declared',
    refused: ['record-fails'],
    failing: ['log'],
    forgery: () => {
      const stranger = newSigningKey(random);
      const name = { name: 'stranger.example/one', publicKey: stranger.publicKey };
      return {
        note: (note) => addSignatures(note, [cosign(note.text, name, stranger.secretKey, 1_796_000_000)]),
      };
    },
  },
  {
    name: '(b) check 3: a ceremony in which a colleague rehearsed with a wrong share',
    refused: ['record-fails'],
    failing: ['key-ceremony'],
    isRestored: true,
    forgery: () => ({
      reorder: recounted,
      rewrite: both(
        only('partial-decryption', (entry: PartialDecryptionEntry) => [
          entry.stage === 'rehearsal' && entry.index === 2
            ? signedAlone({ ...entry, s: flipped(entry.s) }, forgers, 2)
            : entry,
        ]),
      ),
    }),
  },
  {
    name: '(b) check 3: a ceremony that is aborted when the votes are cast',
    refused: ['record-fails'],
    failing: ['key-ceremony'],
    forgery: () => ({
      reorder: recounted,
      rewrite: both(
        only('close', (entry: CloseEntry) => [
          signedAlone({ type: 'key-abort', index: 2, reason: '份额不符', signatures: [] }, forgers, 2),
          entry,
        ]),
      ),
    }),
  },
  {
    name: '(b) check 4: a second list of tokens, not sorted',
    refused: ['record-fails'],
    failing: ['tokens'],
    forgery: () => ({
      reorder: recounted,
      rewrite: both(
        only('close', (entry: CloseEntry) => {
          const tokens = entriesOf(honest, 'tokens').flatMap((list) => list.entry.tokens.toReversed());
          return [signedAgain({ type: 'tokens', round: 1, tokens, signatures: [] }, forgers, true), entry];
        }),
      ),
    }),
  },
  {
    name: '(b) check 5: an opening without quorum',
    refused: ['record-fails'],
    failing: ['round'],
    isRestored: true,
    forgery: () => ({
      reorder: recounted,
      rewrite: both(only('open', (entry: OpenEntry) => [signedAgain({ ...entry, present: 4 }, forgers, true)])),
    }),
  },
  {
    name: '(b) a ballot whose proof is wrong',
    refused: ['record-fails'],
    forgery: () => ({
      reorder: recounted,
      rewrite: both(
        only('cast', (entry: CastEntry) => [
          entry === casts()[0] ? { ...entry, ballot: { ...entry.ballot, z: flipped(entry.ballot.z) } } : entry,
        ]),
      ),
    }),
  },
  {
    name: '(b) a ballot that was cast twice',
    refused: ['record-fails'],
    forgery: () => ({
      reorder: recounted,
      rewrite: both(
        only('cast', (entry: CastEntry) =>
          entry === casts()[0] ? [entry, { ...entry, s: flipped(entry.s) }] : [entry],
        ),
        closeWith(({ casts: C }) => ({ casts: C + 1 })),
      ),
    }),
  },
  {
    name: '(b) hand counts that do not add up',
    refused: ['record-fails'],
    forgery: () => ({
      reorder: recounted,
      rewrite: both(closeWith(({ handCounts }) => ({ handCounts: { ...handCounts, received: PRESENT - 1 } }))),
    }),
  },
  {
    name: '(c) so few ballots that the counts would tell who voted how',
    refused: ['record-fails', 'too-few-ballots'],
    forgery: () => ({
      reorder: recounted,
      rewrite: both(
        without(casts().slice(4)),
        closeWith(() => ({ casts: 4 })),
      ),
    }),
  },
  {
    name: '(d) a ballot that a kiosk holds the acceptance of is missing',
    refused: ['record-fails', 'acceptance-missing'],
    acceptances: 'all',
    onScreens: CASTS,
    forgery: oneDropped,
  },
  {
    name: '(d) a ballot is missing, and the server withholds every acceptance that the kiosks show to hold',
    refused: ['acceptances-withheld'],
    failing: [],
    onScreens: CASTS,
    forgery: oneDropped,
  },
  {
    name: '(d) a ballot is missing, and its acceptance alone is withheld',
    refused: ['acceptances-withheld'],
    failing: [],
    acceptances: 'of-record',
    onScreens: CASTS,
    forgery: oneDropped,
  },
  {
    name: '(e) sums that the server computed are others than the device’s own',
    refused: ['sums-differ'],
    forgery: () => ({
      rewrite: only('aggregate', (entry: Extract<Entry, { type: 'aggregate' }>) => [
        signedAgain({ ...entry, sums: [...entry.sums.slice(1), ...entry.sums.slice(0, 1)] }, forgers, false),
      ]),
    }),
  },
];

/** The forged record in the place of the honest one; acceptances withheld unless said. */
const told =
  (forged: string, acceptances: Told['acceptances']): Lie =>
  ({ path }, bytes) => {
    if (path.endsWith('/record.jsonl')) return forged;
    if (!path.endsWith('/acceptances') || acceptances === 'all') return null;
    const { acceptances: all } = JSON.parse(new TextDecoder().decode(bytes)) as {
      readonly acceptances: readonly { readonly T: string }[];
    };
    // Those of ballots in the record only: each of them holds.
    const casts = forged.split('\n').filter((line) => line.includes('"type":"cast"'));
    const handed = all.filter(({ T }) => casts.some((line) => line.includes(`"T":"${T}"`)));
    return JSON.stringify({ acceptances: acceptances === undefined ? [] : handed });
  };

interface Refused {
  readonly reasons: readonly string[];
  /** Where the device's own verification found something; the victim's own cosignature is missing everywhere. */
  readonly failing: readonly string[];
}
const RELEASED: Refused = { reasons: [], failing: [] };
const failingIn = (findings: readonly string[]): readonly string[] => [
  ...new Set(findings.filter((one) => !one.endsWith('/cosignature-missing')).map((one) => one.split('/')[0] ?? '')),
];

/** The device's reasons; none when it released. */
const attempt = async (device: ScrutineerDevice, onScreens = 0): Promise<Refused> => {
  try {
    await device.decrypt(onScreens);
    return RELEASED;
  } catch (error) {
    const [, named, findings] = /releases nothing: ([a-z,-]+) (\S*)$/.exec((error as Error).message) ?? [];
    if (named === undefined) throw error;
    return { reasons: named.split(','), failing: failingIn(findings?.split(',') ?? []) };
  }
};

/** The same of a device that holds nothing but her key file as it was after the ceremony. */
async function attemptRestored(device: ScrutineerDevice): Promise<Refused> {
  const state = { ...device.state(), cosigned: null };
  const file = await openSession(liar.base).call(recordFile, { params: { meeting: election.meeting } });
  const examination = await examineForRelease({
    file,
    ctx: text(election.round.ctx),
    acceptances: [],
    onScreens: 0,
    random,
  });
  const released = release(state, examination, random);
  if (released.ok) return RELEASED;
  const { findings } = examination.verification;
  return { reasons: released.error, failing: failingIn(findings.map(({ check, code }) => `${check}/${code}`)) };
}

describe('a scrutineer’s device gives no share to a server that lies (§8.2)', () => {
  test('the device cosigned the opening and nothing later, and there are seven ballots', () => {
    expect(casts()).toHaveLength(CASTS);
    const open = entriesOf(honest, 'open')[0]?.index ?? 0;
    expect(victim().state().cosigned?.size).toBe(open + 1);
  });

  test.each(LIES)('$name', async ({ forgery, refused, failing, acceptances, onScreens, isRestored }) => {
    liar.lie(told(forgedRecord(honest, forgers, forgery()), acceptances));
    const answer = await (isRestored ? attemptRestored(victim()) : attempt(victim(), onScreens));
    expect(answer.reasons).toEqual(refused);
    if (failing !== undefined) expect(answer.failing).toEqual(failing);
    expect(
      victim()
        .state()
        .released.filter(({ stage }) => stage === 'tally'),
    ).toEqual([]);
  });

  test('a cosignature by a stranger under the witness’s name counts for nothing', async () => {
    const stranger = { ...forgers, witnesses: [{ name: witness.identity.name, key: newSigningKey(random) }] };
    liar.lie(told(forgedRecord(honest, stranger, {}), undefined));
    expect((await attempt(victim())).reasons).toContain('close-not-cosigned');
  });

  test('the forger’s record without a lie is good enough, so every refusal above is about its lie', async () => {
    liar.lie(told(forgedRecord(honest, forgers, {}), 'all'));
    expect(await attemptRestored(victim())).toEqual(RELEASED);
    expect(await attempt(victim(), CASTS)).toEqual(RELEASED);
    expect(
      victim()
        .state()
        .released.filter(({ stage }) => stage === 'tally'),
    ).toHaveLength(1);
  });

  test('a second list for the round: one ballot fewer would show what it said', async () => {
    liar.lie(told(forgedRecord(honest, forgers, oneDropped()), undefined));
    expect((await attempt(victim())).reasons).toEqual(['second-list']);
  });

  test('two histories stop the device for good, with evidence anybody can check (a)', async () => {
    const [device] = others();
    if (device === undefined) throw new Error('no device');
    const forged = forgedRecord(honest, forgers, { reorder: commitmentsSwapped });
    const shown = readRecord(forged);
    const head = shown.lines.findLast((line) => line.kind === 'checkpoint');
    if (head?.kind !== 'checkpoint') throw new Error('no checkpoint');
    const offered = { note: head.note, size: head.size, root: 'A'.repeat(43), proof: [] };
    liar.lie((request, bytes) => {
      if (/\/checkpoints\/\d+$/.test(request.path)) return JSON.stringify(offered);
      if (request.path.endsWith('/record.jsonl')) return forged;
      if (!request.path.endsWith('/state')) return null;
      const state = JSON.parse(new TextDecoder().decode(bytes));
      return JSON.stringify({ ...state, head: { ...state.head, cosignedByMe: false } });
    });
    await expect(device.follow()).rejects.toThrow('does not cosign: inconsistent');
    const { fork, cosigned } = device.state();
    if (fork === null || cosigned === null) throw new Error('no evidence');
    expect(judgeForkEvidence(fork)).toEqual({ ok: true, value: 'two-roots' });

    // Honest again: it has seen too much.
    liar.lie(null);
    expect((await attempt(device)).reasons).toContain('history-differs');
    await expect(device.follow()).rejects.toThrow();
  });
});
