import { expect, test } from 'vitest';
import { withSameParts } from './same-parts.ts';

const person = (name: string, present = false) => ({ name, present, remarks: [{ zh: '无', en: 'none' }] });
const again = <T>(value: T): T => structuredClone(value);

test('an answer that says the same is the last one itself', () => {
  const last = { people: [person('王建国'), person('李㛃')], counts: { cast: 3 } };
  expect(withSameParts(last, again(last))).toBe(last);
});

test('what did not change beside a change is the same object; the whole says what the next answer says', () => {
  const last = { people: [person('王建国'), person('李㛃')], counts: { cast: 3 } };
  const next = { people: [person('王建国', true), person('李㛃')], counts: { cast: 3 } };
  const shared = withSameParts(last, next);
  expect(shared).toEqual(next);
  expect(shared).not.toBe(last);
  expect(shared.people[0]).not.toBe(last.people[0]);
  expect(shared.people[0]?.remarks).toBe(last.people[0]?.remarks);
  expect(shared.people[1]).toBe(last.people[1]);
  expect(shared.counts).toBe(last.counts);
});

test('a part that moved in its list is the same object, and one that left or came is not confused with another', () => {
  const last = [person('王建国'), person('李㛃'), person('陈䶮')];
  const shared = withSameParts(last, again([person('林海燕'), ...last.slice(1)].reverse()));
  expect(shared.map(({ name }) => name)).toEqual(['陈䶮', '李㛃', '林海燕']);
  expect([shared[0], shared[1]]).toEqual([last[2], last[1]]);
  expect(shared[0]).toBe(last[2]);
  expect(shared[1]).toBe(last[1]);
  expect(withSameParts(last, last.slice(0, 2))).toEqual(last.slice(0, 2));
});

test('a key that came, went or changed its kind is told apart', () => {
  const last: Record<string, unknown> = { answer: { number: '1' }, list: [1], other: null };
  for (const next of [
    { answer: { number: '1' }, list: [1] },
    { answer: null, list: { 0: 1 }, other: [] },
    { answer: { number: '1', reason: '' }, list: [1], other: null, further: 0 },
  ])
    expect(withSameParts(last, next)).toEqual(next);
});
