/**
 * 民主推荐汇总表 of several groups (rules §6.2): the forms of each, names in order of votes, votes of each group, what they give together
 * in the way that was adopted before the votes, and the list that goes on. A ranking for the superior, no election.
 */
import { list, officialDate } from '../reports/official-words.ts';
import { type CombinedListFacts, type CombinedVotes, organizationsOf } from './combined-list.ts';
import { type Block, type OfficialDocument, PLAIN, type TableColumn, text } from './document.ts';

const WAY: Readonly<Record<CombinedListFacts['way'], string>> = {
  separate: '各推荐范围分别汇总，不相加，由上级党组织对照研究',
  sum: '各推荐范围得票相加',
  weighted: '各推荐范围得票乘以权重后相加',
  'cross-list': '各推荐范围各取前列，两个名单合并；不足规定人数的，按得票之和依次补足',
};

const SMALL = 10.5;
const small = (value: string | number, align: 'center' | 'left' = 'center') => ({
  text: String(value),
  size: SMALL,
  align,
});
const nameCell = (name: string) => ({ text: name, align: 'left' as const, size: [...name].length > 5 ? SMALL : 14 });

/** More columns of groups would leave no room for the names. */
const MOST_COLUMNS = 5;

/** Of persons and of forms. */
const FORM_NUMBERS = ['应到人数', '实到人数', '发出张数', '收回张数', '有效张数', '无效张数'];

function formsTable({ groups, way }: CombinedListFacts): Block {
  const weighted = way === 'weighted';
  return {
    kind: 'table',
    columns: [
      { width: null, align: 'left' },
      { width: 34 },
      ...Array.from({ length: 6 }, (): TableColumn => ({ width: weighted ? 12 : 13 })),
      ...(weighted ? [{ width: 12 }] : []),
    ],
    head: ['推荐范围', '日期', ...FORM_NUMBERS, ...(weighted ? ['权重'] : [])],
    rows: groups.map((one) => [
      small(one.group, 'left'),
      small(officialDate(one.date)),
      ...[one.expected, one.present, one.issued, one.recovered, one.valid, one.invalid].map((count) => small(count)),
      ...(weighted ? [small(one.weight)] : []),
    ]),
  };
}

const votesTable = (ranking: readonly CombinedVotes[]): Block => ({
  kind: 'table',
  columns: [{ width: 20 }, { width: null }, { width: 40 }],
  head: ['位次', '姓名', '得票'],
  rows: ranking.map(({ name, votes, rank }) => [String(rank), nameCell(name), String(votes)]),
});

/** Names in order of what all groups give together; beside each group's votes the place there. */
function togetherTable({ groups, ranking, persons, way }: CombinedListFacts): Block {
  const shown = groups.length > MOST_COLUMNS ? [] : groups;
  const listed = new Set(persons.map(({ name }) => name));
  const ofGroup = (name: string, found: readonly CombinedVotes[]): string => {
    const one = found.find((other) => other.name === name);
    return one === undefined ? '—' : `${one.votes}（第${one.rank}）`;
  };
  return {
    kind: 'table',
    columns: [
      { width: 13 },
      { width: null },
      ...shown.map((): TableColumn => ({ width: 84 / Math.max(shown.length, 3) })),
      { width: 20 },
      { width: 18 },
    ],
    head: [
      '位次',
      '姓名',
      ...shown.map(({ group }) => `${group}得票`),
      way === 'weighted' ? '加权合计' : '合计',
      '列入名单',
    ],
    rows: (ranking ?? []).map(({ name, votes, rank }) => [
      String(rank),
      nameCell(name),
      ...shown.map((group) => small(ofGroup(name, group.ranking))),
      String(votes),
      listed.has(name) ? '√' : '',
    ]),
  };
}

function listWords({ persons, seats, required, level, reason }: CombinedListFacts): readonly Block[] {
  const unasked = reason === '' ? '' : `列入没有得到推荐的人选的理由：${reason}。`;
  return [
    text(
      persons.length === 0
        ? `应选${seats}名，名单不少于${required}名，名单尚未确定。`
        : `应选${seats}名，名单不少于${required}名。列入名单${persons.length}名：${list(persons.map(({ name }) => name))}。${unasked}`,
    ),
    ...(level.length === 0 ? [] : [text(`${list(level)}在末位票数相等，都列入。`)]),
    text('本表按得票多少排列，不设过半数的要求，供上级党组织研究，不是选举结果。'),
  ];
}

const TITLE = '民主推荐汇总表';
/** Characters of the title's size that fit on one line. */
const TITLE_ROOM = 20;
const titleLines = (of: string): readonly string[] =>
  of.length + TITLE.length <= TITLE_ROOM ? [of + TITLE] : [of, TITLE];

export function recommendationSummary(facts: CombinedListFacts): OfficialDocument {
  const { title, way, groups, ranking } = facts;
  return {
    ...PLAIN,
    name: '民主推荐汇总表',
    title: titleLines(organizationsOf(facts)),
    subtitle: `（${title}）`,
    blocks: [
      formsTable(facts),
      text(`汇总办法（投票以前由推荐办法规定）：${WAY[way]}。`),
      ...(ranking === null || groups.length > MOST_COLUMNS
        ? groups.flatMap(({ group, ranking: own }) => [text(`${group}推荐：`), votesTable(own)])
        : []),
      ...(ranking === null ? [] : [togetherTable(facts)]),
      ...listWords(facts),
    ],
    closing: '汇总人：________　监督人：________　　年　月　日',
  };
}
