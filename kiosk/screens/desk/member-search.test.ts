import { expect, test } from 'vitest';
import type { DeskMember } from '../../../server/contract/desk.ts';
import { matches } from './member-search.ts';

const member: DeskMember = {
  id: '3f0f3d5e-6f0f-4a53-9d55-2b0f0c5f1f11',
  name: '欧阳志远',
  label: '欧阳志远',
  surname: '欧阳',
  pinyin: 'ōu yáng zhì yuǎn',
  initials: 'oyzy',
  gender: '男',
  right: 'votes',
  state: 'absent',
  line: { zh: '可投票', en: 'May vote' },
};

test.each(['', '欧阳', '志远', 'oy', 'ouyang', 'Ou Yang', 'oyzy'])('%j finds the member', (query) => {
  expect(matches(member, query)).toBe(true);
});

test.each(['王', 'yang', 'zz', 'oyzyx'])('%j does not find the member', (query) => {
  expect(matches(member, query)).toBe(false);
});
