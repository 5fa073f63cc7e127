/** 签到处 (UX 5.2 C1–C6): sign in, choose the meeting, check members in. */
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import { deskMeetings, deskSignOut } from '../../../server/contract/desk.ts';
import { Button } from '../../controls/button.tsx';
import { Connecting } from '../../controls/connected.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { Card, OfficialPage } from '../../controls/official-page.tsx';
import { phaseWord } from '../../controls/phase-bar.tsx';
import { SignInForm } from '../../controls/sign-in-form.tsx';
import { call } from '../../session/client.ts';
import { daysIn } from '../../session/days.ts';
import { say } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { CheckInDesk } from './check-in-desk.tsx';
import './desk.css';

const ROLE = { zh: '签到处', en: 'Check-in desk' };

export function DeskPage(): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => call(deskMeetings), { intervalMs: 3000 });
  const [chosen, setChosen] = createSignal<string | null>(null);
  const meetings = () => state()?.meetings ?? [];
  // One meeting only: nothing to choose.
  const meeting = () =>
    meetings().find((one) => one.id === chosen()) ?? (meetings().length === 1 ? meetings()[0] : undefined);
  const signedOut = () => refusal()?.code === 'not-signed-in';
  const signOut = async () => {
    await call(deskSignOut, { body: {} });
    setChosen(null);
    await refresh();
  };
  return (
    <Show
      when={!signedOut() && meeting()}
      fallback={
        <OfficialPage role={ROLE} screen={signedOut() ? 'sign-in' : 'meetings'} narrow>
          <Switch fallback={<Connecting />}>
            <Match when={signedOut()}>
              <SignInForm
                role="desk"
                title={{ zh: '签到处登录', en: 'Sign in at the desk' }}
                onSignedIn={() => void refresh()}
              />
            </Match>
            <Match when={refusal()}>
              <RefusalNotice refusal={refusal()} />
            </Match>
            <Match when={state()}>
              <Card title={{ zh: '选择会议', en: 'Choose the meeting' }} name="meetings">
                <ul class="desk-meetings">
                  <For
                    each={meetings()}
                    fallback={
                      <li class="faint">
                        {say({
                          zh: '现在没有可以签到的会议，请等组织者开放签到。',
                          en: 'No meeting is open for check-in yet. The organizer opens it.',
                        })}
                      </li>
                    }
                  >
                    {(one) => (
                      <li>
                        <Button
                          text={{
                            zh: `${one.title} · ${daysIn(one.date, 'zh')} · ${phaseWord(one.phase).zh}`,
                            en: `${one.title} · ${one.date} · ${phaseWord(one.phase).en}`,
                          }}
                          onPress={() => setChosen(one.id)}
                          name="choose-meeting"
                        />
                      </li>
                    )}
                  </For>
                </ul>
              </Card>
            </Match>
          </Switch>
        </OfficialPage>
      }
      keyed
    >
      {(current) => (
        <CheckInDesk
          meeting={current.id}
          role={ROLE}
          tools={
            <>
              <Show when={meetings().length > 1}>
                <Button
                  kind="quiet"
                  text={{ zh: '换会议', en: 'Other meeting' }}
                  onPress={() => setChosen(null)}
                  name="other-meeting"
                />
              </Show>
              <Button
                kind="quiet"
                text={{ zh: '退出', en: 'Sign out' }}
                onPress={() => void signOut()}
                name="sign-out"
              />
            </>
          }
        />
      )}
    </Show>
  );
}
