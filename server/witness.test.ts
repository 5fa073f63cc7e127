/**
 * An outside witness at a real server (specification §3.7): declared in the draft, waited for where the record needs it, never
 * deceived about what it cosigned. The program of `npm run witness` runs in a process of its own.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatCheckpoint, parseCheckpoint } from '../crypto/log/checkpoint.ts';
import {
  addSignatures,
  cosign,
  formatNote,
  parseNote,
  signNote,
  verifyCosignature,
} from '../crypto/log/signed-note.ts';
import { newSigningKey, type SigningKey } from '../crypto/sign.ts';
import type { Entry } from '../tally/record/entry.ts';
import { readRecord } from '../tally/record/reader.ts';
import { declarationOf, newWitness, verifierLine, watchedLogs, witnessFingerprint } from '../tally/roles/witness.ts';
import { judgeForkEvidence, parseForkEvidence } from '../tally/verify/fork-evidence.ts';
import { verifyRecord } from '../tally/verify/verify-record.ts';
import { createClient } from './contract/client.ts';
import * as organizer from './contract/organizer.ts';
import { cosignAsWitness, installation, logCheckpoint, recordFile, trustedKeysFile } from './contract/public.ts';
import { screenState } from './contract/screen.ts';
import { type Forgers, forgedRecord } from './forged-record.ts';
import { type LyingServer, lyingServer } from './lying-server.ts';
import { openAt, type SampleElection, type SealedElection, sealAt } from './rehearsal/sample-election.ts';
import { openSession, type Session } from './rehearsal/session.ts';
import { pairScreen, settle, signAll } from './rehearsal/stages.ts';
import type { ScratchApp } from './scratch-app.ts';
import { proposeClose, random, serveHall, text } from './scratch-election.ts';
import { loadMeetingKeys } from './services/meeting-keys.ts';
import { followMeeting } from './witness/follow-meeting.ts';
import { type ScratchWitness, scratchWitness } from './witness/scratch-witness.ts';
import { openWitnessFiles } from './witness/witness-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const PRESENT = 60;
const CASTS = 5;

let hall: ScratchApp;
let closeHall: () => Promise<void>;
let liar: LyingServer;
let sealed: SealedElection;
let election: SampleElection;
let witness: ScratchWitness;
/** Declared too, and run as a program. */
let program: ScratchWitness;
let office: Session;
const refusals: string[] = [];

const code = (answer: { readonly ok: boolean }) =>
  (answer as { readonly error?: { readonly code: string } }).error?.code ?? 'accepted';
const params = () => ({ meeting: sealed.meeting });
const atRound = () => ({ ...params(), round: '1' });
const state = () => office.call(organizer.organizerMeeting, { params: params() });
const record = async () => readRecord(await openSession(liar.base).call(recordFile, { params: params() }));
const post = async (note: string) =>
  code(await openSession(liar.base).ask(cosignAsWitness, { params: params(), body: { note } }));

type Run = { readonly status: number; readonly out: string };
/** `npm run NAME`, as a person runs it. */
const run = (name: string, ...args: readonly string[]): Promise<Run> =>
  new Promise((resolve) => {
    const script = join(root, `server/commands/${name}.ts`);
    execFile(process.execPath, ['--import', 'tsx', script, ...args], { cwd: root }, (error, out, err) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, out: `${out}${err}` });
    });
  });
const runWitness = (...args: readonly string[]) => run('witness', liar.base, '--key', program.path, ...args);

beforeAll(async () => {
  const served = await serveHall();
  ({ hall, close: closeHall } = served);
  liar = await lyingServer(served.base);
  witness = scratchWitness('witness.example/one', random);
  program = scratchWitness('witness.example/two', random);
  program.files.close();
  const sealing = async ({ meeting, organizer: own }: SealedElection['run']) => {
    const save = (witnesses: readonly { readonly name: string; readonly key: string }[]) =>
      own.ask(organizer.saveWitnesses, { params: { meeting }, body: { witnesses: [...witnesses] } });
    const [one, two] = [witness, program].map(({ identity }) => declarationOf(identity));
    if (one === undefined || two === undefined) throw new Error('no witnesses');
    const key = text(newSigningKey(random).publicKey);
    refusals.push(
      code(await save([one, { name: one.name, key }])),
      code(await save([one, { name: 'another', key: one.key }])),
      code(await save([{ name: 'small-order', key: text(Uint8Array.of(1, ...new Uint8Array(31))) }])),
      code(await save([{ name: '见证', key }])),
      code(await save([one, two])),
    );
  };
  sealed = await sealAt(liar.base, hall.app.setUpCode, { present: PRESENT, beforeSealing: sealing });
  office = sealed.run.organizer;
}, 240_000);
afterAll(async () => {
  witness?.close();
  program?.close();
  liar?.close();
  await closeHall?.();
});

