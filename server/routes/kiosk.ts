import { ok } from '../../crypto/result.ts';
import {
  askStatus,
  askToken,
  calibrate,
  castBallot,
  challengeBallot,
  kioskState,
  submitAcceptances,
  submitPending,
  tellHealth,
} from '../contract/kiosk.ts';
import type { Mount } from '../http/mount.ts';
import type { Acceptances } from '../services/acceptances.ts';
import type { BallotBox } from '../services/casting.ts';
import type { KioskHealths } from '../services/kiosk-health.ts';
import type { KioskStates } from '../services/kiosk-state.ts';
import { setCalibration } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';

/** Which kiosk asks matters for its name and calibration only: nothing of a card or a ballot is kept with it. */
export function mountKiosk(
  mount: Mount,
  services: {
    readonly db: Database;
    readonly states: KioskStates;
    readonly box: BallotBox;
    readonly acceptances: Acceptances;
    readonly health: KioskHealths;
  },
): void {
  const { db, states, box, acceptances, health } = services;

  mount(kioskState, ({ caller }) => states.state(caller.machine.meeting, caller.machine.id));
  mount(calibrate, async ({ caller, body }) => {
    await setCalibration(db, caller.machine.id, Math.round(1000 / body.pxPerMm));
    return ok({ done: true as const });
  });
  mount(tellHealth, async ({ caller, body }) => {
    health.tell(caller.machine.id, body);
    return ok({ done: true as const });
  });
  mount(askToken, ({ caller, body }) => box.ask(caller.machine.meeting, body.T));
  mount(submitPending, ({ caller, body }) => box.submitPending(caller.machine.meeting, body));
  mount(castBallot, ({ caller, body }) => box.cast(caller.machine.meeting, body));
  mount(challengeBallot, ({ caller, body }) => box.challenge(caller.machine.meeting, body));
  mount(askStatus, ({ caller, body }) => box.status(caller.machine.meeting, body));
  mount(submitAcceptances, ({ caller, body }) =>
    acceptances.submit(caller.machine.meeting, caller.machine.id, body.acceptances),
  );
}
