/** Every finding code with its meaning. The list is closed; tally/SPECIFICATION.md repeats it for other verifiers. */
import type { Text } from '../text/text.ts';

export const FINDING_TEXT = {
  // encoding
  'file-empty': { zh: '文件是空的', en: 'the file is empty' },
  'utf8-malformed': { zh: '该行不是有效的 UTF-8', en: 'the line is not valid UTF-8' },
  'line-not-canonical': { zh: '该行不是规范形式的 JSON', en: 'the line is not canonical JSON' },
  'line-end-missing': {
    zh: '文件最后一行没有换行符，可能被截断',
    en: 'the last line has no line end; the file may be cut',
  },
  'entry-type-unknown': { zh: '不认识的条目类型', en: 'unknown type of entry' },
  'entry-malformed': { zh: '条目的字段不合格式', en: 'the fields of the entry are not as specified' },
  'checkpoint-malformed': { zh: '检查点行不合格式', en: 'the checkpoint line is not as specified' },
  // every signed entry
  'author-missing': { zh: '缺少应有的签名', en: 'a required signature is missing' },
  'author-wrong': { zh: '由不该签名的一方签名', en: 'signed by an author who may not sign it' },
  'signature-order': { zh: '签名没有按规定排列或重复', en: 'signatures out of order or repeated' },
  'signature-invalid': { zh: '签名无效', en: 'a signature is invalid' },
  'entry-out-of-order': { zh: '条目出现在不该出现的位置', en: 'the entry stands where it may not stand' },
  'ctx-differs': { zh: '条目不属于本轮次', en: 'the entry belongs to another round' },
  // log
  'meeting-missing': { zh: '第一个条目不是会议条目', en: 'the first entry is not the meeting' },
  'meeting-threshold': { zh: '门限与监票人数不符合规定', en: 'threshold and number of scrutineers do not fit' },
  'key-reused': { zh: '同一把密钥用于两个用途', en: 'one key serves two purposes' },
  'key-malformed': { zh: '声明的密钥不是有效的公钥', en: 'a declared key is not a valid public key' },
  'trusted-meeting-differs': { zh: '会议编号与可信密钥文件不符', en: 'the meeting is not the one of the trusted keys' },
  'trusted-log-differs': { zh: '日志名称与可信密钥文件不符', en: 'the log origin is not the trusted one' },
  'trusted-server-keys-differ': { zh: '服务器公钥与可信密钥文件不符', en: 'the server keys are not the trusted ones' },
  'trusted-scrutineers-differ': { zh: '监票人公钥与可信密钥文件不符', en: 'the scrutineers are not the trusted ones' },
  'trusted-witnesses-differ': { zh: '见证方公钥与可信密钥文件不符', en: 'the witnesses are not the trusted ones' },
  'checkpoint-unreadable': { zh: '检查点的内容不合格式', en: 'the checkpoint cannot be read' },
  'checkpoint-origin': { zh: '检查点属于另一个日志', en: 'the checkpoint names another log' },
  'checkpoint-size': { zh: '检查点的条目数与其位置不符', en: 'the size of the checkpoint does not fit its place' },
  'checkpoint-root': { zh: '检查点的根与重新计算的不符', en: 'the root of the checkpoint is not the recomputed one' },
  'checkpoint-log-signature': {
    zh: '检查点缺少有效的日志签名',
    en: 'the checkpoint lacks a valid signature of the log',
  },
  'checkpoint-signature-invalid': { zh: '检查点上有无效的联署', en: 'a cosignature of the checkpoint is invalid' },
  'checkpoint-signature-unknown': { zh: '检查点上有未声明者的签名', en: 'a signature by nobody the meeting declares' },
  'checkpoint-signature-twice': { zh: '检查点上有重复的签名', en: 'the same key signed a checkpoint twice' },
  'checkpoint-missing': { zh: '此处应有检查点', en: 'a checkpoint is missing here' },
  'cosignature-missing': {
    zh: '封票检查点缺少监票人或见证方的联署',
    en: 'the closing checkpoint lacks a configured cosignature',
  },
  // key ceremony
  'ceremony-missing': { zh: '没有密钥仪式', en: 'there is no key ceremony' },
  'ceremony-incomplete': { zh: '密钥仪式没有完成', en: 'the key ceremony is not complete' },
  'commitment-twice': { zh: '同一监票人两次提交', en: 'a scrutineer committed twice' },
  'package-twice': { zh: '同一监票人两次公开', en: 'a scrutineer revealed twice' },
  'confirmation-twice': { zh: '同一监票人两次确认', en: 'a scrutineer confirmed twice' },
  'commitment-missing': { zh: '公开之前缺少提交', en: 'a package was revealed without all commitments' },
  'commitment-differs': { zh: '公开的内容与提交的不符', en: 'the package is not the committed one' },
  'package-invalid': { zh: '密钥份额的公开内容或其证明无效', en: 'a package or its proof is invalid' },
  'package-differs-from-meeting': { zh: '公开内容与会议声明不符', en: 'a package contradicts the meeting' },
  'confirmation-differs': { zh: '确认的公钥与重新计算的不符', en: 'the confirmed keys are not the recomputed ones' },
  'rehearsal-missing': { zh: '缺少某位监票人的解密演练', en: 'a scrutineer did not rehearse' },
  'rehearsal-twice': { zh: '同一监票人两次演练', en: 'a scrutineer rehearsed twice' },
  'rehearsal-invalid': { zh: '解密演练的证明无效', en: 'the proof of a rehearsal is invalid' },
  'tokens-missing': { zh: '缺少投票卡清单', en: 'the list of tokens is missing' },
  'token-malformed': { zh: '清单中有无效的卡', en: 'a token of the list is not valid' },
  'tokens-not-sorted': { zh: '清单没有升序排列或有重复', en: 'the list is not sorted or names a token twice' },
  'tokens-round-differs': { zh: '清单属于另一轮次', en: 'the list is for another round' },
  'token-of-other-round': { zh: '清单中有另一轮次的卡', en: 'a token was listed in another round already' },
  // round
  'round-missing': { zh: '缺少轮次条目', en: 'the round entry is missing' },
  'open-missing': { zh: '缺少开始投票条目', en: 'the open entry is missing' },
  'round-meeting-differs': { zh: '轮次指向另一会议', en: 'the round names another meeting' },
  'round-number': { zh: '轮次编号不连续', en: 'the number of the round is not the next one' },
  'previous-result-differs': { zh: '轮次指向的上一轮结果不符', en: 'the round names another previous result' },
  'round-ceremony-differs': {
    zh: '轮次的密钥与密钥仪式不符',
    en: 'the keys of the round are not those of the ceremony',
  },
  'round-tokens-differ': {
    zh: '轮次的投票卡清单或张数不符',
    en: 'the round names another list of tokens or another number',
  },
  'round-log-differs': {
    zh: '轮次的日志或见证方与会议不符',
    en: 'log or witnesses of the round are not the meeting’s',
  },
  'circuit-differs': { zh: '选票结构与重新编译的不符', en: 'the circuit is not the recompiled one' },
  'circuit-impossible': { zh: '选举项目无法编成选票', en: 'the contests cannot be compiled' },
  'roll-sum': { zh: '名册人数不平', en: 'the numbers of the roll do not add up' },
  'contests-same-title': { zh: '两个选举项目名称相同', en: 'two contests have one title' },
  'contest-without-grounds': {
    zh: '选举项目的种类、名额或候选人没有前面各轮结果的依据',
    en: 'kind, seats or persons of a contest are not what the results of the earlier rounds allow',
  },
  'rules-differ': {
    zh: '本轮的规则与第一轮不同',
    en: 'the rules are not those of the first round',
  },
  'eligibility-missing': {
    zh: '前面有由另选达到当选票数的人，尚未确认其资格',
    en: 'an earlier round elected a person written in whose eligibility nobody has confirmed',
  },
  'pre-election-mixed': {
    zh: '差额预选与其他选举放在同一轮',
    en: 'a pre-election stands in one round with other elections',
  },
  'contest-kind-differs': {
    zh: '选票项目与会议种类不符：民主推荐、民主测评不得选举',
    en: 'the contests are not of the kind of the meeting',
  },
  'motion-meeting-differs': { zh: '表决不属于本次会议', en: 'the motion belongs to another meeting' },
  'motion-impossible': { zh: '表决的人数不成立', en: 'the numbers of the motion cannot be so' },
  'motion-not-quorate': {
    zh: '表决时未达到法定到会人数',
    en: 'the assembly was not quorate when it voted on a motion',
  },
  'motion-mode-differs': {
    zh: '表决方式不是选举办法规定的',
    en: 'the motion was voted on less formally than the method asks',
  },
  'motion-lost': {
    zh: '选举办法、监票人（计票人）名单或者不计算在应到会人数之内的名单没有通过，就开始了投票',
    en: 'the round was opened although the assembly had refused the method, the scrutineers, the tellers or the list of those not counted',
  },
  'motion-missing': {
    zh: '选举办法、监票人（计票人）名单或者不计算在应到会人数之内的名单没有表决，就开始了投票',
    en: 'the round was opened before the assembly had voted on the method, the scrutineers, the tellers or the list of those not counted',
  },
  'motion-carried-differs': {
    zh: '表决是否通过与按规则重新计算的不符',
    en: 'whether the motion is carried is not what the rules give',
  },
  'motion-without-grounds': {
    zh: '减少名额的表决没有缺额的依据、已经表决过，或表决写错了轮次或职务',
    en: 'a reduction without open seats, put before, or a motion about a round or post it cannot concern',
  },
  'decision-without-grounds': {
    zh: '上级的决定与该轮结果不符，或重复',
    en: 'a decision that the result of its round gives no reason for, or a repeated one',
  },
  'minimum-ballots-illegal': { zh: '最低票数低于规定', en: 'the minimum of ballots is lower than allowed' },
  'attendance-impossible': { zh: '应到或实到人数不成立', en: 'expected and present cannot be so' },
  'paper-after-aggregate': {
    zh: '合计写入档案以后才改用纸质票：已经开始开票的一轮不能重投',
    en: 'sent to paper after its sums stood: a round whose count has begun is not voted again',
  },
  'not-quorate': { zh: '未达到法定到会人数', en: 'the meeting was not quorate' },
  // ballots
  'ballot-malformed': { zh: '选票含有不合规范的数据', en: 'a ballot holds data that are not as specified' },
  'ballot-of-other-round': { zh: '选票属于另一轮次', en: 'a ballot of another round' },
  'proof-invalid': { zh: '选票的证明不成立', en: 'the proof of a ballot does not hold' },
  'token-not-listed': { zh: '所用的卡不在清单中', en: 'the token is not on the list' },
  // casts
  'token-signature-malformed': { zh: '卡的签名不合规范', en: 'the token signature is not as specified' },
  'token-signature-invalid': { zh: '卡的签名无效', en: 'the token signature is invalid' },
  'token-used-twice': { zh: '同一张卡出现两个终结事件', en: 'a token has two final events' },
  'ballot-code-twice': { zh: '两张选票的查验码相同', en: 'two ballots have one code' },
  'group-not-sorted': { zh: '组内没有按散列排序', en: 'the group is not sorted by hash' },
  'group-too-small': { zh: '不足五条的组出现在封票之前', en: 'a group of fewer than five before the close' },
  'challenge-differs': {
    zh: '抽查的选票与公开的标记不符：投票机作弊',
    en: 'a challenged ballot is not the opened one: the kiosk cheated',
  },
  'challenge-verdict-wrong': { zh: '抽查的结论写错', en: 'the verdict of a challenge is wrong' },
  'acceptance-missing': { zh: '已签收的选票不在档案中', en: 'an accepted ballot is missing in the record' },
  // accounting
  'close-missing': { zh: '缺少封票条目', en: 'the close entry is missing' },
  'close-count-differs': {
    zh: '封票条目的数字与档案不符',
    en: 'the numbers of the close entry are not those of the record',
  },
  'accounting-a': { zh: '箱内与抽验的卡不等于制卡数', en: 'cards in the box and audited are not all cards' },
  'accounting-b': {
    zh: '领卡、补换与未发出之和不等于制卡数',
    en: 'received, exchanged and never handed out are not all cards',
  },
  'accounting-c': { zh: '补换多于抽查、损坏与不可读之和，或不可读多于未交回', en: 'more exchanged than explained' },
  'accounting-d': { zh: '收回多于发出', en: 'more recovered than issued' },
  'minimum-not-reached': {
    zh: '票数低于最低票数，不得解密',
    en: 'fewer ballots than the minimum; nothing may be decrypted',
  },
  // aggregate
  'aggregate-missing': { zh: '缺少合计', en: 'the aggregate is missing' },
  'aggregate-differs': { zh: '合计与重新计算的不符', en: 'the aggregate is not the recomputed one' },
  // decryption
  'partial-malformed': { zh: '部分解密不合规范', en: 'a partial decryption is not as specified' },
  'partial-twice': { zh: '同一监票人两次解密', en: 'a scrutineer decrypted twice' },
  'partial-invalid': { zh: '部分解密的证明无效', en: 'the proof of a partial decryption is invalid' },
  'partial-unknown-scrutineer': { zh: '不存在的监票人', en: 'no such scrutineer' },
  'partials-too-few': { zh: '有效的部分解密少于门限', en: 'fewer valid partial decryptions than the threshold' },
  // result
  'result-missing': { zh: '缺少结果条目', en: 'the result is missing' },
  'counts-shape': { zh: '票数的个数与选票不符', en: 'the number of counts does not fit the ballot' },
  'counts-differ': { zh: '票数不是合计的解密', en: 'the counts are not the decryption of the aggregate' },
  'counts-impossible': { zh: '票数超过收回选票数', en: 'counts exceed the ballots recovered' },
  // outcome
  'paper-box': { zh: '印制、发出、剩余与投票人数不平', en: 'printed, issued, remaining and voters do not add up' },
  'paper-form': {
    zh: '同一张表上各份名单的张数不相同',
    en: 'the lists of one form differ in their numbers of forms',
  },
  'paper-void-counted': {
    zh: '选举无效却计了票，或选举有效却没有计票',
    en: 'a void election was counted, or a valid one was not',
  },
  'paper-reason': { zh: '无效的理由不在选举办法之内', en: 'a reason for invalidity that the method does not have' },
  'paper-texts': {
    zh: '计票数所指的文字与档案不符',
    en: 'the words the numbers stand for are not those of the record',
  },
  'outcome-differs': { zh: '结果与按规则重新计算的不符', en: 'the outcome is not the recomputed one' },
  'outcome-impossible': { zh: '按这些数字不能得出结果', en: 'these numbers allow no outcome' },
  // attestations
  'attestation-twice': { zh: '同一监票人两次签署结果', en: 'a scrutineer attested twice' },
  'attestation-differs': { zh: '签署的内容与档案不符', en: 'an attestation contradicts the record' },
  'attestations-too-few': { zh: '签署结果的监票人少于门限', en: 'fewer attestations than the threshold' },
  'paper-proof-twice': { zh: '同一监票人两次证明报告单上的票数', en: 'a scrutineer proved the printed counts twice' },
  'paper-proof-invalid': {
    zh: '报告单上票数的证明不成立',
    en: 'a proof of the printed counts does not hold',
  },
  'paper-proofs-too-few': {
    zh: '证明报告单上票数的监票人少于门限',
    en: 'fewer proofs of the printed counts than the threshold',
  },
  // result sheet
  'sheet-unreadable': { zh: '无法读取该 PDF', en: 'the PDF cannot be read' },
  'sheet-record-missing': { zh: 'PDF 中没有选举档案', en: 'the PDF carries no record' },
  'sheet-signature-invalid': { zh: 'PDF 的数字签名无效', en: 'the digital signature of the PDF is invalid' },
  'sheet-differs': { zh: '报告单与档案不符', en: 'the sheet is not the one of the record' },
} as const satisfies Record<string, Text>;

export type FindingCode = keyof typeof FINDING_TEXT;
