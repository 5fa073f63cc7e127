/** 联审: one row to a person, one column to a department; a department's "not passed" bars the person. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Refusal } from '../../../server/contract/refusals.ts';
import {
  importDepartments,
  importVetting,
  saveDepartments,
  saveVetting,
  type Vetting,
  vettingTable,
} from '../../../server/contract/villages.ts';
import { Button } from '../../controls/button.tsx';
import { Connected } from '../../controls/connected.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { ExportLinks } from '../../controls/export-links.tsx';
import { ChoiceField, TextAreaField, TextField } from '../../controls/fields.tsx';
import { ListImport } from '../../controls/list-import.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';

const VERDICT = {
  pass: { zh: '通过', en: 'Passed' },
  fail: { zh: '不通过', en: 'Not passed' },
} as const;

/** The calendar day on this machine. */
const localDay = (): string => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};

type Asked = {
  readonly person: string;
  readonly name: string;
  readonly department: string;
  readonly given: Vetting | undefined;
};

function VerdictDialog(props: {
  readonly asked: Asked;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}): JSX.Element {
  const [verdict, setVerdict] = createSignal<Vetting['verdict'] | 'none'>(props.asked.given?.verdict ?? 'none');
  const [date, setDate] = createSignal(props.asked.given?.date ?? localDay());
  const [note, setNote] = createSignal(props.asked.given?.note ?? '');
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const save = async () => {
    const chosen = verdict();
    const { person, department } = props.asked;
    const answer = await call(saveVetting, {
      params: { person },
      body: { department, verdict: chosen === 'none' ? null : chosen, date: date(), note: note() },
    });
    setRefusal(answer.ok ? null : answer.error);
    if (answer.ok) props.onSaved();
  };
  return (
    <Dialog
      name="verdict"
      title={{
        zh: `${props.asked.name} · ${props.asked.department}`,
        en: `${props.asked.name} · ${props.asked.department}`,
      }}
      onCancel={props.onClose}
      actions={
        <>
          <Button kind="quiet" text={{ zh: '取消', en: 'Cancel' }} onPress={props.onClose} name="cancel" />
          <Button kind="primary" text={{ zh: '保存', en: 'Save' }} onPress={() => void save()} name="save-verdict" />
        </>
      }
    >
      <div class="stack">
        <ChoiceField
          label={{ zh: '意见', en: 'Verdict' }}
          value={verdict()}
          choices={[
            { value: 'pass', text: VERDICT.pass },
            { value: 'fail', text: VERDICT.fail },
            { value: 'none', text: { zh: '还没有意见', en: 'Not given yet' } },
          ]}
          onChoose={setVerdict}
          name="verdict-choice"
        />
        <TextField
          label={{ zh: '日期', en: 'Date' }}
          type="date"
          value={date()}
          onInput={setDate}
          name="verdict-date"
        />
        <TextAreaField
          label={{ zh: '说明（不通过必须写明）', en: 'Note (required where not passed)' }}
          value={note()}
          onInput={setNote}
          name="verdict-note"
        />
        <RefusalNotice refusal={refusal()} />
      </div>
    </Dialog>
  );
}

export function VettingPage(): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => call(vettingTable), { intervalMs: 5000 });
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const [names, setNames] = createSignal<string | null>(null);
  const [problem, setProblem] = createSignal<Refusal | null>(null);
  const save = async () => {
    const departments = (names() ?? '').split(/[\s、，,;；]+/u).filter((name) => name !== '');
    const answer = await call(saveDepartments, { body: { departments } });
    setProblem(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setNames(null);
    await refresh();
  };
  return (
    <Card title={{ zh: '资格联审（三联审）', en: 'Joint vetting' }} name="vetting">
      <Connected state={state()} refusal={refusal()}>
        {(now) => (
          <>
            <div class="table-frame">
              <table class="data-table vetting-table">
                <thead>
                  <tr>
                    <th scope="col">{say({ zh: '组织', en: 'Organization' })}</th>
                    <th scope="col">{say({ zh: '姓名', en: 'Name' })}</th>
                    <For each={now().departments}>{(department) => <th scope="col">{department}</th>}</For>
                  </tr>
                </thead>
                <tbody>
                  <For each={now().persons}>
                    {(person) => (
                      <tr>
                        <td>{person.organization}</td>
                        <td>{person.name}</td>
                        <For each={now().departments}>
                          {(department) => {
                            const given = () => person.vetting.find((one) => one.department === department);
                            return (
                              <td>
                                <button
                                  type="button"
                                  class="verdict"
                                  data-verdict={given()?.verdict ?? 'none'}
                                  data-cell={`${person.name}-${department}`}
                                  title={given()?.note ?? ''}
                                  aria-label={`${person.name} ${department} ${say(given() === undefined ? { zh: '未审', en: 'open' } : VERDICT[given()?.verdict ?? 'pass'])}`}
                                  onClick={() =>
                                    setAsked({ person: person.id, name: person.name, department, given: given() })
                                  }
                                >
                                  {given() === undefined ? '—' : say(VERDICT[given()?.verdict ?? 'pass'])}
                                </button>
                              </td>
                            );
                          }}
                        </For>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </div>
            <p class="row">
              <a href="/api/township/vetting.pdf" target="_blank" rel="noopener" data-name="vetting-pdf">
                {say({ zh: '打印联审表（PDF）', en: 'Print the table (PDF)' })}
              </a>
              <ExportLinks list="/api/township/lists/vetting" name="export-vetting" />
            </p>
            <ListImport
              label={{ zh: '导入联审意见（CSV 或 XLSX）', en: 'Import verdicts (CSV or XLSX)' }}
              send={(body) => call(importVetting, { body })}
              onImported={refresh}
              name="vetting-file"
            />
            <TextField
              label={{ zh: '联审部门（用顿号隔开）', en: 'Departments (separated by commas)' }}
              value={names() ?? now().departments.join('、')}
              onInput={setNames}
              name="departments"
            />
            <RefusalNotice refusal={problem()} />
            <div class="row" data-end="true">
              <Button
                text={{ zh: '保存部门', en: 'Save the departments' }}
                disabled={names() === null}
                onPress={() => void save()}
                name="save-departments"
              />
            </div>
            <ExportLinks
              list="/api/township/lists/departments"
              text={{ zh: '联审部门', en: 'the departments' }}
              name="export-departments"
            />
            <ListImport
              label={{ zh: '导入联审部门（CSV 或 XLSX）', en: 'Import the departments (CSV or XLSX)' }}
              help={{
                zh: '文件就是全部部门，按行的次序。',
                en: 'The file is the whole list, in the order of its lines.',
              }}
              send={(body) => call(importDepartments, { body })}
              onImported={async () => {
                setNames(null);
                await refresh();
              }}
              name="departments-file"
            />
          </>
        )}
      </Connected>
      <Show when={asked()} keyed>
        {(one) => (
          <VerdictDialog
            asked={one}
            onClose={() => setAsked(null)}
            onSaved={() => {
              setAsked(null);
              void refresh();
            }}
          />
        )}
      </Show>
    </Card>
  );
}
