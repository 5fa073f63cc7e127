/** One village: its dates, the persons who are to stand with their conditions, and its papers with their answers. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { NOBODY, type Nominee, POST_NAME } from '../../../server/contract/nominee.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import {
  handleNoticeObjection,
  type NomineeRow,
  objectToNotice,
  saveVillage,
  type Village,
  type VillageView,
  village,
} from '../../../server/contract/villages.ts';
import { villageLedger } from '../../../server/contract/work-ledger.ts';
import { Button } from '../../controls/button.tsx';
import { Connected } from '../../controls/connected.tsx';
import { DataTable } from '../../controls/data-table.tsx';
import { NumberField, SelectField, TextField } from '../../controls/fields.tsx';
import { FindingCell } from '../../controls/finding-cell.tsx';
import { announce, Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { ProblemList } from '../../controls/problem-list.tsx';
import { type LedgerCalls, WorkLedgerCard } from '../../controls/work-ledger.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { ObjectionList } from './objection-list.tsx';
import { createPaperActions } from './paper-actions.tsx';
import { PaperCard } from './paper-card.tsx';
import { PersonDialog } from './person-dialog.tsx';

function VillageForm(props: { readonly now: VillageView; readonly onSaved: () => Promise<void> }): JSX.Element {
  const { organization, kind, termEnd, termApproval, seatsLastTerm, noticeFrom, noticeTo, note } = props.now;
  const [values, setValues] = createSignal<Village>({
    organization,
    kind,
    termEnd,
    termApproval,
    seatsLastTerm,
    noticeFrom,
    noticeTo,
    note,
  });
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const set = (part: Partial<Village>) => setValues((now) => ({ ...now, ...part }));
  const day = (field: 'termEnd' | 'noticeFrom' | 'noticeTo', zh: string, en: string) => (
    <TextField
      label={{ zh, en }}
      type="date"
      value={values()[field] ?? ''}
      onInput={(value) => set({ [field]: value === '' ? null : value })}
      name={field}
    />
  );
  const save = async () => {
    const answer = await call(saveVillage, { body: { ...values(), id: props.now.id } });
    setRefusal(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    announce({ zh: '已保存', en: 'Saved' });
    await props.onSaved();
  };
  return (
    <Card title={{ zh: '任期和公示', en: 'Term and public notice' }} name="village-form">
      <div class="columns">
        <SelectField
          label={{ zh: '类别', en: 'Kind' }}
          value={values().kind}
          choices={[
            { value: 'village', text: { zh: '村', en: 'Village' } },
            { value: 'community', text: { zh: '社区', en: 'Community' } },
          ]}
          onChoose={(value) => set({ kind: value })}
          name="kind"
        />
        {day('termEnd', '任期届满', 'Term ends')}
        <TextField
          label={{ zh: '提前或延期的批准文号', en: 'Approval of another date' }}
          value={values().termApproval}
          onInput={(value) => set({ termApproval: value })}
          name="termApproval"
        />
        <NumberField
          label={{ zh: '上届名额', en: 'Seats of the last term' }}
          value={values().seatsLastTerm}
          onInput={(value) => set({ seatsLastTerm: value })}
          least={1}
          most={30}
          name="seatsLastTerm"
        />
        {day('noticeFrom', '公示起', 'Notice from')}
        {day('noticeTo', '公示止', 'Notice to')}
        <TextField
          label={{ zh: '备注', en: 'Note' }}
          value={values().note}
          onInput={(value) => set({ note: value })}
          name="note"
        />
      </div>
      <RefusalNotice refusal={refusal()} />
      <div class="row" data-end="true">
        <Button text={{ zh: '保存', en: 'Save' }} onPress={() => void save()} name="save-village" />
      </div>
    </Card>
  );
}

const SEX = { female: { zh: '女', en: 'F' }, male: { zh: '男', en: 'M' }, '': { zh: '', en: '' } } as const;

const contentOf = ({ id: _id, findings: _findings, vetting: _vetting, ...person }: NomineeRow): Nominee => person;

/** 公示 of the candidates: each objection is answered before the request about them is agreed to. */
function NoticeObjections(props: { readonly now: VillageView; readonly onSaved: () => Promise<void> }): JSX.Element {
  const { problem, act } = createPaperActions(props.onSaved);
  const params = { village: props.now.id };
  return (
    <Show when={props.now.noticeFrom !== null}>
      <Card title={{ zh: '候选人公示期间的意见', en: 'Objections to the posted candidates' }} name="notice-objections">
        <ObjectionList
          objections={props.now.objections}
          settled={false}
          act={act}
          object={(body) => call(objectToNotice, { params, body })}
          handle={(index, handling) =>
            call(handleNoticeObjection, { params: { ...params, index: String(index) }, body: { handling } })
          }
        />
        <RefusalNotice refusal={problem()} />
      </Card>
    </Show>
  );
}

