import { CHECK_TITLES } from '../../../tally/verify/check-titles.ts';
import type { Text } from '../../session/language.ts';

/** A name this page does not know is shown as it is rather than hidden. */
export function checkTitle(name: string): Text {
  return (CHECK_TITLES as Readonly<Record<string, Text>>)[name] ?? { zh: name, en: name };
}
