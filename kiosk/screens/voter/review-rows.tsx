/** Every choice in words and icon: on V3 with [修改], and once more when the ballot is opened in a challenge. */
import { For, type JSX, Show } from 'solid-js';
import type { ContestMarks } from '../../../tally/marks/ballot-marks.ts';
import { label } from '../../../tally/record/person.ts';
import { Button } from '../../controls/button.tsx';
import { PencilIcon } from '../../controls/icons.tsx';
import { MARK_LABEL, MarkIcon } from '../../controls/mark-row.tsx';
import { say } from '../../session/language.ts';
import { electionMarks, type RowPlace } from './ballot-pages.ts';
import { geometry } from './frame.tsx';

export const rowOf = (marks: readonly ContestMarks[], place: RowPlace) =>
  electionMarks(marks, place.contestIndex).rows[place.candidate];

export function ReviewRows(props: {
  readonly places: readonly RowPlace[];
  readonly marks: readonly ContestMarks[];
  readonly columnRows: number;
  /** Without it nothing can be changed any more. */
  readonly onChange?: (place: RowPlace) => void;
}): JSX.Element {
  return (
    <ol class="review-rows" style={{ '--review-rows': props.columnRows }}>
      <For each={props.places}>
        {(place) => {
          const person = place.contest.candidates[place.candidate];
          const row = () => rowOf(props.marks, place);
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
              <Show when={props.onChange}>
                {(onChange) => (
                  <Button
                    class="review-change"
                    name="change"
                    text={{ zh: '修改', en: 'Change' }}
                    onPress={() => onChange()(place)}
                  />
                )}
              </Show>
            </li>
          );
        }}
      </For>
    </ol>
  );
}

/** Two columns of equal length, whatever the page could hold. */
export const columnRowsOf = (rows: number, pages: number): number =>
  pages > 1 ? geometry().reviewRows : Math.max(1, Math.ceil(rows / geometry().reviewColumns));
