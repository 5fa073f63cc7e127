/** The township's desk: its villages with their state, persons and conditions, joint vetting, papers by stick and their answers. */
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { officialPdf } from '../../printables/documents/document-pdf.ts';
import { timeOf } from '../../printables/documents/facts.ts';
import { summaryPaper } from '../../printables/documents/summary.ts';
import { vettingTablePdf } from '../../printables/forms/vetting-table.ts';
import { openResultSheet } from '../../printables/signed/open-result-sheet.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { sanctionedFindings, sanctionedMaximum } from '../../tally/structure/township-limits.ts';
import { amount } from '../../tally/text/amount.ts';
import { withDeclaration } from '../contract/declared-grounds.ts';
import { type Declaration, type Nominee, POST_NAME } from '../contract/nominee.ts';
import type { Problem } from '../contract/shared.ts';
import type { Text } from '../contract/text.ts';
import { unlisted } from '../contract/unlisted-village.ts';
import type {
  Comparison,
  OfficePaper,
  PaperExamination,
  Summary,
  Vetting,
  Village,
  VillageRow,
  VillageView,
} from '../contract/villages.ts';
import { departmentList, readDepartments } from '../papers/department-list.ts';
import { holidayList } from '../papers/holiday-list.ts';
import { compareList } from '../papers/list-comparison.ts';
import type { List } from '../papers/lists.ts';
import { readVillageObjections, villageObjectionList } from '../papers/objection-list.ts';
import { kindOfResult, resultName } from '../papers/office-paper.ts';
import { digestOf, type ReplyContent, signReply } from '../papers/request-file.ts';
import { drawResultAnswer, resultOfRecord } from '../papers/result-answer.ts';
import { readTable } from '../papers/table-rows.ts';
import {
  personList,
  readPersons,
  readVettings,
  readVillages,
  summaryList,
  vettingList,
  villageList,
} from '../papers/village-lists.ts';
import type { Database } from '../store/database.ts';
import {
  answerPaper,
  insertPaper,
  loadPaper,
  loadPaperFiles,
  type PaperAnswer,
  type StoredPaper,
} from '../store/office-papers.ts';
import { loadTownshipSettings } from '../store/township.ts';
import {
  deleteNominee,
  deleteVillage,
  ensureVillage,
  loadNominees,
  loadVettings,
  loadVillages,
  lockVillage,
  lockVillages,
  replaceDepartments,
  type StoredNominee,
  type StoredVetting,
  type StoredVillage,
  saveNominee,
  saveVetting,
  saveVillage,
  saveVillageContent,
} from '../store/villages.ts';
import { loadLedger } from '../store/work-ledger.ts';
import type { ProofPool } from '../workers/proof-pool.ts';
import { termProblemsOn, unvettedProblems, vettingOf } from './agreed-candidates.ts';
import { type Calendar, loadCalendar } from './calendar.ts';
import { fonts } from './fonts.ts';
import { superiorSheetKey } from './meeting-keys.ts';
import { committeeProblems, nomineeProblems, sexOf } from './nominee-conditions.ts';
import { missingNotice, type PostedNotice, postedNotice, unfinishedNotice } from './notice-problems.ts';
import { type Objection, unhandled, withHandling, withObjection, withObjections } from './objections.ts';
import { confirmSigner, examineIncoming, type Incoming, REQUEST_TITLE, refusedChecks } from './paper-exchange.ts';
import type { RecordLog } from './record-log.ts';
import { asProblem } from './structure-problem.ts';
import { chineseDay } from './township.ts';
import { namesAnotherOffice } from './township-settings.ts';
import { departmentsThatVet, loadVillageFacts } from './village-facts.ts';
import { electionDay, lateProblems, stageOf, type VillageFacts } from './village-progress.ts';
import { villageSummary } from './village-summary.ts';
import { ledgerLate } from './work-ledger.ts';

type Listed = { readonly imported: boolean; readonly rows: number; readonly lines: (Problem & { line: number })[] };

