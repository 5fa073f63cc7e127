/**
 * What the entries of one meeting add up to so far: the ceremony, the rounds, who has signed what. Kept in memory beside
 * the log and rebuilt from the stored entries at start; nothing here is a second truth. The entries were checked
 * before they were appended, so this only sorts them.
 */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { DecisionEntry, MotionEntry } from '../../tally/record/assembly-entries.ts';
import type { VoidAction } from '../../tally/record/ballot-entries.ts';
import type { KeyCommitEntry, KeyConfirmEntry, KeyRevealEntry } from '../../tally/record/ceremony-entries.ts';
import type {
  AggregateEntry,
  AttestationEntry,
  PaperProofEntry,
  PartialDecryptionEntry,
  ResultEntry,
} from '../../tally/record/count-entries.ts';
import type { Entry } from '../../tally/record/entry.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import type { PaperCountEntry, PaperRoundEntry } from '../../tally/record/paper-entries.ts';
import type { CloseEntry, OpenEntry, PaperEntry, RoundEntry, TokensEntry } from '../../tally/record/round-entries.ts';

/** An entry with its place; `hash` in base64url, `index` the leaf from 0. */
export type Logged<E> = { readonly entry: E; readonly hash: string; readonly index: number };

/** One attempt at the key ceremony; an abort begins the next (specification §4). */
export type CeremonyAttempt = {
  readonly commits: Map<number, Logged<KeyCommitEntry>>;
  readonly reveals: Map<number, Logged<KeyRevealEntry>>;
  readonly confirms: Map<number, Logged<KeyConfirmEntry>>;
  readonly rehearsals: Map<number, Logged<PartialDecryptionEntry>>;
};

export type RoundState = {
  readonly round: number;
  tokens: Logged<TokensEntry> | undefined;
  /** Its hash is ctx. */
  sealed: Logged<RoundEntry> | undefined;
  open: Logged<OpenEntry> | undefined;
  close: Logged<CloseEntry> | undefined;
  aggregate: Logged<AggregateEntry> | undefined;
  result: Logged<ResultEntry> | undefined;
  paper: Logged<PaperEntry> | undefined;
  /** On paper from the start: then there is no `sealed`; its hash is ctx. */
  paperRound: Logged<PaperRoundEntry> | undefined;
  paperCount: Logged<PaperCountEntry> | undefined;
  readonly partials: Map<number, Logged<PartialDecryptionEntry>>;
  readonly attestations: Map<number, Logged<AttestationEntry>>;
  readonly paperProofs: Map<number, Logged<PaperProofEntry>>;
  /** Events that stand in the log: their number moves by whole groups. */
  casts: number;
  challenges: number;
  readonly voids: { returned: number; damaged: number; unissued: number };
};

export type RecordState = {
  size: number;
  meeting: Logged<MeetingEntry> | undefined;
  ceremony: CeremonyAttempt;
  readonly aborts: { readonly index: number; readonly reason: string }[];
  readonly rounds: Map<number, RoundState>;
  /** In order. */
  readonly motions: Logged<MotionEntry>[];
  readonly decisions: Logged<DecisionEntry>[];
};

/** Which count of `close` an action adds to. */
export const VOID_COUNT = {
  'void-returned': 'returned',
  'void-damaged': 'damaged',
  'void-unissued': 'unissued',
} as const satisfies Record<VoidAction, keyof RoundState['voids']>;

const newAttempt = (): CeremonyAttempt => ({
  commits: new Map(),
  reveals: new Map(),
  confirms: new Map(),
  rehearsals: new Map(),
});

export const emptyRecordState = (): RecordState => ({
  size: 0,
  meeting: undefined,
  ceremony: newAttempt(),
  aborts: [],
  rounds: new Map(),
  motions: [],
  decisions: [],
});

function roundAt(state: RecordState, round: number): RoundState {
  let found = state.rounds.get(round);
  if (found === undefined) {
    found = {
      round,
      tokens: undefined,
      sealed: undefined,
      open: undefined,
      close: undefined,
      aggregate: undefined,
      result: undefined,
      paper: undefined,
      paperRound: undefined,
      paperCount: undefined,
      partials: new Map(),
      attestations: new Map(),
      paperProofs: new Map(),
      casts: 0,
      challenges: 0,
      voids: { returned: 0, damaged: 0, unissued: 0 },
    };
    state.rounds.set(round, found);
  }
  return found;
}

/** What fixed the round, for kiosks or for paper; its hash is ctx. */
export const fixedBy = ({ paperRound, sealed }: RoundState): RoundState['paperRound'] | RoundState['sealed'] =>
  paperRound ?? sealed;

