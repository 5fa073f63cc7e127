/** What the papers of the sample village say, before its assembly, after it, and in meetings that elect nobody or vote on paper. */
import type { DocumentFacts, PersonFacts } from '../../printables/documents/facts.ts';
import type { PaperSheetData } from '../../printables/reports/paper-sheet.ts';
import { reportOfPaper, reportOfSheet } from '../../printables/reports/report-data.ts';
import { resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { paperBoxOutcome } from '../../tally/paper/paper-round.ts';
import type { PaperBox } from '../../tally/record/paper-entries.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { BASE_SENSITIVE, COMMITTEE, DIRECT, type MeetingSketch, PLENARY, sketchRecord } from './qingxi-record.ts';

export const person = (name: string, sex = '男', birth = '1974-04'): PersonFacts => ({
  name,
  sex,
  ethnicity: '汉族',
  birth,
  education: '高中',
  joined: '1999-07',
});
export const sheet = resultSheetData(sketchRecord(COMMITTEE, new Uint8Array(91).fill(7)), {
  round: 1,
  checkAddress: '',
});
if (!sheet.ok) throw new Error(sheet.error);

export const POSTS: DocumentFacts['posts'] = [
  {
    post: '委员',
    seats: 5,
    candidates: [
      person('王建国（1974年4月生）'),
      person('田大利'),
      person('李㛃', '女'),
      person('陈䶮'),
      person('阿卜杜拉·买买提'),
      person('林海燕', '女', '1995-09'),
      person('周玥', '女'),
    ],
  },
];

export const FACTS: DocumentFacts = {
  kind: 'assembly',
  group: '',
  title: '中共清溪村总支部委员会换届选举党员大会',
  organization: '中共清溪村总支部委员会',
  superior: '中共青山镇委员会',
  day: '2026-11-28',
  place: '村委会大会议室',
  chair: '高玉龙',
  approval: '青委〔2026〕31号',
  rules: ruleSettings({ majorityBase: 'expected' }),
  roll: { members: 84, probationary: 3, withoutRight: 1, entitled: 80, excluded: 5, expected: 75, quorumMinimum: 60 },
  excluded: [{ name: '何垚', category: 'E4', reason: '长期卧床' }],
  posts: POSTS,
  postsByStrokes: ['委员'],
  preliminary: false,
  planned: 'kiosk',
  round: 1,
  medium: 'kiosk',
  ballot: POSTS.map((post) => ({ ...post, category: 'committee', isByStrokes: true, writeIns: true })),
  forms: { appraisals: [], recommendations: [] },
  box: { printed: null, issued: null, remaining: null, recovered: null },
  scrutineers: ['杨辉', '韦小红', '梁志强'],
  threshold: 2,
  tellers: ['唐梅', '周峰'],
  writeIns: true,
  attendance: null,
  cards: { made: 0, audited: null, issued: null, cast: null, unissued: null },
  emptyBox: null,
  formCount: null,
  assistances: [],
  motions: [],
  result: null,
  reports: [],
  unsettledSecretaries: { undecided: [], anew: [] },
  undecidedTies: [],
  structure: [],
  particulars: {
    time: '上午9时',
    requestNumber: '清党请〔2026〕3号',
    requestDate: '2026-10-20',
    candidatesNumber: '清党请〔2026〕4号',
    candidatesDate: null,
    reportNumber: '清党报〔2026〕5号',
    duties: '',
    nomination: '10月12日党员推荐、10月20日资格联审、11月2日组织考察',
    objections: '没有收到反映',
    noticeFrom: '2026-11-10',
    noticeTo: null,
    contact: '吴菊芳',
    telephone: '12345678',
    absences: [],
  },
};
/** Five members elect their secretary directly, on paper. */
const SECRETARY: DocumentFacts['posts'] = [{ post: '书记', seats: 1, candidates: [person('石青山')] }];
export const BRANCH_FACTS: DocumentFacts = {
  ...FACTS,
  title: '中共石湾村支部换届选举党员大会',
  organization: '中共石湾村支部',
  chair: '石长河',
  rules: ruleSettings({ majorityBase: 'expected', secretaryMode: 'direct-after' }),
  roll: { members: 5, probationary: 0, withoutRight: 0, entitled: 5, excluded: 0, expected: 5, quorumMinimum: 4 },
  excluded: [],
  posts: SECRETARY,
  postsByStrokes: [],
  planned: 'paper',
  medium: 'paper',
  ballot: SECRETARY.map((post) => ({ ...post, category: 'secretary', isByStrokes: false, writeIns: true })),
};
export const REPORT = reportOfSheet(sheet.value);
export const COUNTED: DocumentFacts = {
  ...FACTS,
  attendance: { present: 68, attending: 4 },
  cards: { made: 80, audited: 2, issued: 68, cast: 67, unissued: 12 },
  result: REPORT,
  reports: [REPORT],
  motions: [
    { subject: 'method', text: '选举办法', mode: 'hands', inFavour: 70, against: 3, abstain: 2, carried: true },
  ],
};

export const sheetOf = (sketch: MeetingSketch, round = 1) => {
  const data = resultSheetData(sketchRecord(sketch, new Uint8Array(91).fill(7)), { round, checkAddress: '' });
  if (!data.ok) throw new Error(data.error);
  return data.value;
};

/** RULES §5.2 W1 as it is on paper: an over-full ballot, a base that decides, and a seat left open. */
const base = sheetOf(BASE_SENSITIVE);
const contest = base.contests[0]?.contest;
if (contest === undefined) throw new Error('no contest');
const box: PaperBox = {
  printed: 60,
  issued: 52,
  remaining: 8,
  voters: 52,
  recovered: 52,
  tally: {
    valid: 50,
    invalid: 2,
    rows: [
      [49, 0, 1, 0],
      [47, 2, 1, 0],
      [44, 4, 2, 0],
      [28, 17, 5, 0],
      [26, 20, 4, 0],
      [29, 14, 6, 1],
    ],
    writeIns: [{ name: '阿卜杜拉·买买提', votes: 2 }],
    voidEntries: [],
    invalidReasons: [{ reason: 'too-many-chosen', ballots: 2 }],
  },
};
const rules = ruleSettings({ majorityBase: 'expected' });
const outcome = paperBoxOutcome(contest, { expected: 57, present: 52 }, box, rules);
if (!outcome.ok || outcome.value === null) throw new Error('no outcome');
export const PAPER_DATA: Omit<PaperSheetData, 'symbol'> = {
  meeting: base.meeting,
  forms: [],
  round: {
    round: 1,
    contests: [contest],
    roll: base.round.roll,
    rules,
  },
  count: {
    type: 'paper-count',
    ctx: '',
    texts: '',
    expected: 57,
    present: 52,
    contests: [box],
    outcome: [],
    signatures: [],
  },
  contests: [{ contest, box, outcome: outcome.value, isReduced: false, refused: new Set() }],
  ctx: base.ctx,
  hash: base.ctx,
  decided: [],
  record: base.record,
  time: base.time,
  checkAddress: '',
};
export const PAPER_REPORT = reportOfPaper(PAPER_DATA);
export const ON_PAPER: DocumentFacts = {
  ...COUNTED,
  medium: 'paper',
  box: { printed: 60, issued: 52, remaining: 8, recovered: 52 },
  result: PAPER_REPORT,
  reports: [PAPER_REPORT],
};

/** Both ballots of a direct election, reported together. */
export const DIRECT_REPORTS = [reportOfSheet(sheetOf(DIRECT, 1)), reportOfSheet(sheetOf(DIRECT, 2))];

/** 差额预选: the same count names candidates and elects nobody. */
export const PRELIMINARY = sheetOf({
  ...COMMITTEE,
  id: 'preliminary',
  rounds: COMMITTEE.rounds.map((round) => ({
    ...round,
    contests: round.contests.map(({ contest: drawn, counts }) => ({
      contest: { ...drawn, category: 'preliminary' as const, title: { zh: '委员候选人预选', en: 'Pre-election' } },
      counts,
    })),
  })),
});
export const PRE_ELECTED: DocumentFacts = {
  ...COUNTED,
  ballot: FACTS.ballot.map((one) => ({ ...one, category: 'preliminary' })),
  result: reportOfSheet(PRELIMINARY),
  reports: [reportOfSheet(PRELIMINARY)],
};

const plenary = reportOfSheet(sheetOf(PLENARY));
export const PLENARY_FACTS: DocumentFacts = {
  ...FACTS,
  kind: 'plenary',
  title: '中共清溪村总支部新一届委员会第一次全体会议',
  chair: '田大利',
  roll: { members: 5, probationary: 0, withoutRight: 0, entitled: 5, excluded: 0, expected: 5, quorumMinimum: 4 },
  excluded: [],
  posts: [
    { post: '书记', seats: 1, candidates: [person('王建国')] },
    { post: '副书记', seats: 1, candidates: [person('李㛃', '女')] },
  ],
  ballot: [
    {
      post: '书记',
      seats: 1,
      candidates: [person('王建国')],
      category: 'secretary',
      isByStrokes: false,
      writeIns: false,
    },
    {
      post: '副书记',
      seats: 1,
      candidates: [person('李㛃', '女')],
      category: 'secretary',
      isByStrokes: false,
      writeIns: false,
    },
  ],
  scrutineers: ['田大利', '陈䶮', '林海燕'],
  attendance: { present: 5, attending: 0 },
  result: plenary,
  reports: [plenary],
  particulars: { ...FACTS.particulars, duties: '田大利任组织委员，陈䶮任宣传委员，林海燕任纪检委员' },
};

export const APPRAISAL_FACTS: DocumentFacts = {
  ...FACTS,
  kind: 'appraisal',
  group: 'A',
  title: '2026年度村级班子和干部民主测评会',
  posts: [],
  ballot: [],
  excluded: [],
  roll: { members: 46, probationary: 0, withoutRight: 0, entitled: 46, excluded: 0, expected: 46, quorumMinimum: 40 },
  attendance: { present: 46, attending: 0 },
  forms: {
    appraisals: [
      {
        title: '班子',
        dimension: '',
        subjects: ['村党总支部', '村民委员会', '村务监督委员会'],
        grades: ['好', '较好', '一般', '差'],
        subjectHeading: '班子',
      },
      {
        title: '村干部',
        dimension: '德能勤绩廉',
        subjects: ['高玉龙', '王建国', '田大利', '李㛃', '陈䶮', '林海燕', '周玥', '罗堃', '阿卜杜拉·买买提'],
        grades: ['优秀', '称职', '基本称职', '不称职'],
        subjectHeading: '姓名',
      },
    ],
    recommendations: [],
  },
};

export const RECOMMENDATION_FACTS: DocumentFacts = {
  ...APPRAISAL_FACTS,
  kind: 'recommendation',
  group: '村民代表',
  title: '新一届委员会委员候选人初步人选民主推荐会',
  roll: { ...APPRAISAL_FACTS.roll, quorumMinimum: 0 },
  forms: {
    appraisals: [],
    recommendations: [
      {
        post: '委员',
        limit: 3,
        nominees: ['王建国（1974年4月生）', '田大利', '李㛃', '陈䶮', '林海燕', '周玥', '罗堃', '阿卜杜拉·买买提'],
      },
    ],
  },
};
