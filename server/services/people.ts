/** How persons are shown and found: pinyin, initials, surname buttons. Computed once a name, because pages poll. */
import type { z } from 'zod';
import { pinyinInitials, pinyinName } from '../../tally/meeting/pinyin.ts';
import { surnameButtons } from '../../tally/meeting/stroke-order.ts';
import { surnameOf } from '../../tally/meeting/surname.ts';
import { type Contest, personsOn } from '../../tally/record/contest.ts';
import { label, type Person } from '../../tally/record/person.ts';
import type { Pickable, surnameSchema } from '../contract/shared.ts';

type Reading = { readonly surname: string; readonly pinyin: string; readonly initials: string };

const KEPT = 5000;
const readings = new Map<string, Reading>();

export function readingOf(name: string): Reading {
  const known = readings.get(name);
  if (known !== undefined) return known;
  const surname = surnameOf(name);
  const reading = { surname, pinyin: pinyinName(name, [...surname].length), initials: pinyinInitials(name) };
  if (readings.size >= KEPT) readings.clear();
  readings.set(name, reading);
  return reading;
}

export function pickable(person: Person): Pickable {
  return { ...person, label: label(person), ...readingOf(person.name) };
}

export const distinctPersons = (persons: readonly Person[]): readonly Person[] => [
  ...new Map(persons.map((person) => [label(person), person])).values(),
];

type Surnames = z.infer<typeof surnameSchema>[];
const buttons = new Map<string, Surnames>();

/** `key` names the person inside the button: a label, or a member's id at the desk. */
export function surnamesOf(
  people: readonly { readonly name: string; readonly key: string }[],
  supplied: Readonly<Record<string, string>>,
): Surnames {
  const memo = JSON.stringify([people, supplied]);
  const known = buttons.get(memo);
  if (known !== undefined) return known;
  const computed = surnameButtons(
    people.map(({ name }) => name),
    supplied,
  ).map(({ surname, strokes, people: indices }) => ({
    surname,
    strokes,
    people: indices.flatMap((index) => people[index]?.key ?? []),
  }));
  if (buttons.size >= 50) buttons.clear();
  buttons.set(memo, computed);
  return computed;
}

/** Who can be named by hand on a paper: the persons of an election, and everybody who may be recommended. */
export const personsToPick = (contest: Contest): readonly Person[] =>
  contest.kind === 'appraisal' ? [] : personsOn(contest);