/** What states its outcome; undefined while it is not counted. */
export const countedBy = ({ paperCount, result }: RoundState): RoundState['paperCount'] | RoundState['result'] =>
  paperCount ?? result;

/** The round whose fixing entry has this hash. */
export function roundByCtx(state: RecordState, ctx: string): RoundState | undefined {
  for (const round of state.rounds.values()) if (fixedBy(round)?.hash === ctx) return round;
  return undefined;
}

function requireRound(state: RecordState, ctx: string): RoundState {
  const round = roundByCtx(state, ctx);
  if (round === undefined) throw new Error('record: an entry of a round that is not in the log');
  return round;
}

/** Takes one more leaf in. `hash` is the entry hash. */
export function applyEntry(state: RecordState, entry: Entry, hash: Uint8Array): void {
  const place = { hash: encodeBase64url(hash), index: state.size };
  state.size += 1;
  switch (entry.type) {
    case 'meeting':
      state.meeting = { entry, ...place };
      return;
    case 'key-commit':
      state.ceremony.commits.set(entry.index, { entry, ...place });
      return;
    case 'key-reveal':
      state.ceremony.reveals.set(entry.package.index, { entry, ...place });
      return;
    case 'key-confirm':
      state.ceremony.confirms.set(entry.index, { entry, ...place });
      return;
    case 'key-abort':
      state.aborts.push({ index: entry.index, reason: entry.reason });
      state.ceremony = newAttempt();
      return;
    case 'partial-decryption':
      if (entry.stage === 'rehearsal') state.ceremony.rehearsals.set(entry.index, { entry, ...place });
      else requireRound(state, entry.ctx).partials.set(entry.index, { entry, ...place });
      return;
    case 'motion':
      state.motions.push({ entry, ...place });
      return;
    case 'decision':
      state.decisions.push({ entry, ...place });
      return;
    case 'tokens':
      roundAt(state, entry.round).tokens = { entry, ...place };
      return;
    case 'round':
      roundAt(state, entry.round).sealed = { entry, ...place };
      return;
    case 'open':
      requireRound(state, entry.ctx).open = { entry, ...place };
      return;
    case 'close':
      requireRound(state, entry.ctx).close = { entry, ...place };
      return;
    case 'aggregate':
      requireRound(state, entry.ctx).aggregate = { entry, ...place };
      return;
    case 'result':
      requireRound(state, entry.ctx).result = { entry, ...place };
      return;
    case 'attestation':
      attest(requireRound(state, entry.ctx), { entry, ...place });
      return;
    case 'paper-proof':
      requireRound(state, entry.ctx).paperProofs.set(entry.index, { entry, ...place });
      return;
    case 'paper': {
      const round = roundByCtx(state, entry.ctx);
      if (round !== undefined) round.paper = { entry, ...place };
      return;
    }
    case 'paper-round':
      roundAt(state, entry.round).paperRound = { entry, ...place };
      return;
    case 'paper-count':
      requireRound(state, entry.ctx).paperCount = { entry, ...place };
      return;
    case 'cast':
      requireRound(state, entry.ballot.ctx).casts += 1;
      return;
    case 'challenge':
      requireRound(state, entry.ballot.ctx).challenges += 1;
      return;
    case 'void':
      requireRound(state, entry.ctx).voids[VOID_COUNT[entry.action]] += 1;
  }
}

function attest(round: RoundState, logged: Logged<AttestationEntry>): void {
  const author = logged.entry.signatures[0]?.author;
  if (author === undefined) throw new Error('record: an attestation without author');
  round.attestations.set(Number(author.slice('scrutineer-'.length)), logged);
}

/** n and t of the sealed meeting. */
export function scrutineersOf(state: RecordState): { readonly n: number; readonly t: number } {
  const meeting = state.meeting?.entry;
  return { n: meeting?.scrutineers.length ?? 0, t: meeting?.threshold ?? 0 };
}

export type CeremonyStep = 'commit' | 'reveal' | 'digits' | 'rehearsal' | 'done';

export function ceremonyStep(state: RecordState): CeremonyStep {
  const { n } = scrutineersOf(state);
  const { commits, reveals, confirms, rehearsals } = state.ceremony;
  if (n === 0 || commits.size < n) return 'commit';
  if (reveals.size < n) return 'reveal';
  if (confirms.size < n) return 'digits';
  return rehearsals.size < n ? 'rehearsal' : 'done';
}