describe('witnesses are declared before the sealing (§3.6)', () => {
  test('each with a real key and a name of its own', async () => {
    expect(refusals).toEqual(['witness-repeated', 'witness-repeated', 'witness-key-invalid', 'malformed', 'accepted']);
    const { witnesses } = await state();
    expect(witnesses.map(({ name, key }) => ({ name, key }))).toEqual(
      [witness, program].map((one) => declarationOf(one.identity)),
    );
    expect(witnesses[0]?.fingerprint).toEqual(witnessFingerprint(declarationOf(witness.identity)));
    const late = await office.ask(organizer.saveWitnesses, { params: params(), body: { witnesses: [] } });
    expect(code(late)).toBe('sealed-already');
  });

  test('a stranger is told that the meeting does not name it', async () => {
    const stranger = scratchWitness('witness.example/one', random);
    expect(await stranger.look(liar.base, sealed.meeting)).toEqual({ kind: 'not-mine', reason: 'not-declared' });
    stranger.close();
  });

  test('a meeting that does not name it is read once, one without a record ever more seldom', async () => {
    const stranger = scratchWitness('witness.example/one', random);
    let asked = 0;
    let seconds = 1_796_000_000;
    const client = createClient({
      base: liar.base,
      fetch: (address, request) => {
        asked += 1;
        return fetch(address, request);
      },
    });
    const { look } = followMeeting({ meeting: sealed.meeting, client, files: stranger.files, now: () => seconds });
    liar.lie(({ path }) => (path.endsWith('/record.jsonl') ? '' : null));
    const times: number[] = [];
    for (let second = 0; second < 80; second++, seconds++) {
      const before = asked;
      expect(await look()).toEqual({ kind: 'not-mine', reason: 'meeting-missing' });
      if (asked > before) times.push(second);
    }
    expect(times).toEqual([0, 2, 6, 14, 30, 60]);
    liar.lie(null);
    seconds += 30;
    expect(await look()).toEqual({ kind: 'not-mine', reason: 'not-declared' });
    const before = asked;
    seconds += 1_000_000;
    expect(await look()).toEqual({ kind: 'not-mine', reason: 'not-declared' });
    expect(asked).toBe(before);
    stranger.close();
  });
});

describe('the key and the memory of a witness', () => {
  test('are readable by their owner only; a key without its memory is refused', () => {
    const other = scratchWitness('witness.example/three', random);
    expect(statSync(other.path).mode & 0o777).toBe(0o600);
    expect(statSync(`${other.path}.memory`).mode & 0o777).toBe(0o600);
    other.files.close();
    const again = (name?: string) => openWitnessFiles(other.path, { random, name });
    const same = again();
    expect(same.ok && same.value.identity).toEqual(other.identity);
    if (same.ok) same.value.close();
    expect(again('another')).toEqual({ ok: false, error: 'name-fixed' });
    writeFileSync(`${other.path}.memory`, '{}');
    expect(again()).toEqual({ ok: false, error: 'memory-unreadable' });
    rmSync(`${other.path}.memory`);
    expect(again()).toEqual({ ok: false, error: 'memory-missing' });
    other.close();
  });
});

