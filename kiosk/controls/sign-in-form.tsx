/** Sign-in of officials and pairing of machines; both set a cookie of that role only. */
import { createSignal, type JSX } from 'solid-js';
import { pair, signIn } from '../../server/contract/public.ts';
import type { Refusal } from '../../server/contract/refusals.ts';
import { call } from '../session/client.ts';
import { say, type Text } from '../session/language.ts';
import { Button } from './button.tsx';
import { TextField } from './fields.tsx';
import { RefusalNotice } from './notice.tsx';
import { Card } from './official-page.tsx';

export function SignInForm(props: {
  readonly role: 'organizer' | 'desk' | 'township';
  readonly title: Text;
  readonly onSignedIn: (name: string) => void;
}): JSX.Element {
  const [name, setName] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    const answer = await call(signIn, { body: { role: props.role, name: name(), password: password() } });
    setBusy(false);
    if (answer.ok) props.onSignedIn(answer.value.name);
    else setRefusal(answer.error);
  };
  return (
    <Card title={props.title} name="sign-in">
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <TextField
          label={{ zh: '姓名', en: 'Name' }}
          value={name()}
          onInput={setName}
          autocomplete="username"
          name="name"
          autofocus
        />
        <TextField
          label={{ zh: '密码', en: 'Password' }}
          type="password"
          value={password()}
          onInput={setPassword}
          autocomplete="current-password"
          name="password"
        />
        <RefusalNotice refusal={refusal()} />
        <div class="row" data-end="true">
          <Button
            submit
            kind="primary"
            text={{ zh: '登录', en: 'Sign in' }}
            busy={busy()}
            disabled={name().trim() === '' || password() === ''}
            name="sign-in"
          />
        </div>
      </form>
    </Card>
  );
}

export type Paired =
  | { readonly role: 'card-station' | 'kiosk' | 'screen' | 'teller'; readonly meeting: string; readonly name: string }
  | { readonly role: 'scrutineer'; readonly meeting: string; readonly index: number; readonly name: string };

/** `role` is what this page can be; a code for another role is named as such and not used here. */
export function PairingForm(props: {
  readonly role: Paired['role'];
  readonly title: Text;
  readonly help: Text;
  readonly onPaired: (paired: Paired) => void;
}): JSX.Element {
  const [code, setCode] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<Text | null>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    const answer = await call(pair, { body: { code: code() } });
    setBusy(false);
    if (!answer.ok) setRefusal(answer.error);
    else if (answer.value.role !== props.role) {
      setRefusal({
        zh: '这个配对码属于另一种设备，请到那个页面使用；请组织者另发一个。',
        en: 'This code belongs to another kind of device. Ask the organizer for a new one.',
      });
    } else props.onPaired(answer.value);
  };
  return (
    <Card title={props.title} name="pairing">
      <p>{say(props.help)}</p>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <TextField
          label={{ zh: '配对码', en: 'Pairing code' }}
          value={code()}
          onInput={setCode}
          code
          name="code"
          autofocus
        />
        <RefusalNotice refusal={refusal()} />
        <div class="row" data-end="true">
          <Button
            submit
            kind="primary"
            text={{ zh: '配对', en: 'Pair' }}
            busy={busy()}
            disabled={code().trim() === ''}
            name="pair"
          />
        </div>
      </form>
    </Card>
  );
}
