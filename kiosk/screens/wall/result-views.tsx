/** B7 结果 and B8 当选名单: one table or one list of names at a time. Every number stands with its base in words (UX 6.32). */
import { For, type JSX, Show } from 'solid-js';
import type { ScreenState } from '../../../server/contract/screen.ts';
import { eligibilityLines } from '../../../tally/text/standing.ts';
import { chosenHeading, nobodyWords } from './chosen-heading.ts';
import { type ElectedPart, electedParts } from './elected-parts.ts';
import { Fitted } from './fitted.tsx';
import {
  type AppraisalPart,
  type ContestPart,
  gradeLegend,
  letterOf,
  type RecommendationPart,
  type ResultPart,
  resultParts,
  titleOf,
} from './result-parts.ts';
import {
  baseLine,
  formLine,
  MARK_HEADS,
  RANKING_HEADS,
  sentencesOf,
  UNGRADED,
  WRITTEN_IN,
  warningsOf,
} from './result-words.ts';
import { useWallSay } from './wall-language.ts';

type Result = NonNullable<ScreenState['result']>;
type Elected = NonNullable<ScreenState['elected']>;

const KIND = {
  contest: { zh: '计票结果', en: 'result' },
  appraisal: { zh: '测评汇总', en: 'appraisal' },
  recommendation: { zh: '推荐汇总', en: 'recommendation' },
} as const;
const NAME = { zh: '姓名', en: 'Name' };
const CANDIDATE = { zh: '候选人', en: 'Candidate' };
const BODY = { zh: '班子', en: 'Body' };
const NOBODY = { zh: '没有人得到推荐', en: 'Nobody was recommended' };

/** 2 / 3, where there is more than one picture. */
function PageNumber(props: { readonly number: number; readonly of: number }): JSX.Element {
  return (
    <Show when={props.of > 1}>
      <span class="wall-page-number">
        {props.number} / {props.of}
      </span>
    </Show>
  );
}

