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
import { ToPaperDialog } from './to-paper-dialog.tsx';

type Fields = Readonly<Record<string, number>>;

/** One line of numbers for each kind of ballot. */
function Numbers(props: {
  readonly titles: readonly Text[];
  readonly fields: readonly { readonly key: string; readonly label: Text }[];
  readonly initial: (contest: number) => Fields;
  readonly button: Text;
  /** Entered before: this only corrects it. */
  readonly corrects?: boolean;
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
        <Button
          kind={props.corrects === true ? 'secondary' : 'primary'}
          text={props.button}
          name={`send-${props.name}`}
          onPress={() => props.onSend(rows())}
        />
      </div>
    </div>
  );
}

/** Sealed for kiosks and not opened yet: it can still be given up for paper (UX S11). */
const LEAVABLE = ['sealed', 'check-in', 'voting', 'paused', 'stopped', 'closed'] as const;

/** Of forms, one paper holds every list: one line of numbers stands for all of them. */
const isOneHeap = ({ kind }: OrganizerMeeting): boolean => kind === 'appraisal' || kind === 'recommendation';
const FORM_TITLE = {
  appraisal: { zh: '测评表', en: 'Appraisal forms' },
  recommendation: { zh: '推荐表', en: 'Recommendation forms' },
} as const;

export function PaperCard(props: { readonly actions: MeetingActions; readonly now: OrganizerMeeting }): JSX.Element {
  const [reason, setReason] = createSignal(props.now.draft.onPaper ? '本次会议使用纸质选票' : '');
  const round = () => props.now.rounds.find((one) => one.round === props.now.currentRound);
  const params = () => ({ meeting: props.now.id, round: String(props.now.currentRound) });
  const work = () => round()?.paperWork ?? null;
  const step = () => props.now.next.step;
  const titles = (): readonly Text[] => {
    const { kind } = props.now;
    return kind === 'appraisal' || kind === 'recommendation'
      ? [FORM_TITLE[kind]]
      : (round()?.contests ?? []).map(({ title }) => title);
  };
  const boxes = (rows: readonly Fields[]): never =>
    (isOneHeap(props.now) ? (round()?.contests ?? []).map(() => rows[0]) : rows) as never;
  const act = (run: Parameters<MeetingActions['act']>[0]) => props.actions.act(run);
  const mayChoose = () => work() === null && (props.now.phase === 'ceremony' || props.now.phase === 'cards');
  const mayChange = () =>
    work() === null && round()?.sealed === true && (LEAVABLE as readonly string[]).includes(props.now.phase);
  const [changing, setChanging] = createSignal(false);
  return (
    <Show when={work() !== null || mayChoose() || mayChange()}>
      <Card title={{ zh: '纸质选票', en: 'Paper ballots' }} name="paper">
        <Switch>
          <Match when={mayChoose()}>
            <p>
              {say(
                step() === 'choose-paper'
                  ? {
                      zh: '本次会议没有做过密钥仪式，本轮只能用纸质选票。写明理由，交监票人签名。',
                      en: 'This meeting held no key ceremony, so this round can only be on paper. Give the reason; the scrutineers sign it.',
                    }
                  : {
                      zh: '本轮可以从开始就用纸质选票：不做密钥仪式，不制卡。监票人签名后不能再改回电子投票。',
                      en: 'The round can be held on paper from the start: no key ceremony, no cards. Final once signed.',
                    },
              )}
            </p>
            <TextField label={{ zh: '理由', en: 'Reason' }} value={reason()} onInput={setReason} name="paper-reason" />
            <div class="row">
              <Button
                kind={step() === 'choose-paper' || step() === 'plan-paper' ? 'primary' : 'secondary'}
                text={{ zh: '本轮用纸质选票，交监票人签名', en: 'Hold this round on paper' }}
                name="choose-paper"
                disabled={reason().trim() === ''}
                onPress={() =>
                  void act(() => call(proposePaperRound, { params: params(), body: { reason: reason().trim() } }))
                }
              />
            </div>
          </Match>
          <Match when={mayChange()}>
            <p>
              {say({
                zh: '停电、设备故障等情况下，本轮可以转为纸质投票：已投的电子选票作废，永不开票。',
                en: 'After a power cut or a failure this round can change to paper: electronic ballots already cast are void and never opened.',
              })}
            </p>
            <div class="row">
              <Button
                text={{ zh: '转为纸质…', en: 'Change to paper…' }}
                name="to-paper"
                onPress={() => setChanging(true)}
              />
            </div>
            <Show when={changing()}>
              <ToPaperDialog
                meeting={props.now.id}
                round={props.now.currentRound}
                onDone={() => setChanging(false)}
                onCancel={() => setChanging(false)}
              />
            </Show>
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
                        act(() => call(issuePaper, { params: params(), body: { contests: boxes(rows) } }))
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
                      corrects={step() !== 'open-box'}
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
                          : { zh: '更正清点数', en: 'Correct the counts' }
                      }
                      onSend={(rows) =>
                        act(() => call(openPaperBox, { params: params(), body: { contests: boxes(rows) } }))
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
