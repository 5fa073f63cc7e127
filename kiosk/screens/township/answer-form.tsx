/** T4: the answer; committee members are filed, secretary and deputy approved, either returned with a reason. */
import { createSignal, type JSX, Show } from 'solid-js';
import { answerMeeting } from '../../../server/contract/township.ts';
import { Button } from '../../controls/button.tsx';
import { ChoiceField, TextAreaField, TextField } from '../../controls/fields.tsx';
import { announce, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import type { Text } from '../../session/language.ts';

type Decision = 'approve' | 'file' | 'return';

export const DECISION_NAME = {
  approve: { zh: '批准', en: 'Approve' },
  file: { zh: '备案', en: 'File for the record' },
  return: { zh: '退回', en: 'Return' },
} as const satisfies Record<Decision, Text>;

const DECISION_HELP = {
  approve: { zh: '同意书记、副书记的选举结果', en: 'The election of secretary and deputy is approved' },
  file: { zh: '委员名单予以备案', en: 'The committee members are put on file' },
  return: { zh: '写明理由，请村党组织办理后重新报来', en: 'With the reason; the village reports again' },
} as const satisfies Record<Decision, Text>;

export function AnswerForm(props: {
  readonly meeting: string;
  readonly decisions: readonly Decision[];
  readonly onAnswered: () => Promise<void>;
}): JSX.Element {
  const [decision, setDecision] = createSignal<Decision | null>(null);
  const [number, setNumber] = createSignal('');
  const [reason, setReason] = createSignal('');
  const [signatory, setSignatory] = createSignal('');
  const [problem, setProblem] = createSignal<Text | null>(null);
  const [busy, setBusy] = createSignal(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = decision();
    if (chosen === null) return;
    setBusy(true);
    const answer = await call(answerMeeting, {
      params: { meeting: props.meeting },
      body: { decision: chosen, number: number(), reason: reason(), signatory: signatory() },
    });
    setBusy(false);
    setProblem(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    announce({ zh: '批复已形成', en: 'The answer is made' });
    await props.onAnswered();
  };
  return (
    <Card title={{ zh: '批复', en: 'Answer' }} name="answer">
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <ChoiceField
          label={{ zh: '意见', en: 'Decision' }}
          value={decision()}
          choices={props.decisions.map((value) => ({ value, text: DECISION_NAME[value], help: DECISION_HELP[value] }))}
          onChoose={setDecision}
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
    </Card>
  );
}