function ContestTable(props: { readonly part: ContestPart }): JSX.Element {
  const say = useWallSay();
  return (
    <>
      <Show when={props.part.rows.length > 0}>
        <table class="wall-table wall-marks">
          <thead>
            <tr>
              <th scope="col">{say(CANDIDATE)}</th>
              <For each={MARK_HEADS}>{(head) => <th scope="col">{say(head)}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={props.part.rows}>
              {(row) => (
                <tr>
                  <th scope="row">
                    <Show when={!row.candidate}>
                      <span class="wall-written-in">{say(WRITTEN_IN)} </span>
                    </Show>
                    {row.label}
                  </th>
                  <td>{row.approve}</td>
                  <td>{row.candidate ? row.disapprove : ''}</td>
                  <td>{row.candidate ? row.abstain : ''}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
      <p class="wall-base">{say(baseLine(props.part.contest))}</p>
      <For each={warningsOf(props.part.contest)}>{(line) => <p class="wall-bad">{say(line)}</p>}</For>
      <Show when={props.part.isLast}>
        <For each={sentencesOf(props.part.contest)}>{(line) => <p class="wall-bad">{say(line)}</p>}</For>
      </Show>
    </>
  );
}

function AppraisalTable(props: {
  readonly part: AppraisalPart;
  readonly language: ScreenState['language'];
}): JSX.Element {
  const say = useWallSay();
  const form = () => props.part.form;
  return (
    <>
      <Show when={props.part.isLettered}>
        <p class="wall-legend">{gradeLegend(form(), props.language)}</p>
      </Show>
      <table class="wall-table">
        <thead>
          <tr>
            <th scope="col">{say(form().objects === 'bodies' ? BODY : NAME)}</th>
            <For each={form().grades}>
              {(grade, at) => <th scope="col">{props.part.isLettered ? letterOf(at()) : say(grade)}</th>}
            </For>
            <th scope="col">{say(UNGRADED)}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.part.rows}>
            {(row) => (
              <tr>
                <th scope="row">{row.label}</th>
                <For each={row.ticks}>{(ticks) => <td>{ticks}</td>}</For>
                <td>{row.ungraded}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <p class="wall-base">{say(formLine(form()))}</p>
    </>
  );
}

function RecommendationTable(props: { readonly part: RecommendationPart }): JSX.Element {
  const say = useWallSay();
  return (
    <>
      <div class="wall-tables">
        <For each={props.part.columns} fallback={<p>{say(NOBODY)}</p>}>
          {(column) => (
            <table class="wall-table wall-ranking">
              <thead>
                <tr>
                  <th scope="col">{say(RANKING_HEADS[0])}</th>
                  <th scope="col">{say(NAME)}</th>
                  <th scope="col">{say(RANKING_HEADS[1])}</th>
                </tr>
              </thead>
              <tbody>
                <For each={column}>
                  {(row) => (
                    <tr>
                      <td>{row.rank}</td>
                      <th scope="row">{row.label}</th>
                      <td>{row.votes}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          )}
        </For>
      </div>
      <p class="wall-base">{say(formLine(props.part.form))}</p>
    </>
  );
}

function Table(props: { readonly part: ResultPart; readonly language: ScreenState['language'] }): JSX.Element {
  // A part of another kind is another element: it is made anew, so its kind never changes under it.
  const { part } = props;
  switch (part.kind) {
    case 'contest':
      return <ContestTable part={part} />;
    case 'appraisal':
      return <AppraisalTable part={part} language={props.language} />;
    case 'recommendation':
      return <RecommendationTable part={part} />;
  }
}

/** A part beyond the last is the last: the result may have become shorter by another order or language. */
const partAt = <T,>(parts: readonly T[], at: number): T | undefined => parts[Math.min(at, parts.length - 1)];

export function ResultView(props: {
  readonly result: Result;
  readonly part: number;
  readonly order: ScreenState['order'];
  readonly language: ScreenState['language'];
  readonly isStriped: boolean;
}): JSX.Element {
  const say = useWallSay();
  const reading = () => ({ order: props.order, language: props.language, isStriped: props.isStriped });
  const part = () => partAt(resultParts(props.result, reading()), props.part);
  return (
    <Fitted class="wall-result" most={1.5} least={0.9} shown={part()}>
      <Show when={part()} keyed>
        {(shown) => (
          <section class="wall-contest">
            <h1 class="wall-heading">
              {`${say(titleOf(shown))}\u00a0· ${say(KIND[shown.kind])}`}{' '}
              <PageNumber number={shown.number} of={shown.of} />
            </h1>
            <Table part={shown} language={props.language} />
          </section>
        )}
      </Show>
    </Fitted>
  );
}

function Names(props: { readonly part: ElectedPart }): JSX.Element {
  const say = useWallSay();
  const isEmpty = () => props.part.contest.names.length === 0;
  return (
    <section class="wall-elected">
      <h1 class="wall-heading">
        {say(chosenHeading(props.part.contest))} <PageNumber number={props.part.number} of={props.part.of} />
      </h1>
      <Show when={props.part.names.length > 0 || isEmpty()}>
        <ul class="wall-names">
          <For
            each={props.part.names}
            fallback={<For each={nobodyWords(props.part.contest)}>{(words) => <li>{say(words)}</li>}</For>}
          >
            {(name) => <li>{name}</li>}
          </For>
        </ul>
      </Show>
      <Show when={props.part.isLast}>
        <For each={eligibilityLines({ unconfirmed: props.part.contest.unconfirmed })}>
          {(line) => <p class="wall-bad">{say(line)}</p>}
        </For>
      </Show>
    </section>
  );
}

export function ElectedView(props: { readonly elected: Elected; readonly part: number }): JSX.Element {
  const part = () => partAt(electedParts(props.elected), props.part);
  return (
    <Fitted class="wall-centre wall-chosen" least={0.47} shown={part()}>
      <Show when={part()}>{(shown) => <Names part={shown()} />}</Show>
    </Fitted>
  );
}
