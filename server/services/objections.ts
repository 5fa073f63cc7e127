/** Objections to what is posted, a list, a judgement or the candidates: taken while it is posted, each answered in writing (rules §4.3, §4.4). */
import { err, ok, type Result } from '../../crypto/result.ts';
import { amount } from '../../tally/text/amount.ts';
import type { Text } from '../contract/text.ts';

/** `handling`: '' until it is answered. */
export interface Objection {
  readonly day: string;
  readonly words: string;
  readonly handling: string;
}

export interface Posted {
  readonly publicity?: object | null;
  readonly objections?: readonly Objection[];
}

export const withObjection = <C extends Posted>(content: C, objection: Objection): Result<C, 'not-posted'> =>
  content.publicity == null
    ? err('not-posted')
    : ok({ ...content, objections: [...(content.objections ?? []), objection] });

/**
 * The place of each line among those that stand: day and words make an objection, the second of two equal ones is the second. -1: a
 * new one. So a list that went out comes back without doubling anything.
 */
export function placesAmong(
  standing: readonly Objection[],
  read: readonly Pick<Objection, 'day' | 'words'>[],
): readonly number[] {
  const taken = new Set<number>();
  return read.map(({ day, words }) => {
    const place = standing.findIndex(
      (one, at) => !taken.has(at) && one.day === day && one.words.normalize('NFC') === words,
    );
    if (place !== -1) taken.add(place);
    return place;
  });
}

/** New ones behind those that stand, and how one was handled where nobody has said it yet; nothing that stands is lost. */
export function joinedObjections(standing: readonly Objection[], read: readonly Objection[]): readonly Objection[] {
  const places = placesAmong(standing, read);
  const answered = standing.map((one, at) => {
    const said = read[places.indexOf(at)]?.handling ?? '';
    return one.handling === '' ? { ...one, handling: said } : one;
  });
  return [...answered, ...read.filter((_, at) => places[at] === -1)];
}

export const withObjections = <C extends Posted>(content: C, read: readonly Objection[]): Result<C, 'not-posted'> =>
  content.publicity == null
    ? err('not-posted')
    : ok({ ...content, objections: joinedObjections(content.objections ?? [], read) });

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
  return open > 0
    ? [
        {
          zh: `还有 ${open} 条意见没有写明处理。`,
          en: `${amount(open, 'objection is', 'objections are')} not handled.`,
        },
      ]
    : [];
}
