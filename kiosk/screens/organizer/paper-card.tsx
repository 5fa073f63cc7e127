/** A round on paper (specification §14): choosing it, the numbers of ballots and box, how far the tellers are, what to print. */
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';
import {
  issuePaper,
  openPaperBox,
  paperReportsFile,
  proposePaperCount,
  proposePaperRound,
  stopPaper,
} from '../../../server/contract/paper-rounds.ts';
import { addressOf } from '../../../server/contract/route.ts';
import { Button } from '../../controls/button.tsx';
import { NumberField, TextField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';

type Fields = Readonly<Record<string, number>>;

/** One line of numbers for each kind of ballot. */
function Numbers(props: {
  readonly titles: readonly Text[];
  readonly fields: readonly { readonly key: string; readonly label: Text }[];
  readonly initial: (contest: number) => Fields;
  readonly button: Text;
  readonly name: string;
  readonly onSend: (rows: readonly Fields[]) => unknown;
}): JSX.Element {
  const [rows, setRows] = createSignal<readonly Fields[]>(props.titles.map((_, i) => props.initial(i)));
  return (
    <div class="stack" data-name={props.name}>
      <For each={props.titles}>
        {(title, i) => (
          <div class="stack">
            <strong>{say(title)}</strong>
            <div class="row">
              <For each={props.fields}>
                {({ key, label }) => (
                  <NumberField
                    label={label}
                    value={rows()[i()]?.[key] ?? 0}
                    least={0}
                    name={`${key}-${i()}`}
                    onInput={(value) =>
                      setRows(rows().map((row, k) => (k === i() ? { ...row, [key]: value ?? 0 } : row)))
                    }
                  />
                )}
              </For>
            </div>
          </div>
        )}
      </For>
      <div class="row" data-end="true">
        <Button kind="primary" text={props.button} name={`send-${props.name}`} onPress={() => props.onSend(rows())} />
      </div>
    </div>
  );
}

export function PaperCard(props: { readonly actions: MeetingActions; readonly now: OrganizerMeeting }): JSX.Element {
  const [reason, setReason] = createSignal('');
  const round = () => props.now.rounds.find((one) => one.round === props.now.currentRound);
  const params = () => ({ meeting: props.now.id, round: String(props.now.currentRound) });
  const work = () => round()?.paperWork ?? null;
  const step = () => props.now.next.step;
  const titles = () => (round()?.contests ?? []).map(({ title }) => title);
  const act = (run: Parameters<MeetingActions['act']>[0]) => props.actions.act(run);
  const mayChoose = () => work() === null && (props.now.phase === 'ceremony' || props.now.phase === 'cards');
  return (
    <Show when={work() !== null || mayChoose()}>
      <Card title={{ zh: '纸质选票', en: 'Paper ballots' }} name="paper">
        <Switch>
          <Match when={mayChoose()}>
            <p>
              {say({
                zh: '本轮可以从开始就用纸质选票：不做密钥仪式，不制卡。监票人签名后不能再改回电子投票。',
                en: 'The round can be held on paper from the start: no key ceremony, no cards. Final once signed.',
              })}
            </p>
            <TextField label={{ zh: '理由', en: 'Reason' }} value={reason()} onInput={setReason} name="paper-reason" />
            <Button
              text={{ zh: '本轮用纸质选票，交监票人签名', en: 'Hold this round on paper' }}
              name="choose-paper"
              disabled={reason().trim() === ''}
              onPress={() =>
                void act(() => call(proposePaperRound, { params: params(), body: { reason: reason().trim() } }))
              }
            />
          </Match>
          <Match when={work()}>
            {(now) => (
              <>
                <Notice
                  text={{ zh: `本轮使用纸质选票：${round()?.paper ?? ''}`, en: `On paper: ${round()?.paper ?? ''}` }}
                />
                <div class="row">
                  <Show when={now().contests.length > 0}>
                    <a
                      class="button"
                      data-kind="secondary"
                      href={addressOf(paperReportsFile, params())}
                      data-name="print-reports"
                    >
                      {say({ zh: '发票、收票情况报告单', en: 'Reports of ballots issued and recovered' })}
                    </a>
                  </Show>
                </div>
                <Switch>
                  <Match when={step() === 'issue-paper'}>
                    <Numbers
                      name="issue"
                      titles={titles()}
                      fields={[
                        { key: 'printed', label: { zh: '印制', en: 'Printed' } },
                        { key: 'issued', label: { zh: '发出', en: 'Issued' } },
                        { key: 'remaining', label: { zh: '剩余', en: 'Remaining' } },
                      ]}
                      initial={() => ({
                        printed: props.now.attendance.present,
                        issued: props.now.attendance.present,
                        remaining: 0,
                      })}
                      button={{ zh: '选票已发出，开始投票', en: 'Ballots handed out: begin voting' }}
                      onSend={(rows) =>
                        act(() => call(issuePaper, { params: params(), body: { contests: rows as never } }))
                      }
                    />
                  </Match>
                  <Match when={step() === 'stop-paper'}>
                    <Button
                      kind="primary"
                      text={{ zh: '投票结束', en: 'Voting is over' }}
                      name="stop-paper"
                      onPress={() => void act(() => call(stopPaper, { params: params(), body: {} }))}
                    />
                  </Match>
                  <Match
                    when={
                      step() === 'open-box' ||
                      step() === 'wait-tellers' ||
                      step() === 'settle-ballots' ||
                      step() === 'propose-count'
                    }
                  >
                    <Numbers
                      name="box"
                      titles={titles()}
                      fields={[
                        { key: 'voters', label: { zh: '投票人数', en: 'Voters' } },
                        { key: 'recovered', label: { zh: '收回选票', en: 'Recovered' } },
                      ]}
                      initial={(i) => ({
                        voters: now().contests[i]?.voters ?? now().contests[i]?.issued ?? 0,
                        recovered: now().contests[i]?.recovered ?? 0,
                      })}
                      button={
                        step() === 'open-box'
                          ? { zh: '开箱清点', en: 'Box counted' }
                          : { zh: '更正清点数', en: 'Correct the box' }
                      }
                      onSend={(rows) =>
                        act(() => call(openPaperBox, { params: params(), body: { contests: rows as never } }))
                      }
                    />
                    <For each={step() === 'open-box' ? [] : now().contests}>
                      {(one, i) => (
                        <Notice
                          tone={!one.counted ? 'bad' : one.agreed ? 'good' : 'info'}
                          name={`work-${i()}`}
                          text={
                            !one.counted
                              ? {
                                  zh: '收回多于规定，选举无效，重新选举。',
                                  en: 'Too many recovered: void, vote again.',
                                }
                              : one.agreed
                                ? { zh: '两份计票一致。', en: 'Both tallies agree.' }
                                : {
                                    zh: `第一份 ${one.sheets[0]} 张，第二份 ${one.sheets[1]} 张，共 ${one.recovered ?? 0} 张；待裁定 ${one.open} 张。`,
                                    en: `First ${one.sheets[0]}, second ${one.sheets[1]} of ${one.recovered ?? 0}; ${one.open} to settle.`,
                                  }
                          }
                        />
                      )}
                    </For>
                    <Show when={step() === 'propose-count'}>
                      <Button
                        kind="primary"
                        text={{ zh: '两份一致，交监票人签名', en: 'Both agree: have it signed' }}
                        name="propose-count"
                        onPress={() => void act(() => call(proposePaperCount, { params: params(), body: {} }))}
                      />
                    </Show>
                  </Match>
                </Switch>
              </>
            )}
          </Match>
        </Switch>
      </Card>
    </Show>
  );
}
