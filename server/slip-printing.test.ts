/** Slips and papers from the routes to the paper of a real CUPS: who may print what, and what the server keeps of it; and what a kiosk says of itself. */
import { execFileSync } from 'node:child_process';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { castMessage } from '../tally/roles/voter.ts';
import * as desk from './contract/desk.ts';
import * as kiosk from './contract/kiosk.ts';
import type { KioskHealth } from './contract/organizer.ts';
import * as organizer from './contract/organizer.ts';
import * as printing from './contract/printing.ts';
import * as scrutineer from './contract/scrutineer.ts';
import { type CupsService, startCups } from './printing/scratch-cups.ts';
import { openAt } from './rehearsal/sample-election.ts';
import type { Session } from './rehearsal/session.ts';
import { random, type ScratchElection, type ScratchSealed, sealElection, text } from './scratch-election.ts';
import { dumpDatabase } from './store/scratch-dump.ts';

let service: CupsService;
let election: ScratchElection;
/** What a kiosk was answered that asked for its proof of zero: without a printer, of an empty box, of one that is not. */
const zero: { readonly answers: string[]; printed: string } = { answers: [], printed: '' };

beforeAll(async () => {
  service = await startCups(['kiosk-1', 'office']);
  const sealed = await sealElection(60, undefined, service.address);
  election = { ...sealed, ...(await openAt(sealed, (machine) => proveZero(sealed, machine))) };
}, 600_000);
afterAll(async () => {
  await election?.close();
  await service?.stop();
});

async function proveZero({ run, meeting, hall }: ScratchSealed, machine: Session): Promise<void> {
  const office = run.organizer;
  const print = () => machine.ask(printing.printBoxSlip, { body: {} });
  zero.answers.push(code(await print()));
  const { machines } = await office.call(organizer.organizerMeeting, { params: { meeting } });
  const own = { meeting, machine: machines.find(({ role }) => role === 'kiosk')?.id ?? '' };
  await office.call(printing.saveMachinePrinter, { params: own, body: { queue: 'kiosk-1' } });
  const put = (from: string, to: string) =>
    hall.db.execute(
      sql`update token set state = ${to} where (meeting, t) = (select meeting, t from token where meeting = ${meeting} and state = ${from} limit 1)`,
    );
  for (const state of ['cast', 'challenged']) {
    await put('free', state);
    zero.answers.push(code(await print()));
    await put(state, 'free');
  }
  zero.answers.push(code(await print()));
  await vi.waitUntil(() => pages('kiosk-1').length === 1, { timeout: 60_000 });
  const [pdf = new Uint8Array()] = pages('kiosk-1');
  zero.printed = execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf }).toString('utf8').replace(/\s/g, '');
  await office.call(printing.saveMachinePrinter, { params: own, body: { queue: null } });
}

const params = () => ({ meeting: election.meeting });
const state = () => election.run.organizer.call(organizer.organizerMeeting, { params: params() });
const kioskMachine = async () => {
  const machine = (await state()).machines.find(({ role }) => role === 'kiosk');
  if (machine === undefined) throw new Error('no kiosk');
  return machine;
};
const code = (answer: { readonly ok: boolean }) =>
  (answer as { readonly error?: { readonly code: string } }).error?.code ?? 'accepted';
const pages = (name: string) => service.printers.find((one) => one.name === name)?.pages() ?? [];

/** A ballot cast by this card, as its kiosk would have it printed. */
async function castOne(at: number) {
  const card = election.drawn[at];
  if (card === undefined) throw new Error('the box is empty');
  const pending = election.prepare(card);
  await election.kiosk.call(kiosk.submitPending, { body: pending.message });
  const read = election.read(card);
  const message = castMessage(election.round, read, pending.h, random);
  const { signature } = await election.kiosk.call(kiosk.castBallot, { body: message });
  return { kind: 'accepted' as const, T: read.listed, h: text(pending.h), signature };
}

test('the organizer sees the printers, gives each kiosk its own, and prints papers', async () => {
  const machine = await kioskMachine();
  expect(machine.printer).toBeNull();
  const found = (await state()).printing;
  expect([found.service, found.papers, found.queues.map(({ name, ready }) => [name, ready])]).toEqual([
    true,
    null,
    [
      ['kiosk-1', true],
      ['office', true],
    ],
  ]);
  const paper = { document: { kind: 'paper', paper: 'attendance-sheet' }, copies: 1 } as const;
  const { organizer: office } = election.run;
  expect(code(await office.ask(printing.printPaper, { params: params(), body: paper }))).toBe('no-printer');
  await office.call(printing.savePaperPrinter, { params: params(), body: { queue: 'office' } });
  const choose = (queue: string) =>
    office.ask(printing.saveMachinePrinter, { params: { ...params(), machine: machine.id }, body: { queue } });
  expect(code(await choose('office'))).toBe('printer-taken');
  expect(code(await choose('kiosk-1'))).toBe('accepted');
  expect(code(await office.ask(printing.savePaperPrinter, { params: params(), body: { queue: 'kiosk-1' } }))).toBe(
    'printer-taken',
  );
  const { job } = await office.call(printing.printPaper, { params: params(), body: paper });
  await expect
    .poll(async () => (await office.call(printing.printJob, { params: { ...params(), job } })).state, {
      timeout: 60_000,
    })
    .toBe('completed');
  expect(pages('office')).toHaveLength(1);
  expect(code(await office.ask(printing.printJob, { params: { ...params(), job: 'another' } }))).toBe('not-found');
});

