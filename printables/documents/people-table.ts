/** Persons in an official paper: short data, in ballot order. */
import type { Block } from './document.ts';
import { birthCell, type PersonFacts, type PostFacts } from './facts.ts';

const rowOf = (person: PersonFacts, at: number, post: string) => [
  String(at + 1),
  { text: person.name, size: [...person.name].length > 6 ? 10.5 : 14 },
  person.sex,
  { text: person.ethnicity, size: [...person.ethnicity].length > 2 ? 10.5 : 14 },
  birthCell(person.birth),
  person.education,
  birthCell(person.joined),
  post,
];

/** 序号 姓名 性别 民族 出生年月 学历 入党时间 and the post they stand for. */
export function peopleTable(posts: readonly PostFacts[], postHeading: string): Block {
  return {
    kind: 'table',
    columns: [
      { width: 11 },
      { width: null },
      { width: 12 },
      { width: 14 },
      { width: 22 },
      { width: 20 },
      { width: 22 },
      { width: 20 },
    ],
    head: ['序号', '姓名', '性别', '民族', '出生年月', '学历', '入党时间', postHeading],
    // Numbered through: two persons of one table have no number in common.
    rows: posts
      .flatMap(({ post, candidates }) => candidates.map((person) => ({ person, post })))
      .map(({ person, post }, at) => rowOf(person, at, post)),
  };
}
