/** A small round in the example assembly: cards, signed proposals, casts, left-over cards, close (tests only). */
import { circuitId, compileCircuit } from '../../../crypto/circuit.ts';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { compareBytes } from '../../../crypto/encoding/bytes.ts';
import { signObject } from '../../../crypto/sign.ts';
import { addSums, type Sums } from '../../count/sums.ts';
import type { ContestMarks } from '../../marks/ballot-marks.ts';
import type { MotionEntry } from '../../record/assembly-entries.ts';
import { SERVER } from '../../record/authors.ts';
import type { CastEntry } from '../../record/ballot-entries.ts';
import { circuitContest, type ElectionContest } from '../../record/contest.ts';
import type { AggregateEntry } from '../../record/count-entries.ts';
import { type Entry, entryHash, signEntry, type Unsigned, withSignatures } from '../../record/entry.ts';
import { entriesOf } from '../../record/reader.ts';
import type { CloseEntry, OpenEntry, RoundEntry, TokensEntry } from '../../record/round-entries.ts';
import { ruleSettings } from '../../rules/settings.ts';
import { type Card, type MadeCards, makeCards } from '../card-station.ts';
import { countingRandom } from '../counting-random.ts';
import { answerObject, castMessage, prepareBallot, readVoterCard, type VotingRound, votingRound } from '../voter.ts';
import {
  type Assembly,
  assemblyWithKeys,
  byServer,
  cosignedCheckpoint,
  deviceOf,
  recordOf,
} from './example-assembly.ts';
import { type ProposedEntry, signProposal } from './proposals.ts';
import type { KeptAcceptance } from './release.ts';
import { voidCard } from './voids.ts';

const person = (name: string) => ({ name, remark: '' });

export const CONTEST: ElectionContest = {
  kind: 'election',
  category: 'committee',
  post: '委员',
  title: { zh: '委员选举', en: 'Committee election' },
  seats: 2,
  candidates: ['王建国', '田大利', '任金山'].map(person),
  writeIns: ['谭建国'].map(person),
};

export const CARDS = 9;
export const EXPECTED = 8;

export interface ExampleRound {
  readonly voting: VotingRound;
  readonly ctx: string;
  readonly cards: MadeCards;
}

/** Appends a proposal signed by the server and by the given devices, each after its own checks. */
export function appendSigned(assembly: Assembly, entry: ProposedEntry, indices: readonly number[]): Uint8Array {
  const record = recordOf(assembly);
  const signatures = indices.map((index) => {
    const signed = signProposal(entry, { state: deviceOf(assembly, index), record });
    if (!signed.ok) throw new Error(`${entry.type} refused by device ${index}: ${signed.error.join(', ')}`);
    return signed.value;
  });
  const server = signEntry(entry, SERVER, assembly.keys.entries.secretKey);
  const complete = withSignatures(entry as Unsigned<TokensEntry>, [server, ...signatures]);
  return assembly.writer.append(complete as Entry).hash;
}

export function exampleTokens(assembly: Assembly): {
  readonly cards: MadeCards;
  readonly entry: Unsigned<TokensEntry>;
} {
  const { meetingHash } = assembly;
  const cards = makeCards({ meetingHash, round: 1, count: CARDS, random: countingRandom('cards') });
  return { cards, entry: { type: 'tokens', round: 1, tokens: cards.tokens } };
}

/** The round as the server would propose it, bound to the tokens entry of the given hash. */
export function exampleRoundEntry(assembly: Assembly, tokens: Uint8Array): Unsigned<RoundEntry> {
  const { share } = deviceOf(assembly, 1);
  if (share === null) throw new Error('the ceremony is not complete');
  const { meeting, meetingHash } = assembly;
  return {
    type: 'round',
    version: 1,
    meeting: encodeBase64url(meetingHash),
    round: 1,
    previousResult: null,
    ceremony: share.ceremony,
    K: share.K,
    n: meeting.scrutineers.length,
    threshold: meeting.threshold,
    X: share.X,
    tokens: encodeBase64url(tokens),
    cards: CARDS,
    contests: [CONTEST],
    circuit: encodeBase64url(circuitId(compileCircuit([circuitContest(CONTEST)], CARDS))),
    roll: { members: 10, probationary: 1, withoutRight: 1, excluded: 0, expected: EXPECTED },
    rules: ruleSettings({ majorityBase: 'expected' }),
    minimumBallots: 5,
    logOrigin: meeting.logOrigin,
    witnesses: [],
  };
}

export const exampleOpen = (ctx: string): Unsigned<OpenEntry> => ({
  type: 'open',
  ctx,
  expected: EXPECTED,
  present: 7,
  cardsInBox: CARDS - 1,
  cardsAudited: 1,
});

/** What the assembly passes before its first ballot (rules §4.1). */
export const exampleMotions = (
  meeting: string,
  attendance: Pick<MotionEntry, 'expected' | 'present'> = { expected: EXPECTED, present: 7 },
): readonly Unsigned<MotionEntry>[] =>
  (['method', 'scrutineers'] as const).map((subject) => ({
    ...{ type: 'motion', meeting, subject, text: '通过选举办法和监票人名单', round: null, mode: 'hands' },
    ...{ ...attendance, inFavour: attendance.present, against: 0, abstain: 0, carried: true },
  }));

