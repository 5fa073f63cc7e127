import { expect, test } from 'vitest';
import { clauseWords } from './clause-words.ts';

test('a clause of the rules or the specification reads as Chinese in a Chinese notice, and as it is in an English one', () => {
  expect(clauseWords('rules §4.1')).toEqual({ zh: '规则第4.1节', en: 'rules §4.1' });
  expect(clauseWords('specification §5')).toEqual({ zh: '技术规范第5节', en: 'specification §5' });
  expect(clauseWords('《中国共产党基层组织选举工作条例》第十九条').zh).toBe(
    '《中国共产党基层组织选举工作条例》第十九条',
  );
});