export type Villages = {
  readonly list: () => Promise<{
    readonly villages: VillageRow[];
    readonly sanctioned: { readonly count: number; readonly most: number; readonly findings: Problem[] };
  }>;
  readonly view: (id: string) => Promise<VillageView | undefined>;
  readonly save: (id: string | null, values: Village) => Promise<Result<string, 'village-taken'>>;
  readonly remove: (id: string) => Promise<void>;
  readonly importVillages: (file: Uint8Array) => Promise<Result<Listed, 'file-unreadable'>>;
  /** Objections to the posted candidates of every village, and how they were handled: every line or none. */
  readonly importObjections: (file: Uint8Array) => Promise<Result<Listed, 'file-unreadable'>>;
  readonly object: (village: string, objection: Objection) => Promise<Result<true, 'not-found' | 'not-posted'>>;
  readonly handle: (
    village: string,
    index: number,
    handling: string,
  ) => Promise<Result<true, 'not-found' | 'objection-unknown'>>;
  readonly savePerson: (
    village: string,
    id: string | null,
    person: Nominee,
  ) => Promise<Result<string, 'not-found' | 'name-taken'>>;
  readonly removePerson: (village: string, id: string) => Promise<void>;
  readonly importPersons: (file: Uint8Array) => Promise<Result<Listed, 'file-unreadable'>>;
  readonly vetting: () => Promise<{
    readonly departments: string[];
    readonly persons: (Pick<Nominee, 'name' | 'post'> & {
      readonly id: string;
      readonly organization: string;
      readonly vetting: Vetting[];
    })[];
  }>;
  readonly saveDepartments: (departments: readonly string[]) => Promise<Result<true, 'candidate-repeated'>>;
  /** The file is the whole list. */
  readonly importDepartments: (file: Uint8Array) => Promise<Result<Listed, 'file-unreadable'>>;
  readonly vet: (
    person: string,
    given: Omit<Vetting, 'verdict'> & { readonly verdict: Vetting['verdict'] | null },
  ) => Promise<Result<true, 'not-found' | 'reason-needed'>>;
  readonly importVetting: (file: Uint8Array) => Promise<Result<Listed, 'file-unreadable'>>;
  readonly vettingPdf: () => Promise<Uint8Array>;
  readonly summary: () => Promise<Summary>;
  readonly summaryPdf: () => Promise<Uint8Array>;
  /** Undefined: no such list. */
  readonly table: (list: string) => Promise<List | undefined>;
  /** Of the summary, the one list here that is not read back. */
  readonly compare: (list: string, file: Uint8Array) => Promise<Result<Comparison, 'not-found' | 'file-unreadable'>>;
  readonly examine: (file: Uint8Array) => Promise<PaperExamination | undefined>;
  readonly receive: (
    file: Uint8Array,
    compared: string | null,
  ) => Promise<
    Result<
      { readonly id: string; readonly village: string },
      'paper-unknown' | 'signer-unconfirmed' | { readonly code: 'paper-refused'; readonly detail: readonly Text[] }
    >
  >;
  readonly answer: (
    paper: string,
    given: Omit<PaperAnswer, 'date'>,
  ) => Promise<
    Result<
      true,
      | 'not-found'
      | 'answered-already'
      | 'answer-decision-mismatch'
      | 'reason-needed'
      | 'addressee-other'
      | { readonly code: 'conditions-not-met'; readonly detail: readonly Text[] }
    >
  >;
  readonly files: (paper: string) => ReturnType<typeof loadPaperFiles>;
};

type Desk = {
  readonly facts: readonly VillageFacts[];
  readonly nominees: readonly StoredNominee[];
  readonly vettings: readonly StoredVetting[];
  /** What is late by the ledger, by village. */
  readonly steps: ReadonlyMap<string, readonly Problem[]>;
  readonly calendar: Calendar;
};

