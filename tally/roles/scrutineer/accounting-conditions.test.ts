/**
 * Conditions (a) to (d) of specification §5 on one honest device, against a server that lies and colleagues who sign whatever it
 * asks: the device neither signs the entry nor gives a share of its key.
 */
import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { SERVER, scrutineerAuthor } from '../../record/authors.ts';
import { type Entry, signEntry, type Unsigned, withSignatures } from '../../record/entry.ts';
import type { CloseEntry, OpenEntry, TokensEntry } from '../../record/round-entries.ts';
import { countingRandom } from '../counting-random.ts';
import { votingRound } from '../voter.ts';
import { type Assembly, assemblyWithKeys, cosignedCheckpoint, deviceOf, recordOf } from './example-assembly.ts';
import {
  appendAggregate,
  appendSigned,
  CARDS,
  castBallots,
  exampleClose,
  exampleMotions,
  exampleOpen,
  exampleRoundEntry,
  exampleTokens,
  voidLeftOver,
} from './example-round.ts';
import { type ProposedEntry, problemsOfProposal } from './proposals.ts';
import { examineForRelease, release, releaseProblems } from './release.ts';
import { signingKeyOf } from './state.ts';

const random = countingRandom('weights');
const CASTS = 6;

/** What the server proposes, signed without a look by the colleagues. */
function appendForced(assembly: Assembly, entry: ProposedEntry): void {
  const signatures = [2, 3].map((index) =>
    signEntry(entry, scrutineerAuthor(index), signingKeyOf(deviceOf(assembly, index)).secretKey),
  );
  const server = signEntry(entry, SERVER, assembly.keys.entries.secretKey);
  assembly.writer.append(withSignatures(entry as Unsigned<TokensEntry>, [server, ...signatures]) as Entry);
}

type Lie = { readonly open?: Partial<OpenEntry>; readonly handCounts?: Partial<CloseEntry['handCounts']> };

/** A round that the server has opened and closed as it likes; what the honest device says to each step. */
async function lyingServer({ open, handCounts }: Lie) {
  const assembly = await assemblyWithKeys(3, 2);
  const { cards, entry } = exampleTokens(assembly);
  const hash = appendSigned(assembly, exampleRoundEntry(assembly, appendSigned(assembly, entry, [1, 2, 3])), [1, 2, 3]);
  const ctx = encodeBase64url(hash);
  for (const motion of exampleMotions(encodeBase64url(assembly.meetingHash))) appendSigned(assembly, motion, [1, 2, 3]);
  const consent = (proposal: ProposedEntry) =>
    problemsOfProposal(proposal, { state: deviceOf(assembly, 1), record: recordOf(assembly) });

  const opening = { ...exampleOpen(ctx), ...open };
  const toOpening = consent(opening);
  appendForced(assembly, opening);
  cosignedCheckpoint(assembly, [1, 2, 3]);
  const sealed = recordOf(assembly).leaves.flatMap((leaf) =>
    leaf.kind === 'entry' && leaf.entry.type === 'round' ? [leaf.entry] : [],
  )[0];
  if (sealed === undefined) throw new Error('no round');
  const round = { voting: votingRound(sealed, assembly.meeting.keys.receipts), ctx, cards };
  const acceptances = castBallots(assembly, round, CASTS);
  cosignedCheckpoint(assembly, [1, 2, 3]);
  voidLeftOver(assembly, round, CASTS);
  cosignedCheckpoint(assembly, [1, 2, 3]);

  const close = exampleClose(ctx, CASTS);
  const closing = { ...close, handCounts: { ...close.handCounts, ...handCounts } };
  const toClosing = consent(closing);
  appendForced(assembly, closing);
  cosignedCheckpoint(assembly, [1, 2, 3]);
  appendAggregate(assembly, ctx);
  cosignedCheckpoint(assembly, [1, 2, 3]);

  const examination = await examineForRelease({
    file: assembly.writer.text(),
    ctx,
    acceptances,
    onScreens: acceptances.length,
    random,
  });
  const state = deviceOf(assembly, 1);
  return {
    toOpening,
    toClosing,
    problems: releaseProblems(state, examination),
    isReleased: release(state, examination, random).ok,
    findings: examination.verification.findings.map(({ check, code }) => `${check}/${code}`),
  };
}

/** One card of the nine is returned, two were never handed out: Q 7, V_n 2. */
const LIES: readonly (readonly [string, string, Lie, 'toOpening' | 'toClosing', string])[] = [
  ['a', 'a card is missing in the sealed box', { open: { cardsInBox: CARDS - 2 } }, 'toOpening', 'cards-in-box'],
  [
    'b',
    'more members received a card than there were cards',
    { handCounts: { received: 8 } },
    'toClosing',
    'accounting',
  ],
  [
    'c',
    'a card was exchanged that nobody handed back',
    { handCounts: { received: 6, exchanged: 1 } },
    'toClosing',
    'accounting',
  ],
  [
    'd',
    'more were cast than issued: two are said to have left, one card came back',
    { handCounts: { returnedBeforeOpening: 2 } },
    'toClosing',
    'accounting',
  ],
];

describe('a round whose accounting fails (specification §5, §8.2 b)', () => {
  it('is the only thing against it: with true numbers the device signs and releases', async () => {
    const honest = await lyingServer({});
    expect(honest).toEqual({ toOpening: [], toClosing: [], problems: [], isReleased: true, findings: [] });
  });

  it.each(LIES)('(%s) %s: the device signs nothing and releases nothing', async (letter, _, lie, step, reason) => {
    const found = await lyingServer(lie);
    expect(found[step]).toEqual([reason]);
    expect(found.findings).toContain(`accounting/accounting-${letter}`);
    expect(found.problems).toEqual(['record-fails']);
    expect(found.isReleased).toBe(false);
  });
});
