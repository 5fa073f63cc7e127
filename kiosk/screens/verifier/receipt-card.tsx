/** P1: the answer to one receipt, without a tap. It never says, and cannot say, what was chosen. */
import { createMemo, type JSX, Show } from 'solid-js';
import { ballotCode, formatBallotCode } from '../../../crypto/ballot-object.ts';
import { CrossIcon, TickIcon, WaitIcon } from '../../controls/icons.tsx';
import { Card } from '../../controls/official-page.tsx';
import { say, type Text } from '../../session/language.ts';
import { type Asked, cardCodeOf, lookUp, type Place } from './look-up.ts';
import { type Officials, WhomToTell } from './whom-to-tell.tsx';

type Words = { readonly tone: 'good' | 'wait' | 'bad'; readonly title: Text; readonly what: Text };

function wordsOf(place: Place): Words {
  switch (place.state) {
    case 'counted':
      return {
        tone: 'good',
        title: { zh: '已计入', en: 'Counted' },
        what: {
          zh: `这张选票是选举档案 ${place.size} 条中的第 ${place.index + 1} 条，并由各方联署的档案指纹证明。`,
          en: `This ballot is entry ${place.index + 1} of ${place.size} in the record, proved by its cosigned head.`,
        },
      };
    case 'challenged':
      return {
        tone: 'wait',
        title: { zh: '抽查', en: 'Checked' },
        what: {
          zh: `这张选票用于抽查机器，已经公开，不计票：选举档案 ${place.size} 条中的第 ${place.index + 1} 条。`,
          en: `This ballot was opened to check a machine and is not counted: entry ${place.index + 1} of ${place.size} in the record.`,
        },
      };
    case 'too-early':
      return {
        tone: 'wait',
        title: { zh: '截止后可查', en: 'After voting' },
        what: {
          zh: '投票截止、清点以后，请再打开这个页面。已经清点完了还是这样，请保留查验单，告诉监票人。',
          en: 'Open this page again when voting has stopped and the cards are accounted for. If it still says this then, keep the receipt and tell the scrutineers.',
        },
      };
    case 'not-cosigned':
      return {
        tone: 'wait',
        title: { zh: '联署未齐', en: 'Not cosigned yet' },
        what: {
          zh: '档案里有答复，但监票人等各方还没有联署到这里，只有服务器的签名不算数。请过一会儿再打开这个页面；一直这样，请保留查验单，告诉监票人。',
          en: 'The record holds an answer, but scrutineers and other cosigners have not signed it that far, and the server’s signature alone proves nothing. Open this page again in a while; if it stays like this, keep the receipt and tell the scrutineers.',
        },
      };
    case 'given-up':
      return {
        tone: 'wait',
        title: { zh: '已改用纸质票', en: 'Voted on paper' },
        what: {
          zh: '这一轮改用纸质选票重新投票，本轮的电子选票不计票，也不开票。',
          en: 'This round was voted again on paper; its electronic ballots are not counted and never opened.',
        },
      };
    case 'missing':
      return {
        tone: 'bad',
        title:
          place.receipt === 'none'
            ? { zh: '查验单与档案不符', en: 'Receipt and record differ' }
            : { zh: '没有找到', en: 'Not found' },
        what: {
          accepted: {
            zh: '查验单上的确认是真的，档案却没有计入这张选票。请保留查验单，立即告诉总监票人：这是证据。',
            en: 'The receipt is genuine, but the record does not count the ballot. Keep the receipt and tell the scrutineers at once: it is evidence.',
          },
          challenged: {
            zh: '服务器确认过这张票已经抽查，档案里却没有这次抽查。请保留二维码，立即告诉总监票人：这是证据。',
            en: 'The server confirmed that this ballot was opened, but the record holds no such challenge. Keep the code and tell the scrutineers at once: it is evidence.',
          },
          pending: {
            zh: '这是核对页上的二维码：这张选票没有投出，或者后来改过。投出以后的查验码是另一个；您没有看到过，请告诉监票人。',
            en: 'This is the code of a review page: that ballot was not cast, or was changed afterwards. A cast one has a code of its own; if you never saw it, tell the scrutineers.',
          },
          none: {
            zh: '查验单上的确认与服务器给的档案不是同一次选举的：查验单或者档案是假的。请保留查验单和投票卡，立即告诉监票人。',
            en: 'The receipt was not signed for the election of the record that the server gives: one of the two is forged. Keep the receipt and your card, and tell the scrutineers at once.',
          },
        }[place.receipt],
      };
    case 'unproved':
      return {
        tone: 'bad',
        title: { zh: '不能证明', en: 'Not proved' },
        what: {
          zh: '档案里有答复，但没有签名的档案指纹能证明它，或者这一轮在合计以后又被改为纸质。请保留查验单，告诉监票人。',
          en: 'The record holds an answer, but no signed head proves it, or the round was sent to paper after its sums stood. Keep the receipt and tell the scrutineers.',
        },
      };
    case 'false-record':
      return {
        tone: 'bad',
        title: { zh: '档案不可信', en: 'Record not genuine' },
        what: {
          zh: '服务器给的档案里，这一轮没有会议和全体监票人应有的签名。请保留查验单，立即告诉总监票人。',
          en: 'In the record that the server gives, this round is not signed as this meeting and all its scrutineers must. Keep the receipt and tell the chief scrutineer at once.',
        },
      };
    case 'other-record':
      return {
        tone: 'bad',
        title: { zh: '不是这次会议', en: 'Another meeting' },
        what: {
          zh: '服务器给的档案读不出来，或者不是查验单上那次会议的。请保留查验单，告诉监票人。',
          en: 'The record that the server gives cannot be read, or is not that of the meeting on the receipt. Keep the receipt and tell the scrutineers.',
        },
      };
  }
}

export function ReceiptCard(props: {
  readonly receipt: Asked;
  readonly record: Uint8Array;
  readonly officials: Officials | null;
}): JSX.Element {
  const place = createMemo(() => lookUp(props.record, props.receipt));
  const words = () => wordsOf(place());
  return (
    <Card name="receipt">
      <div class="check-answer" data-state={place().state} data-tone={words().tone}>
        <span class="check-answer-sign" aria-hidden="true">
          <Show when={words().tone === 'good'} fallback={words().tone === 'wait' ? <WaitIcon /> : <CrossIcon />}>
            <TickIcon />
          </Show>
        </span>
        <p class="check-answer-title">{say(words().title)}</p>
      </div>
      <p>{say(words().what)}</p>
      <Show when={words().tone === 'bad' || place().state === 'not-cosigned'}>
        <WhomToTell officials={props.officials} />
      </Show>
      <dl class="check-codes">
        <dt>{say({ zh: '您的查验码', en: 'Your check code' })}</dt>
        <dd class="code">{formatBallotCode(ballotCode(props.receipt.h))}</dd>
        <Show when={cardCodeOf(props.receipt)}>
          {(code) => (
            <>
              <dt>{say({ zh: '卡码（应与您的投票卡相同）', en: 'Card code (the same as on your card)' })}</dt>
              <dd class="code">{code()}</dd>
            </>
          )}
        </Show>
      </dl>
    </Card>
  );
}