export function createVillages(options: {
  readonly db: Database;
  readonly pool: ProofPool;
  readonly random: RandomBytes;
  readonly log: Pick<RecordLog, 'file' | 'state'>;
  readonly now: () => Date;
}): Villages {
  const { db, log, now } = options;
  const today = () => chineseDay(now());
  const departments = () => departmentsThatVet(db);

  async function desk(): Promise<Desk> {
    const facts = await loadVillageFacts(db, log);
    const ledger = await loadLedger(db);
    const steps = new Map<string, readonly Problem[]>();
    for (const one of facts) steps.set(one.village.id, await ledgerLate(db, log, one, ledger, today()));
    return {
      facts,
      steps,
      nominees: await loadNominees(db),
      vettings: await loadVettings(db),
      calendar: await loadCalendar(db),
    };
  }

  const ageDay = (facts: VillageFacts): string => electionDay(facts) ?? today();

  function personsOf({ nominees, vettings }: Desk, facts: VillageFacts): VillageView['persons'] {
    const on = ageDay(facts);
    return nominees
      .filter(({ organization }) => organization === facts.village.organization)
      .map(({ organization: _, ...one }) => {
        const own = vettings.filter(({ nominee }) => nominee === one.id);
        const { id, ...person } = one;
        return { ...one, findings: [...nomineeProblems(person, own, on)], vetting: own };
      });
  }

  /** Of everybody who stands for the committee; seats as the newest paper or meeting plans them. */
  function committeeOf({ nominees }: Desk, facts: VillageFacts): Problem[] {
    const { village, papers } = facts;
    const members = nominees.filter(({ organization }) => organization === village.organization);
    const planned = papers.flatMap(({ content }) =>
      content.type === 'request' ? content.facts.posts.filter(({ post }) => post === '委员') : [],
    );
    return [
      ...committeeProblems(
        {
          kind: village.kind,
          seats: planned.at(-1)?.seats ?? null,
          seatsLastTerm: village.seatsLastTerm,
          members: members.map(({ name, sex, birth }) => ({ name, sex: sex === '' ? null : sex, birth })),
        },
        ageDay(facts),
      ),
    ];
  }

  function rowOf(of: Desk, facts: VillageFacts): VillageRow {
    const persons = personsOf(of, facts);
    const found = [...persons.flatMap(({ findings }) => findings), ...committeeOf(of, facts)];
    return {
      ...facts.village,
      stage: stageOf(facts),
      late: [...lateProblems(facts, today()), ...(of.steps.get(facts.village.id) ?? [])],
      blocks: found.filter(({ severity }) => severity === 'stop').length,
      warnings: found.filter(({ severity }) => severity === 'warning').length,
      nominees: persons.length,
    };
  }

  function sanctioned({ facts, nominees }: Desk) {
    const count = nominees.filter(({ sanction }) => sanction !== '').length;
    const findings = sanctionedFindings(facts.length, count).map(asProblem);
    return { count, most: sanctionedMaximum(facts.length), findings };
  }

  async function rows(): Promise<VillageRow[]> {
    const of = await desk();
    return of.facts.map((facts) => rowOf(of, facts));
  }

  /** What stands against agreeing to a paper: blocks of the persons it proposes, and the limit of the township. */
  function blocksOf(of: Desk, paper: StoredPaper): Problem[] {
    const { content } = paper;
    const facts = of.facts.find(({ village }) => village.organization === paper.organization);
    if (content.type !== 'request' || facts === undefined) return [];
    if (paper.kind === 'assembly')
      return termProblemsOn(content.facts.day, facts.village).filter(({ severity }) => severity === 'stop');
    const proposed = new Set(content.facts.posts.flatMap(({ candidates }) => candidates.map(({ name }) => name)));
    const own = personsOf(of, facts).filter(({ name }) => proposed.has(name));
    return [
      ...unfinishedNotice(
        noticeOf(facts.village, content.facts.particulars),
        content.facts.rules,
        of.calendar,
        today(),
      ),
      ...unhandled(facts.village).map(
        (words): Problem => ({ severity: 'stop', code: 'objections-unhandled', clause: 'rules §4.1', ...words }),
      ),
      ...own.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'stop')),
      ...(own.some(({ sanction }) => sanction !== '') ? sanctioned(of).findings : []),
    ];
  }

  /** What whoever agrees should know and answer for. */
  function warningsOf(of: Desk, paper: StoredPaper, asked: readonly string[]): Problem[] {
    const { content, organization } = paper;
    const facts = of.facts.find(({ village }) => village.organization === organization);
    if (content.type !== 'request' || facts === undefined) return [];
    if (paper.kind === 'assembly')
      return termProblemsOn(content.facts.day, facts.village).filter(({ severity }) => severity !== 'stop');
    const own = of.nominees.filter((one) => one.organization === organization);
    const names = new Set(content.facts.posts.flatMap(({ candidates }) => candidates.map(({ name }) => name)));
    const persons = [...names].map((name) => ({ name, vetting: vettingOf(name, own, of.vettings) }));
    return [
      ...missingNotice(noticeOf(facts.village, content.facts.particulars), content.facts.rules),
      ...unvettedProblems(persons, asked),
    ];
  }

  function paperView(of: Desk, paper: StoredPaper, asked: readonly string[]): OfficePaper {
    const { id, kind, organization, superior, received, imported, answer, content } = paper;
    return {
      id,
      kind,
      title:
        kind !== 'result'
          ? REQUEST_TITLE[kind]
          : resultName(content.type === 'result' ? kindOfResult(content) : 'assembly'),
      organization,
      superior,
      number: content.type === 'request' ? content.number : '',
      received,
      imported,
      answer,
      decisions: [...decisionsOf(paper)],
      blocks: answer === null ? blocksOf(of, paper) : [],
      warnings: answer === null ? warningsOf(of, paper, asked) : [],
      lines: contentLines(paper),
    };
  }

  interface Notice {
    readonly publicity: object | null;
    readonly objections?: readonly Objection[];
  }

  /** 公示 of the candidates is posted by its dates on the list. The caller has locked the village. */
  async function storeNotice<E>(
    tx: Database,
    { id, organization: _, ...content }: StoredVillage,
    change: (posted: Notice) => Result<Notice, E>,
  ): Promise<Result<true, E>> {
    const { noticeFrom, objections = [] } = content;
    const changed = change({ publicity: noticeFrom === null ? null : { noticeFrom }, objections });
    if (!changed.ok) return changed;
    await saveVillageContent(tx, id, { ...content, objections: changed.value.objections ?? [] });
    return ok(true);
  }

  const changeNotice = <E>(
    id: string,
    change: (posted: Notice) => Result<Notice, E>,
  ): Promise<Result<true, E | 'not-found'>> =>
    db.transaction<Result<true, E | 'not-found'>>(async (tx) => {
      const locked = await lockVillage(tx, id);
      return locked === undefined ? err('not-found') : storeNotice(tx, locked, change);
    });

  /** Persons whom a request names are on the desk's list from then on; what was entered about them stays. */
  async function takePersons(organization: string, content: StoredPaper['content']): Promise<void> {
    if (content.type !== 'request') return;
    const known = (await loadNominees(db)).filter((one) => one.organization === organization);
    for (const { post, candidates } of content.facts.posts)
      for (const candidate of candidates) {
        const before = known.find(({ name }) => name === candidate.name);
        const declared = content.nominees.find(({ name }) => name === candidate.name);
        const { id = null, organization: _, ...entered } = before ?? {};
        await saveNominee(db, organization, id, mergedPerson(candidate, post, entered, declared));
      }
  }

  return {
    list: async () => {
      const of = await desk();
      return { villages: of.facts.map((facts) => rowOf(of, facts)), sanctioned: sanctioned(of) };
    },

    view: async (id) => {
      const of = await desk();
      const facts = of.facts.find(({ village }) => village.id === id);
      if (facts === undefined) return undefined;
      const asked = await departments();
      return {
        ...rowOf(of, facts),
        ageDay: ageDay(facts),
        persons: personsOf(of, facts),
        committee: committeeOf(of, facts),
        objections: [...(facts.village.objections ?? [])],
        papers: facts.papers.map((paper) => paperView(of, paper, asked)),
        meetings: facts.meetings.map(({ id: meeting, draft, phase }) => ({
          id: meeting,
          title: draft.title,
          date: draft.date ?? '',
          phase,
        })),
      };
    },

    save: async (id, values) => {
      const saved = await db.transaction((tx) => saveVillage(tx, id, values));
      return saved === null ? err('village-taken') : ok(saved);
    },
    remove: (id) => deleteVillage(db, id),
    object: (id, objection) => changeNotice(id, (posted) => withObjection(posted, objection)),
    handle: (id, index, handling) => changeNotice(id, (posted) => withHandling(posted, index, handling)),

    importObjections: async (file) => {
      const table = await readTable(file);
      if (!table.ok) return table;
      return db.transaction(async (tx) => {
        const known = await lockVillages(tx);
        const { values, lines } = readVillageObjections(table.value, known);
        for (const one of known) {
          const own = values.find(({ organization }) => organization === one.organization);
          if (own === undefined) continue;
          const stored = await storeNotice(tx, one, (posted) => withObjections(posted, own.objections));
          if (!stored.ok) throw new Error(`villages: a line that was read is refused: ${stored.error}`);
        }
        const rows = values.reduce((sum, { objections }) => sum + objections.length, 0);
        return ok({ imported: rows > 0, rows, lines: [...lines] });
      });
    },

    importVillages: async (file) => {
      const table = await readTable(file);
      if (!table.ok) return table;
      return db.transaction(async (tx) => {
        const known = await lockVillages(tx);
        const { values, lines } = readVillages(table.value, known);
        for (const value of values)
          await saveVillage(tx, known.find((one) => one.organization === value.organization)?.id ?? null, value);
        return ok({ imported: values.length > 0, rows: values.length, lines: [...lines] });
      });
    },

    savePerson: async (village, id, person) => {
      const found = (await loadVillages(db)).find((one) => one.id === village);
      if (found === undefined) return err('not-found');
      const saved = await saveNominee(db, found.organization, id, person);
      return saved === null ? err('name-taken') : ok(saved);
    },
    removePerson: async (village, id) => {
      const found = (await loadVillages(db)).find((one) => one.id === village);
      if (found !== undefined) await deleteNominee(db, found.organization, id);
    },

    importPersons: async (file) => {
      const table = await readTable(file);
      if (!table.ok) return table;
      return db.transaction(async (tx) => {
        const known = await loadNominees(tx);
        const { values, lines } = readPersons(table.value, known);
        for (const { organization, person } of values) {
          await ensureVillage(tx, unlisted(organization));
          const before = known.find((one) => one.organization === organization && one.name === person.name);
          await saveNominee(tx, organization, before?.id ?? null, person);
        }
        return ok({ imported: values.length > 0, rows: values.length, lines: [...lines] });
      });
    },

    vetting: async () => {
      const vettings = await loadVettings(db);
      return {
        departments: [...(await departments())],
        persons: (await loadNominees(db)).map(({ id, organization, name, post }) => ({
          id,
          organization,
          name,
          post,
          vetting: vettings.filter(({ nominee }) => nominee === id),
        })),
      };
    },
    saveDepartments: async (names) => {
      if (new Set(names).size !== names.length) return err('candidate-repeated');
      await replaceDepartments(db, names);
      return ok(true);
    },
    importDepartments: async (file) => {
      const table = await readTable(file);
      if (!table.ok) return table;
      const { values, lines } = readDepartments(table.value);
      if (values.length > 0) await replaceDepartments(db, values);
      return ok({ imported: values.length > 0, rows: values.length, lines: [...lines] });
    },
    vet: async (person, given) => {
      if (!(await loadNominees(db)).some(({ id }) => id === person)) return err('not-found');
      if (given.verdict === 'fail' && given.note === '') return err('reason-needed');
      await saveVetting(db, person, given);
      return ok(true);
    },
    importVetting: async (file) => {
      const table = await readTable(file);
      if (!table.ok) return table;
      const names = await departments();
      return db.transaction(async (tx) => {
        const { values, lines } = readVettings(table.value, await loadNominees(tx), names);
        for (const { person, ...given } of values) await saveVetting(tx, person, given);
        return ok({ imported: values.length > 0, rows: values.length, lines: [...lines] });
      });
    },
    vettingPdf: async () => {
      const [nominees, names, vettings] = [await loadNominees(db), await departments(), await loadVettings(db)];
      return vettingTablePdf(
        {
          day: today(),
          departments: names,
          persons: nominees.map(({ id, organization, name, post }) => ({
            organization,
            name,
            post: POST_NAME[post].zh,
            verdicts: names.map(
              (department) => vettings.find((one) => one.nominee === id && one.department === department) ?? null,
            ),
          })),
        },
        fonts(),
      );
    },

    summary: async () => villageSummary(options, await rows()),
    summaryPdf: async () => {
      const summary = await villageSummary(options, await rows());
      return officialPdf(summaryPaper({ ...summary, day: today() }), {
        author: '唱票 Changpiao',
        date: timeOf(today()),
        fonts: fonts(),
        specimen: false,
      });
    },

    table: async (list) => {
      switch (list) {
        case 'villages':
          return villageList(await rows());
        case 'persons':
          return personList(await loadNominees(db));
        case 'vetting':
          return vettingList(await loadNominees(db), await departments(), await loadVettings(db));
        case 'summary':
          return summaryList(await villageSummary(options, await rows()));
        case 'objections':
          return villageObjectionList(await loadVillages(db));
        case 'departments':
          return departmentList(await departments());
        case 'holidays':
          return holidayList((await loadTownshipSettings(db)).holidays);
        default:
          return undefined;
      }
    },

    compare: async (list, file) => {
      if (list !== 'summary') return err('not-found');
      const table = await readTable(file);
      if (!table.ok) return table;
      return ok(compareList(summaryList(await villageSummary(options, await rows())), table.value));
    },

    examine: async (file) => (await examineIncoming(options, file))?.examination,

    receive: async (file, compared) => {
      const examined = await examineIncoming(options, file);
      if (examined === undefined) return err('paper-unknown');
      const { incoming, organization } = examined;
      if (incoming === undefined) return err({ code: 'paper-refused' as const, detail: refusedChecks(examined) });
      if (incoming.type !== 'request' && incoming.type !== 'result') return err('paper-unknown');
      const confirmed = await confirmSigner(db, examined, compared);
      if (!confirmed.ok) return confirmed;
      const taken = incomingPaper(incoming);
      await ensureVillage(db, unlisted(organization));
      const id = await insertPaper(db, {
        ...taken,
        organization,
        imported: true,
        received: today(),
        digest: digestOf(file),
        pdf: file,
      });
      await takePersons(organization, taken.content);
      const village = (await loadVillages(db)).find((one) => one.organization === organization);
      if (village === undefined) throw new Error('villages: a village was not stored');
      return ok({ id, village: village.id });
    },

    answer: async (id, given) => {
      const paper = await loadPaper(db, id);
      const files = await loadPaperFiles(db, id);
      if (paper === undefined || files === undefined) return err('not-found');
      if (paper.answer !== null) return err('answered-already');
      if (!decisionsOf(paper).includes(given.decision)) return err('answer-decision-mismatch');
      if (given.decision === 'return' && given.reason === '') return err('reason-needed');
      const of = await desk();
      if (given.decision !== 'return') {
        const blocks = blocksOf(of, paper);
        if (blocks.length > 0)
          return err({ code: 'conditions-not-met' as const, detail: blocks.map(({ zh, en }) => ({ zh, en })) });
      }
      if (await namesAnotherOffice(db, paper.superior)) return err('addressee-other');
      const answer: PaperAnswer = { ...given, date: today() };
      const key = await superiorSheetKey(db, paper.superior, now());
      const pdf =
        paper.content.type === 'request'
          ? await signReply(paper.content.facts, replyOf(paper, answer, of), key)
          : signPdf(await answerToResult(files.pdf, paper.content.round, answer), key);
      return (await answerPaper(db, id, answer, pdf)) ? ok(true) : err('answered-already');
    },

    files: (paper) => loadPaperFiles(db, paper),
  };
}

