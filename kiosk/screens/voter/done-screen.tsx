/** V4: cast, with what to compare and take away; and the screens on which nothing is asked of the voter. */
import { type JSX, Match, onMount, Show, Switch } from 'solid-js';
import type { Slips } from '../../../server/contract/organizer.ts';
import { boxWords } from '../../controls/box-words.ts';
import { Button } from '../../controls/button.tsx';
import { TickIcon, WaitIcon, WarningIcon } from '../../controls/icons.tsx';
import { Words } from '../../controls/text.tsx';
import { SHOWN_SECONDS } from '../../session/idle.ts';
import { say, type Text } from '../../session/language.ts';
import { SCANNER_STATE, type ScannerState } from '../../session/scanners.ts';
import type { SlipPrinter, SlipProgress } from '../../session/slip-printer.ts';
import type { Fault, VoterScreen, VoterSession } from '../../session/voter-session.ts';
import { VoterFrame } from './frame.tsx';
import { ReceiptPanel, type ReceiptPlace, receiptText, slipOf } from './receipt-panel.tsx';
import { boxSlipState, isSlipMissing, slipState } from './slip-words.ts';
import { FAULT, FAULT_TITLE, INSTRUCTION } from './texts.ts';

/** What this kiosk prints, and where; `slips` none: there is no printer, and none is spoken of. */
export type SlipPrinting = { readonly slips: Slips; readonly printer: SlipPrinter };

const WITHOUT_SLIP: Text = {
  zh: '可以拍下二维码；投票卡请放入回收箱',
  en: 'Keep the code; return your card',
};
const WITH_SLIP: Text = { zh: '请取走查验单，投票卡放入回收箱', en: 'Take your slip; return your card' };
const WITHOUT_PAPER: Text = { zh: '请抄下查验码，投票卡放入回收箱', en: 'Write down the code; return your card' };

/** A second tap on 投出选票 takes neither the code nor a waiting slip away. */
const SEEN_MS = 2000;

export function DoneScreen(props: {
  readonly session: VoterSession;
  readonly screen: Extract<VoterScreen, { id: 'V4' }>;
  readonly place: ReceiptPlace;
  readonly printing: SlipPrinting;
}): JSX.Element {
  const prints = () => props.printing.slips !== 'none';
  const progress = () => props.printing.printer.progress();
  const print = async () => {
    const slip = slipOf(props.screen.receipt, 'accepted', props.place);
    // The vote counts whether or not paper comes out: the code stays on the screen either way.
    if (await props.printing.printer.print(slip)) props.session.receiptPrinted();
  };
  onMount(() => {
    if (prints()) void print();
  });
  return (
    <VoterFrame
      screen="V4"
      title={INSTRUCTION.V4}
      foot={
        <Show when={prints()}>
          <p
            class="voter-state slip-missing"
            data-slip={progress().state}
            data-strong={isSlipMissing(progress()) ? 'true' : undefined}
            role="status"
          >
            <Words text={slipState(progress())} />
          </p>
        </Show>
      }
      actions={
        <>
          <Show when={prints()}>
            <Button
              name="print-again"
              text={{ zh: '再打印一次', en: 'Print again' }}
              disabled={props.printing.printer.isPrinting()}
              onPress={() => void print()}
            />
          </Show>
          <Button
            kind="primary"
            name="done"
            restMs={SEEN_MS}
            text={{ zh: '完成', en: 'Done' }}
            onPress={() => props.session.end()}
          />
        </>
      }
    >
      <div class="done" data-by-hand={isSlipMissing(progress())}>
        <div class="done-words">
          <span class="done-sign">
            <TickIcon />
          </span>
          <p class="done-title">
            <Words text={INSTRUCTION.V4} />
          </p>
          <p>
            <Words text={{ zh: '卡码应与您的投票卡上相同', en: 'The card code is the one on your card' }} />
          </p>
          <p>
            <Words text={prints() ? (isSlipMissing(progress()) ? WITHOUT_PAPER : WITH_SLIP) : WITHOUT_SLIP} />
          </p>
        </div>
        <ReceiptPanel
          receipt={props.screen.receipt}
          kind="accepted"
          text={(receipt) => receiptText(receipt, 'accepted', props.place)}
        />
      </div>
    </VoterFrame>
  );
}

