/** Four of five elected under 应到会, all five under 实到会: base-sensitive, and a further election (RULES 5.2 W1, without its two over-full ballots). */
import type { Scenario } from './scenario.ts';

const [王, 李, 张, 陈, 周, 黄] = ['王建军', '李春梅', '张国强', '陈玉兰', '周文斌', '黄志远'] as const;
const 赵 = '赵立新';
const CANDIDATES = [王, 李, 张, 陈, 周, 黄] as const;

/** 63 members: 3 probationary, 1 without the right, 2 not counted; 60 cards, 52 of them given out. */
const HALL = {
  rollSize: 63,
  probationary: 3,
  withoutVotingRights: 1,
  excludedFromExpected: 2,
  expected: 57,
  quorumMinimum: 46,
  present: 52,
  cardsPrinted: 60,
  issued: 52,
  neverHandedOut: 8,
  invalid: 0,
  missing: 0,
} as const;

export const shortfall: Scenario = {
  name: 'shortfall',
  kind: 'assembly',
  draft: {
    title: '中共柳林村支部委员会换届选举党员大会',
    organization: '中共柳林村支部委员会',
    superior: '中共河口镇委员会',
    date: '2026-11-25',
    place: '柳林村党群服务中心',
    chair: '孙德明',
    approval: '河委〔2026〕18号',
    spareCards: 3,
    writeIns: true,
  },
  rules: { majorityBase: 'expected', secretaryMode: 'indirect', shortfall: 'ask' },
  roll: { members: 63, probationary: 3, withoutRight: 1, excluded: 2 },
  members: ['孙德明', 赵],
  posts: [{ post: '委员', seats: 5, candidates: CANDIDATES }],
  scrutineers: ['何秀珍', '马长河', '罗永平'],
  tellers: ['郭小燕', '宋卫国'],
  rounds: [
    {
      derived: null,
      motions: [
        { subject: 'exclusions', text: '2名党员不计算在应到会人数之内', inFavour: 51, against: 0, abstain: 1 },
        { subject: 'method', text: '通过《选举办法（草案）》', inFavour: 50, against: 1, abstain: 1 },
        { subject: 'scrutineers', text: '通过监票人名单', inFavour: 52, against: 0, abstain: 0 },
      ],
      present: 52,
      ballots: 50,
      spoiled: 2,
      contests: {
        委员: {
          kind: 'election',
          category: 'committee',
          seats: 5,
          rows: {
            [王]: [49, 0, 1],
            [李]: [47, 2, 1],
            [张]: [44, 4, 2],
            [陈]: [28, 17, 5],
            [周]: [26, 20, 4],
            [黄]: [29, 15, 6],
          },
          writeIns: { [赵]: 2 },
          outcome: {
            election: 'valid',
            elected: [王, 李, 张, 黄],
            electedIfBaseIsExpected: [王, 李, 张, 黄],
            electedIfBaseIsPresent: [王, 李, 张, 陈, 黄],
            unfilled: 1,
            tie: null,
            baseSensitive: true,
            smallestWinning: 29,
          },
        },
      },
      numbers: { ...HALL, round: 1, recovered: 50, valid: 50, returnedUnused: 2 },
      following: ['reduction', 'further-election'],
    },
    {
      derived: 'further-election',
      motions: [],
      present: 52,
      ballots: 52,
      contests: {
        委员: {
          kind: 'election',
          category: 'further-election',
          seats: 1,
          rows: { [陈]: [33, 12, 7], [周]: [18, 25, 9] },
          outcome: {
            election: 'valid',
            elected: [陈],
            electedIfBaseIsExpected: [陈],
            electedIfBaseIsPresent: [陈],
            unfilled: 0,
            tie: null,
            baseSensitive: false,
            smallestWinning: 29,
          },
        },
      },
      numbers: { ...HALL, round: 2, recovered: 52, valid: 52, returnedUnused: 0 },
      following: ['plenary'],
    },
  ],
  answer: { decision: 'file', number: '河委〔2026〕23号', signatory: '邓海峰' },
  plenary: {
    chair: 张,
    candidates: { 书记: 王, 副书记: 李 },
    scrutineers: [张, 黄, 陈],
    round: {
      derived: null,
      motions: [],
      present: 5,
      ballots: 5,
      contests: {
        书记: {
          kind: 'election',
          category: 'secretary',
          seats: 1,
          rows: { [王]: [5, 0, 0] },
          outcome: {
            election: 'valid',
            elected: [王],
            unfilled: 0,
            tie: null,
            baseSensitive: false,
            smallestWinning: 3,
          },
        },
        副书记: {
          kind: 'election',
          category: 'secretary',
          seats: 1,
          rows: { [李]: [3, 1, 1] },
          outcome: {
            election: 'valid',
            elected: [李],
            unfilled: 0,
            tie: null,
            baseSensitive: false,
            smallestWinning: 3,
          },
        },
      },
      numbers: {
        round: 1,
        rollSize: 5,
        expected: 5,
        quorumMinimum: 4,
        present: 5,
        cardsPrinted: 7,
        issued: 5,
        recovered: 5,
        valid: 5,
        invalid: 0,
        returnedUnused: 0,
        neverHandedOut: 2,
      },
      following: [],
    },
    answer: { decision: 'approve', number: '河委〔2026〕29号', signatory: '邓海峰' },
  },
};
