import { screenState } from '../contract/screen.ts';
import type { Mount } from '../http/mount.ts';
import type { ScreenStates } from '../services/screen-state.ts';

export function mountScreen(mount: Mount, { states }: { readonly states: ScreenStates }): void {
  mount(screenState, ({ caller }) => states.state(caller.machine.meeting, caller.machine.name));
}
