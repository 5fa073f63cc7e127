/**
 * What the kiosk says aloud (UX 2, 5.3). The loudspeaker is heard by the whole hall, so no sentence depends on a mark: a ballot that
 * is full, one that is blank and one with a write-in sound alike. Each has a clip in both languages (clips/, see README).
 */
import type { PromptKey } from '../../server/contract/voices.ts';
import type { Text } from '../../tally/text/text.ts';
import { CARD_PROBLEM, FAULT_TITLE, INSTRUCTION } from '../screens/voter/texts.ts';
import type { CardProblem } from '../session/voter-session.ts';

const sentences = (...parts: readonly Text[]): Text => ({
  zh: parts.map(({ zh }) => zh.replace(/[。！？]?$/, (end) => end || '。')).join(''),
  en: parts.map(({ en }) => en.replace(/[.!?]?$/, (end) => end || '.')).join(' '),
});

const problem = (kind: CardProblem): Text => sentences(CARD_PROBLEM[kind].title, CARD_PROBLEM[kind].what);

export const PROMPTS = {
  card: sentences(INSTRUCTION.V0),
  typed: sentences(INSTRUCTION.typed),
  camera: sentences(INSTRUCTION.camera),
  welcome: sentences(
    { zh: '您好！请按开始投票', en: 'Welcome. Press start to vote' },
    { zh: '字太小，可以选大字', en: 'If the letters are small, choose larger ones' },
  ),
  election: sentences(
    { zh: '请给每一位候选人表示意见', en: 'Please mark every candidate' },
    { zh: '然后按下一步', en: 'Then press next' },
  ),
  appraisal: sentences(
    { zh: '请给每一项选一个等次', en: 'Please choose a grade in every row' },
    { zh: '然后按下一步', en: 'Then press next' },
  ),
  recommendation: sentences(
    { zh: '请选出您要推荐的人', en: 'Please choose whom you recommend' },
    { zh: '然后按下一步', en: 'Then press next' },
  ),
  review: sentences(
    { zh: '请逐个核对', en: 'Please check every line' },
    { zh: '没有错，再投出选票', en: 'If all is right, cast the ballot' },
  ),
  'review-form': sentences(
    { zh: '请逐个核对', en: 'Please check every line' },
    { zh: '没有错，再交表', en: 'If all is right, hand in the form' },
  ),
  cast: sentences(INSTRUCTION.V4, {
    zh: '投票卡请放入回收箱',
    en: 'Please put your card into the box',
  }),
  'cast-slip': sentences(INSTRUCTION.V4, {
    zh: '请取走查验单，投票卡放入回收箱',
    en: 'Please take your slip, and put your card into the box',
  }),
  challenge: sentences(INSTRUCTION.V6),
  opened: sentences(INSTRUCTION.opened, { zh: '请换新卡再投', en: 'Then ask for a new card' }),
  'still-there': sentences(INSTRUCTION.V8, { zh: '请按继续投票', en: 'Please press continue' }),
  'held-up': sentences(INSTRUCTION.V9),
  paused: sentences(INSTRUCTION.paused),
  kept: sentences(INSTRUCTION.kept),
  fault: sentences(FAULT_TITLE, { zh: '请保留投票卡', en: 'Please keep your card' }),
  staff: sentences({ zh: '请稍候，工作人员就来', en: 'Please wait, staff are coming' }),
  'card-cast': problem('cast'),
  'card-challenged': problem('challenged'),
  'card-void': problem('void'),
  'card-unknown': problem('unknown'),
  'card-other-round': problem('other-round'),
  'card-test-run-card': problem('test-run-card'),
  'card-real-card': problem('real-card'),
  'card-unreadable': problem('unreadable'),
  'card-voting-closed': problem('voting-closed'),
} as const satisfies Record<PromptKey, Text>;

export type Prompt = PromptKey;
export const ALL_PROMPTS = Object.keys(PROMPTS) as readonly Prompt[];
