/** What is still wrong or missing, with its clause: stops first. */
import { For, type JSX } from 'solid-js';
import type { Problem } from '../../server/contract/shared.ts';
import { withClause } from './clause-words.ts';
import { Notice } from './notice.tsx';

const ORDER = { stop: 0, warning: 1, notice: 2 } as const;
const TONE = { stop: 'bad', warning: 'warning', notice: 'info' } as const;

export function ProblemList(props: { readonly problems: readonly Problem[] }): JSX.Element {
  const sorted = () => props.problems.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  return (
    <For each={sorted()}>
      {(problem) => <Notice tone={TONE[problem.severity]} text={withClause(problem)} name={problem.code} />}
    </For>
  );
}
