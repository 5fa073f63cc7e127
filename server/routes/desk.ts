import { err, ok } from '../../crypto/result.ts';
import {
  attendanceFile,
  checkIn,
  closeDesk,
  deskMeetings,
  deskSession,
  deskSignOut,
  deskState,
  leave,
  readmit,
  undoCheckIn,
} from '../contract/desk.ts';
import type { Mount } from '../http/mount.ts';
import type { AttendanceSheets } from '../services/attendance-sheet.ts';
import { type CheckIn, isDeskPhase } from '../services/check-in.ts';
import { meetingSummary } from '../services/meeting-summary.ts';
import type { Sessions } from '../services/sessions.ts';
import type { Database } from '../store/database.ts';
import { loadMeetings } from '../store/meeting.ts';

export function mountDesk(
  mount: Mount,
  services: {
    readonly db: Database;
    readonly sessions: Sessions;
    readonly desk: CheckIn;
    readonly sheets: AttendanceSheets;
  },
): void {
  const { db, sessions, desk, sheets } = services;

  mount(deskSession, async ({ caller }) => ok({ name: caller.official.name }));
  mount(deskSignOut, async ({ setCookie, sessionSecret }) => {
    setCookie(await sessions.end('desk', sessionSecret));
    return ok({ done: true as const });
  });
  mount(deskMeetings, async () =>
    ok({ meetings: (await loadMeetings(db)).filter(({ phase }) => isDeskPhase(phase)).map(meetingSummary) }),
  );
  mount(deskState, async ({ params, caller }) => desk.state(params.meeting, caller.official.name));
  mount(checkIn, async ({ params, body }) => desk.checkIn(params.meeting, body.member));
  mount(undoCheckIn, async ({ params, body, caller }) =>
    desk.undo(params.meeting, {
      member: body.member,
      reason: body.reason,
      first: caller.official,
      second: body.secondOfficial,
    }),
  );
  mount(readmit, async ({ params, body, caller }) =>
    desk.readmit(params.meeting, { member: body.member, first: caller.official, second: body.secondOfficial }),
  );
  mount(leave, async ({ params, body }) => desk.leave(params.meeting, body.member));
  mount(closeDesk, async ({ params }) => desk.close(params.meeting));
  mount(attendanceFile, async ({ params }) => {
    const sheet = await sheets.make(params.meeting);
    return sheet === undefined ? err('not-found') : ok({ bytes: sheet, fileName: '签到表.pdf' });
  });
}
