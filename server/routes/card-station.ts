import { cardStationState, submitTokens } from '../contract/card-station.ts';
import type { Mount } from '../http/mount.ts';
import type { CardStation } from '../services/card-station.ts';

export function mountCardStation(mount: Mount, { station }: { readonly station: CardStation }): void {
  mount(cardStationState, async ({ caller }) => station.state(caller.machine));
  mount(submitTokens, async ({ caller, body }) => station.submit(caller.machine.meeting, body));
}
