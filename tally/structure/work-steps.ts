/** The steps of a re-election in a village, as the office works through them (rules §4.1). */
import type { Text } from '../text/text.ts';

/** What is ticked person by person: 离任审计 of who leaves, 通知 of who is away, 考察 and 纪律承诺 of who is to stand. */
export type PersonTick = 'audit' | 'notified' | 'inspection' | 'pledge';

export interface WorkStep {
  readonly step: number;
  readonly title: Text;
  /** What has to be done or noted. */
  readonly content: Text;
  readonly ticks?: PersonTick;
}

const step = (number: number, zh: string, en: string, content: readonly [zh: string, en: string]): WorkStep => ({
  step: number,
  title: { zh, en },
  content: { zh: content[0], en: content[1] },
});
const ticked = (one: WorkStep, ticks: PersonTick): WorkStep => ({ ...one, ticks });

export const WORK_STEPS: readonly WorkStep[] = [
  step(1, '调查摸底', 'Survey', [
    '摸清组织、班子、群众口碑和风险',
    'Organization, team, standing with the people, risks',
  ]),
  step(2, '集中整顿', 'Rectification', [
    '整顿软弱涣散组织，选派书记或第一书记',
    'Weak organizations rectified, a secretary or first secretary sent',
  ]),
  ticked(
    step(3, '离任审计', 'Audit of who leaves', [
      '审计上届班子成员并公布结果，逐人登记日期',
      'Every member of the outgoing committee audited, the result made public; the day of each',
    ]),
    'audit',
  ),
  step(4, '分析研判', 'Analysis', [
    '分析书记人选，拟订人事安排方案',
    'Secretaries analysed, a plan of persons drafted',
  ]),
  step(5, '成立机构、制定方案', 'Leading group and plan', [
    '领导小组、指导组；方案写明时间、程序、名额、条件、方式和纪律',
    'Groups formed; the plan says times, procedure, seats, conditions, method and discipline',
  ]),
  step(6, '动员培训', 'Mobilization and training', [
    '召开动员会，培训工作人员',
    'Meeting of mobilization, staff trained',
  ]),
  step(7, '任期目标考核', 'Assessment of the term', [
    '班子述职，民主测评，公布结果',
    'The team reports, is appraised, and the result is public',
  ]),
  step(8, '请示、分工', 'Request, division of work', [
    '召开大会的请示和批复，委员会分工',
    'Request to hold the assembly and its reply; the committee divides the work',
  ]),
  ticked(
    step(9, '宣传发动', 'Publicity', [
      '张贴、宣讲；电话、信函、短信通知外出党员，逐人登记日期和方式',
      'Posters and talks; members who are away told by telephone, letter or message; of each when and how',
    ]),
    'notified',
  ),
  step(10, '党员选举登记', 'Registration of the members', [
    '登记参加意愿，确定应到会人数，报乡镇党委批准、县级备案',
    'Intentions registered, the expected number fixed, approved by the township and filed with the county',
  ]),
  step(11, '制定办法', 'Methods', [
    '制定推荐办法、选举办法并公布，登记公布日期',
    'Methods of recommendation and election written and made public; the day',
  ]),
  step(12, '党员和群众推荐', 'Recommendation by members and villagers', [
    '党员大会和村（居）民代表会议推荐初步人选，差额不少于20%',
    "Members' assembly and representatives' meeting recommend, at least 20 % above the seats",
  ]),
  step(13, '乡镇党委推荐', 'Recommendation by the township', [
    '乡镇党委会议推荐，初步审核，登记名单',
    'Township committee recommends and vets first; the list',
  ]),
  step(14, '研究比选', 'Comparison by the county', [
    '县级比选，确定书记初步人选，登记名单',
    "County compares and fixes the secretary's initial candidate; the list",
  ]),
  step(15, '资格联审', 'Joint vetting', [
    '各部门逐人提出意见，县级复核',
    'Every department on every person; the county examines again',
  ]),
  ticked(
    step(16, '组织考察', 'Inspection', [
      '差额不少于20%，逐人登记考察组、日期和结论',
      'At least 20 % above the seats; of each person who inspected, when and with what result',
    ]),
    'inspection',
  ),
  step(17, '确定候选人预备人选', 'Prospective candidates', [
    '委员会研究确定，在村内公示，登记起止日期',
    'Decided by the committee and posted in the village; first and last day',
  ]),
  step(18, '请示批复', 'Request about the candidates and its reply', [
    '候选人预备人选的请示；书记人选由乡镇书记和县级领导签字，批复',
    'Request about the candidates, signed for the secretary by township and county, and its reply',
  ]),
  ticked(
    step(19, '纪律承诺', 'Pledges of discipline', [
      '纪律谈话，逐人签订承诺书并公开',
      'Talk about discipline; the pledge of each person signed and made public',
    ]),
    'pledge',
  ),
  step(20, '筹备组织', 'Preparing the assembly', [
    '会议报告、议程、时间、地点，书面通知全体党员',
    'Report, agenda, time and place; a written notice to all members',
  ]),
  step(21, '主持召开党员大会', 'The assembly opens', [
    '上届委员会主持，通过议程，作工作报告',
    'The outgoing committee presides; agenda passed, work report',
  ]),
  step(22, '分组讨论、休会', 'Group discussion', [
    '讨论报告、候选人、选举办法（草案），推荐监票人',
    'Report, candidates and draft method discussed, scrutineers proposed',
  ]),
  step(23, '委员会会议', 'Meeting of the committee', [
    '审议选举办法（草案）、候选人和监票人名单，指定计票人',
    'Draft method, candidates and scrutineers examined, tellers designated',
  ]),
  step(24, '复会', 'The assembly resumes', [
    '通过选举办法和监票人、计票人名单，公布候选人',
    'Method, scrutineers and tellers passed, candidates announced',
  ]),
  step(25, '竞职演说', 'Speeches', ['演说、“四项承诺”、回答询问', 'Speeches, the four promises, questions']),
  step(26, '投票选举', 'Ballot', [
    '一人一票，当场宣布结果并上报',
    'One member one vote; the result announced on the spot and reported',
  ]),
  step(27, '报告批复', 'Report and reply', [
    '选举结果报告和乡镇党委批复',
    "Written report of the result and the township's reply",
  ]),
  step(28, '班子交接', 'Handover', ['新老班子交接，登记日期', 'The old committee hands over to the new; the day']),
  step(29, '思想疏导', 'Talks', ['与落选人员谈心', 'Talks with those who were not elected']),
  step(30, '材料归档', 'Archive', ['全部材料整理归档并移交', 'All papers put into the archive and handed over']),
  step(31, '配套建设', 'Organizations beside it', [
    '共青团、妇联、村务监督等组织配套；三个月内培训新班子',
    "Youth league, women's federation, supervision; the new team trained within three months",
  ]),
  step(32, '动态调整', 'Adjustment', ['培训、动态调整', 'Training and adjustment']),
];

export const TICK_NAME = {
  audit: { zh: '离任审计', en: 'Audit' },
  notified: { zh: '通知外出党员', en: 'Members who are away told' },
  inspection: { zh: '考察', en: 'Inspection' },
  pledge: { zh: '纪律承诺', en: 'Pledge' },
} as const satisfies Record<PersonTick, Text>;

/** Months after the election within which the new team is trained. */
export const TRAINING_MONTHS = 3;

/** What has to stand in the ledger once the ballot is over: the steps that the office records (rules §4.1, marked R). */
export const RECORDED_STEPS: readonly number[] = [3, 5, 8, 9, 11, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25];
