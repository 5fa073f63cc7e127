/** Levels of education as rosters write them (学历), lowest first. */

const LEVELS = [
  ['文盲', '不识字', '半文盲'],
  ['小学'],
  ['初中', '初级中学'],
  ['高中', '中专', '中技', '技校', '职高', '职业高中', '职业中专', '中等专科', '中等职业'],
  ['大专', '专科', '高职', '大学专科'],
  ['本科', '大学', '大学本科', '学士'],
  ['研究生', '硕士', '博士'],
] as const;

export const SENIOR_SECONDARY = 3;
/** 大专. */
export const COLLEGE = 4;

/** Place in the order; null: not understood. The longest word found decides, so that 中等专科 is no 专科 and 大学专科 no 大学. */
export function educationLevel(written: string): number | null {
  const text = written.normalize('NFKC').replace(/\s/g, '');
  const found = LEVELS.flatMap((words, level) =>
    words.filter((word) => text.includes(word)).map((word) => ({ level, length: word.length })),
  );
  if (found.length === 0) return null;
  return found.toSorted((a, b) => b.length - a.length || b.level - a.level)[0]?.level ?? null;
}
