/** Somebody written in passes the half: announced only after the superior has confirmed her eligibility (RULES 5.2 W14). */
import type { Scenario } from './scenario.ts';

const [A, B, C, D] = ['王金山', '叶秀英', '陈立民', '谢小兰'] as const;
const E = '邹春燕';

export const writeIn: Scenario = {
  name: 'write-in',
  kind: 'assembly',
  draft: {
    title: '中共枫树村支部委员会换届选举党员大会',
    organization: '中共枫树村支部委员会',
    superior: '中共河口镇委员会',
    date: '2026-11-27',
    place: '枫树村文化礼堂',
    chair: '彭国栋',
    approval: '河委〔2026〕20号',
    spareCards: 4,
    writeIns: true,
  },
  rules: { majorityBase: 'expected', secretaryMode: 'indirect' },
  roll: { members: 32, probationary: 1, withoutRight: 0, excluded: 1 },
  members: ['彭国栋', E],
  posts: [{ post: '委员', seats: 3, candidates: [A, B, C, D] }],
  scrutineers: ['曾庆云', '萧桂芳', '田永康'],
  tellers: ['董丽华', '袁德胜'],
  rounds: [
    {
      derived: null,
      motions: [
        { subject: 'method', text: '通过《选举办法（草案）》', inFavour: 30, against: 0, abstain: 0 },
        { subject: 'scrutineers', text: '通过监票人名单', inFavour: 28, against: 1, abstain: 1 },
      ],
      present: 30,
      ballots: 30,
      contests: {
        委员: {
          kind: 'election',
          category: 'committee',
          seats: 3,
          rows: { [A]: [27, 1, 2], [B]: [26, 2, 2], [C]: [11, 17, 2], [D]: [10, 18, 2] },
          writeIns: { [E]: 16 },
          outcome: {
            election: 'valid',
            elected: [A, B, E],
            electedIfBaseIsExpected: [A, B, E],
            electedIfBaseIsPresent: [A, B, E],
            unfilled: 0,
            tie: null,
            baseSensitive: false,
            smallestWinning: 16,
          },
        },
      },
      numbers: {
        round: 1,
        rollSize: 32,
        probationary: 1,
        excludedFromExpected: 1,
        expected: 30,
        quorumMinimum: 24,
        present: 30,
        cardsPrinted: 34,
        issued: 30,
        recovered: 30,
        valid: 30,
        invalid: 0,
        returnedUnused: 0,
        neverHandedOut: 4,
      },
      eligibility: {
        post: '委员',
        person: E,
        by: '中共河口镇委员会',
        reason: '经镇纪委、组织办核实，具备被选举资格',
      },
      following: ['plenary'],
    },
  ],
  answer: { decision: 'file', number: '河委〔2026〕25号', signatory: '邓海峰' },
};
