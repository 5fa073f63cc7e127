/** 代写: a voter who cannot fill in the ballot names who writes it by her will; kept is who helps whom, never what is written. */
import { createSignal, type JSX, Show } from 'solid-js';
import { assist, type DeskMember } from '../../../server/contract/desk.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { TextField } from '../../controls/fields.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';

export function AssistDialog(props: {
  readonly meeting: string;
  readonly member: DeskMember;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}): JSX.Element {
  const [helper, setHelper] = createSignal(props.member.helper ?? '');
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const submit = async (name: string) => {
    const answer = await call(assist, {
      params: { meeting: props.meeting },
      body: { member: props.member.id, helper: name },
    });
    if (answer.ok) props.onDone();
    else setRefusal(answer.error);
  };
  return (
    <Dialog
      name="assist"
      title={{ zh: `${props.member.label} 委托代写`, en: `A helper fills in for ${props.member.label}` }}
      onCancel={props.onCancel}
      actions={
        <>
          <Button text={{ zh: '返回', en: 'Back' }} onPress={props.onCancel} name="cancel" />
          <Show when={props.member.helper !== null}>
            <Button text={{ zh: '取消代写', en: 'Take it back' }} onPress={() => void submit('')} name="take-back" />
          </Show>
          <Button
            kind="primary"
            text={{ zh: '登记', en: 'Register' }}
            disabled={helper().trim() === ''}
            onPress={() => void submit(helper())}
            name="confirm"
          />
        </>
      }
    >
      <div class="stack">
        <p>
          {say({
            zh: '请问由谁代写？代写人由投票人自己指定，不能是候选人，按投票人本人的意愿填写，由监票人监督。只登记谁帮谁，不记内容和时间。',
            en: 'Who writes? The voter names the helper, who must not be a candidate and writes as the voter wishes, watched by a scrutineer. Only who helps whom is kept: neither the content nor the time.',
          })}
        </p>
        <TextField
          label={{ zh: '代写人姓名（有同名的写上备注）', en: 'Name of the helper (with the remark among namesakes)' }}
          value={helper()}
          onInput={setHelper}
          required
          name="helper"
        />
        <RefusalNotice refusal={refusal()} />
      </div>
    </Dialog>
  );
}
