/** 计票 of a round on paper (specification §14): pair the screen, take a seat, read the pile ballot by ballot. */
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import { takeTellerSeat, tellerState } from '../../../server/contract/teller.ts';
import { Button } from '../../controls/button.tsx';
import { Connecting } from '../../controls/connected.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card, OfficialPage } from '../../controls/official-page.tsx';
import { PairingForm } from '../../controls/sign-in-form.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { CountingDesk } from './counting-desk.tsx';
import './teller.css';

const SEATS = [
  { seat: 1, text: { zh: '第一计票人', en: 'First teller' } },
  { seat: 2, text: { zh: '第二计票人', en: 'Second teller' } },
] as const;

export function TellerPage(): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => call(tellerState));
  const [place, setPlace] = createSignal(0);
  const [refused, setRefused] = createSignal<{ readonly zh: string; readonly en: string } | null>(null);
  const screen = () => {
    if (refusal()?.code === 'not-signed-in') return 'pairing';
    const now = state();
    if (now === undefined) return 'connecting';
    if (now.seat === null) return 'seat';
    return now.step;
  };
  const contest = () => state()?.contests[Math.min(place(), (state()?.contests.length ?? 1) - 1)];
  const sit = async (seat: 1 | 2) => {
    const answer = await call(takeTellerSeat, { body: { seat } });
    setRefused(answer.ok ? null : answer.error);
    await refresh();
  };
  const seatWord = () => SEATS.find(({ seat }) => seat === state()?.seat)?.text ?? { zh: '计票', en: 'Teller' };

  return (
    <OfficialPage
      role={seatWord()}
      meeting={state()?.meeting.title}
      phase={screen() === 'pairing' ? null : state()?.meeting.phase}
      screen={screen()}
      narrow={screen() === 'pairing'}
    >
      <Switch fallback={<Connecting />}>
        <Match when={screen() === 'pairing'}>
          <PairingForm
            role="teller"
            title={{ zh: '登记计票屏', en: 'Pair this screen' }}
            help={{
              zh: '请组织者在“设备”里为计票屏发一个配对码。两名计票人各用一台。',
              en: 'Ask the organizer for a pairing code under “Machines”. Each teller has a screen of her own.',
            }}
            onPaired={() => void refresh()}
          />
        </Match>
        <Match when={screen() === 'seat'}>
          <Card title={{ zh: '您是哪一位计票人？', en: 'Which teller are you?' }} name="seats">
            <p>
              {say({
                zh: '两人各自独立计票，互相看不到对方所记的内容。',
                en: 'The two count independently; neither sees what the other has entered.',
              })}
            </p>
            <div class="row">
              <For each={SEATS}>
                {({ seat, text }) => (
                  <Button
                    kind="primary"
                    text={text}
                    name={`seat-${seat}`}
                    disabled={state()?.taken.includes(seat) === true}
                    onPress={() => void sit(seat)}
                  />
                )}
              </For>
            </div>
            <RefusalNotice refusal={refused()} />
          </Card>
        </Match>
        <Match when={screen() === 'wait'}>
          <Notice
            text={{
              zh: '还没有到计票的时候。开箱清点以后，这里会出现选票。',
              en: 'It is not the time to count. Ballots appear here once the box was opened.',
            }}
          />
        </Match>
        <Match when={screen() === 'signed'}>
          <Notice
            tone="good"
            name="signed"
            text={{ zh: '监票人已签署计票结果，计票结束。', en: 'The scrutineers have signed the count. It is over.' }}
          />
        </Match>
        <Match when={screen() === 'count' && state()}>
          {(now) => (
            <>
              <RefusalNotice refusal={refusal()} />
              <Show when={now().contests.length > 1}>
                <div class="row" role="tablist">
                  <For each={now().contests}>
                    {(one, i) => (
                      <Button
                        kind={place() === i() ? 'primary' : 'secondary'}
                        text={one.contest.title}
                        name={`contest-${i()}`}
                        onPress={() => setPlace(i())}
                      />
                    )}
                  </For>
                </div>
              </Show>
              <For
                each={now()
                  .contests.filter((one) => one.place === contest()?.place)
                  .map((one) => one.place)}
              >
                {() => <CountingDesk contest={contest} people={now().people} refresh={refresh} />}
              </For>
            </>
          )}
        </Match>
      </Switch>
    </OfficialPage>
  );
}
