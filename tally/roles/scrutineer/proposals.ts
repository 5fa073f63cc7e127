/**
 * What a scrutineer's device checks before it signs an entry that several authors sign (specification §3, §5, §6.3, §8.2, §14):
 * that it has its place as the next leaf, that no round is being counted with this device's share, and what each kind says. The
 * device compares the proposal with the record it has read itself, so its signature says more than "the server asked me to".
 *
 * Security: the proposal comes from the server and may say anything. Every reason against it is reported.
 */
import { circuitId, compileCircuit } from '../../../crypto/circuit.ts';
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { compareBytes } from '../../../crypto/encoding/bytes.ts';
import { decodePointNotIdentity } from '../../../crypto/group.ts';
import { merkleRoot } from '../../../crypto/log/merkle.ts';
import { err, ok, type Result } from '../../../crypto/result.ts';
import { accountRound, type CardEvents } from '../../accounting/accounting-of-round.ts';
import { isAttended } from '../../meeting/attendance-gate.ts';
import { isExpectedOfRoll } from '../../meeting/readmission.ts';
import type { DecisionEntry, MotionEntry } from '../../record/assembly-entries.ts';
import { type EntrySignature, scrutineerAuthor } from '../../record/authors.ts';
import { circuitContest } from '../../record/contest.ts';
import { decodeEntry, type Entry, signEntry, type Unsigned } from '../../record/entry.ts';
import { isElectionMeeting } from '../../record/meeting-entry.ts';
import type { PaperCountEntry, PaperRoundEntry } from '../../record/paper-entries.ts';
import { entriesOf, type RecordFile } from '../../record/reader.ts';
import type { CloseEntry, OpenEntry, RoundEntry, TokensEntry } from '../../record/round-entries.ts';
import { countBallots } from '../../verify/check-accounting.ts';
import { checkAssembly, isOpenedAgainstMotion, isOpenedWithoutMotion } from '../../verify/check-assembly.ts';
import { attestedBy } from '../../verify/check-attestations.ts';
import { fitsMeeting, LEAST_BALLOTS } from '../../verify/check-round.ts';
import { fixedRounds } from '../../verify/context.ts';
import { createFindings } from '../../verify/finding.ts';
import type { FindingCode } from '../../verify/finding-text.ts';
import { signatureFaults } from '../../verify/signatures.ts';
import { treeOf } from '../log-following.ts';
import { asNextLeaf, type NextLeaf } from './next-leaf.ts';
import {
  faultsAfter,
  lastResultOf,
  type PaperProposalProblem,
  problemsOfPaperCount,
  problemsOfPaperRound,
  structureNow,
} from './paper-proposals.ts';
import { type ScrutineerState, signingKeyOf } from './state.ts';

export type ProposedEntry =
  | Unsigned<TokensEntry>
  | Unsigned<RoundEntry>
  | Unsigned<OpenEntry>
  | Unsigned<CloseEntry>
  | Unsigned<PaperRoundEntry>
  | Unsigned<PaperCountEntry>
  | Unsigned<MotionEntry>
  | Unsigned<DecisionEntry>;

export type ProposalProblem =
  | 'malformed'
  | 'history-differs'
  | 'meeting-missing'
  | 'round-number'
  | 'tokens-unsorted'
  | 'token-invalid'
  | 'token-of-another-round'
  | 'audited-card-missing'
  | 'no-key-share'
  | 'meeting-hash'
  | 'previous-result'
  | 'ceremony'
  | 'tokens-hash'
  | 'cards'
  | 'circuit'
  | 'roll'
  | 'candidate-is-scrutineer'
  | 'contest-kind'
  | 'minimum-ballots'
  | 'log'
  | 'round-unknown'
  | 'already-open'
  | 'not-open'
  | 'already-closed'
  | 'expected'
  | 'quorum'
  | 'cards-in-box'
  | 'motion-lost'
  | 'motion-missing'
  | 'counts-differ-from-log'
  | 'accounting'
  | PaperProposalProblem
  | 'out-of-order'
  | 'being-counted'
  | 'result-unattested'
  | 'motion-impossible'
  | 'motion-mode'
  | 'motion-carried'
  | 'motion-without-grounds'
  | 'decision-without-grounds';

