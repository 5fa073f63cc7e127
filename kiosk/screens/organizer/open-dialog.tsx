/** The sealed box, counted by hand before the first card is drawn (specification §5 a). */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { type OrganizerMeeting, openRound } from '../../../server/contract/organizer.ts';
import { boxWords } from '../../controls/box-words.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { NumberField } from '../../controls/fields.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';
import { PrintButton } from './print-job.tsx';

type DialogProps = { readonly actions: MeetingActions; readonly now: OrganizerMeeting; readonly onClose: () => void };

const currentRound = (now: OrganizerMeeting) => now.rounds.find((round) => round.round === now.currentRound);
const paramsOf = (now: OrganizerMeeting) => ({ meeting: now.id, round: String(now.currentRound) });

type Seen = { readonly text: Text; readonly state: 'good' | 'bad' | 'away' };

/** What a kiosk shows of the box (UX 6.28): one that is away takes no card either. */
function seenAt({ online, health }: OrganizerMeeting['machines'][number], round: number): Seen {
  const box = health?.box ?? null;
  if (!online) return { text: { zh: '没有联机', en: 'not connected' }, state: 'away' };
  if (box?.round !== round) return { text: { zh: '没有显示票箱', en: 'shows no box' }, state: 'bad' };
  return {
    text: { zh: `显示 ${box.ballots} 张`, en: `shows ${box.ballots}` },
    state: box.ballots === 0 ? 'good' : 'bad',
  };
}

const SIGN = { good: '✓', bad: '⚠', away: '–' } as const;
const SHEET: Text = { zh: '验箱单（逐台查看，签字）', en: 'Empty-box sheet (look at each kiosk, sign)' };

function EmptyBoxes(props: { readonly now: OrganizerMeeting }): JSX.Element {
  return (
    <>
      <ul class="document-list" data-name="empty-boxes">
        <For each={props.now.machines.filter(({ role }) => role === 'kiosk')}>
          {(machine) => {
            const seen = () => seenAt(machine, props.now.currentRound);
            return (
              <li
                data-kiosk={machine.name}
                data-seen={seen().state}
                class={seen().state === 'bad' ? 'device-trouble' : ''}
              >
                {machine.name}：{SIGN[seen().state]} {say(seen().text)}
              </li>
            );
          }}
        </For>
      </ul>
      <p>
        <a
          href={`/api/organizer/meetings/${props.now.id}/papers/empty-box/pdf`}
          target="_blank"
          rel="noopener"
          data-name="empty-box-sheet"
        >
          {say(SHEET)}
        </a>
        <Show when={props.now.printing.papers !== null}>
          <PrintButton meeting={props.now.id} document={{ kind: 'paper', paper: 'empty-box' }} label={say(SHEET)} />
        </Show>
      </p>
    </>
  );
}

export function OpenDialog(props: DialogProps): JSX.Element {
  const least = () => props.now.attendance.quorumMinimum;
  const box = () => boxWords(currentRound(props.now)?.box.cast ?? 0);
  const [cardsInBox, setCardsInBox] = createSignal<number | null>(null);
  const [cardsAudited, setCardsAudited] = createSignal<number | null>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const body = { cardsInBox: cardsInBox() ?? 0, cardsAudited: cardsAudited() ?? 0 };
    if (await props.actions.act(() => call(openRound, { params: paramsOf(props.now), body }))) props.onClose();
  };
  return (
    <Dialog
      name="S2"
      title={{ zh: '开始投票', en: 'Open voting' }}
      onCancel={props.onClose}
      actions={
        <>
          <Button text={{ zh: '返回', en: 'Back' }} onPress={props.onClose} name="cancel" />
          <Button
            submit
            form="open-voting"
            kind="primary"
            text={{ zh: '提请监票人签名', en: 'Ask the scrutineers to sign' }}
            busy={props.actions.busy()}
            disabled={cardsInBox() === null || cardsAudited() === null}
            name="confirm"
          />
        </>
      }
    >
      <form id="open-voting" class="stack" onSubmit={(event) => void submit(event)}>
        <p>
          {say({
            zh: `${box().zh}。制卡 ${currentRound(props.now)?.cardsMade ?? 0} 张；请填写抽卡之前当众清点的张数。`,
            en: `${box().en}. ${currentRound(props.now)?.cardsMade ?? 0} cards were made; enter what was counted by hand before the first card was drawn.`,
          })}
        </p>
        <EmptyBoxes now={props.now} />
        <div class="columns">
          <NumberField
            label={{ zh: '密封箱内的卡', en: 'Cards in the sealed box' }}
            value={cardsInBox()}
            onInput={setCardsInBox}
            least={0}
            required
            name="cards-in-box"
          />
          <NumberField
            label={{ zh: '抽验过的卡', en: 'Cards audited' }}
            value={cardsAudited()}
            onInput={setCardsAudited}
            least={0}
            required
            name="cards-audited"
          />
        </div>
        <p>
          {say({
            zh: `应到 ${props.now.attendance.expected} 名，实到 ${props.now.attendance.present} 名，${least() === 0 ? '参加人数不作要求' : `至少需到 ${least()} 名`}。`,
            en: `Expected ${props.now.attendance.expected}, present ${props.now.attendance.present}, ${least() === 0 ? 'no number asked' : `at least ${least()} needed`}.`,
          })}
        </p>
        <RefusalNotice refusal={props.actions.problem()} />
      </form>
    </Dialog>
  );
}
