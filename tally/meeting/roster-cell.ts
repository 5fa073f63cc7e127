/** Cells of a roster as people type them → values. Null means: not understood; '' or undefined: nothing written. */
import type { Cell } from './roster-table.ts';

/** The written text of a cell, without surrounding blanks; spreadsheets give dates and numbers of their own. */
export function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'object') return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return String(cell)
    .normalize('NFC')
    .replace(/[\u200B\uFEFF]/g, '')
    .trim();
}

/** 1974-04, 1974.4, 1974/04/12, 1974年4月, 197404, 19740412 → '1974-04'; the day is not kept. */
export function parseMonth(text: string): string | null {
  const clean = text.normalize('NFKC').replace(/\s/g, '');
  const match =
    /^(\d{4})[-./年](\d{1,2})(?:[-./月](?:\d{1,2}日?)?)?$/.exec(clean) ?? /^(\d{4})(\d{2})(?:\d{2})?$/.exec(clean);
  const year = Number(match?.[1]);
  const month = Number(match?.[2]);
  if (match === null || year < 1900 || year > 2100 || month < 1 || month > 12) return null;
  return `${year}-${String(month).padStart(2, '0')}`;
}

export interface ParsedName {
  readonly name: string;
  /** Blanks between Chinese characters (王　芳) were dropped. */
  readonly hadSpaces: boolean;
}

const HAN_SPACES = /(?<=[\p{Script=Han}·])\s+(?=[\p{Script=Han}·])/gu;

/**
 * A name is letters, the separating dot of names in other languages, and blanks in names written in Latin letters.
 * Private-use characters and question marks are rare characters lost by an old encoding: they must be typed again.
 */
export function parseName(text: string): ParsedName | null {
  const dotted = text.replace(/[•・‧∙⋅．.]/g, '·').replace(/[\u3000\u00A0\t]/g, ' ');
  const name = dotted.replace(HAN_SPACES, '').replace(/ +/g, ' ');
  if (!/^[\p{L}\p{M}][\p{L}\p{M}· '’-]{0,59}$/u.test(name) || /^(合计|总计|共计|小计|姓名)/.test(name)) return null;
  return { name, hadSpaces: name !== dotted };
}

export function parseGender(text: string): '男' | '女' | '' | null {
  if (text === '') return '';
  if (/^(男性?|M|male)$/i.test(text)) return '男';
  return /^(女性?|F|female)$/i.test(text) ? '女' : null;
}

export function parseCategory(text: string): 'full' | 'probationary' | null {
  if (/^(正式(党员)?|中共正式党员|full)$/i.test(text)) return 'full';
  return /^(中共)?预备(党员)?$|^probationary$/i.test(text) ? 'probationary' : null;
}

export function parseYesNo(text: string): boolean | null {
  if (/^(有|是|√|✓|1|yes|true)$/i.test(text)) return true;
  return /^(无|否|没有|×|✗|0|no|false)$/i.test(text) ? false : null;
}
