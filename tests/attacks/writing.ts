/** Deviations at the moment an entry is written: with the valid keys of everybody who has to sign it. */
import type { EntryType, SignedEntry } from '../../tally/record/entry.ts';
import type { Deviation, Draft } from '../../tally/simulation/deviation.ts';

type Of<T extends EntryType> = Extract<SignedEntry, { readonly type: T }>;

/** Other fields in every entry of a type; `at` counts them from 0. */
export const rewrite =
  <T extends SignedEntry['type']>(type: T, change: (entry: Of<T>, at: number) => object) =>
  (): Deviation => {
    let at = 0;
    return {
      write: (draft) => (draft.type === type ? ({ ...draft, ...change(draft as Of<T>, at++) } as Draft) : draft),
    };
  };

/** Another list of entries in place of one of a type. */
export const replaceEntry =
  <T extends SignedEntry['type']>(type: T, replace: (entry: Of<T>, at: number) => readonly object[]) =>
  (): Deviation => {
    let at = 0;
    return { write: (draft) => (draft.type === type ? (replace(draft as Of<T>, at++) as readonly Draft[]) : draft) };
  };

export const leaveOut = (type: SignedEntry['type'], which: (at: number) => boolean = () => true) =>
  replaceEntry(type, (entry, at) => (which(at) ? [] : [entry]));

export const signedBy = (type: SignedEntry['type'], authors: NonNullable<Deviation['authors']>) => (): Deviation => ({
  authors: (draft, own) => (draft.type === type ? authors(draft, own) : own),
});
