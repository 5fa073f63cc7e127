/** 筹备 (UX 5.1): sign in, choose or create a meeting, then the meeting itself. */
import { createSignal, type JSX, Match, Switch } from 'solid-js';
import { organizerMeetings, organizerSignOut } from '../../../server/contract/organizer.ts';
import { Button } from '../../controls/button.tsx';
import { Connecting } from '../../controls/connected.tsx';
import { OfficialPage } from '../../controls/official-page.tsx';
import { SignInForm } from '../../controls/sign-in-form.tsx';
import { call } from '../../session/client.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { MeetingList } from './meeting-list.tsx';
import { MeetingPage } from './meeting-page.tsx';
import './organizer.css';

export const ROLE = { zh: '组织者', en: 'Organizer' };

/** The meeting stands in the address after '#', so that a reload or a second window shows the same one. */
const meetingInAddress = () => decodeURIComponent(location.hash.slice(1)) || null;

export function OrganizerPage(): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => call(organizerMeetings), { intervalMs: 3000 });
  const [chosen, setChosen] = createSignal(meetingInAddress());
  window.addEventListener('hashchange', () => setChosen(meetingInAddress()));
  const choose = (meeting: string | null) => {
    history.replaceState(null, '', meeting === null ? location.pathname : `#${encodeURIComponent(meeting)}`);
    setChosen(meeting);
  };
  const signOut = async () => {
    await call(organizerSignOut, { body: {} });
    await refresh();
  };
  const isSignedOut = () => refusal()?.code === 'not-signed-in';
  const tools = () => (
    <Button kind="quiet" text={{ zh: '退出', en: 'Sign out' }} onPress={() => void signOut()} name="sign-out" />
  );
  return (
    <Switch
      fallback={
        <OfficialPage role={ROLE} screen="connecting" narrow>
          <Connecting refusal={refusal()} />
        </OfficialPage>
      }
    >
      <Match when={isSignedOut()}>
        <OfficialPage role={ROLE} screen="sign-in" narrow>
          <SignInForm
            role="organizer"
            title={{ zh: '组织者登录', en: 'Organizer: sign in' }}
            onSignedIn={() => void refresh()}
          />
        </OfficialPage>
      </Match>
      <Match when={state() && chosen()} keyed>
        {(meeting) => <MeetingPage meeting={meeting} tools={tools()} onLeave={() => choose(null)} onOpen={choose} />}
      </Match>
      <Match when={state()}>
        {(now) => (
          <OfficialPage role={ROLE} screen="meetings" tools={tools()}>
            <MeetingList meetings={now().meetings} onOpen={choose} onCreated={refresh} />
          </OfficialPage>
        )}
      </Match>
    </Switch>
  );
}
