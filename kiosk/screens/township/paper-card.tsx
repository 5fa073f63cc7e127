/** A paper that came in, what stands against agreeing to it, and its signed answer. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { answerPaper, type OfficePaper } from '../../../server/contract/villages.ts';
import { Button } from '../../controls/button.tsx';
import { ChoiceField, TextAreaField, TextField } from '../../controls/fields.tsx';
import { announce, Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { ProblemList } from '../../controls/problem-list.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';

type Decision = OfficePaper['decisions'][number];

const DECISION_NAME = {
  agree: { zh: '同意', en: 'Agree' },
  approve: { zh: '批准', en: 'Approve' },
  file: { zh: '备案', en: 'File for the record' },
  return: { zh: '退回', en: 'Return' },
} as const satisfies Record<Decision, Text>;

export function PaperCard(props: {
  readonly paper: OfficePaper;
  readonly onAnswered: () => Promise<void>;
}): JSX.Element {
  const [decision, setDecision] = createSignal<Decision | null>(null);
  const [number, setNumber] = createSignal('');
  const [reason, setReason] = createSignal('');
  const [signatory, setSignatory] = createSignal('');
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const [busy, setBusy] = createSignal(false);
  const at = () => `/api/township/papers/${props.paper.id}`;
  const send = async () => {
    const chosen = decision();
    if (chosen === null) return;
    setBusy(true);
    const answer = await call(answerPaper, {
      params: { paper: props.paper.id },
      body: { decision: chosen, number: number(), reason: reason(), signatory: signatory() },
    });
    setBusy(false);
    setRefusal(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    announce({ zh: '批复已形成', en: 'The answer is made' });
    await props.onAnswered();
  };
  return (
    <Card title={props.paper.title} name={`paper-${props.paper.kind}`}>
      <p>
        {say({
          zh: `${props.paper.received} 收到${props.paper.imported ? '（U盘来文）' : ''}，${props.paper.number === '' ? '没有文号' : props.paper.number}，报${props.paper.superior}。`,
          en: `Received ${props.paper.received}${props.paper.imported ? ' (by USB stick)' : ''}, ${props.paper.number === '' ? 'no number' : props.paper.number}, to ${props.paper.superior}.`,
        })}{' '}
        <a href={`${at()}/file.pdf`} target="_blank" rel="noopener" data-name="paper-file">
          {say({ zh: '打开来文', en: 'Open the paper' })}
        </a>
      </p>
      <ul>
        <For each={props.paper.lines}>{(line) => <li>{say(line)}</li>}</For>
      </ul>
      <ProblemList problems={[...props.paper.blocks, ...props.paper.warnings]} />
      <Show
        when={props.paper.answer}
        fallback={
          <div class="stack">
            <ChoiceField
              label={{ zh: '意见', en: 'Decision' }}
              value={decision()}
              choices={props.paper.decisions.map((value) => ({ value, text: DECISION_NAME[value] }))}
              onChoose={setDecision}
              name="paper-decision"
            />
            <div class="columns">
              <TextField
                label={{ zh: '文号', en: 'Number' }}
                value={number()}
                onInput={setNumber}
                name="paper-number"
              />
              <TextField
                label={{ zh: '签发人', en: 'Signed by' }}
                value={signatory()}
                onInput={setSignatory}
                name="paper-signatory"
              />
            </div>
            <Show when={decision() === 'return'}>
              <TextAreaField
                label={{ zh: '退回的理由', en: 'Reason for returning' }}
                value={reason()}
                onInput={setReason}
                name="paper-reason"
              />
            </Show>
            <RefusalNotice refusal={refusal()} />
            <div class="row" data-end="true">
              <Button
                kind="primary"
                text={{ zh: '形成签名的批复', en: 'Make the signed answer' }}
                busy={busy()}
                disabled={decision() === null || number().trim() === '' || signatory().trim() === ''}
                onPress={() => void send()}
                name="answer-paper"
              />
            </div>
          </div>
        }
      >
        {(answer) => (
          <Notice
            tone={answer().decision === 'return' ? 'warning' : 'good'}
            name="paper-answered"
            text={{
              zh: `已${DECISION_NAME[answer().decision].zh}（${answer().number}，${answer().signatory}，${answer().date}）`,
              en: `Answered: ${DECISION_NAME[answer().decision].en} (${answer().number}, ${answer().signatory}, ${answer().date})`,
            }}
          >
            <a href={`${at()}/answer.pdf`} target="_blank" rel="noopener" data-name="paper-answer">
              {say({ zh: '批复（可拷到U盘带回）', en: 'The answer, to be taken back on a stick' })}
            </a>
          </Notice>
        )}
      </Show>
    </Card>
  );
}