describe('a witness follows the log (§3.7)', () => {
  test('keeps what it cosigns on its disk before the server gets it', async () => {
    let kept: unknown;
    liar.lie(({ path, body }) => {
      if (!path.endsWith('/witness-cosignatures')) return null;
      const memory = watchedLogs.parse(JSON.parse(readFileSync(`${witness.path}.memory`, 'utf8')));
      kept = memory.logs[0]?.head?.note === JSON.parse(body).note;
      return null;
    });
    expect(await witness.look(liar.base, sealed.meeting)).toMatchObject({ kind: 'cosigned', size: 1 });
    expect(kept).toBe(true);
    liar.lie(null);
    expect(await witness.look(liar.base, sealed.meeting)).toMatchObject({ kind: 'up-to-date', size: 1 });
  });

  test('sends the same line again when the server lost it', async () => {
    const before = witness.files.logs()[0]?.head?.note ?? '';
    const { publicKey } = witness.key;
    const withoutOurs = (note: string) => {
      const { text: head, signatures } = parseNote(note);
      return formatNote({ text: head, signatures: signatures.filter(({ name }) => name !== witness.identity.name) });
    };
    let sent = '';
    liar.lie(({ path, body }, honest) => {
      if (path.endsWith('/witness-cosignatures')) sent = JSON.parse(body).note;
      if (!/\/checkpoints\/\d+$/.test(path)) return null;
      const offered = JSON.parse(new TextDecoder().decode(honest));
      return JSON.stringify({ ...offered, note: withoutOurs(offered.note) });
    });
    expect(await witness.look(liar.base, sealed.meeting)).toMatchObject({ kind: 'cosigned' });
    liar.lie(null);
    expect(sent).toBe(before);
    expect(verifyCosignature(parseNote(sent), { name: witness.identity.name, publicKey })).toBeGreaterThan(0);
  });

  test('only a declared key cosigns, and only a head of this log', async () => {
    const { note } = await openSession(liar.base).call(logCheckpoint, { params: { ...params(), size: '0' } });
    const { text: head, signatures } = parseNote(note);
    const by = (name: string, key: SigningKey, of = head) =>
      formatNote(
        addSignatures({ text: of, signatures: signatures.slice(0, 1) }, [
          cosign(of, { name, publicKey: key.publicKey }, key.secretKey, 1_796_000_000),
        ]),
      );
    const { name } = witness.identity;
    expect(await post(by(name, newSigningKey(random)))).toBe('signature-invalid');
    expect(await post(by('witness.example/nobody', witness.key))).toBe('signature-invalid');
    expect(await post(note)).toBe(signatures.length > 1 ? 'accepted' : 'signature-invalid');
    expect(await post('no note')).toBe('signature-invalid');
    const other = formatCheckpoint({ ...parseCheckpoint(head), root: random(32) });
    expect(await post(by(name, witness.key, other))).toBe('checkpoint-unknown');
    const larger = formatCheckpoint({ ...parseCheckpoint(head), size: 999 });
    expect(await post(by(name, witness.key, larger))).toBe('checkpoint-unknown');
    expect(await post(by(name, witness.key))).toBe('accepted');
  });

  test('as a program: says its line, cosigns what there is, and ends', async () => {
    const once = await runWitness('--once');
    expect(once.status, once.out).toBe(0);
    expect(once.out).toContain(verifierLine(program.identity));
    expect(once.out).toContain('cosigned up to entry 1');
    expect((await state()).witnesses.map(({ cosigned }) => cosigned)).toEqual([1, 1]);
    const elsewhere = await run('witness', liar.base, '--key', join(dirname(program.path), 'new.json'), '--once');
    expect(elsewhere.status).toBe(3);
    expect(elsewhere.out).toContain('does not declare this witness');
    expect((await run('witness', 'not an address')).status).toBe(2);
    expect((await run('witness', liar.base, '--name', '见证', '--key', program.path)).status).toBe(2);
  });
});

