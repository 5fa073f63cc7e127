/** Motions, decisions of the superior and kinds of ballots in words, as every screen and paper shows them. */
import type {
  DecisionEntry,
  DecisionMatter,
  MotionEntry,
  MotionMode,
  MotionSubject,
} from '../record/assembly-entries.ts';
import type { ContestKind } from '../rules/counting-rules.ts';
import type { Text } from './text.ts';

export const MOTION_SUBJECT_NAME: Readonly<Record<MotionSubject, Text>> = {
  method: { zh: '通过选举办法', en: 'Adopting the election method' },
  scrutineers: { zh: '通过监票人名单', en: 'Passing the list of scrutineers' },
  tellers: { zh: '通过计票人名单', en: 'Passing the list of tellers' },
  exclusions: { zh: '不计算在应到会人数之内的党员名单', en: 'Members left out of the expected' },
  reduction: { zh: '减少名额，不再另行选举', en: 'Fewer seats instead of a further election' },
  other: { zh: '其他事项', en: 'Another matter' },
};

export const MOTION_MODE_NAME: Readonly<Record<MotionMode, Text>> = {
  hands: { zh: '举手表决', en: 'by show of hands' },
  applause: { zh: '鼓掌通过', en: 'by applause' },
  ballot: { zh: '投票表决', en: 'by ballot' },
};

export const DECISION_MATTER_NAME: Readonly<Record<DecisionMatter, Text>> = {
  eligibility: { zh: '另选人的当选资格', en: 'Eligibility of a person written in' },
  tie: { zh: '再次投票后仍票数相等', en: 'A second tie' },
  secretary: { zh: '当选书记（副书记）没有当选委员', en: 'A secretary who was not elected to the committee' },
};

const RULING: Readonly<Record<DecisionMatter, readonly [granted: Text, refused: Text]>> = {
  eligibility: [
    { zh: '符合条件，予以确认', en: 'confirmed' },
    { zh: '不符合条件，不予确认，所得票不计', en: 'refused; the votes count for nobody' },
  ],
  tie: [
    { zh: '就票数相等的人再投票一次', en: 'the tied persons are voted on once more' },
    { zh: '不再投票，该名额空缺', en: 'no further vote; the seats stay open' },
  ],
  secretary: [
    { zh: '在新当选的委员中重新选举', en: 'elected anew out of the new committee' },
    { zh: '不再选举，职务空缺', en: 'no further election; the post stays vacant' },
  ],
};

export const rulingName = (matter: DecisionMatter, granted: boolean): Text => RULING[matter][granted ? 0 : 1];

/** What decides threshold and surplus: a revote is won by the most votes. */
export const CONTEST_KIND_NAME: Readonly<Record<ContestKind, Text>> = {
  committee: { zh: '委员选举', en: 'election of the committee' },
  secretary: { zh: '书记、副书记选举', en: 'election of secretaries' },
  revote: { zh: '票数相等者再次投票', en: 'revote of tied persons' },
  'further-election': { zh: '就缺额另行选举', en: 'further election for open seats' },
  preliminary: { zh: '差额预选，产生正式候选人', en: 'pre-election of the official candidates' },
  formal: { zh: '预选后的正式选举', en: 'formal election after a pre-election' },
};

type Line = { readonly label: Text; readonly value: Text };
const same = (value: string | number): Text => ({ zh: String(value), en: String(value) });

export function motionLines(motion: Omit<MotionEntry, 'type' | 'meeting' | 'signatures'>): readonly Line[] {
  const { round } = motion;
  return [
    { label: { zh: '事项', en: 'Subject' }, value: MOTION_SUBJECT_NAME[motion.subject] },
    { label: { zh: '内容', en: 'Text' }, value: same(motion.text) },
    ...(round === null
      ? []
      : [{ label: { zh: '轮次', en: 'Round' }, value: { zh: `第 ${round} 轮`, en: String(round) } }]),
    ...(motion.post === undefined ? [] : [{ label: { zh: '职务', en: 'Post' }, value: same(motion.post) }]),
    { label: { zh: '方式', en: 'Mode' }, value: MOTION_MODE_NAME[motion.mode] },
    { label: { zh: '应到 / 实到', en: 'Expected / present' }, value: same(`${motion.expected} / ${motion.present}`) },
    { label: { zh: '赞成', en: 'In favour' }, value: same(motion.inFavour) },
    { label: { zh: '反对', en: 'Against' }, value: same(motion.against) },
    { label: { zh: '弃权', en: 'Abstaining' }, value: same(motion.abstain) },
    {
      label: { zh: '结果', en: 'Outcome' },
      value: motion.carried ? { zh: '通过', en: 'Carried' } : { zh: '没有通过', en: 'Not carried' },
    },
  ];
}

export function decisionLines(decision: Omit<DecisionEntry, 'type' | 'ctx' | 'signatures'>): readonly Line[] {
  return [
    { label: { zh: '事项', en: 'Matter' }, value: DECISION_MATTER_NAME[decision.matter] },
    { label: { zh: '职务', en: 'Post' }, value: same(decision.post) },
    ...(decision.person === '' ? [] : [{ label: { zh: '姓名', en: 'Person' }, value: same(decision.person) }]),
    { label: { zh: '决定', en: 'Decision' }, value: rulingName(decision.matter, decision.granted) },
    { label: { zh: '决定单位（人）', en: 'Decided by' }, value: same(decision.by) },
    { label: { zh: '日期', en: 'Date' }, value: same(decision.date) },
    ...(decision.reason === '' ? [] : [{ label: { zh: '说明', en: 'Reason' }, value: same(decision.reason) }]),
  ];
}

/** One sentence for paper and screen. */
export const motionSentence = (motion: Omit<MotionEntry, 'type' | 'meeting' | 'signatures'>): Text => ({
  zh: `${MOTION_MODE_NAME[motion.mode].zh}“${motion.text}”：应到${motion.expected}名，实到${motion.present}名，赞成${motion.inFavour}，反对${motion.against}，弃权${motion.abstain}，${motion.carried ? '通过' : '没有通过'}。`,
  en: `Motion "${motion.text}" (${MOTION_MODE_NAME[motion.mode].en}): ${motion.expected} expected, ${motion.present} present, ${motion.inFavour} in favour, ${motion.against} against, ${motion.abstain} abstaining; ${motion.carried ? 'carried' : 'not carried'}.`,
});

export const decisionSentence = (decision: Omit<DecisionEntry, 'type' | 'ctx' | 'signatures'>): Text => ({
  zh: `${decision.person === '' ? decision.post : decision.person}（${DECISION_MATTER_NAME[decision.matter].zh}）：${rulingName(decision.matter, decision.granted).zh}（${decision.by}，${decision.date}）${decision.reason === '' ? '' : `，${decision.reason}`}。`,
  en: `${decision.person === '' ? decision.post : decision.person} (${DECISION_MATTER_NAME[decision.matter].en}): ${rulingName(decision.matter, decision.granted).en} (${decision.by}, ${decision.date})${decision.reason === '' ? '' : `, ${decision.reason}`}.`,
});
