/** 公示: who stands, for how long it is posted, and where objections go (rules §4.1 step 17, §6.2). */
import { officialDate } from '../reports/official-words.ts';
import { blank, type OfficialDocument, PLAIN, text } from './document.ts';
import { birthWords, type DocumentFacts, noticePeriod, type PersonFacts } from './facts.ts';

const described = ({ name, sex, birth, education }: PersonFacts): string =>
  [name, sex, birth === '' ? '' : `${birthWords(birth)}生`, education].filter((part) => part !== '').join('，');

export function publicityNotice(facts: DocumentFacts): OfficialDocument {
  const { organization, posts, particulars, rules } = facts;
  const { contact, telephone, nomination } = particulars;
  const [noticeFrom, end] = noticePeriod(facts);
  const standing = posts.filter(({ candidates }) => candidates.length > 0);
  const counted = rules.publicityCountsPostingDay ? '' : '张贴之日不计，';
  const date = (day: string | null) => (day === null ? blank(null, 12) : officialDate(day));
  const postNames = posts.map(({ post }) => post).join('、');
  return {
    ...PLAIN,
    name: '公示',
    title: [`关于${organization}`, `${postNames}候选人预备人选的公示`],
    blocks: [
      text(
        `经${blank(nomination, 24)}，${organization}研究提出${postNames}候选人预备人选，现予公示，接受党员和群众监督。`,
      ),
      ...standing.flatMap(({ post, candidates }) => [
        text(`拟提名为${post}候选人的（${candidates.length}名${post === '委员' ? '，按姓氏笔画为序' : ''}）：`),
        ...candidates.map((person, at) => text(`${at + 1}.${described(person)}。`)),
      ]),
      text(
        `公示时间：${date(noticeFrom)}至${date(end)}（${counted}共${rules.publicityDays}个${rules.publicityDayKind === 'working' ? '工作日' : '自然日'}）。`,
      ),
      text(
        `公示期间，党员和群众对公示对象如有异议，请以书面或者电话形式如实反映。以个人名义反映的，请署真实姓名；反映人和反映内容予以保密。`,
      ),
    ],
    closing: `联系人：${blank(contact, 10)}　　联系电话：${blank(telephone, 14)}`,
    signature: { organization, day: noticeFrom },
  };
}