describe('the meeting waits for its witnesses (§3.7, §8.2)', () => {
  const open = async () => {
    const { rounds } = await state();
    const made = rounds[0]?.cardsMade ?? 0;
    const audited = rounds[0]?.audits.advised ?? 0;
    const body = { cardsInBox: made - audited, cardsAudited: audited };
    return code(await office.ask(organizer.openRound, { params: atRound(), body }));
  };

  test('voting does not open before each has cosigned the entry of the round', async () => {
    const silent: string[] = [];
    election = await openAt(sealed, async () => {
      silent.push(await open());
      expect((await state()).next).toMatchObject({ step: 'open-round', ready: false });
      await witness.follow(liar.base, sealed.meeting);
      silent.push(await open());
      expect((await state()).witnesses.map(({ awaited }) => awaited)).toEqual([false, true]);
      expect((await runWitness('--once')).status).toBe(0);
      expect((await state()).next).toMatchObject({ step: 'open-round', ready: true });
    });
    expect(silent).toEqual(['witness-silent', 'witness-silent']);
  });

  test('the big screen shows the head everybody can compare, and who has cosigned it', async () => {
    const screen = await pairScreen(sealed.run);
    await office.call(organizer.saveScreenView, { params: params(), body: { view: 'log' } });
    const { log, digits, verify } = await screen.call(screenState);
    const head = (await record()).leaves.length;
    expect(log).toMatchObject({ size: head, scrutineers: { cosigned: 3, of: 3 }, witnesses: { cosigned: 0, of: 2 } });
    expect(log?.digits?.join(' ')).toBe(election.devices[0]?.digits());
    expect(log?.rootGroups.join('')).toMatch(/^[0-9A-Z]{16}$/);
    expect([digits, verify]).toEqual([null, null]);
    await office.call(organizer.saveScreenView, { params: params(), body: { view: 'welcome' } });
    expect((await screen.call(screenState)).log).toBeNull();
  });

  test('nobody decrypts before each has cosigned the close and then the sums, however long it takes', async () => {
    for (const card of election.drawn.slice(0, CASTS)) await election.vote(card);
    const [chief] = election.devices;
    if (chief === undefined) throw new Error('no device');
    await proposeClose(election, { returned: election.drawn.slice(CASTS) });
    await signAll(election.devices);
    hall.advance(60_000);
    await settle(election.devices);
    expect((await state()).phase).toBe('closed');
    expect((await state()).next.blockedBy[0]?.en).toContain('witness.example/one, witness.example/two');
    await expect(chief.decrypt(0)).rejects.toThrow('releases nothing: close-not-cosigned');

    await witness.follow(liar.base, sealed.meeting);
    expect((await state()).phase).toBe('closed');
    await expect(chief.decrypt(0)).rejects.toThrow('releases nothing: close-not-cosigned');
    expect((await runWitness('--once')).status).toBe(0);
    expect((await state()).phase).toBe('counting');

    // The sums have come: a share is given when nobody can take them out again.
    await settle(election.devices);
    expect((await state()).next.blockedBy[0]?.en).toContain('witness.example/one');
    await expect(chief.decrypt(0)).rejects.toThrow('releases nothing: aggregate-not-cosigned');
    await witness.follow(liar.base, sealed.meeting);
    expect((await runWitness('--once')).status).toBe(0);
    expect((await state()).next.blockedBy[0]?.en).not.toContain('witness');
    for (const device of election.devices.slice(0, 2)) await device.decrypt(0);
    await settle(election.devices);
    for (const device of election.devices) await device.attest();
    await settle(election.devices);
  });

  test('the finished record shows every cosignature, the closing one that of all', async () => {
    const file = await openSession(liar.base).call(recordFile, { params: params() });
    const verification = await verifyRecord(file, { random });
    expect(verification.findings).toEqual([]);
    expect(verification.ok).toBe(true);
    const names = (await record()).lines.flatMap((line) =>
      line.kind === 'checkpoint' ? parseNote(line.note).signatures.map(({ name }) => name) : [],
    );
    expect(names).toContain('witness.example/one');
    expect(names).toContain('witness.example/two');
  });
});

