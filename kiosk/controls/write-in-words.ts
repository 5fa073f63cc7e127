/** The person whom a voter names beside a candidate, on the ballot and in the review. */
import type { Text } from '../session/language.ts';

export const writtenIn = (name: string): Text => ({ zh: `另选：${name}`, en: `Write-in: ${name}` });
