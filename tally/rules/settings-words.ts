/**
 * The settings in sentences with the clause they rest on: what the organizer ticks one by one before sealing, and
 * what the township reads beside the result.
 */
import { MAJORITY_BASE_NAME, SECRETARY_MODE_NAME } from '../text/terms.ts';
import type { Text } from '../text/text.ts';
import { type ClauseName, clause, RULE_SET_NAME } from './clauses.ts';
import { completeRules, type RecordedRules, type RuleSettings } from './settings.ts';

export interface SettingSentence extends Text {
  readonly setting: keyof RuleSettings;
  readonly clause: Text;
}

const LIMIT: Readonly<Record<RuleSettings['recoveredLimit'], Text>> = {
  both: { zh: '投票人数和发出的选票数', en: 'the voters and the ballots issued' },
  voters: { zh: '投票人数', en: 'the voters' },
  issued: { zh: '发出的选票数', en: 'the ballots issued' },
};

const SHORTFALL: Readonly<Record<RuleSettings['shortfall'], Text>> = {
  ask: { zh: '由大会决定另行选举或减少名额', en: 'the assembly decides between a further election and fewer seats' },
  'further-election': { zh: '就缺额另行选举', en: 'a further election is held for the missing seats' },
  reduce: {
    zh: '经半数以上选举人同意，减少名额，不再选举',
    en: 'the seats are reduced if half or more of the voters agree',
  },
};

export function settingSentences(recorded: RecordedRules): readonly SettingSentence[] {
  const settings = completeRules(recorded);
  const sentence = (setting: keyof RuleSettings, name: ClauseName, zh: string, en: string): SettingSentence => ({
    setting,
    clause: clause(settings.ruleSet, name),
    zh,
    en,
  });
  const base = MAJORITY_BASE_NAME[settings.majorityBase];
  const four5 =
    settings.ruleSet === '2020'
      ? { zh: '不少于应到会人数的五分之四', en: 'not fewer than four fifths of those expected' }
      : settings.quorumEqualAccepted
        ? {
            zh: '超过应到会人数的五分之四（正好五分之四也可）',
            en: 'more than four fifths of those expected (exactly four fifths accepted)',
          }
        : { zh: '超过应到会人数的五分之四', en: 'more than four fifths of those expected' };
  return [
    sentence(
      'ruleSet',
      'method',
      `依据${RULE_SET_NAME[settings.ruleSet].zh}。`,
      `Under the ${RULE_SET_NAME[settings.ruleSet].en}.`,
    ),
    sentence(
      'quorumEqualAccepted',
      'quorum',
      `实到会有选举权的党员${four5.zh}，方可进行选举。`,
      `The election may be held if the entitled members present are ${four5.en}.`,
    ),
    sentence(
      'majorityBase',
      'method',
      `得赞成票超过${base.zh}的半数，始得当选。`,
      `Elected is who has the approval of more than half of the ${base.en}.`,
    ),
    sentence(
      'recoveredLimit',
      'election-validity',
      `收回的选票不多于${LIMIT[settings.recoveredLimit].zh}，选举有效；多于的，选举无效，重新选举。`,
      `The election is valid if the ballots recovered are not more than ${LIMIT[settings.recoveredLimit].en}; else it is void and held again.`,
    ),
    sentence(
      'writeInRequiresDisapproval',
      'write-in',
      '对候选人可以投赞成票、不赞成票或弃权；投不赞成票的可以另选他人。',
      'Each candidate may be approved, disapproved or abstained from; who disapproves may name another person.',
    ),
    sentence(
      'revoteThreshold',
      'tie',
      settings.revoteThreshold === 'none'
        ? '票数相等不能确定当选人时，就票数相等的人再次投票，得票多的当选。'
        : '票数相等不能确定当选人时，就票数相等的人再次投票，得票多且超过半数的当选。',
      settings.revoteThreshold === 'none'
        ? 'A tie that prevents a decision: a revote among the tied persons; more votes win.'
        : 'A tie that prevents a decision: a revote among the tied persons; more votes above half win.',
    ),
    sentence(
      'shortfall',
      'shortfall',
      `当选人少于应选名额时，${SHORTFALL[settings.shortfall].zh}。`,
      `If fewer are elected than seats, ${SHORTFALL[settings.shortfall].en}.`,
    ),
    sentence(
      'secretaryMode',
      'method',
      `${SECRETARY_MODE_NAME[settings.secretaryMode].zh}。`,
      `${SECRETARY_MODE_NAME[settings.secretaryMode].en}.`,
    ),
    sentence(
      'singleGivenName',
      'ballot-order',
      '委员候选人以姓氏笔画为序；书记、副书记候选人按上级批准的次序。',
      'Committee candidates stand by surname strokes; secretary and deputy in the order the superior approved.',
    ),
    sentence(
      'scrutineerCount',
      'scrutineers',
      `监票人不少于 ${settings.scrutineerCount} 名，由大会从不是候选人的党员中推选通过。`,
      `At least ${settings.scrutineerCount} scrutineers, passed by the assembly from members who are no candidates.`,
    ),
  ];
}
