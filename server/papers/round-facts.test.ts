import { describe, expect, test } from 'vitest';
import type { PaperTally } from '../../tally/record/paper-entries.ts';
import { boxOf, formCountOf } from './round-facts.ts';

const BOX = { printed: 50, issued: 46, remaining: 4, recovered: 45 };
type Logged = NonNullable<Parameters<typeof formCountOf>[0]>;

const counted = (...tallies: readonly (number | null)[]) =>
  ({
    paperCount: {
      entry: {
        contests: tallies.map((valid) => ({ ...BOX, tally: valid === null ? null : ({ valid } as PaperTally) })),
      },
    },
  }) as unknown as Logged;

describe('the numbers of a box in the words of the chair (rules §5.1, §6.2)', () => {
  test('one form holds every list, so its heap is counted once; every kind of ballot has its own', () => {
    for (const kind of ['appraisal', 'recommendation'] as const) expect(boxOf([BOX, BOX], kind)).toEqual(BOX);
    expect(boxOf([BOX, BOX], 'assembly')).toEqual({ printed: 100, issued: 92, remaining: 8, recovered: 90 });
    expect(boxOf([{ ...BOX, recovered: null }], 'appraisal')).toMatchObject({ issued: 46, recovered: null });
    expect(boxOf([], 'appraisal').printed).toBeNull();
  });

  test('valid and invalid forms are known once they are counted, and void ones are not counted at all', () => {
    expect(formCountOf(undefined, 'appraisal')).toBeNull();
    expect(formCountOf(counted(43, 44), 'recommendation')).toEqual({ valid: 44, invalid: 1 });
    expect(formCountOf(counted(null, null), 'appraisal')).toBe('void');
    expect(formCountOf(counted(44), 'assembly')).toBeNull();
    const close = { entry: { casts: 45 } };
    expect(formCountOf({ close } as Logged, 'appraisal')).toBeNull();
    expect(formCountOf({ close, result: {} } as Logged, 'appraisal')).toEqual({ valid: 45, invalid: 0 });
  });
});
