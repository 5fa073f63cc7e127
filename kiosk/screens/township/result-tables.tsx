/** Counts as the record states them. */
import { For, type JSX } from 'solid-js';
import type { CandidateResult, ContestResult, RoundResult } from '../../../tally/count/round-result.ts';
import { baseLine, isElected, standingOf, VOID_ELECTION } from '../../../tally/text/standing.ts';
import { DataTable } from '../../controls/data-table.tsx';
import { FormTable } from '../../controls/form-table.tsx';
import { say } from '../../session/language.ts';
import { isCandidateResult, markColumns } from '../../session/mark-columns.ts';

type Row = {
  readonly name: string;
  /** Of a candidate; who was written in has votes alone. */
  readonly counts: CandidateResult | null;
  readonly votes: number;
};

const rowsOf = ({ counts, writeIns }: ContestResult): readonly Row[] => [
  ...Object.entries(counts).flatMap(([name, row]): Row[] =>
    isCandidateResult(row) ? [{ name, counts: row, votes: row.approve }] : [],
  ),
  ...Object.entries(writeIns).map(([name, votes]): Row => ({ name, counts: null, votes })),
];

const columnsOf = (contest: ContestResult) => [
  {
    title: { zh: '姓名', en: 'Name' },
    cell: ({ name, counts }: Row) =>
      counts === null ? say({ zh: `${name}（另选）`, en: `${name} (write-in)` }) : name,
  },
  ...markColumns(contest).map(({ title, of }, at) => ({
    title,
    cell: ({ counts, votes }: Row) => (counts === null ? (at === 0 ? votes : '—') : of(counts)),
    number: true,
  })),
  { title: { zh: '结果', en: 'Outcome' }, cell: ({ name }: Row) => say(standingOf(name, contest)) },
];

export function ResultsTable(props: { readonly results: readonly RoundResult[] }): JSX.Element {
  return (
    <For each={props.results}>
      {(result) => (
        <>
          <For each={result.contests.flatMap(({ form }) => form ?? [])}>{(form) => <FormTable form={form} />}</For>
          <For each={result.contests.filter(({ kind }) => kind === 'election')}>
            {(contest) => (
              <section class="stack" data-contest={contest.post ?? ''}>
                <DataTable
                  caption={{
                    zh: `${result.organization} · ${contest.title.zh}`,
                    en: `${result.organization} · ${contest.title.en}`,
                  }}
                  rows={contest.election === 'void' ? [] : rowsOf(contest)}
                  empty={VOID_ELECTION}
                  strong={({ name }) => isElected(name, contest)}
                  columns={columnsOf(contest)}
                />
                <p>
                  {say({
                    zh: `应到 ${result.expected} 名，实到 ${result.present} 名，发出 ${result.issued} 张，收回 ${result.recovered} 张。${baseLine(result, contest).zh}`,
                    en: `Expected ${result.expected}, present ${result.present}, issued ${result.issued}, recovered ${result.recovered}. ${baseLine(result, contest).en}`,
                  })}
                </p>
              </section>
            )}
          </For>
        </>
      )}
    </For>
  );
}
