/**
 * The articles that notices cite. Only articles whose text was read are cited by number alone; every other citation
 * says that number or wording still waits for a check against the official text, and must keep saying so on paper.
 */
import type { Text } from '../text/text.ts';
import type { RuleSet } from './settings.ts';

export type ClauseName =
  | 'term'
  | 'entitlement'
  | 'exclusions'
  | 'surplus'
  | 'equal-number'
  | 'quorum'
  | 'scrutineers'
  | 'ballot-order'
  | 'marks'
  | 'write-in'
  | 'election-validity'
  | 'majority'
  | 'tie'
  | 'shortfall'
  | 'method'
  | 'repeal';

export const RULE_SET_NAME = {
  '2020': {
    zh: '《中国共产党基层组织选举工作条例》（2020年7月13日）',
    en: 'Regulation on the election work of grass-roots organizations of the CPC (13 July 2020)',
  },
  '1990': {
    zh: '《中国共产党基层组织选举工作暂行条例》（1990年6月27日，已废止）',
    en: 'Interim Regulation on the election work of grass-roots organizations of the CPC (27 June 1990, repealed)',
  },
} as const satisfies Record<RuleSet, Text>;

const read = (zh: string, en: string): Text => ({ zh: `2020年条例${zh}`, en: `2020 Regulation, ${en}` });
const unconfirmed = (zh: string, en: string): Text => ({
  zh: `2020年条例${zh}（条号待核）`,
  en: `2020 Regulation${en} – article number not confirmed`,
});
const INTERIM: Text = {
  zh: '1990年暂行条例（条号待核）',
  en: '1990 Interim Regulation – article number not confirmed',
};
const METHOD: Text = { zh: '选举办法', en: 'the adopted election method' };

const CLAUSES_2020: Readonly<Record<ClauseName, Text>> = {
  term: read('第三条', 'Art. 3'),
  entitlement: read('第五条', 'Art. 5'),
  exclusions: {
    zh: '中央组织部有关解释（文号待核）',
    en: 'an explanation of the Central Organization Department – document number not confirmed',
  },
  surplus: read('第十三条', 'Art. 13'),
  'equal-number': unconfirmed('第十七条', ', Art. 17'),
  quorum: unconfirmed('第十九条', ', Art. 19'),
  scrutineers: read('第二十二条', 'Art. 22'),
  'ballot-order': read('第二十四条', 'Art. 24'),
  marks: read('第二十五条', 'Art. 25'),
  'write-in': read('第二十五条', 'Art. 25'),
  'election-validity': unconfirmed('第二十七条', ', Art. 27'),
  majority: unconfirmed('', ''),
  tie: unconfirmed('', ''),
  shortfall: unconfirmed('', ''),
  method: METHOD,
  repeal: { zh: '2020年条例', en: '2020 Regulation' },
};

/** The clause behind a statement under a rule set. */
export function clause(ruleSet: RuleSet, name: ClauseName): Text {
  if (ruleSet === '2020' || name === 'method' || name === 'exclusions' || name === 'repeal') return CLAUSES_2020[name];
  return INTERIM;
}

/** The clause that a record cites by its Chinese words. */
export const citedClause = (zh: string): Text | undefined =>
  [...Object.values(CLAUSES_2020), INTERIM].find((cited) => cited.zh === zh);
