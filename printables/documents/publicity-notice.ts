/** 公示: who stands, for how long it is posted, and where objections go (rules §4.1 step 17, §6.2). */
import { dayNumber } from '../../tally/calendar/day.ts';
import { postedDays } from '../../tally/calendar/publicity.ts';
import { blank, type OfficialDocument, PLAIN, text } from './document.ts';
import { birthWords, type DocumentFacts, noticePeriod, type PersonFacts } from './facts.ts';
import { type PublicityRule, publicityWords, ruleOfSettings } from './publicity-words.ts';

const described = ({ name, sex, birth, education }: PersonFacts): string =>
  [name, sex, birth === '' ? '' : `${birthWords(birth)}生`, education].filter((part) => part !== '').join('，');

/** What was really posted, which may be longer than the method asks for; what cannot be counted is what the method says. */
function postedRule(facts: DocumentFacts): PublicityRule {
  const rule = ruleOfSettings(facts.rules);
  const from = facts.particulars.noticeFrom;
  const [, to] = noticePeriod(facts);
  const { holidays = null } = facts;
  // What was typed may be no day of the calendar.
  if (from === null || to === null || [from, to].some((day) => dayNumber(day) === null)) return rule;
  if (rule.dayKind === 'working' && holidays === null) return rule;
  return { ...rule, days: postedDays(from, to, rule.dayKind, rule.countsPostingDay, holidays ?? undefined) };
}

export function publicityNotice(facts: DocumentFacts): OfficialDocument {
  const { organization, posts, postsByStrokes, particulars } = facts;
  const { contact, telephone, nomination, noticeFrom } = particulars;
  const [first, last] = noticePeriod(facts);
  const standing = posts.filter(({ candidates }) => candidates.length > 0);
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
        text(
          `拟提名为${post}候选人的（${candidates.length}名${postsByStrokes.includes(post) ? '，按姓氏笔画为序' : ''}）：`,
        ),
        ...candidates.map((person, at) => text(`${at + 1}.${described(person)}。`)),
      ]),
      text(`公示时间：${publicityWords(postedRule(facts), { first, last })}。`),
      text(
        `公示期间，党员和群众对公示对象如有异议，请以书面或者电话形式如实反映。以个人名义反映的，请署真实姓名；反映人和反映内容予以保密。`,
      ),
    ],
    closing: `联系人：${blank(contact, 10)}　　联系电话：${blank(telephone, 14)}`,
    signature: { organization, day: noticeFrom },
  };
}