/** What the device knows beside the record. */
export interface SigningContext {
  readonly state: ScrutineerState;
  /**
   * The record as this device has read it: it extends the head this device cosigned last. What stands behind that head is the server's
   * word until it is cosigned; the verification before the count finds what was false (specification §12).
   */
  readonly record: RecordFile;
  /** T of every card this device has scanned in the 5 % audit. */
  readonly auditedTokens?: readonly string[];
}

const hashText = (bytes: Uint8Array): string => encodeBase64url(bytes);

/** All reasons against signing; an empty list is the only consent. */
export function problemsOfProposal(proposal: ProposedEntry, context: SigningContext): readonly ProposalProblem[] {
  if (context.state.fork !== null) return ['history-differs'];
  // The shape is that of a complete entry; the signatures are what is still missing.
  const decoded = decodeEntry({ ...proposal, signatures: [] });
  if (typeof decoded === 'string') return ['malformed'];
  const next = asNextLeaf(decoded, context.record);
  return [
    ...problemsOfEntry(decoded, next, context),
    ...when(!next.hasPlace, 'out-of-order'),
    ...when(isBeingCounted(context.state, next), 'being-counted'),
    ...when(NEXT_VOTE.includes(decoded.type) && isUnattested(next), 'result-unattested'),
  ];
}

/** What another vote begins with. */
const NEXT_VOTE: readonly Entry['type'][] = ['tokens', 'round', 'paper-round'];

/**
 * Whether kiosks gave a result that fewer than t scrutineers have attested: it is the word of the server, which may have written down other
 * counts than the shares give, to have the assembly vote again. Attestations of another round or of another record say nothing about it.
 */
function isUnattested({ structure, file }: NextLeaf): boolean {
  const meeting = structure.meeting?.entry;
  if (meeting === undefined) return false;
  const tree = treeOf(file);
  return fixedRounds(structure).some((fixed) => {
    const holds = attestedBy(meeting, fixed, (size) => merkleRoot(tree, size));
    const signed = fixed.attestations.filter(
      ({ entry }) => signatureFaults(entry, meeting).length === 0 && holds(entry),
    );
    const authors = new Set(signed.map(({ entry }) => entry.signatures[0]?.author));
    return fixed.result !== null && authors.size < meeting.threshold;
  });
}

/**
 * Whether this device has given its share for a round whose result the record does not show: whoever holds t shares knows the counts
 * already, and may only publish them. By the device's own memory, so that no record it is shown hides it.
 */
function isBeingCounted({ released }: ScrutineerState, { structure }: NextLeaf): boolean {
  const published = new Set(
    fixedRounds(structure).flatMap(({ ctx, result }) => (result?.entry.ctx === ctx ? [ctx] : [])),
  );
  return released.some(({ ctx, stage }) => stage === 'tally' && !published.has(ctx));
}

/** What the entry says, besides its place. */
function problemsOfEntry(decoded: Entry, next: NextLeaf, context: SigningContext): readonly ProposalProblem[] {
  switch (decoded.type) {
    case 'tokens':
      return problemsOfTokens(decoded, context);
    case 'round':
      return problemsOfRound(decoded, context);
    case 'open':
      return problemsOfOpen(decoded, context);
    case 'close':
      return problemsOfClose(decoded, context);
    case 'paper-round':
      return problemsOfPaperRound(decoded, context.record);
    case 'paper-count':
      return problemsOfPaperCount(decoded, context.record);
    case 'motion':
    case 'decision':
      return problemsOfAssembly(next);
    default:
      return ['malformed'];
  }
}

/** The scrutineer's signature, or every reason why the device refuses it. */
export function signProposal(
  proposal: ProposedEntry,
  context: SigningContext,
): Result<EntrySignature, readonly ProposalProblem[]> {
  const problems = problemsOfProposal(proposal, context);
  if (problems.length > 0) return err(problems);
  const { state } = context;
  return ok(signEntry(proposal, scrutineerAuthor(state.index), signingKeyOf(state).secretKey));
}

