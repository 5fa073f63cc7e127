/** 2026.4.5, 2026年4月5日 and 2026-04-05 are one day; 1974.4 and 1974年04月 one month. Null: neither. */
export function writtenDay(text: string): string | null {
  const found = /^(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})\s*日?)?\s*月?$/.exec(text.trim());
  if (found === null) return null;
  const [, year, month = '', date] = found;
  return [year, month.padStart(2, '0'), ...(date === undefined ? [] : [date.padStart(2, '0')])].join('-');
}
