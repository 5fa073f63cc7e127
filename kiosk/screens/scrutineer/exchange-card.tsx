/**
 * 换卡 (specification §5, UX 5.3): the desk has taken an old card and asks; this scrutineer, the second official, sees it with the own
 * eyes. A readable one is scanned and made void, an unreadable one goes into the envelope, a challenged one is compared. Only
 * then is a new card drawn. A lost card is not replaced.
 */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { confirmExchange } from '../../../server/contract/scrutineer.ts';
import type { CardExchange } from '../../../server/contract/shared.ts';
import { Button } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import { CardInput } from './card-input.tsx';
import { createCardQueue } from './card-queue.ts';
import type { Device } from './device.ts';
import { createVoider } from './scanned-voids.ts';

type Kind = CardExchange['kind'];

const ASKED: Readonly<Record<Kind, { readonly title: Text; readonly step: Text }>> = {
  damaged: {
    title: { zh: '损坏、还能读的卡', en: 'A damaged card that can be read' },
    step: { zh: '在下面扫描旧卡，它就作废。', en: 'Scan the old card below: that makes it void.' },
  },
  unreadable: {
    title: { zh: '读不出的卡', en: 'A card that cannot be read' },
    step: {
      zh: '两人当面试过，扫描、手输都读不出。旧卡装入封存袋，截止后点数。',
      en: 'Both have tried: neither scanning nor typing reads it. The old card goes into the envelope and is counted after voting.',
    },
  },
  challenged: {
    title: { zh: '抽查用过的卡', en: 'A card used for a challenge' },
    step: {
      zh: '旧卡的卡码与抽查设备上的相同，收回旧卡。',
      en: 'The code on the old card is the one on the checking device; keep the old card.',
    },
  },
};

export function ExchangeCard(props: { readonly device: Device }): JSX.Element {
  const [told, setTold] = createSignal<{ readonly tone: 'good' | 'bad'; readonly text: Text } | null>(null);
  const [isBusy, setBusy] = createSignal(false);
  const params = { meeting: props.device.who.meeting, index: String(props.device.who.index) };
  const voider = createVoider(props.device);
  const waiting = () => (props.device.server()?.round?.exchanges ?? []).filter(({ asked, done }) => asked > done);
  const isAsked = (kind: Kind) => waiting().some((one) => one.kind === kind);

  const confirm = async (kind: Kind) => {
    setBusy(true);
    const answer = await call(confirmExchange, { params, body: { kind } });
    setTold(
      answer.ok
        ? {
            tone: 'good',
            text: {
              zh: '已确认。请从密封箱里抽一张新卡给本人。',
              en: 'Confirmed. Let the voter draw a new card from the sealed box.',
            },
          }
        : { tone: 'bad', text: answer.error },
    );
    await props.device.refresh();
    setBusy(false);
  };

  const queue = createCardQueue<string>(async (text) => {
    setTold(null);
    const { refusal } = await voider(text, 'void-damaged');
    // Void already: the scan before this one was interrupted; the server knows whether an exchange is still due for it.
    if (refusal === null || refusal.code === 'card-void') await confirm('damaged');
    else setTold({ tone: 'bad', text: refusal });
  });

  return (
    <Card title={{ zh: '换卡', en: 'Exchange of cards' }} name="exchange">
      <Show
        when={waiting().length > 0}
        fallback={
          <p class="faint">
            {say({
              zh: '签到处收下旧卡并登记以后，这里请您确认。损坏、读不出、抽查过的卡才能换；遗失的卡不补。',
              en: 'When the desk has taken an old card and registered it, you confirm here. Only damaged, unreadable and challenged cards are exchanged; a lost card is not replaced.',
            })}
          </p>
        }
      >
        <ul class="exchange-asked">
          <For each={waiting()}>
            {({ kind, asked, done }) => (
              <li data-exchange={kind}>
                <p>
                  <strong>
                    {say({
                      zh: `签到处请求换卡：${ASKED[kind].title.zh}，${asked - done} 张`,
                      en: `The desk asks for an exchange: ${ASKED[kind].title.en} (${asked - done})`,
                    })}
                  </strong>
                </p>
                <p>{say(ASKED[kind].step)}</p>
                <Show when={kind !== 'damaged'}>
                  <div class="row" data-end="true">
                    <Button
                      text={{ zh: '我已看过旧卡，可以抽新卡', en: 'I have seen the old card: draw a new one' }}
                      busy={isBusy()}
                      onPress={() => void confirm(kind)}
                      name={`confirm-${kind}`}
                    />
                  </div>
                </Show>
              </li>
            )}
          </For>
        </ul>
        <Show when={isAsked('damaged')}>
          <CardInput waiting={queue.waiting()} onCard={queue.take} />
        </Show>
      </Show>
      <Show when={told()}>{(one) => <Notice tone={one().tone} text={one().text} name="exchange-told" />}</Show>
    </Card>
  );
}
