/**
 * The server is killed without notice, twenty times, in a stream of real casts: a real process with its own embedded
 * PostgreSQL. In every second kill the database dies with it. Every ballot that was ever acknowledged must stand in the
 * closed record, none twice, and no card may have been used up without a ballot.
 */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as kiosk from '../../server/contract/kiosk.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { recordFile } from '../../server/contract/public.ts';
import { openAt, random, type SampleElection, sealAt, text } from '../../server/rehearsal/sample-election.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { settle, signAll, stopVoting } from '../../server/rehearsal/stages.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import type { Card } from '../../tally/roles/card-station.ts';
import { castMessage, type PendingBallot, statusMessage, verifyAnswer } from '../../tally/roles/voter.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { freePort } from '../free-port.ts';

const KILLS = 20;
const KIOSKS = 4;
/** At most so many acknowledgements in one life of the server; what its death interrupts is tried again in the next. */
const CARDS_A_LIFE = 6;

type Voter = { readonly card: Card; readonly pending: PendingBallot };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The postmaster's number, from the file it keeps in its data directory. */
function postmaster(dataDir: string): number {
  const file = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('postmaster.pid'),
  );
  if (file === undefined) throw new Error('the database keeps no number');
  return Number(readFileSync(join(dataDir, file), 'utf8').split('\n')[0]);
}

/** Pending and cast as a kiosk does it; true when the acceptance was received and its signature verified. */
async function vote(election: SampleElection, { card, pending }: Voter): Promise<boolean> {
  const voter = election.read(card);
  const status = await election.kiosk.ask(kiosk.askStatus, { body: statusMessage(election.round, voter, random) });
  if (status.ok) {
    expect(status.value.h).toBe(text(pending.h));
    return verifyAnswer(election.round, 'accepted', voter, pending.h, status.value.signature);
  }
  if (status.error.code === 'cannot-reach-server') return false;
  expect(status.error.code).toBe('nothing-accepted');
  const held = await election.kiosk.ask(kiosk.submitPending, { body: pending.message });
  if (!held.ok) return refusedByDeath(held.error.code);
  const message = castMessage(election.round, voter, pending.h, random);
  const accepted = await election.kiosk.ask(kiosk.castBallot, { body: message });
  if (!accepted.ok) return refusedByDeath(accepted.error.code);
  return verifyAnswer(election.round, 'accepted', voter, pending.h, accepted.value.signature);
}

/** A dying server may fail to answer; it never gives a wrong reason. */
function refusedByDeath(code: string): false {
  expect(['cannot-reach-server', 'server-error']).toContain(code);
  return false;
}

test('twenty kills in a stream of casts lose no acknowledged ballot and double none (UX 18)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-kill-'));
  chmodSync(folder, 0o711);
  const dataDir = join(folder, 'data');
  const port = await freePort();
  let server: ServerProcess = await startServerProcess(dataDir, port);
  try {
    const sealed = await sealAt(server.address, server.setUpCode ?? '', { spareCards: 60 });
    const election = await openAt(sealed);
    const cards = [...election.drawn, ...election.leftOver].slice(0, KILLS * CARDS_A_LIFE);
    const voters: Voter[] = cards.map((card) => ({ card, pending: election.prepare(card) }));
    const waiting = [...voters];
    const acknowledged = new Set<string>();

    for (let life = 0; life < KILLS; life++) {
      const queue = waiting.splice(0, 2 * CARDS_A_LIFE);
      const before = acknowledged.size;
      let isAlive = true;
      const stream = Array.from({ length: KIOSKS }, async () => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          const done = isAlive && (await vote(election, next));
          if (done) acknowledged.add(text(next.pending.h));
          else waiting.unshift(next);
        }
      });
      // Somewhere between two acknowledgements, with several ballots under way.
      const enough = before + 1 + Math.floor(Math.random() * CARDS_A_LIFE);
      while (acknowledged.size < enough && queue.length > 0) await pause(2);
      await pause(Math.random() * 40);
      const database = life % 2 === 0 ? undefined : postmaster(dataDir);
      const dying = server.kill();
      if (database !== undefined) process.kill(database, 'SIGKILL');
      isAlive = false;
      await dying;
      await Promise.all(stream);
      server = await startServerProcess(dataDir, port);
    }
    expect(acknowledged.size).toBeGreaterThan(KILLS);

    // What the last lives interrupted is cast now; then the round is closed as any other.
    const interrupted = [...waiting];
    for (const voter of interrupted) if (await vote(election, voter)) acknowledged.add(text(voter.pending.h));
    const params = { meeting: election.meeting, round: '1' };
    const office = election.run.organizer;
    await stopVoting(election.run, params.round);
    const used = new Set(cards);
    const unused = [...election.drawn, ...election.leftOver].filter((card) => !used.has(card));
    for (const card of unused) await election.devices[0]?.voidCard(card.text, 'void-unissued');
    await office.call(organizer.closeRound, {
      params,
      body: { handCounts: { received: cards.length, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 } },
    });
    await signAll(election.devices);
    await settle(election.devices);

    const file = await election.kiosk.call(recordFile, { params });
    const record = readRecord(file);
    const casts = entriesOf(record, 'cast').map(({ entry }) => entry.ballot.T);
    const hashes = new Set(voters.map(({ pending }) => text(pending.h)));
    expect(acknowledged).toEqual(hashes);
    expect(casts.length).toBe(voters.length);
    expect(new Set(casts).size).toBe(casts.length);
    const verification = await verifyRecord(file, { random, through: 'close' });
    expect(verification.findings).toEqual([]);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
