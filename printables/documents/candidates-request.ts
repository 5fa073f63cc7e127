/**
 * 请示: the candidates, with short data, are put to the superior (rules §4.1 step 18, §6.2). It is signed: it states what the office has
 * noted, and what nobody noted is a place to write in.
 */
import { officialDate, REGULATION } from '../reports/official-words.ts';
import { type Annex, blank, contactRemark, heading, type OfficialDocument, PLAIN, text } from './document.ts';
import {
  chineseNumber,
  type DocumentFacts,
  isWithoutCommittee,
  noticePeriod,
  organizationOf,
  type PostFacts,
} from './facts.ts';
import { peopleTable } from './people-table.ts';

/** 委员候选人7名（应选5名，差额2名）. */
const proposal = ({ post, seats, candidates }: PostFacts): string => {
  const surplus = candidates.length - seats;
  return `${post}候选人预备人选${candidates.length}名（应选${seats}名，${surplus > 0 ? `差额${surplus}名` : '等额'}）`;
};

const REGISTER = '候选人预备人选登记表和考察材料';
const SIGNED_FOR = '书记候选人预备人选审签表';

/** Who signs for the secretary's candidate before the reply: township and county sign, the county's group approves (rules §4.1 step 18). */
const SIGNERS = [
  ['乡镇（街道）党（工）委书记', '意见', '签名'],
  ['县（市、区）委分管领导', '意见', '签名'],
  ['县（市、区）换届选举工作领导小组', '审批意见', '签名（盖章）'],
] as const;

function secretaryAnnex({ posts, organization }: DocumentFacts): readonly Annex[] {
  const secretary = posts.filter(({ post }) => post === '书记');
  if (secretary.length === 0) return [];
  const standing = secretary.filter(({ candidates }) => candidates.length > 0);
  return [
    {
      number: 2,
      title: SIGNED_FOR,
      blocks: [
        text(`${organization}书记候选人预备人选：`),
        ...(standing.length === 0 ? [text(blank(null, 24))] : [peopleTable(standing, '拟任职务')]),
        ...SIGNERS.flatMap(([who, opinion, signature], at) => [
          heading(`${chineseNumber(at + 1)}、${who}`),
          text(`${opinion}：${blank(null, 36)}`),
          text(`${signature}：${blank(null, 14)}　　　　年　　月　　日`),
        ]),
      ],
    },
  ];
}

export function candidatesRequest(facts: DocumentFacts): OfficialDocument {
  const { organization, superior, posts, rules, particulars, day, approval } = facts;
  const standing = posts.filter(({ candidates }) => candidates.length > 0);
  const [from, to] = noticePeriod(facts);
  const date = (on: string | null): string => (on === null ? blank(null, 12) : officialDate(on));
  const postNames = posts.map(({ post }) => post).join('、');
  const annexes = secretaryAnnex(facts);
  return {
    ...PLAIN,
    name: '请示（候选人预备人选）',
    number: particulars.candidatesNumber,
    title: [`关于${organization}`, `${postNames}候选人预备人选的请示`],
    addressee: superior,
    blocks: [
      text(
        `根据${REGULATION[rules.ruleSet]}${approval === '' ? '' : `和《${superior}批复》（${approval}）`}，` +
          `经${blank(particulars.nomination, 24)}，${isWithoutCommittee(facts) ? '我支部研究提出' : '我委研究提出新一届委员会'}${standing.map(proposal).join('，') || blank(null, 12)}，` +
          `拟提交${day === null ? '' : officialDate(day)}召开的${organizationOf(facts)}${facts.kind === 'plenary' ? '委员会全体会议' : '党员大会'}选举。候选人预备人选简要情况如下：`,
      ),
      peopleTable(standing, '拟任职务'),
      text(
        `公示时间：${date(from)}至${date(to)}。公示期间的反映和处理情况：${blank(particulars.objections.replace(/[。．.]?$/u, ''), 24)}。` +
          '各人选的任职条件和资格审查情况见所附材料。',
      ),
    ],
    closing: '妥否，请批示。',
    attachments: [REGISTER, ...annexes.map(({ title }) => title)],
    annexes,
    signature: { organization, day: particulars.candidatesDate },
    remark: contactRemark(particulars.contact, particulars.telephone),
  };
}
