/** 换届选举工作台账: the steps of a village's re-election, and the persons who are audited, inspected and pledge, one by one. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Result } from '../../crypto/result.ts';
import type { Refusal } from '../../server/contract/refusals.ts';
import type { ResponseOf } from '../../server/contract/route.ts';
import type { importVillages } from '../../server/contract/villages.ts';
import {
  type LedgerLine,
  type LedgerStep,
  STEP_STATE_NAME,
  STEP_STATES,
  type WorkLedger,
} from '../../server/contract/work-ledger.ts';
import { TICK_NAME } from '../../tally/structure/work-steps.ts';
import { daysIn } from '../session/days.ts';
import { say, sayDay } from '../session/language.ts';
import { createPolledState } from '../session/polled-state.ts';
import { Button } from './button.tsx';
import { DataTable } from './data-table.tsx';
import { Dialog } from './dialog.tsx';
import { SelectField, TextAreaField, TextField } from './fields.tsx';
import { ListImport } from './list-import.tsx';
import { announce, RefusalNotice } from './notice.tsx';
import { Card } from './official-page.tsx';
import { ProblemList } from './problem-list.tsx';
import './work-ledger.css';

type Person = LedgerStep['persons'][number];
type Asked<T> = Promise<Result<T, Refusal>>;

/** The township by its village, the village's own office by its meeting. */
export interface LedgerCalls {
  readonly view: () => Asked<WorkLedger>;
  readonly save: (line: LedgerLine) => Asked<unknown>;
  readonly remove: (step: number, person: string) => Asked<unknown>;
  readonly importFile: (file: {
    readonly fileName: string;
    readonly content: string;
  }) => Asked<ResponseOf<typeof importVillages>>;
  /** Where the files are: …/ledger/file. */
  readonly files: string;
}

interface Editing {
  readonly step: LedgerStep;
  readonly line: LedgerLine;
  /** Null: the step itself. */
  readonly person: Person | 'new' | null;
}

const STATES = STEP_STATES.map((value) => ({ value, text: STEP_STATE_NAME[value] }));