const roundsFixed = (record: RecordFile): number =>
  entriesOf(record, 'round').length + entriesOf(record, 'paper-round').length;

const when = (wrong: boolean, problem: ProposalProblem): readonly ProposalProblem[] => (wrong ? [problem] : []);

function problemsOfTokens(entry: TokensEntry, { record, auditedTokens = [] }: SigningContext) {
  const earlier = entriesOf(record, 'tokens');
  const known = new Set(earlier.flatMap(({ entry: { tokens } }) => tokens));
  const listed = new Set(entry.tokens);
  const bytes = entry.tokens.map((token) => decodeBase64url(token, 32));
  const ascending = bytes.every((token, at) => at === 0 || compareBytes(bytes[at - 1] as Uint8Array, token) < 0);
  return [
    ...when(entry.round !== roundsFixed(record) + 1, 'round-number'),
    ...when(
      earlier.some((other) => other.entry.round === entry.round),
      'round-number',
    ),
    ...when(!ascending, 'tokens-unsorted'),
    ...when(!bytes.every(isToken), 'token-invalid'),
    ...when(
      entry.tokens.some((token) => known.has(token)),
      'token-of-another-round',
    ),
    ...when(
      auditedTokens.some((token) => !listed.has(token)),
      'audited-card-missing',
    ),
  ];
}

function isToken(bytes: Uint8Array): boolean {
  try {
    decodePointNotIdentity(bytes, 'token');
    return true;
  } catch {
    return false;
  }
}

function problemsOfRound(entry: RoundEntry, { state, record }: SigningContext) {
  const placedMeeting = entriesOf(record, 'meeting')[0];
  if (placedMeeting === undefined) return ['meeting-missing'] as const;
  const { share } = state;
  if (share === null) return ['no-key-share'] as const;
  const meeting = placedMeeting.entry;
  const tokens = entriesOf(record, 'tokens').find((placed) => placed.entry.round === entry.round);
  const { roll } = entry;
  const scrutineers = new Set(meeting.scrutineers.map(({ name }) => name));
  return [
    ...when(entry.meeting !== hashText(placedMeeting.hash), 'meeting-hash'),
    ...when(entry.round !== roundsFixed(record) + 1, 'round-number'),
    ...when(entry.previousResult !== lastResultOf(record), 'previous-result'),
    ...when(
      entry.ceremony !== share.ceremony ||
        entry.K !== share.K ||
        entry.X.join() !== share.X.join() ||
        entry.n !== meeting.scrutineers.length ||
        entry.threshold !== share.threshold ||
        entry.threshold !== meeting.threshold,
      'ceremony',
    ),
    ...when(tokens === undefined || entry.tokens !== hashText(tokens.hash), 'tokens-hash'),
    ...when(tokens === undefined || entry.cards !== tokens.entry.tokens.length || entry.cards < roll.expected, 'cards'),
    ...when(entry.circuit !== recompiledCircuit(entry), 'circuit'),
    ...when(roll.members - roll.probationary - roll.withoutRight - roll.excluded !== roll.expected, 'roll'),
    ...when(
      entry.contests.some(
        (contest) =>
          contest.kind === 'election' &&
          contest.candidates.some(({ name, remark }) => remark === '' && scrutineers.has(name)),
      ),
      'candidate-is-scrutineer',
    ),
    ...faultsAfter(record, entry),
    ...when(!fitsMeeting(meeting.kind, entry), 'contest-kind'),
    // Specification §8.2 (c): below five only for a committee's plenary, and never below three.
    ...when(entry.minimumBallots < LEAST_BALLOTS[meeting.kind], 'minimum-ballots'),
    ...when(
      entry.logOrigin !== meeting.logOrigin || JSON.stringify(entry.witnesses) !== JSON.stringify(meeting.witnesses),
      'log',
    ),
  ];
}

