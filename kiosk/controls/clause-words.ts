/** Where a clause stands, in both languages, and a sentence with the clause that it rests on behind it. */
import { citedClause } from '../../tally/rules/clauses.ts';
import type { Text } from '../session/language.ts';

const SOURCE_NAME: Readonly<Record<string, Text>> = {
  rules: { zh: '规则', en: 'Rules' },
  specification: { zh: '技术规范', en: 'Technical specification' },
};

/** "rules §4.1" is 规则第4.1节; articles of a regulation are cited by their Chinese words. */
export function clauseWords(clause: string): Text {
  const [, source = '', section = ''] = /^(rules|specification) §(\S+)$/.exec(clause) ?? [];
  const name = SOURCE_NAME[source];
  if (name !== undefined) return { zh: `${name.zh}第${section}节`, en: `${name.en}, section ${section}` };
  return citedClause(clause) ?? { zh: clause, en: clause };
}

/** English notices of a count name their clause themselves; a Chinese one has it beside it. */
export function withClause({ zh, en, clause }: Text & { readonly clause: string | null }): Text {
  if (clause === null) return { zh, en };
  const cited = clauseWords(clause);
  return {
    zh: `${zh}${/[。！？]$/u.test(zh) ? '' : '。'}依据：${cited.zh}。`,
    en: en.endsWith(`[${cited.en}]`) ? en : `${en} [${cited.en}]`,
  };
}
