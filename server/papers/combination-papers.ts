/** The papers of a combined 民主推荐: what they are called, and from when on each can be made (rules §6.2). */
import type { CombinedListFacts } from '../../printables/documents/combined-list.ts';
import type { OfficialDocument } from '../../printables/documents/document.ts';
import { officialDocx } from '../../printables/documents/document-docx.ts';
import { officialPdf } from '../../printables/documents/document-pdf.ts';
import { timeOf } from '../../printables/documents/facts.ts';
import { publicityReport, recommendationNotice } from '../../printables/documents/recommendation-notice.ts';
import { recommendationSummary } from '../../printables/documents/recommendation-summary.ts';
import type { Text } from '../contract/text.ts';
import type { CombinationPaper } from '../contract/township-papers.ts';
import { fonts } from '../services/fonts.ts';
import type { NamedBytes } from './meeting-papers.ts';

interface CombinationKind {
  readonly kind: string;
  readonly title: Text;
  /** Null: not yet. */
  readonly of: (facts: CombinedListFacts) => OfficialDocument | null;
  readonly waitsFor: Text;
}

export const COMBINATION_KINDS: readonly CombinationKind[] = [
  {
    kind: 'summary',
    title: { zh: '民主推荐汇总表', en: 'Summary of the recommendations' },
    of: (facts) => (facts.groups.length === 0 ? null : recommendationSummary(facts)),
    waitsFor: { zh: '推荐结果已退回', en: 'a result was returned' },
  },
  {
    kind: 'notice',
    title: { zh: '公示：初步人选', en: 'Public notice of the list' },
    of: (facts) => (facts.persons.length < facts.required ? null : recommendationNotice(facts)),
    waitsFor: { zh: '先确定名单', en: 'fix the list first' },
  },
  {
    kind: 'publicity-report',
    title: { zh: '公示情况（意见和处理）', en: 'Report of the publicity: objections and how they were handled' },
    of: (facts) => (facts.publicity.posting === null ? null : publicityReport(facts)),
    waitsFor: { zh: '公示以后', en: 'once the list is posted' },
  },
];

const FORMATS = ['pdf', 'docx'] as const;
type Format = (typeof FORMATS)[number];

export const combinationPapersOf = (id: string, facts: CombinedListFacts): CombinationPaper[] =>
  COMBINATION_KINDS.map(({ kind, title, of, waitsFor }) => {
    const ready = of(facts) !== null;
    const files = FORMATS.map((format) => ({
      format,
      href: `/api/township/combinations/${id}/papers/${kind}/${format}`,
    }));
    return { kind, title, files, ready, waitsFor: ready ? null : waitsFor };
  });

/** Undefined: there is no such paper, or not yet. */
export async function combinationPaper(
  facts: CombinedListFacts,
  kind: string,
  format: Format,
): Promise<NamedBytes | undefined> {
  const document = COMBINATION_KINDS.find((one) => one.kind === kind)?.of(facts);
  if (document === undefined || document === null) return undefined;
  const dated =
    facts.publicity.posting?.posted ??
    facts.groups
      .map(({ date }) => date)
      .toSorted()
      .at(-1) ??
    null;
  const about = { author: facts.office, date: timeOf(dated) };
  const bytes =
    format === 'docx' ? await officialDocx(document, about) : await officialPdf(document, { ...about, fonts: fonts() });
  return { bytes, fileName: `${document.name}.${format}` };
}
