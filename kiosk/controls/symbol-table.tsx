/** Counts as the symbols of a printed sheet state them. */
import { For, type JSX } from 'solid-js';
import type { SymbolA } from '../../printables/qr/symbol-a.ts';
import { say } from '../session/language.ts';
import { DataTable } from './data-table.tsx';

/** What the scrutineers signed and the paper must show: compare it with the printed table. */
export function SymbolTable(props: {
  readonly symbol: SymbolA;
  /** Per contest, by label. */
  readonly elected: readonly (readonly string[])[];
}): JSX.Element {
  const isElected = (contest: number, label: string) => props.elected[contest]?.includes(label) === true;
  return (
    <For each={props.symbol.contests}>
      {(contest, at) => (
        <DataTable
          caption={{
            zh: `${props.symbol.meetingTitle} · ${contest.post}（请与纸上的数逐一对照）`,
            en: `${props.symbol.meetingTitle} · ${contest.post} (compare with the printed numbers)`,
          }}
          rows={[
            ...contest.candidates.map((candidate) => ({
              label: candidate.label,
              name: candidate.label,
              approve: candidate.approve,
              disapprove: candidate.disapprove,
            })),
            ...contest.writeIns.map((person) => ({
              label: person.label,
              name: say({ zh: `${person.label}（另选）`, en: `${person.label} (write-in)` }),
              approve: person.votes,
              disapprove: '—' as const,
            })),
          ]}
          strong={(row) => isElected(at(), row.label)}
          columns={[
            { title: { zh: '姓名', en: 'Name' }, cell: (row) => row.name },
            { title: { zh: '赞成', en: 'For' }, cell: (row) => row.approve, number: true },
            { title: { zh: '不赞成', en: 'Against' }, cell: (row) => row.disapprove, number: true },
            {
              title: { zh: '结果', en: 'Outcome' },
              cell: (row) => (isElected(at(), row.label) ? say({ zh: '当选', en: 'elected' }) : ''),
              narrow: true,
            },
          ]}
        />
      )}
    </For>
  );
}
