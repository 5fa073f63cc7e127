/** The address that `npm start` prints: first the set-up, later the door to every role. */
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import { installation } from '../../../server/contract/public.ts';
import { Connecting } from '../../controls/connected.tsx';
import { Card, OfficialPage } from '../../controls/official-page.tsx';
import { phaseWord } from '../../controls/phase-bar.tsx';
import { call } from '../../session/client.ts';
import { say, sayDay, type Text } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { SetUpForm } from './set-up-form.tsx';
import './start.css';

type Door = { readonly address: string; readonly title: Text; readonly purpose: Text };

const OFFICIALS: readonly Door[] = [
  {
    address: '/organizer/',
    title: { zh: '组织者', en: 'Organizer' },
    purpose: { zh: '筹备、封存、主持全过程', en: 'Prepare, seal and run the meeting' },
  },
  {
    address: '/desk/',
    title: { zh: '签到处', en: 'Check-in desk' },
    purpose: { zh: '签到，发投票卡', en: 'Check in, hand out cards' },
  },
  {
    address: '/scrutineer/',
    title: { zh: '监票人', en: 'Scrutineer' },
    purpose: { zh: '密钥仪式、监督、开票', en: 'Key ceremony, supervision, count' },
  },
  {
    address: '/township/',
    title: { zh: '乡镇党委', en: 'Township committee' },
    purpose: { zh: '核对报告单，批复', en: 'Check the result sheet, answer' },
  },
];

const MACHINES: readonly Door[] = [
  {
    address: '/kiosk/',
    title: { zh: '投票机', en: 'Kiosk' },
    purpose: { zh: '党员在这里投票', en: 'Members vote here' },
  },
  {
    address: '/card-station/',
    title: { zh: '制卡机', en: 'Card station' },
    purpose: { zh: '制作投票卡', en: 'Make the voting cards' },
  },
  {
    address: '/teller/',
    title: { zh: '计票', en: "Teller's screen" },
    purpose: { zh: '纸质选票逐张计票', en: 'Paper ballots, one by one' },
  },
  {
    address: '/screen/',
    title: { zh: '大屏', en: 'Big screen' },
    purpose: { zh: '会场投影', en: 'Projector in the hall' },
  },
];

const EVERYBODY: readonly Door[] = [
  {
    address: '/check/',
    title: { zh: '查验', en: 'Check' },
    purpose: { zh: '任何人都可以复核选举档案', en: 'Anyone can verify the election record' },
  },
  {
    address: '/trust/',
    title: { zh: '连接设备', en: 'Connect a device' },
    purpose: { zh: '在平板和电脑上安装会场的证书', en: 'Install the hall’s certificate on tablets and computers' },
  },
];

function Doors(props: { readonly title: Text; readonly doors: readonly Door[] }): JSX.Element {
  return (
    <section class="doors">
      <h3>{say(props.title)}</h3>
      <ul>
        <For each={props.doors}>
          {(door) => (
            <li>
              <a class="door" href={door.address}>
                <span class="door-title">{say(door.title)}</span>
                <span class="door-purpose">{say(door.purpose)}</span>
              </a>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

export function StartPage(): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => call(installation), { intervalMs: 5000 });
  return (
    <OfficialPage
      role={{ zh: '党员大会电子投票与计票', en: 'Voting and counting at Party-member assemblies' }}
      screen={state()?.setUp === false ? 'set-up' : 'start'}
      narrow={state()?.setUp === false}
    >
      <Switch fallback={<Connecting refusal={refusal()} />}>
        <Match when={state()?.setUp === false}>
          <SetUpForm
            onDone={() => {
              void refresh();
              location.href = '/organizer/';
            }}
          />
        </Match>
        <Match when={state()?.setUp}>
          <h1>{say({ zh: '请选择您的岗位', en: 'Choose your role' })}</h1>
          <Doors title={{ zh: '工作人员', en: 'Officials' }} doors={OFFICIALS} />
          <Doors title={{ zh: '设备', en: 'Machines' }} doors={MACHINES} />
          <Doors title={{ zh: '所有人', en: 'Everybody' }} doors={EVERYBODY} />
          <Show when={(state()?.meetings ?? []).length > 0}>
            <Card title={{ zh: '会议', en: 'Meetings' }} name="meetings">
              <ul class="meetings">
                <For each={state()?.meetings}>
                  {(meeting) => (
                    <li>
                      <a href={`/check/?meeting=${encodeURIComponent(meeting.id)}`}>{meeting.title}</a>
                      <span class="faint">
                        {meeting.organization} · {sayDay(meeting.date)} · {say(phaseWord(meeting.phase))}
                      </span>
                    </li>
                  )}
                </For>
              </ul>
            </Card>
          </Show>
        </Match>
      </Switch>
    </OfficialPage>
  );
}