/** As the township has noted it on its list, else as the request says. */
const noticeOf = (village: Village, asked: Parameters<typeof postedNotice>[0]): PostedNotice =>
  postedNotice(village.noticeFrom === null && village.noticeTo === null ? asked : village);

function decisionsOf({ kind, content }: StoredPaper): readonly PaperAnswer['decision'][] {
  if (kind !== 'result' || content.type !== 'result') return ['agree', 'return'];
  return [content.committeeOnly ? 'file' : 'approve', 'return'];
}

function contentLines({ content }: StoredPaper): Text[] {
  if (content.type === 'result')
    return [
      {
        zh: isElectionMeeting(kindOfResult(content))
          ? `${content.date} 第 ${content.round} 轮选举的结果`
          : `${content.date} 的${resultName(kindOfResult(content)).zh}`,
        en: `Result of round ${content.round}, ${content.date}`,
      },
    ];
  const { day, place, roll, posts } = content.facts;
  return [
    {
      zh: `时间地点：${day ?? '未定'}，${place || '未定'}`,
      en: `When and where: ${day ?? 'open'}, ${place || 'open'}`,
    },
    {
      zh: `党员 ${roll.members} 名，应到会 ${roll.expected} 名（不计算在内 ${roll.excluded} 名）`,
      en: `${amount(roll.members, 'member')}, ${roll.expected} expected (${roll.excluded} not counted)`,
    },
    ...posts.map(({ post, seats, candidates }) => ({
      zh: `${post}应选 ${seats} 名${candidates.length === 0 ? '' : `，候选人 ${candidates.length} 名：${candidates.map(({ name }) => name).join('、')}`}`,
      en: `${post}: ${amount(seats, 'seat')}${candidates.length === 0 ? '' : `, ${amount(candidates.length, 'candidate')}: ${candidates.map(({ name }) => name).join(', ')}`}`,
    })),
  ];
}

