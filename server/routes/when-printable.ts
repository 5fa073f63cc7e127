import { err, type Result } from '../../crypto/result.ts';
import { UnprintableCharacter } from '../../printables/layout/typefaces.ts';

type Unprintable = { readonly code: 'not-printable'; readonly detail: readonly { zh: string; en: string }[] };

/** A name may hold a character that no font has: that is said, with the character. */
export async function whenPrintable<T, E>(make: () => Promise<Result<T, E>>): Promise<Result<T, E | Unprintable>> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof UnprintableCharacter)) throw error;
    const { character, text } = error;
    return err({
      code: 'not-printable' as const,
      detail: [{ zh: `「${character}」，见于「${text}」`, en: `${character} in ${text}` }],
    });
  }
}
