import { err, ok, type Result } from '../../crypto/result.ts';
import { announceElected, saveScreenSettings, saveScreenView, screenStepSchema } from '../contract/organizer.ts';
import { screenPreview, screenState } from '../contract/screen.ts';
import type { Mount } from '../http/mount.ts';
import type { ScreenStates } from '../services/screen-state.ts';

const numberOf = (text: string): number => (/^\d{1,3}$/.test(text) ? Number(text) : Number.NaN);

/** The wall, and the operator who has it in hand. */
export function mountScreen(mount: Mount, { states }: { readonly states: ScreenStates }): void {
  const done = <E>(result: Result<true, E>) => (result.ok ? ok({ done: true as const }) : result);
  mount(screenState, ({ caller }) => states.state(caller.machine.meeting, caller.machine.name));
  mount(saveScreenView, async ({ params, body }) => done(await states.show(params.meeting, body)));
  mount(saveScreenSettings, async ({ params, body }) => done(await states.setUp(params.meeting, body)));
  mount(announceElected, async ({ params }) => done(await states.announce(params.meeting, numberOf(params.round))));
  mount(screenPreview, async ({ params: { meeting, view, round, part } }) => {
    const step = screenStepSchema.safeParse({ view, round: numberOf(round), part: numberOf(part) });
    return step.success ? states.preview(meeting, step.data) : err('not-found');
  });
}
