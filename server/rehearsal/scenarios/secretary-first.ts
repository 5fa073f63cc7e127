/** The secretaries on a first ballot of the assembly, the committee they must belong to on a second (RULES 1.12, the other local order). */
import type { Scenario } from './scenario.ts';

const [王, 李, 张, 周] = ['王永胜', '李桂芬', '张海涛', '周秋菊'] as const;

/** 28 members: 1 probationary, 1 not counted. */
const HALL = {
  rollSize: 28,
  probationary: 1,
  excludedFromExpected: 1,
  expected: 26,
  quorumMinimum: 21,
  present: 24,
  cardsPrinted: 30,
  issued: 24,
  neverHandedOut: 6,
  invalid: 0,
} as const;

export const secretaryFirst: Scenario = {
  name: 'secretary-first',
  kind: 'assembly',
  draft: {
    title: '中共云岭村支部委员会换届选举党员大会',
    organization: '中共云岭村支部委员会',
    superior: '中共河口镇委员会',
    date: '2026-11-28',
    place: '云岭村会议室',
    chair: '许正义',
    approval: '河委〔2026〕21号',
    spareCards: 4,
    writeIns: true,
  },
  rules: { majorityBase: 'present', secretaryMode: 'direct-before' },
  roll: { members: 28, probationary: 1, withoutRight: 0, excluded: 1 },
  members: ['许正义'],
  posts: [
    { post: '委员', seats: 3, candidates: [王, 李, 张, 周] },
    { post: '书记', seats: 1, candidates: [王] },
    { post: '副书记', seats: 1, candidates: [李] },
  ],
  scrutineers: ['丘玉珍', '范学文', '石长青'],
  tellers: ['金小红', '姚国平'],
  rounds: [
    {
      derived: null,
      motions: [
        { subject: 'method', text: '通过《选举办法（草案）》', inFavour: 23, against: 0, abstain: 1 },
        { subject: 'scrutineers', text: '通过监票人名单', inFavour: 24, against: 0, abstain: 0 },
      ],
      present: 24,
      ballots: 23,
      contests: {
        书记: {
          kind: 'election',
          category: 'secretary',
          seats: 1,
          rows: { [王]: [20, 2, 1] },
          outcome: { election: 'valid', elected: [王], unfilled: 0, tie: null, smallestWinning: 13 },
        },
        副书记: {
          kind: 'election',
          category: 'secretary',
          seats: 1,
          rows: { [李]: [19, 3, 1] },
          writeIns: { [周]: 2 },
          outcome: { election: 'valid', elected: [李], unfilled: 0, tie: null, smallestWinning: 13 },
        },
      },
      numbers: { ...HALL, round: 1, recovered: 23, valid: 23, returnedUnused: 1 },
      following: ['committee-round'],
    },
    {
      derived: 'committee-round',
      motions: [],
      present: 24,
      ballots: 24,
      contests: {
        委员: {
          kind: 'election',
          category: 'committee',
          seats: 3,
          rows: { [王]: [22, 1, 1], [李]: [20, 3, 1], [张]: [17, 4, 3], [周]: [11, 9, 4] },
          outcome: {
            election: 'valid',
            elected: [王, 李, 张],
            electedIfBaseIsExpected: [王, 李, 张],
            electedIfBaseIsPresent: [王, 李, 张],
            unfilled: 0,
            tie: null,
            baseSensitive: false,
            smallestWinning: 13,
          },
        },
      },
      numbers: { ...HALL, round: 2, recovered: 24, valid: 24, returnedUnused: 0 },
      // Both secretaries sit on the committee: nothing is left.
      following: [],
    },
  ],
  answer: { decision: 'approve', number: '河委〔2026〕26号', signatory: '邓海峰' },
};
