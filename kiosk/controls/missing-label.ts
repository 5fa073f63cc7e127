/** 未交回: the cards that nobody handed back, and the unreadable ones among them. */
import type { Text } from '../session/language.ts';

export const missingLabel = (unreadable: number): Text =>
  unreadable === 0
    ? { zh: '未交回', en: 'Missing' }
    : { zh: `未交回（含不可读 ${unreadable}）`, en: `Missing (${unreadable} unreadable)` };
