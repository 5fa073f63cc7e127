/** Objections to what is posted, a list, a judgement or the candidates: taken while it is posted, each answered in writing (rules §4.3, §4.4). */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Text } from '../contract/text.ts';

/** `handling`: '' until it is answered. */
export interface Objection {
  readonly day: string;
  readonly words: string;
  readonly handling: string;
}

interface Posted {
  readonly publicity?: object | null;
  readonly objections?: readonly Objection[];
}

export const withObjection = <C extends Posted>(content: C, objection: Objection): Result<C, 'not-posted'> =>
  content.publicity == null
    ? err('not-posted')
    : ok({ ...content, objections: [...(content.objections ?? []), objection] });

export function withHandling<C extends Posted>(
  content: C,
  index: number,
  handling: string,
): Result<C, 'objection-unknown'> {
  const { objections = [] } = content;
  return objections[index] === undefined
    ? err('objection-unknown')
    : ok({ ...content, objections: objections.map((one, at) => (at === index ? { ...one, handling } : one)) });
}

/** Nothing is settled over an objection that nobody has answered. */
export function unhandled({ objections = [] }: Posted): readonly Text[] {
  const open = objections.filter(({ handling }) => handling === '').length;
  return open > 0 ? [{ zh: `还有 ${open} 条意见没有写明处理。`, en: `${open} objections are not handled.` }] : [];
}
