/** C2 (check in), C4 (undo, or count again, by two officials), C5 (a member leaves and hands the card back). */
import { createSignal, type JSX, Show } from 'solid-js';
import { type DeskMember, leave, readmit, undoCheckIn } from '../../../server/contract/desk.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { TextField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { createSecondOfficial } from '../../controls/second-official.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import { memberLine } from './member-line.ts';

type Ending = { readonly onDone: () => void; readonly onCancel: () => void };

export function MemberDialog(props: {
  readonly member: DeskMember;
  readonly open: boolean;
  /** Voting has not begun: a member left out may still be counted again. */
  readonly beforeOpening: boolean;
  readonly onCheckIn: () => void;
  readonly onReadmit: () => void;
  readonly onUndo: () => void;
  readonly onLeave: () => void;
  readonly onAssist: () => void;
  readonly onCancel: () => void;
}): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const here = () => props.member.state === 'here';
  return (
    <Dialog
      name="C2"
      title={{ zh: props.member.label, en: props.member.label }}
      onCancel={props.onCancel}
      actions={
        <>
          <Button text={{ zh: '返回', en: 'Back' }} onPress={props.onCancel} name="cancel" />
          <Show when={here() && props.open}>
            <Button text={{ zh: '撤销签到', en: 'Undo check-in' }} onPress={props.onUndo} name="undo" />
          </Show>
          <Show when={here() && props.open && props.member.right === 'votes'}>
            <Button text={{ zh: '代写', en: 'Helped to fill in' }} onPress={props.onAssist} name="assist" />
          </Show>
          <Show when={here()}>
            <Button text={{ zh: '退场登记', en: 'Member leaves' }} onPress={props.onLeave} name="leave" />
          </Show>
          <Show when={props.member.right === 'excluded' && props.open && props.beforeOpening}>
            <Button
              text={{ zh: '主持人同意，重新计入', en: 'Chair agrees: count again' }}
              onPress={props.onReadmit}
              name="readmit"
            />
          </Show>
          <Show when={!here() && props.open && props.member.right !== 'excluded'}>
            <Button
              kind="primary"
              text={{ zh: '签到', en: 'Check in' }}
              busy={busy()}
              onPress={() => {
                setBusy(true);
                props.onCheckIn();
              }}
              name="check-in"
            />
          </Show>
        </>
      }
    >
      <p class="desk-dialog-line">{memberLine(props.member)}</p>
      <Show when={props.member.right === 'excluded'}>
        <Notice
          tone="warning"
          text={
            props.beforeOpening
              ? {
                  zh: '此人经批准不计算在应到会人数之内。本人到会，请报告主持人。主持人同意后在这里重新计入：应到会人数加 1，本人签到领卡。开始投票以后不能再办。',
                  en: 'This member was left out of the expected number. Tell the chair. With the chair’s consent count the member again here: one more is expected, and the member checks in and draws a card. It cannot be done once voting has begun.',
                }
              : {
                  zh: '此人经批准不计算在应到会人数之内。投票已经开始，应到会人数已确定，不能再重新计入；可以列席，不领投票卡。',
                  en: 'This member was left out of the expected number. Voting has begun and that number is fixed: the member may attend without a card.',
                }
          }
        />
      </Show>
    </Dialog>
  );
}

export function LeaveDialog(props: { readonly meeting: string; readonly member: DeskMember } & Ending): JSX.Element {
  const [problem, setProblem] = createSignal<Text | null>(null);
  const submit = async () => {
    const answer = await call(leave, { params: { meeting: props.meeting }, body: { member: props.member.id } });
    if (answer.ok) props.onDone();
    else setProblem(answer.error);
  };
  return (
    <Dialog
      name="C5"
      title={{ zh: `${props.member.label} 退场`, en: `${props.member.label} leaves` }}
      onCancel={props.onCancel}
      actions={
        <>
          <Button text={{ zh: '返回', en: 'Back' }} onPress={props.onCancel} name="cancel" />
          <Button
            kind="primary"
            text={{ zh: '卡已交回，登记退场', en: 'Card is back: register' }}
            onPress={() => void submit()}
            name="confirm"
          />
        </>
      }
    >
      <p>
        {say({
          zh: '请先收回没有用过的投票卡，放入退回袋，不要看卡上的内容。',
          en: 'First take back the unused card and put it into the envelope for returned cards. Do not look at it.',
        })}
      </p>
      <Show when={problem()}>{(text) => <Notice tone="bad" text={text()} />}</Show>
    </Dialog>
  );
}

export function UndoDialog(props: { readonly meeting: string; readonly member: DeskMember } & Ending): JSX.Element {
  const [reason, setReason] = createSignal('');
  const second = createSecondOfficial();
  const [problem, setProblem] = createSignal<Text | null>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const answer = await call(undoCheckIn, {
      params: { meeting: props.meeting },
      body: { member: props.member.id, reason: reason(), secondOfficial: second.value() },
    });
    if (answer.ok) props.onDone();
    else setProblem(answer.error);
  };
  return (
    <Dialog
      name="C4"
      title={{ zh: `撤销 ${props.member.label} 的签到`, en: `Undo the check-in of ${props.member.label}` }}
      onCancel={props.onCancel}
      actions={
        <>
          <Button text={{ zh: '返回', en: 'Back' }} onPress={props.onCancel} name="cancel" />
          <Button
            submit
            form="undo-check-in"
            kind="danger"
            text={{ zh: '撤销签到', en: 'Undo check-in' }}
            disabled={reason().trim() === '' || second.isMissing()}
            name="confirm"
          />
        </>
      }
    >
      <form id="undo-check-in" class="stack" onSubmit={(event) => void submit(event)}>
        <TextField label={{ zh: '原因', en: 'Reason' }} value={reason()} onInput={setReason} required name="reason" />
        <second.Fields />
        <Show when={problem()}>{(text) => <Notice tone="bad" text={text()} />}</Show>
      </form>
    </Dialog>
  );
}

export function ReadmitDialog(props: { readonly meeting: string; readonly member: DeskMember } & Ending): JSX.Element {
  const second = createSecondOfficial();
  const [problem, setProblem] = createSignal<Text | null>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const answer = await call(readmit, {
      params: { meeting: props.meeting },
      body: { member: props.member.id, secondOfficial: second.value() },
    });
    if (answer.ok) props.onDone();
    else setProblem(answer.error);
  };
  return (
    <Dialog
      name="C4-readmit"
      title={{
        zh: `${props.member.label} 重新计入应到会人数`,
        en: `Count ${props.member.label} among the expected again`,
      }}
      onCancel={props.onCancel}
      actions={
        <>
          <Button text={{ zh: '返回', en: 'Back' }} onPress={props.onCancel} name="cancel" />
          <Button
            submit
            form="readmit"
            kind="primary"
            text={{ zh: '重新计入并签到', en: 'Count again and check in' }}
            disabled={second.isMissing()}
            name="confirm"
          />
        </>
      }
    >
      <form id="readmit" class="stack" onSubmit={(event) => void submit(event)}>
        <p>
          {say({
            zh: '主持人已同意。应到会人数加 1，不计算在内的人数减 1；五分之四和计算基数随之改变。请第二名工作人员确认。',
            en: 'The chair has agreed. One more is expected and one fewer is left out; the four fifths and the counting base change with it. A second official confirms.',
          })}
        </p>
        <second.Fields />
        <Show when={problem()}>{(text) => <Notice tone="bad" text={text()} />}</Show>
      </form>
    </Dialog>
  );
}
