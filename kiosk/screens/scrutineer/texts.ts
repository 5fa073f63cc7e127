/** Every refusal of a scrutineer's own device in words: what is wrong, and what it means. */
import type { CardTextError } from '../../../crypto/token.ts';
import type { PaperProofProblem } from '../../../tally/roles/scrutineer/paper-proof.ts';
import type { ProposalProblem } from '../../../tally/roles/scrutineer/proposals.ts';
import type { ReleaseProblem } from '../../../tally/roles/scrutineer/release.ts';
import type { Text } from '../../session/language.ts';
import type { Alarm } from './device.ts';

export const ALARM_TEXT: Readonly<Record<Alarm, Text>> = {
  'note-malformed': { zh: '服务器给的档案检查点无法读取。', en: 'The server gave a checkpoint that cannot be read.' },
  'other-log': { zh: '服务器给的是另一份档案的检查点。', en: 'The server gave the checkpoint of another log.' },
  'log-signature': { zh: '档案检查点的签名不对。', en: 'The signature on the checkpoint is wrong.' },
  shrunk: { zh: '档案变短了：已经写入的内容不见了。', en: 'The record became shorter: something written is gone.' },
  inconsistent: {
    zh: '档案与本机以前联署的不是同一份：服务器出示了两种历史。',
    en: 'The record is not the one this device cosigned before: the server showed two histories.',
  },
  'history-differs': {
    zh: '档案与本机以前联署的不是同一份：服务器出示了两种历史。',
    en: 'The record is not the one this device cosigned before: the server showed two histories.',
  },
  stopped: {
    zh: '本机已有服务器出示两种历史的证据，不再继续。',
    en: 'This device holds evidence that the server showed two histories, and goes no further.',
  },
  'meeting-not-mine': {
    zh: '会议档案里登记的不是您和您这台设备的钥匙。',
    en: 'The meeting does not name you with the keys of this device.',
  },
  'another-tab': {
    zh: '这一页在另一个标签页或窗口里也开着，那边已经往下做了。请关闭这一页，只用那一页。',
    en: 'This page is open in another tab or window too, and that one has gone on. Close this one and use only the other.',
  },
  'keys-other': {
    zh: '服务器登记的是另一台设备的钥匙。请用登记时的设备或密钥文件。',
    en: 'The server holds the keys of another device. Use the device or key file you enrolled with.',
  },
};

