/**
 * The structure of a record (specification §3): meeting, key ceremony, rehearsal, then rounds, each
 * tokens → round → open → ballots → close → aggregate → partial decryptions → result → attestations and proofs on paper;
 * or, on paper, paper-round → paper-count, or … → paper → paper-count.
 *
 * Entries are sorted into their places in one pass. What stands in a wrong place is reported and takes part in
 * nothing, so a late cast or a second close never reaches a sum; what is missing is reported where it should stand.
 * Security note: the order is the log's, hence nobody can be shown another order than the cosigned one.
 */

import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { BallotEntry } from '../record/ballot-entries.ts';
import type { Entry, EntryType } from '../record/entry.ts';
import type { EntryOf, Placed, ReadEntry, RecordFile } from '../record/reader.ts';
import type { CheckName, Findings } from './finding.ts';
import type { FindingCode } from './finding-text.ts';

/** One run of the ceremony; an abort ends it and the next commit begins another. */
export interface CeremonyEntries {
  readonly commits: readonly Placed<EntryOf<'key-commit'>>[];
  readonly reveals: readonly Placed<EntryOf<'key-reveal'>>[];
  readonly confirms: readonly Placed<EntryOf<'key-confirm'>>[];
  readonly abort: Placed<EntryOf<'key-abort'>> | null;
}

export interface RoundEntries {
  /** 1, 2, … in order of standing. */
  readonly number: number;
  readonly tokens: Placed<EntryOf<'tokens'>> | null;
  readonly round: Placed<EntryOf<'round'>> | null;
  readonly open: Placed<EntryOf<'open'>> | null;
  /** casts, challenges and voids between open and close. */
  readonly ballots: readonly Placed<BallotEntry>[];
  readonly close: Placed<EntryOf<'close'>> | null;
  readonly aggregate: Placed<EntryOf<'aggregate'>> | null;
  readonly partials: readonly Placed<EntryOf<'partial-decryption'>>[];
  readonly result: Placed<EntryOf<'result'>> | null;
  readonly attestations: readonly Placed<EntryOf<'attestation'>>[];
  readonly paperProofs: readonly Placed<EntryOf<'paper-proof'>>[];
  /** The round went to paper here, before its sums stood. */
  readonly paper: Placed<EntryOf<'paper'>> | null;
  /** Behind the sums: whoever could send a round to paper when its count is known could choose between two votes. Of no effect. */
  readonly latePapers: readonly Placed<EntryOf<'paper'>>[];
  /** The round was on paper from the start; it has nothing of the above. */
  readonly paperRound: Placed<EntryOf<'paper-round'>> | null;
  readonly paperCount: Placed<EntryOf<'paper-count'>> | null;
}

export interface RecordStructure {
  readonly meeting: Placed<EntryOf<'meeting'>> | null;
  readonly ceremonies: readonly CeremonyEntries[];
  readonly rehearsals: readonly Placed<EntryOf<'partial-decryption'>>[];
  readonly rounds: readonly RoundEntries[];
  /** Motions and decisions of the superior, in order, between the votings. */
  readonly assembly: readonly Placed<EntryOf<'motion'> | EntryOf<'decision'>>[];
  /** The meeting went to paper before any round, or has rounds on paper only: no key is asked of it. */
  readonly givenUp: boolean;
  /** Every readable entry, placed or not, for checks that concern single entries. */
  readonly entries: readonly ReadEntry[];
}

/** Ranks of the entries of a round; ballots, partial decryptions, attestations and proofs on paper may repeat. */
const RANKS = {
  tokens: 1,
  round: 2,
  open: 3,
  ballots: 4,
  close: 5,
  aggregate: 6,
  partials: 7,
  result: 8,
  /** And proofs on paper, in any order among them: each device publishes both as soon as it is done. */
  attestations: 9,
} as const;

const REQUIRED: readonly { readonly rank: number; readonly check: CheckName; readonly code: FindingCode }[] = [
  { rank: RANKS.tokens, check: 'tokens', code: 'tokens-missing' },
  { rank: RANKS.round, check: 'round', code: 'round-missing' },
  { rank: RANKS.open, check: 'round', code: 'open-missing' },
  { rank: RANKS.close, check: 'accounting', code: 'close-missing' },
  { rank: RANKS.aggregate, check: 'aggregate', code: 'aggregate-missing' },
  { rank: RANKS.result, check: 'result', code: 'result-missing' },
];

/** The named check that judges the place and the signatures of an entry. */
export function checkOfEntry(entry: Entry): CheckName {
  switch (entry.type) {
    case 'meeting':
      return 'log';
    case 'key-commit':
    case 'key-reveal':
    case 'key-confirm':
    case 'key-abort':
      return 'key-ceremony';
    case 'partial-decryption':
      return entry.stage === 'rehearsal' ? 'key-ceremony' : 'decryption';
    case 'tokens':
      return 'tokens';
    case 'round':
    case 'open':
    case 'paper':
    case 'paper-round':
    case 'motion':
    case 'decision':
      return 'round';
    case 'cast':
    case 'challenge':
    case 'void':
      return 'casts';
    case 'close':
      return 'accounting';
    case 'aggregate':
      return 'aggregate';
    case 'result':
    case 'paper-count':
      return 'result';
    case 'attestation':
    case 'paper-proof':
      return 'attestations';
  }
}

