/** Three bodies and nine persons by 46 forms, of which 44 are cast (RULES 8 T67, without its invalid form). */
import type { AppraisalTable, Scenario } from './scenario.ts';

const unremarked = (of: AppraisalTable) => Object.keys(of.rows).map((name) => ({ name, remark: '' }));

const BODIES: AppraisalTable = {
  kind: 'appraisal',
  rows: {
    村党总支委员会: [26, 14, 3, 1],
    村民委员会: [22, 16, 4, 1],
    村务监督委员会: [19, 18, 5, 1],
  },
  shares: {
    村党总支委员会: { byForms: ['59.09', '31.82', '6.82', '2.27'], ungraded: 0, rank: 1 },
    村务监督委员会: { ungraded: 1, rank: 3 },
  },
};

const PERSONS: AppraisalTable = {
  kind: 'appraisal',
  rows: {
    高志明: [30, 10, 3, 0],
    田桂香: [27, 13, 3, 1],
    林大海: [25, 15, 4, 0],
    陈秀云: [24, 16, 2, 1],
    任国庆: [21, 17, 5, 1],
    周丽娟: [18, 20, 5, 0],
    李长生: [16, 21, 6, 1],
    黄春华: [14, 22, 7, 1],
    韦立军: [9, 20, 11, 4],
  },
  shares: {
    // 68.18 % of the 44 forms, 69.77 % of the 43 that grade him.
    高志明: {
      graded: 43,
      ungraded: 1,
      byForms: ['68.18', '22.73', '6.82', '0.00'],
      byRows: ['69.77', '23.26', '6.98', '0.00'],
      rank: 1,
    },
    韦立军: { graded: 44, ungraded: 0, byForms: ['20.45', '45.45', '25.00', '9.09'], rank: 9 },
  },
};

export const appraisal: Scenario = {
  name: 'appraisal',
  kind: 'appraisal',
  draft: {
    title: '梅溪村“两委”班子和村干部年度民主测评会',
    organization: '中共梅溪村总支部委员会',
    superior: '中共河口镇委员会',
    date: '2026-12-18',
    place: '梅溪村大会议室',
    chair: '高志明',
    spareCards: 4,
    group: '党员和群众代表',
    appraisals: [
      { title: '班子', objects: 'bodies', scale: 'four-good', dimensions: [], subjects: unremarked(BODIES) },
      { title: '村干部', objects: 'persons', scale: 'four-excellent', dimensions: [], subjects: unremarked(PERSONS) },
    ],
  },
  rules: { appraisalMinimumAttendance: 40, appraisalDenominator: 'valid-forms' },
  roll: { members: 46, probationary: 0, withoutRight: 0, excluded: 0 },
  members: Object.keys(PERSONS.rows),
  posts: [],
  scrutineers: ['卢玉华', '贺建平', '夏小芳'],
  tellers: ['常永贵', '乔春玲'],
  rounds: [
    {
      derived: null,
      motions: [],
      present: 46,
      ballots: 44,
      spoiled: 1,
      contests: { 班子: BODIES, 村干部: PERSONS },
      numbers: {
        round: 1,
        rollSize: 46,
        expected: 46,
        quorumMinimum: 40,
        present: 46,
        cardsPrinted: 50,
        issued: 46,
        recovered: 44,
        valid: 44,
        invalid: 0,
        returnedUnused: 2,
        neverHandedOut: 4,
      },
      following: [],
    },
  ],
  answer: { decision: 'file', number: '河委〔2026〕30号', signatory: '邓海峰' },
};
