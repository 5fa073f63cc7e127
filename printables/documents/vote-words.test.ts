import { expect, test } from 'vitest';
import { ruleSettings } from '../../tally/rules/settings.ts';
import type { MotionFacts } from './facts.ts';
import { voteWords } from './vote-words.ts';

const CARRIED: MotionFacts = {
  ...{ subject: 'method', text: '选举办法', mode: 'hands', inFavour: 70, against: 3, abstain: 2, carried: true },
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

test('what is recorded as another matter is known by its words, and by no others (rules §4.1 step 21)', () => {
  const report = (text: string) =>
    voteWords('工作报告', {
      motions: [{ ...CARRIED, subject: 'other', text }],
      rules: ruleSettings({ majorityBase: 'expected' }),
    })
      .map((block) => (block.kind === 'paragraph' ? block.text : ''))
      .join('');
  for (const text of ['工作报告', '听取和审议本届委员会工作报告', '审议上届总支部委员会工作报告。'])
    expect(report(text), text).toContain('同意70名，不同意3名，弃权2名，工作报告通过。');
  for (const text of ['纪律检查委员会工作报告', '党费收缴使用情况报告', '其他事项'])
    expect(report(text), text).toContain('工作报告____（通过／没有通过）。');
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