const hashText = (leaf: { readonly hash: Uint8Array }): string => encodeBase64url(leaf.hash);

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };
type RoundDraft = Mutable<RoundEntries> & { rank: number };
type CeremonyDraft = Mutable<CeremonyEntries>;

const newRound = (number: number): RoundDraft => ({
  number,
  tokens: null,
  round: null,
  open: null,
  ballots: [],
  close: null,
  aggregate: null,
  partials: [],
  result: null,
  attestations: [],
  paperProofs: [],
  paper: null,
  latePapers: [],
  paperRound: null,
  paperCount: null,
  rank: 0,
});

const CEREMONY_TYPES: ReadonlySet<EntryType> = new Set(['key-commit', 'key-reveal', 'key-confirm', 'key-abort']);

/** `through` names the last stage the caller expects: a scrutineer before decryption expects no aggregate yet. */
export function structureOf(file: RecordFile, findings: Findings, lastRank: number): RecordStructure {
  const entries = file.leaves.filter((leaf): leaf is ReadEntry => leaf.kind === 'entry');
  let meeting: Placed<EntryOf<'meeting'>> | null = null;
  const ceremonies: CeremonyDraft[] = [];
  const rehearsals: Placed<EntryOf<'partial-decryption'>>[] = [];
  const rounds: RoundDraft[] = [];
  const assembly: Placed<EntryOf<'motion'> | EntryOf<'decision'>>[] = [];
  let givenUp = false;

  const misplaced = (leaf: ReadEntry) => findings.report(checkOfEntry(leaf.entry), 'entry-out-of-order', leaf);
  const isOver = (round: RoundDraft | undefined) =>
    round === undefined || round.paper !== null || round.paperCount !== null || round.rank >= RANKS.result;
  /** Fixed by a signed entry, and not counted yet. */
  const isOnPaper = (round: RoundDraft | undefined): round is RoundDraft =>
    round !== undefined &&
    round.paperCount === null &&
    (round.paperRound !== null || (round.paper !== null && round.round !== null));

  /** The round an entry of this rank belongs to, or null when it stands in a wrong place. */
  const roundFor = (rank: number, repeatable: boolean): RoundDraft | null => {
    let round = rounds.at(-1);
    if (rank === RANKS.tokens || round === undefined) {
      if (!isOver(round)) return null;
      round = newRound(rounds.length + 1);
      rounds.push(round);
    }
    if (round.paper !== null || round.paperRound !== null || rank < round.rank || (rank === round.rank && !repeatable))
      return null;
    return round;
  };

  /** Under the rules of a round, and never while one is being voted or counted (§3.3). */
  const isAssemblyFree = (): boolean => {
    if (!rounds.some(({ round, paperRound }) => (round ?? paperRound) !== null)) return false;
    const current = rounds.at(-1);
    return isOver(current) || (current?.rank ?? 0) <= RANKS.round;
  };

  /** After n confirmations (§3.3), and before the first `round` takes the keys into use, or paper makes them useless. */
  const isTimeToRehearse = (): boolean => {
    const current = ceremonies.at(-1);
    if (current === undefined || current.abort !== null) return false;
    if (current.confirms.length < (meeting?.entry.scrutineers.length ?? 0)) return false;
    const first = rounds[0];
    return first === undefined || (first.rank === RANKS.tokens && first.paper === null);
  };

  const place = (leaf: ReadEntry, rank: number, repeatable: boolean, put: (round: RoundDraft) => void) => {
    const round = roundFor(rank, repeatable);
    if (round === null) return misplaced(leaf);
    for (const required of REQUIRED) {
      if (required.rank > round.rank && required.rank < rank) findings.report(required.check, required.code, leaf);
    }
    round.rank = rank;
    put(round);
  };

  for (const leaf of entries) {
    const { entry } = leaf;
    const at = <T extends EntryType>(_: T) => leaf as unknown as Placed<EntryOf<T>>;
    if (leaf.index === 0 && entry.type !== 'meeting') findings.report('log', 'meeting-missing', leaf);
    if (CEREMONY_TYPES.has(entry.type)) {
      if (rounds.length > 0 || !placeInCeremony(leaf, ceremonies)) misplaced(leaf);
      // What was rehearsed with keys that were then given up says nothing about the keys in use.
      else if (entry.type === 'key-abort') rehearsals.length = 0;
      continue;
    }
    switch (entry.type) {
      case 'meeting':
        if (leaf.index === 0) meeting = at('meeting');
        else misplaced(leaf);
        break;
      case 'partial-decryption':
        if (entry.stage === 'tally') {
          place(leaf, RANKS.partials, true, (round) => round.partials.push(at('partial-decryption')));
        } else if (isTimeToRehearse()) {
          rehearsals.push(at('partial-decryption'));
        } else misplaced(leaf);
        break;
      case 'tokens':
        place(leaf, RANKS.tokens, false, (round) => {
          round.tokens = at('tokens');
        });
        break;
      case 'round':
        place(leaf, RANKS.round, false, (round) => {
          round.round = at('round');
        });
        break;
      case 'open':
        place(leaf, RANKS.open, false, (round) => {
          round.open = at('open');
        });
        break;
      case 'cast':
      case 'challenge':
      case 'void':
        place(leaf, RANKS.ballots, true, (round) => round.ballots.push(leaf as unknown as Placed<BallotEntry>));
        break;
      case 'close':
        place(leaf, RANKS.close, false, (round) => {
          round.close = at('close');
        });
        break;
      case 'aggregate':
        place(leaf, RANKS.aggregate, false, (round) => {
          round.aggregate = at('aggregate');
        });
        break;
      case 'result':
        place(leaf, RANKS.result, false, (round) => {
          round.result = at('result');
        });
        break;
      case 'attestation':
        place(leaf, RANKS.attestations, true, (round) => round.attestations.push(at('attestation')));
        break;
      case 'paper-proof':
        place(leaf, RANKS.attestations, true, (round) => round.paperProofs.push(at('paper-proof')));
        break;
      case 'motion':
      case 'decision':
        if (isAssemblyFree()) assembly.push(leaf as unknown as (typeof assembly)[number]);
        else misplaced(leaf);
        break;
      case 'paper': {
        const round = rounds.at(-1);
        const current = isOver(round) ? meeting : (round?.round ?? meeting);
        if (!isOver(round) && round?.paperRound !== null) misplaced(leaf);
        else if (current === null || entry.ctx !== hashText(current)) findings.report('round', 'ctx-differs', leaf);
        else if (round === undefined) givenUp = true;
        else if (!isOver(round) && round.rank >= RANKS.aggregate) {
          findings.report('round', 'paper-after-aggregate', leaf);
          round.latePapers.push(at('paper'));
        } else if (!isOver(round)) round.paper = at('paper');
        break;
      }
      case 'paper-round': {
        if (!isOver(rounds.at(-1)) || meeting === null) {
          misplaced(leaf);
          break;
        }
        const round = newRound(rounds.length + 1);
        round.paperRound = at('paper-round');
        rounds.push(round);
        break;
      }
      case 'paper-count': {
        const round = rounds.at(-1);
        if (isOnPaper(round)) round.paperCount = at('paper-count');
        else misplaced(leaf);
        break;
      }
    }
  }

  if (entries.length === 0) findings.report('log', 'meeting-missing', null);
  const last = rounds.at(-1);
  const lastPlace = file.leaves.at(-1) ?? null;
  if (last !== undefined && last.paperRound !== null) {
    if (last.paperCount === null && lastRank >= RANKS.result) findings.report('result', 'result-missing', lastPlace);
  } else if (last === undefined ? !givenUp : last.paper === null) {
    for (const required of REQUIRED) {
      if (required.rank > (last?.rank ?? 0) && required.rank <= lastRank)
        findings.report(required.check, required.code, lastPlace);
    }
  }
  // A meeting whose rounds are all on paper has used no key.
  const needsNoKey = givenUp || (rounds.length > 0 && rounds.every((round) => round.paperRound !== null));
  return { meeting, ceremonies, rehearsals, rounds, assembly, givenUp: needsNoKey, entries };
}

