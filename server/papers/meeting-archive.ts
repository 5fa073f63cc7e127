/**
 * 归档 (rules §4.1 step 30): every paper of a meeting, its record and keys, with an index of hashes that is signed by the key that
 * signs the meeting's papers. `npm run verify -- FILE.zip` checks it (server/archive).
 */
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { officialPdf } from '../../printables/documents/document-pdf.ts';
import { cardReportData, cardReports } from '../../printables/reports/card-reports.ts';
import { officialDate } from '../../printables/reports/official-words.ts';
import { paperReports } from '../../printables/reports/paper-reports.ts';
import { isPublished } from '../../tally/phase.ts';
import { isElectionMeeting, type MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { trustedKeysOf } from '../../tally/verify/trusted-keys.ts';
import { KEYS_PATH, RECORD_PATH, signedArchive, type TitledFile } from '../archive/archive-index.ts';
import { writeArchiveZip } from '../archive/archive-zip.ts';
import { BALLOT_REPORTS, CARD_REPORTS, roundPath } from '../archive/round-papers.ts';
import { fonts } from '../services/fonts.ts';
import { loadMeetingKeys } from '../services/meeting-keys.ts';
import { loadPlan } from '../services/plan.ts';
import type { RecordLog } from '../services/record-log.ts';
import { fixedBy } from '../services/record-state.ts';
import type { WorkLedgers } from '../services/work-ledger.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting } from '../store/meeting.ts';
import { loadPaperFiles, loadPapersOfMeeting } from '../store/office-papers.ts';
import { loadAnswer, loadSheet } from '../store/record-sheet.ts';
import { contentsPaper } from './contents-paper.ts';
import { candidateList } from './lists.ts';
import type { MeetingPapers, NamedBytes } from './meeting-papers.ts';
import { isOfRound } from './paper-kinds.ts';
import { paperRoundReports, signedBoxes } from './paper-round-reports.ts';
import type { RoundPapers } from './round-papers.ts';
import { listCsv, listXlsx } from './tables.ts';

export type MeetingArchive = {
  /** Undefined: the result is not published yet. */
  readonly make: (meeting: string) => Promise<NamedBytes | undefined>;
};

export function createMeetingArchive({
  db,
  log,
  papers,
  ofRounds,
  ledgers,
}: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly papers: MeetingPapers;
  readonly ofRounds: RoundPapers;
  readonly ledgers: Pick<WorkLedgers, 'file'>;
}): MeetingArchive {
  /** Of every round: its ballots, script and box, the reports of its cards or ballots, and the sheet as it was signed. */
  async function roundFiles(meeting: string, record: string, entry: MeetingEntry): Promise<readonly TitledFile[]> {
    const files: TitledFile[] = [];
    for (const state of (await log.state(meeting)).rounds.values()) {
      const { round, close } = state;
      if (fixedBy(state) === undefined) continue;
      for (const { kind, format, name, bytes } of await ofRounds.of(meeting, round))
        files.push({
          path: roundPath(round, `${kind}.${format}`),
          bytes,
          title: `第${round}轮 ${name}（${format.toUpperCase()}）`,
        });
      const onPaper = paperRoundReports(entry, state, signedBoxes(state));
      if (onPaper !== undefined)
        files.push({
          path: roundPath(round, BALLOT_REPORTS),
          bytes: await paperReports(onPaper, fonts()),
          title: `第${round}轮 发票、收票情况报告单（纸质选票）`,
        });
      const sheet = await loadSheet(db, meeting, round);
      if (sheet !== undefined)
        files.push(
          {
            path: roundPath(round, 'result.pdf'),
            bytes: sheet.pdf,
            title: `第${round}轮 计票结果报告单、选举结果报告`,
          },
          {
            path: roundPath(round, 'result.json'),
            bytes: encodeUtf8(sheet.json),
            title: `第${round}轮 结果（机器可读）`,
          },
        );
      const cards = close === undefined ? undefined : cardReportData(record, round);
      if (cards?.ok === true)
        files.push({
          path: roundPath(round, CARD_REPORTS),
          bytes: await cardReports(cards.value, fonts()),
          title: `第${round}轮 发票、收票情况报告单`,
        });
    }
    return files;
  }

  /** Requests that the office has signed, and the superior's replies to them. */
  async function officePapers(meeting: string): Promise<readonly TitledFile[]> {
    const files: TitledFile[] = [];
    for (const [at, paper] of (await loadPapersOfMeeting(db, meeting)).entries()) {
      if (paper.content.type !== 'request') continue;
      const stored = await loadPaperFiles(db, paper.id);
      if (stored === undefined) continue;
      const number = paper.content.number === '' ? '' : `（${paper.content.number}）`;
      files.push({ path: `requests/${at + 1}-请示.pdf`, bytes: stored.pdf, title: `请示${number}` });
      if (stored.answerPdf !== null)
        files.push({ path: `requests/${at + 1}-批复.pdf`, bytes: stored.answerPdf, title: `对请示${number}的批复` });
    }
    return files;
  }

  /** The candidates of every round where there were several: the page offers those of the last one only. */
  async function candidatesOfRounds(meeting: string): Promise<readonly TitledFile[]> {
    const rounds = [...(await log.state(meeting)).rounds.values()].flatMap((state) =>
      fixedBy(state) === undefined ? [] : [state.round],
    );
    const plan = rounds.length < 2 ? undefined : await loadPlan(db, meeting);
    if (plan === undefined) return [];
    const files: TitledFile[] = [];
    for (const round of rounds.toSorted((a, b) => a - b)) {
      const list = candidateList(plan, round);
      if (list.rows.length === 0) continue;
      const [path, title] = [`lists/${list.title.zh}-第${round}轮`, `第${round}轮 ${list.title.zh}`];
      files.push({ path: `${path}.xlsx`, bytes: await listXlsx(list), title: `${title}（XLSX）` });
      files.push({ path: `${path}.csv`, bytes: listCsv(list), title: `${title}（CSV）` });
    }
    return files;
  }

  async function paperFiles(meeting: string): Promise<readonly TitledFile[]> {
    const listed = await papers.list(meeting);
    const ofRounds = await candidatesOfRounds(meeting);
    const files: TitledFile[] = [];
    for (const { kind, ready, title, files: formats } of listed?.papers ?? []) {
      if (kind === 'candidates' && ofRounds.length > 0) {
        files.push(...ofRounds);
        continue;
      }
      if (!ready || isOfRound(kind)) continue;
      for (const { format } of formats) {
        const made = await papers[format](meeting, kind);
        if (made === undefined) continue;
        const folder = format === 'xlsx' || format === 'csv' ? 'lists' : 'papers';
        files.push({
          path: `${folder}/${made.fileName}`,
          bytes: made.bytes,
          title: `${title.zh}（${format.toUpperCase()}）`,
        });
      }
    }
    return files;
  }

  /** 工作台账 of the village that an election is of, as it stands now; a test run is no part of it (specification §3.9). */
  async function ledgerFiles({ organization, kind, testRun }: MeetingEntry): Promise<readonly TitledFile[]> {
    if (!isElectionMeeting(kind) || testRun === true) return [];
    const [printed, table] = [await ledgers.file(organization, 'pdf'), await ledgers.file(organization, 'xlsx')];
    return [
      { path: `papers/${printed.fileName}`, bytes: printed.bytes, title: '换届选举工作台账（PDF）' },
      { path: `lists/${table.fileName}`, bytes: table.bytes, title: '换届选举工作台账（XLSX）' },
    ];
  }

  return {
    make: async (meeting) => {
      const stored = await loadMeeting(db, meeting);
      const state = await log.state(meeting);
      const entry = state.meeting?.entry;
      const keys = await loadMeetingKeys(db, meeting);
      if (stored === undefined || entry === undefined || keys === undefined || !isPublished(stored.phase))
        return undefined;
      const record = await log.file(meeting);
      const answer = stored.phase === 'answered' ? await loadAnswer(db, meeting) : undefined;
      const files: TitledFile[] = [
        { path: RECORD_PATH, bytes: encodeUtf8(record), title: '选举档案' },
        { path: KEYS_PATH, bytes: encodeUtf8(`${JSON.stringify(trustedKeysOf(entry), null, 1)}\n`), title: '可信钥匙' },
        ...(await roundFiles(meeting, record, entry)),
        ...(await officePapers(meeting)),
        ...(answer === undefined ? [] : [{ path: 'answer.pdf', bytes: answer.pdf, title: '批复' }]),
        ...(await paperFiles(meeting)),
        ...(await ledgerFiles(entry)),
      ];
      const contents = await officialPdf(
        contentsPaper([entry.title], `${entry.organization}${officialDate(entry.date)}会议`, '签署报告单的密钥', files),
        {
          author: entry.organization,
          date: new Date(`${entry.date}T04:00:00Z`),
          fonts: fonts(),
          specimen: entry.testRun === true,
        },
      );
      files.unshift({ path: '归档目录.pdf', bytes: contents, title: '归档目录' });
      const about = { meeting: entry.id, organization: entry.organization, title: entry.title, date: entry.date };
      return {
        bytes: writeArchiveZip(signedArchive(about, files, keys.sheet)),
        fileName: `归档-${entry.organization}-${entry.date}.zip`,
      };
    },
  };
}
