/** Counts of one contest, the base in words with its number, the smallest winning number, and every notice with its clause. */
import { For, type JSX, Show } from 'solid-js';
import type { ContestResult } from '../../server/contract/shared.ts';
import { eligibilityLines, needed, standingOf, VOID_ELECTION } from '../../tally/text/standing.ts';
import { say } from '../session/language.ts';
import { withClause } from './clause-words.ts';
import { DataTable } from './data-table.tsx';
import { Notice } from './notice.tsx';

export function ContestTable(props: { readonly contest: ContestResult }): JSX.Element {
  const base = () => props.contest.baseName;
  const isVoid = () => props.contest.election === 'void';
  const half = () =>
    needed(props.contest.smallestWinning, props.contest.base, (votes) => ({
      zh: `赞成票 ${votes} 票以上（含）过半数`,
      en: `a majority is ${votes} or more`,
    }));
  return (
    <section class="stack" data-contest={props.contest.post}>
      <DataTable
        caption={{
          zh: `${props.contest.title.zh}　应选 ${props.contest.seats} 名`,
          en: `${props.contest.title.en}, ${props.contest.seats} to elect`,
        }}
        rows={isVoid() ? [] : props.contest.rows}
        empty={VOID_ELECTION}
        strong={(row) => row.elected}
        columns={[
          {
            title: { zh: '姓名', en: 'Name' },
            cell: (row) =>
              row.candidate ? row.label : say({ zh: `${row.label}（另选）`, en: `${row.label} (write-in)` }),
          },
          { title: { zh: '赞成', en: 'For' }, cell: (row) => row.approve, number: true },
          {
            title: { zh: '不赞成', en: 'Against' },
            cell: (row) => (row.candidate ? row.disapprove : '—'),
            number: true,
          },
          { title: { zh: '弃权', en: 'Abstain' }, cell: (row) => (row.candidate ? row.abstain : '—'), number: true },
          // Only ballots on paper can have a row that nobody can read; without it theirs would not add up.
          ...(props.contest.rows.some(({ unreadable }) => unreadable > 0)
            ? [
                {
                  title: { zh: '该项无效', en: 'Void row' },
                  cell: (row: ContestResult['rows'][number]) => (row.candidate ? row.unreadable : '—'),
                  number: true,
                },
              ]
            : []),
          {
            title: { zh: '结果', en: 'Outcome' },
            cell: (row) => say(standingOf(row.label, props.contest)),
          },
        ]}
      />
      <p>
        {say({
          zh: `计算基数：${base().zh} ${props.contest.base} 名${isVoid() ? '' : `；${half().zh}`}。`,
          en: `Base: ${base().en}, ${props.contest.base}${isVoid() ? '' : `; ${half().en}`}.`,
        })}
      </p>
      <For each={eligibilityLines(props.contest)}>
        {(line) => <Notice tone="warning" name={line.code} text={line} />}
      </For>
      <Show when={props.contest.baseSensitive}>
        <Notice
          tone="warning"
          name="base-sensitive"
          text={{
            zh: '口径敏感：换用另一种基数，结果会不同。请对照选举办法。',
            en: 'Base-sensitive: the other base gives another outcome. Check the election method.',
          }}
        />
      </Show>
      <For each={props.contest.notices.filter(({ code }) => code !== 'base-sensitive')}>
        {(notice) => <Notice text={withClause(notice)} name={notice.code} />}
      </For>
    </section>
  );
}