const POSTS: Readonly<Record<string, Nominee['post']>> = { 书记: 'secretary', 副书记: 'deputy', 委员: 'member' };
const BIRTH = /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/;

function mergedPerson(
  candidate: {
    readonly name: string;
    readonly sex: string;
    readonly ethnicity: string;
    readonly birth: string;
    readonly education: string;
    readonly joined: string;
  },
  post: string,
  entered: Partial<Nominee>,
  declared: Declaration | undefined,
): Nominee {
  const { name, sex, ethnicity, education, joined } = candidate;
  const birth = BIRTH.test(candidate.birth) ? candidate.birth : '';
  return {
    name,
    post: POSTS[post] ?? 'member',
    sex: sexOf(sex),
    ethnicity,
    // A day that the township has entered is more exact than a month.
    birth: entered.birth?.startsWith(birth) === true && entered.birth !== '' ? entered.birth : birth,
    education,
    joined,
    ...withDeclaration(
      {
        sitting: entered.sitting ?? null,
        grounds: entered.grounds ?? [],
        secretaryGrounds: entered.secretaryGrounds ?? [],
        sanction: entered.sanction ?? '',
      },
      declared,
    ),
    cleared: entered.cleared ?? [],
    countyApproval: entered.countyApproval ?? '',
    villageHead: entered.villageHead ?? false,
  };
}

