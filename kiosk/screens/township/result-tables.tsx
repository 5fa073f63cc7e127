/** Counts as the record states them. */
import { For, type JSX } from 'solid-js';
import type { CandidateResult, ContestResult, CountsRow, RoundResult } from '../../../tally/count/round-result.ts';
import { isElected, standingOf } from '../../../tally/text/standing.ts';
import { MAJORITY_BASE_NAME } from '../../../tally/text/terms.ts';
import { DataTable } from '../../controls/data-table.tsx';
import { FormTable } from '../../controls/form-table.tsx';
import { say, type Text } from '../../session/language.ts';

type Row = {
  readonly name: string;
  readonly approve: number | string;
  readonly disapprove: number | string;
  readonly abstain: number | string;
  readonly elected: boolean;
  readonly standing: Text;
};

const COLUMNS = [
  { title: { zh: '姓名', en: 'Name' }, cell: (row: Row) => row.name },
  { title: { zh: '赞成', en: 'For' }, cell: (row: Row) => row.approve, number: true },
  { title: { zh: '不赞成', en: 'Against' }, cell: (row: Row) => row.disapprove, number: true },
  { title: { zh: '弃权', en: 'Abstain' }, cell: (row: Row) => row.abstain, number: true },
  { title: { zh: '结果', en: 'Outcome' }, cell: (row: Row) => say(row.standing) },
];

const isElectionRow = (row: CountsRow): row is CandidateResult => typeof row === 'object' && 'approve' in row;
const outcomeOf = (name: string, contest: ContestResult): Pick<Row, 'elected' | 'standing'> => ({
  elected: isElected(name, contest),
  standing: standingOf(name, contest),
});
const writeInRow = (name: string, votes: number, contest: ContestResult): Row => ({
  name: say({ zh: `${name}（另选）`, en: `${name} (write-in)` }),
  approve: votes,
  disapprove: '—',
  abstain: '—',
  ...outcomeOf(name, contest),
});

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
                  rows={[
                    ...Object.entries(contest.counts).flatMap(([name, row]): Row[] =>
                      isElectionRow(row) ? [{ name, ...row, ...outcomeOf(name, contest) }] : [],
                    ),
                    ...Object.entries(contest.writeIns).map(([name, votes]) => writeInRow(name, votes, contest)),
                  ]}
                  strong={(row) => row.elected}
                  columns={COLUMNS}
                />
                <p>
                  {say({
                    zh: `应到 ${result.expected} 名，实到 ${result.present} 名，发出 ${result.issued} 张，收回 ${result.recovered} 张。计算基数：${MAJORITY_BASE_NAME[result.majorityBase].zh}；${contest.smallestWinning ?? '—'} 票以上过半数。`,
                    en: `Expected ${result.expected}, present ${result.present}, issued ${result.issued}, recovered ${result.recovered}. Base: ${MAJORITY_BASE_NAME[result.majorityBase].en}; a majority is ${contest.smallestWinning ?? '—'} or more.`,
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