function LineDialog(props: {
  readonly editing: Editing;
  readonly calls: LedgerCalls;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}): JSX.Element {
  const { step, person } = props.editing;
  const [line, setLine] = createSignal<LedgerLine>(props.editing.line);
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const set = (part: Partial<LedgerLine>) => setLine((now) => ({ ...now, ...part }));
  const isKnown = person === null && step.known !== null;
  const known = () => (isKnown ? step.known : null) ?? line();
  const done = (answer: Result<unknown, Refusal>) => {
    setRefusal(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    announce({ zh: '已保存', en: 'Saved' });
    props.onSaved();
  };
  const name = person === null || person === 'new' ? '' : person.person;
  return (
    <Dialog
      name="ledger-line"
      title={{
        zh: `第 ${step.step} 步　${step.title.zh}${name === '' ? '' : `：${name}`}`,
        en: `Step ${step.step}: ${step.title.en}${name === '' ? '' : `, ${name}`}`,
      }}
      onCancel={props.onClose}
      actions={
        <>
          <Show when={person !== null && person !== 'new' && !person.listed}>
            <Button
              kind="quiet"
              text={{ zh: '取消登记此人', en: 'Take this person out' }}
              onPress={() => void props.calls.remove(step.step, name).then(done)}
              name="remove-line"
            />
          </Show>
          <Button kind="quiet" text={{ zh: '取消', en: 'Cancel' }} onPress={props.onClose} name="cancel" />
          <Button
            kind="primary"
            text={{ zh: '保存', en: 'Save' }}
            onPress={() => void props.calls.save(line()).then(done)}
            name="save-line"
          />
        </>
      }
    >
      <div class="stack">
        <p class="faint">{say(step.content)}</p>
        <Show when={isKnown}>
          <p data-name="line-known">
            {say({
              zh: '状态、日期和文号由系统的数据得出。',
              en: "State, day and number come from the system's own data.",
            })}
          </p>
        </Show>
        <div class="columns">
          <Show when={person === 'new'}>
            <TextField
              label={{ zh: '姓名', en: 'Name' }}
              value={line().person}
              onInput={(value) => set({ person: value })}
              name="line-person"
            />
          </Show>
          <SelectField
            label={{ zh: '状态', en: 'State' }}
            value={known().state}
            choices={STATES}
            onChoose={(state) => set({ state })}
            disabled={isKnown}
            name="line-state"
          />
          <TextField
            label={{ zh: '完成日期', en: 'Done on' }}
            type="date"
            value={known().date ?? ''}
            onInput={(value) => set({ date: value === '' ? null : value })}
            disabled={isKnown}
            name="line-date"
          />
          <Show when={person === null}>
            <TextField
              label={{ zh: '计划完成', en: 'To be done by' }}
              type="date"
              value={line().due ?? ''}
              onInput={(value) => set({ due: value === '' ? null : value })}
              name="line-due"
            />
          </Show>
          <TextField
            label={{ zh: '文号', en: 'Document number' }}
            value={known().number}
            onInput={(value) => set({ number: value })}
            disabled={isKnown}
            name="line-number"
          />
          <TextField
            label={{ zh: '责任人（单位）', en: 'Who' }}
            value={line().who}
            onInput={(value) => set({ who: value })}
            name="line-who"
          />
        </div>
        <TextAreaField
          label={person === null ? { zh: '说明', en: 'Note' } : { zh: '结论、说明', en: 'Result, note' }}
          value={line().note}
          onInput={(value) => set({ note: value })}
          rows={2}
          name="line-note"
        />
        <RefusalNotice refusal={refusal()} />
      </div>
    </Dialog>
  );
}

const stateOf = ({ known, line }: LedgerStep) => known?.state ?? line.state;

/** What is recorded, shortest first: day, number, who, what. */
function Recorded(props: { readonly step: LedgerStep }): JSX.Element {
  const { known, line, facts } = props.step;
  const { date, number } = known ?? line;
  const parts = () => [date ?? '', number, line.who, line.note].filter((part) => part !== '');
  return (
    <>
      <Show when={parts().length > 0}>
        <span class="ledger-recorded">{sayDay(parts().join(' · '))}</span>
      </Show>
      <Show when={date === null && line.due !== null}>
        <span class="ledger-recorded">
          {say({ zh: `计划${daysIn(line.due ?? '', 'zh')}前`, en: `due by ${line.due}` })}
        </span>
      </Show>
      <For each={facts}>{(fact) => <span class="ledger-fact">{say(fact)}</span>}</For>
    </>
  );
}

function PersonTable(props: { readonly step: LedgerStep; readonly onEdit: (editing: Editing) => void }): JSX.Element {
  const ticks = () => props.step.ticks ?? 'audit';
  const done = () => props.step.persons.filter(({ state }) => state === 'done' || state === 'not-needed').length;
  return (
    <div class="stack ledger-tables" data-name={`ticks-${ticks()}`}>
      <h3>
        {say({
          zh: `第 ${props.step.step} 步　${TICK_NAME[ticks()].zh}（${done()}/${props.step.persons.length}）`,
          en: `Step ${props.step.step}: ${TICK_NAME[ticks()].en} (${done()} of ${props.step.persons.length})`,
        })}
      </h3>
      <DataTable
        rows={props.step.persons}
        empty={{ zh: '还没有人。', en: 'Nobody yet.' }}
        onPick={(person) => {
          const { listed: _, ...line } = person;
          props.onEdit({ step: props.step, line, person });
        }}
        columns={[
          {
            title: { zh: '姓名', en: 'Name' },
            cell: ({ person }) => (
              <button type="button" class="cell-link" data-person={`${props.step.step}-${person}`}>
                {person}
              </button>
            ),
          },
          {
            title: { zh: '状态', en: 'State' },
            cell: ({ state }) => (
              <span class="ledger-state" data-state={state}>
                {say(STEP_STATE_NAME[state])}
              </span>
            ),
            narrow: true,
          },
          {
            title: { zh: '日期、文号、责任人、结论', en: 'Day, number, who, result' },
            cell: ({ date, number, who, note }) =>
              sayDay([date ?? '', number, who, note].filter((part) => part !== '').join(' · ')),
          },
        ]}
      />
      <div class="row" data-end="true">
        <Button
          kind="quiet"
          text={{ zh: '添加一人', en: 'Add a person' }}
          onPress={() =>
            props.onEdit({
              step: props.step,
              line: {
                ...props.step.line,
                person: '',
                state: 'done',
                due: null,
                date: null,
                number: '',
                who: '',
                note: '',
              },
              person: 'new',
            })
          }
          name={`add-${ticks()}`}
        />
      </div>
    </div>
  );
}

const FILES = [
  ['pdf', 'PDF'],
  ['docx', 'Word'],
  ['xlsx', 'XLSX'],
  ['csv', 'CSV'],
] as const;

export function WorkLedgerCard(props: { readonly calls: LedgerCalls }): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => props.calls.view(), { intervalMs: 10_000 });
  const [editing, setEditing] = createSignal<Editing | null>(null);
  return (
    <Show when={state()} fallback={<RefusalNotice refusal={refusal()} />}>
      {(now) => (
        <>
          <Card title={{ zh: '换届选举工作台账', en: 'Ledger of the re-election' }} name="ledger">
            <ProblemList problems={now().late} />
            <p class="faint">
              {say({
                zh: '系统里已有的（请示批复、公示、联审、大会和结果）自动列出，不用再填；其余步骤点开登记。',
                en: 'What the system has (requests, notices, vetting, assembly, result) stands here by itself; press any other step to record it.',
              })}
            </p>
            <div class="ledger-tables ledger-steps">
              <DataTable
                rows={now().steps}
                onPick={(step) => setEditing({ step, line: step.line, person: null })}
                columns={[
                  { title: { zh: '步骤', en: 'Step' }, cell: ({ step }) => step, narrow: true, number: true },
                  {
                    title: { zh: '事项', en: 'Matter' },
                    cell: (step) => (
                      <>
                        <button type="button" class="cell-link" data-step={step.step}>
                          {say(step.title)}
                        </button>
                        <span class="ledger-fact">{say(step.content)}</span>
                      </>
                    ),
                  },
                  {
                    title: { zh: '状态', en: 'State' },
                    cell: (step) => (
                      <span class="ledger-state" data-state={stateOf(step)} data-known={step.known !== null}>
                        {say(STEP_STATE_NAME[stateOf(step)])}
                      </span>
                    ),
                    narrow: true,
                  },
                  {
                    title: { zh: '登记（日期、文号、责任人、说明）', en: 'Recorded: day, number, who, note' },
                    cell: (step) => <Recorded step={step} />,
                  },
                ]}
              />
            </div>
          </Card>
          <Card title={{ zh: '逐人登记', en: 'Person by person' }} name="ledger-persons">
            <For each={now().steps.filter(({ ticks }) => ticks !== null)}>
              {(step) => <PersonTable step={step} onEdit={setEditing} />}
            </For>
          </Card>
          <Card title={{ zh: '打印、导出、导入', en: 'Print, export, import' }} name="ledger-files">
            <p class="row">
              <For each={FILES}>
                {([format, title]) => (
                  <a
                    href={`${props.calls.files}/${format}`}
                    target={format === 'pdf' ? '_blank' : undefined}
                    rel="noopener"
                    data-name={`ledger-${format}`}
                  >
                    {title}
                  </a>
                )}
              </For>
            </p>
            <ListImport
              label={{ zh: '导入工作台账（CSV 或 XLSX）', en: 'Import the ledger (CSV or XLSX)' }}
              send={props.calls.importFile}
              onImported={refresh}
              name="ledger-file"
            />
          </Card>
          <Show when={editing()} keyed>
            {(one) => (
              <LineDialog
                editing={one}
                calls={props.calls}
                onClose={() => setEditing(null)}
                onSaved={() => {
                  setEditing(null);
                  void refresh();
                }}
              />
            )}
          </Show>
        </>
      )}
    </Show>
  );
}