const PROBLEM_OF_FINDING: Partial<Record<FindingCode, ProposalProblem>> = {
  'motion-meeting-differs': 'meeting-hash',
  'motion-impossible': 'motion-impossible',
  'motion-carried-differs': 'motion-carried',
  'motion-not-quorate': 'quorum',
  'motion-mode-differs': 'motion-mode',
  'motion-without-grounds': 'motion-without-grounds',
  'decision-without-grounds': 'decision-without-grounds',
  'ctx-differs': 'round-unknown',
};

/** A motion or a decision, judged as the verifier would judge it. */
function problemsOfAssembly({ file, structure, index }: NextLeaf): readonly ProposalProblem[] {
  const { meeting } = structure;
  if (meeting === null) return ['meeting-missing'];
  const findings = createFindings();
  checkAssembly({ file, structure, meeting, findings });
  return findings.list.flatMap(({ code, entry: at }) =>
    at === index ? [PROBLEM_OF_FINDING[code] ?? 'malformed'] : [],
  );
}

/** Undefined when the contests compile to no circuit at all. */
function recompiledCircuit(entry: RoundEntry): string | undefined {
  try {
    return hashText(circuitId(compileCircuit(entry.contests.map(circuitContest), entry.cards)));
  } catch {
    return undefined;
  }
}

/** The round entry that `ctx` names. */
export function roundOf(record: RecordFile, ctx: string): RoundEntry | undefined {
  return entriesOf(record, 'round').find((placed) => hashText(placed.hash) === ctx)?.entry;
}

const hasEntry = (record: RecordFile, type: 'open' | 'close', ctx: string): boolean =>
  entriesOf(record, type).some(({ entry }) => entry.ctx === ctx);

function problemsOfOpen(entry: OpenEntry, { record }: SigningContext) {
  const round = roundOf(record, entry.ctx);
  const meeting = entriesOf(record, 'meeting')[0]?.entry;
  if (round === undefined || meeting === undefined) return ['round-unknown'] as const;
  const { expected, present } = entry;
  return [
    ...when(hasEntry(record, 'open', entry.ctx), 'already-open'),
    ...when(!isExpectedOfRoll(expected, round.roll) || present > expected, 'expected'),
    ...when(!isAttended(meeting.kind, { expected, present }, round.rules), 'quorum'),
    ...when(entry.cardsInBox + entry.cardsAudited !== round.cards, 'cards-in-box'),
    ...when(isOpenedAgainstMotion(structureNow(record), Number.POSITIVE_INFINITY, round, expected), 'motion-lost'),
    ...when(
      isElectionMeeting(meeting.kind) &&
        isOpenedWithoutMotion(structureNow(record), Number.POSITIVE_INFINITY, round, expected),
      'motion-missing',
    ),
  ];
}

/** Events of the round that stand in the log. */
export function eventsInLog(record: RecordFile, ctx: string): CardEvents {
  return countBallots({
    ballots: [
      ...entriesOf(record, 'void').filter(({ entry }) => entry.ctx === ctx),
      ...entriesOf(record, 'cast').filter(({ entry }) => entry.ballot.ctx === ctx),
      ...entriesOf(record, 'challenge').filter(({ entry }) => entry.ballot.ctx === ctx),
    ],
  });
}

function problemsOfClose(entry: CloseEntry, { record }: SigningContext) {
  const round = roundOf(record, entry.ctx);
  if (round === undefined) return ['round-unknown'] as const;
  const open = entriesOf(record, 'open').find((placed) => placed.entry.ctx === entry.ctx)?.entry;
  if (open === undefined) return ['not-open'] as const;
  const log = eventsInLog(record, entry.ctx);
  const accounting = accountRound(round, open, entry.handCounts, log);
  return [
    ...when(hasEntry(record, 'close', entry.ctx), 'already-closed'),
    ...when(entry.expected !== open.expected || entry.present > entry.expected, 'expected'),
    ...when(
      entry.casts !== log.casts ||
        entry.challenges !== log.challenges ||
        entry.voids.returned !== log.voids.returned ||
        entry.voids.damaged !== log.voids.damaged ||
        entry.voids.unissued !== log.voids.unissued,
      'counts-differ-from-log',
    ),
    ...when(!accounting.holds, 'accounting'),
  ];
}
