/** Two persons for what cannot be undone: the first is signed in, the second types a name and password of their own. */
import { createSignal } from 'solid-js';
import { TextField } from './fields.tsx';

export function createSecondOfficial() {
  const [name, setName] = createSignal('');
  const [password, setPassword] = createSignal('');
  return {
    value: () => ({ name: name(), password: password() }),
    isMissing: () => name().trim() === '' || password() === '',
    Fields: () => (
      <>
        <TextField
          label={{ zh: '第二名工作人员', en: 'Second official' }}
          value={name()}
          onInput={setName}
          required
          name="second-name"
        />
        <TextField
          label={{ zh: '第二名工作人员的密码', en: 'Password of the second official' }}
          type="password"
          value={password()}
          onInput={setPassword}
          required
          name="second-password"
        />
      </>
    ),
  };
}
