/** 集体研判: what the forms say stands beside each object; grade or score is set by hand, best ones within the quota, with reasons. */
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js';
import {
  beginJudgement,
  type FormSource,
  handleJudgementObjection,
  importJudged,
  importJudgementObjections,
  type Judgement,
  judgeOne,
  objectToJudgement,
  postJudgement,
  settleJudgement,
} from '../../../server/contract/township-papers.ts';
import { listTitle } from '../../../tally/appraisal/dimensions.ts';
import { percentWords } from '../../../tally/count/form-results.ts';
import { Button } from '../../controls/button.tsx';
import { DataTable } from '../../controls/data-table.tsx';
import { CheckField, ChoiceField, SelectField, TextField } from '../../controls/fields.tsx';
import { ListImport } from '../../controls/list-import.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { PaperLine } from '../../controls/paper-line.tsx';
import { call } from '../../session/client.ts';
import { daysIn } from '../../session/days.ts';
import { say, type Text } from '../../session/language.ts';
import { createPaperActions, PaperProblems } from './paper-actions.tsx';
import { Publicity } from './publicity-part.tsx';

const QUOTAS = [
  { value: '0', text: { zh: '不设比例', en: 'No quota' } },
  { value: '20', text: { zh: '不超过 20%', en: '20 % at most' } },
  { value: '30', text: { zh: '不超过 30%', en: '30 % at most' } },
] as const;

const WAYS = [
  { value: 'grades', text: { zh: '测评表上的等次', en: 'The grades of the form' } },
  { value: 'score', text: { zh: '百分制评分（90、80、60 分档）', en: 'A score with the bands 90, 80 and 60' } },
] as const;

const UNJUDGED = 'none';

type Judged = Judgement['objects'][number];

const dimensionOf = ({ form }: FormSource): string => (form.kind === 'appraisal' ? form.dimension : '');
const dimensionsOf = (sources: readonly FormSource[]): readonly string[] =>
  sources.map(dimensionOf).filter((dimension) => dimension !== '');
const listOf = (source: FormSource): string => listTitle(source.list, dimensionOf(source));

type Part = Judged['parts'][number];

/** What the forms say of an object as a whole, in a line that breaks between its grades. */
function FormsLine(props: { readonly part: Part; readonly formGrades: readonly Text[] }): JSX.Element {
  return (
    <p class="judged-forms">
      <span>
        {say({
          zh: `测评情况（${props.part.forms} 张表，第 ${props.part.rank} 位）：`,
          en: `Forms (${props.part.forms}, place ${props.part.rank} of the class): `,
        })}
      </span>
      <For each={props.formGrades}>
        {(grade, at) => (
          <span>
            {say(grade)} {props.part.ticks[at()] ?? 0} · {percentWords(props.part.shares[at()] ?? null)}
          </span>
        )}
      </For>
      <span>{say({ zh: `未评 ${props.part.ungraded}`, en: `no grade ${props.part.ungraded}` })}</span>
    </p>
  );
}

/** A row to each dimension. */
function DimensionTable(props: { readonly parts: readonly Part[]; readonly formGrades: readonly Text[] }): JSX.Element {
  return (
    <DataTable
      rows={props.parts}
      columns={[
        {
          title: { zh: `测评内容（${props.parts[0]?.forms ?? 0} 张表）`, en: `${props.parts[0]?.forms ?? 0} forms` },
          cell: (part) => <span data-dimension={part.dimension}>{part.dimension}</span>,
        },
        ...props.formGrades.map((title, at) => ({
          title,
          cell: (part: Part) => `${part.ticks[at] ?? 0} · ${percentWords(part.shares[at] ?? null)}`,
          number: true,
        })),
        { title: { zh: '未评', en: 'No grade' }, cell: (part) => part.ungraded, number: true },
        { title: { zh: '位次', en: 'Place' }, cell: (part) => part.rank, number: true },
      ]}
    />
  );
}