export const PROPOSAL_PROBLEM: Readonly<Record<ProposalProblem, Text>> = {
  'not-on-paper': { zh: '本轮没有改用纸质选票。', en: 'This round is not held on paper.' },
  'already-counted': { zh: '本轮已有纸质选票计票结果。', en: 'The paper ballots of this round are counted already.' },
  'paper-numbers': {
    zh: '纸质选票（表）的数字不平，同一张表上各份名单的张数不同，不足五张表却作了汇总，或无效的理由不在选举办法之内。',
    en: 'The numbers of the papers do not add up, the lists of one form differ in them, fewer than five forms were counted, or a reason is not of the adopted method.',
  },
  'paper-outcome': {
    zh: '按这些数字重新计算，当选结果不同。',
    en: 'These numbers give another outcome.',
  },
  malformed: { zh: '文件格式不对。', en: 'The document is not well formed.' },
  'history-differs': ALARM_TEXT.stopped,
  'meeting-missing': { zh: '档案里没有会议。', en: 'The record holds no meeting.' },
  'round-number': { zh: '轮次号不对。', en: 'The number of the round is wrong.' },
  'tokens-unsorted': { zh: '投票卡清单没有排序，或有重复。', en: 'The list of cards is not sorted or has duplicates.' },
  'token-invalid': { zh: '清单里有无效的投票卡。', en: 'The list holds an invalid card.' },
  'token-of-another-round': { zh: '清单里有以前轮次的投票卡。', en: 'The list holds a card of an earlier round.' },
  'audited-card-missing': { zh: '您抽验过的投票卡不在清单上。', en: 'A card you audited is not on the list.' },
  'no-key-share': { zh: '本机没有这次会议的密钥份额。', en: 'This device has no key share of this meeting.' },
  'meeting-hash': { zh: '不是这次会议的轮次。', en: 'The round belongs to another meeting.' },
  'previous-result': { zh: '没有接上一轮的结果。', en: 'It does not follow the previous result.' },
  ceremony: { zh: '密钥与您参加的密钥仪式不符。', en: 'The keys are not those of your key ceremony.' },
  'tokens-hash': { zh: '与签过名的投票卡清单不符。', en: 'It does not name the signed list of cards.' },
  cards: { zh: '投票卡张数不对。', en: 'The number of cards is wrong.' },
  circuit: { zh: '选票结构与候选人、名额不符。', en: 'The ballot does not fit candidates and seats.' },
  roll: { zh: '应到人数的构成算不拢。', en: 'The parts of the expected number do not add up.' },
  'candidate-is-scrutineer': { zh: '监票人不能是候选人。', en: 'A scrutineer must not be a candidate.' },
  'contest-kind': {
    zh: '表上的项目与会议种类不符：民主推荐、民主测评不得选举。',
    en: 'The contests are not of the kind of the meeting.',
  },
  'contest-without-grounds': {
    zh: '种类、名额或候选人不是前面各轮结果所允许的。',
    en: 'Kind, seats or persons are not what the results of the earlier rounds allow.',
  },
  'rules-differ': { zh: '规则与第一轮不同。', en: 'The rules are not those of the first round.' },
  'eligibility-missing': {
    zh: '前面另选的人还没有确认资格。',
    en: 'The eligibility of a person written in before is not confirmed yet.',
  },
  'pre-election-mixed': {
    zh: '差额预选不能与其他选举放在同一轮。',
    en: 'A pre-election cannot share a round with other elections.',
  },
  'minimum-ballots': { zh: '最少选票张数低于规定。', en: 'The minimum of ballots is too low.' },
  log: { zh: '档案日志或见证人与会议不符。', en: 'Log or witnesses differ from the meeting.' },
  'round-unknown': { zh: '档案里没有这一轮。', en: 'The record has no such round.' },
  'already-open': { zh: '这一轮已经开始过投票。', en: 'This round was opened already.' },
  'not-open': { zh: '这一轮没有开始投票。', en: 'This round was never opened.' },
  'already-closed': { zh: '这一轮已经截止。', en: 'This round is closed already.' },
  expected: { zh: '应到、实到人数不对。', en: 'Expected or present are wrong.' },
  quorum: {
    zh: '到会人数不够，不能投票或表决。',
    en: 'Too few are present; nothing can be voted on.',
  },
  'cards-in-box': { zh: '箱内张数 + 抽验张数 ≠ 制卡张数。', en: 'Cards in the box + audited cards ≠ cards made.' },
  'motion-missing': {
    zh: '选举办法、监票人（计票人）名单或者不计算在应到会人数之内的名单还没有表决，不能开始投票。',
    en: 'The assembly has not voted on the method, the scrutineers, the tellers or the list of those not counted; voting cannot open.',
  },
  'motion-lost': {
    zh: '选举办法、监票人（计票人）名单或者不计算在应到会人数之内的名单没有通过，不能开始投票。',
    en: 'The assembly has refused the method, the scrutineers, the tellers or the list of those not counted; voting cannot open.',
  },
  'counts-differ-from-log': { zh: '票数、作废数与档案不符。', en: 'Ballots or void cards differ from the record.' },
  'out-of-order': {
    zh: '现在不能记录：不是档案的下一步。正在投票或计票，这一轮已经结束，或还没有封存过轮次。',
    en: 'This cannot be recorded now, it is not the next step: a round is being voted or counted, this one is over, or none is sealed yet.',
  },
  'being-counted': {
    zh: '您的设备已经为一轮开票，档案里还没有它的结果：公布以前什么也不签。',
    en: 'Your device has opened a round whose result is not in the record yet: it signs nothing before it is.',
  },
  'result-unattested': {
    zh: '上一轮的结果还没有足够的监票人签署，不能再投下一轮。',
    en: 'Too few scrutineers have signed the result of the round before: no other vote begins.',
  },
  'motion-impossible': { zh: '表决的人数不成立。', en: 'The numbers of the motion cannot be so.' },
  'motion-mode': { zh: '表决方式不是选举办法规定的。', en: 'The method asks for a more formal vote.' },
  'motion-carried': { zh: '是否通过与规则不符。', en: 'Whether it is carried is not what the rules give.' },
  'motion-without-grounds': {
    zh: '没有缺额或已经表决过，不能再表决减少名额；或轮次、职务写错了。',
    en: 'No seats are open that could be reduced, or this was voted on already; or round or post is wrong.',
  },
  'decision-without-grounds': {
    zh: '与该轮结果不符，或已经决定过。',
    en: 'The result of the round gives no reason for it, or it was decided already.',
  },
  accounting: { zh: '票数核对不符；本轮应重新选举。', en: 'The accounting fails; the round has to be held again.' },
};

