import type { Text } from '../session/language.ts';

const NAME: Readonly<Record<string, Text>> = { 男: { zh: '男', en: 'male' }, 女: { zh: '女', en: 'female' } };

/** As the roll says it; null where it says nothing. */
export const genderName = (gender: string): Text | null => NAME[gender] ?? null;
