/**
 * The summary across villages (rules §4.2): who was elected, by sex, age and education, turnout and structure. Numbers and names come
 * from signed result sheets alone, each with its signature verified; persons' data from what was entered about them or from the roll.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { type ResultSheetData, resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { openResultSheet } from '../../printables/signed/open-result-sheet.ts';
import { verifySignedPdf } from '../../printables/signed/verify-signed-pdf.ts';
import { ageOn, daysBetween } from '../../tally/calendar/day.ts';
import { label } from '../../tally/record/person.ts';
import { committeeFindings, YOUNG_AGE } from '../../tally/structure/committee-structure.ts';
import { COLLEGE, educationLevel } from '../../tally/structure/education.ts';
import type { Nominee } from '../contract/nominee.ts';
import type { Summary, SummaryRow, VillageRow } from '../contract/villages.ts';
import type { Database } from '../store/database.ts';
import { loadMeetings } from '../store/meeting.ts';
import { loadPaperFiles, loadPapers } from '../store/office-papers.ts';
import { loadAnswer, loadSheet } from '../store/record-sheet.ts';
import { loadRoll } from '../store/roll.ts';
import { loadNominees } from '../store/villages.ts';
import { sexOf, WARN } from './nominee-conditions.ts';

/** Rounds and by-elections of one re-election lie within a year of the newest of them. */
const ONE_ELECTION_DAYS = 366;

/** A sheet whose signature holds with the key that its own record declares. */
export function signedSheet(pdf: Uint8Array): ResultSheetData | undefined {
  const opened = openResultSheet(pdf);
  if (!opened.ok) return undefined;
  const sheet = resultSheetData(opened.value.record, opened.value.settings);
  if (!sheet.ok) return undefined;
  const key = decodeBase64url(sheet.value.meeting.keys.sheet);
  return verifySignedPdf(pdf, key).faults.length === 0 ? sheet.value : undefined;
}

type Person = Pick<Nominee, 'sex' | 'birth' | 'education' | 'villageHead'>;

export async function villageSummary(db: Database, rows: readonly VillageRow[]): Promise<Summary> {
  const { sheets, people } = await signedResults(db);
  for (const { organization, name, ...person } of await loadNominees(db))
    people.set(`${organization}\n${name}`, person);
  const summed = rows.map((row) => summaryRow(row, sheets, (name) => people.get(`${row.organization}\n${name}`)));
  const stages = [...new Set(rows.map(({ stage }) => stage.zh))].map((zh) => {
    const own = rows.filter(({ stage }) => stage.zh === zh);
    return { zh, en: own[0]?.stage.en ?? zh, count: own.length };
  });
  return { rows: summed, stages };
}

async function signedResults(
  db: Database,
): Promise<{ readonly sheets: readonly ResultSheetData[]; readonly people: Map<string, Person> }> {
  const sheets: ResultSheetData[] = [];
  const people = new Map<string, Person>();
  for (const { id, phase, currentRound } of await loadMeetings(db)) {
    // What the superior has returned is no result yet.
    if (phase === 'answered' && (await loadAnswer(db, id))?.decision === 'return') continue;
    for (let round = 1; round <= currentRound; round += 1) {
      const stored = await loadSheet(db, id, round);
      const sheet = stored === undefined ? undefined : signedSheet(stored.pdf);
      if (sheet === undefined) continue;
      sheets.push(sheet);
      const { organization } = sheet.meeting;
      const roll = await loadRoll(db, id);
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
  }
  for (const paper of await loadPapers(db)) {
    if (paper.content.type !== 'result' || paper.answer?.decision === 'return') continue;
    const files = await loadPaperFiles(db, paper.id);
    const sheet = files === undefined ? undefined : signedSheet(files.pdf);
    if (sheet === undefined || sheets.some((one) => one.root === sheet.root)) continue;
    sheets.push(sheet);
  }
  return { sheets, people };
}

function summaryRow(
  { organization, kind, stage }: VillageRow,
  all: readonly ResultSheetData[],
  personOf: (name: string) => Person | undefined,
): SummaryRow {
  const sheets = all
    .filter(({ meeting, contests }) => meeting.organization === organization && contests.length > 0)
    .toSorted((a, b) => (a.meeting.date < b.meeting.date ? -1 : 1));
  const last = sheets.at(-1);
  const own = sheets.filter(
    ({ meeting }) => last !== undefined && daysBetween(meeting.date, last.meeting.date) <= ONE_ELECTION_DAYS,
  );
  // Turnout is that of the assembly that elected the committee, else of the first ballot.
  const assembly = own.find(({ contests }) => contests.some(({ contest }) => contest.post === '委员')) ?? own[0];
  const elected = [...new Set(own.flatMap(({ contests }) => contests.flatMap((one) => one.elected)))];
  const secretaries = own.flatMap(({ contests }) =>
    contests.flatMap(({ contest, elected: names }) => (contest.post === '书记' ? names : [])),
  );
  const on = last?.meeting.date ?? '';
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
  return {
    organization,
    kind,
    stage: stage.zh,
    expected: assembly?.close.expected ?? null,
    present: assembly?.close.present ?? null,
    recovered: assembly?.close.casts ?? null,
    elected: elected.length,
    known: ages.length,
    women: persons.filter(({ person }) => person?.sex === 'female').length,
    young: ages.filter((age) => age <= YOUNG_AGE).length,
    above55: ages.filter((age) => age > 55).length,
    college: persons.filter(({ person }) => (educationLevel(person?.education ?? '') ?? -1) >= COLLEGE).length,
    unknown: persons.filter(
      ({ person }) =>
        person === undefined ||
        person.sex === '' ||
        ageOn(person.birth, on) === null ||
        educationLevel(person.education) === null,
    ).length,
    villageHead: secretaries.length === 0 ? null : secretaries.some((name) => personOf(name)?.villageHead === true),
    structure: elected.length === 0 ? null : committeeFindings(members, on, WARN).length === 0,
  };
}
