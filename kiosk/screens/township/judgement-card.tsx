/** 集体研判: what the forms say stands beside each object; the grade is set by hand, best ones within the quota, with reasons. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Result } from '../../../crypto/result.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import {
  beginJudgement,
  type FormSource,
  type Judgement,
  judgeOne,
  settleJudgement,
} from '../../../server/contract/township-papers.ts';
import { percentWords } from '../../../tally/count/form-results.ts';
import { Button } from '../../controls/button.tsx';
import { CheckField, ChoiceField, SelectField, TextField } from '../../controls/fields.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';

/** Runs a request and shows why it was refused. */
export function createPaperActions(refresh: () => Promise<void>) {
  const [problem, setProblem] = createSignal<Refusal | null>(null);
  const act = async (request: () => Promise<Result<unknown, Refusal>>): Promise<boolean> => {
    const answer = await request();
    setProblem(answer.ok ? null : answer.error);
    await refresh();
    return answer.ok;
  };
  return { problem, act };
}

const QUOTAS = [
  { value: '0', text: { zh: '不设比例', en: 'No quota' } },
  { value: '20', text: { zh: '不超过 20%', en: '20 % at most' } },
  { value: '30', text: { zh: '不超过 30%', en: '30 % at most' } },
] as const;

const UNJUDGED = 'none';

type Judged = Judgement['objects'][number];

function JudgedRow(props: {
  readonly judgement: Judgement;
  readonly object: Judged;
  readonly onJudge: (grade: number | null, reasons: string) => Promise<boolean>;
}): JSX.Element {
  const [reasons, setReasons] = createSignal(props.object.reasons);
  const said = () =>
    props.judgement.grades
      .map(({ zh }, grade) => `${zh} ${percentWords(props.object.shares[grade] ?? null)}`)
      .join('　');
  return (
    <li class="judged" data-object={props.object.name}>
      <p>
        <strong>{props.object.name}</strong>{' '}
        <span class="faint">
          {say({
            zh: `测评情况（${props.object.forms} 张表）：${said()}`,
            en: `Forms (${props.object.forms}): ${said()}`,
          })}
        </span>
      </p>
      <div class="columns">
        <SelectField
          label={{ zh: '研判等次', en: 'Grade judged' }}
          value={props.object.grade === null ? UNJUDGED : String(props.object.grade)}
          choices={[
            { value: UNJUDGED, text: { zh: '还没有研判', en: 'Not judged' } },
            ...props.judgement.grades.map((text, grade) => ({ value: String(grade), text })),
          ]}
          onChoose={(value) => void props.onJudge(value === UNJUDGED ? null : Number(value), reasons())}
          disabled={props.judgement.settled}
          name="grade"
        />
        <TextField
          label={{ zh: '理由（最高、最低等次必填）', en: 'Reasons (best and worst need them)' }}
          value={reasons()}
          onInput={setReasons}
          disabled={props.judgement.settled}
          name="reasons"
        />
        <Show when={!props.judgement.settled && reasons() !== props.object.reasons}>
          <Button
            text={{ zh: '保存理由', en: 'Save the reasons' }}
            onPress={() => void props.onJudge(props.object.grade, reasons())}
            name="save-reasons"
          />
        </Show>
      </div>
    </li>
  );
}

export function JudgementCard(props: {
  readonly judgement: Judgement;
  readonly refresh: () => Promise<void>;
}): JSX.Element {
  const { problem, act } = createPaperActions(props.refresh);
  const params = () => ({ paper: props.judgement.id });
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
      <ol class="report-documents">
        <For each={props.judgement.objects.map(({ name }) => name)}>
          {(name) => (
            <Show when={props.judgement.objects.find((one) => one.name === name)}>
              {(object) => (
                <JudgedRow
                  judgement={props.judgement}
                  object={object()}
                  onJudge={(grade, reasons) =>
                    act(() => call(judgeOne, { params: params(), body: { name, grade, reasons } }))
                  }
                />
              )}
            </Show>
          )}
        </For>
      </ol>
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

export function PaperProblems(props: { readonly problems: readonly Text[] }): JSX.Element {
  return (
    <Show when={props.problems.length > 0}>
      <Notice tone="warning" text={{ zh: '还不能定稿：', en: 'It cannot be settled yet:' }}>
        <ul>
          <For each={props.problems}>{(problem) => <li>{say(problem)}</li>}</For>
        </ul>
      </Notice>
    </Show>
  );
}

export function BeginJudgement(props: {
  readonly sources: readonly FormSource[];
  readonly refresh: () => Promise<void>;
}): JSX.Element {
  const { problem, act } = createPaperActions(props.refresh);
  const [title, setTitle] = createSignal('');
  const [quota, setQuota] = createSignal<'0' | '20' | '30'>('30');
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  const appraisals = () => props.sources.filter(({ form }) => form.kind === 'appraisal');
  const keyOf = ({ meeting, list }: FormSource) => `${meeting} ${list}`;
  const toggle = (key: string) => {
    const next = new Set(chosen());
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  /** 0 where the adopted methods leave it to the township. */
  const sealedQuota = () =>
    appraisals().find((source) => chosen().has(keyOf(source)) && source.sealed.quota !== 0)?.sealed.quota ?? 0;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const sources = appraisals()
      .filter((source) => chosen().has(keyOf(source)))
      .map(({ meeting, list }) => ({ meeting, list }));
    const body = { title: title(), quota: sealedQuota() || (Number(quota()) as 0 | 20 | 30), sources };
    if (await act(() => call(beginJudgement, { body }))) setChosen(new Set<string>());
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
          <For each={appraisals()}>
            {(source) => (
              <CheckField
                text={{
                  zh: `${source.organization}　${source.group === '' ? '' : `${source.group}　`}${source.list}（${source.date}）`,
                  en: `${source.organization}, ${source.group === '' ? '' : `${source.group}, `}${source.list} (${source.date})`,
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
