import { expect, test } from 'vitest';
import { chosenHeading } from '../../kiosk/screens/wall/chosen-heading.ts';
import { electedIn } from './village-summary.ts';

const drawn = (category: 'preliminary' | 'formal') =>
  ({ contest: { category }, elected: ['王建国'] }) as unknown as Parameters<typeof electedIn>[0];

test('a pre-election elects nobody: neither in the township’s summary nor on the wall (rules §1.4)', () => {
  expect(electedIn(drawn('preliminary'))).toEqual([]);
  expect(electedIn(drawn('formal'))).toEqual(['王建国']);
  expect(chosenHeading({ post: '委员', preliminary: true })).toBe('委员正式候选人');
  expect(chosenHeading({ post: '委员', preliminary: false })).toBe('当选委员');
});
