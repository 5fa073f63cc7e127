/** A paper that came in, what stands against agreeing to it, and its signed answer. */
import { For, type JSX, Show } from 'solid-js';
import { answerPaper, type OfficePaper } from '../../../server/contract/villages.ts';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { ProblemList } from '../../controls/problem-list.tsx';
import { call } from '../../session/client.ts';
import { daysIn } from '../../session/days.ts';
import { say } from '../../session/language.ts';
import { AnswerForm, DECISION_NAME } from './answer-form.tsx';

export function PaperCard(props: {
  readonly paper: OfficePaper;
  readonly onAnswered: () => Promise<void>;
}): JSX.Element {
  const at = () => `/api/township/papers/${props.paper.id}`;
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
          <AnswerForm
            decisions={props.paper.decisions}
            send={(body) => call(answerPaper, { params: { paper: props.paper.id }, body })}
            onAnswered={props.onAnswered}
          />
        }
      >
        {(answer) => (
          <Notice
            tone={answer().decision === 'return' ? 'warning' : 'good'}
            name="paper-answered"
            text={{
              zh: `已${DECISION_NAME[answer().decision].zh}（${answer().number}，${answer().signatory}，${daysIn(answer().date, 'zh')}）`,
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
