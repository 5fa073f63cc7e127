/** Invented content for the page of controls. Nothing of it comes from a meeting, and nothing on the page is ever sent. */
import type { PaperSymbol } from '../../../printables/qr/paper-symbol.ts';
import type { SymbolA } from '../../../printables/qr/symbol-a.ts';
import type { ContestResult, Pickable, Problem } from '../../../server/contract/shared.ts';
import type { PaperExamination } from '../../../server/contract/villages.ts';
import type { WorkLedger } from '../../../server/contract/work-ledger.ts';
import type { FormResult } from '../../../tally/count/form-results.ts';
import type { ContestResult as VerifiedResult } from '../../../tally/count/round-result.ts';
import { blankReading } from '../../../tally/paper/paper-reading.ts';
import { paperRules } from '../../../tally/paper/paper-rules.ts';
import type { AppraisalContest, ElectionContest, RecommendationContest } from '../../../tally/record/contest.ts';
import { outcome } from '../../../tally/rules/outcome.ts';
import type { ExaminedSymbols } from '../../session/sheet-symbols.ts';

const ORGANIZATION = '样例村党支部';
const person = (name: string, remark = '') => ({ name, remark });

export const ELECTION: ElectionContest = {
  kind: 'election',
  category: 'committee',
  post: '委员',
  title: { zh: '委员选举', en: 'Election of committee members' },
  seats: 2,
  candidates: [person('王样例'), person('李示范'), person('买买提·阿不都热合曼')],
  writeIns: [person('张三'), person('张四', '1974年4月生')],
};

export const APPRAISAL: AppraisalContest = {
  kind: 'appraisal',
  title: { zh: '民主测评', en: 'Appraisal' },
  subjects: [person('王样例'), person('李示范')],
  grades: [
    { zh: '优秀', en: 'Excellent' },
    { zh: '称职', en: 'Competent' },
    { zh: '基本称职', en: 'Barely competent' },
    { zh: '不称职', en: 'Not competent' },
  ],
};

export const RECOMMENDATION: RecommendationContest = {
  kind: 'recommendation',
  title: { zh: '书记人选', en: 'Secretary' },
  nominees: [person('王样例'), person('李示范'), person('张三')],
  limit: 1,
};

export const RULES = paperRules();
export const BLANK_BALLOT = blankReading(ELECTION);
export const BLANK_FORM = blankReading(APPRAISAL);
export const BLANK_LIST = blankReading(RECOMMENDATION);

const pickable = (name: string, remark: string, pinyin: string): Pickable => ({
  label: remark === '' ? name : `${name}（${remark}）`,
  name,
  remark,
  surname: [...name][0] ?? '',
  pinyin,
  initials: pinyin.replaceAll(/(\p{L})\p{L}* ?/gu, '$1'),
});
export const PEOPLE: readonly Pickable[] = [
  pickable('王样例', '', 'Wáng Yànglì'),
  pickable('李示范', '', 'Lǐ Shìfàn'),
  pickable('张三', '', 'Zhāng Sān'),
  pickable('张四', '1974年4月生', 'Zhāng Sì'),
];

export const PROBLEMS: readonly Problem[] = [
  { severity: 'notice', code: 'note', clause: null, zh: '会议在 3 天以后。', en: 'The meeting is in 3 days.' },
  {
    severity: 'warning',
    code: 'care',
    clause: '《条例》第十六条',
    zh: '有一名候选人 58 岁。',
    en: 'One candidate is 58 years old.',
  },
  {
    severity: 'stop',
    code: 'must',
    clause: '《条例》第十四条',
    zh: '候选人不足应选人数的 120%。',
    en: 'Fewer candidates than 120 % of the seats.',
  },
];

const counts = (label: string, approve: number, disapprove: number, elected: boolean, candidate = true) => ({
  label,
  candidate,
  approve,
  disapprove,
  abstain: candidate ? 20 - approve - disapprove : 0,
  unreadable: 0,
  elected,
});
export const RESULT: ContestResult = {
  post: '委员',
  title: ELECTION.title,
  seats: 2,
  rows: [
    counts('王样例', 18, 1, true),
    counts('李示范', 12, 7, true),
    counts('买买提·阿不都热合曼', 10, 8, false),
    counts('张三', 3, 0, false, false),
  ],
  majorityBase: 'expected',
  baseName: { zh: '应到会有选举权人数', en: 'entitled members expected' },
  base: 22,
  smallestWinning: 12,
  election: 'valid',
  elected: ['王样例', '李示范'],
  unconfirmed: [],
  refused: [],
  preliminary: false,
  tie: null,
  unfilled: 0,
  reduced: false,
  baseSensitive: true,
  notices: [
    { code: 'attendance', clause: '《条例》第十七条', zh: '实到 20 人，符合规定。', en: '20 present, as required.' },
  ],
};

