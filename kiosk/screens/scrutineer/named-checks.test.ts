import { expect, it } from 'vitest';
import { CHECK_TITLES } from '../../../tally/verify/check-titles.ts';
import { CHECK_NAMES } from '../../../tally/verify/finding.ts';

it('reads the checks out in the words of UX 5.5 S8, in their order', () => {
  const words = CHECK_NAMES.slice(0, 12).map((name) => CHECK_TITLES[name].zh);
  expect(words.join('、')).toBe(
    '编码、档案、密钥仪式、投票卡、轮次、每票证明、投出与抽查、票数、合计、开票证明、计数、当选规则',
  );
  expect(new Set(Object.values(CHECK_TITLES).map(({ en }) => en)).size).toBe(CHECK_NAMES.length);
});
