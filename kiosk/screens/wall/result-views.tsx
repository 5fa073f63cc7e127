/** B6 开票, B7 结果, B8 当选名单, B9 查验. Every number stands with its base in words (UX 6.32). */
import { createEffect, For, type JSX, on, onCleanup, onMount, Show } from 'solid-js';
import type { ScreenState } from '../../../server/contract/screen.ts';
import type { ContestResult } from '../../../server/contract/shared.ts';
import type { FormResult } from '../../../tally/count/form-results.ts';
import { MOTION_MODE_NAME } from '../../../tally/text/assembly-words.ts';
import { eligibilityLines } from '../../../tally/text/standing.ts';
import { CHECK_TITLES } from '../../../tally/verify/check-titles.ts';
import { CircleIcon, CrossIcon, DashIcon, TickIcon } from '../../controls/icons.tsx';
import { QrCode } from '../../controls/qr-code.tsx';
import { pagesOf } from '../../theme/voter-geometry.ts';
import { chosenHeading } from './chosen-heading.ts';
import { type FormPart, formParts, RECOMMENDED_ROWS } from './form-parts.ts';

type Counting = NonNullable<ScreenState['counting']>;
type Result = NonNullable<ScreenState['result']>;
type Elected = NonNullable<ScreenState['elected']>;
type Motion = NonNullable<ScreenState['motion']>;
type Verify = NonNullable<ScreenState['verify']>;

/** Rows of one column at the smallest legible size; longer tables stand in two or three columns. */
const ROWS_IN_COLUMN = 7;

function checkTitle(name: string): string {
  const titles: Readonly<Record<string, { readonly zh: string }>> = CHECK_TITLES;
  return titles[name]?.zh ?? name;
}

export function CountingView(props: { readonly counting: Counting }): JSX.Element {
  const decrypted = () => props.counting.scrutineers.filter((one) => one.decrypted).length;
  return (
    <div class="wall-counting">
      <h1 class="wall-heading">开票</h1>
      <div class="wall-keys">
        <p class="wall-sentence">
          监票人密钥 {Math.min(decrypted(), props.counting.threshold)} / {props.counting.threshold}
        </p>
        <ul>
          <For each={props.counting.scrutineers}>
            {(one) => (
              <li data-done={one.decrypted}>
                <span class="wall-sign">
                  <Show when={one.decrypted}>
                    <TickIcon />
                  </Show>
                </span>
                {one.name}
              </li>
            )}
          </For>
        </ul>
      </div>
      <ol class="wall-checks">
        <For each={props.counting.checks}>
          {(check) => (
            <li data-check={check.name} data-ok={check.ok}>
              <span class="wall-sign">
                <Show when={check.ok} fallback={<CrossIcon />}>
                  <TickIcon />
                </Show>
              </span>
              {checkTitle(check.name)}
              <Show when={!check.ok}> 不通过</Show>
            </li>
          )}
        </For>
      </ol>
    </div>
  );
}

const BASE = { expected: '应到会有选举权人数', present: '实到会有选举权人数' } as const;

