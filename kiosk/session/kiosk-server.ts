/** The kiosk's questions to the server, as the voter session asks them. */
import { createClient } from '../../server/contract/client.ts';
import {
  askStatus,
  askToken,
  castBallot,
  challengeBallot,
  submitAcceptances,
  submitPending,
} from '../../server/contract/kiosk.ts';
import { heldAcceptances } from './acceptances.ts';
import type { VoterServer } from './voter-session.ts';

/** A network that swallows packets leaves a question open for minutes; the voter is told sooner, and it is asked again. */
const ANSWER_MS = 8000;

/** Every question of a kiosk can be repeated, so each may be given up. */
export const kioskCall = createClient({
  fetch: (address, request) => fetch(address, { ...request, signal: AbortSignal.timeout(ANSWER_MS) }),
  base: '',
}).call;

export const kioskServer: VoterServer = {
  askToken: (T) => kioskCall(askToken, { body: { T } }),
  submitPending: ({ ballot, R, s }) => kioskCall(submitPending, { body: { ballot: { ...ballot }, R, s } }),
  castBallot: (message) => kioskCall(castBallot, { body: message }),
  challengeBallot: ({ marks, ...message }) =>
    kioskCall(challengeBallot, { body: { ...message, marks: marks.map((bits) => [...bits]) } }),
  askStatus: (message) => kioskCall(askStatus, { body: message }),
};

/** After voting: hands over what this kiosk received; true once the server holds all of it. */
export async function handOverAcceptances(ctx: string): Promise<boolean> {
  const kept = heldAcceptances(ctx);
  // An empty list too: a kiosk that says nothing is named as one that may hold something.
  const answer = await kioskCall(submitAcceptances, { body: { acceptances: kept.map((one) => ({ ctx, ...one })) } });
  return answer.ok;
}
