import { expect, test } from 'vitest';
import { chosenHeading, nobodyWords } from './chosen-heading.ts';

const title = { zh: '委员选举', en: 'Election of the committee' };

test('a pre-election elects nobody: the wall heads its names as candidates (rules §1.4)', () => {
  expect(chosenHeading({ post: '委员', title, election: 'valid', preliminary: true })).toEqual({
    zh: '委员正式候选人',
    en: 'Election of the committee: official candidates',
  });
  expect(chosenHeading({ post: '委员', title, election: 'valid', preliminary: false })).toEqual({
    zh: '当选委员',
    en: 'Election of the committee: elected',
  });
});

test('a void election is headed by its name alone (rules §5.2 W5)', () => {
  expect(chosenHeading({ post: '委员', title, election: 'void', preliminary: false })).toEqual(title);
  expect(nobodyWords({ election: 'void' }).map(({ zh }) => zh)).toEqual(['选举无效', '须重新选举']);
  expect(nobodyWords({ election: 'valid' }).map(({ zh }) => zh)).toEqual(['无']);
});
