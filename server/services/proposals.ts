/**
 * Entries that several authors sign (specification §3): tokens and round by the server and every scrutineer, open and
 * close by the server and at least t. The server composes and signs first; a signature is accepted only over exactly
 * these bytes with the key that the meeting declares; when the last one is in, the entry is appended and the meeting
 * moves on, in one transaction.
 */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { compareBytes, decodeUtf8, encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes, decodeCanonical } from '../../crypto/encoding/canonical.ts';
import { decodePointNotIdentity, type RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { verifyBytes } from '../../crypto/sign.ts';
import { advance, type Phase, type PhaseStep } from '../../tally/phase.ts';
import type { DecisionEntry, MotionEntry } from '../../tally/record/assembly-entries.ts';
import { type Author, type EntrySignature, SERVER, scrutineerAuthor } from '../../tally/record/authors.ts';
import { type SignedEntry, signEntry, signedBytes, type Unsigned, withSignatures } from '../../tally/record/entry.ts';
import type { PaperCountEntry, PaperRoundEntry } from '../../tally/record/paper-entries.ts';
import type { CloseEntry, OpenEntry, RoundEntry, TokensEntry } from '../../tally/record/round-entries.ts';
import type { Database } from '../store/database.ts';
import { lockMeeting, setPhase } from '../store/meeting.ts';
import {
  insertProposal,
  insertSignature,
  loadCollecting,
  loadProposal,
  loadSignatures,
  lockProposal,
  type ProposalKind,
  type StoredProposal,
  setProposalState,
} from '../store/record-proposal.ts';
import { deleteTokens, insertTokens } from '../store/record-token.ts';
import { loadMeetingKeys, type MeetingKeys } from './meeting-keys.ts';
import type { LogWriter, RecordLog } from './record-log.ts';
import { ceremonyStep, type RecordState, scrutineersOf } from './record-state.ts';

export type ProposedEntry =
  | Unsigned<TokensEntry>
  | Unsigned<RoundEntry>
  | Unsigned<OpenEntry>
  | Unsigned<CloseEntry>
  | Unsigned<PaperRoundEntry>
  | Unsigned<PaperCountEntry>
  | Unsigned<MotionEntry>
  | Unsigned<DecisionEntry>;

export type Proposal = Omit<StoredProposal, 'body'> & {
  readonly entry: ProposedEntry;
  readonly signatures: readonly EntrySignature[];
  /** How many scrutineers have to sign. */
  readonly needed: number;
};

export type TokensRefusal = 'wrong-phase' | 'tokens-malformed' | 'tokens-sealed' | 'wrong-card-count';
export type SignRefusal = 'proposal-unknown' | 'already-signed' | 'signature-invalid';

export type Proposals = {
  /** Replaces a list that has not been signed by everybody. */
  readonly proposeTokens: (
    meeting: string,
    round: number,
    list: { readonly tokens: readonly string[]; readonly cards: number },
  ) => Promise<Result<Proposal, TokensRefusal>>;
  /** For services that compose an entry inside their own transaction. */
  readonly propose: (log: LogWriter, meeting: string, round: number, entry: ProposedEntry) => Promise<StoredProposal>;
  readonly collecting: (meeting: string) => Promise<readonly Proposal[]>;
  readonly find: (meeting: string, id: string) => Promise<Proposal | undefined>;
  readonly sign: (
    meeting: string,
    index: number,
    request: { readonly proposal: string; readonly signature: string },
  ) => Promise<
    Result<{ readonly complete: boolean; readonly kind: ProposalKind; readonly round: number }, SignRefusal>
  >;
  readonly withdraw: (meeting: string, id: string) => Promise<Result<true, 'proposal-unknown'>>;
};

/** Where the meeting goes when the entry is complete. */
const PHASE_AFTER = {
  tokens: undefined,
  round: 'sealed',
  open: 'voting',
  close: 'closed',
  'paper-round': 'sealed',
  'paper-count': undefined,
  motion: undefined,
  decision: undefined,
} as const satisfies Record<ProposalKind, Phase | undefined>;

export function neededSignatures(state: RecordState, kind: ProposalKind): number {
  const { n, t } = scrutineersOf(state);
  return kind === 'tokens' || kind === 'round' ? n : t;
}

/** Locks the meeting's row and takes the step, which tally/phase must allow. */
export async function movePhase(tx: Database, meeting: string, to: Phase, step: PhaseStep = {}): Promise<void> {
  const row = await lockMeeting(tx, meeting);
  if (row === undefined || !advance(row.phase, to, step).ok)
    throw new Error(`phase: no step from ${row?.phase} to ${to}`);
  await setPhase(tx, meeting, to);
}

export function createProposals(db: Database, log: RecordLog, random: RandomBytes): Proposals {
  async function requireKeys(from: Database, meeting: string): Promise<MeetingKeys> {
    const keys = await loadMeetingKeys(from, meeting);
    if (keys === undefined) throw new Error('proposals: the meeting has no keys');
    return keys;
  }

  async function toProposal(from: Database, state: RecordState, stored: StoredProposal): Promise<Proposal> {
    const { body, ...rest } = stored;
    const signatures = (await loadSignatures(from, stored.id)) as readonly EntrySignature[];
    return {
      ...rest,
      entry: decodeCanonical(encodeUtf8(body)) as ProposedEntry,
      signatures,
      needed: neededSignatures(state, stored.kind),
    };
  }

  const propose: Proposals['propose'] = async (writer, meeting, round, entry) => {
    const { entries } = await requireKeys(writer.tx, meeting);
    const id = encodeBase64url(random(12));
    const body = decodeUtf8(canonicalBytes(entry));
    await insertProposal(writer.tx, { id, meeting, round, kind: entry.type, body });
    await insertSignature(writer.tx, id, signEntry(entry, SERVER, entries.secretKey));
    const stored = await lockProposal(writer.tx, id);
    if (stored === undefined) throw new Error('proposals: a proposal was not stored');
    return stored;
  };

  /** Everything the entry needs is there: append it, end the proposal, move the phase. */
  async function complete(writer: LogWriter, proposal: Proposal): Promise<void> {
    const { meeting, kind, id, entry } = proposal;
    writer.append(withSignatures(entry as Unsigned<SignedEntry>, proposal.signatures));
    await setProposalState(writer.tx, id, 'appended');
    const phase = PHASE_AFTER[kind];
    if (phase !== undefined) await movePhase(writer.tx, meeting, phase, { onPaper: kind === 'paper-round' });
    // Of a list of cards and a round on paper only one comes about: what waited for the other is for nobody now.
    if (kind === 'tokens' || kind === 'paper-round')
      for (const other of await loadCollecting(writer.tx, meeting))
        await setProposalState(writer.tx, other.id, 'withdrawn');
  }

  return {
    proposeTokens: (meeting, round, { tokens, cards }) =>
      log.write<Result<Proposal, TokensRefusal>>(meeting, async (writer) => {
        const { tx, state } = writer;
        if (state.rounds.get(round)?.tokens !== undefined) return err('tokens-sealed');
        // Without keys nobody could ever vote with these cards: such a round is on paper.
        if ((await lockMeeting(tx, meeting))?.phase !== 'cards' || ceremonyStep(state) !== 'done')
          return err('wrong-phase');
        if (tokens.length !== cards) return err('wrong-card-count');
        const known = new Set([...state.rounds.values()].flatMap((other) => other.tokens?.entry.tokens ?? []));
        if (!isTokenList(tokens) || tokens.some((T) => known.has(T))) return err('tokens-malformed');
        for (const earlier of await loadCollecting(tx, meeting)) {
          if (earlier.kind === 'tokens') await setProposalState(tx, earlier.id, 'withdrawn');
        }
        await deleteTokens(tx, meeting, round);
        await insertTokens(tx, meeting, round, tokens);
        const stored = await propose(writer, meeting, round, { type: 'tokens', round, tokens: [...tokens] });
        return ok(await toProposal(tx, state, stored));
      }),

    propose,

    collecting: async (meeting) => {
      const state = await log.state(meeting);
      const stored = await loadCollecting(db, meeting);
      return Promise.all(stored.map((one) => toProposal(db, state, one)));
    },

    find: async (meeting, id) => {
      const stored = await loadProposal(db, id);
      if (stored === undefined || stored.meeting !== meeting || stored.state === 'withdrawn') return undefined;
      return toProposal(db, await log.state(meeting), stored);
    },

    sign: (meeting, index, request) =>
      log.write(meeting, async (writer) => {
        const { tx, state } = writer;
        const stored = await lockProposal(tx, request.proposal);
        if (stored === undefined || stored.meeting !== meeting || stored.state !== 'collecting')
          return err('proposal-unknown');
        const author = scrutineerAuthor(index);
        const before = await toProposal(tx, state, stored);
        if (before.signatures.some((one) => one.author === author)) return err('already-signed');
        const key = state.meeting?.entry.scrutineers[index - 1]?.signKey;
        if (key === undefined || !isSignature(before.entry, request.signature, key)) return err('signature-invalid');
        const signature: EntrySignature = { author, signature: request.signature };
        await insertSignature(tx, stored.id, signature);
        const signatures = [...before.signatures, signature];
        const isComplete = signatures.filter((one) => one.author !== SERVER).length >= before.needed;
        if (isComplete) await complete(writer, { ...before, signatures });
        return ok({ complete: isComplete, kind: stored.kind, round: stored.round });
      }),

    withdraw: (meeting, id) =>
      db.transaction(async (tx) => {
        const stored = await lockProposal(tx, id);
        if (stored === undefined || stored.meeting !== meeting || stored.state !== 'collecting')
          return err('proposal-unknown');
        await setProposalState(tx, id, 'withdrawn');
        return ok(true);
      }),
  };
}

/** Ascending by bytes and so distinct; every one a canonical point other than O (specification §5). */
function isTokenList(tokens: readonly string[]): boolean {
  try {
    const bytes = tokens.map((T) => decodeBase64url(T, 32));
    for (const one of bytes) decodePointNotIdentity(one, 'T');
    return bytes.every((one, at) => at === 0 || compareBytes(bytes[at - 1] as Uint8Array, one) < 0);
  } catch {
    return false;
  }
}

function isSignature(entry: ProposedEntry, signature: string, key: string): boolean {
  try {
    return verifyBytes(
      signedBytes(entry as Unsigned<SignedEntry>),
      decodeBase64url(signature, 64),
      decodeBase64url(key, 32),
    );
  } catch {
    return false;
  }
}

export const authorIndex = (author: Author): number =>
  author === SERVER ? 0 : Number(author.slice('scrutineer-'.length));
