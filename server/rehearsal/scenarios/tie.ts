/** Two level at the last seat, both above half: a revote between them, and more votes win without the half (RULES 5.2 W2, 1.11). */
import type { Scenario } from './scenario.ts';

const [A, B, C, D] = ['丁志强', '王海燕', '刘永福', '赵素珍'] as const;

const HALL = {
  rollSize: 30,
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
} as const;

export const tie: Scenario = {
  name: 'tie',
  kind: 'assembly',
  draft: {
    title: '中共石桥村支部委员会换届选举党员大会',
    organization: '中共石桥村支部委员会',
    superior: '中共河口镇委员会',
    date: '2026-11-26',
    place: '石桥村村委会',
    chair: '吴德顺',
    approval: '河委〔2026〕19号',
    spareCards: 4,
    writeIns: false,
  },
  rules: { majorityBase: 'expected', secretaryMode: 'indirect', revoteThreshold: 'none' },
  roll: { members: 30, probationary: 0, withoutRight: 0, excluded: 0 },
  members: ['吴德顺'],
  posts: [{ post: '委员', seats: 3, candidates: [A, B, C, D] }],
  scrutineers: ['郑桂兰', '冯建华', '蒋小平'],
  tellers: ['沈玉梅', '韩大勇'],
  rounds: [
    {
      derived: null,
      motions: [
        { subject: 'method', text: '通过《选举办法（草案）》', inFavour: 29, against: 0, abstain: 1 },
        { subject: 'scrutineers', text: '通过监票人名单', inFavour: 30, against: 0, abstain: 0 },
      ],
      present: 30,
      ballots: 30,
      contests: {
        委员: {
          kind: 'election',
          category: 'committee',
          seats: 3,
          rows: { [A]: [27, 2, 1], [B]: [25, 3, 2], [C]: [19, 8, 3], [D]: [19, 7, 4] },
          outcome: {
            election: 'valid',
            elected: [A, B],
            electedIfBaseIsExpected: [A, B],
            electedIfBaseIsPresent: [A, B],
            tie: { among: [C, D], seats: 1 },
            baseSensitive: false,
            smallestWinning: 16,
          },
        },
      },
      numbers: { ...HALL, round: 1 },
      following: ['revote'],
    },
    {
      derived: 'revote',
      motions: [],
      present: 30,
      ballots: 30,
      contests: {
        委员: {
          kind: 'election',
          category: 'revote',
          seats: 1,
          // Fifteen of thirty are not more than half.
          rows: { [C]: [15, 12, 3], [D]: [13, 14, 3] },
          outcome: { election: 'valid', elected: [C], tie: null, unfilled: 0 },
        },
      },
      numbers: { ...HALL, round: 2 },
      following: ['plenary'],
    },
  ],
  answer: { decision: 'file', number: '河委〔2026〕24号', signatory: '邓海峰' },
  // A committee of three elects its secretary alone; the other two watch.
  plenary: {
    chair: B,
    candidates: { 书记: A },
    scrutineers: [B, C],
    round: {
      derived: null,
      motions: [],
      present: 3,
      ballots: 3,
      contests: {
        书记: {
          kind: 'election',
          category: 'secretary',
          seats: 1,
          rows: { [A]: [2, 0, 1] },
          outcome: {
            election: 'valid',
            elected: [A],
            unfilled: 0,
            tie: null,
            baseSensitive: false,
            smallestWinning: 2,
          },
        },
      },
      numbers: {
        round: 1,
        rollSize: 3,
        expected: 3,
        quorumMinimum: 3,
        present: 3,
        cardsPrinted: 5,
        issued: 3,
        recovered: 3,
        valid: 3,
        invalid: 0,
        returnedUnused: 0,
        neverHandedOut: 2,
      },
      following: [],
    },
    answer: { decision: 'approve', number: '河委〔2026〕27号', signatory: '邓海峰' },
  },
};
