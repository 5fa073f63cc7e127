import { expect, test } from 'vitest';
import { type Elected, electedInOrder } from './elected-order.ts';

const person = (name: string, votes: number, isCandidate = true, label = name): Elected => ({
  label,
  name,
  votes,
  isCandidate,
});
const committee = [person('王建国', 59, true, '王建国（1974年4月生）'), person('田大利', 40), person('林海燕', 44)];

test('committee members stand in the order of the ballot, with their remarks (rules §1.13)', () => {
  expect(electedInOrder(committee, 'strokes', 'blank-first').labels).toEqual([
    '王建国（1974年4月生）',
    '田大利',
    '林海燕',
  ]);
});

test('by votes if the settings say so', () => {
  expect(electedInOrder(committee, 'votes', 'blank-first').labels).toEqual([
    '王建国（1974年4月生）',
    '林海燕',
    '田大利',
  ]);
});

test('an elected write-in finds its place by strokes', () => {
  const elected = [...committee, person('付卫东', 41, false)];
  expect(electedInOrder(elected, 'strokes', 'blank-first')).toEqual({
    labels: ['王建国（1974年4月生）', '田大利', '付卫东', '林海燕'],
    order: 'strokes',
  });
});

test('a manual order of the ballot is never undone for the sake of a write-in, and the list does not claim strokes', () => {
  const elected = [person('林海燕', 44), person('王建国', 59), person('付卫东', 41, false)];
  expect(electedInOrder(elected, 'strokes', 'blank-first')).toEqual({
    labels: ['林海燕', '王建国', '付卫东'],
    order: 'ballot',
  });
});

test('a manual order of the ballot stays where candidates alone are elected, and the list does not claim strokes', () => {
  expect(electedInOrder(committee.toReversed(), 'strokes', 'blank-first')).toEqual({
    labels: ['林海燕', '田大利', '王建国（1974年4月生）'],
    order: 'ballot',
  });
  expect(electedInOrder(committee, 'strokes', 'blank-first').order).toBe('strokes');
});

test('without stroke data the write-in stays behind the candidates, and the list does not claim strokes', () => {
  const elected = [person('王建国', 59), person('䶮大利', 41, false)];
  expect(electedInOrder(elected, 'strokes', 'blank-first')).toEqual({
    labels: ['王建国', '䶮大利'],
    order: 'ballot',
  });
});

test('secretary and deputy stand in the approved order of the ballot', () => {
  expect(electedInOrder([person('林海燕', 9), person('王建国', 50)], 'ballot', 'blank-first')).toEqual({
    labels: ['林海燕', '王建国'],
    order: 'ballot',
  });
});
