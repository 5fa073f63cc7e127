import { describe, expect, it } from 'vitest';
import type { Commitment } from '../../tally/roles/checking-device.ts';
import { assemblyWithKeys, recordOf } from '../../tally/roles/scrutineer/example-assembly.ts';
import {
  appendSigned,
  castBallots,
  exampleClose,
  openedRound,
  voidLeftOver,
} from '../../tally/roles/scrutineer/example-round.ts';
import { forgetCommitment, forgetEndedRounds, keptCommitments, storeCommitment } from './commitments.ts';

/** What a browser keeps over a reload: text by name. */
function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  const values = new Map<string, string>();
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
  };
}
const taken = (h: string, T = `T-${h}`, meetingId = 'meeting', round = 1): Commitment => ({
  meetingId,
  round,
  T,
  h,
  code: `code-${h}`,
  cardCode: `card-${T}`,
});
const kept = (store: ReturnType<typeof storage>) => keptCommitments(store).map(({ h }) => h);

describe('what a checking device keeps of review pages (specification §7.5)', () => {
  it('is sorted by h whatever the order of scanning, which is the order of voting', () => {
    const store = storage();
    for (const h of ['m', 'c', 'x', 'a']) storeCommitment(taken(h), store);
    expect(kept(store)).toEqual(['a', 'c', 'm', 'x']);
  });

  it('is one ballot of a card, the one stored last', () => {
    const store = storage();
    for (const h of ['m', 'm', 'a']) storeCommitment(taken(h, 'T'), store);
    expect(keptCommitments(store)).toEqual([taken('a', 'T')]);
  });

  it('goes when the card has been checked, and that card only', () => {
    const store = storage();
    for (const h of ['a', 'b', 'c']) storeCommitment(taken(h), store);
    forgetCommitment(taken('b'), store);
    expect(kept(store)).toEqual(['a', 'c']);
  });

  it('goes with its round when everybody signed the close; a close of the server alone makes it forget nothing', async () => {
    const assembly = await assemblyWithKeys(1, 1);
    const round = openedRound(assembly);
    castBallots(assembly, round, 6);
    voidLeftOver(assembly, round, 6);
    const store = storage();
    const { id } = assembly.meeting;
    for (const one of [taken('a', 'T', id), taken('b', 'U', id, 2), taken('c', 'V', 'elsewhere')])
      storeCommitment(one, store);
    forgetEndedRounds(recordOf(assembly), store);
    expect(kept(store)).toEqual(['a', 'b', 'c']);
    appendSigned(assembly, exampleClose(round.ctx, 6), [1]);
    const closed = recordOf(assembly);
    const lines = closed.lines.map((line) =>
      line.kind === 'entry' && line.entry.type === 'close'
        ? { ...line, entry: { ...line.entry, signatures: line.entry.signatures.slice(0, 1) } }
        : line,
    );
    const leaves = closed.leaves.map((leaf) =>
      leaf.kind === 'entry' && leaf.entry.type === 'close'
        ? { ...leaf, entry: { ...leaf.entry, signatures: leaf.entry.signatures.slice(0, 1) } }
        : leaf,
    );
    forgetEndedRounds({ ...closed, lines, leaves }, store);
    expect(kept(store)).toEqual(['a', 'b', 'c']);
    forgetEndedRounds(closed, store);
    expect(kept(store)).toEqual(['b', 'c']);
  });

  it('is what was written and nothing else that stands in the same place', () => {
    const store = storage();
    const values = [null, 1, 'x', {}, { ...taken('a'), round: '1' }, { ...taken('b'), T: 1 }, taken('c')];
    store.setItem('changpiao.commitments', JSON.stringify(values));
    expect(keptCommitments(store)).toEqual([taken('c')]);
  });
});
