/** C1: counters, surname buttons, search, list; C2–C5 are dialogs over it; C6 closes the desk. */
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import { checkIn, closeDesk, type DeskMember, deskState } from '../../../server/contract/desk.ts';
import { Button } from '../../controls/button.tsx';
import { Connected } from '../../controls/connected.tsx';
import { Counter, Counters } from '../../controls/counter.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { TextField } from '../../controls/fields.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { OfficialPage } from '../../controls/official-page.tsx';
import { press } from '../../controls/press.ts';
import { StaffNeededNotices } from '../../controls/staff-needed.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { AssistDialog } from './assist-dialog.tsx';
import { ExchangeSection } from './exchange-section.tsx';
import { LeaveDialog, MemberDialog, ReadmitDialog, UndoDialog } from './member-dialogs.tsx';
import { memberLine } from './member-line.ts';
import { matches } from './member-search.ts';

type Asking =
  | { readonly kind: 'member' | 'undo' | 'leave' | 'readmit' | 'assist'; readonly member: DeskMember }
  | { readonly kind: 'close' }
  | null;

export function CheckInDesk(props: {
  readonly meeting: string;
  readonly role: Text;
  readonly tools: JSX.Element;
}): JSX.Element {
  const params = { meeting: props.meeting };
  const { state, refusal, refresh } = createPolledState(() => call(deskState, { params }));
  const [surname, setSurname] = createSignal<string | null>(null);
  const [query, setQuery] = createSignal('');
  const [asking, setAsking] = createSignal<Asking>(null);
  const [drawCard, setDrawCard] = createSignal<{ readonly label: string; readonly card: boolean } | null>(null);
  const [problem, setProblem] = createSignal<Text | null>(null);
  const shown = createMemo(() =>
    (state()?.members ?? []).filter(
      (member) => (query() !== '' || surname() === null || member.surname === surname()) && matches(member, query()),
    ),
  );
  const done = async () => {
    setAsking(null);
    setProblem(null);
    setQuery('');
    setSurname(null);
    await refresh();
  };
  const arrive = async (member: DeskMember) => {
    const answer = await call(checkIn, { params, body: { member: member.id } });
    if (!answer.ok) {
      setAsking(null);
      // Of whom it is said: the question that named the person is closed.
      const { zh, en } = answer.error;
      setProblem({ zh: `${member.label}：${zh}`, en: `${member.label}: ${en}` });
      return;
    }
    setDrawCard({ label: member.label, card: answer.value.card });
    await done();
  };
  const close = async () => {
    const answer = await call(closeDesk, { params, body: {} });
    if (answer.ok) await done();
    else setProblem(answer.error);
  };
  const member = (kind: 'member' | 'undo' | 'leave' | 'readmit' | 'assist') => {
    const now = asking();
    return now !== null && now.kind !== 'close' && now.kind === kind ? now.member : undefined;
  };
  return (
    <OfficialPage
      role={props.role}
      meeting={state()?.meeting.title}
      phase={state()?.meeting.phase}
      tools={props.tools}
      screen={drawCard() === null ? 'C1' : 'C3'}
    >
      <Connected state={state()} refusal={refusal()}>
        {(now) => (
          <>
            <Counters>
              <Counter label={{ zh: '应到', en: 'Expected' }} value={now().attendance.expected} name="expected" />
              <Counter
                label={{ zh: '实到', en: 'Present' }}
                value={now().attendance.present}
                tone={now().attendance.quorate ? 'good' : 'accent'}
                name="present"
              />
              <Show when={now().attendance.quorumMinimum > 0}>
                <Counter
                  label={
                    now().attendance.quorate ? { zh: '已达到', en: 'Reached' } : { zh: '尚差', en: 'Still missing' }
                  }
                  value={now().attendance.quorate ? '✔' : now().attendance.missing}
                  tone={now().attendance.quorate ? 'good' : 'accent'}
                  name="missing"
                />
                <Counter
                  label={{ zh: '至少需到', en: 'Needed' }}
                  value={now().attendance.quorumMinimum}
                  name="quorum"
                />
              </Show>
              <Counter
                label={{ zh: '已发投票卡', en: 'Cards handed out' }}
                value={now().attendance.cardsHandedOut}
                name="cards"
              />
            </Counters>
            <Show when={refusal()}>
              <RefusalNotice refusal={refusal()} />
            </Show>
            <StaffNeededNotices kiosks={now().staffNeeded} />
            <Show when={!now().attendance.open}>
              <Notice
                tone="info"
                name="desk-closed"
                text={{
                  zh: '签到已经截止。投票期间不签到；有人迟到，请组织者暂停投票后再开放。',
                  en: 'Check-in is closed. Nobody is checked in while voting runs; for a latecomer the organizer pauses voting first.',
                }}
              />
            </Show>
            <Show when={now().announcement}>
              {(text) => <Notice tone={now().attendance.quorate ? 'good' : 'info'} text={text()} name="announcement" />}
            </Show>
            <Show when={problem()}>{(text) => <Notice tone="bad" text={text()} name="problem" />}</Show>
            <Show when={drawCard()}>
              {(drawn) => (
                <Notice
                  tone="good"
                  name="draw-card"
                  text={
                    drawn().card
                      ? {
                          zh: `${drawn().label} 已签到。请从箱中抽取一张折好的投票卡，不要打开。`,
                          en: `${drawn().label} is checked in. Please draw one folded card from the box; do not open it.`,
                        }
                      : {
                          zh: `${drawn().label} 已登记列席，不领投票卡。`,
                          en: `${drawn().label} attends without a vote and gets no card.`,
                        }
                  }
                />
              )}
            </Show>
            <Show when={now().exchanges}>
              {(exchanges) => (
                <ExchangeSection meeting={props.meeting} exchanges={exchanges()} onChange={() => void refresh()} />
              )}
            </Show>
            <div class="desk-find">
              <TextField
                label={{ zh: '按姓名或拼音查找', en: 'Find by name or pinyin' }}
                value={query()}
                onInput={setQuery}
                type="search"
                name="search"
                placeholder={{ zh: '例：王建国、wjg', en: 'e.g. wjg' }}
              />
              <div class="desk-surnames" data-name="surnames">
                <button
                  type="button"
                  class="desk-surname"
                  aria-pressed={surname() === null}
                  onClick={() => setSurname(null)}
                >
                  {say({ zh: '全部', en: 'All' })}
                </button>
                <For each={now().surnames}>
                  {(group) => (
                    <button
                      type="button"
                      class="desk-surname"
                      data-surname={group.surname}
                      aria-pressed={surname() === group.surname}
                      onClick={() => {
                        setQuery('');
                        setSurname(group.surname);
                      }}
                    >
                      {group.surname}
                      <span>{group.people.length}</span>
                    </button>
                  )}
                </For>
              </div>
            </div>
            <ul class="desk-members">
              <For
                each={shown()}
                fallback={<li class="faint">{say({ zh: '名册上没有找到。', en: 'Not found on the roll.' })}</li>}
              >
                {(one) => (
                  <li>
                    <button
                      type="button"
                      class="desk-member"
                      data-member={one.label}
                      data-state={one.state}
                      data-right={one.right}
                      onClick={press(() => {
                        setDrawCard(null);
                        setProblem(null);
                        setAsking({ kind: 'member', member: one });
                      })}
                    >
                      <span class="desk-name">{one.label}</span>
                      <span class="desk-line">
                        {memberLine(one)}
                        {one.helper === null
                          ? ''
                          : say({ zh: ` · 代写：${one.helper}`, en: ` · helped by ${one.helper}` })}
                      </span>
                    </button>
                  </li>
                )}
              </For>
            </ul>
            <div class="row" data-end="true">
              <For each={now().documents.filter((document) => document.ready)}>
                {(document) => (
                  <a
                    class="button"
                    data-kind="secondary"
                    href={document.href}
                    target="_blank"
                    rel="noopener"
                    data-name={`document-${document.kind}`}
                  >
                    {say(document.title)}
                  </a>
                )}
              </For>
              <Show when={now().attendance.open}>
                <Button
                  kind={now().attendance.quorate ? 'primary' : 'secondary'}
                  text={{ zh: '截止签到', en: 'Close check-in' }}
                  onPress={() => setAsking({ kind: 'close' })}
                  name="close-desk"
                />
              </Show>
            </div>
            <Switch>
              <Match when={member('member')}>
                {(one) => (
                  <MemberDialog
                    member={one()}
                    open={now().attendance.open}
                    beforeOpening={now().meeting.phase === 'check-in'}
                    onReadmit={() => setAsking({ kind: 'readmit', member: one() })}
                    onCheckIn={() => void arrive(one())}
                    onUndo={() => setAsking({ kind: 'undo', member: one() })}
                    onLeave={() => setAsking({ kind: 'leave', member: one() })}
                    onAssist={() => setAsking({ kind: 'assist', member: one() })}
                    onCancel={() => setAsking(null)}
                  />
                )}
              </Match>
              <Match when={member('undo')}>
                {(one) => (
                  <UndoDialog
                    meeting={props.meeting}
                    member={one()}
                    onDone={() => void done()}
                    onCancel={() => setAsking(null)}
                  />
                )}
              </Match>
              <Match when={member('readmit')}>
                {(one) => (
                  <ReadmitDialog
                    meeting={props.meeting}
                    member={one()}
                    onDone={() => {
                      setDrawCard({ label: one().label, card: true });
                      void done();
                    }}
                    onCancel={() => setAsking(null)}
                  />
                )}
              </Match>
              <Match when={member('leave')}>
                {(one) => (
                  <LeaveDialog
                    meeting={props.meeting}
                    member={one()}
                    onDone={() => void done()}
                    onCancel={() => setAsking(null)}
                  />
                )}
              </Match>
              <Match when={member('assist')}>
                {(one) => (
                  <AssistDialog
                    meeting={props.meeting}
                    member={one()}
                    onDone={() => void done()}
                    onCancel={() => setAsking(null)}
                  />
                )}
              </Match>
              <Match when={asking()?.kind === 'close'}>
                <Dialog
                  name="close-desk"
                  title={{ zh: '截止签到？', en: 'Close check-in?' }}
                  onCancel={() => setAsking(null)}
                  actions={
                    <>
                      <Button text={{ zh: '返回', en: 'Back' }} onPress={() => setAsking(null)} name="cancel" />
                      <Button
                        kind="primary"
                        text={{ zh: '截止签到', en: 'Close check-in' }}
                        onPress={() => void close()}
                        name="confirm"
                      />
                    </>
                  }
                >
                  <p>
                    {say({
                      zh: `应到 ${now().attendance.expected} 名，实到 ${now().attendance.present} 名，已发投票卡 ${now().attendance.cardsHandedOut} 张。投票期间不再签到。`,
                      en: `Expected ${now().attendance.expected}, present ${now().attendance.present}, cards handed out ${now().attendance.cardsHandedOut}. Nobody is checked in while voting runs.`,
                    })}
                  </p>
                </Dialog>
              </Match>
            </Switch>
          </>
        )}
      </Connected>
    </OfficialPage>
  );
}
