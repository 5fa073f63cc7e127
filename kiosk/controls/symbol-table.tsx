/** Counts as the symbols of a printed sheet state them. */
import { For, type JSX, Match, Switch } from 'solid-js';
import {
  isSymbolElection,
  type SymbolA,
  type SymbolAppraisal,
  type SymbolContest,
  type SymbolElection,
  type SymbolRecommendation,
} from '../../printables/qr/symbol-a.ts';
import { standingOf } from '../../tally/text/standing.ts';
import { say, type Text } from '../session/language.ts';
import { DataTable } from './data-table.tsx';

const NAME: Text = { zh: '姓名', en: 'Name' };

function ElectionCounts(props: {
  readonly contest: SymbolElection;
  readonly caption: Text;
  readonly elected: readonly string[];
}): JSX.Element {
  return (
    <DataTable
      caption={props.caption}
      rows={[
        ...props.contest.candidates.map((candidate) => ({
          label: candidate.label,
          name: candidate.label,
          approve: candidate.approve,
          disapprove: candidate.disapprove,
        })),
        ...props.contest.writeIns.map((person) => ({
          label: person.label,
          name: say({ zh: `${person.label}（另选）`, en: `${person.label} (write-in)` }),
          approve: person.votes,
          disapprove: '—' as const,
        })),
      ]}
      strong={(row) => props.elected.includes(row.label)}
      columns={[
        { title: NAME, cell: (row) => row.name },
        { title: { zh: '赞成', en: 'For' }, cell: (row) => row.approve, number: true },
        { title: { zh: '不赞成', en: 'Against' }, cell: (row) => row.disapprove, number: true },
        {
          title: { zh: '结果', en: 'Outcome' },
          cell: (row) =>
            say(
              standingOf(row.label, {
                elected: props.elected,
                preliminary: props.contest.category === 'preliminary',
              }),
            ),
          narrow: true,
        },
      ]}
    />
  );
}

function AppraisalCounts(props: { readonly contest: SymbolAppraisal; readonly caption: Text }): JSX.Element {
  return (
    <DataTable
      caption={props.caption}
      rows={props.contest.subjects}
      columns={[
        { title: NAME, cell: (row) => row.label },
        ...props.contest.grades.map((grade, at) => ({
          // Paper has the Chinese grade only.
          title: { zh: grade, en: grade },
          cell: (row: SymbolAppraisal['subjects'][number]) => row.counts[at] ?? 0,
          number: true,
        })),
      ]}
    />
  );
}

function RecommendationCounts(props: { readonly contest: SymbolRecommendation; readonly caption: Text }): JSX.Element {
  return (
    <DataTable
      caption={props.caption}
      rows={props.contest.nominees}
      columns={[
        { title: NAME, cell: (row) => row.label },
        { title: { zh: '推荐', en: 'Recommended' }, cell: (row) => row.count, number: true },
      ]}
    />
  );
}

/** What the scrutineers signed and the paper must show: compare it with the printed table. */
export function SymbolTable(props: {
  readonly symbol: SymbolA;
  /** Per contest, by label. */
  readonly elected: readonly (readonly string[])[];
}): JSX.Element {
  const captionOf = (contest: SymbolContest): Text => {
    const heading = `${props.symbol.meetingTitle} · ${isSymbolElection(contest) ? contest.post : contest.title}`;
    return { zh: `${heading}（请与纸上的数逐一对照）`, en: `${heading} (compare with the printed numbers)` };
  };
  return (
    <For each={props.symbol.contests}>
      {(contest, at) => (
        <Switch>
          <Match when={isSymbolElection(contest) && contest}>
            {(election) => (
              <ElectionCounts contest={election()} caption={captionOf(contest)} elected={props.elected[at()] ?? []} />
            )}
          </Match>
          <Match when={contest.category === 'appraisal' && contest}>
            {(appraisal) => <AppraisalCounts contest={appraisal()} caption={captionOf(contest)} />}
          </Match>
          <Match when={contest.category === 'recommendation' && contest}>
            {(recommendation) => <RecommendationCounts contest={recommendation()} caption={captionOf(contest)} />}
          </Match>
        </Switch>
      )}
    </For>
  );
}
