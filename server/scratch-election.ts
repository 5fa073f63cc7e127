/**
 * Tests only: the sample assembly over HTTP against the whole server in this process and a database of its own.
 */
import { serve } from '@hono/node-server';
import { openAt, type SampleElection, type SealedElection, sealAt } from './rehearsal/sample-election.ts';
import { type ScratchApp, scratchApp } from './scratch-app.ts';

export { approving, random, text } from './rehearsal/sample-election.ts';

type Served = { readonly hall: ScratchApp; readonly close: () => Promise<void> };
export type ScratchElection = SampleElection & Served;
export type ScratchSealed = SealedElection & Served;

const KEEP_ALIVE_MS = 120_000;

/** The whole server, listening at a port of its own. */
export async function serveHall(): Promise<Served & { readonly base: string }> {
  const hall = await scratchApp();
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
export async function sealElection(present = 60, spareCards = 5): Promise<ScratchSealed> {
  const { hall, base, close } = await serveHall();
  return { ...(await sealAt(base, hall.app.setUpCode, { present, spareCards })), hall, close };
}

export async function openElection(present = 60): Promise<ScratchElection> {
  const { hall, close, ...sealed } = await sealElection(present);
  return { ...(await openAt(sealed)), hall, close };
}
