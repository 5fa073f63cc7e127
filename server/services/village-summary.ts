/**
 * The summary across villages (rules §4.2): who was elected, by sex, age and education, turnout and structure. Numbers and names come
 * from signed result sheets alone, each with its signature verified; persons' data from what was entered about them or from the roll.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { answeredSheet } from '../../printables/reports/answered-sheet.ts';
import { openResultSheet } from '../../printables/signed/open-result-sheet.ts';
import { verifySignedPdf } from '../../printables/signed/verify-signed-pdf.ts';
import { ageOn, daysBetween } from '../../tally/calendar/day.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { label } from '../../tally/record/person.ts';
import { committeeFindings, YOUNG_AGE } from '../../tally/structure/committee-structure.ts';
import { COLLEGE, educationLevel } from '../../tally/structure/education.ts';
import type { Nominee } from '../contract/nominee.ts';
import type { Summary, SummaryRow, VillageRow } from '../contract/villages.ts';
import type { Database } from '../store/database.ts';
import { loadRealMeetings } from '../store/meeting.ts';
import { loadPaperFiles, loadPapers } from '../store/office-papers.ts';
import { loadAnswer, loadSheet } from '../store/record-sheet.ts';
import { loadRoll, type StoredMember } from '../store/roll.ts';
import { loadNominees } from '../store/villages.ts';
import { type ElectedOfRecord, electedOfRecord } from './elected-of-record.ts';
import { sexOf, WARN } from './nominee-conditions.ts';
import type { RecordLog } from './record-log.ts';

/** Rounds and by-elections of one re-election lie within a year of the newest of them. */
const ONE_ELECTION_DAYS = 366;

/** The record in a sheet whose signature holds with the key that the record itself declares. */
export function signedRecord(pdf: Uint8Array): { readonly record: string; readonly round: number } | undefined {
  const opened = openResultSheet(pdf);
  if (!opened.ok) return undefined;
  const { record, settings } = opened.value;
  const sheet = answeredSheet(record, settings.round);
  if (!sheet.ok) return undefined;
  const key = decodeBase64url(sheet.value.meeting.keys.sheet);
  return verifySignedPdf(pdf, key).faults.length === 0 ? { record, round: settings.round } : undefined;
}

type Person = Pick<Nominee, 'sex' | 'birth' | 'education' | 'villageHead'>;

export async function villageSummary(
  { db, log }: { readonly db: Database; readonly log: Pick<RecordLog, 'file'> },
  rows: readonly VillageRow[],
): Promise<Summary> {
  const { elections, people } = await signedResults(db, log);
  for (const { organization, name, ...person } of await loadNominees(db))
    people.set(`${organization}\n${name}`, person);
  const summed = rows.map((row) => summaryRow(row, elections, (name) => people.get(`${row.organization}\n${name}`)));
  const stages = [...new Set(rows.map(({ stage }) => stage.zh))].map((zh) => {
    const own = rows.filter(({ stage }) => stage.zh === zh);
    return { zh, en: own[0]?.stage.en ?? zh, count: own.length };
  });
  return { rows: summed, stages };
}

/** By meeting, each as its newest signed sheet and the rulings after it leave it. */
async function signedResults(
  db: Database,
  log: Pick<RecordLog, 'file'>,
): Promise<{ readonly elections: readonly ElectedOfRecord[]; readonly people: Map<string, Person> }> {
  const elections = new Map<string, { readonly round: number; readonly elected: ElectedOfRecord }>();
  const people = new Map<string, Person>();
  const add = (round: number, elected: ElectedOfRecord | undefined) => {
    if (elected !== undefined && (elections.get(elected.meeting)?.round ?? 0) < round)
      elections.set(elected.meeting, { round, elected });
  };
  for (const paper of await loadPapers(db)) {
    if (paper.content.type !== 'result' || paper.answer?.decision === 'return') continue;
    const files = await loadPaperFiles(db, paper.id);
    const signed = files === undefined ? undefined : signedRecord(files.pdf);
    if (signed !== undefined) add(signed.round, electedOfRecord(signed.record));
  }
  for (const { id, kind, phase, currentRound, draft } of await loadRealMeetings(db)) {
    // What the superior has returned is no result yet.
    if (!isElectionMeeting(kind) || (phase === 'answered' && (await loadAnswer(db, id))?.decision === 'return'))
      continue;
    const stored = await newestSheet(db, id, currentRound);
    const signed = stored === undefined ? undefined : signedRecord(stored);
    if (signed === undefined) continue;
    // The log holds the rulings that came after the sheet, too.
    add(signed.round, electedOfRecord(await log.file(id)));
    addRoll(people, draft.organization, await loadRoll(db, id));
  }
  return { elections: [...elections.values()].map(({ elected }) => elected), people };
}

