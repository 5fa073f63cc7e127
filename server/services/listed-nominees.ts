/**
 * Whom a settled list of recommendations names is on the superior's list of persons from then on (rules §4.1 steps 12 to 15): vetted,
 * and proposed to the village, without being typed again. What was entered about somebody stays.
 */
import { NOBODY, type Nominee, POST_NAME } from '../contract/nominee.ts';
import type { Database } from '../store/database.ts';
import { loadRealMeetings } from '../store/meeting.ts';
import { loadRoll, type StoredMember } from '../store/roll.ts';
import { loadNomineesOf, saveNominee } from '../store/villages.ts';
import type { RatedSource } from './form-sources.ts';
import { sexOf } from './nominee-conditions.ts';

/** 村党支部书记人选, 副书记, 委员: by the title of the list. */
export const postOfList = (list: string): Nominee['post'] =>
  list.includes(POST_NAME.deputy.zh) ? 'deputy' : list.includes(POST_NAME.secretary.zh) ? 'secretary' : 'member';

const BIRTH = /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/;

/** Null where the roll has nobody of the name, or several. */
function onRoll(name: string, rolls: readonly (readonly StoredMember[])[]): StoredMember | null {
  for (const roll of rolls) {
    const found = roll.filter((member) => member.name === name);
    if (found.length === 1) return found[0] ?? null;
  }
  return null;
}

export async function takeListed(
  db: Database,
  persons: readonly string[],
  sources: readonly RatedSource[],
): Promise<void> {
  const [first] = sources;
  if (first === undefined) return;
  const sourceOf = (name: string) => sources.find(({ form }) => form.rows.some(({ label }) => label === name)) ?? first;
  const meetings = await loadRealMeetings(db);
  for (const organization of new Set(persons.map((name) => sourceOf(name).organization))) {
    const own = meetings.filter(({ draft }) => draft.organization === organization);
    // The newest roll knows best.
    const rolls = await Promise.all(own.toReversed().map(({ id }) => loadRoll(db, id)));
    const known = new Set((await loadNomineesOf(db, organization)).map(({ name }) => name));
    for (const name of persons) {
      const source = sourceOf(name);
      if (source.organization !== organization || known.has(name)) continue;
      const member = onRoll(name, rolls);
      await saveNominee(db, organization, null, {
        ...NOBODY,
        name,
        post: postOfList(source.list),
        sex: sexOf(member?.gender ?? ''),
        ethnicity: member?.ethnicity ?? '',
        birth: BIRTH.test(member?.birth ?? '') ? (member?.birth ?? '') : '',
        education: member?.education ?? '',
        joined: member?.joined ?? '',
      });
    }
  }
}
