/** T3–T4: one report: what deserves attention, the numbers, and the answer 批准 / 备案 / 退回. */
import { For, type JSX, Show } from 'solid-js';
import { answerMeeting, townshipMeeting } from '../../../server/contract/township.ts';
import { Connected } from '../../controls/connected.tsx';
import { ContestTable } from '../../controls/contest-table.tsx';
import { Counter, Counters } from '../../controls/counter.tsx';
import { FormTable } from '../../controls/form-table.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { ProblemList } from '../../controls/problem-list.tsx';
import { call } from '../../session/client.ts';
import { daysIn } from '../../session/days.ts';
import { say } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { AnswerForm, DECISION_NAME } from './answer-form.tsx';
import { RecordCheckCard } from './record-check-card.tsx';

const DECISION_HELP = {
  approve: { zh: '同意书记、副书记的选举结果', en: 'The election of secretary and deputy is approved' },
  file: { zh: '委员名单予以备案', en: 'The committee members are put on file' },
  return: { zh: '写明理由，请村党组织办理后重新报来', en: 'With the reason; the village reports again' },
} as const;

export function ReportPage(props: { readonly meeting: string; readonly onAnswered: () => Promise<void> }): JSX.Element {
  const { state, refusal, refresh } = createPolledState(
    () => call(townshipMeeting, { params: { meeting: props.meeting } }),
    { intervalMs: 5000 },
  );
  const answered = async () => {
    await refresh();
    await props.onAnswered();
  };
  return (
    <Connected state={state()} refusal={refusal()} text={{ zh: '正在核对报告…', en: 'Checking the report…' }}>
      {(now) => (
        <>
          <h1>{now().meeting.title}</h1>
          <Show when={now().answer}>
            {(answer) => (
              <Notice
                tone={answer().decision === 'return' ? 'warning' : 'good'}
                name="answered"
                text={{
                  zh: `已${DECISION_NAME[answer().decision].zh}（${answer().number}，${answer().signatory}）`,
                  en: `Answered: ${DECISION_NAME[answer().decision].en} (${answer().number}, ${answer().signatory})`,
                }}
              />
            )}
          </Show>
          <Card title={{ zh: '需要您注意', en: 'Please note' }} name="deviations">
            <Show
              when={now().deviations.length > 0}
              fallback={
                <Notice
                  tone="good"
                  text={{ zh: '没有需要特别注意的情况。', en: 'Nothing deserves special attention.' }}
                />
              }
            >
              <ProblemList problems={now().deviations} />
            </Show>
          </Card>
          <Card title={{ zh: '结果', en: 'Result' }} name="result">
            <p>
              {say({
                zh: `${daysIn(now().meeting.date, 'zh')}，${now().place}，主持人 ${now().chair}；监票人 ${now().scrutineers.join('、')}。`,
                en: `${now().meeting.date}, ${now().place}, chair ${now().chair}; scrutineers ${now().scrutineers.join(', ')}.`,
              })}
            </p>
            <Counters>
              <Counter label={{ zh: '应到', en: 'Expected' }} value={now().result.expected} name="expected" />
              <Counter label={{ zh: '实到', en: 'Present' }} value={now().result.present} name="present" />
              <Counter label={{ zh: '发出', en: 'Issued' }} value={now().result.issued} name="issued" />
              <Counter label={{ zh: '收回', en: 'Recovered' }} value={now().result.recovered} name="recovered" />
              <Counter label={{ zh: '有效票', en: 'Valid' }} value={now().result.valid} name="valid" />
            </Counters>
            <For each={now().result.contests}>{(contest) => <ContestTable contest={contest} />}</For>
            <For each={now().result.forms}>{(form) => <FormTable form={form} />}</For>
          </Card>
          <For each={now().earlier}>
            {(before) => (
              <Card
                title={{ zh: `同一大会第 ${before.round} 轮的结果`, en: `Round ${before.round} of the same assembly` }}
                name={`result-${before.round}`}
              >
                <For each={before.contests}>{(contest) => <ContestTable contest={contest} />}</For>
              </Card>
            )}
          </For>
          <RecordCheckCard meeting={props.meeting} />
          <Card title={{ zh: '文件', en: 'Documents' }} name="documents">
            <ul class="report-documents">
              <For each={now().documents.filter((document) => document.ready)}>
                {(document) => (
                  <li>
                    <a href={document.href} target="_blank" rel="noopener" data-name={`document-${document.kind}`}>
                      {say(document.title)}
                    </a>
                  </li>
                )}
              </For>
            </ul>
          </Card>
          <Show when={now().answer === null}>
            <Card title={{ zh: '批复', en: 'Answer' }} name="answer">
              <AnswerForm
                decisions={now().decisions}
                help={DECISION_HELP}
                send={(body) => call(answerMeeting, { params: { meeting: props.meeting }, body })}
                onAnswered={answered}
              />
            </Card>
          </Show>
        </>
      )}
    </Connected>
  );
}