const COUNTS = {
  王样例: { approve: 18, disapprove: 1, abstain: 1 },
  李示范: { approve: 11, disapprove: 8, abstain: 1 },
  买买提·阿不都热合曼: { approve: 10, disapprove: 8, abstain: 2 },
};
const VOTED = { expected: 22, present: 20, issued: 20, voters: 20, recovered: 20, valid: 20 };
const JUDGED = outcome({
  ...{ ruleSet: '2020', majorityBase: 'expected', seats: 2, candidates: Object.keys(COUNTS), writeIns: { 张三: 1 } },
  counts: Object.fromEntries(Object.entries(COUNTS).map(([name, counts]) => [name, { ...counts, unreadable: 0 }])),
  ...VOTED,
});
if (!JUDGED.ok) throw new Error('controls: impossible numbers');
/** What a device reckons of it itself, with a result that depends on the base: with 11 votes one is elected by those present alone. */
export const VERIFIED: VerifiedResult = {
  kind: 'election',
  ...{ post: '委员', title: ELECTION.title, seats: 2, counts: COUNTS, writeIns: { 张三: 1 } },
  ...{ electedIfBaseIsExpected: ['王样例'], electedIfBaseIsPresent: ['王样例', '李示范'] },
  ...JUDGED.value,
};
export const VERIFIED_OF = { meetingKind: 'assembly', majorityBase: 'expected', ...VOTED } as const;

export const APPRAISED: FormResult = {
  kind: 'appraisal',
  title: APPRAISAL.title,
  objects: 'persons',
  dimension: '',
  grades: APPRAISAL.grades,
  forms: 20,
  rows: [
    {
      label: '王样例',
      ticks: [15, 4, 1, 0],
      graded: 20,
      ungraded: 0,
      byForms: ['75.00', '20.00', '5.00', '0.00'],
      byRows: ['75.00', '20.00', '5.00', '0.00'],
      rank: 1,
    },
    {
      label: '李示范',
      ticks: [10, 6, 2, 0],
      graded: 18,
      ungraded: 2,
      byForms: ['50.00', '30.00', '10.00', '0.00'],
      byRows: ['55.56', '33.33', '11.11', '0.00'],
      rank: 2,
    },
  ],
};

export const RECOMMENDED: FormResult = {
  kind: 'recommendation',
  title: RECOMMENDATION.title,
  limit: 1,
  nominees: 3,
  forms: 20,
  rows: [
    { label: '王样例', votes: 12, share: '60.00', rank: 1 },
    { label: '李示范', votes: 8, share: '40.00', rank: 2 },
  ],
};

const HEAD = {
  meetingId: '0000000000',
  meetingTitle: `${ORGANIZATION}选举大会`,
  date: '2026-01-31',
  round: 1,
} as const;
const SCRUTINEERS = [{ name: '赵监票', signKey: 'A'.repeat(43), signature: null }];
const ATTESTED: SymbolA['rules'] = {
  ruleSet: '2020',
  majorityBase: 'expected',
  quorumEqualAccepted: true,
  recoveredLimit: 'both',
  revoteThreshold: 'none',
  furtherElectionThreshold: 'half',
};

export const SYMBOL: SymbolA = {
  ...HEAD,
  rules: ATTESTED,
  contests: [
    {
      category: 'committee',
      post: '委员',
      seats: 2,
      candidates: RESULT.rows
        .filter(({ candidate }) => candidate)
        .map(({ label, approve, disapprove }) => ({ label, approve, disapprove })),
      writeInList: 2,
      writeIns: [{ place: 0, label: '张三', votes: 3 }],
      outcome: [0, 1],
    },
    { category: 'recommendation', title: '书记人选', limit: 1, nominees: [{ label: '王样例', count: 12 }] },
    {
      category: 'appraisal',
      title: '民主测评',
      grades: ['优秀', '称职'],
      subjects: [{ label: '王样例', counts: [15, 5] }],
    },
  ],
  ctx: 'A'.repeat(43),
  root: 'A'.repeat(43),
  size: 40,
  accounting: [],
  scrutineers: SCRUTINEERS,
};

