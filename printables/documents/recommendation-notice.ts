/**
 * 公示 of a list that recommendations were combined to, and 公示情况: what was objected and how it was handled (rules §4.3, §6.2, T74).
 * The notice hangs in the village, so nothing of an objection stands on it; the second paper stays with the superior's files.
 */
import { list, officialDate } from '../reports/official-words.ts';
import { type CombinedListFacts, type ListedPerson, organizationsOf } from './combined-list.ts';
import { type Block, blank, type OfficialDocument, PLAIN, text } from './document.ts';
import { birthWords } from './facts.ts';
import { publicityWords } from './publicity-words.ts';

const described = ({ name, sex, birth, education }: ListedPerson): string =>
  [name, sex, birth === '' ? '' : `${birthWords(birth)}生`, education].filter((part) => part !== '').join('，');

const periodWords = ({ publicity }: CombinedListFacts): string => publicityWords(publicity, publicity.posting);

export function recommendationNotice(facts: CombinedListFacts): OfficialDocument {
  const { office, post, groups, persons, publicity } = facts;
  return {
    ...PLAIN,
    name: '推荐人选公示',
    title: [`关于${organizationsOf(facts)}`, `${post}初步人选的公示`],
    blocks: [
      text(
        `经${list(groups.map(({ group }) => group))}民主推荐，${office}研究提出${post}初步人选${persons.length}名，现予公示，接受党员和群众监督。`,
      ),
      ...persons.map((person, at) => text(`${at + 1}.${described(person)}。`)),
      text(`公示时间：${periodWords(facts)}。`),
      text(
        '公示期间，党员和群众对公示对象如有异议，请以书面或者电话形式如实反映。以个人名义反映的，请署真实姓名；反映人和反映内容予以保密。',
      ),
    ],
    closing: `受理电话：${blank(publicity.posting?.telephone, 14)}`,
    signature: { organization: office, day: publicity.posting?.posted ?? null },
  };
}

const small = (words: string, align: 'center' | 'left' = 'left') => ({ text: words, size: 10.5, align });

export function publicityReport(facts: CombinedListFacts): OfficialDocument {
  const { office, post, persons, publicity, objections } = facts;
  const open = objections.filter(({ handling }) => handling === '').length;
  const table: Block = {
    kind: 'table',
    columns: [{ width: 12 }, { width: 34 }, { width: null }, { width: 50 }],
    head: ['序号', '收到日期', '反映的内容', '处理情况'],
    rows: objections.map(({ day, words, handling }, at) => [
      small(String(at + 1), 'center'),
      small(officialDate(day), 'center'),
      small(words),
      small(handling === '' ? '（尚未处理）' : handling),
    ]),
  };
  return {
    ...PLAIN,
    name: '推荐人选公示情况',
    title: [organizationsOf(facts), `${post}初步人选公示情况`],
    blocks: [
      text(
        `${post}初步人选${persons.length}名：${list(persons.map(({ name }) => name))}。` +
          (publicity.posting === null
            ? '尚未公示。'
            : `${officialDate(publicity.posting.posted)}张贴，公示时间为${periodWords(facts)}，受理电话${publicity.posting.telephone}。`),
      ),
      text(
        objections.length === 0
          ? '公示期间没有收到意见。'
          : `公示期间收到意见${objections.length}条${open === 0 ? '，都已处理' : `，其中${open}条尚未处理`}，情况如下：`,
      ),
      ...(objections.length === 0 ? [] : [table]),
    ],
    closing: '经办人（签名）：__________',
    signature: { organization: office, day: null },
  };
}