export const RELEASE_PROBLEM: Readonly<Record<ReleaseProblem, Text>> = {
  'round-unknown': { zh: '档案里没有这一轮。', en: 'The record has no such round.' },
  'round-not-closed': { zh: '投票还没有截止并清点。', en: 'The round is not closed and accounted for.' },
  'history-differs': ALARM_TEXT['history-differs'],
  'close-not-cosigned': {
    zh: '截止时的档案还没有足够的监票人（和全部见证）联署。请等其他监票人的设备联机。',
    en: 'Too few scrutineers (or not every witness) have cosigned the closed record. Wait for the other devices.',
  },
  'aggregate-not-cosigned': {
    zh: '服务器的合计还没有写入档案，或还没有足够的监票人（和全部见证）联署。联署以前开票，这一轮还可以被改为纸质、当作没有开过。请等其他监票人的设备联机。',
    en: 'The server’s sums do not stand in the record yet, or too few scrutineers (or not every witness) have cosigned them. Opened before that, the round could still be sent to paper as if it had never been opened. Wait for the other devices.',
  },
  'round-given-up': {
    zh: '这一轮已改用纸质票：电子选票永远不开。',
    en: 'This round has gone to paper: its electronic ballots are never opened.',
  },
  'record-fails': { zh: '档案没有通过检查，不能开票。', en: 'The record does not pass the checks; it is not opened.' },
  'too-few-ballots': {
    zh: '选票少于规定的最少张数；为保护秘密，不能开票。',
    en: 'Fewer ballots than the minimum; to protect secrecy they are not opened.',
  },
  'acceptance-missing': {
    zh: '投票机收到过确认的选票不在档案里：有选票被丢掉。请保存证据，不要开票。',
    en: 'A ballot that was confirmed to a kiosk is missing in the record. Keep the evidence; do not open.',
  },
  'acceptances-withheld': {
    zh: '服务器交来的投票确认，比各投票机屏幕上合计的少。请重新读一遍各投票机的份数；没有读错，就是有确认被扣下，选票可能被丢掉：不要开票。',
    en: 'The server handed over fewer acceptances than the kiosks show. Read the kiosks again; if the number is right, acceptances are withheld and ballots may have been dropped: do not open.',
  },
  'sums-differ': {
    zh: '服务器写入档案的合计与本机自己的合计不同，不能开票。',
    en: 'The sums the server wrote into the record are not those this device added up; nothing is opened.',
  },
  'keys-differ': { zh: '这一轮用的不是您的密钥仪式。', en: 'The round uses keys of another ceremony.' },
  'no-key-share': { zh: '本机没有密钥份额。', en: 'This device holds no key share.' },
  'second-list': {
    zh: '本机对这一轮已经解密过另一组合计；一轮只能一次。',
    en: 'This device has decrypted other sums of this round; a round is decrypted once.',
  },
};

export const ATTESTATION_PROBLEM: Readonly<Record<PaperProofProblem, Text>> = {
  'round-unknown': { zh: '档案里没有这一轮。', en: 'The record has no such round.' },
  'result-missing': { zh: '档案里还没有结果。', en: 'The record holds no result yet.' },
  'history-differs': ALARM_TEXT['history-differs'],
  'record-fails': {
    zh: '档案没有通过检查，不能签署。',
    en: 'The record does not pass the checks; it is not attested.',
  },
  'keys-differ': RELEASE_PROBLEM['keys-differ'],
  'no-key-share': RELEASE_PROBLEM['no-key-share'],
};

export const CARD_PROBLEM: Readonly<Record<CardTextError | 'not-listed', Text>> = {
  length: { zh: '字符数不对：应为 27 个。', en: 'Wrong length: 27 characters are needed.' },
  character: { zh: '有卡上不会出现的字符。', en: 'A character that no card has.' },
  'check-symbol': { zh: '有一个字符看错或打错了。', en: 'One character was misread or mistyped.' },
  'test-run-card': {
    zh: '这是演练的样票卡，不是本次会议的。',
    en: 'This is a card of a test run, not of this meeting.',
  },
  'real-card': {
    zh: '这是正式会议的投票卡，演练中不能用。',
    en: 'This is a card of a real meeting, not of this test run.',
  },
  'not-listed': { zh: '这张卡不在本轮签过名的清单上。', en: 'This card is not on the signed list of this round.' },
};
