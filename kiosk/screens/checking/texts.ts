/** What the checking device says, to a voter with her phone and to a scrutineer alike. */
import type { Text } from '../../session/language.ts';
import type { CheckingProblem, Fault } from './checking.ts';

const UNSIGNED: Text = {
  zh: '本轮文件的签名不完整，不能抽查。请告诉监票人。',
  en: 'The papers of this round are not signed; tell the scrutineers.',
};

export const PROBLEM: Readonly<Record<CheckingProblem, Text>> = {
  'not-a-code': {
    zh: '这不是投票机核对页或抽查页上的二维码。',
    en: 'This is not the code of a review page or of an opened ballot.',
  },
  'not-read': { zh: '没有取到选举档案，请再试一次。', en: 'The record could not be fetched; please try again.' },
  'round-not-open': { zh: '这一轮还没有开始投票。', en: 'Voting has not begun in this round.' },
  'answer-first': {
    zh: '请先回答上面的问题，再扫一次。',
    en: 'Please answer the question above first, then scan again.',
  },
  'not-a-review-page': {
    zh: '这是查验单上的二维码：选票已经投出，不能抽查。',
    en: 'This is a receipt: the ballot has been cast and cannot be checked.',
  },
  'not-signed': {
    zh: '二维码上没有服务器的真实签名。请留住这台机器，告诉监票人。',
    en: 'The code is not signed by the server. Keep the machine as it is and tell the scrutineers.',
  },
  'other-meeting': { zh: '这是另一次会议的二维码。', en: 'This code belongs to another meeting.' },
  'other-round': { zh: '这是另一轮的二维码。', en: 'This code belongs to another round.' },
  'other-record': {
    zh: '扫这张卡上次的二维码时，服务器给的是另一份选举档案。请留住这台机器、投票卡和这台设备，立即告诉总监票人。',
    en: 'When this card was scanned before, the server gave another record. Keep the machine, the card and this device as they are, and tell the chief scrutineer at once.',
  },
  'card-not-listed': {
    zh: '这张卡不在本轮签过名的清单上。请告诉监票人。',
    en: 'This card is not on the signed list of this round. Tell the scrutineers.',
  },
  'not-taken-before': {
    zh: '这台设备没有先扫过这张卡的核对页，这次抽查不算数。请换新卡重来。',
    en: 'This device had not scanned the review page of this card, so the check proves nothing. Take a new card and start again.',
  },
  'meeting-signature': UNSIGNED,
  'round-signature': UNSIGNED,
  circuit: UNSIGNED,
};

export const FAULT: Readonly<Record<Fault, Text>> = {
  'other-ballot': {
    zh: '公开的不是先前扫过的那张选票。扫码以后没有改过选择、也没有重新刷过卡，就是这台机器作弊。',
    en: 'The ballot opened is not the one scanned before. Unless a choice was changed or the card presented again after the scan, this machine cheats.',
  },
  'ballot-exchanged': {
    zh: '投票人没有改过选择、也没有重新刷过卡，投票机却换了一张选票：这台机器作弊。',
    en: 'The voter changed nothing and did not present the card again, yet the machine made another ballot: it cheats.',
  },
  'not-its-opening': {
    zh: '按公开的选择重新做出的选票，与先前扫过的不同：这台机器作弊。',
    en: 'The ballot made again from what was opened is another one: this machine cheats.',
  },
  'not-challenged': {
    zh: '没有服务器对抽查的真实确认：这张卡可能还能投票。',
    en: 'The server has not confirmed the check: this card may still be able to vote.',
  },
  'choices-differ': {
    zh: '选票里的选择不是投票人的选择：这台机器作弊。',
    en: 'The ballot does not hold what the voter chose: this machine cheats.',
  },
};

/** Another ballot of a card was scanned before: each change is asked about by itself. */
export const CHANGED: Text = {
  zh: '这张卡上次扫到的是另一张选票。从那次扫码以后，在按“抽查这台机器”以前，您又按过“修改”，或者重新刷过这张卡吗？',
  en: 'The last scan of this card was another ballot. Since that scan, and before you pressed “Check this machine”, did you press Change again, or present the card again?',
};

export const AFTER_MATCH: Text = {
  zh: '选票里正是投票人的选择。请核对卡码，收回这张卡，另发新卡。',
  en: 'The ballot holds what the voter chose. Compare the card code, take the card back and give a new one.',
};

export const AFTER_FAULT: Text = {
  zh: '请停用这台机器，留住投票卡和这台设备，报告总监票人。',
  en: 'Stop using the machine, keep the card and this device, and tell the chief scrutineer.',
};
