/** The result as the verified record has it, every number with its base in words. */
import { For, type JSX, Show } from 'solid-js';
import type { RoundResult } from '../../../tally/count/round-result.ts';
import '../../controls/data-table.css';
import { baseLine, eligibilityLines, isElected, VOID_ELECTION } from '../../../tally/text/standing.ts';
import { FormTable } from '../../controls/form-table.tsx';
import { say } from '../../session/language.ts';
import { isCandidateResult, markColumns } from '../../session/mark-columns.ts';

export function CountedResult(props: { readonly result: RoundResult }): JSX.Element {
  return (
    <div class="counted">
      <For each={props.result.contests.flatMap(({ form }) => form ?? [])}>{(form) => <FormTable form={form} />}</For>
      <For each={props.result.contests.filter(({ kind }) => kind === 'election')}>
        {(contest) => (
          <section class="stack">
            <h2>{say(contest.title)}</h2>
            <Show
              when={contest.election !== 'void'}
              fallback={
                <p>
                  <strong>{say(VOID_ELECTION)}</strong>
                </p>
              }
            >
              <table class="data-table">
                <thead>
                  <tr>
                    <th scope="col">{say({ zh: '姓名', en: 'Name' })}</th>
                    <For each={markColumns(contest)}>
                      {({ title }) => (
                        <th scope="col" data-number="true">
                          {say(title)}
                        </th>
                      )}
                    </For>
                  </tr>
                </thead>
                <tbody>
                  <For each={Object.entries(contest.counts)}>
                    {([name, row]) => (
                      <Show when={isCandidateResult(row) && row}>
                        {(counts) => (
                          <tr data-strong={isElected(name, contest)}>
                            <td>{name}</td>
                            <For each={markColumns(contest)}>
                              {(column) => <td data-number="true">{column.of(counts())}</td>}
                            </For>
                          </tr>
                        )}
                      </Show>
                    )}
                  </For>
                </tbody>
              </table>
              <Show when={Object.keys(contest.writeIns).length > 0}>
                <p>
                  {say({ zh: '另选他人：', en: 'Write-ins: ' })}
                  {Object.entries(contest.writeIns)
                    .map(([name, count]) => `${name} ${count}`)
                    .join('、')}
                </p>
              </Show>
              <p>
                {say(
                  contest.preliminary === true
                    ? { zh: '列为正式候选人：', en: 'Official candidates: ' }
                    : { zh: '当选：', en: 'Elected: ' },
                )}
                <strong>
                  {contest.elected.filter((name) => isElected(name, contest)).join('、') ||
                    say({ zh: '无', en: 'nobody' })}
                </strong>
              </p>
              <For each={eligibilityLines(contest)}>{(line) => <p>{say(line)}</p>}</For>
              <p class="faint">{say(baseLine(props.result, contest))}</p>
            </Show>
            <Show when={contest.baseSensitive}>
              <p>
                {say({
                  zh: '口径敏感：按另一基数计算，当选结果不同。',
                  en: 'Base-sensitive: the other base would give another result.',
                })}
              </p>
            </Show>
          </section>
        )}
      </For>
    </div>
  );
}
