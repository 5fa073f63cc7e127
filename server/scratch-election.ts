/**
 * Tests only: the sample assembly over HTTP against the whole server in this process and a database of its own.
 */
import { serve } from '@hono/node-server';
import type { Card } from '../tally/roles/card-station.ts';
import { closeRound } from './contract/organizer.ts';
import type { CupsAddress } from './printing/cups.ts';
import { openAt, type SampleElection, type SealedElection, sealAt } from './rehearsal/sample-election.ts';
import type { ScrutineerDevice } from './rehearsal/scrutineer-device.ts';
import { stopVoting } from './rehearsal/stages.ts';
import { type ScratchApp, scratchApp } from './scratch-app.ts';

export { approving, random, text } from './rehearsal/sample-election.ts';

type Served = { readonly hall: ScratchApp; readonly close: () => Promise<void> };
export type ScratchElection = SampleElection & Served;
export type ScratchSealed = SealedElection & Served;

const KEEP_ALIVE_MS = 120_000;

/** The whole server, listening at a port of its own. */
export async function serveHall(cups?: CupsAddress): Promise<Served & { readonly base: string }> {
  const hall = await scratchApp(undefined, undefined, cups);
  const server = await new Promise<{ readonly base: string; readonly close: () => void }>((resolve) => {
    const listening = serve({ fetch: hall.app.fetch, port: 0 }, ({ port }) =>
      resolve({ base: `http://localhost:${port}`, close: () => listening.close() }),
    );
    // Drawing the cards keeps this process busy for longer than a kept connection lives by default.
    if ('keepAliveTimeout' in listening) listening.keepAliveTimeout = KEEP_ALIVE_MS;
  });
  return {
    hall,
    base: server.base,
    close: async () => {
      server.close();
      await hall.close();
    },
  };
}

/** Up to the sealing of the meeting: devices are enrolled, the ceremony has not begun. */
export async function sealElection(present = 60, spareCards = 5, cups?: CupsAddress): Promise<ScratchSealed> {
  const { hall, base, close } = await serveHall(cups);
  return { ...(await sealAt(base, hall.app.setUpCode, { present, spareCards })), hall, close };
}

/** Voting stops, the cards nobody used are voided and the close is proposed, which nobody has signed yet. */
export async function proposeClose(
  { run, devices, drawn, leftOver, meeting }: SampleElection,
  {
    returned = [],
    voider = devices[0],
  }: {
    /** Of those drawn: given back unused. */
    readonly returned?: readonly Card[];
    readonly voider?: ScrutineerDevice | undefined;
  } = {},
): Promise<void> {
  if (voider === undefined) throw new Error('test: no device voids the cards');
  const params = { meeting, round: '1' };
  await stopVoting(run, '1');
  for (const card of returned) await voider.voidCard(card.text, 'void-returned');
  for (const card of leftOver) await voider.voidCard(card.text, 'void-unissued');
  const handCounts = { received: drawn.length, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 };
  await run.organizer.call(closeRound, { params, body: { handCounts } });
}

export async function openElection(present = 60, cups?: CupsAddress): Promise<ScratchElection> {
  const { hall, close, ...sealed } = await sealElection(present, undefined, cups);
  return { ...(await openAt(sealed)), hall, close };
}
