/** 民主推荐 of several groups: their rankings, the list that goes on, its 公示 with dates and objections. */
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js';
import {
  beginCombination,
  type Combination,
  type FormSource,
  fixList,
  handleObjection,
  importList,
  importObjections,
  postList,
  recordObjection,
  settleCombination,
  type WAYS,
} from '../../../server/contract/township-papers.ts';
import { amount } from '../../../tally/text/amount.ts';
import { Button } from '../../controls/button.tsx';
import { CheckField, NumberField, TextAreaField, TextField } from '../../controls/fields.tsx';
import { ListImport } from '../../controls/list-import.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { PaperLine } from '../../controls/paper-line.tsx';
import { call } from '../../session/client.ts';
import { daysIn } from '../../session/days.ts';
import { say, type Text } from '../../session/language.ts';
import { createPaperActions, PaperProblems } from './paper-actions.tsx';
import { Publicity } from './publicity-part.tsx';

type Way = (typeof WAYS)[number];

const WAY_TEXT = {
  separate: { zh: '分别汇总，由上级对照研究', en: 'Kept apart, read side by side' },
  sum: { zh: '票数相加', en: 'Votes added' },
  weighted: { zh: '按权重相加', en: 'Votes added by weights' },
  'cross-list': { zh: '各取前几名，两个名单合并', en: 'The first of each list, joined' },
} as const satisfies Record<Way, Text>;

/** Sealed before the votes, so that nobody chooses by what it would give. */
const sealedWay = ({ way, weights }: FormSource['sealed']): Text => {
  const said = weights.map(({ group, weight }) => `${group}×${weight}`).join('、');
  return {
    zh: `办法规定：${WAY_TEXT[way].zh}${way === 'weighted' ? `（${said}）` : ''}`,
    en: `As adopted: ${WAY_TEXT[way].en}${way === 'weighted' ? ` (${said})` : ''}`,
  };
};

const rankingText = (ranking: Combination['groups'][number]['ranking']): string =>
  ranking.map(({ name, votes, rank }) => `${rank}. ${name} ${votes}`).join('　');

export function CombinationCard(props: {
  readonly combination: Combination;
  readonly refresh: () => Promise<void>;
}): JSX.Element {
  const { problem, act } = createPaperActions(props.refresh);
  const [persons, setPersons] = createSignal(props.combination.persons.join('\n'));
  const [reason, setReason] = createSignal(props.combination.reason);
  const params = () => ({ paper: props.combination.id });
  /** A file, or another office, has fixed it anew. */
  createEffect(on(() => props.combination.persons.join('\n'), setPersons, { defer: true }));
  createEffect(on(() => props.combination.reason, setReason, { defer: true }));
  const listed = () =>
    persons()
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  /** What stands in the fields is not what would be posted. */
  const isChanged = () =>
    listed().join('\n') !== props.combination.persons.join('\n') || reason().trim() !== props.combination.reason;
  return (
    <Card
      title={{ zh: `推荐汇总：${props.combination.title}`, en: `Recommendations: ${props.combination.title}` }}
      name="combination"
    >
      <p>
        {say({
          zh: `应选 ${props.combination.seats} 名，名单至少 ${props.combination.required} 名；${WAY_TEXT[props.combination.way].zh}。`,
          en: `${amount(props.combination.seats, 'seat')}, at least ${amount(props.combination.required, 'name')}. ${WAY_TEXT[props.combination.way].en}.`,
        })}
      </p>
      <For each={props.combination.groups}>
        {(group) => (
          <p>
            <strong>{group.group}</strong>
            {`${props.combination.way === 'weighted' ? `（×${group.weight}）` : ''}　${rankingText(group.ranking)}`}
          </p>
        )}
      </For>
      <Show when={props.combination.ranking}>
        {(ranking) => (
          <p>
            <strong>{say({ zh: '合计', en: 'Together' })}</strong>
            {`　${rankingText(ranking())}`}
          </p>
        )}
      </Show>
      <Show when={props.combination.level.length > 0}>
        <Notice
          tone="warning"
          text={{
            zh: `${props.combination.level.join('、')}票数相等，都列入。`,
            en: `${props.combination.level.join(', ')} are level and all listed.`,
          }}
        />
      </Show>
      <Show
        when={!props.combination.settled}
        fallback={
          <>
            <h3>{say({ zh: '初步人选名单', en: 'The list' })}</h3>
            <p data-name="settled-list">{props.combination.persons.join('、')}</p>
            <Show when={props.combination.reason}>
              {(given) => (
                <p>
                  {say({
                    zh: `列入没有得到推荐的人的理由：${given()}`,
                    en: `Reason for somebody nobody recommended: ${given()}`,
                  })}
                </p>
              )}
            </Show>
          </>
        }
      >
        <TextAreaField
          label={{ zh: '初步人选名单（一行一个）', en: 'The list (one a line)' }}
          value={persons()}
          onInput={setPersons}
          rows={6}
          name="list"
        />
        <TextField
          label={{ zh: '列入没有得到推荐的人的理由', en: 'Reason for somebody nobody recommended' }}
          value={reason()}
          onInput={setReason}
          name="list-reason"
        />
        <Show when={isChanged()}>
          <Notice
            tone="warning"
            name="list-changed"
            text={{
              zh: '名单改了，还没有确定。先按“确定名单”，再公示或定稿。',
              en: 'The list has been changed and is not fixed. Press “Fix the list” before it is posted or settled.',
            }}
          />
        </Show>
        <div class="row" data-end="true">
          <Button
            text={{ zh: '确定名单', en: 'Fix the list' }}
            onPress={() =>
              void act(() => call(fixList, { params: params(), body: { persons: listed(), reason: reason() } }))
            }
            name="fix-list"
          />
        </div>
        <ListImport
          label={{ zh: '导入名单（CSV 或 XLSX）', en: 'Import the list (CSV or XLSX)' }}
          help={{
            zh: '文件就是整个名单，按“名单顺序”或“顺序”排列。',
            en: 'The file is the whole list, in the order of its places.',
          }}
          send={(file) => call(importList, { params: params(), body: file })}
          onImported={props.refresh}
          name="list-import"
        />
      </Show>
      <Publicity
        publicity={props.combination.publicity}
        asked={props.combination.publicityAsked}
        objections={props.combination.objections}
        settled={props.combination.settled}
        ready={props.combination.problems.length === 0 && !isChanged()}
        refresh={props.refresh}
        post={(body) => call(postList, { params: params(), body })}
        object={(body) => call(recordObjection, { params: params(), body })}
        importFile={(body) => call(importObjections, { params: params(), body })}
        handle={(index, handling) =>
          call(handleObjection, { params: { ...params(), index: String(index) }, body: { handling } })
        }
      />
      <h3>{say({ zh: '文书', en: 'Papers' })}</h3>
      <ul class="report-documents">
        <For each={props.combination.papers}>{(paper) => <PaperLine paper={paper} />}</For>
      </ul>
      <RefusalNotice refusal={problem()} />
      <Show
        when={!props.combination.settled}
        fallback={<Notice tone="good" name="settled" text={{ zh: '已定稿。', en: 'Settled.' }} />}
      >
        <PaperProblems problems={props.combination.problems} />
        <div class="row" data-end="true">
          <Button
            kind="primary"
            text={{ zh: '名单定稿', en: 'Settle the list' }}
            disabled={
              isChanged() ||
              props.combination.problems.length > 0 ||
              (props.combination.publicityAsked && props.combination.publicity === null)
            }
            onPress={() => void act(() => call(settleCombination, { params: params(), body: {} }))}
            name="settle"
          />
        </div>
      </Show>
    </Card>
  );
}

