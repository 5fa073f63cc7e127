import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ElectionContest } from '../record/contest.ts';
import { outcome } from '../rules/outcome.ts';
import { ruleSettings } from '../rules/settings.ts';
import { adjudicate } from './adjudication.ts';
import { PAPER_MARKS, type PaperBallot } from './paper-ballot.ts';
import { countPaperBallots } from './paper-counts.ts';
import { type PaperNumbers, paperOutcome, paperOutcomeInput, paperSums } from './paper-outcome.ts';
import { PaperRules } from './paper-rules.ts';
import { agreedSheet, compareSheets } from './two-tellers.ts';

const person = (name: string) => ({ name, remark: '' });
const contestOf = (candidates: number, seats: number): ElectionContest => ({
  kind: 'election',
  category: 'committee',
  post: '委员',
  title: { zh: '委员', en: 'Committee' },
  seats,
  candidates: Array.from({ length: candidates }, (_, i) => person(`候${i}`)),
  writeIns: Array.from({ length: 4 }, (_, i) => person(`外${i}`)),
});

const rulesets = fc.record(
  Object.fromEntries(
    Object.entries(PaperRules.shape).map(([name, schema]) => {
      const inner = schema.unwrap();
      const options: readonly unknown[] = 'options' in inner ? inner.options : [true, false];
      return [name, fc.constantFrom(...options)];
    }),
  ),
) as fc.Arbitrary<PaperRules>;

/** Any heap that a box can hold, names of candidates, outsiders, nobody and scribbles included. */
const heaps = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), rulesets)
  .chain(([candidates, seats, rules]) => {
    const names = fc.constantFrom(null, '外0', '外1', '外2', '外3', '生人', '候0');
    const under = rules.writeInLayout === 'pooled' ? fc.constant(null) : fc.integer({ min: 0, max: candidates - 1 });
    const ballot: fc.Arbitrary<PaperBallot> = fc.record({
      rows: fc.array(
        fc.record({
          mark: fc.constantFrom(...PAPER_MARKS),
          altered: fc.option(fc.record({ decision: fc.constantFrom('as-marked' as const, 'void-row' as const) }), {
            freq: 8,
          }),
        }),
        { minLength: candidates, maxLength: candidates },
      ),
      writeIns: fc.array(fc.record({ name: names, under, circle: fc.boolean() }), { maxLength: 4 }),
      identifyingMark: fc.boolean(),
    });
    return fc.record({
      contest: fc.constant(contestOf(candidates, seats)),
      rules: fc.constant(rules),
      ballots: fc.array(ballot, { minLength: 1, maxLength: 12 }),
    });
  });

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

