import { err, ok } from '../../crypto/result.ts';
import { saveReading, takeBackReading, takeTellerSeat, tellerState } from '../contract/teller.ts';
import type { Mount } from '../http/mount.ts';
import { meetingSummary } from '../services/meeting-summary.ts';
import type { PaperTellers } from '../services/paper-tellers.ts';
import { personsToPick, pickable } from '../services/people.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting } from '../store/meeting.ts';

const DONE = { done: true } as const;

/** What a teller's screen may do: her own sheet, and never the other one. */
export function mountTeller(
  mount: Mount,
  { db, tellers }: { readonly db: Database; readonly tellers: PaperTellers },
): void {
  mount(tellerState, async ({ caller }) => {
    const stored = await loadMeeting(db, caller.machine.meeting);
    if (stored === undefined) return err('not-found');
    const view = await tellers.view(caller.machine);
    const people = new Map(
      view.contests
        .flatMap(({ contest }) => personsToPick(contest))
        .map((person) => [`${person.name} ${person.remark}`, person] as const),
    );
    return ok({
      name: caller.machine.name,
      meeting: meetingSummary(stored),
      round: stored.currentRound,
      seat: view.seat,
      taken: [...view.taken],
      step: view.signed ? ('signed' as const) : view.counting ? ('count' as const) : ('wait' as const),
      people: [...people.values()].map(pickable),
      contests: view.contests.map(({ contest, rules, box, counted, readings, totals }) => ({
        place: box.contest,
        contest,
        rules,
        recovered: box.recovered,
        counted,
        readings: readings.map(({ reading, judged }) => ({
          ballot: structuredClone(reading) as never,
          verdict: judged.verdict,
          reasons: [...judged.reasons],
          voidEntries: judged.voidEntries.map((entry) => ({ ...entry })),
        })),
        totals: {
          valid: totals.valid,
          invalid: totals.invalid,
          rows: totals.rows.map((row) => [...row]),
          writeIns: totals.writeIns.map((one) => ({ ...one })),
        },
      })),
    });
  });

  mount(takeTellerSeat, async ({ caller, body }) => {
    const sat = await tellers.sit(caller.machine, body.seat);
    return sat.ok ? ok(DONE) : sat;
  });
  mount(saveReading, async ({ caller, body }) => {
    const saved = await tellers.save(caller.machine, body);
    return saved.ok ? ok(DONE) : saved;
  });
  mount(takeBackReading, async ({ caller, body }) => {
    const taken = await tellers.takeBack(caller.machine, body);
    return taken.ok ? ok(DONE) : taken;
  });
}
