/** What a page shows of the server's state: the wait for the first answer, its refusal, or the state itself. */
import { type Accessor, type JSX, Show } from 'solid-js';
import type { Text } from '../session/language.ts';
import { RefusalNotice } from './notice.tsx';
import { Progress } from './progress.tsx';

const CONNECTING = { zh: '正在连接…', en: 'Connecting…' } as const satisfies Text;

type Refused = (Text & { readonly detail?: readonly Text[] }) | null | undefined;

/** Before the first answer; `refusal` where the page names it nowhere else. */
export function Connecting(props: { readonly refusal?: Refused; readonly text?: Text | undefined }): JSX.Element {
  return (
    <Show when={props.refusal} fallback={<Progress text={props.text ?? CONNECTING} />}>
      <RefusalNotice refusal={props.refusal} />
    </Show>
  );
}

/** The last good state stays while the server cannot be reached. */
export function Connected<T>(props: {
  readonly state: T | null | undefined;
  readonly refusal?: Refused;
  /** What is waited for, where it is more than a connection. */
  readonly text?: Text;
  readonly children: (state: Accessor<NonNullable<T>>) => JSX.Element;
}): JSX.Element {
  return (
    <Show when={props.state} fallback={<Connecting refusal={props.refusal} text={props.text} />}>
      {(state) => props.children(state)}
    </Show>
  );
}