const box = (rows: readonly (readonly number[])[]) => ({
  printed: 24,
  issued: 20,
  remaining: 4,
  voters: 20,
  recovered: 20,
  tally: {
    valid: 19,
    invalid: 1,
    rows: rows.map((row) => [...row]),
    voidEntries: [{ reason: 'without-circle' as const, entries: 1 }],
    invalidReasons: [{ reason: 'too-many-chosen' as const, ballots: 1 }],
  },
});
export const PAPER_SYMBOL: PaperSymbol = {
  ...HEAD,
  rules: ATTESTED,
  contests: [
    {
      category: 'committee',
      post: '委员',
      seats: 2,
      candidates: ['王样例', '李示范'],
      writeInList: 2,
      writeIns: [{ place: 0, label: '张三', votes: 3 }],
      outcome: [0, 1],
      box: box([
        [17, 1, 1, 0],
        [12, 5, 1, 1],
      ]),
    },
  ],
  ctx: 'A'.repeat(43),
  expected: 22,
  present: 20,
  server: { key: 'A'.repeat(43), signature: null },
  scrutineers: SCRUTINEERS,
  head: null,
};

export const EXAMINED: ExaminedSymbols = {
  medium: 'kiosks',
  symbol: SYMBOL,
  proof: null,
  ok: true,
  elected: [['王样例', '李示范'], [], []],
  checks: [
    {
      name: 'signatures',
      title: { zh: '监票人的签名', en: 'Signatures of the scrutineers' },
      state: 'passed',
      detail: { zh: '3 人中 3 人签名', en: '3 of 3 signed' },
    },
  ],
  fingerprints: [{ title: { zh: '本轮编码', en: 'Code of the round' }, code: 'A5DX 4480 XTXB T6AM' }],
  proves: [{ zh: '表上的数是这些监票人签的。', en: 'These scrutineers signed the printed numbers.' }],
  leaves: [{ zh: '钥匙是不是这些监票人的。', en: 'Whether the keys are those of these scrutineers.' }],
};

export const examination = (standing: 'known' | 'new' | 'other', ok = true): PaperExamination => ({
  ok,
  checks: [
    {
      name: 'signature',
      ok,
      title: { zh: '签名', en: 'Signature' },
      detail: ok ? { zh: '有效', en: 'valid' } : { zh: '内容被改动过', en: 'the content has been changed' },
    },
  ],
  title: { zh: '关于选举结果的批复', en: 'Answer about the result' },
  organization: ORGANIZATION,
  signer: { name: '样例镇党委', fingerprint: 'A5DX 4480 XTXB T6AM', standing },
});

const line = (step: number, who: string, state: 'open' | 'done') => ({
  step,
  person: who,
  state,
  due: '2026-02-20',
  date: state === 'done' ? '2026-01-31' : null,
  number: state === 'done' ? '样例〔2026〕1 号' : '',
  who: '组织委员',
  note: '',
});
export const LEDGER: WorkLedger = {
  organization: ORGANIZATION,
  late: [PROBLEMS[1] as Problem],
  steps: [
    {
      step: 1,
      title: { zh: '请示', en: 'Request' },
      content: { zh: '向上级请示召开大会。', en: 'Ask the superior for the assembly.' },
      ticks: null,
      line: line(1, '', 'done'),
      known: { state: 'done', date: '2026-01-31', number: '样例〔2026〕1 号' },
      facts: [{ zh: '已批复', en: 'answered' }],
      persons: [],
    },
    {
      step: 2,
      title: { zh: '任期审计', en: 'Audit' },
      content: { zh: '逐人审计。', en: 'Person by person.' },
      ticks: 'audit',
      line: line(2, '', 'open'),
      known: null,
      facts: [],
      persons: [
        { ...line(2, '王样例', 'done'), listed: true },
        { ...line(2, '李示范', 'open'), listed: true },
      ],
    },
  ],
};
