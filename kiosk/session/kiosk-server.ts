/** The kiosk's questions to the server, as the voter session asks them. */
import { askStatus, askToken, castBallot, submitAcceptances, submitPending } from '../../server/contract/kiosk.ts';
import { forgetAcceptances, keptAcceptances } from './acceptances.ts';
import { call } from './client.ts';
import type { VoterServer } from './voter-session.ts';

export const kioskServer: VoterServer = {
  askToken: (T) => call(askToken, { body: { T } }),
  submitPending: ({ ballot, R, s }) => call(submitPending, { body: { ballot: { ...ballot }, R, s } }),
  castBallot: (message) => call(castBallot, { body: message }),
  askStatus: (message) => call(askStatus, { body: message }),
};

/** After voting: hands over what this kiosk received; true once the server holds all of it. */
export async function handOverAcceptances(ctx: string): Promise<boolean> {
  const kept = keptAcceptances(ctx);
  if (kept.length === 0) return true;
  const answer = await call(submitAcceptances, { body: { acceptances: kept.map((one) => ({ ctx, ...one })) } });
  return answer.ok;
}

/** Kept until the record is closed. */
export { forgetAcceptances };
