/** 2026-11-28 → 2026年11月28日: Arabic digits without leading zeros (GB/T 9704-2012 7.3.5). */
export function officialDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
