import { describe, expect, it } from 'vitest';
import { losersByRank } from './further-candidates.ts';

const persons = (names: string) => [...names].map((name) => ({ name, remark: '' }));

/** Votes in the order of the names, those of the persons written in after them. */
function last(names: string, votes: readonly number[], writeIns = '', written: readonly number[] = []) {
  const candidates = persons(names);
  return {
    contest: { kind: 'election', candidates, writeIns: persons(writeIns) },
    counts: [...votes.flatMap((number) => [number, 0]), ...written],
  } as never;
}
const nobody = new Set<string>();

describe('candidates of a further election are those who did not pass (rules §1.11, §7)', () => {
  it('most votes first, a fifth more than the seats', () => {
    expect(losersByRank(last('甲乙丙丁', [1, 9, 5, 7]), nobody, 1)).toEqual({ names: ['乙', '丁'], isFixed: true });
    expect(losersByRank(last('甲乙丙丁', [1, 9, 5, 7]), nobody, 2)).toEqual({
      names: ['乙', '丁', '丙'],
      isFixed: true,
    });
  });

  it('without whoever is elected or refused', () => {
    expect(losersByRank(last('甲乙丙丁', [1, 9, 5, 7]), new Set(['乙']), 1).names).toEqual(['丁', '丙']);
  });

  it('with everybody who is equal to the last, and nobody below', () => {
    expect(losersByRank(last('甲乙丙丁', [5, 9, 5, 4]), nobody, 1).names).toEqual(['乙', '甲', '丙']);
  });

  it('the persons written in follow where too few candidates are left, and others may be nominated', () => {
    const found = losersByRank(last('甲乙', [9, 3], '丙丁戊', [4, 0, 1]), new Set(['甲']), 1);
    expect(found).toEqual({ names: ['丙', '乙'], isFixed: false });
    expect(losersByRank(last('甲乙', [9, 3], '丙丁', [4, 2]), new Set(['甲', '丙']), 1).names).toEqual(['乙', '丁']);
    expect(losersByRank(last('甲', [9], '丙', [0]), nobody, 1)).toEqual({ names: ['甲'], isFixed: false });
  });

  it('nobody written in stands while enough candidates are left', () => {
    expect(losersByRank(last('甲乙', [2, 3], '丙', [8]), nobody, 1)).toEqual({ names: ['乙', '甲'], isFixed: true });
  });
});
