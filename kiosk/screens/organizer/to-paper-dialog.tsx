/** 转为纸质 (UX S11): a round that is sealed for kiosks is given up for paper, with a reason and by two persons. */
import { createSignal, type JSX, Show } from 'solid-js';
import { paperRound } from '../../../server/contract/organizer.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { TextField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { createSecondOfficial } from '../../controls/second-official.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';

export function ToPaperDialog(props: {
  readonly meeting: string;
  readonly round: number;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}): JSX.Element {
  const [reason, setReason] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Text | null>(null);
  const second = createSecondOfficial();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await call(paperRound, {
      params: { meeting: props.meeting, round: String(props.round) },
      body: { reason: reason().trim(), secondOfficial: second.value() },
    });
    setBusy(false);
    if (answer.ok) props.onDone();
    else setProblem(answer.error);
  };
  return (
    <Dialog
      name="S11"
      title={{ zh: '本轮转为纸质投票？', en: 'Change this round to paper?' }}
      onCancel={props.onCancel}
      actions={
        <>
          <Button text={{ zh: '返回', en: 'Back' }} onPress={props.onCancel} name="cancel" />
          <Button
            submit
            form="to-paper"
            kind="danger"
            busy={busy()}
            text={{ zh: '转为纸质', en: 'Change to paper' }}
            disabled={reason().trim() === '' || second.isMissing()}
            name="confirm-to-paper"
          />
        </>
      }
    >
      <form id="to-paper" class="stack" onSubmit={(event) => void submit(event)}>
        <p>
          {say({
            zh: '本轮已经投出的电子选票全部作废，永不开票；本轮改用纸质选票重新投票。两种选票不会混在一起，也不能再改回来。',
            en: 'Electronic ballots of this round are void and never opened; the round is voted again on paper. The two are never mixed, and there is no way back.',
          })}
        </p>
        <TextField
          label={{ zh: '理由', en: 'Reason' }}
          value={reason()}
          onInput={setReason}
          required
          name="to-paper-reason"
        />
        <second.Fields />
        <Show when={problem()}>{(text) => <Notice tone="bad" text={text()} />}</Show>
      </form>
    </Dialog>
  );
}