/** V8: five minutes without a touch. On the review page staff are told that a ballot is not cast yet. */
export function StillThereScreen(props: { readonly session: VoterSession }): JSX.Element {
  const isUncast = () => ['V3', 'V6'].includes(props.session.screen().id);
  return (
    <VoterFrame
      screen="V8"
      title={INSTRUCTION.V8}
      actions={
        <Button
          kind="primary"
          name="stay"
          text={{ zh: '继续投票', en: 'Continue' }}
          onPress={() => props.session.stay()}
        />
      }
    >
      <div class="voter-sentence">
        <p class="voter-large">
          <Words
            text={
              isUncast()
                ? { zh: '有一张票尚未投出', en: 'A ballot has not been cast' }
                : { zh: '不按按钮，选择会清除', en: 'Without a touch your choices are cleared' }
            }
          />
        </p>
        <p class="still-there-seconds" data-unspoken aria-live="polite">
          <Show when={(props.session.secondsLeft() ?? 99) <= SHOWN_SECONDS}>{props.session.secondsLeft()}</Show>
        </p>
      </div>
    </VoterFrame>
  );
}

const KEPT_MEANWHILE = {
  card: { zh: '请拿好投票卡', en: 'Keep your card in your hand' },
  marks: { zh: '您的选择还在，不用重选', en: 'Your choices are kept' },
  ballot: { zh: '正在等确认，请不要离开', en: 'Waiting for the confirmation, please stay' },
} as const satisfies Record<string, Text>;

/** A screen that stands upright has no room for a ballot; the session waits behind this as it is. */
export function UprightScreen(): JSX.Element {
  return (
    <VoterFrame screen="upright" title={INSTRUCTION.upright} actions={null}>
      <div class="voter-sentence">
        <span class="voter-sign">
          <WarningIcon />
        </span>
        <p class="voter-large">
          <Words text={{ zh: '竖着放不下选票', en: 'Upright, there is no room for the ballot' }} />
        </p>
        <p>
          <Words text={{ zh: '横过来以后接着投，已作的选择都在。', en: 'Then go on: your choices are kept.' }} />
        </p>
      </div>
    </VoterFrame>
  );
}

/** V9: the server cannot be reached; marks stay, the kiosk asks again by itself. */
export function HeldUpScreen(props: { readonly session: VoterSession }): JSX.Element {
  const kept = () => {
    if (['V0', 'typed', 'camera'].includes(props.session.screen().id)) return KEPT_MEANWHILE.card;
    return props.session.isBusy() ? KEPT_MEANWHILE.ballot : KEPT_MEANWHILE.marks;
  };
  return (
    <VoterFrame
      screen="V9"
      title={INSTRUCTION.V9}
      actions={
        <Button
          kind="primary"
          name="retry"
          text={{ zh: '再试一次', en: 'Try again' }}
          onPress={() => props.session.retry()}
        />
      }
    >
      <div class="voter-sentence">
        <span class="voter-sign">
          <WaitIcon />
        </span>
        <p class="voter-large">
          <Words text={kept()} />
        </p>
      </div>
    </VoterFrame>
  );
}

/** A cast that got no answer in a minute: the voter keeps the card, which alone tells the truth later. */
const SCAN_AGAIN = {
  cast: {
    zh: '恢复后再扫这张卡：会显示查验码，或者可以重投。',
    en: 'Scan it again later: a check code, or a new vote.',
  },
  challenge: {
    zh: '选票没有投出。恢复后再扫这张卡：换卡，或者重投。',
    en: 'Not cast. Scan it later: exchange it, or vote.',
  },
} as const;

export function KeptScreen(props: {
  readonly session: VoterSession;
  readonly what: keyof typeof SCAN_AGAIN;
}): JSX.Element {
  return (
    <VoterFrame
      screen="V9-kept"
      title={INSTRUCTION.kept}
      actions={
        <Button
          kind="primary"
          name="understood"
          text={{ zh: '知道了', en: 'OK' }}
          onPress={() => props.session.end()}
        />
      }
    >
      <div class="voter-sentence">
        <span class="voter-sign">
          <WarningIcon />
        </span>
        <p class="voter-large">
          <Words text={{ zh: '暂时没有收到确认', en: 'No confirmation yet' }} />
        </p>
        <p>
          <Words text={SCAN_AGAIN[props.what]} />
        </p>
      </div>
    </VoterFrame>
  );
}

export function FaultScreen(props: { readonly session: VoterSession; readonly fault: Fault }): JSX.Element {
  return (
    <VoterFrame
      screen="fault"
      title={FAULT_TITLE}
      foot={<span class="code">{FAULT[props.fault].code}</span>}
      actions={
        <Button
          kind="primary"
          name="understood"
          text={{ zh: '知道了', en: 'OK' }}
          onPress={() => props.session.end()}
        />
      }
    >
      <div class="voter-sentence" data-fault={props.fault}>
        <span class="voter-sign">
          <WarningIcon />
        </span>
        <p class="voter-large">
          <Words text={FAULT[props.fault].what} />
        </p>
      </div>
    </VoterFrame>
  );
}

const UNDER_WAY: readonly SlipProgress['state'][] = ['waiting', 'printing', 'held'];