function JudgedRow(props: {
  readonly judgement: Judgement;
  readonly object: Judged;
  /** What was ticked on the forms, highest first. */
  readonly formGrades: readonly Text[];
  readonly onJudge: (judged: {
    readonly grade: number | null;
    readonly score?: string;
    readonly reasons: string;
  }) => Promise<boolean>;
}): JSX.Element {
  const [grade, setGrade] = createSignal(props.object.grade);
  const [reasons, setReasons] = createSignal(props.object.reasons);
  const [score, setScore] = createSignal(props.object.score);
  const gradeWords = (): Text => {
    const { grade: given } = props.object;
    return (given === null ? undefined : props.judgement.grades[given]) ?? { zh: '还没有研判', en: 'Not judged' };
  };
  let sending: Promise<unknown> = Promise.resolve();
  let underWay = 0;
  /** Grade or score and reasons go as they stand here, one request after another: none takes back what was entered before it. */
  const send = () => {
    const judged =
      props.judgement.bands === null
        ? { grade: grade(), reasons: reasons() }
        : { grade: null, score: score().trim(), reasons: reasons() };
    underWay += 1;
    sending = sending.then(async () => {
      const isTaken = await props.onJudge(judged);
      underWay -= 1;
      if (!isTaken && underWay === 0) setGrade(props.object.grade);
    });
  };
  /** An import, or another office, judged it anew. */
  const follow = <T,>(judged: () => T, set: (value: T) => void) =>
    createEffect(on(judged, (value) => void (underWay === 0 && set(value)), { defer: true }));
  follow(() => props.object.grade, setGrade);
  follow(() => props.object.score, setScore);
  follow(() => props.object.reasons, setReasons);
  const isChanged = () => reasons() !== props.object.reasons || score().trim() !== props.object.score;
  return (
    <li class="judged" data-object={props.object.name}>
      <p>
        <strong>{props.object.name}</strong>
        <Show when={props.object.parts.length > 1 ? props.object.rank : null}>
          {(rank) => (
            <span data-name="rank">{say({ zh: `　合并第 ${rank()} 位`, en: ` place ${rank()} of all` })}</span>
          )}
        </Show>
      </p>
      <Show
        when={props.object.parts.length > 1}
        fallback={
          <For each={props.object.parts}>{(part) => <FormsLine part={part} formGrades={props.formGrades} />}</For>
        }
      >
        <DimensionTable parts={props.object.parts} formGrades={props.formGrades} />
      </Show>
      <div class="columns">
        <Show
          when={props.judgement.bands === null}
          fallback={
            <TextField
              label={{ zh: `得分（现为${gradeWords().zh}）`, en: `Score (now ${gradeWords().en})` }}
              value={score()}
              onInput={setScore}
              disabled={props.judgement.settled}
              name="score"
            />
          }
        >
          <SelectField
            label={{ zh: '研判等次', en: 'Grade judged' }}
            value={grade() === null ? UNJUDGED : String(grade())}
            choices={[
              { value: UNJUDGED, text: { zh: '还没有研判', en: 'Not judged' } },
              ...props.judgement.grades.map((text, at) => ({ value: String(at), text })),
            ]}
            onChoose={(value) => {
              setGrade(value === UNJUDGED ? null : Number(value));
              send();
            }}
            disabled={props.judgement.settled}
            name="grade"
          />
        </Show>
        <TextField
          label={{ zh: '理由（最高、最低等次必填）', en: 'Reasons (best and worst need them)' }}
          value={reasons()}
          onInput={setReasons}
          disabled={props.judgement.settled}
          name="reasons"
        />
        <Show when={!props.judgement.settled && isChanged()}>
          <Button text={{ zh: '保存', en: 'Save' }} onPress={send} name="save-reasons" />
        </Show>
      </div>
    </li>
  );
}

const BANDS = {
  integer: {
    zh: '按整数评分：90 分以上好，80–89 较好，60–79 一般，59 以下较差。',
    en: 'Whole points: good from 90, fairly good 80 to 89, average 60 to 79, fairly poor below.',
  },
  'half-open': {
    zh: '评分：90 分以上好，80 以上不满 90 较好，60 以上不满 80 一般，不满 60 较差。',
    en: 'Points: good from 90, fairly good from 80, average from 60, fairly poor below.',
  },
} as const satisfies Record<NonNullable<Judgement['bands']>, Text>;

const DIMENSION_RANKING = {
  apart: {
    zh: '分项测评，办法规定各项分别排列位次，不合并成一个位次。',
    en: 'Appraised in dimensions; the adopted method gives each its places and no common one.',
  },
  average: {
    zh: '分项测评，办法规定按各项同一等次得票率的平均数排列位次。',
    en: 'Appraised in dimensions; as adopted, places follow the averages of their rates.',
  },
  'in-order': {
    zh: '分项测评，办法规定按测评表上各项的先后比较，前一项相同的再比较后一项。',
    en: 'Appraised in dimensions; as adopted, they are compared in the order of the form, the next where equal.',
  },
} as const satisfies Record<NonNullable<Judgement['dimensionRanking']>, Text>;

