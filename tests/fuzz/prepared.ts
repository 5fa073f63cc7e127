/** What an organizer and a township have prepared, as the server holds it: the lists that go out as tables are made of it. */
import type { CombinedListFacts } from '../../printables/documents/combined-list.ts';
import type { JudgementFacts } from '../../printables/documents/judgement-facts.ts';
import type { AppraisalList, RecommendationList } from '../../server/contract/organizer.ts';
import type { VillageRow } from '../../server/contract/villages.ts';
import type { WorkLedger } from '../../server/contract/work-ledger.ts';
import { emptyDraft } from '../../server/services/meeting-drafts.ts';
import type { Plan } from '../../server/services/plan.ts';
import type { StoredMember } from '../../server/store/roll.ts';
import type { JudgementContent } from '../../server/store/schema/township.ts';
import type { StoredNominee, StoredVetting } from '../../server/store/villages.ts';
import { countRoll } from '../../tally/meeting/roll.ts';

const ORGANIZATION = '中共小河村支部委员会';
const id = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;

const MEMBERS: readonly StoredMember[] = ['丁建平', '王秀英', '李㛃', '孙立', '吴桂芳', '王秀英'].map((name, at) => ({
  ...{ id: id(at), meeting: 'abcdefghij', position: at, name, gender: at % 2 === 0 ? '男' : '女', ethnicity: '汉族' },
  ...{ birth: `19${70 + at}-0${at + 1}`, education: '高中', joined: '1995-06', category: 'full', entitled: true },
  ...{ withoutRightReason: '', exclusion: null, remark: at === 5 ? '老王' : '' },
}));
const DRAFT = { ...emptyDraft('assembly'), organization: ORGANIZATION, date: '2026-11-29' };

export const NOMINEES: readonly StoredNominee[] = ['丁建平', '王秀英', '李㛃'].map((name, at) => ({
  ...{ id: id(at), organization: ORGANIZATION, name, post: at === 0 ? 'secretary' : 'member', sitting: null },
  ...{ sex: 'female', ethnicity: '汉族', birth: '1985-07', education: '大专', joined: '2001-06', sanction: '' },
  ...{ grounds: at === 1 ? [{ ground: 'vote-buying', evidence: '2024年举报' }] : [], secretaryGrounds: [] },
  ...{ cleared: [], countyApproval: '县组〔2026〕3号', villageHead: at === 0 },
}));
export const VETTINGS: readonly StoredVetting[] = [
  { nominee: id(0), department: '公安', verdict: 'pass', date: '2026-10-09', note: '' },
  { nominee: id(1), department: '公安', verdict: 'fail', date: '2026-10-09', note: '问题线索核查中' },
];

const EMPTY_PLAN: Plan = {
  meeting: {
    ...{
      id: 'abcdefghij',
      position: 1,
      kind: 'assembly',
      phase: 'draft',
      draft: DRAFT,
      threshold: 2,
      tellers: ['周明'],
    },
    ...{
      witnesses: [],
      currentRound: 1,
      deskOpen: false,
      cardsHandedBack: 0,
      pauseReason: null,
      paperPrinter: null,
      screenPart: 0,
      screenRound: 1,
    },
    ...{ screenView: 'welcome', screenOrder: 'ballot', screenLanguage: 'zh', announcedRounds: [] },
    ...{ derivedFrom: null, derivedFromRound: null, testRunOf: null },
  },
  members: MEMBERS,
  byId: new Map(MEMBERS.map((member) => [member.id, member])),
  sharedNames: new Set(['王秀英']),
  posts: [],
  candidates: [],
  electable: new Map(),
  strokes: {},
  scrutineers: [],
  roll: countRoll(MEMBERS, {
    ...DRAFT.rules,
    meetingDay: DRAFT.date,
  }),
  neighbours: [],
  notice: { noticeFrom: '2026-11-02', noticeTo: null },
  calendar: { holidays: { off: [], worked: [] }, years: new Set() },
  conditions: { nominees: NOMINEES, vettings: VETTINGS, village: undefined, departments: ['公安'], agreed: null },
};
const own = { meeting: 'abcdefghij', round: 1, post: '委员' } as const;
export const PLAN: Plan = {
  ...EMPTY_PLAN,
  posts: [
    { ...own, position: 0, seats: 1, order: null, reason: '', confirmed: true } as unknown as Plan['posts'][number],
  ],
  candidates: [0, 2].map((at) => ({ ...own, position: at, member: id(at) }) as unknown as Plan['candidates'][number]),
  scrutineers: [3, 4].map(
    (at, index) =>
      ({
        meeting: 'abcdefghij',
        index: index + 1,
        member: id(at),
        name: MEMBERS[at]?.name,
      }) as unknown as Plan['scrutineers'][number],
  ),
};