/** Tokens, round, motions and open, each signed by every device after its checks. */
export function openedRound(assembly: Assembly): ExampleRound {
  const everybody = assembly.devices.map(({ index }) => index);
  const { cards, entry } = exampleTokens(assembly);
  const tokens = appendSigned(assembly, entry, everybody);
  const hash = appendSigned(assembly, exampleRoundEntry(assembly, tokens), everybody);
  const ctx = encodeBase64url(hash);
  for (const motion of exampleMotions(encodeBase64url(assembly.meetingHash))) appendSigned(assembly, motion, everybody);
  appendSigned(assembly, exampleOpen(ctx), everybody);
  const round = recordOf(assembly).leaves.flatMap((leaf) =>
    leaf.kind === 'entry' && leaf.entry.type === 'round' ? [leaf.entry] : [],
  )[0];
  if (round === undefined) throw new Error('no round');
  return { voting: votingRound(round, assembly.meeting.keys.receipts), ctx, cards };
}

/** Everybody approves the first two candidates. */
const MARKS: readonly ContestMarks[] = [
  {
    kind: 'election',
    rows: [
      { mark: 'approve', writeIn: null },
      { mark: 'approve', writeIn: null },
      { mark: 'disapprove', writeIn: null },
    ],
  },
];

const cardAt = ({ cards }: ExampleRound, at: number): Card => cards.cards[at] as Card;

/** Casts by the first `count` cards, in one group; gives the acceptances the kiosks hold. */
export function castBallots(assembly: Assembly, round: ExampleRound, count: number): readonly KeptAcceptance[] {
  const { voting, ctx } = round;
  const cast = Array.from({ length: count }, (_, at) => {
    const card = readVoterCard(cardAt(round, at).qr, assembly.meetingHash, 1);
    if (!card.ok) throw new Error(card.error);
    const random = countingRandom(`ballot ${at}`);
    const { ballot, h } = prepareBallot(voting, card.value, MARKS, random);
    const { R, s } = castMessage(voting, card.value, h, random);
    const answer = answerObject('accepted', voting.ctx, card.value.listed, h);
    const signature = encodeBase64url(signObject(answer, assembly.keys.receipts.secretKey));
    const entry: CastEntry = { type: 'cast', ballot, R, s };
    return { entry, acceptance: { ctx, T: card.value.listed, h: encodeBase64url(h), signature } };
  });
  const sorted = cast.map(({ entry }) => entry).sort((a, b) => compareBytes(entryHash(a), entryHash(b)));
  for (const entry of sorted) assembly.writer.append(entry);
  return cast.map(({ acceptance }) => acceptance);
}

/** Voids the cards from `from` on: the first of them returned, the others never handed out. */
export function voidLeftOver(assembly: Assembly, round: ExampleRound, from: number): void {
  const tokens = new Set(round.cards.tokens);
  const entries = round.cards.cards.slice(from).map((card, at) => {
    const voided = voidCard(
      { meetingHash: assembly.meetingHash, round: 1, text: card.text },
      { ctx: round.voting.ctx, tokens },
      at === 0 ? 'void-returned' : 'void-unissued',
      countingRandom(`void ${at}`),
    );
    if (!voided.ok) throw new Error(voided.error);
    return voided.value;
  });
  for (const entry of entries.sort((a, b) => compareBytes(entryHash(a), entryHash(b)))) assembly.writer.append(entry);
}

/** `casts` ballots, one card returned unused, the rest never handed out. */
export const exampleClose = (ctx: string, casts: number): Unsigned<CloseEntry> => ({
  type: 'close',
  ctx,
  expected: EXPECTED,
  present: 7,
  handCounts: { received: casts + 1, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 },
  casts,
  challenges: 0,
  voids: { returned: 1, damaged: 0, unissued: CARDS - casts - 1 },
});

/** What an aggregate states of these ballots. */
export function addedUp(casts: readonly CastEntry[]): Pick<AggregateEntry, 'casts' | 'sums'> {
  const [first = [], ...others] = casts.map(({ ballot }) => ballot.E);
  return { casts: casts.length, sums: others.reduce<Sums>((sum, one) => addSums(sum, one), first) };
}

/** The sums of the ballots in the record, as the server writes them after the close. */
export function appendAggregate(assembly: Assembly, ctx: string): void {
  const casts = entriesOf(recordOf(assembly), 'cast').map(({ entry }) => entry);
  assembly.writer.append(byServer<AggregateEntry>(assembly, { type: 'aggregate', ctx, ...addedUp(casts) }));
}

export interface ClosedRound {
  readonly assembly: Assembly;
  readonly round: ExampleRound;
  readonly acceptances: readonly KeptAcceptance[];
}

/** A closed round with `casts` ballots whose closing checkpoint the given devices cosigned, and those given the sums after it, if any. */
export async function closedRound(
  casts: number,
  cosigners: readonly number[],
  ofSums: readonly number[] | null = cosigners,
): Promise<ClosedRound> {
  const assembly = await assemblyWithKeys(3, 2);
  const round = openedRound(assembly);
  cosignedCheckpoint(assembly, [1, 2, 3]);
  const acceptances = castBallots(assembly, round, casts);
  cosignedCheckpoint(assembly, [1, 2, 3]);
  voidLeftOver(assembly, round, casts);
  cosignedCheckpoint(assembly, [1, 2, 3]);
  appendSigned(assembly, exampleClose(round.ctx, casts), [1, 2]);
  cosignedCheckpoint(assembly, cosigners);
  if (ofSums !== null) {
    appendAggregate(assembly, round.ctx);
    cosignedCheckpoint(assembly, ofSums);
  }
  return { assembly, round, acceptances };
}
