/** Who may print what on which printer, whatever the print service says (UX 5.3, 5.9). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { err, ok } from '../../crypto/result.ts';
import { insertMachine, setPrinter } from '../store/accounts.ts';
import { setPaperPrinter } from '../store/meeting.ts';
import { createPrinting } from './printing.ts';
import { recordWithRound, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const MEETING = 'simulation';
const refused = (error: string) => ({ ok: false, error });
const started: string[] = [];
let scratch: ScratchRecord;
let kiosk: string;

type Options = Parameters<typeof createPrinting>[0];
const printing = (answers: { readonly paper?: Uint8Array; readonly sheet?: Uint8Array } = {}, cups: object = {}) =>
  createPrinting({
    db: scratch.db,
    log: scratch.log,
    cups: cups as Options['cups'],
    jobs: {
      start: async (_: string, queue: string) => {
        started.push(queue);
        return ok('job');
      },
    } as unknown as Options['jobs'],
    papers: {
      pdf: async () => (answers.paper === undefined ? undefined : { bytes: answers.paper, fileName: 'a.pdf' }),
    } as unknown as Options['papers'],
    publishing: {
      sheet: async () => (answers.sheet === undefined ? undefined : { pdf: answers.sheet, json: '{}' }),
    } as unknown as Options['publishing'],
    reports: { ofRound: async () => new Uint8Array([1]), forget: () => {} },
    checkAddress: () => '',
  });

beforeAll(async () => {
  scratch = await scratchRecord(MEETING);
});
afterAll(() => scratch.close());
beforeEach(async () => {
  started.length = 0;
  scratch.record = recordWithRound({});
  kiosk = await insertMachine(scratch.db, { meeting: MEETING, role: 'kiosk', name: '一号机' });
});

test('a printer is chosen for a meeting and a machine of it that there are, and for one of them only', async () => {
  const { chooseForMachine, chooseForPapers } = printing();
  expect(await chooseForMachine('nothing', kiosk, 'slips')).toEqual(refused('not-found'));
  expect(await chooseForMachine(MEETING, randomUUID(), 'slips')).toEqual(refused('not-found'));
  expect(await chooseForPapers('nothing', 'office')).toEqual(refused('not-found'));
  expect(await chooseForMachine(MEETING, kiosk, 'slips')).toEqual(ok(true));
  expect(await chooseForPapers(MEETING, 'slips')).toEqual(refused('printer-taken'));
  expect(await chooseForPapers(MEETING, 'office')).toEqual(ok(true));
  expect(await chooseForMachine(MEETING, kiosk, 'office')).toEqual(refused('printer-taken'));
  const second = await insertMachine(scratch.db, { meeting: MEETING, role: 'kiosk', name: '二号机' });
  expect(await chooseForMachine(MEETING, second, 'slips')).toEqual(refused('printer-taken'));
  expect(await chooseForMachine(MEETING, kiosk, null)).toEqual(ok(true));
});

test('a slip is printed by a machine that there is and has a printer, and only if the server signed what it says', async () => {
  const slip = { kind: 'accepted', T: 'A'.repeat(43), h: 'A'.repeat(43), signature: 'A'.repeat(86) } as const;
  const { printSlip } = printing();
  expect(await printSlip(randomUUID(), slip)).toEqual(refused('not-found'));
  expect(await printSlip(kiosk, slip)).toEqual(refused('no-printer'));
  await setPrinter(scratch.db, kiosk, 'slips');
  expect(await printSlip(kiosk, slip)).toEqual(refused('signature-invalid'));
  expect(started).toEqual([]);
});

test('a paper is printed of a meeting that there is and has a printer for it, once the paper can be made', async () => {
  const bytes = new Uint8Array([1]);
  const paper = { kind: 'paper', paper: 'notice' } as const;
  const sheet = { kind: 'result-sheet', round: 1 } as const;
  const reports = { kind: 'card-reports', round: 1 } as const;
  await setPaperPrinter(scratch.db, MEETING, null);
  const ready = printing({ paper: bytes, sheet: bytes });
  expect(await ready.printPaper('nothing', paper, 1)).toEqual(refused('not-found'));
  expect(await ready.printTest('nothing', 'office', 'a4')).toEqual(refused('not-found'));
  expect(await ready.printPaper(MEETING, paper, 1)).toEqual(refused('no-printer'));
  await setPaperPrinter(scratch.db, MEETING, 'office');
  for (const document of [paper, sheet, reports])
    expect(await printing().printPaper(MEETING, document, 1)).toEqual(refused('paper-not-ready'));
  expect(started).toEqual([]);
  scratch.record = recordWithRound({ close: {} });
  for (const document of [paper, sheet, reports])
    expect(await ready.printPaper(MEETING, document, 1)).toEqual(ok('job'));
  expect(started).toEqual(['office', 'office', 'office']);
});

test('a print service that cannot be reached is said to be away, and asked once by all who look meanwhile', async () => {
  let asked = 0;
  const queues = async () => {
    asked += 1;
    return err('print-service-unreachable');
  };
  const { view } = printing({}, { queues });
  const seen = await Promise.all([view(MEETING), view(MEETING), view('nothing')]);
  expect(seen.map(({ service, queues: found }) => [service, found])).toEqual(seen.map(() => [false, []]));
  expect((await view(MEETING)).service).toBe(false);
  expect(asked).toBe(1);
});
