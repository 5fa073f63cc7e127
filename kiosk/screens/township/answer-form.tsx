/** The office's answer (T4): one of the decisions open to it, number, signatory, and a reason for what is returned. */
import { createSignal, type JSX, Show } from 'solid-js';
import type { Result } from '../../../crypto/result.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { Button } from '../../controls/button.tsx';
import { ChoiceField, TextAreaField, TextField } from '../../controls/fields.tsx';
import { announce, RefusalNotice } from '../../controls/notice.tsx';
import type { Text } from '../../session/language.ts';

type Decision = 'agree' | 'approve' | 'file' | 'return';

export const DECISION_NAME = {
  agree: { zh: '同意', en: 'Agree' },
  approve: { zh: '批准', en: 'Approve' },
  file: { zh: '备案', en: 'File for the record' },
  return: { zh: '退回', en: 'Return' },
} as const satisfies Record<Decision, Text>;

/** Village after village is answered by the same hand; forgotten with the tab. */
const LAST_SIGNATORY = 'changpiao.township.signatory';

export type Answer<D extends Decision> = {
  readonly decision: D;
  readonly number: string;
  /** Empty unless it is returned. */
  readonly reason: string;
  readonly signatory: string;
};

export function AnswerForm<D extends Decision>(props: {
  readonly decisions: readonly D[];
  /** What each decision means for the paper in hand. */
  readonly help?: Readonly<Record<D, Text>>;
  readonly send: (answer: Answer<D>) => Promise<Result<unknown, Refusal>>;
  readonly onAnswered: () => Promise<void>;
}): JSX.Element {
  const [decision, setDecision] = createSignal<D | null>(null);
  const [number, setNumber] = createSignal('');
  const [reason, setReason] = createSignal('');
  const [signatory, setSignatory] = createSignal(sessionStorage.getItem(LAST_SIGNATORY) ?? '');
  const [problem, setProblem] = createSignal<Text | null>(null);
  const [busy, setBusy] = createSignal(false);
  const choices = () =>
    props.decisions.map((value) => {
      const choice = { value, text: DECISION_NAME[value] };
      return props.help === undefined ? choice : { ...choice, help: props.help[value] };
    });
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = decision();
    if (chosen === null) return;
    setBusy(true);
    const answer = await props.send({
      decision: chosen,
      number: number(),
      reason: chosen === 'return' ? reason() : '',
      signatory: signatory(),
    });
    setBusy(false);
    setProblem(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    sessionStorage.setItem(LAST_SIGNATORY, signatory());
    announce({ zh: '批复已形成', en: 'The answer is made' });
    await props.onAnswered();
  };
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <ChoiceField
        label={{ zh: '意见', en: 'Decision' }}
        value={decision()}
        choices={choices()}
        onChoose={(chosen) => setDecision(() => chosen)}
        required
        name="decision"
      />
      <div class="columns">
        <TextField
          label={{ zh: '文号', en: 'Number' }}
          value={number()}
          onInput={setNumber}
          placeholder={{ zh: '青委〔2026〕32号', en: '青委〔2026〕32号' }}
          required
          name="number"
        />
        <TextField
          label={{ zh: '签发人', en: 'Signed by' }}
          value={signatory()}
          onInput={setSignatory}
          required
          name="signatory"
        />
      </div>
      <Show when={decision() === 'return'}>
        <TextAreaField
          label={{ zh: '退回的理由', en: 'Reason for returning' }}
          value={reason()}
          onInput={setReason}
          required
          name="reason"
        />
      </Show>
      <RefusalNotice refusal={problem()} />
      <div class="row" data-end="true">
        <Button
          submit
          kind="primary"
          text={{ zh: '形成批复', en: 'Make the answer' }}
          busy={busy()}
          disabled={
            decision() === null ||
            number().trim() === '' ||
            signatory().trim() === '' ||
            (decision() === 'return' && reason().trim() === '')
          }
          name="submit-answer"
        />
      </div>
    </form>
  );
}
