/** Whom a name written by hand means: a printed candidate, a person who may be written in, or nobody who counts. */
import { label } from '../record/person.ts';
import type { PaperContest } from './paper-ballot.ts';

export type ResolvedName =
  | { readonly kind: 'candidate'; readonly label: string; readonly candidate: number }
  | { readonly kind: 'eligible'; readonly label: string }
  /** 预备党员, no member, or not electable here. */
  | { readonly kind: 'ineligible'; readonly label: string }
  /** Two persons have this name and nothing tells which is meant. */
  | { readonly kind: 'ambiguous'; readonly label: string }
  | { readonly kind: 'illegible'; readonly label: '' };

/** Blanks inside and around a written name mean nothing. */
const plain = (name: string): string => name.normalize('NFC').replace(/\s/g, '');

export function resolveName(
  contest: Pick<PaperContest, 'candidates' | 'writeIns'>,
  written: string | null,
): ResolvedName {
  const name = plain(written ?? '');
  if (name === '') return { kind: 'illegible', label: '' };
  const persons = [
    ...contest.candidates.map((person, candidate) => ({ person, candidate })),
    ...contest.writeIns.map((person) => ({ person, candidate: null })),
  ];
  const exact = persons.filter(({ person }) => plain(label(person)) === name);
  const found = exact.length > 0 ? exact : persons.filter(({ person }) => plain(person.name) === name);
  const [one, other] = found;
  if (one === undefined) return { kind: 'ineligible', label: name };
  if (other !== undefined) return { kind: 'ambiguous', label: name };
  if (one.candidate === null) return { kind: 'eligible', label: label(one.person) };
  return { kind: 'candidate', label: label(one.person), candidate: one.candidate };
}