function VillageLedger(props: { readonly village: string }): JSX.Element {
  const params = { village: props.village };
  const calls: LedgerCalls = {
    view: () => call(villageLedger.view, { params }),
    save: (body) => call(villageLedger.save, { params, body }),
    remove: (step, person) => call(villageLedger.remove, { params: { ...params, step: String(step), person } }),
    importFile: (body) => call(villageLedger.importFile, { params, body }),
    files: `/api/township/villages/${props.village}/ledger/file`,
  };
  return <WorkLedgerCard calls={calls} />;
}

export function VillagePage(props: { readonly village: string }): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => call(village, { params: { village: props.village } }), {
    intervalMs: 5000,
  });
  const [editing, setEditing] = createSignal<{ readonly id: string | null; readonly person: Nominee } | null>(null);
  return (
    <Connected state={state()} refusal={refusal()}>
      {(now) => (
        <>
          <h1>{now().organization}</h1>
          <Notice
            name="stage"
            text={{
              zh: `进度：${now().stage.zh}${now().stage.via === 'usb' ? '（U盘来文）' : ''} ${now().stage.date}`,
              en: `State: ${now().stage.en}${now().stage.via === 'usb' ? ' (by USB stick)' : ''} ${now().stage.date}`,
            }}
          />
          <ProblemList problems={now().late} />
          <For
            each={now()
              .papers.map(({ id }) => id)
              .toReversed()}
          >
            {(id) => (
              <Show when={now().papers.find((paper) => paper.id === id)}>
                {(paper) => <PaperCard paper={paper()} onAnswered={refresh} />}
              </Show>
            )}
          </For>
          <Card title={{ zh: '人选和条件', en: 'Persons and conditions' }} name="persons">
            <p class="faint">{say({ zh: `年龄算到 ${now().ageDay}。`, en: `Ages are counted on ${now().ageDay}.` })}</p>
            <DataTable
              rows={now().persons}
              strong={({ findings }) => findings.some(({ severity }) => severity === 'stop')}
              onPick={(row) => setEditing({ id: row.id, person: contentOf(row) })}
              columns={[
                {
                  title: { zh: '姓名', en: 'Name' },
                  cell: (row) => (
                    <button type="button" class="cell-link" data-person={row.name}>
                      {row.name}
                    </button>
                  ),
                  narrow: true,
                },
                {
                  title: { zh: '职务', en: 'Post' },
                  cell: (row) => <span class="cell-line">{say(POST_NAME[row.post])}</span>,
                  narrow: true,
                },
                { title: { zh: '性别', en: 'Sex' }, cell: (row) => say(SEX[row.sex]), narrow: true },
                {
                  title: { zh: '出生', en: 'Born' },
                  cell: (row) => <span class="cell-line">{row.birth}</span>,
                  narrow: true,
                },
                {
                  title: { zh: '学历', en: 'Education' },
                  cell: (row) => <span class="cell-line">{row.education}</span>,
                  narrow: true,
                },
                {
                  title: { zh: '核对', en: 'Findings' },
                  cell: (row) => <FindingCell problems={row.findings} />,
                },
              ]}
            />
            <ProblemList problems={now().committee} />
            <div class="row" data-end="true">
              <Button
                text={{ zh: '添加人选', en: 'Add a person' }}
                onPress={() => setEditing({ id: null, person: NOBODY })}
                name="add-person"
              />
            </div>
          </Card>
          <VillageForm now={now()} onSaved={refresh} />
          <NoticeObjections now={now()} onSaved={refresh} />
          <VillageLedger village={props.village} />
          <Show when={editing()} keyed>
            {(one) => (
              <PersonDialog
                village={props.village}
                id={one.id}
                person={one.person}
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
    </Connected>
  );
}
