/** The picture of the big screen, small: what hangs there now, or what the next step would show. */
import { type JSX, Show } from 'solid-js';
import type { ScreenStep } from '../../../server/contract/organizer.ts';
import { screenPreview } from '../../../server/contract/screen.ts';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { WallView } from '../wall/wall-view.tsx';

function Picture(props: { readonly meeting: string; readonly step: ScreenStep; readonly label: Text }): JSX.Element {
  const { view, round, part } = props.step;
  const params = { meeting: props.meeting, view, round: String(round), part: String(part) };
  const { state } = createPolledState(() => call(screenPreview, { params }));
  return (
    <div class="wall-preview-picture" role="img" aria-label={say(props.label)} inert>
      <Show when={state()}>{(shown) => <WallView state={shown()} />}</Show>
    </div>
  );
}

export function WallPreview(props: {
  readonly meeting: string;
  readonly step: ScreenStep | null;
  readonly label: Text;
  readonly name: string;
  /** Said instead of a picture, where there is none. */
  readonly none: Text;
}): JSX.Element {
  return (
    <figure class="wall-preview" data-name={props.name}>
      <figcaption>{say(props.label)}</figcaption>
      <Show when={props.step} keyed fallback={<p class="wall-preview-none">{say(props.none)}</p>}>
        {(step) => <Picture meeting={props.meeting} step={step} label={props.label} />}
      </Show>
    </figure>
  );
}
