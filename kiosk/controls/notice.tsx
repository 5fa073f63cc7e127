/** A sentence that must be seen, with its sign and, where it helps, what to do. */
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { Text } from '../session/language.ts';
import { InfoIcon, TickIcon, WarningIcon } from './icons.tsx';
import './notice.css';
import { Words } from './text.tsx';

export type NoticeTone = 'info' | 'good' | 'warning' | 'bad';

export function Notice(props: {
  readonly tone?: NoticeTone;
  readonly text: Text;
  /** Details, buttons. */
  readonly children?: JSX.Element;
  readonly name?: string;
}): JSX.Element {
  const tone = () => props.tone ?? 'info';
  return (
    <div class="notice" data-tone={tone()} data-name={props.name} role={tone() === 'bad' ? 'alert' : 'status'}>
      <span class="notice-icon">
        <Switch fallback={<InfoIcon />}>
          <Match when={tone() === 'good'}>
            <TickIcon />
          </Match>
          <Match when={tone() === 'warning' || tone() === 'bad'}>
            <WarningIcon />
          </Match>
        </Switch>
      </span>
      <div class="notice-body">
        <Words text={props.text} />
        <Show when={props.children}>
          <div class="notice-more">{props.children}</div>
        </Show>
      </div>
    </div>
  );
}

/** A refusal of the server, with the details it names. */
export function RefusalNotice(props: {
  readonly refusal: (Text & { readonly detail?: readonly Text[] }) | null | undefined;
}): JSX.Element {
  return (
    <Show when={props.refusal}>
      {(refusal) => (
        <Notice tone="bad" text={refusal()}>
          <Show when={(refusal().detail ?? []).length > 0}>
            <ul>
              <For each={refusal().detail}>
                {(line) => (
                  <li>
                    <Words text={line} />
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </Notice>
      )}
    </Show>
  );
}

type Announcement = { readonly text: Text; readonly tone: NoticeTone };
const SHOWN_MS = 6000;
const [announcements, setAnnouncements] = createSignal<readonly Announcement[]>([]);

/** A short word at the foot of the page that something has been done; officials' pages only. */
export function announce(text: Text, tone: NoticeTone = 'good'): void {
  const announcement = { text, tone };
  // Said again, it stands once and begins anew.
  setAnnouncements((all) => [...all.filter((other) => other.text.zh !== text.zh), announcement]);
  setTimeout(() => setAnnouncements((all) => all.filter((other) => other !== announcement)), SHOWN_MS);
}

export function Announcements(): JSX.Element {
  return (
    <div class="announcements" aria-live="polite">
      <For each={announcements()}>{(announcement) => <Notice tone={announcement.tone} text={announcement.text} />}</For>
    </div>
  );
}