async function newestSheet(db: Database, meeting: string, current: number): Promise<Uint8Array | undefined> {
  for (let round = current; round >= 1; round -= 1) {
    const stored = await loadSheet(db, meeting, round);
    if (stored !== undefined) return stored.pdf;
  }
  return undefined;
}

function addRoll(people: Map<string, Person>, organization: string, roll: readonly StoredMember[]): void {
  const names = roll.map(({ name }) => name);
  for (const { name, remark, gender, birth, education } of roll) {
    const isShared = names.indexOf(name) !== names.lastIndexOf(name);
    people.set(`${organization}\n${label({ name, remark: isShared ? remark : '' })}`, {
      sex: sexOf(gender),
      birth,
      education,
      villageHead: false,
    });
  }
}

export function summaryRow(
  { organization, kind, stage }: VillageRow,
  all: readonly ElectedOfRecord[],
  personOf: (name: string) => Person | undefined,
): SummaryRow {
  const held = all
    .filter((one) => one.organization === organization && one.contests.length > 0)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const last = held.at(-1);
  const own = held.filter(({ date }) => last !== undefined && daysBetween(date, last.date) <= ONE_ELECTION_DAYS);
  // Turnout is that of the assembly that elected the committee, else of the first ballot.
  const assembly = own.find(({ contests }) => contests.some(({ post }) => post === '委员')) ?? own[0];
  const elected = [...new Set(own.flatMap(({ contests }) => contests.flatMap((one) => one.elected)))];
  const secretaries = own.flatMap(({ contests }) =>
    contests.flatMap(({ post, elected: names }) => (post === '书记' ? names : [])),
  );
  const hasCommittee = own.some(({ contests }) =>
    contests.some(({ post, elected: names }) => post === '委员' && names.length > 0),
  );
  const on = last?.date ?? '';
  const persons = elected.map((name) => ({ name, person: personOf(name) }));
  const ages = persons.flatMap(({ person }) => {
    const age = person === undefined ? null : ageOn(person.birth, on);
    return age === null ? [] : [age];
  });
  const members = persons.map(({ name, person }) => ({
    name,
    sex: person === undefined || person.sex === '' ? null : person.sex,
    birth: person?.birth ?? '',
  }));
  const counted = (number: number): number | null => (last === undefined ? null : number);
  return {
    organization,
    kind,
    stage: stage.zh,
    expected: assembly?.turnout?.expected ?? null,
    present: assembly?.turnout?.present ?? null,
    recovered: assembly?.turnout?.recovered ?? null,
    elected: counted(elected.length),
    known: counted(ages.length),
    women: counted(persons.filter(({ person }) => person?.sex === 'female').length),
    young: counted(ages.filter((age) => age <= YOUNG_AGE).length),
    above55: counted(ages.filter((age) => age > 55).length),
    college: counted(persons.filter(({ person }) => (educationLevel(person?.education ?? '') ?? -1) >= COLLEGE).length),
    unknown: counted(
      persons.filter(
        ({ person }) =>
          person === undefined ||
          person.sex === '' ||
          ageOn(person.birth, on) === null ||
          educationLevel(person.education) === null,
      ).length,
    ),
    villageHead: secretaries.length === 0 ? null : secretaries.some((name) => personOf(name)?.villageHead === true),
    // Without members of a committee there is no structure to have (rules §1.2).
    structure: hasCommittee ? committeeFindings(members, on, WARN).length === 0 : null,
  };
}
