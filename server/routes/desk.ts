import { err, ok } from '../../crypto/result.ts';
import {
  askExchange,
  assist,
  assistanceFile,
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
  withdrawExchange,
} from '../contract/desk.ts';
import type { Mount } from '../http/mount.ts';
import type { Assistances } from '../services/assistance.ts';
import type { AttendanceSheets } from '../services/attendance-sheet.ts';
import type { CardExchanges } from '../services/card-exchanges.ts';
import { type CheckIn, isDeskPhase } from '../services/check-in.ts';
import { meetingSummary } from '../services/meeting-summary.ts';
import type { Sessions } from '../services/sessions.ts';
import type { StaffNeededNow } from '../services/staff-needed.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting, loadMeetings } from '../store/meeting.ts';
import { whenPrintable } from './when-printable.ts';

export function mountDesk(
  mount: Mount,
  services: {
    readonly db: Database;
    readonly sessions: Sessions;
    readonly desk: CheckIn;
    readonly sheets: AttendanceSheets;
    readonly exchanges: CardExchanges;
    readonly assistances: Assistances;
    readonly staffNeeded: StaffNeededNow;
  },
): void {
  const { db, sessions, desk, sheets, exchanges, assistances, staffNeeded } = services;

  mount(deskSession, async ({ caller }) => ok({ name: caller.official.name }));
  mount(deskSignOut, async ({ setCookie, sessionSecret }) => {
    setCookie(await sessions.end('desk', sessionSecret));
    return ok({ done: true as const });
  });
  mount(deskMeetings, async () =>
    ok({ meetings: (await loadMeetings(db)).filter(({ phase }) => isDeskPhase(phase)).map(meetingSummary) }),
  );
  mount(deskState, async ({ params, caller }) => {
    const state = await desk.state(params.meeting, caller.official.name);
    if (!state.ok) return state;
    const stored = await loadMeeting(db, params.meeting);
    const isVoting = stored?.phase === 'voting' || stored?.phase === 'paused';
    return ok({
      ...state.value,
      staffNeeded: stored === undefined ? [] : await staffNeeded(stored.id, stored.phase),
      exchanges: stored !== undefined && isVoting ? await exchanges.ofRound(stored.id, stored.currentRound) : null,
    });
  });
  mount(askExchange, async ({ params, body }) => {
    const asked = await exchanges.ask(params.meeting, body.kind);
    return asked.ok ? ok({ exchanges: asked.value }) : asked;
  });
  mount(withdrawExchange, async ({ params, body }) => {
    const withdrawn = await exchanges.withdraw(params.meeting, body.kind);
    return withdrawn.ok ? ok({ exchanges: withdrawn.value }) : withdrawn;
  });
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
  mount(assist, async ({ params, body }) => {
    const saved = await assistances.save(params.meeting, body);
    return saved.ok ? ok({ done: true as const }) : saved;
  });
  mount(assistanceFile, ({ params }) =>
    whenPrintable(async () => {
      const file = await assistances.file(params.meeting);
      return file === undefined ? err('not-found') : ok(file);
    }),
  );
  mount(closeDesk, async ({ params }) => desk.close(params.meeting));
  mount(attendanceFile, async ({ params }) => {
    const sheet = await sheets.make(params.meeting);
    return sheet === undefined ? err('not-found') : ok({ bytes: sheet, fileName: '签到表.pdf' });
  });
}
