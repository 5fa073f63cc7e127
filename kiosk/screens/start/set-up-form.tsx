/** First start: the one-time code from the server's window, the first organizer, the sample or an empty meeting. */
import { createSignal, type JSX } from 'solid-js';
import { setUp } from '../../../server/contract/public.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { Button } from '../../controls/button.tsx';
import { ChoiceField, TextField } from '../../controls/fields.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import type { Text } from '../../session/language.ts';

const SHORTEST_PASSWORD = 8;

type Start = 'sample' | 'sample-recommendation' | 'sample-appraisal' | 'empty';

export function SetUpForm(props: { readonly onDone: () => void }): JSX.Element {
  const [code, setCode] = createSignal('');
  const [name, setName] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [again, setAgain] = createSignal('');
  const [start, setStart] = createSignal<Start>('sample');
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);

  const passwordError = (): Text | null =>
    again() !== '' && again() !== password() ? { zh: '两次输入的密码不同。', en: 'The two passwords differ.' } : null;
  const complete = () =>
    code().trim() !== '' && name().trim() !== '' && password().length >= SHORTEST_PASSWORD && again() === password();

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    const answer = await call(setUp, { body: { code: code(), name: name(), password: password(), start: start() } });
    setBusy(false);
    if (answer.ok) props.onDone();
    else setRefusal(answer.error);
  };

  return (
    <Card title={{ zh: '初始设置', en: 'First set-up' }} name="set-up">
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <TextField
          label={{ zh: '设置码', en: 'Set-up code' }}
          help={{
            zh: '显示在启动服务器的窗口里，只用一次。',
            en: 'Shown in the window where the server was started; used once.',
          }}
          value={code()}
          onInput={setCode}
          code
          name="code"
          autofocus
        />
        <TextField
          label={{ zh: '组织者姓名', en: "Organizer's name" }}
          value={name()}
          onInput={setName}
          autocomplete="username"
          name="name"
        />
        <TextField
          label={{ zh: '密码', en: 'Password' }}
          help={{ zh: '至少 8 个字符。', en: 'At least 8 characters.' }}
          type="password"
          value={password()}
          onInput={setPassword}
          autocomplete="new-password"
          name="password"
        />
        <TextField
          label={{ zh: '再输入一次密码', en: 'Password again' }}
          type="password"
          value={again()}
          onInput={setAgain}
          autocomplete="new-password"
          error={passwordError()}
          name="password-again"
        />
        <ChoiceField
          label={{ zh: '从哪里开始', en: 'Start with' }}
          value={start()}
          onChoose={setStart}
          name="start"
          choices={[
            {
              value: 'sample',
              text: { zh: '示例会议：清溪村', en: 'The sample meeting: Qingxi village' },
              help: { zh: '虚构的 84 名党员，可以走完全过程', en: '84 invented members; the whole path can be tried' },
            },
            {
              value: 'sample-recommendation',
              text: { zh: '示例民主推荐：清溪村', en: 'A sample recommendation: Qingxi village' },
              help: {
                zh: '党员和村民代表各开一次会，结果由镇党委汇总',
                en: 'One meeting of the members, one of the representatives, combined by the township',
              },
            },
            {
              value: 'sample-appraisal',
              text: { zh: '示例民主测评：清溪村', en: 'A sample appraisal: Qingxi village' },
              help: { zh: '三个班子、九名村干部，46 人参加', en: 'Three bodies and nine cadres by 46 participants' },
            },
            { value: 'empty', text: { zh: '空白', en: 'Empty' } },
          ]}
        />
        <RefusalNotice refusal={refusal()} />
        <div class="row" data-end="true">
          <Button
            submit
            kind="primary"
            text={{ zh: '开始使用', en: 'Start' }}
            busy={busy()}
            disabled={!complete()}
            name="set-up"
          />
        </div>
      </form>
    </Card>
  );
}
