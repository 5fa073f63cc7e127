/**
 * The voter's words (UX 5.3). Instruction lines have at most 14 Chinese characters; the words 加密, 哈希, 公钥, 终端 and
 * token do not occur (UX 6.39), which texts.test.ts checks.
 */

import type { Contest } from '../../../tally/record/contest.ts';
import type { Text } from '../../session/language.ts';
import type { CardProblem, Fault } from '../../session/voter-session.ts';

/** First lines of the screens. */
export const INSTRUCTION = {
  V0: { zh: '请把投票卡放在扫码处', en: 'Hold your card here' },
  typed: { zh: '请输入卡上的 27 个字符', en: 'Enter the 27 characters of your card' },
  camera: { zh: '请把投票卡对准镜头', en: 'Hold your card in front of the camera' },
  V1: { zh: '您好！', en: 'Welcome' },
  V3: { zh: '请核对您的选择', en: 'Check your choices' },
  blank: { zh: '您没有作任何表示', en: 'You have marked nothing' },
  V4: { zh: '已投出', en: 'Ballot cast' },
  V5: { zh: '先选姓，再选人', en: 'Surname first, then the person' },
  V6: { zh: '抽查的票要公开，另换新卡', en: 'A checked ballot becomes public' },
  opened: { zh: '请扫二维码核对', en: 'Scan this code' },
  V8: { zh: '您还在投票吗？', en: 'Are you still voting?' },
  V9: { zh: '暂时不能投票，请稍候', en: 'Voting is interrupted, please wait' },
  upright: { zh: '请把屏幕横过来', en: 'Turn the screen sideways' },
  paused: { zh: '投票暂停，请稍候', en: 'Voting is paused, please wait' },
  kept: { zh: '请保留投票卡，回座位', en: 'Keep your card and go back to your seat' },
  zero: { zh: '票箱为空', en: 'The ballot box is empty' },
  before: { zh: '投票还没有开始', en: 'Voting has not begun' },
  after: { zh: '投票已经结束', en: 'Voting is over' },
} as const satisfies Record<string, Text>;

/** The one button that ends it, in the word for what is handed in. */
export function castWords(contests: readonly Contest[]): Text {
  const [first, ...others] = new Set(contests.map(({ kind }) => kind));
  if (others.length > 0 || first === 'election') return { zh: '投出选票', en: 'Cast the ballot' };
  return first === 'appraisal'
    ? { zh: '交测评表', en: 'Hand in the form' }
    : { zh: '交推荐表', en: 'Hand in the form' };
}

export type Sentence = { readonly title: Text; readonly what: Text };

/** Cards that start no session, each with a sentence of its own. */
export const CARD_PROBLEM = {
  cast: {
    title: { zh: '这张投票卡已经投过票', en: 'This card has been used to vote' },
    what: { zh: '一张卡只能投一次，已投出不能更改。', en: 'Each card votes once; what is cast cannot be changed.' },
  },
  challenged: {
    title: { zh: '这张卡已用于抽查', en: 'This card was used for a check' },
    what: { zh: '请找工作人员换卡。', en: 'Please ask the staff for another card.' },
  },
  void: {
    title: { zh: '这张投票卡已作废', en: 'This card is void' },
    what: { zh: '请找工作人员。', en: 'Please ask the staff.' },
  },
  unknown: {
    title: { zh: '不是本次选举的投票卡', en: 'This card is not of this election' },
    what: { zh: '请找工作人员。', en: 'Please ask the staff.' },
  },
  'other-round': {
    title: { zh: '这是另一轮的投票卡', en: 'This card is of another round' },
    what: { zh: '请用本轮领到的投票卡。', en: 'Please use the card of this round.' },
  },
  'test-run-card': {
    title: { zh: '这是演练票，不能用来投票', en: 'This is a card of a test run' },
    what: {
      zh: '演练票不能用于正式选举，请找工作人员。',
      en: 'It is worth nothing in a real vote. Please ask the staff.',
    },
  },
  'real-card': {
    title: { zh: '这是正式票，演练中不能用', en: 'This is a real card, not for a test run' },
    what: { zh: '请收好，交给工作人员。', en: 'Keep it safe and hand it to the staff.' },
  },
  unreadable: {
    title: { zh: '没有读出这张投票卡', en: 'This card could not be read' },
    what: { zh: '请再放一次，或手工输入。', en: 'Please try again, or type its characters.' },
  },
  'voting-closed': {
    title: { zh: '现在不能投票', en: 'Voting is not open' },
    what: { zh: '请保留投票卡，听主持人安排。', en: 'Keep your card and wait for the chair.' },
  },
} as const satisfies Record<CardProblem, Sentence>;

/** What a typed card may be refused for before the server is asked. */
export const TYPED_PROBLEM = {
  length: { zh: '还没有输完 27 个字符', en: 'The 27 characters are not complete' },
  character: { zh: '有一个字符不对，请检查', en: 'One character is wrong, please check' },
  'check-symbol': { zh: '有字符输错了，请逐组检查', en: 'A character is mistyped, check each group' },
} as const satisfies Record<string, Text>;

/** What a voter has to know before she opens her ballot (specification §7.5). */
export const BEFORE_CHALLENGE = [
  {
    zh: '抽查设备或手机要先扫过上一页的二维码。',
    en: 'The checking device must have scanned the page before this one.',
  },
  { zh: '这张票上的选择全部公开，不计票。', en: 'Every choice on this ballot becomes public; it is not counted.' },
  { zh: '投票卡从此作废，请向工作人员换新卡再投。', en: 'The card ends here: ask the staff for a new one to vote.' },
] as const satisfies readonly Text[];

export const AFTER_CHALLENGE: Text = {
  zh: '已抽查，不计票。请换新卡再投。',
  en: 'Not counted: ask for a new card.',
};

/** Machine faults: one cause each, and one short code for the staff. */
export const FAULT = {
  'pending-signature': {
    code: 'E1',
    what: { zh: '服务器的回答不真实，没有投票。', en: 'The answer of the server is not genuine; nothing was cast.' },
  },
  'accepted-signature': {
    code: 'E2',
    what: { zh: '服务器的确认不真实，请保留投票卡。', en: 'The confirmation is not genuine; keep your card.' },
  },
  'challenged-signature': {
    code: 'E6',
    what: {
      zh: '服务器对抽查的回答不真实，请保留投票卡。',
      en: 'The answer to the check is not genuine; keep your card.',
    },
  },
  'ballot-refused': {
    code: 'E3',
    what: { zh: '服务器没有接受这张选票，没有投出。', en: 'The server did not take this ballot; it was not cast.' },
  },
  'round-refused': {
    code: 'E4',
    what: { zh: '本轮文件的签名不完整，不能投票。', en: 'The papers of this round are not signed; no voting here.' },
  },
  machine: {
    code: 'E5',
    what: { zh: '这台机器出了故障，这次没有投出。', en: 'This machine has failed; nothing was cast this time.' },
  },
} as const satisfies Record<Fault, { readonly code: string; readonly what: Text }>;

export const FAULT_TITLE: Text = { zh: '请叫工作人员', en: 'Please call the staff' };
