/**
 * The personal conditions of candidates as checklists (rules §4.2): eleven grounds on which nobody may be a candidate, and nine
 * on which a sitting secretary is not fit to stay. Each answer needs its evidence; no program decides one.
 */
import type { Text } from '../text/text.ts';

/** Any of them blocks until the township clears it. */
export const CANDIDATE_GROUNDS = {
  'criminal-punishment': {
    zh: '受过刑事处罚或劳动教养',
    en: 'criminal punishment or re-education through labour',
  },
  'under-investigation': { zh: '正在被立案调查', en: 'under investigation' },
  'party-sanction': { zh: '受过撤销党内职务以上党纪处分', en: 'removed from a Party post, or a heavier sanction' },
  'government-sanction': { zh: '受过撤职以上政务处分', en: 'dismissed from office, or a heavier government sanction' },
  'unqualified-member': {
    zh: '近三年被评为不合格党员（被处置或仍在整改）',
    en: 'judged an unqualified member in the last three years (dealt with, or still correcting)',
  },
  'cult-or-illegal-religion': {
    zh: '参加邪教、非法宗教活动，组织非法上访',
    en: 'cult, illegal religion, or organizing illegal petitions',
  },
  'village-tyrant': {
    zh: '村霸、涉黑涉恶、操纵宗族势力干扰',
    en: 'village tyrant, gangs, or interference by clans',
  },
  'vote-buying': { zh: '贿选、操纵选举', en: 'vote buying or manipulating the election' },
  'no-support': { zh: '素质差，多数群众不拥护', en: 'poor quality; the majority does not support the person' },
  'other-by-rules': { zh: '其他规定不宜的情形', en: 'other grounds by rules' },
  other: { zh: '其他不宜的情形', en: 'other grounds' },
} as const satisfies Readonly<Record<string, Text>>;
export type CandidateGround = keyof typeof CANDIDATE_GROUNDS;

/** Not fit to stay secretary: a warning, for the township decides. */
export const SECRETARY_GROUNDS = {
  'political-awareness': { zh: '政治意识不强', en: 'weak political awareness' },
  'rule-of-law': {
    zh: '法治意识淡薄，村霸、非法宗教、涉黑涉恶',
    en: 'no regard for the law: village tyrant, illegal religion, gangs',
  },
  'weak-performance': { zh: '履职能力弱、工作不力', en: 'weak performance' },
  'ranked-last': { zh: '连续两年考核排名末位', en: 'last ranks in two consecutive years' },
  'low-satisfaction': { zh: '群众满意度低，被多次反映', en: 'low satisfaction and repeated petitions' },
  'junior-secondary': { zh: '初中及以下文化程度且不胜任', en: 'junior secondary or lower, and unfit' },
  'dishonest-debtor': { zh: '被法院列为失信被执行人尚未撤销', en: 'unrevoked court listing as a dishonest debtor' },
  'low-collective-income': {
    zh: '任期内集体经济收入不足五万元且没有明显经营性增长',
    en: 'collective income not above 50,000 yuan in the term without a clear operating increase',
  },
  other: { zh: '其他不宜继续担任的情形', en: 'other grounds' },
} as const satisfies Readonly<Record<string, Text>>;
export type SecretaryGround = keyof typeof SECRETARY_GROUNDS;
