/** The meeting as it runs: counters (never counts of marks), who still has to sign, pause, the accounting, the result. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import {
  type OrganizerMeeting,
  openCheckIn,
  pauseRound,
  resumeRound,
  withdrawProposal,
} from '../../../server/contract/organizer.ts';
import { amount } from '../../../tally/text/amount.ts';
import { Button } from '../../controls/button.tsx';
import { CheckList } from '../../controls/check-list.tsx';
import { Counter, Counters } from '../../controls/counter.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { TextField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';
import { CourseCard } from './course-card.tsx';
import { DeviceHealthCard } from './device-health-card.tsx';
import { NetworkCard } from './network-card.tsx';
import { PaperCard } from './paper-card.tsx';
import { ResultCard } from './result-card.tsx';
import { WitnessesCard } from './witnesses-card.tsx';

export function HallSection(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
  readonly onOpen: (meeting: string) => void;
  readonly onRound: () => void;
}): JSX.Element {
  const round = () => props.now.rounds.find((one) => one.round === props.now.currentRound);
  const overdue = () => props.now.machines.filter(({ handedOver }) => handedOver === false).map(({ name }) => name);
  const [pausing, setPausing] = createSignal(false);
  const [reason, setReason] = createSignal('');
  const roundParams = () => ({ meeting: props.now.id, round: String(props.now.currentRound) });
  const pause = async () => {
    if (await props.actions.act(() => call(pauseRound, { params: roundParams(), body: { reason: reason() } })))
      setPausing(false);
  };
  /** On paper: the papers of all ballots together; of forms, one paper holds every list. Null in a round on kiosks. */
  const heap = () => {
    const contests = round()?.paperWork?.contests;
    if (contests === undefined) return null;
    const counted =
      props.now.kind === 'appraisal' || props.now.kind === 'recommendation' ? contests.slice(0, 1) : contests;
    const sum = (of: (one: NonNullable<typeof contests>[number]) => number) =>
      counted.reduce((all, one) => all + of(one), 0);
    return {
      printed: sum(({ printed }) => printed),
      issued: sum(({ issued }) => issued),
      recovered: sum(({ recovered }) => recovered ?? 0),
    };
  };
  return (
    <div class="stack">
      <PaperCard actions={props.actions} now={props.now} />
      <Card title={{ zh: '会场', en: 'In the hall' }} name="hall">
        <Counters>
          <Counter label={{ zh: '应到', en: 'Expected' }} value={props.now.attendance.expected} name="expected" />
          <Counter
            label={{ zh: '实到', en: 'Present' }}
            value={props.now.attendance.present}
            tone={props.now.attendance.quorate ? 'good' : 'plain'}
            name="present"
          />
          <Show when={heap()}>
            {(one) => (
              <>
                <Counter label={{ zh: '印制', en: 'Printed' }} value={one().printed} name="printed" />
                <Counter label={{ zh: '发出', en: 'Issued' }} value={one().issued} name="issued" />
                <Counter
                  label={{ zh: '收回', en: 'Recovered' }}
                  value={one().recovered}
                  tone="accent"
                  name="recovered"
                />
              </>
            )}
          </Show>
          <Show when={heap() === null ? round() : undefined}>
            {(one) => (
              <>
                <Counter label={{ zh: '制卡', en: 'Cards made' }} value={one().cardsMade} name="cards-made" />
                <Counter label={{ zh: '发出', en: 'Issued' }} value={one().box.issued} name="issued" />
                <Counter label={{ zh: '已投', en: 'Cast' }} value={one().box.cast} tone="accent" name="cast" />
                <Counter label={{ zh: '在投', en: 'Voting now' }} value={one().box.pending} name="pending" />
                <Counter label={{ zh: '抽查', en: 'Challenged' }} value={one().box.challenged} name="challenged" />
                <Counter
                  label={{ zh: '补换', en: 'Exchanged' }}
                  value={one().exchanges.reduce((sum, { done }) => sum + done, 0)}
                  name="exchanged"
                />
              </>
            )}
          </Show>
        </Counters>
        <Show when={round()?.ctxGroups}>
          {(groups) => (
            <p>
              {say({ zh: '本轮编号（请监票人核对）：', en: 'Round fingerprint (scrutineers compare): ' })}
              <span class="code-text">{groups().join(' ')}</span>
            </p>
          )}
        </Show>
        <Show when={props.now.phase === 'check-in' && !props.now.attendance.open}>
          <div class="row" data-end="true">
            <Button
              text={{ zh: '重新开放签到', en: 'Open the desk again' }}
              onPress={() =>
                void props.actions.act(() => call(openCheckIn, { params: { meeting: props.now.id }, body: {} }))
              }
              name="reopen-desk"
            />
          </div>
        </Show>
        <Show when={heap() === null && (props.now.phase === 'voting' || props.now.phase === 'paused')}>
          <div class="row" data-end="true">
            <Show
              when={props.now.phase === 'paused'}
              fallback={
                <Button text={{ zh: '暂停投票', en: 'Pause voting' }} onPress={() => setPausing(true)} name="pause" />
              }
            >
              <Show when={!props.now.attendance.open}>
                <Button
                  text={{ zh: '为迟到者开放签到', en: 'Open the desk for a latecomer' }}
                  onPress={() =>
                    void props.actions.act(() => call(openCheckIn, { params: { meeting: props.now.id }, body: {} }))
                  }
                  name="reopen-desk"
                />
              </Show>
              <Button
                text={{ zh: '继续投票', en: 'Resume voting' }}
                onPress={() => void props.actions.act(() => call(resumeRound, { params: roundParams(), body: {} }))}
                name="resume"
              />
            </Show>
          </div>
        </Show>
        <Show when={(round()?.box.differing ?? 0) > 0}>
          <Notice
            tone="bad"
            name="differing"
            text={{
              zh: `有 ${round()?.box.differing} 次抽查不符：有投票机作弊，本轮不能开票。请暂停投票，由总监票人决定。`,
              en: `${amount(round()?.box.differing ?? 0, 'challenged ballot')} did not match: a kiosk cheats, and this round cannot be opened. Pause voting; the chief scrutineer decides.`,
            }}
          />
        </Show>
        <Show when={props.now.pauseReason}>
          {(why) => <Notice tone="warning" text={{ zh: `投票已暂停：${why()}`, en: `Voting is paused: ${why()}` }} />}
        </Show>
      </Card>
      <NetworkCard meeting={props.now.id} />
      <DeviceHealthCard now={props.now} />
      <Show when={overdue().length > 0}>
        <Notice
          tone="warning"
          name="kiosks-overdue"
          text={{
            zh: `还没有交出投票确认的投票机：${overdue().join('、')}。请打开它并等它交出；打不开的，请告诉监票人。`,
            en: `Kiosks that have not handed over their acceptances: ${overdue().join(', ')}. Switch them on and wait; if one does not start, tell the scrutineers.`,
          }}
        />
      </Show>
      <Show when={props.now.ceremony}>
        {(ceremony) => (
          <Card title={{ zh: '密钥仪式', en: 'Key ceremony' }} name="ceremony">
            <Show when={ceremony().digits}>{(digits) => <p class="ceremony-digits">{digits().join(' ')}</p>}</Show>
            <CheckList
              checks={props.now.scrutineers.members.map((one) => ({
                name: `scrutineer-${one.index}`,
                title: { zh: one.name, en: one.name },
                state: one.rehearsed ? 'passed' : one.committed ? 'running' : 'waiting',
                detail: one.rehearsed
                  ? { zh: '密钥已确认，试开成功', en: 'key confirmed, rehearsal done' }
                  : one.confirmed
                    ? { zh: '密钥已确认', en: 'key confirmed' }
                    : one.revealed
                      ? { zh: '请核对数字', en: 'compare the digits' }
                      : one.committed
                        ? { zh: '已开始', en: 'started' }
                        : { zh: '等待此人开始', en: 'waiting' },
              }))}
            />
            <For each={ceremony().aborts}>
              {(abort) => (
                <Notice
                  tone="warning"
                  text={{
                    zh: `${abort.name} 中止了仪式：${abort.reason}；已重新开始。`,
                    en: `${abort.name} aborted: ${abort.reason}; started again.`,
                  }}
                />
              )}
            </For>
          </Card>
        )}
      </Show>
      <Show when={props.now.witnesses.length > 0}>
        <WitnessesCard actions={props.actions} now={props.now} />
      </Show>
      <For each={props.now.proposals.filter((proposal) => !proposal.complete)}>
        {(proposal) => (
          <Card title={proposal.title} name={`proposal-${proposal.kind}`}>
            <dl class="proposal-lines">
              <For each={proposal.summary}>
                {(line) => (
                  <>
                    <dt>{say(line.label)}</dt>
                    <dd>{line.value}</dd>
                  </>
                )}
              </For>
            </dl>
            <p>
              {say({
                zh: `已签名：${proposal.signed.map((one) => one.name).join('、') || '无'}（需要监票人 ${proposal.needed} 名）`,
                en: `Signed: ${proposal.signed.map((one) => one.name).join(', ') || 'nobody'} (${proposal.needed} scrutineers needed)`,
              })}
            </p>
            <div class="row" data-end="true">
              <Button
                kind="quiet"
                text={{ zh: '撤回', en: 'Withdraw' }}
                onPress={() =>
                  void props.actions.act(() =>
                    call(withdrawProposal, { params: { meeting: props.now.id, proposal: proposal.id } }),
                  )
                }
                name="withdraw"
              />
            </div>
          </Card>
        )}
      </For>
      <Show when={(round()?.accounting.length ?? 0) > 0}>
        <Card title={{ zh: '清点', en: 'Accounting' }} name="accounting">
          <CheckList
            checks={(round()?.accounting ?? []).map((condition) => ({
              name: `condition-${condition.condition}`,
              title: { zh: condition.zh, en: condition.en },
              state: condition.ok ? 'passed' : 'failed',
            }))}
          />
        </Card>
      </Show>
      <CourseCard actions={props.actions} now={props.now} onOpen={props.onOpen} onRound={props.onRound} />
      <For each={props.now.rounds.flatMap((one) => (one.result === null ? [] : [one.result]))}>
        {(result) => <ResultCard result={result} />}
      </For>
      <Show when={pausing()}>
        <Dialog
          name="pause"
          title={{ zh: '暂停投票', en: 'Pause voting' }}
          onCancel={() => setPausing(false)}
          actions={
            <>
              <Button text={{ zh: '返回', en: 'Back' }} onPress={() => setPausing(false)} name="cancel" />
              <Button
                kind="primary"
                text={{ zh: '暂停', en: 'Pause' }}
                disabled={reason().trim() === ''}
                onPress={() => void pause()}
                name="confirm"
              />
            </>
          }
        >
          <TextField label={{ zh: '原因', en: 'Reason' }} value={reason()} onInput={setReason} required name="reason" />
        </Dialog>
      </Show>
    </div>
  );
}