export const VILLAGES: readonly VillageRow[] = ['中共小河村支部委员会', '中共新桥社区总支部委员会'].map(
  (organization, at) => ({
    ...{ id: id(at), organization, kind: at === 0 ? 'village' : 'community', termEnd: '2031-01-31', termApproval: '' },
    ...{
      seatsLastTerm: 5,
      noticeFrom: '2026-10-01',
      noticeTo: '2026-10-08',
      note: '=1+1',
      late: [],
      blocks: 0,
      warnings: 1,
    },
    ...{ nominees: 3, stage: { code: 'none', zh: '无', en: 'none', via: 'none', date: '' } },
  }),
);

export const APPRAISALS: AppraisalList[] = [
  {
    ...{ title: '村干部', objects: 'persons', scale: 'four-excellent', dimensions: ['德', '能'] },
    subjects: [
      { name: '高玉龙', remark: '' },
      { name: '李㛃', remark: '1974年4月生' },
    ],
  },
];
export const RECOMMENDATIONS: RecommendationList[] = [
  {
    post: '村党支部委员',
    limit: 2,
    nominees: [
      { name: '高玉龙', remark: '' },
      { name: '李㛃', remark: '' },
    ],
  },
];

const GRADES = ['优秀', '称职', '基本称职', '不称职'];
export const JUDGEMENT: JudgementFacts = {
  ...{ title: '2026年度村干部等次', office: '中共大河镇委员会', grades: GRADES, formGrades: GRADES, bands: null },
  ...{ quota: 30, maximum: 1, groups: [], isComplete: true, posting: null, objections: [] },
  publicity: { days: 3, dayKind: 'natural', countsPostingDay: false },
  ...{ dimensions: ['德', '能'], dimensionRanking: 'average' },
  objects: ['王秀英', '刘大山'].map((name, at) => ({
    ...{ name, rank: at + 1, score: '', grade: at },
    parts: ['德', '能'].map((dimension) => ({
      ...{ dimension, forms: 88, ticks: [53, 26, 0, 0], ungraded: 9, rank: at + 1 },
      shares: ['60.00', '30.00', null, '0.00'],
    })),
    reasons: '抓党建成效明显。',
  })),
};
export const JUDGEMENT_CONTENT: JudgementContent = {
  ...{ title: JUDGEMENT.title, grades: GRADES.map((zh) => ({ zh, en: zh })), quota: 30, sources: [] },
  objects: JUDGEMENT.objects.map(({ name, grade, reasons }) => ({ name, grade, reasons })),
};

export const OBJECTIONS = [
  { day: '2026-11-04', words: '反映账目不公开', handling: '经核实不属实' },
  { day: '2026-11-05', words: '=有异议', handling: '' },
];
export const OBJECTED = [
  { organization: '中共甲村支部委员会', noticeFrom: '2026-11-01', objections: OBJECTIONS },
  { organization: '中共乙村支部委员会', noticeFrom: null },
];

export const HOLIDAYS = [
  { year: 2026, off: ['2026-10-01', '2026-10-02'], worked: ['2026-10-10'] },
  { year: 2027, off: [], worked: [] },
];
export const COMBINED: CombinedListFacts = {
  ...{ title: '委员初步人选', office: '中共大河镇委员会', post: '村党支部委员', seats: 1, required: 2, way: 'sum' },
  ...{ groups: [], ranking: null, level: [], reason: '', objections: [] },
  persons: ['王秀英', '刘大山'].map((name) => ({ name, sex: '女', birth: '1974-04', education: '高中' })),
  publicity: { days: 3, dayKind: 'natural', countsPostingDay: false, posting: null },
};

const LEDGER_LINE = {
  step: 1,
  person: '',
  state: 'done',
  due: '2026-10-01',
  date: '2026-10-02',
  number: '1号',
} as const;
const WORDS = { zh: '调查摸底', en: 'Survey' };
export const LEDGER: WorkLedger = {
  organization: ORGANIZATION,
  steps: [1, 2].map((step) => ({
    ...{ step, title: WORDS, content: WORDS, ticks: null, known: null, facts: [], persons: [] },
    line: { ...LEDGER_LINE, step, who: '高玉龙', note: '=1+1' },
  })),
  late: [],
};