test('before the opening a kiosk prints its proof of zero, of an empty box only (UX 6.28)', async () => {
  expect(zero.answers).toEqual(['no-printer', 'paper-not-ready', 'paper-not-ready', 'accepted']);
  for (const said of ['票箱为空', '0张', '投票机', '监票人（签字）', '委员选举']) expect(zero.printed).toContain(said);
  // Once voting is open there is no such proof any more.
  expect(code(await election.kiosk.ask(printing.printBoxSlip, { body: {} }))).toBe('paper-not-ready');
});

test('a kiosk prints the answer that the server signed, and nothing else', async () => {
  expect((await election.kiosk.call(kiosk.kioskState)).slipPrinter).toBe('queue');
  const slip = await castOne(0);
  const forged = { ...slip, h: text(random(32)) };
  expect(code(await election.kiosk.ask(printing.printSlip, { body: forged }))).toBe('signature-invalid');
  expect(code(await election.kiosk.ask(printing.printSlip, { body: { ...slip, kind: 'pending' } }))).toBe(
    'signature-invalid',
  );
  expect(code(await election.kiosk.ask(printing.printSlip, { body: { ...slip, marks: [[1]] } as never }))).toBe(
    'malformed',
  );
  const { job } = await election.kiosk.call(printing.printSlip, { body: slip });
  await expect
    .poll(async () => (await election.kiosk.call(printing.slipJob, { params: { job } })).state, { timeout: 60_000 })
    .toBe('completed');
  // After the proof of zero.
  expect(pages('kiosk-1')).toHaveLength(2);
  await expect.poll(() => service.kept().spool, { timeout: 20_000 }).toEqual([]);

  // Neither the database nor the log knows that a slip was printed, or of which ballot.
  const columns = (await election.hall.db.execute(
    sql`select table_name, column_name from information_schema.columns where table_schema = 'public' and (column_name like '%slip%' or column_name like '%job%' or column_name like '%print%')`,
  )) as unknown as { table_name: string; column_name: string }[];
  expect(columns.map(({ table_name, column_name }) => `${table_name}.${column_name}`).toSorted()).toEqual([
    'machine.printer',
    'machine.slips',
    'meeting.paper_printer',
    'paper_box.printed',
  ]);
  const logged = election.hall.logged.join('\n');
  for (const secret of [slip.T, slip.h, slip.signature, job]) expect(logged).not.toContain(secret);
});

test('what a kiosk says of its devices reaches the organizer, and is asked anew of a new server', async () => {
  // The opening was preceded by it.
  expect((await kioskMachine()).health).toMatchObject({ box: { round: 1, ballots: 0 } });
  const health: KioskHealth = {
    scanner: 'lost',
    camera: true,
    battery: { percent: 25, charging: false },
    box: null,
    needs: [],
  };
  await election.kiosk.call(kiosk.tellHealth, { body: health });
  expect((await kioskMachine()).health).toEqual(health);
  expect((await election.kiosk.call(kiosk.kioskState)).health).toEqual(health);
});

test('a kiosk that needs staff is on every page at which staff sit until it is ended, and leaves no trace (UX 5)', async () => {
  const { kiosk: machine, run, devices, hall, meeting } = election;
  const device = devices[0];
  if (device === undefined) throw new Error('no device');
  const shown = async () => {
    const { index } = device;
    const own = { meeting, index: String(index) };
    return [
      (await state()).staffNeeded,
      (await run.desk.call(desk.deskState, { params: params() })).staffNeeded,
      (await device.session.call(scrutineer.scrutineerState, { params: own })).staffNeeded,
    ];
  };
  const everywhere = (needed: readonly object[]) => [needed, needed, needed];
  const tell = (needs: KioskHealth['needs'], scanner: KioskHealth['scanner'] = 'keyboard') =>
    machine.call(kiosk.tellHealth, { body: { scanner, camera: false, battery: null, box: null, needs } });
  await tell([]);
  expect(await shown()).toEqual(everywhere([]));
  const before = await dumpDatabase(hall.db);
  const logged = hall.logged.length;
  await tell(['called', 'printer'], 'lost');
  expect(await shown()).toEqual(everywhere([{ kiosk: '投票机', needs: ['called', 'printer', 'scanner'] }]));
  // While it stands and when it is over: not one row, not one line more or other than before.
  expect(await dumpDatabase(hall.db)).toEqual(before);
  await tell([]);
  expect(await shown()).toEqual(everywhere([]));
  expect(await dumpDatabase(hall.db)).toEqual(before);
  expect(hall.logged.slice(logged)).toEqual([]);
  const more = { scanner: 'keyboard', camera: false, battery: null, box: null, needs: ['called'] };
  for (const extra of [
    { ...more, screen: 'V3' },
    { ...more, needs: ['called', 'V3'] },
    { ...more, at: '09:30' },
    { ...more, battery: { percent: 83, charging: false } },
  ])
    expect(code(await machine.ask(kiosk.tellHealth, { body: extra as never }))).toBe('malformed');
});
