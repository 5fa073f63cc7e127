/** What the scrutineers signed of a count on paper, as the symbol of the printed sheet states it. */
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import {
  isPaperElection,
  type PaperSymbol,
  type PaperSymbolAppraisal,
  type PaperSymbolContest,
  type PaperSymbolElection,
  type PaperSymbolRecommendation,
} from '../../printables/qr/paper-symbol.ts';
import { INVALID_REASON_NAME, VOID_ENTRY_REASON_NAME } from '../../tally/paper/adjudication-words.ts';
import { standingOf } from '../../tally/text/standing.ts';
import { daysIn } from '../session/days.ts';
import { say, type Text } from '../session/language.ts';
import { type Column, DataTable } from './data-table.tsx';

const NAME: Text = { zh: '姓名', en: 'Name' };
const VOID: Text = { zh: '该项无效', en: 'Row void' };

const NUMBERS: readonly { readonly key: 'printed' | 'issued' | 'voters' | 'recovered'; readonly title: Text }[] = [
  { key: 'printed', title: { zh: '印制', en: 'Printed' } },
  { key: 'issued', title: { zh: '发出', en: 'Issued' } },
  { key: 'voters', title: { zh: '投票人数', en: 'Voters' } },
  { key: 'recovered', title: { zh: '收回', en: 'Recovered' } },
];

/** 发出 8 · 收回 7 · 有效 6 · 无效 1（所选人数多于规定名额 1 张） */
function BoxNumbers(props: { readonly contest: PaperSymbolContest }): JSX.Element {
  const tally = () => props.contest.box.tally;
  return (
    <div class="stack" data-name="paper-box">
      <p>
        {NUMBERS.map(({ key, title }) => `${say(title)} ${props.contest.box[key]}`).join(' · ')}
        <Show
          when={tally()}
          fallback={` · ${say({ zh: '收回多于规定，没有计票', en: 'more recovered than allowed, nothing counted' })}`}
        >
          {(counted) => (
            <>
              {` · ${say({ zh: '有效', en: 'Valid' })} ${counted().valid} · ${say({ zh: '无效', en: 'Invalid' })} ${counted().invalid}`}
            </>
          )}
        </Show>
      </p>
      <For each={tally()?.invalidReasons ?? []}>
        {({ reason, ballots }) => (
          <p class="faint">
            {say({
              zh: `无效：${INVALID_REASON_NAME[reason].zh} ${ballots} 张`,
              en: `Invalid: ${INVALID_REASON_NAME[reason].en}, ${ballots}`,
            })}
          </p>
        )}
      </For>
      <For each={tally()?.voidEntries ?? []}>
        {({ reason, entries }) => (
          <p class="faint">
            {say({
              zh: `另选人不计：${VOID_ENTRY_REASON_NAME[reason].zh} ${entries} 处`,
              en: `Names not counted: ${VOID_ENTRY_REASON_NAME[reason].en}, ${entries}`,
            })}
          </p>
        )}
      </For>
    </div>
  );
}

function Rows(props: {
  readonly caption: Text;
  readonly titles: readonly Text[];
  readonly rows: readonly { readonly label: string; readonly name: string; readonly counts: readonly number[] }[];
  readonly elected: readonly string[];
  readonly isPreliminary?: boolean;
}): JSX.Element {
  type Row = (typeof props.rows)[number];
  const standing = (row: Row): string =>
    say(standingOf(row.label, { elected: props.elected, preliminary: props.isPreliminary === true }));
  const columns = (): readonly Column<Row>[] => [
    {
      title: NAME,
      // Below the name: a phone has no room for a column more.
      cell: (row) => (
        <>
          {row.name}
          <Show when={standing(row) !== ''}>
            <br />
            {standing(row)}
          </Show>
        </>
      ),
    },
    ...props.titles.map((title, at) => ({ title, cell: (row: Row) => row.counts[at] ?? '—', number: true })),
  ];
  return (
    <DataTable
      caption={props.caption}
      rows={props.rows}
      strong={(row) => props.elected.includes(row.label)}
      columns={columns()}
    />
  );
}

const named = (labels: readonly string[], rows: readonly (readonly number[])[]) =>
  labels.map((label, at) => ({ label, name: label, counts: rows[at] ?? [] }));

function ElectionRows(props: {
  readonly contest: PaperSymbolElection;
  readonly caption: Text;
  readonly elected: readonly string[];
}): JSX.Element {
  return (
    <Rows
      caption={props.caption}
      titles={[{ zh: '赞成', en: 'For' }, { zh: '不赞成', en: 'Against' }, { zh: '弃权', en: 'Abstain' }, VOID]}
      rows={[
        ...named(props.contest.candidates, props.contest.box.tally?.rows ?? []),
        ...props.contest.writeIns.map(({ label, votes }) => ({
          label,
          name: say({ zh: `${label}（另选）`, en: `${label} (write-in)` }),
          counts: [votes],
        })),
      ]}
      elected={props.elected}
      isPreliminary={props.contest.category === 'preliminary'}
    />
  );
}

const AppraisalRows = (props: { readonly contest: PaperSymbolAppraisal; readonly caption: Text }): JSX.Element => (
  <Rows
    caption={props.caption}
    // Paper has the Chinese grade only.
    titles={[...props.contest.grades.map((zh) => ({ zh, en: zh })), { zh: '未评', en: 'Not graded' }, VOID]}
    rows={named(props.contest.subjects, props.contest.box.tally?.rows ?? [])}
    elected={[]}
  />
);

const RecommendationRows = (props: {
  readonly contest: PaperSymbolRecommendation;
  readonly caption: Text;
}): JSX.Element => (
  <Rows
    caption={props.caption}
    titles={[{ zh: '推荐', en: 'Recommended' }]}
    rows={named(props.contest.nominees, props.contest.box.tally?.rows ?? [])}
    elected={[]}
  />
);

/** Compare it with the printed table. */
export function PaperSymbolTable(props: {
  readonly symbol: PaperSymbol;
  /** Per contest, by label. */
  readonly elected: readonly (readonly string[])[];
}): JSX.Element {
  const captionOf = (contest: PaperSymbolContest): Text => {
    const heading = `${props.symbol.meetingTitle} · ${isPaperElection(contest) ? contest.post : contest.title}`;
    return {
      zh: `${heading} · 第 ${props.symbol.round} 轮，纸质计票（请与纸上的数逐一对照）`,
      en: `${heading} · round ${props.symbol.round}, counted on paper (compare with the printed numbers)`,
    };
  };
  return (
    <>
      <p>
        {say({
          zh: `${daysIn(props.symbol.date, 'zh')} · 应到 ${props.symbol.expected} · 实到 ${props.symbol.present}`,
          en: `${props.symbol.date} · expected ${props.symbol.expected} · present ${props.symbol.present}`,
        })}
      </p>
      <For each={props.symbol.contests}>
        {(contest, at) => (
          <>
            <Switch>
              <Match when={isPaperElection(contest) && contest}>
                {(election) => (
                  <ElectionRows contest={election()} caption={captionOf(contest)} elected={props.elected[at()] ?? []} />
                )}
              </Match>
              <Match when={contest.category === 'appraisal' && contest}>
                {(appraisal) => <AppraisalRows contest={appraisal()} caption={captionOf(contest)} />}
              </Match>
              <Match when={contest.category === 'recommendation' && contest}>
                {(recommendation) => <RecommendationRows contest={recommendation()} caption={captionOf(contest)} />}
              </Match>
            </Switch>
            <BoxNumbers contest={contest} />
          </>
        )}
      </For>
    </>
  );
}
