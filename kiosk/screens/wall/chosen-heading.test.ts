import { expect, test } from 'vitest';
import { chosenHeading } from './chosen-heading.ts';

test('a pre-election elects nobody: the wall heads its names as candidates (rules §1.4)', () => {
  expect(chosenHeading({ post: '委员', preliminary: true })).toBe('委员正式候选人');
  expect(chosenHeading({ post: '委员', preliminary: false })).toBe('当选委员');
});
