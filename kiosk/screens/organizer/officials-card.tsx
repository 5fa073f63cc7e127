/** Accounts of the desk, the township committee and further organizers. */
import { createResource, createSignal, For, type JSX } from 'solid-js';
import { addOfficial, officials, removeOfficial } from '../../../server/contract/organizer.ts';
import { Button } from '../../controls/button.tsx';
import { SelectField, TextField } from '../../controls/fields.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';

type Role = 'organizer' | 'desk' | 'township';
const ROLE_NAME = {
  organizer: { zh: '组织者', en: 'Organizer' },
  desk: { zh: '签到处', en: 'Check-in desk' },
  township: { zh: '乡镇党委', en: 'Township committee' },
} as const satisfies Record<Role, Text>;
const ROLES: readonly Role[] = ['desk', 'township', 'organizer'];

export function OfficialsCard(): JSX.Element {
  const [list, { refetch }] = createResource(async () => {
    const answer = await call(officials);
    return answer.ok ? answer.value.officials : [];
  });
  const [name, setName] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [role, setRole] = createSignal<Role>('desk');
  const [problem, setProblem] = createSignal<Text | null>(null);
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const answer = await call(addOfficial, { body: { name: name(), password: password(), role: role() } });
    setProblem(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setName('');
    setPassword('');
    await refetch();
  };
  const remove = async (official: string) => {
    const answer = await call(removeOfficial, { params: { official } });
    setProblem(answer.ok ? null : answer.error);
    await refetch();
  };
  return (
    <Card title={{ zh: '工作人员账号', en: 'Accounts of officials' }} name="officials">
      <ul class="official-list">
        <For each={list()}>
          {(official) => (
            <li>
              <span>{official.name}</span>
              <span class="faint">{say(ROLE_NAME[official.role])}</span>
              <Button
                kind="quiet"
                text={{ zh: '取消', en: 'Remove' }}
                onPress={() => void remove(official.id)}
                name="remove-official"
              />
            </li>
          )}
        </For>
      </ul>
      <form class="columns" onSubmit={(event) => void add(event)}>
        <SelectField
          label={{ zh: '岗位', en: 'Role' }}
          value={role()}
          choices={ROLES.map((value) => ({ value, text: ROLE_NAME[value] }))}
          onChoose={setRole}
          name="official-role"
        />
        <TextField label={{ zh: '姓名', en: 'Name' }} value={name()} onInput={setName} name="official-name" />
        <TextField
          label={{ zh: '密码（至少 8 位）', en: 'Password (8 characters or more)' }}
          type="password"
          value={password()}
          onInput={setPassword}
          autocomplete="new-password"
          name="official-password"
        />
        <div class="row" data-end="true">
          <Button
            submit
            text={{ zh: '增加', en: 'Add' }}
            disabled={name().trim() === '' || password() === ''}
            name="add-official"
          />
        </div>
      </form>
      <RefusalNotice refusal={problem()} />
    </Card>
  );
}