function incomingPaper(incoming: Extract<Incoming, { type: 'request' | 'result' }>) {
  if (incoming.type === 'result')
    return {
      kind: 'result' as const,
      superior: incoming.superior,
      meeting: incoming.meeting,
      content: incoming.content,
    };
  const { kind, meeting, facts, nominees } = incoming.request;
  const { particulars, superior } = facts;
  const number = kind === 'assembly' ? particulars.requestNumber : particulars.candidatesNumber;
  return { kind, superior, meeting, content: { type: 'request' as const, number, facts, nominees } };
}

function replyOf(paper: StoredPaper, answer: PaperAnswer, { nominees, vettings }: Desk): ReplyContent {
  const { content, kind, meeting, organization, superior, digest } = paper;
  if (content.type !== 'request' || kind === 'result') throw new Error('villages: only a request has a reply');
  const { decision, ...text } = answer;
  const names = new Set(content.facts.posts.flatMap(({ candidates }) => candidates.map(({ name }) => name)));
  const proposed = nominees.filter(
    (one) => kind === 'candidates' && one.organization === organization && names.has(one.name),
  );
  const verdicts = proposed.map(({ id, name }) => ({
    name,
    verdicts: vettings
      .filter(({ nominee }) => nominee === id)
      .map(({ department, verdict, date, note }) => ({ department, verdict, date, note })),
  }));
  return {
    type: 'reply',
    version: 1,
    kind,
    meeting,
    organization,
    superior,
    request: digest,
    ...text,
    decision: decision === 'agree' ? 'agree' : 'return',
    // Who returns a request has cleared nobody by it.
    persons: (decision === 'agree' ? proposed : [])
      .map(({ name, grounds, cleared, countyApproval }) => ({
        name,
        cleared: cleared.map(({ ground }) => ground).filter((ground) => grounds.some((held) => held.ground === ground)),
        countyApproval,
      }))
      .filter((one) => one.cleared.length > 0 || one.countyApproval !== ''),
    ...(verdicts.some((one) => one.verdicts.length > 0) ? { vetting: verdicts } : {}),
  };
}

async function answerToResult(pdf: Uint8Array, round: number, answer: PaperAnswer): Promise<Uint8Array> {
  const opened = openResultSheet(pdf);
  const found = opened.ok ? resultOfRecord(opened.value.record, round) : undefined;
  if (found === undefined || answer.decision === 'agree') throw new Error('villages: no result to answer');
  return drawResultAnswer({ ...answer, decision: answer.decision }, found);
}