export function BeginCombination(props: {
  readonly sources: readonly FormSource[];
  readonly refresh: () => Promise<void>;
}): JSX.Element {
  const { problem, act } = createPaperActions(props.refresh);
  const [title, setTitle] = createSignal('');
  const [seats, setSeats] = createSignal<number | null>(3);
  const [picked, setPicked] = createSignal<ReadonlySet<string>>(new Set());
  const recommendations = () => props.sources.filter(({ form }) => form.kind === 'recommendation');
  const keyOf = ({ meeting, list }: FormSource) => `${meeting} ${list}`;
  const pick = (key: string) => {
    const next = new Set(picked());
    if (!next.delete(key)) next.add(key);
    setPicked(next);
  };
  const chosen = () => recommendations().filter((source) => picked().has(keyOf(source)));
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const sources = chosen().map(({ meeting, list }) => ({ meeting, list }));
    const body = { title: title(), seats: seats() ?? 1, sources };
    if (!(await act(() => call(beginCombination, { body })))) return;
    setPicked(new Set<string>());
    setTitle('');
  };
  return (
    <Show when={recommendations().length > 0}>
      <Card title={{ zh: '汇总推荐', en: 'Combine recommendations' }} name="begin-combination">
        <form class="stack" onSubmit={(event) => void submit(event)}>
          <For each={recommendations()}>
            {(source) => (
              <CheckField
                text={{
                  zh: `${source.organization}　${source.group}　${source.list}（${daysIn(source.date, 'zh')}）`,
                  en: `${source.organization}, ${source.group}, ${source.list} (${source.date})`,
                }}
                help={sealedWay(source.sealed)}
                checked={picked().has(keyOf(source))}
                onChange={() => pick(keyOf(source))}
                name="source"
              />
            )}
          </For>
          <div class="columns">
            <TextField label={{ zh: '名称', en: 'Title' }} value={title()} onInput={setTitle} required name="title" />
            <NumberField
              label={{ zh: '应选名额', en: 'Seats' }}
              value={seats()}
              onInput={setSeats}
              least={1}
              most={30}
              required
              name="seats"
            />
          </div>
          <RefusalNotice refusal={problem()} />
          <div class="row" data-end="true">
            <Button
              submit
              kind="secondary"
              text={{ zh: '汇总', en: 'Combine' }}
              disabled={picked().size === 0 || title().trim() === '' || seats() === null}
              name="begin"
            />
          </div>
        </form>
      </Card>
    </Show>
  );
}
