/** 乡镇党委 (UX 5.8): check a sheet from paper or file without signing in; signed in, read the reports and answer them. */
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import { townshipMeetings, townshipSignOut } from '../../../server/contract/township.ts';
import { Button } from '../../controls/button.tsx';
import { Connecting } from '../../controls/connected.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { Card, OfficialPage } from '../../controls/official-page.tsx';
import { phaseWord } from '../../controls/phase-bar.tsx';
import { SignInForm } from '../../controls/sign-in-form.tsx';
import { call } from '../../session/client.ts';
import { say, sayDay } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { DeskView, type View, ViewTabs } from './desk-views.tsx';
import { PapersPage } from './papers-page.tsx';
import { ReportPage } from './report-page.tsx';
import { SheetCheck } from './sheet-check.tsx';
import './township.css';

const ROLE = { zh: '乡镇党委', en: 'Township committee' };

export function TownshipPage(): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => call(townshipMeetings), { intervalMs: 5000 });
  const [chosen, setChosen] = createSignal<string | null>(null);
  const [inPapers, setInPapers] = createSignal(false);
  const [view, setView] = createSignal<View>('reports');
  const isSignedOut = () => refusal()?.code === 'not-signed-in';
  const signOut = async () => {
    await call(townshipSignOut, { body: {} });
    setChosen(null);
    await refresh();
  };
  /** The meeting whose report lies open. */
  const open = () => state()?.meetings.find(({ id }) => id === chosen());
  return (
    <OfficialPage
      role={ROLE}
      meeting={open()?.title}
      phase={open()?.phase}
      screen={isSignedOut() ? 'sign-in' : inPapers() ? 'T5' : chosen() === null ? 'T1' : 'T3'}
      tools={
        <Show when={!isSignedOut() && state()}>
          <Show when={!inPapers()}>
            <Button
              kind="quiet"
              text={{ zh: '研判和推荐汇总', en: 'Judgements and lists' }}
              onPress={() => {
                setChosen(null);
                setInPapers(true);
              }}
              name="papers"
            />
          </Show>
          <Show when={chosen() !== null || inPapers()}>
            <Button
              kind="quiet"
              text={{ zh: '全部报告', en: 'All reports' }}
              onPress={() => {
                setInPapers(false);
                setChosen(null);
              }}
              name="all-reports"
            />
          </Show>
          <Button kind="quiet" text={{ zh: '退出', en: 'Sign out' }} onPress={() => void signOut()} name="sign-out" />
        </Show>
      }
    >
      <Show when={chosen()} keyed>
        {(meeting) => <ReportPage meeting={meeting} onAnswered={refresh} />}
      </Show>
      <Show when={inPapers() && !isSignedOut()}>
        <PapersPage />
      </Show>
      <Show when={chosen() === null && !inPapers() && !isSignedOut() && state()}>
        <ViewTabs view={view()} onView={setView} />
        <DeskView view={view()} />
      </Show>
      <Show when={chosen() === null && ((!inPapers() && view() === 'reports') || isSignedOut())}>
        <Switch fallback={<Connecting />}>
          <Match when={isSignedOut()}>
            <SignInForm
              role="township"
              title={{ zh: '登录后可以批复', en: 'Sign in to answer' }}
              onSignedIn={() => void refresh()}
            />
          </Match>
          <Match when={state()}>
            {(now) => (
              <Card title={{ zh: '报来的选举结果', en: 'Results that were reported' }} name="reports">
                <ul class="report-list">
                  <For
                    each={now().meetings}
                    fallback={
                      <li class="faint">{say({ zh: '还没有报来的结果。', en: 'Nothing has been reported yet.' })}</li>
                    }
                  >
                    {(meeting) => (
                      <li>
                        <button
                          type="button"
                          class="report-line"
                          data-meeting={meeting.id}
                          onClick={() => setChosen(meeting.id)}
                        >
                          <span class="report-title">{meeting.organization}</span>
                          <span>
                            {meeting.title} · {sayDay(meeting.date)}
                          </span>
                          <span class="report-state">
                            {say(phaseWord(meeting.phase))}
                            {meeting.attention > 0
                              ? say({ zh: ` · ${meeting.attention} 项需注意`, en: ` · ${meeting.attention} to note` })
                              : ''}
                          </span>
                        </button>
                      </li>
                    )}
                  </For>
                </ul>
              </Card>
            )}
          </Match>
          <Match when={refusal()}>
            <RefusalNotice refusal={refusal()} />
          </Match>
        </Switch>
        <SheetCheck />
      </Show>
    </OfficialPage>
  );
}
