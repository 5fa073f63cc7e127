/** Two posts on one form, one person named by nobody, recommended for by 20 members (rules §4.3): a ranking for the superior, and nobody is elected. */
import type { RecommendationTable, Scenario } from './scenario.ts';

const COMMITTEE: RecommendationTable = {
  kind: 'recommendation',
  rows: { 丁玉梅: 18, 方志强: 15, 石秀兰: 12, 江海波: 9, 苏正明: 0 },
  shares: {
    丁玉梅: { share: '90.00', rank: 1 },
    江海波: { share: '45.00', rank: 4 },
  },
};

/** One form names nobody for this post. */
const SECRETARY: RecommendationTable = {
  kind: 'recommendation',
  rows: { 丁玉梅: 12, 方志强: 7 },
  shares: { 丁玉梅: { share: '60.00', rank: 1 }, 方志强: { share: '35.00', rank: 2 } },
};

const nominees = ({ rows }: RecommendationTable) => Object.keys(rows).map((name) => ({ name, remark: '' }));

export const recommendation: Scenario = {
  name: 'recommendation',
  kind: 'recommendation',
  draft: {
    title: '梨树村党支部委员会换届人选党员推荐大会',
    organization: '中共梨树村支部委员会',
    superior: '中共河口镇委员会',
    date: '2026-10-16',
    place: '梨树村会议室',
    chair: '江海波',
    spareCards: 2,
    group: '党员',
    recommendations: [
      { post: '村党支部委员初步人选', limit: 3, nominees: nominees(COMMITTEE) },
      { post: '村党支部书记初步人选', limit: 1, nominees: nominees(SECRETARY) },
    ],
  },
  rules: { appraisalMinimumAttendance: 20 },
  roll: { members: 24, probationary: 0, withoutRight: 0, excluded: 0 },
  members: Object.keys(COMMITTEE.rows),
  posts: [],
  scrutineers: ['卢玉华', '贺建平', '夏小芳'],
  tellers: ['常永贵', '乔春玲'],
  rounds: [
    {
      derived: null,
      motions: [],
      present: 22,
      ballots: 20,
      spoiled: 1,
      contests: { 村党支部委员初步人选: COMMITTEE, 村党支部书记初步人选: SECRETARY },
      numbers: {
        round: 1,
        rollSize: 24,
        expected: 24,
        quorumMinimum: 20,
        present: 22,
        cardsPrinted: 26,
        issued: 22,
        recovered: 20,
        valid: 20,
        invalid: 0,
        returnedUnused: 2,
        neverHandedOut: 4,
      },
      following: [],
    },
  ],
  answer: { decision: 'file', number: '河委〔2026〕24号', signatory: '邓海峰' },
};