describe('a server that shows two histories (§3.7, §11)', () => {
  let forged: string;

  beforeAll(async () => {
    const server = await loadMeetingKeys(hall.db, sealed.meeting);
    if (server === undefined) throw new Error('no keys');
    const forgers: Forgers = { server, scrutineers: [], witnesses: [] };
    const swapped = (entries: readonly Entry[]): readonly Entry[] => {
      const at = entries.findIndex(({ type }) => type === 'key-commit');
      return [...entries.slice(0, at), entries[at + 1] as Entry, entries[at] as Entry, ...entries.slice(at + 2)];
    };
    // One entry more than the honest record: the last attestation once again.
    const reorder = (entries: readonly Entry[]) => [...swapped(entries), entries.at(-1) as Entry];
    await witness.follow(liar.base, sealed.meeting);
    forged = forgedRecord(await record(), forgers, { reorder });
  });
  afterAll(() => liar.lie(null));

  /** The forged log in the place of the honest one, with a proof that cannot be right. */
  const fork = (isRecordShown: boolean) => {
    const { lines } = readRecord(forged);
    const head = lines.findLast((line) => line.kind === 'checkpoint');
    if (head?.kind !== 'checkpoint') throw new Error('no checkpoint');
    const offered = { note: head.note, size: head.size, root: text(random(32)), proof: [text(random(32))] };
    liar.lie(({ path }) => {
      if (/\/checkpoints\/\d+$/.test(path)) return JSON.stringify(offered);
      return isRecordShown && path.endsWith('/record.jsonl') ? forged : null;
    });
  };

  test('a head that somebody else signed is not cosigned and accuses nobody', async () => {
    const stranger = newSigningKey(random);
    liar.lie(({ path }, honest) => {
      if (!/\/checkpoints\/\d+$/.test(path)) return null;
      const offered = JSON.parse(new TextDecoder().decode(honest));
      const { text: head } = parseNote(offered.note);
      const { origin } = parseCheckpoint(head);
      const line = signNote(head, { name: origin, publicKey: stranger.publicKey }, stranger.secretKey);
      return JSON.stringify({ ...offered, note: formatNote({ text: head, signatures: [line] }) });
    });
    expect(await witness.look(liar.base, sealed.meeting)).toEqual({ kind: 'refused', reason: 'log-signature' });
    expect(witness.files.logs()[0]?.fork).toBeNull();
  });

  test('without a record to read a garbled proof stops nobody: nothing is signed, and it is asked again', async () => {
    const log = witness.files.logs()[0];
    const first = (await record()).lines.find((line) => line.kind === 'checkpoint');
    if (log === undefined || first?.kind !== 'checkpoint') throw new Error('no log');
    const early = { ...log, head: { size: 1, root: log.meetingLeaf, note: first.note } };
    witness.files.keep(early);
    const client = createClient({ base: liar.base, fetch: (address, request) => fetch(address, request) });
    const now = () => 1_796_000_000;
    for (const [answer, reason] of [
      [{ status: 503, body: '' }, 'server-error'],
      ['<html>请登录</html>', 'record-unreadable'],
    ] as const) {
      let isBegun = false;
      liar.lie(({ path }, honest) => {
        if (path.endsWith('/record.jsonl')) return isBegun ? answer : null;
        if (!/\/checkpoints\/\d+$/.test(path)) return null;
        isBegun = true;
        return JSON.stringify({ ...JSON.parse(new TextDecoder().decode(honest)), proof: [text(random(32))] });
      });
      const { look } = followMeeting({ meeting: sealed.meeting, client, files: witness.files, now });
      for (const _ of [1, 2]) expect(await look()).toEqual({ kind: 'unreachable', code: reason });
      expect(witness.files.logs()).toEqual([early]);
      liar.lie(null);
      expect(await look()).toMatchObject({ kind: 'cosigned' });
      witness.files.keep(early);
    }
    witness.files.keep(log);
  });

  test('the witness stops, with evidence that convicts by itself, and never cosigns this log again', async () => {
    fork(true);
    const seen = await witness.look(liar.base, sealed.meeting);
    if (seen.kind !== 'fork' || seen.evidence === null) throw new Error(`no evidence: ${seen.kind}`);
    expect(judgeForkEvidence(seen.evidence)).toEqual({ ok: true, value: 'rewritten' });
    liar.lie(null);
    expect(await witness.look(liar.base, sealed.meeting)).toEqual(seen);
  });

  test('a log that became shorter is a fork too, though it knows no larger head to prove anything from', async () => {
    const honest = witness.files.logs()[0];
    const { lines } = await record();
    const first = lines.find((line) => line.kind === 'checkpoint');
    if (honest === undefined || first?.kind !== 'checkpoint') throw new Error('no log');
    witness.files.keep({ ...honest, fork: null });
    const file = new TextDecoder().decode(await openSession(liar.base).call(recordFile, { params: params() }));
    const short = `${file.split('\n')[0]}\n`;
    let isRecordShort = false;
    liar.lie(({ path }) => {
      const size = /\/checkpoints\/(\d+)$/.exec(path)?.[1];
      if (path.endsWith('/record.jsonl')) return isRecordShort ? short : null;
      if (size === undefined) return null;
      if (size !== '0') return { status: 404, body: JSON.stringify({ code: 'checkpoint-unknown' }) };
      return JSON.stringify({ note: first.note, size: 1, root: text(random(32)), proof: [] });
    });
    // An old head is refused; it accuses nobody while the record has everything.
    expect(await witness.look(liar.base, sealed.meeting)).toEqual({ kind: 'cleared' });
    expect(witness.files.logs()[0]?.fork).toBeNull();
    isRecordShort = true;
    const seen = await witness.look(liar.base, sealed.meeting);
    if (seen.kind !== 'fork' || seen.evidence === null) throw new Error(`no evidence: ${seen.kind}`);
    expect(judgeForkEvidence(seen.evidence)).toEqual({ ok: true, value: 'unproven' });
    expect(witness.files.logs()[0]?.fork).toEqual(seen.evidence);
  });

  test('the program ends with a failure, and its file is judged by npm run verify', async () => {
    fork(true);
    const stopped = await runWitness('--meeting', sealed.meeting);
    expect(stopped.status, stopped.out).toBe(1);
    expect(stopped.out).toContain('两种历史');
    const folder = dirname(program.path);
    const name = readdirSync(folder).find((file) => file.startsWith('fork-evidence-')) ?? '';
    const path = join(folder, name);
    expect(parseForkEvidence(readFileSync(path, 'utf8'))).not.toBeNull();

    liar.lie(null);
    const keys = join(folder, 'trusted-keys.json');
    writeFileSync(keys, await openSession(liar.base).call(trustedKeysFile, { params: params() }));
    const judged = await run('verify', path, '--keys', keys, '--json');
    expect(JSON.parse(judged.out)).toEqual({ ok: true, trustedKeys: true, evidence: 'rewritten' });
    expect(judged.status).toBe(0);
    const foreign = join(folder, 'foreign.json');
    const { keys: own, ...rest } = JSON.parse(readFileSync(keys, 'utf8'));
    writeFileSync(foreign, JSON.stringify({ ...rest, keys: { ...own, log: own.entries } }));
    const other = await run('verify', path, '--keys', foreign);
    expect(other.status).toBe(1);
    expect(other.out).toContain('another log');

    // Honest again, and started again: it has seen too much.
    const again = await runWitness('--once');
    expect(again.status).toBe(1);
    expect(existsSync(`${program.path}.lock`)).toBe(false);
  });

  test('the program follows the other meetings on, tells of the fork once, and ends with a failure', async () => {
    const other = sealed.meeting.replace(/^./, (first) => (first === 'a' ? 'b' : 'a'));
    let looks = 0;
    liar.lie(({ path }, honest) => {
      if (path.includes(`/${other}/`)) looks += 1;
      if (path !== installation.path) return null;
      const now = JSON.parse(new TextDecoder().decode(honest));
      return JSON.stringify({ ...now, meetings: [...now.meetings, { ...now.meetings[0], id: other }] });
    });
    const once = await runWitness('--once');
    expect(once.status, once.out).toBe(1);
    expect(looks).toBe(1);

    const script = join(root, 'server/commands/witness.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, liar.base, '--key', program.path], { cwd: root });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    await expect.poll(() => looks, { timeout: 30_000 }).toBeGreaterThanOrEqual(3);
    child.kill('SIGTERM');
    expect(await ended).toBe(1);
    expect(out.split('Stop. ').length - 1, out).toBe(1);
    liar.lie(null);
  });

  test('a meeting in the place of another under the same name is not followed', async () => {
    const log = witness.files.logs()[0];
    if (log === undefined) throw new Error('no log');
    witness.files.keep({ ...log, fork: null, meetingLeaf: text(random(32)) });
    expect(await witness.look(liar.base, sealed.meeting)).toMatchObject({ kind: 'fork' });
  });

  test('a head that is signed but belongs to no history, before anything was cosigned, is kept for others to see', async () => {
    const memory = `${program.path}.memory`;
    const { logs } = watchedLogs.parse(JSON.parse(readFileSync(memory, 'utf8')));
    const fresh = logs.map((log) => ({ ...log, head: null, fork: null }));
    writeFileSync(memory, JSON.stringify({ version: 1, logs: fresh }));
    fork(false);
    const { status, out } = await runWitness('--meeting', sealed.meeting);
    liar.lie(null);
    expect(status, out).toBe(1);
    const name = readdirSync(dirname(program.path)).find((file) => file.startsWith('refused-head-')) ?? '';
    expect(out).toContain(name);
    const head = readRecord(forged).lines.findLast((line) => line.kind === 'checkpoint');
    expect(readFileSync(join(dirname(program.path), name), 'utf8')).toBe(head?.kind === 'checkpoint' && head.note);
    expect(out).toContain('日志签署了的那个检查点已保存');
  });
});

test('a witness without a name is called after its key', () => {
  expect(newWitness(random).name).toMatch(/^witness-[0-9a-z]{8}$/);
});