export function JudgementCard(props: {
  readonly judgement: Judgement;
  readonly sources: readonly FormSource[];
  readonly refresh: () => Promise<void>;
}): JSX.Element {
  const { problem, act } = createPaperActions(props.refresh);
  const params = () => ({ paper: props.judgement.id });
  const formGrades = (): readonly Text[] => {
    if (props.judgement.bands === null) return props.judgement.grades;
    const [first] = props.judgement.sources;
    const source = props.sources.find(({ meeting, list }) => meeting === first?.meeting && list === first.list);
    return source?.form.kind === 'appraisal' ? source.form.grades : [];
  };
  const best = () => props.judgement.objects.filter(({ grade }) => grade === 0).length;
  return (
    <Card
      title={{ zh: `集体研判：${props.judgement.title}`, en: `Judgement: ${props.judgement.title}` }}
      name="judgement"
    >
      <p>
        {say({
          zh: `共 ${props.judgement.objects.length} 个，“${props.judgement.grades[0]?.zh ?? ''}”${best()} 个${
            props.judgement.maximum === null ? '' : `，最多 ${props.judgement.maximum} 个（${props.judgement.quota}%）`
          }。等次由集体研判确定，测评票数只是依据之一。`,
          en: `${props.judgement.objects.length} in all, ${best()} with the best grade${
            props.judgement.maximum === null ? '' : `, ${props.judgement.maximum} at most (${props.judgement.quota} %)`
          }. The grade is judged; the forms are one ground of it.`,
        })}
      </p>
      <Show when={props.judgement.dimensionRanking}>
        {(ranking) => <p data-name="dimension-ranking">{say(DIMENSION_RANKING[ranking()])}</p>}
      </Show>
      <Show when={props.judgement.bands}>{(bands) => <p data-name="bands">{say(BANDS[bands()])}</p>}</Show>
      <For each={props.judgement.warnings}>
        {(warning) => <Notice tone="warning" name={warning.code} text={warning} />}
      </For>
      <ol class="report-documents">
        <For each={props.judgement.objects.map(({ name }) => name)}>
          {(name) => (
            <Show when={props.judgement.objects.find((one) => one.name === name)}>
              {(object) => (
                <JudgedRow
                  judgement={props.judgement}
                  object={object()}
                  formGrades={formGrades()}
                  onJudge={(judged) => act(() => call(judgeOne, { params: params(), body: { name, ...judged } }))}
                />
              )}
            </Show>
          )}
        </For>
      </ol>
      <Show when={!props.judgement.settled}>
        <ListImport
          label={{
            zh: '导入等次或得分、理由（CSV 或 XLSX）',
            en: 'Import grades or scores, and reasons (CSV or XLSX)',
          }}
          send={(file) => call(importJudged, { params: params(), body: file })}
          onImported={props.refresh}
          name="judgement-import"
        />
      </Show>
      <Publicity
        publicity={props.judgement.publicity}
        asked={props.judgement.publicityAsked}
        objections={props.judgement.objections}
        settled={props.judgement.settled}
        ready={props.judgement.problems.length === 0}
        refresh={props.refresh}
        post={(body) => call(postJudgement, { params: params(), body })}
        object={(body) => call(objectToJudgement, { params: params(), body })}
        importFile={(body) => call(importJudgementObjections, { params: params(), body })}
        handle={(index, handling) =>
          call(handleJudgementObjection, { params: { ...params(), index: String(index) }, body: { handling } })
        }
      />
      <h3>{say({ zh: '文书', en: 'Papers' })}</h3>
      <ul class="report-documents">
        <For each={props.judgement.papers}>{(paper) => <PaperLine paper={paper} />}</For>
      </ul>
      <RefusalNotice refusal={problem()} />
      <Show
        when={!props.judgement.settled}
        fallback={<Notice tone="good" name="settled" text={{ zh: '已定稿。', en: 'Settled.' }} />}
      >
        <PaperProblems problems={props.judgement.problems} />
        <div class="row" data-end="true">
          <Button
            kind="primary"
            text={{ zh: '研判定稿', en: 'Settle the judgement' }}
            disabled={props.judgement.problems.length > 0}
            onPress={() => void act(() => call(settleJudgement, { params: params(), body: {} }))}
            name="settle"
          />
        </div>
      </Show>
    </Card>
  );
}

