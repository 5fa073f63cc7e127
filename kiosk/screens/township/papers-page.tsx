/** T5, T6: papers about several meetings: 集体研判 of a class, and recommendations combined to one list. */
import { For, type JSX, Show } from 'solid-js';
import { townshipPapers } from '../../../server/contract/township-papers.ts';
import { Connected } from '../../controls/connected.tsx';
import { call } from '../../session/client.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { BeginCombination, CombinationCard } from './combination-card.tsx';
import { BeginJudgement, JudgementCard } from './judgement-card.tsx';

export function PapersPage(): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => call(townshipPapers), { intervalMs: 5000 });
  return (
    <Connected state={state()} refusal={refusal()}>
      {(now) => (
        <>
          <For each={now().judgements.map(({ id }) => id)}>
            {(id) => (
              <Show when={now().judgements.find((one) => one.id === id)}>
                {(judgement) => <JudgementCard judgement={judgement()} sources={now().sources} refresh={refresh} />}
              </Show>
            )}
          </For>
          <BeginJudgement sources={now().sources} refresh={refresh} />
          <For each={now().combinations.map(({ id }) => id)}>
            {(id) => (
              <Show when={now().combinations.find((one) => one.id === id)}>
                {(combination) => <CombinationCard combination={combination()} refresh={refresh} />}
              </Show>
            )}
          </For>
          <BeginCombination sources={now().sources} refresh={refresh} />
        </>
      )}
    </Connected>
  );
}
