/**
 * 换卡 at the desk (specification §5, UX 5.3): the first of the two officials takes the old card and registers it; no machine reads a
 * card here. The new one is drawn when a scrutineer has confirmed. There is no button for a lost card.
 */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { askExchange, withdrawExchange } from '../../../server/contract/desk.ts';
import type { CardExchange } from '../../../server/contract/shared.ts';
import { Button } from '../../controls/button.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';

const KIND: Readonly<Record<CardExchange['kind'], { readonly title: Text; readonly what: Text }>> = {
  damaged: {
    title: { zh: '损坏', en: 'Damaged' },
    what: { zh: '破损、弄脏，但还能扫描或手工输入', en: 'torn or stained, but it can be scanned or typed' },
  },
  unreadable: {
    title: { zh: '读不出', en: 'Unreadable' },
    what: { zh: '扫描、手工输入都读不出', en: 'neither scanning nor typing reads it' },
  },
  challenged: {
    title: { zh: '抽查用过', en: 'Used for a challenge' },
    what: { zh: '投票机上显示“这张卡已用于抽查”', en: 'the kiosk says the card was used for a check' },
  },
};

export function ExchangeSection(props: {
  readonly meeting: string;
  readonly exchanges: readonly CardExchange[];
  readonly onChange: () => void;
}): JSX.Element {
  const [problem, setProblem] = createSignal<Text | null>(null);
  const [isBusy, setBusy] = createSignal(false);
  const send = async (route: typeof askExchange | typeof withdrawExchange, kind: CardExchange['kind']) => {
    setBusy(true);
    const answer = await call(route, { params: { meeting: props.meeting }, body: { kind } });
    setProblem(answer.ok ? null : answer.error);
    props.onChange();
    setBusy(false);
  };
  const state = ({ asked, done }: CardExchange): Text | null => {
    if (asked > done) {
      return {
        zh: `等待监票人看过旧卡并确认（${asked - done} 张），先不要抽新卡`,
        en: `Waiting for a scrutineer to see the old card (${asked - done}); draw no new one yet`,
      };
    }
    return done === 0
      ? null
      : {
          zh: `监票人已确认，可以抽新卡（共换 ${done} 张）`,
          en: `Confirmed: a new card may be drawn (${done} in all)`,
        };
  };
  return (
    <Card title={{ zh: '换卡（须两人办理）', en: 'Exchange a card (by two officials)' }} name="exchanges">
      <p>
        {say({
          zh: '先收下旧卡，不看卡上内容，再登记；监票人看过旧卡、在自己的设备上确认以后，才从密封箱里抽新卡。遗失的卡不补。',
          en: 'Take the old card without looking at its content, then register it. A new card is drawn from the sealed box only when a scrutineer has seen the old one and confirmed. A lost card is not replaced.',
        })}
      </p>
      <ul class="desk-exchanges">
        <For each={props.exchanges}>
          {(one) => (
            <li data-exchange={one.kind} data-waiting={one.asked > one.done}>
              <div>
                <p>
                  <strong>{say(KIND[one.kind].title)}</strong> <span class="faint">{say(KIND[one.kind].what)}</span>
                </p>
                <Show when={state(one)}>{(text) => <p data-name="exchange-state">{say(text())}</p>}</Show>
              </div>
              <div class="row">
                <Show when={one.asked > one.done}>
                  <Button
                    kind="quiet"
                    text={{ zh: '撤回', en: 'Take back' }}
                    busy={isBusy()}
                    onPress={() => void send(withdrawExchange, one.kind)}
                    name={`withdraw-${one.kind}`}
                  />
                </Show>
                <Button
                  text={{ zh: '旧卡已收下，登记', en: 'Old card taken: register' }}
                  busy={isBusy()}
                  onPress={() => void send(askExchange, one.kind)}
                  name={`exchange-${one.kind}`}
                />
              </div>
            </li>
          )}
        </For>
      </ul>
      <RefusalNotice refusal={problem()} />
    </Card>
  );
}
