/** Decoders of files that an organizer or a township gives to the server: tables as CSV and XLSX, signed papers, archives. */
import { unzipSync, zipSync } from 'fflate';
import { expect } from 'vitest';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { ANSWER_ATTACHMENT } from '../../printables/reports/answer.ts';
import { openSignedPaper } from '../../printables/signed/open-signed-paper.ts';
import { verifySignedPdf } from '../../printables/signed/verify-signed-pdf.ts';
import { readIndex } from '../../server/archive/archive-index.ts';
import { readArchiveZip, writeArchiveZip } from '../../server/archive/archive-zip.ts';
import { verifyArchive } from '../../server/archive/verify-archive.ts';
import { readCandidateFile } from '../../server/papers/candidate-import.ts';
import { proposedList, readListedPersons } from '../../server/papers/combination-papers.ts';
import { conditionList, readConditions } from '../../server/papers/condition-list.ts';
import { departmentList, readDepartments } from '../../server/papers/department-list.ts';
import { appraisalObjectList, nomineeList, readAppraisals, readNominees } from '../../server/papers/form-lists.ts';
import { holidayList, readHolidays } from '../../server/papers/holiday-list.ts';
import { judgementList, readJudgement } from '../../server/papers/judgement-papers.ts';
import { ledgerList, readLedger } from '../../server/papers/ledger-list.ts';
import { compareList } from '../../server/papers/list-comparison.ts';
import { attendanceList, candidateList, type List, rollList } from '../../server/papers/lists.ts';
import {
  objectionList,
  readObjections,
  readVillageObjections,
  villageObjectionList,
} from '../../server/papers/objection-list.ts';
import { officialList, readOfficials } from '../../server/papers/official-list.ts';
import { readReply, readRequest } from '../../server/papers/request-file.ts';
import { resultAnswerSchema } from '../../server/papers/result-answer.ts';
import { readTable, type TableFile } from '../../server/papers/table-rows.ts';
import { listCsv, listXlsx } from '../../server/papers/tables.ts';
import {
  personList,
  readPersons,
  readVettings,
  readVillages,
  vettingList,
  villageList,
} from '../../server/papers/village-lists.ts';
import { xlsxRows } from '../../server/papers/xlsx-rows.ts';
import { decodeAnswer } from '../../server/printing/ipp-message.ts';
import { readOneTimeCode } from '../../server/services/one-time-code.ts';
import { readRollFile } from '../../server/services/roll-import.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { accepted, type DecoderUnderTest, READ } from './decoder.ts';
import {
  APPRAISALS,
  COMBINED,
  HOLIDAYS,
  JUDGEMENT,
  JUDGEMENT_CONTENT,
  LEDGER,
  NOMINEES,
  OBJECTED,
  OBJECTIONS,
  PLAN,
  RECOMMENDATIONS,
  VETTINGS,
  VILLAGES,
} from './prepared.ts';
import { archive, requestPaper, resultAnswer } from './real-inputs.ts';

/** Version 2.0, done; one printer with its name in Chinese (RFC 8010 §3.1). */
const inHex = (text: string): string => Buffer.from(text).toString('hex');
const IPP_ANSWER = Uint8Array.from(
  Buffer.from(
    `0200000000000001 01 47 0012 ${inHex('attributes-charset')} 0005 ${inHex('utf-8')}
     04 42 000c ${inHex('printer-name')} 0006 ${inHex('小票')} 03`.replace(/\s/g, ''),
    'hex',
  ),
);
const ATTENDANCE = attendanceList(PLAN, new Map());
const SHEET = 'xl/worksheets/sheet1.xml';
const RULES = ruleSettings({ majorityBase: 'expected' });

interface Imported {
  readonly lines: readonly unknown[];
}

