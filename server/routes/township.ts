import { err, ok } from '../../crypto/result.ts';
import {
  answerFile,
  answerMeeting,
  townshipMeeting,
  townshipMeetings,
  townshipSession,
  townshipSignOut,
} from '../contract/township.ts';
import type { Mount } from '../http/mount.ts';
import type { Sessions } from '../services/sessions.ts';
import type { Township } from '../services/township.ts';

export function mountTownship(
  mount: Mount,
  { sessions, township }: { readonly sessions: Sessions; readonly township: Township },
): void {
  mount(townshipSession, async ({ caller }) => ok({ name: caller.official.name }));
  mount(townshipSignOut, async ({ sessionSecret, setCookie }) => {
    setCookie(await sessions.end('township', sessionSecret));
    return ok({ done: true as const });
  });
  mount(townshipMeetings, async () => ok({ meetings: [...(await township.list())] }));
  mount(townshipMeeting, ({ params }) => township.meeting(params.meeting));
  mount(answerMeeting, async ({ params, body }) => {
    const answered = await township.answer(params.meeting, body);
    return answered.ok ? ok({ done: true as const }) : answered;
  });
  mount(answerFile, async ({ params }) => {
    const pdf = await township.answerPdf(params.meeting);
    return pdf === undefined ? err('wrong-phase') : ok({ bytes: pdf, fileName: `answer-${params.meeting}.pdf` });
  });
}
