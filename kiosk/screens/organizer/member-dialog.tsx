/** One member's rights: probationary, without the right to vote, left out of 应到 with category, reason and approval (RULES 3). */
import { createSignal, type JSX, Show } from 'solid-js';
import { type Member, saveMember } from '../../../server/contract/organizer.ts';
import { EXCLUSION_NAME } from '../../../tally/meeting/exclusion.ts';
import { readPublicity } from '../../../tally/meeting/exclusion-publicity.ts';
import { EXCLUSION_CODES } from '../../../tally/rules/settings.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../controls/fields.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { call } from '../../session/client.ts';
import type { MeetingActions } from './actions.ts';

export function MemberDialog(props: {
  readonly actions: MeetingActions;
  readonly meeting: string;
  readonly member: Member;
  /** The method asks for publicity of who is left out. */
  readonly isPublished: boolean;
  readonly onClose: () => void;
}): JSX.Element {
  const { category, entitled, withoutRightReason, exclusion, remark } = props.member;
  const [form, setForm] = createSignal({ category, entitled, withoutRightReason, exclusion, remark });
  const change = (part: Partial<ReturnType<typeof form>>) => setForm({ ...form(), ...part });
  const [posted, setPosted] = createSignal(
    exclusion?.publicity ?? readPublicity(exclusion?.approval ?? '') ?? { from: '', to: '' },
  );
  const [reply, setReply] = createSignal(exclusion?.reply ?? { number: '', date: '' });
  /** Both days or none: half a period says nothing. So with number and day of the reply. */
  const withPublicity = () => {
    const { exclusion: left, ...rest } = form();
    if (left === null) return { ...rest, exclusion: null };
    const { publicity, reply: _, ...stated } = left;
    const { number, date } = reply();
    const replied = number.trim() === '' || date === '' ? stated : { ...stated, reply: { number, date } };
    const { from, to } = props.isPublished ? posted() : (publicity ?? { from: '', to: '' });
    return { ...rest, exclusion: from === '' || to === '' ? replied : { ...replied, publicity: { from, to } } };
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const params = { meeting: props.meeting, member: props.member.id };
    if (
      await props.actions.act(() => call(saveMember, { params, body: withPublicity() }), { zh: '已保存', en: 'Saved' })
    )
      props.onClose();
  };
  return (
    <Dialog
      name="member"
      title={{ zh: props.member.label, en: props.member.label }}
      onCancel={props.onClose}
      actions={
        <>
          <Button text={{ zh: '返回', en: 'Back' }} onPress={props.onClose} name="cancel" />
          <Button
            submit
            form="edit-member"
            kind="primary"
            text={{ zh: '保存', en: 'Save' }}
            busy={props.actions.busy()}
            name="save-member"
          />
        </>
      }
    >
      <form id="edit-member" class="stack" onSubmit={(event) => void submit(event)}>
        <SelectField
          label={{ zh: '党员类别', en: 'Category' }}
          value={form().category}
          choices={[
            { value: 'full', text: { zh: '正式党员', en: 'Full member' } },
            { value: 'probationary', text: { zh: '预备党员', en: 'Probationary member' } },
          ]}
          onChoose={(value) => change({ category: value })}
        />
        <Show when={form().category === 'full'}>
          <CheckField
            text={{ zh: '有选举权', en: 'Entitled to vote' }}
            checked={form().entitled}
            onChange={(value) => change({ entitled: value })}
          />
          <Show when={!form().entitled}>
            <TextField
              label={{ zh: '没有选举权的原因', en: 'Why not entitled' }}
              value={form().withoutRightReason}
              onInput={(value) => change({ withoutRightReason: value })}
              required
            />
          </Show>
          <Show when={form().entitled}>
            <CheckField
              text={{ zh: '不计算在应到会人数之内', en: 'Not counted as expected' }}
              checked={form().exclusion !== null}
              onChange={(value) => change({ exclusion: value ? { category: 'E4', reason: '', approval: '' } : null })}
              name="excluded"
            />
            <Show when={form().exclusion}>
              {(left) => (
                <>
                  <SelectField
                    label={{ zh: '情形', en: 'Category' }}
                    value={left().category}
                    choices={EXCLUSION_CODES.map((code) => ({ value: code, text: EXCLUSION_NAME[code] }))}
                    onChoose={(value) => change({ exclusion: { ...left(), category: value } })}
                  />
                  <TextField
                    label={{ zh: '具体原因', en: 'Reason' }}
                    value={left().reason}
                    onInput={(value) => change({ exclusion: { ...left(), reason: value } })}
                    required
                  />
                  <div class="columns">
                    <TextField
                      label={{ zh: '上级同意的文号', en: "Number of the superior's reply" }}
                      value={reply().number}
                      onInput={(number) => setReply({ ...reply(), number })}
                      name="exclusion-reply-number"
                    />
                    <TextField
                      label={{ zh: '上级同意的日期', en: "Day of the superior's reply" }}
                      type="date"
                      value={reply().date}
                      onInput={(date) => setReply({ ...reply(), date })}
                      name="exclusion-reply-date"
                    />
                  </div>
                  <TextField
                    label={{ zh: '手续说明', en: 'Note on the procedure' }}
                    value={left().approval}
                    onInput={(value) => change({ exclusion: { ...left(), approval: value } })}
                    help={{
                      zh: '没有上级同意（文号和日期填在上面，或在这里写明“镇党委同意”），仍计算在内。开会时还须由大会表决通过名单，才能开始投票。',
                      en: "Without the superior's agreement (number and day above, or stated here as 镇党委同意) the member stays counted. At the meeting the assembly votes on the list before any ballot.",
                    }}
                  />
                  <Show when={props.isPublished}>
                    <div class="columns">
                      <TextField
                        label={{ zh: '公示张贴日期', en: 'Posted on' }}
                        type="date"
                        value={posted().from}
                        onInput={(from) => setPosted({ ...posted(), from })}
                        name="exclusion-posted"
                      />
                      <TextField
                        label={{ zh: '公示截止日期', en: 'Posted until' }}
                        type="date"
                        value={posted().to}
                        onInput={(to) => setPosted({ ...posted(), to })}
                        help={{
                          zh: '张贴之日不计，须公示满三天，并在会前结束；否则仍计算在内。',
                          en: 'Three whole days after the day of posting, over before the meeting; else the member stays counted.',
                        }}
                        name="exclusion-posted-until"
                      />
                    </div>
                  </Show>
                </>
              )}
            </Show>
          </Show>
        </Show>
        <TextField
          label={{ zh: '备注（同名时用于区别）', en: 'Remark (tells namesakes apart)' }}
          value={form().remark}
          onInput={(value) => change({ remark: value })}
        />
        <RefusalNotice refusal={props.actions.problem()} />
      </form>
    </Dialog>
  );
}