function Contest(props: { readonly contest: ContestResult }): JSX.Element {
  const candidates = () => props.contest.rows.filter((row) => row.candidate);
  const others = () => props.contest.rows.filter((row) => !row.candidate && row.approve > 0);
  const columns = () => Math.ceil(candidates().length / ROWS_IN_COLUMN);
  const rowsOf = (column: number) => {
    const size = Math.ceil(candidates().length / columns());
    return candidates().slice(column * size, (column + 1) * size);
  };
  return (
    <section class="wall-contest">
      <h1 class="wall-heading">
        {props.contest.title.zh} · 计票结果
        <Show when={columns() > 1}>
          <span class="wall-legend">
            <CircleIcon /> 赞成 <CrossIcon /> 不赞成 <DashIcon /> 弃权
          </span>
        </Show>
      </h1>
      <div class="wall-tables">
        <For each={Array.from({ length: columns() }, (_, column) => column)}>
          {(column) => (
            <table class="wall-table">
              <thead>
                <tr>
                  <th scope="col">候选人</th>
                  <th scope="col">
                    <Show when={columns() > 1} fallback="赞成">
                      <CircleIcon />
                    </Show>
                  </th>
                  <th scope="col">
                    <Show when={columns() > 1} fallback="不赞成">
                      <CrossIcon />
                    </Show>
                  </th>
                  <th scope="col">
                    <Show when={columns() > 1} fallback="弃权">
                      <DashIcon />
                    </Show>
                  </th>
                </tr>
              </thead>
              <tbody>
                <For each={rowsOf(column)}>
                  {(row) => (
                    <tr>
                      <th scope="row">{row.label}</th>
                      <td>{row.approve}</td>
                      <td>{row.disapprove}</td>
                      <td>{row.abstain}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          )}
        </For>
      </div>
      <Show when={others().length > 0}>
        <p>
          另选他人：
          {others()
            .map((row) => `${row.label} ${row.approve}`)
            .join('、')}
        </p>
      </Show>
      <For each={eligibilityLines(props.contest)}>{(line) => <p class="wall-bad">{line.zh}</p>}</For>
      <p class="wall-base">
        {BASE[props.contest.majorityBase]} {props.contest.base} 人，
        {props.contest.preliminary ? '列为正式候选人' : '当选'}至少 {props.contest.smallestWinning} 票
      </p>
      <Show when={props.contest.baseSensitive}>
        <p class="wall-bad">口径敏感：按另一基数计算，结果不同</p>
      </Show>
      <Show when={props.contest.election === 'void'}>
        <p class="wall-bad">本次选举无效，须重新选举</p>
      </Show>
      {/* A revote, or after a second tie the superior: what follows is the adopted method's. */}
      <For each={props.contest.notices.filter(({ code }) => code === 'tie')}>
        {({ zh }) => <p class="wall-bad">{zh}</p>}
      </For>
    </section>
  );
}

type AppraisalForm = Extract<FormResult, { readonly kind: 'appraisal' }>;
type RecommendationForm = Extract<FormResult, { readonly kind: 'recommendation' }>;

function AppraisalTable(props: { readonly form: AppraisalForm; readonly rows: readonly number[] }): JSX.Element {
  return (
    <table class="wall-table">
      <thead>
        <tr>
          <th scope="col">{props.form.objects === 'bodies' ? '班子' : '姓名'}</th>
          <For each={props.form.grades}>{(grade) => <th scope="col">{grade.zh}</th>}</For>
          <th scope="col">未评</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.rows.flatMap((at) => props.form.rows[at] ?? [])}>
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
  );
}

function RecommendationTable(props: {
  readonly form: RecommendationForm;
  readonly rows: readonly number[];
}): JSX.Element {
  const columns = () => pagesOf(props.rows.length, RECOMMENDED_ROWS);
  return (
    <Show when={props.rows.length > 0} fallback={<p>没有人得到推荐</p>}>
      <For each={columns()}>
        {(column) => (
          <table class="wall-table wall-ranking">
            <thead>
              <tr>
                <th scope="col">位次</th>
                <th scope="col">姓名</th>
                <th scope="col">得票</th>
              </tr>
            </thead>
            <tbody>
              <For each={column.flatMap((at) => props.form.rows[props.rows[at] ?? -1] ?? [])}>
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
    </Show>
  );
}

/** Ticks of every grade, or votes: a ranking, and nobody is elected by it. */
function Form(props: { readonly part: FormPart }): JSX.Element {
  const form = () => props.part.form;
  const appraisal = () => (props.part.form.kind === 'appraisal' ? props.part.form : null);
  const recommendation = () => (props.part.form.kind === 'recommendation' ? props.part.form : null);
  return (
    <section class="wall-contest">
      <h1 class="wall-heading">
        {form().title.zh} · {form().kind === 'appraisal' ? '测评汇总' : '推荐汇总'}
        <Show when={props.part.of > 1}>
          （{props.part.number} / {props.part.of}）
        </Show>
      </h1>
      <div class="wall-tables">
        <Show when={appraisal()}>{(of) => <AppraisalTable form={of()} rows={props.part.rows} />}</Show>
        <Show when={recommendation()}>{(of) => <RecommendationTable form={of()} rows={props.part.rows} />}</Show>
      </div>
      <p class="wall-base">
        {form().kind === 'appraisal'
          ? `有效表 ${form().forms} 张；等次由上级集体研判确定`
          : `有效表 ${form().forms} 张；按得票排列，供上级研究`}
      </p>
    </section>
  );
}

const FIT_STEP = 0.04;

/** Long tables and long names: the text gives way, to the smallest factor, before anything is cut off. */
function fit(element: HTMLElement, least: number): void {
  for (let factor = 1; factor >= least; factor -= FIT_STEP) {
    element.style.setProperty('--fit', String(factor));
    if (element.scrollHeight <= element.clientHeight && element.scrollWidth <= element.clientWidth) return;
  }
}

function Fitted(props: {
  readonly class: string;
  readonly least: number;
  /** What stands in it: fitted again when it changes. */
  readonly shown: unknown;
  readonly children: JSX.Element;
}): JSX.Element {
  let element!: HTMLDivElement;
  const fitNow = () => fit(element, props.least);
  onMount(() => {
    createEffect(on(() => props.shown, fitNow));
    void document.fonts.ready.then(fitNow);
    window.addEventListener('resize', fitNow);
  });
  onCleanup(() => window.removeEventListener('resize', fitNow));
  return (
    <div class={props.class} ref={element}>
      {props.children}
    </div>
  );
}

export function ResultView(props: { readonly result: Result; readonly part: number }): JSX.Element {
  const part = (): FormPart | undefined => {
    const parts = formParts(props.result.forms);
    return parts[Math.min(props.part, parts.length - 1)];
  };
  return (
    <Fitted class="wall-result" least={0.6} shown={[props.result, props.part]}>
      <For each={props.result.contests}>{(contest) => <Contest contest={contest} />}</For>
      <Show when={part()}>{(shown) => <Form part={shown()} />}</Show>
    </Fitted>
  );
}

export function ElectedView(props: { readonly elected: Elected }): JSX.Element {
  return (
    <Fitted class="wall-centre wall-chosen" least={0.44} shown={props.elected}>
      <For each={props.elected}>
        {(contest) => (
          <section class="wall-elected">
            <h1 class="wall-heading">{chosenHeading(contest)}</h1>
            <ul class="wall-names">
              <For each={contest.names} fallback={<li>无</li>}>
                {(name) => <li>{name}</li>}
              </For>
            </ul>
            <For each={eligibilityLines({ unconfirmed: contest.unconfirmed })}>
              {(line) => <p class="wall-bad">{line.zh}</p>}
            </For>
          </section>
        )}
      </For>
    </Fitted>
  );
}

/** The three counts of a show of hands, and whether it is carried. */
export function MotionView(props: { readonly motion: Motion }): JSX.Element {
  return (
    <div class="wall-centre" data-carried={props.motion.carried}>
      <h1 class="wall-heading">
        {MOTION_MODE_NAME[props.motion.mode].zh} · {props.motion.carried ? '通过' : '没有通过'}
      </h1>
      <p>{props.motion.text}</p>
      <p class="wall-sentence">
        赞成 {props.motion.inFavour} · 反对 {props.motion.against} · 弃权 {props.motion.abstain}
      </p>
      <p class="wall-place">
        应到 {props.motion.expected} 人，实到 {props.motion.present} 人
      </p>
    </div>
  );
}

export function VerifyView(props: { readonly verify: Verify }): JSX.Element {
  return (
    <div class="wall-verify">
      <QrCode class="wall-qr" text={props.verify.address} title={{ zh: '查验页', en: 'Check page' }} />
      <div class="wall-verify-words">
        <h1 class="wall-heading">人人可以查验</h1>
        <p>用手机扫码，或打开</p>
        <p class="wall-address">{props.verify.address}</p>
        <p>档案指纹</p>
        <p class="wall-root code">{props.verify.rootGroups.join(' ')}</p>
      </div>
    </div>
  );
}
