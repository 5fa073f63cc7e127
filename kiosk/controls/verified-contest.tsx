/** One contest as a device has verified it itself (UX S9): counts, the base with its number, and every notice with its clause. */
import { For, type JSX, Show } from 'solid-js';
import type { ContestResult, RoundResult } from '../../tally/count/round-result.ts';
import { baseLine, eligibilityLines, isElected, standingOf, VOID_ELECTION } from '../../tally/text/standing.ts';
import { MARK_NAME } from '../../tally/text/terms.ts';
import { say } from '../session/language.ts';
import { isCandidateResult } from '../session/mark-columns.ts';
import { withClause } from './clause-words.ts';
import { DataTable } from './data-table.tsx';
import { Notice } from './notice.tsx';
import { Card } from './official-page.tsx';

export function VerifiedContest(props: {
  readonly contest: ContestResult;
  readonly of: Pick<RoundResult, 'meetingKind' | 'majorityBase' | 'expected' | 'present'>;
}): JSX.Element {
  const rows = () =>
    Object.entries(props.contest.counts).flatMap(([name, counts]) =>
      isCandidateResult(counts) ? [{ name, ...counts }] : [],
    );
  const writeIns = () => Object.entries(props.contest.writeIns).map(([name, votes]) => ({ name, votes }));
  const isVoid = () => props.contest.election === 'void';
  return (
    <Card title={props.contest.title} name="contest">
      <DataTable
        columns={[
          { title: { zh: '姓名', en: 'Name' }, cell: (row) => row.name },
          { title: MARK_NAME.approve, cell: (row) => row.approve, number: true },
          { title: MARK_NAME.disapprove, cell: (row) => row.disapprove, number: true },
          { title: MARK_NAME.abstain, cell: (row) => row.abstain, number: true },
          {
            title: { zh: '结果', en: 'Outcome' },
            cell: (row) => say(standingOf(row.name, props.contest)),
          },
        ]}
        rows={isVoid() ? [] : rows()}
        empty={VOID_ELECTION}
        strong={(row) => isElected(row.name, props.contest)}
      />
      <Show when={writeIns().length > 0 && !isVoid()}>
        <DataTable
          caption={{ zh: '另选他人', en: 'Written in' }}
          columns={[
            { title: { zh: '姓名', en: 'Name' }, cell: (row) => row.name },
            { title: { zh: '票数', en: 'Votes' }, cell: (row) => row.votes, number: true },
            {
              title: { zh: '结果', en: 'Outcome' },
              cell: (row) => say(standingOf(row.name, props.contest)),
            },
          ]}
          rows={writeIns()}
          strong={(row) => isElected(row.name, props.contest)}
        />
      </Show>
      <p>{say(baseLine(props.of, props.contest))}</p>
      <For each={eligibilityLines(props.contest)}>
        {(line) => <Notice tone="warning" name={line.code} text={line} />}
      </For>
      <For each={props.contest.notices}>
        {(notice) => <Notice tone="warning" name={notice.code} text={withClause(notice)} />}
      </For>
    </Card>
  );
}
