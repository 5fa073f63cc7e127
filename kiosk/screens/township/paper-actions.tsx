/** What the cards of the superior's own papers share: a request with its refusal, and what keeps a paper from being settled. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Result } from '../../../crypto/result.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { Notice } from '../../controls/notice.tsx';
import { say, type Text } from '../../session/language.ts';

/** Runs a request and shows why it was refused. */
export function createPaperActions(refresh: () => Promise<void>) {
  const [problem, setProblem] = createSignal<Refusal | null>(null);
  const act = async (request: () => Promise<Result<unknown, Refusal>>): Promise<boolean> => {
    const answer = await request();
    setProblem(answer.ok ? null : answer.error);
    await refresh();
    return answer.ok;
  };
  return { problem, act };
}

export function PaperProblems(props: { readonly problems: readonly Text[] }): JSX.Element {
  return (
    <Show when={props.problems.length > 0}>
      <Notice tone="warning" text={{ zh: '还不能定稿：', en: 'It cannot be settled yet:' }}>
        <ul>
          <For each={props.problems}>{(problem) => <li>{say(problem)}</li>}</For>
        </ul>
      </Notice>
    </Show>
  );
}
