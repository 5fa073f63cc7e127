/**
 * An official paper as data: a title, an addressee, running text with headings and tables, a closing phrase, attachments, name and
 * date. It is written once and drawn twice, as PDF (document-pdf.ts) and as DOCX (document-docx.ts), so that no wording exists in
 * two places.
 */
import type { Align } from '../layout/text.ts';

export interface TableColumn {
  /** In millimetres of the 156 of the type area; null: what the others leave. */
  readonly width: number | null;
  readonly align?: Align;
}

export interface TableCell {
  readonly text: string;
  readonly align?: Align;
  /** Columns it covers, 1 unless told. */
  readonly span?: number;
  /** It names this many rows below it, and stands on their page. */
  readonly titleOf?: number;
  /** In points, where it departs from the table's. */
  readonly size?: number;
}

export type TableRow = readonly (TableCell | string)[];

export type Block =
  /** `lead` stands before the text in Hei: 第一条. */
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      readonly lead?: string;
      readonly weight?: 'bold';
    }
  /** 一、 in Hei; （一） in Kai (GB/T 9704-2012 7.3.3). */
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  /** What is done and not said: （全场举手表决）. */
  | { readonly kind: 'cue'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly columns: readonly TableColumn[];
      readonly head: readonly string[];
      readonly rows: readonly TableRow[];
    };

export interface Annex {
  /** Among the attachments, from 1; null where there is only one. */
  readonly number: number | null;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface OfficialDocument {
  /** File name without its ending. */
  readonly name: string;
  /** The office whose red head stands above; null: no red head. */
  readonly letterhead: string | null;
  /** 清党请〔2026〕3号; '' where the office has none. */
  readonly number: string;
  readonly title: readonly string[];
  /** （草案）, below the title; '' for none. */
  readonly subtitle: string;
  readonly addressee: string;
  readonly blocks: readonly Block[];
  /** 妥否，请批示。 '' for none. */
  readonly closing: string;
  /** Titles of the papers that go with it. */
  readonly attachments: readonly string[];
  /** Null: nobody signs it. A date of null leaves a place for it. */
  readonly signature: { readonly organization: string; readonly day: string | null } | null;
  /** 附注 in brackets below the date: whom a superior asks about a request (GB/T 9704-2012 7.3.8); '' for none. */
  readonly remark: string;
  /** The attachments that stand in the same file, each on pages of its own. */
  readonly annexes: readonly Annex[];
  /** The last lines of the last page, between two rules (GB/T 9704-2012 7.4). */
  readonly imprint: { readonly left: string; readonly right: string } | null;
}

/** What most papers do not have. */
export const PLAIN = {
  letterhead: null,
  number: '',
  subtitle: '',
  addressee: '',
  closing: '',
  attachments: [],
  signature: null,
  remark: '',
  annexes: [],
  imprint: null,
} as const satisfies Partial<OfficialDocument>;

/** A heading, bold words that end in a colon, any words that do before a table: never the last line of a page. */
export const leadsIn = (block: Block, next: Block | undefined): boolean =>
  next !== undefined &&
  (block.kind === 'heading' ||
    (block.kind === 'paragraph' && block.text.endsWith('：') && (block.weight === 'bold' || next.kind === 'table')));

export const text = (words: string): Block => ({ kind: 'paragraph', text: words });
export const bold = (words: string): Block => ({ kind: 'paragraph', text: words, weight: 'bold' });
export const heading = (words: string): Block => ({ kind: 'heading', level: 1, text: words });
export const subheading = (words: string): Block => ({ kind: 'heading', level: 2, text: words });
export const cue = (words: string): Block => ({ kind: 'cue', text: words });
export const article = (lead: string, words: string): Block => ({ kind: 'paragraph', text: words, lead });

/** A place to write in by hand where a number or a name is not known yet. */
export const blank = (value: string | number | null | undefined, width = 4): string =>
  value === null || value === undefined || value === '' ? '_'.repeat(width) : String(value);

/** 附件：1.甲 / 2.乙 as lines; one alone has no number (GB/T 9704-2012 7.3.4). */
export function attachmentLines(titles: readonly string[]): readonly string[] {
  if (titles.length === 1) return [`附件：${titles[0]}`];
  return titles.map((title, at) => `${at === 0 ? '附件：' : '　　　'}${at + 1}.${title}`);
}

/** 联系人：甲，电话：乙 of what is known. */
export const contactRemark = (contact: string, telephone: string): string =>
  [contact === '' ? '' : `联系人：${contact}`, telephone === '' ? '' : `电话：${telephone}`]
    .filter((part) => part !== '')
    .join('，');

/** 〔2026〕 in hexagonal brackets and no leading zeros (GB/T 9704-2012 7.2.5), however it was typed. */
export function officialNumber(typed: string): string {
  return typed
    .trim()
    .replace(/[[［【(（〔](\d{4})[\]］】)）〕]/u, '〔$1〕')
    .replace(/〕\s*(?:第\s*)?0*(\d+)\s*号$/u, '〕$1号');
}
