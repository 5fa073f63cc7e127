/** The settings that decide who is elected (rules §7), with the sentence of every value. */
import { choice, type SettingChoice } from './setting-choice.ts';

export const ELECTION_CHOICES: readonly SettingChoice[] = [
  choice(
    'majorityBase',
    'election',
    'method',
    ['计算基数', 'Counting base'],
    [
      'expected',
      '得赞成票超过应到会有选举权人数的半数，始得当选。',
      'Elected is who has the approval of more than half of the entitled members expected.',
    ],
    [
      'present',
      '得赞成票超过实到会有选举权人数的半数，始得当选。',
      'Elected is who has the approval of more than half of the entitled members present.',
    ],
  ),
  choice(
    'preVoteBase',
    'election',
    'method',
    ['差额预选的计算基数', 'Base of a pre-election'],
    [
      'same',
      '实行差额预选的，预选的计算基数与正式选举相同。',
      'A pre-election, if held, counts by the same base as the election.',
    ],
    [
      'expected',
      '实行差额预选的，得赞成票超过应到会有选举权人数的半数，方可列为正式候选人。',
      'In a pre-election, official candidate is who has the approval of more than half of the entitled members expected.',
    ],
    [
      'present',
      '实行差额预选的，得赞成票超过实到会有选举权人数的半数，方可列为正式候选人。',
      'In a pre-election, official candidate is who has the approval of more than half of the entitled members present.',
    ],
  ),
  choice(
    'recoveredLimit',
    'election',
    'election-validity',
    ['选举有效', 'Validity of the election'],
    [
      'both',
      '收回的选票不多于投票人数和发出的选票数，选举有效；多于的，选举无效，重新选举。',
      'The election is valid if the ballots recovered are not more than the voters and the ballots issued; else it is void and held again.',
    ],
    [
      'voters',
      '收回的选票不多于投票人数，选举有效；多于的，选举无效，重新选举。',
      'The election is valid if the ballots recovered are not more than the voters; else it is void and held again.',
    ],
    [
      'issued',
      '收回的选票不多于发出的选票数，选举有效；多于的，选举无效，重新选举。',
      'The election is valid if the ballots recovered are not more than the ballots issued; else it is void and held again.',
    ],
  ),
  choice(
    'writeInRequiresDisapproval',
    'election',
    'write-in',
    ['另选他人', 'Write-ins'],
    [
      true,
      '对候选人可以投赞成票、不赞成票或弃权；投不赞成票的可以另选他人。',
      'Each candidate may be approved, disapproved or abstained from; who disapproves may name another person.',
    ],
  ),
  choice(
    'revoteThreshold',
    'election',
    'tie',
    ['再次投票的当选票数', 'Threshold of a revote'],
    [
      'none',
      '票数相等不能确定当选人时，就票数相等的人再次投票，得票多的当选。',
      'A tie that prevents a decision: a revote among the tied persons; more votes win.',
    ],
    [
      'half',
      '票数相等不能确定当选人时，就票数相等的人再次投票，得票多且超过半数的当选。',
      'A tie that prevents a decision: a revote among the tied persons; more votes above half win.',
    ],
  ),
  choice(
    'revoteTiedAgain',
    'election',
    'tie',
    ['再次投票后票数仍相等', 'Tied again'],
    [
      'ask-superior',
      '再次投票后票数仍然相等的，暂停选举，请示上级党组织。',
      'If the revote is tied again, the election stops and the superior organization is asked.',
    ],
    ['revote', '再次投票后票数仍然相等的，继续再次投票。', 'If the revote is tied again, it is repeated.'],
  ),
  choice(
    'shortfall',
    'election',
    'shortfall',
    ['当选人少于应选名额', 'Fewer elected than seats'],
    [
      'ask',
      '当选人少于应选名额时，由大会决定另行选举或减少名额。',
      'If fewer are elected than seats, the assembly decides between a further election and fewer seats.',
    ],
    [
      'further-election',
      '当选人少于应选名额时，就缺额另行选举。',
      'If fewer are elected than seats, a further election is held for the missing seats.',
    ],
    [
      'reduce',
      '当选人少于应选名额时，经选举人同意，减少名额，不再选举。',
      'If fewer are elected than seats, the seats are reduced if the voters agree.',
    ],
  ),
  choice(
    'furtherElectionPool',
    'election',
    'shortfall',
    ['另行选举的候选人', 'Candidates of a further election'],
    [
      'losers-by-rank',
      '另行选举的候选人从未当选的候选人中按得票多少依次确定，差额不少于缺额的20%。',
      'Candidates of a further election are those not elected, by their votes, at least 20 % more than the open seats.',
    ],
    ['new-nomination', '另行选举的候选人重新提名。', 'Candidates of a further election are nominated anew.'],
  ),
  choice(
    'furtherElectionThreshold',
    'election',
    'shortfall',
    ['另行选举的当选票数', 'Threshold of a further election'],
    ['half', '另行选举仍须得赞成票超过半数，始得当选。', 'A further election again needs more than half.'],
    ['plurality', '另行选举以得赞成票多的当选。', 'In a further election the most approvals win.'],
  ),
  choice(
    'reductionBase',
    'election',
    'shortfall',
    ['减少名额的计算基数', 'Base for reducing seats'],
    [
      'present',
      '减少名额的同意人数，按实到会有选举权人数计算。',
      'Agreement to fewer seats is counted by the entitled members present.',
    ],
    [
      'expected',
      '减少名额的同意人数，按应到会有选举权人数计算。',
      'Agreement to fewer seats is counted by the entitled members expected.',
    ],
  ),
  choice(
    'reductionEqualAccepted',
    'election',
    'shortfall',
    ['减少名额时正好半数', 'Exactly half for fewer seats'],
    [
      true,
      '减少名额须有半数以上同意，正好半数也可。',
      'Fewer seats need the consent of half or more; exactly half is enough.',
    ],
    [
      false,
      '减少名额须有超过半数同意，正好半数不可。',
      'Fewer seats need the consent of more than half; exactly half is not enough.',
    ],
  ),
  choice(
    'secretaryMode',
    'election',
    'method',
    ['书记、副书记的选举方式', 'Election of secretary and deputy'],
    [
      'indirect',
      '间接选举：党员大会选举委员会，委员会全体会议选举书记、副书记。',
      'Indirect: the assembly elects the committee, its plenary elects secretary and deputy.',
    ],
    [
      'direct-after',
      '直接选举：党员大会先选委员，再选书记、副书记。',
      'Direct: the assembly elects the committee, then secretary and deputy.',
    ],
    [
      'direct-before',
      '直接选举：党员大会先选书记、副书记，再选委员。',
      'Direct: the assembly elects secretary and deputy, then the committee.',
    ],
  ),
  choice(
    'secretarySurplus',
    'election',
    'equal-number',
    ['书记、副书记候选人差额', 'Surplus for secretary and deputy'],
    ['equal', '书记、副书记实行等额选举。', 'Secretary and deputy are elected uncontested.'],
    [
      'contested',
      '书记、副书记实行差额选举，候选人不少于应选名额加20%。',
      'Secretary and deputy are contested: at least 20 % more candidates than seats.',
    ],
  ),
];
