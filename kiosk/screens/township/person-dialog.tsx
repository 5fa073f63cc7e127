/** One person who is to stand: short data, the grounds, and what the township decides about them. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { type Nominee, POST_NAME } from '../../../server/contract/nominee.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { removeNominee, saveNominee } from '../../../server/contract/villages.ts';
import { CANDIDATE_GROUNDS } from '../../../tally/structure/grounds.ts';
import { Button } from '../../controls/button.tsx';
import { DeclarationFields } from '../../controls/declaration-fields.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../controls/fields.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';

const SEX = [
  { value: '', text: { zh: '—', en: '—' } },
  { value: 'female', text: { zh: '女', en: 'Female' } },
  { value: 'male', text: { zh: '男', en: 'Male' } },
] as const;

export function PersonDialog(props: {
  readonly village: string;
  readonly id: string | null;
  readonly person: Nominee;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}): JSX.Element {
  const [person, setPerson] = createSignal<Nominee>(props.person);
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const [busy, setBusy] = createSignal(false);
  const set = (part: Partial<Nominee>) => setPerson((now) => ({ ...now, ...part }));
  const clearedNote = (ground: string) => person().cleared.find((one) => one.ground === ground)?.note ?? '';
  const clear = (ground: Nominee['cleared'][number]['ground'], note: string) => {
    const others = person().cleared.filter((one) => one.ground !== ground);
    set({ cleared: note === '' ? others : [...others, { ground, note }] });
  };
  const text = (
    field: 'name' | 'ethnicity' | 'birth' | 'education' | 'joined',
    zh: string,
    en: string,
    hint?: string,
  ) => (
    <TextField
      label={{ zh, en }}
      value={person()[field]}
      onInput={(value) => set({ [field]: value })}
      {...(hint === undefined ? {} : { placeholder: { zh: hint, en: hint } })}
      name={`person-${field}`}
    />
  );
  const finish = async (request: () => ReturnType<typeof send>) => {
    setBusy(true);
    const answer = await request();
    setBusy(false);
    setRefusal(answer.ok ? null : answer.error);
    if (answer.ok) props.onSaved();
  };
  const send = () => call(saveNominee, { params: { village: props.village }, body: { ...person(), id: props.id } });
  const remove = async () => {
    const id = props.id;
    if (id === null) return;
    const answer = await call(removeNominee, { params: { village: props.village, person: id } });
    setRefusal(answer.ok ? null : answer.error);
    if (answer.ok) props.onSaved();
  };
  return (
    <Dialog
      name="person"
      title={{ zh: '人选', en: 'Person' }}
      onCancel={props.onClose}
      actions={
        <>
          <Show when={props.id !== null}>
            <Button
              kind="danger"
              text={{ zh: '删除', en: 'Remove' }}
              onPress={() => void remove()}
              name="remove-person"
            />
          </Show>
          <Button kind="quiet" text={{ zh: '取消', en: 'Cancel' }} onPress={props.onClose} name="cancel" />
          <Button
            kind="primary"
            text={{ zh: '保存', en: 'Save' }}
            busy={busy()}
            onPress={() => void finish(send)}
            name="save-person"
          />
        </>
      }
    >
      <div class="stack">
        <div class="columns">
          {text('name', '姓名', 'Name')}
          <SelectField
            label={{ zh: '拟任职务', en: 'Post' }}
            value={person().post}
            choices={(['member', 'deputy', 'secretary'] as const).map((value) => ({ value, text: POST_NAME[value] }))}
            onChoose={(post) => set({ post })}
            name="person-post"
          />
          <SelectField
            label={{ zh: '性别', en: 'Sex' }}
            value={person().sex}
            choices={SEX}
            onChoose={(sex) => set({ sex })}
            name="person-sex"
          />
          {text('birth', '出生年月（日）', 'Born', '1974-04-05')}
          {text('education', '学历', 'Education', '高中')}
          {text('ethnicity', '民族', 'Ethnicity')}
          {text('joined', '入党时间', 'Joined')}
        </div>
        <CheckField
          text={{ zh: '一肩挑（兼任村（居）委会主任）', en: 'Also head of the village' }}
          checked={person().villageHead}
          onChange={(villageHead) => set({ villageHead })}
          name="village-head"
        />
        <DeclarationFields value={person()} onChange={(declared) => set(declared)} />
        <Show when={person().grounds.length > 0}>
          <fieldset class="field grounds" data-name="clearances">
            <legend>
              {say({ zh: '乡镇党委审查认可（填写后不再阻止）', en: 'Cleared by the township (no longer blocks)' })}
            </legend>
            <For each={person().grounds.map(({ ground }) => ground)}>
              {(ground) => (
                <TextField
                  label={CANDIDATE_GROUNDS[ground]}
                  value={clearedNote(ground)}
                  onInput={(note) => clear(ground, note)}
                  placeholder={{ zh: '会议、日期、结论', en: 'meeting, date, conclusion' }}
                  name={`cleared-${ground}`}
                />
              )}
            </For>
          </fieldset>
        </Show>
        <TextField
          label={{ zh: '县级批准文号（超龄时）', en: "Number of the county's approval (above the age)" }}
          value={person().countyApproval}
          onInput={(countyApproval) => set({ countyApproval })}
          name="county-approval"
        />
        <RefusalNotice refusal={refusal()} />
      </div>
    </Dialog>
  );
}