describe('the invariants of a count on paper (rules §5.1), under every combination of settings', () => {
  test('Vb + Ib = C; a + d + b + z = Vb for every candidate; Σa + Σw ≤ K · Vb; Σw ≤ Σd where 不赞成 is asked', () => {
    fc.assert(
      fc.property(heaps, ({ contest, rules, ballots }) => {
        const counted = countPaperBallots(contest, ballots, rules);
        if (!counted.ok) throw new Error('every alteration was decided');
        const { recovered, valid, invalid, rows, writeIns, invalidReasons } = counted.value;
        expect(recovered).toBe(ballots.length);
        expect(valid + invalid).toBe(recovered);
        expect(sum(invalidReasons.map((one) => one.ballots))).toBe(invalid);
        for (const row of rows) expect(sum(row)).toBe(valid);
        const approvals = sum(rows.map(([approve]) => approve));
        const disapprovals = sum(rows.map(([, disapprove]) => disapprove));
        const written = sum(writeIns.map(({ votes }) => votes));
        expect(approvals + written).toBeLessThanOrEqual(contest.seats * valid);
        if (rules.writeInRequiresDisapproval) expect(written).toBeLessThanOrEqual(disapprovals);
        for (const { name, votes } of writeIns) {
          expect(votes).toBeLessThanOrEqual(valid);
          expect(contest.writeIns.map((one) => one.name)).toContain(name);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('what was counted is never refused as impossible, and the same engine decides it', () => {
    fc.assert(
      fc.property(heaps, ({ contest, rules, ballots }) => {
        const counted = countPaperBallots(contest, ballots, rules);
        if (!counted.ok) throw new Error('every alteration was decided');
        const settings = ruleSettings({ majorityBase: 'present', paper: rules });
        const n = ballots.length;
        const numbers = { expected: n, present: n, printed: n + 2, issued: n, remaining: 2, voters: n };
        const decided = paperOutcome(contest, numbers, counted.value, settings);
        if (!decided.ok) throw new Error(JSON.stringify(decided.error));
        const input = paperOutcomeInput(contest, numbers, counted.value, settings);
        const byEngine = outcome(input, {
          quorumEqualAccepted: true,
          recoveredLimit: 'both',
          threshold: 'half',
          purpose: 'election',
          surplus: 'contested',
          writeInRequiresDisapproval: rules.writeInRequiresDisapproval,
          tied: 'revote',
          shortfall: { way: 'ask', equalAccepted: true, isLater: false },
        });
        expect(byEngine).toEqual(decided);
      }),
      { numRuns: 200 },
    );
  });

  test('no order of the heap changes a count', () => {
    fc.assert(
      fc.property(heaps, ({ contest, rules, ballots }) => {
        expect(countPaperBallots(contest, ballots.toReversed(), rules)).toEqual(
          countPaperBallots(contest, ballots, rules),
        );
      }),
    );
  });

  test('no ballot is valid with more persons than seats, whatever the settings', () => {
    fc.assert(
      fc.property(heaps, ({ contest, rules, ballots }) => {
        for (const ballot of ballots) {
          const judged = adjudicate(contest, ballot, rules);
          if (judged.verdict !== 'valid') continue;
          const approved = judged.rows.filter((mark) => mark === 'approve').length;
          expect(approved + judged.writeIns.length).toBeLessThanOrEqual(contest.seats);
          expect(new Set(judged.writeIns).size).toBe(judged.writeIns.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** A counted heap, and any numbers around it that a meeting can have. */
const boxes = fc
  .tuple(heaps, fc.array(fc.nat({ max: 30 }), { minLength: 5, maxLength: 5 }))
  .map(([{ contest, rules, ballots }, [v = 0, i = 0, s = 0, y = 0, remaining = 0]]) => {
    const counted = countPaperBallots(contest, ballots, rules);
    if (!counted.ok) throw new Error('every alteration was decided');
    const voters = ballots.length + v;
    const issued = voters + i;
    const present = issued + s;
    const numbers: PaperNumbers = {
      expected: present + y,
      present,
      printed: issued + remaining,
      issued,
      remaining,
      voters,
    };
    return {
      contest,
      numbers,
      counts: counted.value,
      settings: ruleSettings({ majorityBase: 'present', paper: rules }),
    };
  });

describe('the invariants of the numbers around the count (rules §5.1)', () => {
  const codes = (
    { contest, numbers, counts, settings }: typeof boxes extends fc.Arbitrary<infer Box> ? Box : never,
    change: Partial<PaperNumbers>,
  ): readonly string[] => {
    const decided = paperOutcome(contest, { ...numbers, ...change }, counts, settings);
    return decided.ok ? [] : decided.error.map(({ code }) => code);
  };

  test('S ≤ Y, I ≤ S, V ≤ I and P = I + R are refused by name, one broken alone gives its own code', () => {
    fc.assert(
      fc.property(boxes, fc.integer({ min: 1, max: 20 }), (box, k) => {
        const { expected, present, printed, issued, remaining } = box.numbers;
        expect(codes(box, {})).toEqual([]);
        expect(codes(box, { present: expected + k })).toEqual(['present-exceeds-expected']);
        const handedOut = present + k;
        expect(codes(box, { issued: handedOut, printed: handedOut + remaining })).toEqual(['issued-exceeds-present']);
        expect(codes(box, { voters: issued + k })).toEqual(['voters-exceed-issued']);
        expect(codes(box, { printed: printed + k })).toEqual(['printed-sum']);
        expect(codes(box, { remaining: remaining + k })).toEqual(['printed-sum']);
      }),
      { numRuns: 200 },
    );
  });

  test('P = I + R and Vb + Ib = C hold exactly where the two sums say nothing', () => {
    const count = fc.nat({ max: 4 });
    fc.assert(
      fc.property(
        fc.record({ printed: count, issued: count, remaining: count }),
        fc.record({ recovered: count, valid: count, invalid: count }),
        (numbers, counts) => {
          const found = paperSums(numbers, counts).map(({ code }) => code);
          expect(found.includes('printed-sum')).toBe(numbers.printed !== numbers.issued + numbers.remaining);
          expect(found.includes('recovered-sum')).toBe(counts.recovered !== counts.valid + counts.invalid);
          expect(found.every((code) => code === 'printed-sum' || code === 'recovered-sum')).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('tally 1 = tally 2 (rules §5.1)', () => {
  test('equal sheets agree; one row read differently is named and stops the count until it is settled', () => {
    fc.assert(
      fc.property(heaps, fc.nat(), fc.nat(), ({ ballots }, atBallot, atRow) => {
        expect(agreedSheet(ballots, structuredClone(ballots))).toEqual({ ok: true, value: ballots });
        const ballot = atBallot % ballots.length;
        const row = atRow % (ballots[ballot]?.rows.length ?? 1);
        const other = ballots.map((one, i) =>
          i !== ballot
            ? one
            : {
                ...one,
                rows: one.rows.map((old, r) =>
                  r !== row
                    ? old
                    : { ...old, mark: old.mark === 'approve' ? ('blank' as const) : ('approve' as const) },
                ),
              },
        );
        expect(compareSheets(ballots, other)).toEqual([{ ballot, field: 'mark', row }]);
        expect(agreedSheet(ballots, other)).toMatchObject({ ok: false, error: { recount: false } });
        const settled = agreedSheet(ballots, other, [{ ballot, as: other[ballot] as PaperBallot }]);
        expect(settled).toEqual({ ok: true, value: other });
      }),
    );
  });
});
