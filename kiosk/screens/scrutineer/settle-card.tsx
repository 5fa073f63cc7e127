/** 总监票人裁定 (rules §5.1): ballots that the two tellers read differently, or with an altered row, read again from the paper. */
import { createResource, createSignal, For, type JSX, Show } from 'solid-js';
import { doubtfulBallots, type ScrutineerState, settleBallot } from '../../../server/contract/scrutineer.ts';
import type { PaperBallot } from '../../../tally/paper/paper-ballot.ts';
import { PAPER_MARK_SIGN } from '../../../tally/paper/paper-ballot.ts';
import { label } from '../../../tally/record/person.ts';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/fields.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { PaperReading } from '../../controls/paper-reading.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';

const shown = (ballot: PaperBallot | null, row: number): string => {
  const found = ballot?.rows[row];
  if (found === undefined) return '—';
  return `${PAPER_MARK_SIGN[found.mark] || '空'}${found.altered === null ? '' : ' 改'}`;
};
const namesOf = (ballot: PaperBallot | null): string =>
  (ballot?.writeIns ?? []).map(({ name, circle }) => `${name ?? '?'}${circle ? '○' : ''}`).join('、') || '—';

export function SettleCard(props: { readonly state: ScrutineerState }): JSX.Element {
  const params = () => ({ meeting: props.state.meeting.id, index: String(props.state.index) });
  const [listed, { refetch }] = createResource(
    () => props.state.round?.doubtful,
    async () => {
      const answer = await call(doubtfulBallots, { params: params() });
      return answer.ok ? answer.value : null;
    },
  );
  const [reading, setReading] = createSignal<PaperBallot | null>(null);
  const [reason, setReason] = createSignal('');
  const [refusal, setRefusal] = createSignal<Text | null>(null);
  const open = () => listed()?.ballots.find(({ settled }) => settled === null);
  const contest = () => {
    const found = props.state.round?.contests[open()?.contest ?? 0];
    return found?.kind === 'election' ? found : undefined;
  };
  const current = () => reading() ?? open()?.first ?? null;
  const settle = async () => {
    const ballot = open();
    const as = current();
    if (ballot === undefined || as === null) return;
    const answer = await call(settleBallot, {
      params: params(),
      body: {
        contest: ballot.contest,
        number: ballot.number,
        ballot: structuredClone(as) as never,
        reason: reason().trim(),
      },
    });
    setRefusal(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setReading(null);
    setReason('');
    await refetch();
  };
  return (
    <Show when={props.state.index === 1 && open()}>
      {(ballot) => (
        <Card title={{ zh: `裁定第 ${ballot().number} 张选票`, en: `Settle ballot ${ballot().number}` }} name="settle">
          <p>
            {say({
              zh: '请取出这张选票，按票面重新读一遍。',
              en: 'Take this ballot and read it again from the paper.',
            })}
          </p>
          <Show when={contest()}>
            {(of) => (
              <>
                <table class="settle-table">
                  <thead>
                    <tr>
                      <th>{say({ zh: '候选人', en: 'Candidate' })}</th>
                      <th>{say({ zh: '第一计票', en: 'First teller' })}</th>
                      <th>{say({ zh: '第二计票', en: 'Second teller' })}</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={of().candidates}>
                      {(person, i) => (
                        <tr data-differs={shown(ballot().first, i()) !== shown(ballot().second, i())}>
                          <th>{label(person)}</th>
                          <td>{shown(ballot().first, i())}</td>
                          <td>{shown(ballot().second, i())}</td>
                        </tr>
                      )}
                    </For>
                    <tr data-differs={namesOf(ballot().first) !== namesOf(ballot().second)}>
                      <th>{say({ zh: '另选', en: 'Written in' })}</th>
                      <td>{namesOf(ballot().first)}</td>
                      <td>{namesOf(ballot().second)}</td>
                    </tr>
                  </tbody>
                </table>
                <Show when={current()}>
                  {(as) => (
                    <PaperReading
                      contest={of()}
                      rules={listed()?.rules[ballot().contest] as never}
                      people={listed()?.people ?? []}
                      ballot={as()}
                      onChange={setReading}
                      decides
                    />
                  )}
                </Show>
              </>
            )}
          </Show>
          <TextField label={{ zh: '理由', en: 'Reason' }} value={reason()} onInput={setReason} name="settle-reason" />
          <RefusalNotice refusal={refusal()} />
          <Button
            kind="primary"
            text={{ zh: '按此裁定', en: 'Settle it so' }}
            name="settle-ballot"
            disabled={reason().trim() === ''}
            onPress={() => void settle()}
          />
        </Card>
      )}
    </Show>
  );
}
