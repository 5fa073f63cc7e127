/**
 * How the chair puts a vote of the assembly (rules §5.1 step 2), in the way that the election method has it, and how it ended: whatever
 * is not in the record yet is a place to write in, and nothing is called passed before it was voted on.
 */
import type { MotionMode } from '../../tally/record/assembly-entries.ts';
import { type Block, blank, cue, text } from './document.ts';
import type { DocumentFacts, MotionFacts } from './facts.ts';

const ASKED: Readonly<Record<MotionMode, readonly [words: string, cue: string]>> = {
  hands: ['同意的请举手。请放下。不同意的请举手。请放下。弃权的请举手。请放下。', '（举手表决，工作人员清点报数）'],
  applause: ['没有不同意见的，请鼓掌通过。', '（鼓掌通过；有不同意见的，改为举手表决，清点报数）'],
  ballot: ['采用无记名投票方式，请按照本人意愿填写表决票，投入票箱。', '（发票、投票，监票人清点报数）'],
};

/** 审议上届委员会工作报告; whatever else stands there may be another report, which this one is not mistaken for. */
const isAbout = (text: string, what: string): boolean =>
  new RegExp(`^(听取和审议|审议|通过)?(上届|本届)?(党?总?支部)?(委员会)?(的)?${what}[。.]?$`, 'u').test(text.trim());

/** `subject` left out: no entry of the record has it for its subject, so it is one of the other matters, known by its words. */
export function voteWords(
  what: string,
  { motions, rules }: Pick<DocumentFacts, 'motions' | 'rules'>,
  subject?: MotionFacts['subject'],
): readonly Block[] {
  const motion = motions.findLast((one) =>
    subject === undefined ? one.subject === 'other' && isAbout(one.text, what) : one.subject === subject,
  );
  const mode = motion?.mode ?? rules.motionMode;
  const [asked, done] = ASKED[mode];
  const result = motion === undefined ? '____（通过／没有通过）' : motion.carried ? '通过' : '没有通过';
  const counts = [motion?.inFavour, motion?.against, motion?.abstain].map((count) => blank(count, 4));
  return [
    text(`现在对${what}进行表决。${asked}`),
    cue(done),
    text(
      // Nobody is counted while all applaud.
      mode === 'applause'
        ? `${what}${result}。`
        : `同意${counts[0]}名，不同意${counts[1]}名，弃权${counts[2]}名，${what}${result}。`,
    ),
  ];
}
