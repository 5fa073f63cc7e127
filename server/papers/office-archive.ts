/**
 * 归档 of the superior's office (rules §4.1 step 30): joint vetting, summaries, judgements and combined recommendations as they stand,
 * and of every village what was signed — results, requests and the office's answers — with an index that is signed with the key of
 * those answers. `npm run verify -- FILE.zip` checks it (server/archive/office-archive.ts).
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import { officialPdf } from '../../printables/documents/document-pdf.ts';
import { timeOf } from '../../printables/documents/facts.ts';
import { officialDate } from '../../printables/reports/official-words.ts';
import { signedArchive, type TitledFile } from '../archive/archive-index.ts';
import { writeArchiveZip } from '../archive/archive-zip.ts';
import { REPLY_NAME, REQUEST_NAME, RESULT_NAME } from '../archive/office-archive.ts';
import type { OfferedPaper } from '../contract/papers.ts';
import type { Combinations } from '../services/combinations.ts';
import { fonts } from '../services/fonts.ts';
import type { RatedSource } from '../services/form-sources.ts';
import type { Judgements } from '../services/judgements.ts';
import { superiorSheetKey } from '../services/meeting-keys.ts';
import type { RecordLog } from '../services/record-log.ts';
import { countedBy } from '../services/record-state.ts';
import { chineseDay } from '../services/township.ts';
import type { Villages } from '../services/villages.ts';
import type { WorkLedgers } from '../services/work-ledger.ts';
import type { Database } from '../store/database.ts';
import { loadMeetings, type StoredMeeting } from '../store/meeting.ts';
import { loadPaperFiles, loadPapers, type StoredPaper } from '../store/office-papers.ts';
import { loadAnswer, loadSheet } from '../store/record-sheet.ts';
import { loadTownshipSettings } from '../store/township.ts';
import { loadVillages } from '../store/villages.ts';
import { combinationPaper, combinationPapersOf } from './combination-papers.ts';
import { contentsPaper } from './contents-paper.ts';
import { judgementPaper, judgementPapersOf } from './judgement-papers.ts';
import type { NamedBytes } from './meeting-papers.ts';
import { listCsv, listXlsx } from './tables.ts';

const TITLE = '换届档案';
const LISTS = ['villages', 'persons', 'departments', 'vetting', 'objections', 'holidays', 'summary'] as const;
const REPORTED: readonly StoredMeeting['phase'][] = ['reported', 'answered'];

/** A folder on any machine. */
const folderName = (at: number, name: string): string =>
  `${at + 1}-${name.replace(/[/\\:*?"<>|\p{Cc}]/gu, '_').slice(0, 60)}`;

export type OfficeArchive = {
  readonly make: () => Promise<Result<NamedBytes, 'office-unnamed'>>;
};

