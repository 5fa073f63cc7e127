/** Properties of the outcome over random elections that could have happened: ballots are drawn first, then counted. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { otherBase } from './counting-rules.ts';
import { type Outcome, outcome } from './outcome.ts';
import type { OutcomeInput } from './outcome-input.ts';
import type { MajorityBase } from './settings.ts';

/** What a ballot says about a candidate: 0 赞成, 1 不赞成, 2 弃权, 3 不赞成 and another person. */
const ballots = fc
  .record({
    seats: fc.integer({ min: 1, max: 5 }),
    candidates: fc.integer({ min: 1, max: 7 }),
    expected: fc.integer({ min: 3, max: 40 }),
    absent: fc.integer({ min: 0, max: 8 }),
    lost: fc.integer({ min: 0, max: 3 }),
    extra: fc.constantFrom(0, 0, 0, 1),
    base: fc.constantFrom<MajorityBase>('expected', 'present'),
    ruleSet: fc.constantFrom<'2020' | '1990'>('2020', '1990'),
  })
  .chain((size) => {
    const present = Math.max(1, size.expected - size.absent);
    const voters = Math.max(0, present - size.lost);
    const mark = fc.tuple(fc.constantFrom(0, 0, 0, 1, 2, 3), fc.integer({ min: 0, max: 2 }));
    return fc.record({
      size: fc.constant({ ...size, present, voters }),
      marks: fc.array(fc.array(mark, { minLength: size.candidates, maxLength: size.candidates }), {
        minLength: voters + size.extra,
        maxLength: voters + size.extra,
      }),
    });
  });

type Election = typeof ballots extends fc.Arbitrary<infer T> ? T : never;

function count({ size, marks }: Election): OutcomeInput {
  const candidates = Array.from({ length: size.candidates }, (_, i) => `候选人${i + 1}`);
  const rows = candidates.map(() => ({ approve: 0, disapprove: 0, abstain: 0, unreadable: 0 }));
  const writeIns: Record<string, number> = {};
  for (const ballot of marks) {
    let left = size.seats;
    const named = new Set<string>();
    for (const [i, [mark, person]] of ballot.entries()) {
      const row = rows[i];
      if (row === undefined) throw new Error('unreachable');
      if (mark === 0 && left > 0) {
        row.approve += 1;
        left -= 1;
      } else if (mark === 2 || mark === 0) row.abstain += 1;
      else {
        row.disapprove += 1;
        const name = `另选${person + 1}`;
        if (mark === 3 && left > 0 && !named.has(name)) {
          writeIns[name] = (writeIns[name] ?? 0) + 1;
          named.add(name);
          left -= 1;
        }
      }
    }
  }
  return {
    ruleSet: size.ruleSet,
    majorityBase: size.base,
    expected: size.expected,
    present: size.present,
    issued: size.present,
    voters: size.voters,
    recovered: marks.length,
    valid: marks.length,
    seats: size.seats,
    candidates,
    counts: Object.fromEntries(candidates.map((name, i) => [name, rows[i] ?? rows[0]])) as OutcomeInput['counts'],
    writeIns,
  };
}

const elections = ballots.map(count);