export function BeginJudgement(props: {
  readonly sources: readonly FormSource[];
  readonly refresh: () => Promise<void>;
}): JSX.Element {
  const { problem, act } = createPaperActions(props.refresh);
  const [title, setTitle] = createSignal('');
  const [quota, setQuota] = createSignal<'0' | '20' | '30'>('30');
  const [way, setWay] = createSignal<'grades' | 'score'>('grades');
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  const appraisals = () => props.sources.filter(({ form }) => form.kind === 'appraisal');
  /** Dimensions of one list are judged together. */
  const keyOf = (source: FormSource) => `${source.meeting} ${listOf(source)}`;
  const lists = () => {
    const tables = new Map<string, FormSource[]>();
    for (const source of appraisals()) tables.set(keyOf(source), [...(tables.get(keyOf(source)) ?? []), source]);
    return [...tables.values()].flatMap(([first, ...others]) =>
      first === undefined ? [] : [{ source: first, dimensions: dimensionsOf([first, ...others]) }],
    );
  };
  const toggle = (key: string) => {
    const next = new Set(chosen());
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  /** 0 where the adopted methods leave it to the township. */
  const sealedQuota = () =>
    appraisals().find((source) => chosen().has(keyOf(source)) && source.sealed.quota !== 0)?.sealed.quota ?? 0;
  /** Undefined where the adopted methods leave it to the township, and while nothing is chosen. */
  const sealedWay = (): 'grades' | 'score' | undefined => {
    const scale = appraisals().find((source) => chosen().has(keyOf(source)) && source.sealed.scale !== 'per-meeting')
      ?.sealed.scale;
    return scale === undefined ? undefined : scale === 'score' ? 'score' : 'grades';
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const sources = appraisals()
      .filter((source) => chosen().has(keyOf(source)))
      .map(({ meeting, list }) => ({ meeting, list }));
    const byScore = (sealedWay() ?? way()) === 'score';
    const body = { title: title(), quota: sealedQuota() || (Number(quota()) as 0 | 20 | 30), sources, byScore };
    if (!(await act(() => call(beginJudgement, { body })))) return;
    setChosen(new Set<string>());
    setTitle('');
  };
  return (
    <Show when={appraisals().length > 0}>
      <Card title={{ zh: '开始集体研判', en: 'Begin a judgement' }} name="begin-judgement">
        <form class="stack" onSubmit={(event) => void submit(event)}>
          <p class="faint">
            {say({
              zh: '一类对象一起研判，例如全镇各村“两委”班子，或全镇村党组织书记。',
              en: 'One class at a time, for example all teams, or all secretaries of the township.',
            })}
          </p>
          <For each={lists()}>
            {({ source, dimensions }) => (
              <CheckField
                text={{
                  zh: `${[source.organization, source.group, listOf(source), dimensions.join('、')].filter((part) => part !== '').join('　')}（${daysIn(source.date, 'zh')}）`,
                  en: `${[source.organization, source.group, listOf(source), dimensions.join(' ')].filter((part) => part !== '').join(', ')} (${source.date})`,
                }}
                checked={chosen().has(keyOf(source))}
                onChange={() => toggle(keyOf(source))}
                name="source"
              />
            )}
          </For>
          <TextField
            label={{ zh: '名称', en: 'Title' }}
            placeholder={{ zh: '2026年度村党组织书记等次', en: 'Secretaries 2026' }}
            value={title()}
            onInput={setTitle}
            required
            name="title"
          />
          <Show
            when={sealedWay() === undefined}
            fallback={
              <p data-name="sealed-way">
                {say(
                  sealedWay() === 'score'
                    ? {
                        zh: '研判方式：办法规定百分制评分，按 90、80、60 分档',
                        en: 'Judged by a score with the bands 90, 80 and 60, as adopted',
                      }
                    : { zh: '研判方式：办法规定按测评表上的等次', en: 'Judged by the grades of the form, as adopted' },
                )}
              </p>
            }
          >
            <ChoiceField
              label={{ zh: '研判方式', en: 'Judged by' }}
              value={way()}
              choices={WAYS}
              onChoose={setWay}
              name="judged-by"
            />
          </Show>
          <Show
            when={sealedQuota() === 0}
            fallback={
              <p data-name="sealed-quota">
                {say({
                  zh: `最高等次的比例：办法规定不超过 ${sealedQuota()}%`,
                  en: `Quota of the best grade: ${sealedQuota()} % at most, as adopted`,
                })}
              </p>
            }
          >
            <ChoiceField
              label={{ zh: '最高等次的比例', en: 'Quota of the best grade' }}
              value={quota()}
              choices={QUOTAS}
              onChoose={setQuota}
              name="quota"
            />
          </Show>
          <RefusalNotice refusal={problem()} />
          <div class="row" data-end="true">
            <Button
              submit
              kind="secondary"
              text={{ zh: '开始研判', en: 'Begin' }}
              disabled={chosen().size === 0 || title().trim() === ''}
              name="begin"
            />
          </div>
        </form>
      </Card>
    </Show>
  );
}
