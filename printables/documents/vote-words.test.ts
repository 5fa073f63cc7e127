import { expect, test } from 'vitest';
import { ruleSettings } from '../../tally/rules/settings.ts';
import type { MotionFacts } from './facts.ts';
import { voteWords } from './vote-words.ts';

const CARRIED: MotionFacts = {
  ...{ subject: 'method', mode: 'hands', inFavour: 70, against: 3, abstain: 2, carried: true },
};

const said = (motionMode: MotionFacts['mode'], motions: readonly MotionFacts[] = []) =>
  voteWords('选举办法', { motions, rules: ruleSettings({ majorityBase: 'expected', motionMode }) }, 'method')
    .map((block) => (block.kind === 'paragraph' ? block.text : ''))
    .join('');

test('nothing is called passed before it was voted on, and afterwards as the record has it (rules §5.1 step 2)', () => {
  expect(said('hands')).toContain('同意____名，不同意____名，弃权____名，选举办法____（通过／没有通过）。');
  expect(said('hands', [CARRIED])).toContain('同意70名，不同意3名，弃权2名，选举办法通过。');
  const lost = { ...CARRIED, inFavour: 30, against: 43, carried: false };
  expect(said('hands', [CARRIED, lost])).toContain('同意30名，不同意43名，弃权2名，选举办法没有通过。');
  expect(said('hands', [{ ...CARRIED, subject: 'scrutineers' }])).toContain('选举办法____（通过／没有通过）。');
});

test('hands are asked for only where the method votes by hand (rules §7 motion_mode)', () => {
  expect(said('hands')).toContain('同意的请举手');
  for (const mode of ['applause', 'ballot'] as const) expect(said(mode)).not.toContain('同意的请举手');
  expect(said('applause')).toContain('请鼓掌通过');
  expect(said('applause')).toMatch(/选举办法____（通过／没有通过）。$/u);
  expect(said('applause')).not.toContain('同意____名');
  expect(said('ballot')).toContain('无记名投票方式');
  // What was more formal than the method asks is told as it was.
  expect(said('applause', [CARRIED])).toContain('同意70名');
});