function judge(input: OutcomeInput): Outcome {
  const result = outcome(input);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const votesOf = (input: OutcomeInput, name: string): number =>
  input.counts[name]?.approve ?? input.writeIns[name] ?? Number.NaN;
const baseOf = (input: OutcomeInput): number => input[input.majorityBase];
const personsOf = (input: OutcomeInput): readonly string[] => [...input.candidates, ...Object.keys(input.writeIns)];

describe('every election that can happen', () => {
  test('has possible numbers, and elected, tied and unfilled seats add up', () => {
    fc.assert(
      fc.property(elections, (input) => {
        const judged = judge(input);
        expect(judged.elected.length + (judged.tie?.seats ?? 0) + judged.unfilled).toBe(input.seats);
        if (judged.tie !== null) {
          expect(judged.tie.among.length).toBeGreaterThan(judged.tie.seats);
          expect(judged.unfilled).toBe(0);
        }
      }),
    );
  });

  test('nobody is elected or tied without more than half of the base', () => {
    fc.assert(
      fc.property(elections, (input) => {
        const judged = judge(input);
        for (const name of [...judged.elected, ...(judged.tie?.among ?? [])])
          expect(2 * votesOf(input, name)).toBeGreaterThan(baseOf(input));
      }),
    );
  });

  test('nobody who is left out has more votes than one elected, and a seat stays open only if nobody passed', () => {
    fc.assert(
      fc.property(elections, (input) => {
        const judged = judge(input);
        if (judged.election === 'void') return;
        const chosen = new Set([...judged.elected, ...(judged.tie?.among ?? [])]);
        for (const left of personsOf(input).filter((name) => !chosen.has(name))) {
          for (const name of judged.elected) expect(votesOf(input, left)).toBeLessThan(votesOf(input, name));
          if (judged.unfilled > 0) expect(2 * votesOf(input, left)).toBeLessThanOrEqual(baseOf(input));
        }
      }),
    );
  });

  test('the order of the candidates does not change who is elected, tied or missing', () => {
    fc.assert(
      fc.property(elections, fc.infiniteStream(fc.integer()), (input, keys) => {
        const shuffled = input.candidates
          .map((name) => ({ name, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ name }) => name);
        const judged = judge(input);
        const other = judge({ ...input, candidates: shuffled });
        expect(other.elected.toSorted()).toEqual(judged.elected.toSorted());
        expect(other.tie?.among.toSorted()).toEqual(judged.tie?.among.toSorted());
        expect(other.unfilled).toBe(judged.unfilled);
        expect(other.baseSensitive).toBe(judged.baseSensitive);
      }),
    );
  });

  test('whoever passes half of those expected passes half of those present', () => {
    fc.assert(
      fc.property(elections, (input) => {
        const byExpected = judge({ ...input, majorityBase: 'expected' });
        const byPresent = judge({ ...input, majorityBase: 'present' });
        const chosen = (judged: Outcome): readonly string[] => [...judged.elected, ...(judged.tie?.among ?? [])];
        expect(byPresent.unfilled).toBeLessThanOrEqual(byExpected.unfilled);
        expect(byPresent.smallestWinning).toBeLessThanOrEqual(byExpected.smallestWinning);
        for (const name of chosen(byExpected)) expect(chosen(byPresent)).toContain(name);
        // Without a tie every person elected under 应到 is elected under 实到.
        if (byPresent.tie === null) expect(byPresent.elected).toEqual(expect.arrayContaining([...byExpected.elected]));
      }),
    );
  });

  test('the base-sensitive notice stands exactly when the two bases decide differently', () => {
    fc.assert(
      fc.property(elections, (input) => {
        const judged = judge(input);
        const other = judge({ ...input, majorityBase: otherBase(input.majorityBase) });
        const decision = ({ elected, tie, unfilled }: Outcome) => JSON.stringify({ elected, tie, unfilled });
        expect(judged.baseSensitive).toBe(decision(judged) !== decision(other));
        expect(judged.notices.some(({ code }) => code === 'base-sensitive')).toBe(judged.baseSensitive);
      }),
    );
  });

  test('one more approval never unseats the person who got it', () => {
    fc.assert(
      fc.property(elections, fc.nat(), (input, pick) => {
        const judged = judge(input);
        const name = judged.elected[pick % Math.max(1, judged.elected.length)];
        const row = name === undefined ? undefined : input.counts[name];
        if (name === undefined || row === undefined || row.abstain === 0) return;
        const raised = outcome({
          ...input,
          counts: { ...input.counts, [name]: { ...row, approve: row.approve + 1, abstain: row.abstain - 1 } },
        });
        if (raised.ok) expect(raised.value.elected).toContain(name);
      }),
    );
  });

  test('a void or inquorate election elects nobody, whatever the counts', () => {
    fc.assert(
      fc.property(elections, (input) => {
        const judged = judge(input);
        const isQuorate = 5 * input.present >= 4 * input.expected;
        expect(judged.quorate).toBe(isQuorate);
        expect(judged.election).toBe(isQuorate && input.recovered <= input.voters ? 'valid' : 'void');
        if (judged.election === 'void') expect(judged).toMatchObject({ elected: [], tie: null, baseSensitive: false });
      }),
    );
  });

  test('moving one count of a row makes the numbers impossible', () => {
    fc.assert(
      fc.property(elections, fc.nat(), (input, pick) => {
        const name = input.candidates[pick % input.candidates.length] ?? '';
        const row = input.counts[name];
        if (row === undefined || judge(input).election === 'void') return;
        const result = outcome({
          ...input,
          counts: { ...input.counts, [name]: { ...row, abstain: row.abstain + 1 } },
        });
        expect(result.ok ? [] : result.error.map(({ code }) => code)).toEqual(['row-sum']);
      }),
    );
  });
});
