/** 请示、批复: signed requests to the superior, what bars a candidate, and the answers that come back by stick. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import {
  type Correspondence,
  correspondence,
  examineAnswer,
  importConditions,
  makeRequest,
  receiveAnswer,
  saveDeclaration,
} from '../../../server/contract/correspondence.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { Button } from '../../controls/button.tsx';
import { DataTable } from '../../controls/data-table.tsx';
import { DeclarationFields, type Declared } from '../../controls/declaration-fields.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { ExportLinks } from '../../controls/export-links.tsx';
import { FindingCell } from '../../controls/finding-cell.tsx';
import { IncomingPaper } from '../../controls/incoming-paper.tsx';
import { ListImport } from '../../controls/list-import.tsx';
import { announce, Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { ProblemList } from '../../controls/problem-list.tsx';
import { call } from '../../session/client.ts';
import { daysIn } from '../../session/days.ts';
import { say, type Text } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { base64 } from './base64.ts';

type Person = Correspondence['persons'][number];
type Answer = NonNullable<Correspondence['requests'][number]['answer']>;

const REQUEST = {
  assembly: { zh: '请示：召开党员大会', en: 'Request to hold the assembly' },
  candidates: { zh: '请示：候选人预备人选', en: 'Request about the candidates' },
} as const;

const DECISION: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  agree: { zh: '同意', en: 'agreed' },
  return: { zh: '退回', en: 'returned' },
};

function answerWords({ decision, number, signatory, date, reason }: Answer): Text {
  const decided = DECISION[decision] ?? { zh: decision, en: decision };
  return {
    zh: `${decided.zh}（${number}，${signatory}，${daysIn(date, 'zh')}）${reason === '' ? '' : `：${reason}`}`,
    en: `${decided.en} (${number}, ${signatory}, ${date})${reason === '' ? '' : `: ${reason}`}`,
  };
}

const paperOf = async (file: File) => ({
  fileName: file.name,
  content: base64(new Uint8Array(await file.arrayBuffer())),
});

function DeclarationDialog(props: {
  readonly meeting: string;
  readonly person: Person;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}): JSX.Element {
  const { sitting, grounds, secretaryGrounds, sanction } = props.person;
  const [value, setValue] = createSignal<Declared>({ sitting, grounds, secretaryGrounds, sanction });
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const save = async () => {
    const { sitting: post, grounds: held, secretaryGrounds: ofSecretary, sanction: under } = value();
    const answer = await call(saveDeclaration, {
      params: { meeting: props.meeting, member: props.person.member },
      body: { sitting: post, grounds: held, secretaryGrounds: ofSecretary, sanction: under },
    });
    setRefusal(answer.ok ? null : answer.error);
    if (answer.ok) props.onSaved();
  };
  return (
    <Dialog
      name="declaration"
      title={{ zh: props.person.name, en: props.person.name }}
      onCancel={props.onClose}
      actions={
        <>
          <Button kind="quiet" text={{ zh: '取消', en: 'Cancel' }} onPress={props.onClose} name="cancel" />
          <Button
            kind="primary"
            text={{ zh: '保存', en: 'Save' }}
            onPress={() => void save()}
            name="save-declaration"
          />
        </>
      }
    >
      <div class="stack">
        <DeclarationFields value={value()} entered={props.person.entered} onChange={setValue} />
        <RefusalNotice refusal={refusal()} />
      </div>
    </Dialog>
  );
}

export function CorrespondenceSection(props: { readonly meeting: string }): JSX.Element {
  const params = { meeting: props.meeting };
  const { state, refusal, refresh } = createPolledState(() => call(correspondence, { params }), { intervalMs: 5000 });
  const [problem, setProblem] = createSignal<Refusal | null>(null);
  const [editing, setEditing] = createSignal<Person | null>(null);
  const make = async (kind: keyof typeof REQUEST) => {
    const answer = await call(makeRequest, { params, body: { kind } });
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) announce({ zh: '请示已形成并签名', en: 'The request is made and signed' });
    await refresh();
  };
  return (
    <Show when={state()} fallback={<RefusalNotice refusal={refusal()} />}>
      {(now) => (
        <div class="stack">
          <Card title={{ zh: '请示和批复', en: 'Requests and answers' }} name="correspondence">
            <ul class="document-list">
              <For each={now().requests}>
                {(request) => (
                  <li data-request={request.kind}>
                    <a href={request.href} target="_blank" rel="noopener" data-name={`request-${request.kind}`}>
                      {say(request.title)} {request.number}
                    </a>{' '}
                    {request.made}
                    <Show
                      when={request.answer}
                      fallback={<span class="faint"> · {say({ zh: '等待批复', en: 'waiting for the answer' })}</span>}
                    >
                      {(answer) => (
                        <span data-name="request-answer">
                          {' · '}
                          {say(answerWords(answer()))}{' '}
                          <a href={answer().href} target="_blank" rel="noopener">
                            {say({ zh: '批复', en: 'answer' })}
                          </a>
                        </span>
                      )}
                    </Show>
                  </li>
                )}
              </For>
            </ul>
            <div class="row">
              <For each={now().ready}>
                {({ kind, missing }) => (
                  <Button
                    text={{ zh: `形成签名的${REQUEST[kind].zh}`, en: `Make and sign: ${REQUEST[kind].en}` }}
                    disabled={missing.length > 0}
                    reason={{
                      zh: `还缺：${missing.map(({ zh }) => zh).join('、')}`,
                      en: `Missing: ${missing.map(({ en }) => en).join(', ')}`,
                    }}
                    onPress={() => void make(kind)}
                    name={`make-${kind}`}
                  />
                )}
              </For>
            </div>
            <RefusalNotice refusal={problem()} />
            <Show when={now().fingerprints.length > 0}>
              <Notice
                text={{
                  zh: '上级第一次收到本单位的文件时，会打电话核对钥匙码：',
                  en: 'When the superior receives a first file, it compares the key by telephone:',
                }}
                name="fingerprints"
              >
                <For each={now().fingerprints}>
                  {({ title, value }) => (
                    <p>
                      {say(title)} <span class="code">{value}</span>
                    </p>
                  )}
                </For>
              </Notice>
            </Show>
          </Card>
          <IncomingPaper
            title={{ zh: '收到的批复', en: 'An answer that came back' }}
            label={{ zh: '选择批复文件（PDF）', en: 'Choose the file of the answer (PDF)' }}
            examine={async (file) => call(examineAnswer, { params, body: await paperOf(file) })}
            receive={async (file, signer) =>
              call(receiveAnswer, { params, body: { ...(await paperOf(file)), signer } })
            }
            onReceived={() => void refresh()}
          />
          <Show when={now().persons.length > 0}>
            <Card title={{ zh: '候选人的条件', en: 'Conditions of the candidates' }} name="conditions">
              <DataTable
                rows={now().persons}
                strong={({ findings }) => findings.some(({ severity }) => severity === 'stop')}
                onPick={setEditing}
                columns={[
                  {
                    title: { zh: '姓名', en: 'Name' },
                    cell: (row) => (
                      <button type="button" class="cell-link" data-person={row.name}>
                        {row.name}
                      </button>
                    ),
                  },
                  {
                    title: { zh: '职务', en: 'Post' },
                    cell: (row) => <span class="cell-line">{row.post}</span>,
                    narrow: true,
                  },
                  {
                    title: { zh: '核对', en: 'Findings' },
                    cell: (row) => <FindingCell problems={row.findings} />,
                  },
                ]}
              />
              <ProblemList problems={now().committee} />
              <ListImport
                label={{ zh: '导入候选人条件（CSV 或 XLSX）', en: 'Import the conditions (CSV or XLSX)' }}
                send={(body) => call(importConditions, { params, body })}
                onImported={refresh}
                name="conditions-file"
              />
              <ExportLinks
                list={`/api/organizer/meetings/${props.meeting}/papers/conditions`}
                text={{ zh: '候选人条件', en: 'the conditions' }}
                name="export-conditions"
              />
            </Card>
          </Show>
          <Show when={editing()} keyed>
            {(person) => (
              <DeclarationDialog
                meeting={props.meeting}
                person={person}
                onClose={() => setEditing(null)}
                onSaved={() => {
                  setEditing(null);
                  void refresh();
                }}
              />
            )}
          </Show>
        </div>
      )}
    </Show>
  );
}