/** commit* → reveal* → confirm*, or abort; true when the entry has its place. */
function placeInCeremony(leaf: ReadEntry, ceremonies: CeremonyDraft[]): boolean {
  let current = ceremonies.at(-1);
  if (current === undefined || current.abort !== null) {
    if (leaf.entry.type !== 'key-commit') return false;
    current = { commits: [], reveals: [], confirms: [], abort: null };
    ceremonies.push(current);
  }
  switch (leaf.entry.type) {
    case 'key-commit':
      if (current.reveals.length > 0 || current.confirms.length > 0) return false;
      current.commits.push(leaf as unknown as Placed<EntryOf<'key-commit'>>);
      return true;
    case 'key-reveal':
      if (current.confirms.length > 0) return false;
      current.reveals.push(leaf as unknown as Placed<EntryOf<'key-reveal'>>);
      return true;
    case 'key-confirm':
      current.confirms.push(leaf as unknown as Placed<EntryOf<'key-confirm'>>);
      return true;
    case 'key-abort':
      current.abort = leaf as unknown as Placed<EntryOf<'key-abort'>>;
      return true;
    default:
      return false;
  }
}

export const LAST_RANK = {
  tokens: RANKS.tokens,
  round: RANKS.round,
  open: RANKS.open,
  close: RANKS.close,
  result: RANKS.result,
} as const;
