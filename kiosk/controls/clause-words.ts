/** Where a clause stands, in both languages: a Chinese notice cites it in Chinese. */
import type { Text } from '../session/language.ts';

const SOURCE_NAME: Readonly<Record<string, string>> = { rules: '规则', specification: '技术规范' };

/** "rules §4.1" is 规则第4.1节; names of laws are Chinese already. */
export function clauseWords(clause: string): Text {
  const [, source = '', section = ''] = /^(rules|specification) §(\S+)$/.exec(clause) ?? [];
  const name = SOURCE_NAME[source];
  return { zh: name === undefined ? clause : `${name}第${section}节`, en: clause };
}
