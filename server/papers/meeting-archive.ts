/**
 * 归档 (rules §4.1 step 30): every paper of a meeting, its record and keys, with an index of hashes that is signed by the key that
 * signs the meeting's papers. `npm run verify -- FILE.zip` checks it (server/archive).
 */
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { encodeHex } from '../../crypto/encoding/hex.ts';
import { sha256 } from '../../crypto/hash.ts';
import { type OfficialDocument, PLAIN, text } from '../../printables/documents/document.ts';
import { officialPdf } from '../../printables/documents/document-pdf.ts';
import { cardReportData, cardReports } from '../../printables/reports/card-reports.ts';
import { officialDate } from '../../printables/reports/official-words.ts';
import { paperReports } from '../../printables/reports/paper-reports.ts';
import { isPublished } from '../../tally/phase.ts';
import { isElectionMeeting, type MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { trustedKeysOf } from '../../tally/verify/trusted-keys.ts';
import { KEYS_PATH, RECORD_PATH, signedArchive, type TitledFile } from '../archive/archive-index.ts';
import { writeArchiveZip } from '../archive/archive-zip.ts';
import { fonts } from '../services/fonts.ts';
import { loadMeetingKeys } from '../services/meeting-keys.ts';
import type { RecordLog } from '../services/record-log.ts';
import type { WorkLedgers } from '../services/work-ledger.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting } from '../store/meeting.ts';
import { loadPaperFiles, loadPapersOfMeeting } from '../store/office-papers.ts';
import { loadAnswer, loadSheet } from '../store/record-sheet.ts';
import type { MeetingPapers, NamedBytes } from './meeting-papers.ts';
import { paperRoundReports, signedBoxes } from './paper-round-reports.ts';

export type MeetingArchive = {
  /** Undefined: the result is not published yet. */
  readonly make: (meeting: string) => Promise<NamedBytes | undefined>;
};

/** 目录: what people read of the index. */
function contentsPaper(
  organization: string,
  title: string,
  day: string,
  files: readonly TitledFile[],
): OfficialDocument {
  return {
    ...PLAIN,
    name: '归档目录',
    title: [title, '归档目录'],
    blocks: [
      text(
        `${organization}${officialDate(day)}会议的文件共${files.length}件，散列值（SHA-256）的前十六位如下；全部散列值见 index.json，由签署报告单的密钥签名。`,
      ),
      {
        kind: 'table',
        columns: [{ width: 12 }, { width: null, align: 'left' }, { width: 24, align: 'right' }, { width: 48 }],
        head: ['序号', '文件', '字节', '散列值'],
        rows: files.map((file, at) => [
          String(at + 1),
          { text: file.title, size: 12 },
          { text: String(file.bytes.length), size: 12 },
          { text: encodeHex(sha256(file.bytes)).slice(0, 16), size: 12 },
        ]),
      },
    ],
  };
}

export function createMeetingArchive({
  db,
  log,
  papers,
  ledgers,
}: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly papers: MeetingPapers;
  readonly ledgers: Pick<WorkLedgers, 'file'>;
}): MeetingArchive {
  /** Of every counted round: the sheets as they were signed, and the reports of the cards. */
  async function roundFiles(meeting: string, record: string, entry: MeetingEntry): Promise<readonly TitledFile[]> {
    const files: TitledFile[] = [];
    for (const state of (await log.state(meeting)).rounds.values()) {
      const { round, close } = state;
      const onPaper = paperRoundReports(entry, state, signedBoxes(state));
      if (onPaper !== undefined)
        files.push({
          path: `rounds/${round}/ballots.pdf`,
          bytes: await paperReports(onPaper, fonts()),
          title: `第${round}轮 发票、收票情况报告单（纸质选票）`,
        });
      const sheet = await loadSheet(db, meeting, round);
      if (sheet !== undefined)
        files.push(
          { path: `rounds/${round}/result.pdf`, bytes: sheet.pdf, title: `第${round}轮 计票结果报告单、选举结果报告` },
          {
            path: `rounds/${round}/result.json`,
            bytes: encodeUtf8(sheet.json),
            title: `第${round}轮 结果（机器可读）`,
          },
        );
      const cards = close === undefined ? undefined : cardReportData(record, round);
      if (cards?.ok === true)
        files.push({
          path: `rounds/${round}/cards.pdf`,
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

  async function paperFiles(meeting: string): Promise<readonly TitledFile[]> {
    const listed = await papers.list(meeting);
    const files: TitledFile[] = [];
    for (const { kind, ready, title, files: formats } of listed?.papers ?? []) {
      if (!ready) continue;
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

  /** 工作台账 of the village that an election is of, as it stands now. */
  async function ledgerFiles({ organization, kind }: MeetingEntry): Promise<readonly TitledFile[]> {
    if (!isElectionMeeting(kind)) return [];
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
      const contents = await officialPdf(contentsPaper(entry.organization, entry.title, entry.date, files), {
        author: entry.organization,
        date: new Date(`${entry.date}T04:00:00Z`),
        fonts: fonts(),
      });
      files.unshift({ path: '归档目录.pdf', bytes: contents, title: '归档目录' });
      const about = { meeting: entry.id, organization: entry.organization, title: entry.title, date: entry.date };
      return {
        bytes: writeArchiveZip(signedArchive(about, files, keys.sheet)),
        fileName: `归档-${entry.organization}-${entry.date}.zip`,
      };
    },
  };
}
