/** V3: every choice in words, the codes, and the one button that ends it (UX 0.1). */
import { createMemo, type JSX, Show } from 'solid-js';
import type { Contest } from '../../../tally/record/contest.ts';
import { Button } from '../../controls/button.tsx';
import { Words } from '../../controls/text.tsx';
import type { VoterScreen, VoterSession } from '../../session/voter-session.ts';
import { pagesOf } from '../../theme/voter-geometry.ts';
import { ballotPages, ballotRows, isUnmarked, pageOfRow, placeInContest, type RowPlace } from './ballot-pages.ts';
import type { SlipPrinting } from './done-screen.tsx';
import { geometry, VoterFrame } from './frame.tsx';
import { PageButtons, pageWords } from './page-buttons.tsx';
import { ReceiptPanel, type ReceiptPlace, receiptText, slipOf } from './receipt-panel.tsx';
import { columnRowsOf, ReviewRows } from './review-rows.tsx';
import { isSlipMissing, slipOnReview } from './slip-words.ts';
import { castWords, INSTRUCTION } from './texts.ts';

/** Nobody has looked at the choices sooner: a press within it was for the page before. */
const SEEN_MS = 1000;

export function ReviewScreen(props: {
  readonly session: VoterSession;
  readonly screen: Extract<VoterScreen, { id: 'V3' }>;
  readonly contests: readonly Contest[];
  readonly place: ReceiptPlace;
  readonly printing: SlipPrinting;
}): JSX.Element {
  const rows = createMemo(() => ballotRows(props.contests, props.session.marks()));
  const pages = createMemo(() => pagesOf(rows().length, geometry().reviewRows * geometry().reviewColumns));
  const shown = () => (pages()[props.screen.page] ?? []).map((index) => rows()[index] as RowPlace);
  const columnRows = () => columnRowsOf(rows().length, pages().length);
  const isLast = () => props.screen.page >= pages().length - 1;
  const isBlank = () => rows().every((place) => isUnmarked(props.session.marks(), place));
  /** Said in the place of the instruction, where everybody reads; the foot is for what can be done. */
  const saysBlank = () => isLast() && isBlank();
  const bound = () => {
    const pending = props.session.pending();
    return pending?.state === 'bound' ? pending.receipt : null;
  };

  const change = (place: RowPlace) => {
    const ballot = ballotPages(props.contests, geometry());
    props.session.goToPage(pageOfRow(ballot, place), true, placeInContest(place));
  };
  const changeFirst = () => {
    const [first] = rows();
    if (first !== undefined) change(first);
  };

  /** Where the committee wants it on paper before the choice (specification §7.3): nothing is decided without this ballot's slip. */
  const mustPrint = () => {
    const receipt = bound();
    return (
      props.printing.slips === 'review' &&
      (receipt === null || !props.printing.printer.hasPrinted('pending', receipt.h))
    );
  };
  const print = () => {
    const receipt = bound();
    if (receipt !== null) void props.printing.printer.print(slipOf(receipt, 'pending', props.place));
  };

  const printButton = () => (
    <Button
      kind={isBlank() ? 'secondary' : 'primary'}
      name="print-slip"
      text={{ zh: '打印查验单', en: 'Print the slip' }}
      disabled={bound() === null || props.printing.printer.isPrinting()}
      onPress={print}
    />
  );
  const castButton = () => (
    <Button
      kind={isBlank() ? 'secondary' : 'primary'}
      name="cast"
      text={props.session.isCasting() ? { zh: '正在投出…', en: 'Casting…' } : castWords(props.contests)}
      restMs={SEEN_MS}
      disabled={bound() === null || props.session.isBusy()}
      onPress={() => props.session.cast()}
    />
  );

  const decideButton = () => (
    <Show when={mustPrint()} fallback={castButton()}>
      {printButton()}
    </Show>
  );

  return (
    <VoterFrame
      screen="V3"
      title={saysBlank() ? INSTRUCTION.blank : INSTRUCTION.V3}
      aside={
        saysBlank()
          ? { zh: '将全部按弃权计', en: 'All count as abstain' }
          : pageWords(props.screen.page, pages().length)
      }
      foot={
        <Show when={isLast()}>
          <Show when={mustPrint() && props.printing.printer.progress().state !== 'none'}>
            <p
              class="voter-state slip-missing"
              data-slip={props.printing.printer.progress().state}
              data-strong={isSlipMissing(props.printing.printer.progress()) ? 'true' : undefined}
              role="status"
            >
              <Words text={slipOnReview(props.printing.printer.progress())} />
            </p>
          </Show>
          <Button
            class="challenge-offer"
            name="challenge"
            text={{ zh: '抽查这台机器', en: 'Check this machine' }}
            disabled={bound() === null || mustPrint() || props.session.isBusy()}
            onPress={() => props.session.askChallenge()}
          />
        </Show>
      }
      actions={
        <PageButtons page={props.screen.page} pages={pages().length} onPage={(page) => props.session.reviewPage(page)}>
          <Show when={isBlank()} fallback={decideButton()}>
            {decideButton()}
            <Button kind="primary" name="change" text={{ zh: '修改', en: 'Change' }} onPress={changeFirst} />
          </Show>
        </PageButtons>
      }
    >
      <div class="review">
        <ReviewRows places={shown()} marks={props.session.marks()} columnRows={columnRows()} onChange={change} />
        <ReceiptPanel
          receipt={bound()}
          kind="pending"
          text={(receipt) => receiptText(receipt, 'pending', props.place)}
        />
      </div>
    </VoterFrame>
  );
}
