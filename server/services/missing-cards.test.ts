import { expect, test } from 'vitest';
import { readRecord } from '../../tally/record/reader.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { applyEntry, emptyRecordState, type RecordState, type RoundState } from './record-state.ts';
import { contestViews, namedResult } from './round-views.ts';

/** A counted round of twelve ballots of which nothing is missing. */
async function countedRound(): Promise<{ readonly state: RecordState; readonly round: RoundState }> {
  const { record } = await simulateElection({
    ballots: 12,
    contests: [committeeContest(3, 2, 0)],
    random: seededRandom('missing cards'),
    recipients: [
      'age1000p4ftgcz6c3qm759wmtuth2ujjr49zrw6exmx09ctmqj5g5v6qnrf6hq',
      'age17v2kr3krj9jzz6wyztget5eexfxupxyzun596k5944ykjqxpxejsx4jqgy',
      'age1ylc5fpudxvu483cj7hl65s3nsv5cwjzzfaw90ghwl79f2k334crq40zmps',
    ],
    threshold: 2,
    sheetKey:
      'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELzjj8Iu5hIJrKUrvnRKE0cm04asbp2fmyjW-oG_crE4g4PtTF55-Yj1es8qdjt4ZU3Otp1xQH3EzZ8tLNz4UeQ',
  });
  const state = emptyRecordState();
  for (const line of readRecord(record).lines) {
    if (line.kind === 'entry') applyEntry(state, line.entry, line.hash);
  }
  const round = state.rounds.get(1);
  if (round === undefined) throw new Error('no round');
  return { state, round };
}

/** As if so many members who received a card had put it into the pocket. */
function withMissing(round: RoundState, missing: number): RoundState {
  const { sealed, open, close } = round;
  if (sealed === undefined || open === undefined || close === undefined) throw new Error('not counted');
  const { handCounts } = close.entry;
  return {
    ...round,
    sealed: { ...sealed, entry: { ...sealed.entry, cards: sealed.entry.cards + missing } },
    open: { ...open, entry: { ...open.entry, cardsInBox: open.entry.cardsInBox + missing } },
    close: {
      ...close,
      entry: { ...close.entry, handCounts: { ...handCounts, received: handCounts.received + missing } },
    },
  };
}

test('missing cards are a notice beside the result as soon as they could have decided it (specification §5)', async () => {
  const { state, round } = await countedRound();
  const named = namedResult(state, 1);
  if (named === undefined) throw new Error('no result');
  const codes = (missing: number) =>
    contestViews(named, withMissing(round, missing), new Set(), 'assembly').flatMap(({ notices }) =>
      notices.map(({ code }) => code),
    );
  const warns = Array.from({ length: 13 }, (_, missing) => codes(missing).includes('cards-missing-decisive'));
  expect(warns[0]).toBe(false);
  expect(warns.at(-1)).toBe(true);
  // Once enough, more is enough too; and what decides is the margin, not the mere fact of a missing card.
  expect(warns).toEqual(warns.toSorted((a, b) => Number(a) - Number(b)));
  expect(warns.indexOf(true)).toBeGreaterThan(1);
});
