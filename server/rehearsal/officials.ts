/** The officials at their desks: the organizer who sets the server up, the check-in desk and the superior committee. */
import type { RandomBytes } from '../../crypto/group.ts';
import type { CallInput } from '../contract/client.ts';
import * as organizer from '../contract/organizer.ts';
import { setUp, signIn } from '../contract/public.ts';
import type { SecondOfficial } from '../contract/shared.ts';
import * as township from '../contract/township.ts';
import type { ServerProcess } from './server-process.ts';
import { openSession, type Session } from './session.ts';

export type Roles = {
  readonly organizer: Session;
  readonly desk: Session;
  readonly township: Session;
  /** Whom the organizer asks to the page for what takes two: the official at the desk. */
  readonly second: SecondOfficial;
  /** The sample meeting, where the server was started with it. */
  readonly meeting: string | null;
};

export async function openRoles(
  { address, setUpCode }: ServerProcess,
  random: RandomBytes,
  start: 'sample' | 'empty',
): Promise<Roles> {
  if (setUpCode === undefined) throw new Error('rehearsal: the server gave no set-up code');
  const password = Buffer.from(random(18)).toString('base64url');
  const office = openSession(address);
  const { meeting } = await office.call(setUp, { body: { code: setUpCode, name: '组织者', password, start } });
  const official = async (role: 'desk' | 'township', name: string): Promise<Session> => {
    await office.call(organizer.addOfficial, { body: { name, password, role } });
    const session = openSession(address);
    await session.call(signIn, { body: { role, name, password } });
    return session;
  };
  return {
    meeting,
    organizer: office,
    desk: await official('desk', '签到员'),
    second: { name: '签到员', password },
    township: await official('township', '镇党委组织办'),
  };
}

/** The round is reported; the superior looks at the report and answers; the signed answer is what comes back. */
export async function answerReport(
  { organizer: office, township: superior }: Pick<Roles, 'organizer' | 'township'>,
  reported: {
    readonly meeting: string;
    readonly round: string;
    readonly answer: CallInput<typeof township.answerMeeting>['body'];
  },
): Promise<Uint8Array> {
  const { meeting, round, answer } = reported;
  const params = { meeting };
  await office.call(organizer.reportRound, { params: { ...params, round }, body: {} });
  const report = await superior.call(township.townshipMeeting, { params });
  const stops = report.deviations.filter(({ severity }) => severity === 'stop');
  if (stops.length > 0) throw new Error(`rehearsal: the township sees ${stops.map(({ code }) => code).join()}`);
  await superior.call(township.answerMeeting, { params, body: answer });
  return superior.call(township.answerFile, { params });
}
