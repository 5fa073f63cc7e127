/** What a kiosk needs to know: the signed entries it checks by itself, how persons are shown, and whether voting is open. */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Phase } from '../../tally/phase.ts';
import { personsOn } from '../../tally/record/contest.ts';
import { label } from '../../tally/record/person.ts';
import type { KioskState } from '../contract/kiosk.ts';
import { loadMachine } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting } from '../store/meeting.ts';
import { loadCollecting } from '../store/record-proposal.ts';
import { countTokens, loadAcceptances } from '../store/record-token.ts';
import { loadSuppliedStrokes } from '../store/roll.ts';
import type { KioskHealths } from './kiosk-health.ts';
import { meetingSummary } from './meeting-summary.ts';
import { distinctPersons, pickable, surnamesOf } from './people.ts';
import type { RecordLog } from './record-log.ts';
import { clipsForKiosk, type Voices } from './voices.ts';

export type KioskStates = {
  readonly state: (meeting: string, machine: string) => Promise<Result<KioskState, 'not-found'>>;
};

const VOTING: Partial<Record<Phase, KioskState['voting']>> = {
  sealed: 'zero',
  'check-in': 'zero',
  voting: 'open',
  paused: 'paused',
};

export function createKioskStates(
  db: Database,
  log: RecordLog,
  health: KioskHealths,
  voices: Pick<Voices, 'clips'>,
  checkAddress: () => string,
): KioskStates {
  return {
    state: async (meeting, machine) => {
      const [stored, device] = await Promise.all([loadMeeting(db, meeting), loadMachine(db, machine)]);
      if (stored === undefined || device === undefined) return err('not-found');
      const state = await log.state(meeting);
      const round = state.rounds.get(stored.currentRound);
      const distinct = distinctPersons((round?.sealed?.entry.contests ?? []).flatMap(personsOn));
      const isSealed = round?.sealed !== undefined;
      const voting = isSealed && round?.paper === undefined ? (VOTING[stored.phase] ?? 'closed') : 'closed';
      return ok({
        name: device.name,
        calibrated: device.micrometresPerPixel !== null,
        meeting: meetingSummary(stored),
        voting,
        meetingEntry: state.meeting?.entry ?? null,
        roundEntry: round?.sealed?.entry ?? null,
        meetingHash: state.meeting?.hash ?? null,
        rounds: [...state.rounds.keys()],
        people: distinct.map(pickable),
        surnames: surnamesOf(
          distinct.map((person) => ({ name: person.name, key: label(person) })),
          await loadSuppliedStrokes(db, meeting),
        ),
        cast: isSealed ? (await countTokens(db, meeting, stored.currentRound)).cast : 0,
        opening: voting === 'zero' && (await loadCollecting(db, meeting)).some(({ kind }) => kind === 'open'),
        acceptances: (await loadAcceptances(db, meeting, stored.currentRound)).length,
        checkAddress: checkAddress(),
        slips: device.slips,
        slipPrinter: device.printer === null ? 'browser' : 'queue',
        headphones: device.headphones,
        voices: [...clipsForKiosk(await voices.clips(meeting), device.headphones, round?.sealed?.entry.contests ?? [])],
        health: health.of(machine) ?? null,
      });
    },
  };
}
