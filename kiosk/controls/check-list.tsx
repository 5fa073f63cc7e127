/** Named checks one below the other, each with its sign and word (UX 5.5 S8, 5.7 P2). */
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import type { CheckLine, CheckState } from '../session/check-line.ts';
import { say, type Text } from '../session/language.ts';
import './check-list.css';
import { CrossIcon, TickIcon } from './icons.tsx';

const STATE_WORD = {
  waiting: { zh: '等待', en: 'waiting' },
  running: { zh: '检查中', en: 'checking' },
  passed: { zh: '通过', en: 'passed' },
  failed: { zh: '不通过', en: 'failed' },
} as const satisfies Record<CheckState, Text>;

export function CheckList(props: { readonly checks: readonly CheckLine[] }): JSX.Element {
  return (
    <ol class="check-list">
      <For each={props.checks}>
        {(check) => (
          <li data-check={check.name} data-state={check.state}>
            <span class="check-sign" aria-hidden="true">
              <Switch>
                <Match when={check.state === 'passed'}>
                  <TickIcon />
                </Match>
                <Match when={check.state === 'failed'}>
                  <CrossIcon />
                </Match>
                <Match when={check.state === 'running'}>
                  <span class="check-turning" />
                </Match>
              </Switch>
            </span>
            <span class="check-title">{say(check.title)}</span>
            <span class="check-word">
              {check.state === 'running' && check.progress
                ? `${Math.floor(check.progress * 100)} %`
                : say(STATE_WORD[check.state])}
            </span>
            <Show when={check.detail}>{(detail) => <p class="check-detail">{say(detail())}</p>}</Show>
          </li>
        )}
      </For>
    </ol>
  );
}
