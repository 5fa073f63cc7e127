/** What there is to say when a screen has changed, or the focus has moved: what is new, and once more all of it for 0. Pure. */

export type PageWords = {
  /** Screen and title: another one is another page. */
  readonly page: string;
  /** What the page says, piece by piece: neither controls nor rows of them. */
  readonly text: readonly string[];
  readonly status: string;
  readonly focus: Element | null;
  /** Rows and questions around it, the outermost first. */
  readonly within: readonly string[];
  /** Its name, and whether it is chosen. */
  readonly control: string;
};

export const NOTHING: PageWords = { page: '', text: [], status: '', focus: null, within: [], control: '' };

export type News = {
  /** Texts in the order in which they are said. */
  readonly now: readonly string[];
  /** The same with the row it is about: what 0 says again. */
  readonly again: readonly string[];
  /** Whether it cuts what is being said; a state that changes by itself waits for its turn. */
  readonly cuts: boolean;
};

const said = (...texts: readonly string[]): readonly string[] => texts.filter((text) => text !== '');

/** Null: nothing is new. */
export function pageNews(before: PageWords, after: PageWords): News | null {
  const focus = [...after.within, after.control];
  if (after.page !== before.page) {
    const all = said(...after.text, after.status, ...focus);
    return { now: all, again: all, cuts: true };
  }
  const status = after.status === before.status ? '' : after.status;
  const again = said(...focus, status);
  if (after.focus !== null && after.focus !== before.focus) {
    const entered = after.within.filter((group) => !before.within.includes(group));
    return { now: said(...entered, after.control, status), again, cuts: true };
  }
  const isChanged = after.control !== before.control || after.within.join('\n') !== before.within.join('\n');
  if (after.focus !== null && isChanged) return { now: again, again, cuts: true };
  return status === '' ? null : { now: [status], again, cuts: false };
}