export function createOfficeArchive({
  db,
  log,
  villages,
  ledgers,
  judgements,
  combinations,
  sources,
  now,
}: {
  readonly db: Database;
  readonly log: Pick<RecordLog, 'state'>;
  readonly villages: Pick<Villages, 'table' | 'vettingPdf' | 'summaryPdf'>;
  readonly ledgers: Pick<WorkLedgers, 'file'>;
  readonly judgements: Pick<Judgements, 'list' | 'facts'>;
  readonly combinations: Pick<Combinations, 'list' | 'facts'>;
  readonly sources: () => Promise<readonly RatedSource[]>;
  readonly now: () => Date;
}): OfficeArchive {
  async function deskFiles(): Promise<readonly TitledFile[]> {
    const files: TitledFile[] = [
      { path: 'papers/资格联审表.pdf', bytes: await villages.vettingPdf(), title: '资格联审表' },
      { path: 'papers/换届情况汇总.pdf', bytes: await villages.summaryPdf(), title: '换届情况汇总' },
    ];
    for (const name of LISTS) {
      const list = await villages.table(name);
      if (list === undefined) continue;
      const title = list.title.zh;
      files.push(
        { path: `lists/${title}.xlsx`, bytes: await listXlsx(list), title: `${title}（XLSX）` },
        { path: `lists/${title}.csv`, bytes: listCsv(list), title: `${title}（CSV）` },
      );
    }
    return files;
  }

  /** Every paper that can be made, in each of its forms. */
  async function madeFiles(
    folder: string,
    about: string,
    offered: readonly OfferedPaper[],
    make: (kind: string, format: OfferedPaper['files'][number]['format']) => Promise<NamedBytes | undefined>,
  ): Promise<readonly TitledFile[]> {
    const files: TitledFile[] = [];
    for (const { kind, ready, title, files: formats } of offered)
      for (const { format } of ready ? formats : []) {
        const made = await make(kind, format);
        if (made !== undefined)
          files.push({
            path: `${folder}/${made.fileName}`,
            bytes: made.bytes,
            title: `${about} ${title.zh}（${format.toUpperCase()}）`,
          });
      }
    return files;
  }

  async function judgedFiles(): Promise<readonly TitledFile[]> {
    const all = await sources();
    const files: TitledFile[] = [];
    for (const [at, { id, title }] of (await judgements.list(all)).entries()) {
      const facts = await judgements.facts(all, id);
      if (facts === undefined) continue;
      const folder = `judgements/${folderName(at, title)}`;
      const offered = judgementPapersOf(id, facts);
      files.push(...(await madeFiles(folder, title, offered, (kind, format) => judgementPaper(facts, kind, format))));
    }
    for (const [at, { id, title }] of (await combinations.list(all)).entries()) {
      const facts = await combinations.facts(all, id);
      if (facts === undefined) continue;
      const folder = `recommendations/${folderName(at, title)}`;
      const offered = combinationPapersOf(id, facts);
      files.push(...(await madeFiles(folder, title, offered, (kind, format) => combinationPaper(facts, kind, format))));
    }
    return files;
  }

  /** Of a meeting that this installation holds: the sheet of every counted round, and the answer. */
  async function meetingFiles(folder: string, { id, phase, draft }: StoredMeeting): Promise<readonly TitledFile[]> {
    const files: TitledFile[] = [];
    for (const round of (await log.state(id)).rounds.values()) {
      const sheet = countedBy(round) === undefined ? undefined : await loadSheet(db, id, round.round);
      if (sheet !== undefined)
        files.push({
          path: `${folder}/第${round.round}轮${RESULT_NAME}`,
          bytes: sheet.pdf,
          title: `${draft.title} 第${round.round}轮结果`,
        });
    }
    const answer = phase === 'answered' ? await loadAnswer(db, id) : undefined;
    if (answer !== undefined)
      files.push({
        path: `${folder}/${REPLY_NAME}`,
        bytes: answer.pdf,
        title: `${draft.title} 批复（${answer.number}）`,
      });
    return files;
  }

  async function paperFiles(folder: string, { id, content, answer }: StoredPaper): Promise<readonly TitledFile[]> {
    const stored = await loadPaperFiles(db, id);
    if (stored === undefined) return [];
    const [name, title] =
      content.type === 'request'
        ? [REQUEST_NAME, `请示${content.number === '' ? '' : `（${content.number}）`}`]
        : [`第${content.round}轮${RESULT_NAME}`, `${content.date} 第${content.round}轮结果`];
    return [
      { path: `${folder}/${name}`, bytes: stored.pdf, title },
      ...(stored.answerPdf === null
        ? []
        : [{ path: `${folder}/${REPLY_NAME}`, bytes: stored.answerPdf, title: `批复（${answer?.number ?? ''}）` }]),
    ];
  }

  async function villageFiles(): Promise<readonly TitledFile[]> {
    const files: TitledFile[] = [];
    const meetings = (await loadMeetings(db)).filter(({ phase }) => REPORTED.includes(phase));
    const papers = await loadPapers(db);
    for (const [at, { organization }] of (await loadVillages(db)).entries()) {
      const folder = `villages/${folderName(at, organization)}`;
      const [ledger, table] = [await ledgers.file(organization, 'pdf'), await ledgers.file(organization, 'xlsx')];
      files.push(
        { path: `${folder}/${ledger.fileName}`, bytes: ledger.bytes, title: `${organization} 工作台账` },
        { path: `${folder}/${table.fileName}`, bytes: table.bytes, title: `${organization} 工作台账（XLSX）` },
      );
      const own: readonly ((at: number) => Promise<readonly TitledFile[]>)[] = [
        ...papers
          .filter((paper) => paper.organization === organization)
          .map((paper) => (number: number) => paperFiles(`${folder}/${folderName(number, '来文')}`, paper)),
        ...meetings
          .filter(({ draft }) => draft.organization === organization)
          .map(
            (meeting) => (number: number) =>
              meetingFiles(`${folder}/${folderName(number, meeting.draft.title)}`, meeting),
          ),
      ];
      for (const [number, filesOf] of own.entries())
        files.push(...(await filesOf(number)).map((file) => ({ ...file, title: `${organization} ${file.title}` })));
    }
    return files;
  }

  /** As it has entered its name, else the one to which most is reported here. */
  async function officeName(): Promise<string | undefined> {
    const [entered] = (await loadTownshipSettings(db)).offices;
    if (entered !== undefined) return entered;
    const counts = new Map<string, number>();
    const named = [
      ...(await loadPapers(db)).map(({ superior }) => superior),
      ...(await loadMeetings(db)).filter(({ phase }) => REPORTED.includes(phase)).map(({ draft }) => draft.superior),
    ];
    for (const name of named) if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
  }

  return {
    make: async () => {
      const organization = await officeName();
      if (organization === undefined) return err('office-unnamed');
      const date = chineseDay(now());
      const files = [...(await deskFiles()), ...(await judgedFiles()), ...(await villageFiles())];
      const contents = await officialPdf(
        contentsPaper(
          [organization, TITLE],
          `截至${officialDate(date)}${organization}和各村（社区）${TITLE}`,
          '签署批复的密钥',
          files,
        ),
        { author: organization, date: timeOf(date), fonts: fonts(), specimen: false },
      );
      files.unshift({ path: '归档目录.pdf', bytes: contents, title: '归档目录' });
      const key = await superiorSheetKey(db, organization, now());
      return ok({
        bytes: writeArchiveZip(signedArchive({ organization, title: TITLE, date }, files, key)),
        fileName: `${TITLE}-${organization}-${date}.zip`,
      });
    },
  };
}