const NOT_EMPTY: Text = { zh: '票箱不为空', en: 'The ballot box is not empty' };
const unconfirmedWords = (count: number): Text => ({
  zh: `另有 ${count} 张按了投出而没有收到确认：票箱里可能有，也可能没有`,
  en: `Cast without a confirmation: ${count} more, which the ballot box may hold or not`,
});

/** No voting now: before, after, paused, or the empty box shown before opening (UX S1). */
export function WaitingScreen(props: {
  readonly why: 'before' | 'after' | 'paused' | 'zero';
  readonly title: string;
  /** What this kiosk knows to be in the box. */
  readonly ballots: number;
  /** What this kiosk holds against the server, for the scrutineers to read; null: nothing is counted yet, or any more. */
  readonly acceptances: { readonly count: number; readonly unconfirmed: number; readonly kiosk: string } | null;
  /** Prints the proof of zero; null: this kiosk prints no slips. */
  readonly boxSlip: { readonly progress: SlipProgress; readonly print: () => void } | null;
  /** First 16 characters of the round's hash, to compare with the scrutineers' print. */
  readonly roundGroups: readonly string[];
  readonly scanner: ScannerState;
  readonly canCalibrate: boolean;
  readonly onCalibrate: () => void;
  /** Voting is over, but a card may still be asked for its check code; null: it may not. */
  readonly onAsk: (() => void) | null;
}): JSX.Element {
  return (
    <VoterFrame
      screen={props.why === 'zero' ? 'S1' : props.why === 'paused' ? 'paused' : 'waiting'}
      title={props.why === 'zero' && props.ballots > 0 ? NOT_EMPTY : INSTRUCTION[props.why]}
      foot={
        <div class="waiting-foot" data-unspoken>
          <p
            class="voter-state"
            data-name="scanner-state"
            data-scanner={props.scanner}
            data-strong={props.scanner === 'lost' ? 'true' : undefined}
          >
            <span class="voter-small">
              {say({
                zh: `扫码器：${SCANNER_STATE[props.scanner].zh}`,
                en: `Scanner: ${SCANNER_STATE[props.scanner].en}`,
              })}
            </span>
          </p>
          <Show when={props.roundGroups.length > 0}>
            <p class="waiting-round">
              <span class="voter-small">{say({ zh: '轮次', en: 'Round' })}</span>{' '}
              <span class="code voter-small">{props.roundGroups.join(' ')}</span>
            </p>
          </Show>
        </div>
      }
      actions={
        <>
          <Show when={props.why === 'zero' && props.ballots === 0 && props.boxSlip}>
            {(slip) => (
              <Button
                name="print-box-slip"
                disabled={UNDER_WAY.includes(slip().progress.state)}
                text={{ zh: '打印验箱单', en: 'Print proof' }}
                onPress={slip().print}
              />
            )}
          </Show>
          <Show when={props.onAsk}>
            {(ask) => (
              <Button name="ask-card" text={{ zh: '看查验码', en: 'Show my check code' }} onPress={() => ask()()} />
            )}
          </Show>
          <Button
            kind="primary"
            class="outlined"
            name="calibrate"
            disabled={!props.canCalibrate}
            text={{ zh: '校准和扫码器', en: 'Set up' }}
            onPress={props.onCalibrate}
          />
        </>
      }
    >
      <div class="voter-sentence">
        <p class="waiting-meeting" data-unspoken>
          {props.title}
        </p>
        <Switch>
          <Match when={props.why === 'zero'}>
            <p class="waiting-zero" data-unspoken>
              {props.ballots}
            </p>
            <p class="voter-large">
              <Words text={boxWords(props.ballots)} />
            </p>
            <Show when={props.ballots === 0 && props.boxSlip}>
              {(slip) => (
                <p
                  class="voter-state"
                  data-name="box-slip"
                  data-slip={slip().progress.state}
                  data-strong={isSlipMissing(slip().progress) ? 'true' : undefined}
                  role="status"
                >
                  <span class="voter-small">{say(boxSlipState(slip().progress))}</span>
                </p>
              )}
            </Show>
          </Match>
          <Match when={true}>
            <p class="voter-large">
              <Words text={INSTRUCTION[props.why]} />
            </p>
            <Show when={props.why === 'after' && props.acceptances}>
              {(held) => (
                <div class="stack" data-unspoken>
                  <p class="voter-state" data-name="acceptances" data-count={held().count}>
                    <Words
                      text={{
                        zh: `${held().kiosk}的投票确认：${held().count} 份`,
                        en: `${held().kiosk}, acceptances held: ${held().count}`,
                      }}
                    />
                  </p>
                  <Show when={held().unconfirmed > 0}>
                    <p class="voter-state" data-name="unconfirmed" data-count={held().unconfirmed}>
                      <Words text={unconfirmedWords(held().unconfirmed)} />
                    </p>
                  </Show>
                </div>
              )}
            </Show>
          </Match>
        </Switch>
      </div>
    </VoterFrame>
  );
}
