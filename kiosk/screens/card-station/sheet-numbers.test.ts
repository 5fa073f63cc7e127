import { expect, it } from 'vitest';
import { parseSheetNumbers } from './sheet-numbers.ts';

it('numbers of spoiled sheets are read as people write them, each once', () => {
  expect(parseSheetNumbers('3', 10)).toEqual([3]);
  expect(parseSheetNumbers(' 3、5-7，6 10 ', 10)).toEqual([3, 5, 6, 7, 10]);
});

it.each(['', '0', '11', '7-5', '2-11', 'x', '3a', '-1', '1.5'])('"%s" is refused rather than guessed', (input) => {
  expect(parseSheetNumbers(input, 10)).toBeNull();
});