/** A list goes out as CSV and XLSX by the product's own exporter, and comes back damaged: taken whole, or every fault in words. */
const table = (
  name: string,
  of: readonly string[],
  list: () => List,
  readLines: (file: TableFile) => Imported,
): DecoderUnderTest => ({
  kind: 'bytes',
  ...{ name, of, runs: 120 },
  samples: async () => [listCsv(list()), await listXlsx(list())],
  again: async (bytes) => {
    const file = accepted(await readTable(bytes));
    if (file === null) return null;
    const { lines } = readLines(file);
    for (const line of lines as readonly { readonly zh: string; readonly en: string; readonly line: number }[]) {
      expect(line.zh).not.toBe('');
      expect(line.en).not.toBe('');
      expect(line.line).toBeGreaterThan(0);
    }
    return lines.length > 0 ? null : READ;
  },
});

export const FILE_DECODERS: readonly DecoderUnderTest[] = [
  {
    kind: 'bytes',
    ...{ name: 'a roll as CSV and XLSX', of: ['readRollFile'], runs: 200 },
    samples: async () => [listCsv(rollList(PLAN)), await listXlsx(rollList(PLAN))],
    again: async (content) => {
      const roll = accepted(await readRollFile({ fileName: '名册', content }, RULES));
      return roll?.report.imported === true ? READ : null;
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'the sheet inside an XLSX', of: [], runs: 200 },
    samples: async () => [unzipSync(await listXlsx(rollList(PLAN)))[SHEET] as Uint8Array],
    again: async (bytes) => {
      const parts = unzipSync(await listXlsx(rollList(PLAN)));
      const rows = await xlsxRows(zipSync({ ...parts, [SHEET]: bytes }));
      return rows === undefined ? null : READ;
    },
  },
  table(
    'a table of villages',
    ['readTable', 'readVillages'],
    () => villageList(VILLAGES),
    (file) => readVillages(file, VILLAGES),
  ),
  table(
    'a table of persons',
    ['readPersons', 'readGrounds'],
    () => personList(NOMINEES),
    (file) => readPersons(file, NOMINEES),
  ),
  table(
    'a table of joint vetting',
    ['readVettings'],
    () => vettingList(NOMINEES, ['公安'], VETTINGS),
    (file) => readVettings(file, NOMINEES, ['公安']),
  ),
  table('a table of departments', ['readDepartments'], () => departmentList(['公安', '纪检监察']), readDepartments),
  table('a table of days off', ['readHolidays'], () => holidayList(HOLIDAYS), readHolidays),
  table('a table of those who are listed', ['readListedPersons'], () => proposedList(COMBINED), readListedPersons),
  table(
    'a table of those to appraise',
    ['readAppraisals'],
    () => appraisalObjectList({ appraisals: APPRAISALS }),
    (file) => readAppraisals(file, APPRAISALS),
  ),
  table(
    'a table of those to recommend',
    ['readNominees'],
    () => nomineeList({ recommendations: RECOMMENDATIONS }),
    (file) => readNominees(file, RECOMMENDATIONS),
  ),
  table(
    'a table of a judgement',
    ['readJudgement'],
    () => judgementList(JUDGEMENT),
    (file) => readJudgement(file, JUDGEMENT_CONTENT),
  ),
  table(
    'a table of objections',
    ['readObjections'],
    () => objectionList('异议', OBJECTIONS),
    (file) => readObjections(file, OBJECTIONS),
  ),
  table(
    'a table of objections in the villages',
    ['readVillageObjections'],
    () => villageObjectionList(OBJECTED),
    (file) => readVillageObjections(file, OBJECTED),
  ),
  table(
    'a table of the officials of a count',
    ['readOfficials'],
    () => officialList(PLAN),
    (file) => readOfficials(file, PLAN),
  ),
  table(
    'a table of conditions',
    ['readConditions'],
    () => conditionList(PLAN),
    (file) => readConditions(file, PLAN),
  ),
  table(
    'a ledger of the steps',
    ['readLedger'],
    () => ledgerList(LEDGER),
    (file) => readLedger(file, LEDGER),
  ),
  table(
    'a table of attendance, compared',
    [],
    () => ATTENDANCE,
    (file) => ({ lines: compareList(ATTENDANCE, file).lines.map((one) => ({ ...one, line: one.line ?? 1 })) }),
  ),
  {
    kind: 'bytes',
    ...{ name: 'an answer of the print service', of: ['decodeAnswer'] },
    samples: () => [IPP_ANSWER],
    again: (bytes) => {
      try {
        return decodeAnswer(bytes).printers.length > 0 ? READ : null;
      } catch (error) {
        if (error instanceof RangeError) return null;
        throw error;
      }
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'a table of candidates', of: ['readCandidateFile'], runs: 120 },
    samples: async () => [listCsv(candidateList(PLAN)), await listXlsx(candidateList(PLAN))],
    again: async (content) => {
      const found = accepted(await readCandidateFile(PLAN, content));
      return found === null || found.lines.length > 0 ? null : READ;
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'a request by USB stick', of: ['readRequest'], runs: 30 },
    samples: async () => [(await requestPaper()).request],
    again: async (bytes) => {
      const found = accepted(await readRequest(bytes));
      return found?.checks.every(({ ok }) => ok) === true ? (await requestPaper()).request : null;
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'its answer by USB stick', of: ['readReply'], runs: 30 },
    samples: async () => [(await requestPaper()).reply],
    again: async (bytes) => {
      const { facts, reply } = await requestPaper();
      const found = accepted(await readReply(bytes, async () => facts));
      return found?.checks.every(({ ok }) => ok) === true ? reply : null;
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'an answer to a result by USB stick', of: [], runs: 60 },
    samples: async () => [(await resultAnswer()).paper],
    again: async (bytes) => {
      const opened = openSignedPaper(bytes, ANSWER_ATTACHMENT);
      const read = opened.ok ? resultAnswerSchema.safeParse(opened.value.data) : undefined;
      if (read?.success !== true || verifySignedPdf(bytes, null).faults.length > 0) return null;
      const { answer, paper } = await resultAnswer();
      expect(read.data).toEqual(answer);
      return paper;
    },
  },
  {
    kind: 'object',
    ...{ name: 'an answer to a result, as the object inside', of: ['resultAnswerSchema'] },
    samples: async () => [(await resultAnswer()).answer],
    again: (value) => resultAnswerSchema.safeParse(value).data ?? null,
  },
  {
    kind: 'bytes',
    ...{ name: 'an archive', of: ['readArchiveZip'], runs: 200 },
    samples: async () => [(await archive()).zip],
    again: (bytes) => {
      const files = accepted(readArchiveZip(bytes));
      return files === null ? null : writeArchiveZip(files);
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'the index of an archive', of: ['readIndex'] },
    samples: async () => [(await archive()).index],
    again: (bytes) => {
      const index = readIndex(bytes);
      return index === undefined ? null : canonicalBytes(index);
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'an archive with a damaged file in a whole zip', of: [], runs: 6 },
    samples: async () => [(await archive()).cms],
    again: async (bytes) => {
      const { zip, cms } = await archive();
      const files = accepted(readArchiveZip(zip)) ?? [];
      const damaged = writeArchiveZip(files.map((file) => (file.path.endsWith('.p7s') ? { ...file, bytes } : file)));
      const { faults } = await verifyArchive(damaged, { random: seededRandom('archive'), fonts: installedFonts() });
      return faults.some(({ code }) => code === 'signature-invalid') ? null : cms;
    },
  },
  {
    kind: 'text',
    ...{ name: 'a code typed at a machine', of: ['readOneTimeCode'] },
    samples: () => ['ABCD 2345'],
    again: (typed) => {
      const code = readOneTimeCode(typed);
      expect(readOneTimeCode(code)).toBe(code);
      return code.length === 8 ? READ : null;
    },
  },
];
