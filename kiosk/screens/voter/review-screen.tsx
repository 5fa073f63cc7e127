/** V3: every choice in words, the codes, and the one button that ends it (UX 0.1). */
import { createMemo, For, type JSX, Show } from 'solid-js';
import type { Contest } from '../../../tally/record/contest.ts';
import { label } from '../../../tally/record/person.ts';
import { Button } from '../../controls/button.tsx';
import { PencilIcon } from '../../controls/icons.tsx';
import { MARK_LABEL, MarkIcon } from '../../controls/mark-row.tsx';
import { Words } from '../../controls/text.tsx';
import { say } from '../../session/language.ts';
import type { VoterScreen, VoterSession } from '../../session/voter-session.ts';
import { pagesOf } from '../../theme/voter-geometry.ts';
import { ballotPages, ballotRows, electionMarks, pageOfRow, type RowPlace } from './ballot-pages.ts';
import { geometry, VoterFrame } from './frame.tsx';
import { ReceiptPanel, type ReceiptPlace } from './receipt-panel.tsx';
import { INSTRUCTION } from './texts.ts';

export function ReviewScreen(props: {
  readonly session: VoterSession;
  readonly screen: Extract<VoterScreen, { id: 'V3' }>;
  readonly contests: readonly Contest[];
  readonly place: ReceiptPlace;
}): JSX.Element {
  const rows = createMemo(() => ballotRows(props.contests));
  const pages = createMemo(() => pagesOf(rows().length, geometry().reviewRows * geometry().reviewColumns));
  const shown = () => (pages()[props.screen.page] ?? []).map((index) => rows()[index] as RowPlace);
  /** Two columns of equal length, whatever the page could hold. */
  const columnRows = () =>
    pages().length > 1 ? geometry().reviewRows : Math.max(1, Math.ceil(rows().length / geometry().reviewColumns));
  const isLast = () => props.screen.page >= pages().length - 1;
  const rowOf = (place: RowPlace) => electionMarks(props.session.marks(), place.contestIndex).rows[place.candidate];
  const isBlank = () => rows().every((place) => rowOf(place)?.mark == null);
  const bound = () => {
    const pending = props.session.pending();
    return pending?.state === 'bound' ? pending.receipt : null;
  };

  const change = (place: RowPlace) => {
    const ballot = ballotPages(props.contests, geometry().rowsPerPage);
    props.session.goToPage(pageOfRow(ballot, place.contestIndex, place.candidate), true);
  };
  const changeFirst = () => {
    const [first] = rows();
    if (first !== undefined) change(first);
  };

  const castButton = () => (
    <Button
      kind={isBlank() ? 'secondary' : 'primary'}
      name="cast"
      text={props.session.isCasting() ? { zh: '正在投出…', en: 'Casting…' } : { zh: '投出选票', en: 'Cast the ballot' }}
      disabled={bound() === null || props.session.isBusy()}
      onPress={() => props.session.cast()}
    />
  );

  return (
    <VoterFrame
      screen="V3"
      title={INSTRUCTION.V3}
      aside={
        pages().length > 1
          ? {
              zh: `第 ${props.screen.page + 1} 页，共 ${pages().length} 页`,
              en: `Page ${props.screen.page + 1} of ${pages().length}`,
            }
          : null
      }
      foot={
        <Show when={isBlank()}>
          <p class="voter-state review-blank" data-strong="true" role="status">
            <Words
              text={{
                zh: '您没有作任何表示，将全部按弃权计',
                en: 'Nothing marked: all count as abstain',
              }}
            />
          </p>
        </Show>
      }
      actions={
        <>
          <Show when={props.screen.page > 0}>
            <Button
              name="back"
              text={{ zh: '上一页', en: 'Back' }}
              onPress={() => props.session.reviewPage(props.screen.page - 1)}
            />
          </Show>
          <Show
            when={isLast()}
            fallback={
              <Button
                kind="primary"
                name="next"
                text={{ zh: '下一页', en: 'Next' }}
                onPress={() => props.session.reviewPage(props.screen.page + 1)}
              />
            }
          >
            <Show when={isBlank()} fallback={castButton()}>
              {castButton()}
              <Button kind="primary" name="change" text={{ zh: '修改', en: 'Change' }} onPress={changeFirst} />
            </Show>
          </Show>
        </>
      }
    >
      <div class="review">
        <ol class="review-rows" style={{ '--review-rows': columnRows() }}>
          <For each={shown()}>
            {(place) => {
              const person = place.contest.candidates[place.candidate];
              const row = () => rowOf(place);
              const written = () => {
                const index = row()?.writeIn;
                return index == null ? null : (place.contest.writeIns[index] ?? null);
              };
              /** Four lines do not fit where three or four rows stand: then mark and other person share their lines. */
              const isCrowded = () => {
                const other = written();
                if (other === null || geometry().reviewRows < 3) return false;
                const name = [...(person?.name ?? '')].length;
                return person?.remark !== '' || name > 6 || [...label(other)].length > 7;
              };
              return (
                <li class="review-row" data-marked={row()?.mark ?? 'none'} data-crowded={isCrowded()}>
                  <div class="review-person">
                    <p class="review-name" data-length={Math.min([...(person?.name ?? '')].length, 12)}>
                      {person?.name}
                      <Show when={person?.remark !== ''}>
                        <span class="review-remark">{person?.remark}</span>
                      </Show>
                    </p>
                    <Show
                      when={row()?.mark}
                      fallback={
                        <p class="review-unmarked">
                          <PencilIcon />
                          <span>{say({ zh: '未表示，按弃权计', en: 'No mark: abstain' })}</span>
                        </p>
                      }
                    >
                      {(mark) => (
                        <p class="review-mark" data-mark={mark()}>
                          <MarkIcon mark={mark()} />
                          <span>{say(MARK_LABEL[mark()])}</span>
                        </p>
                      )}
                    </Show>
                    <Show when={written()}>{(other) => <p class="review-written">另选：{label(other())}</p>}</Show>
                  </div>
                  <Button
                    class="review-change"
                    name="change"
                    text={{ zh: '修改', en: 'Change' }}
                    onPress={() => change(place)}
                  />
                </li>
              );
            }}
          </For>
        </ol>
        <ReceiptPanel receipt={bound()} kind="pending" place={props.place} />
      </div>
    </VoterFrame>
  );
}
