/**
 * 抽查 (UX 5.3, specification §7.5). V6 says what it costs before anything is opened; then the opened ballot stands here as a code,
 * with its marks and its 查验码 once more. Whether it matches is said by the other device, never by this one.
 */
import { createMemo, For, type JSX } from 'solid-js';
import { decodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { openingAddress } from '../../../printables/qr/opening.ts';
import type { Contest } from '../../../tally/record/contest.ts';
import { Button } from '../../controls/button.tsx';
import { Words } from '../../controls/text.tsx';
import { checkPageAddress } from '../../session/check-page.ts';
import type { OpenedBallot, VoterScreen, VoterSession } from '../../session/voter-session.ts';
import { pagesOf } from '../../theme/voter-geometry.ts';
import { ballotRows, type RowPlace } from './ballot-pages.ts';
import { geometry, VoterFrame } from './frame.tsx';
import { PageButtons, pageWords } from './page-buttons.tsx';
import { ReceiptPanel, type ReceiptPlace } from './receipt-panel.tsx';
import { columnRowsOf, ReviewRows } from './review-rows.tsx';
import { AFTER_CHALLENGE, BEFORE_CHALLENGE, INSTRUCTION } from './texts.ts';

export function ChallengeScreen(props: { readonly session: VoterSession }): JSX.Element {
  return (
    <VoterFrame
      screen="V6"
      title={INSTRUCTION.V6}
      actions={
        <>
          <Button
            name="back"
            text={{ zh: '返回', en: 'Back' }}
            disabled={props.session.isBusy()}
            onPress={() => props.session.leaveChallenge()}
          />
          <Button
            kind="primary"
            name="open"
            text={{ zh: '开始抽查', en: 'Check now' }}
            busy={props.session.isBusy()}
            disabled={props.session.isBusy()}
            onPress={() => props.session.challenge()}
          />
        </>
      }
    >
      <ol class="challenge-points">
        <For each={BEFORE_CHALLENGE}>
          {(point) => (
            <li>
              <p>
                <Words text={point} />
              </p>
            </li>
          )}
        </For>
      </ol>
    </VoterFrame>
  );
}

function openingText({ receipt, seed, places }: OpenedBallot, place: ReceiptPlace): string {
  return openingAddress(checkPageAddress(place.checkAddress), {
    meetingId: place.meetingId,
    round: place.round,
    T: decodeBase64url(receipt.T, 32),
    h: decodeBase64url(receipt.h, 32),
    signature: decodeBase64url(receipt.signature, 64),
    seed: decodeBase64url(seed, 32),
    places,
  });
}

export function OpenedScreen(props: {
  readonly session: VoterSession;
  readonly screen: Extract<VoterScreen, { id: 'opened' }>;
  readonly contests: readonly Contest[];
  readonly place: ReceiptPlace;
}): JSX.Element {
  const rows = createMemo(() => ballotRows(props.contests, props.screen.opened.marks));
  const pages = createMemo(() => pagesOf(rows().length, geometry().reviewRows * geometry().reviewColumns));
  const shown = () => (pages()[props.screen.page] ?? []).map((index) => rows()[index] as RowPlace);
  return (
    <VoterFrame
      screen="V6-opened"
      title={INSTRUCTION.opened}
      aside={pageWords(props.screen.page, pages().length)}
      foot={
        <p class="voter-state challenge-end" data-strong="true" role="status">
          <Words text={AFTER_CHALLENGE} />
        </p>
      }
      actions={
        <PageButtons page={props.screen.page} pages={pages().length} onPage={(page) => props.session.openedPage(page)}>
          <Button kind="primary" name="done" text={{ zh: '完成', en: 'Done' }} onPress={() => props.session.end()} />
        </PageButtons>
      }
    >
      <div class="review" data-opened="true">
        <ReviewRows
          places={shown()}
          marks={props.screen.opened.marks}
          columnRows={columnRowsOf(rows().length, pages().length)}
        />
        <ReceiptPanel
          receipt={props.screen.opened.receipt}
          kind="challenged"
          text={() => openingText(props.screen.opened, props.place)}
        />
      </div>
    </VoterFrame>
  );
}
