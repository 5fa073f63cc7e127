/** Every choice in words and icon: on V3 with [修改], and once more when the ballot is opened in a challenge. */
import { For, type JSX, Show } from 'solid-js';
import type { ContestMarks } from '../../../tally/marks/ballot-marks.ts';
import { label, type Person } from '../../../tally/record/person.ts';
import { Button } from '../../controls/button.tsx';
import { PencilIcon, TickIcon } from '../../controls/icons.tsx';
import { MARK_LABEL, MarkIcon } from '../../controls/mark-row.tsx';
import { InlineWords } from '../../controls/text.tsx';
import { writtenIn } from '../../controls/write-in-words.ts';
import { say, type Text } from '../../session/language.ts';
import { TEXT_SIZE_FACTOR, textSize } from '../../theme/text-size.ts';
import { appraisalMarks, electionMarks, type RowPlace } from './ballot-pages.ts';
import { geometry } from './frame.tsx';

const RECOMMENDED: Text = { zh: '推荐', en: 'Recommended' };
const UNMARKED: Text = { zh: '未表示，按弃权计', en: 'No mark: abstain' };
const UNGRADED: Text = { zh: '未评，按弃权计', en: 'No grade: abstain' };
const NOBODY: Text = { zh: '没有推荐人，按弃权计', en: 'Nobody recommended: abstain' };

/** Name, mark and other person below one another (voter-screens.css). */
const NAME_MM = 9.8;
const WRITTEN_MM = 4.95;
const THREE_LINES_MM = NAME_MM * 1.04 + 6.6 * 1.08 + WRITTEN_MM * 1.06;
/** What a row has beside its text: half of the margins, of the code column and of the gaps, and its own button (voter-screens.css). */
const BESIDE_ROW_MM = (2 * 14 + 84 + 12 + 14) / 2 + 21.5;

type ElectionPlace = Extract<RowPlace, { readonly candidate: number }>;

const rowOf = (marks: readonly ContestMarks[], place: ElectionPlace) =>
  electionMarks(marks, place.contestIndex).rows[place.candidate];

function ElectionRow(props: {
  readonly place: ElectionPlace;
  readonly marks: readonly ContestMarks[];
  readonly columnRows: number;
  readonly change: JSX.Element;
}): JSX.Element {
  const person = props.place.contest.candidates[props.place.candidate];
  const row = () => rowOf(props.marks, props.place);
  const written = () => {
    const index = row()?.writeIn;
    return index == null ? null : (props.place.contest.writeIns[index] ?? null);
  };
  /** What a voter hears who does not see it: the words of the row. */
  const spoken = () => {
    const mark = row()?.mark;
    const other = written();
    const words = [person === undefined ? '' : label(person), say(mark == null ? UNMARKED : MARK_LABEL[mark])];
    return [...words, ...(other === null ? [] : [say(writtenIn(label(other)))])].join('，');
  };
  const standsInThreeLines = (other: Person): boolean => {
    const { isLarge, widthMm, heightMm, headerMm, footerMm } = geometry();
    const size = TEXT_SIZE_FACTOR[textSize()];
    const roomMm = widthMm / 2 - BESIDE_ROW_MM;
    const lengthOf = (words = '') => [...words].length;
    const nameMm = (lengthOf(person?.name) * NAME_MM + lengthOf(person?.remark) * WRITTEN_MM) * size;
    const isNameShort = person?.remark === '' || nameMm <= roomMm;
    const rowMm = (heightMm - headerMm - footerMm) / props.columnRows;
    const writtenMm = lengthOf(say(writtenIn(label(other)))) * WRITTEN_MM * size;
    return isLarge && isNameShort && writtenMm <= roomMm && THREE_LINES_MM * size + 1 <= rowMm;
  };
  /** Four lines do not fit where three or four rows stand: then mark and other person share their lines. */
  const isCrowded = () => {
    const other = written();
    if (other === null) return false;
    if (standsInThreeLines(other)) return false;
    const isOtherLong = [...label(other)].length > 7;
    const isLong = [...(person?.name ?? '')].length > 10;
    if (geometry().reviewRows < 3) return isLong || (isOtherLong && person?.remark !== '');
    return person?.remark !== '' || [...(person?.name ?? '')].length > 6 || isOtherLong;
  };
  return (
    <li
      class="review-row"
      data-marked={row()?.mark ?? 'none'}
      data-crowded={isCrowded()}
      data-tight={isTight(person?.name ?? '', person?.remark ?? '')}
      data-spoken={spoken()}
    >
      <div class="review-person">
        <ReviewName name={person?.name ?? ''} remark={person?.remark ?? ''} />
        <Show when={row()?.mark} fallback={<Unmarked text={UNMARKED} />}>
          {(mark) => (
            <p class="review-mark" data-mark={mark()}>
              <MarkIcon mark={mark()} />
              <span>
                <InlineWords text={MARK_LABEL[mark()]} />
              </span>
            </p>
          )}
        </Show>
        <Show when={written()}>{(other) => <p class="review-written">{say(writtenIn(label(other())))}</p>}</Show>
      </div>
      {props.change}
    </li>
  );
}

/** Fits its line in both languages. */
const isShort = ({ zh, en }: Text): boolean => [...zh].length < 4 && en.length < 14;

/** Name and remark take the line of the second language. */
const isTight = (name: string, remark: string): boolean => remark !== '' || [...name].length > 6;

function ReviewName(props: { readonly name: string; readonly remark: string }): JSX.Element {
  return (
    <p class="review-name" data-length={Math.min([...props.name].length, 12)}>
      {props.name}
      <Show when={props.remark !== ''}>
        <span class="review-remark">{props.remark}</span>
      </Show>
    </p>
  );
}

/** Its own frame and words: nobody may take it for a mark she made. */
function Unmarked(props: { readonly text: Text }): JSX.Element {
  return (
    <p class="review-unmarked">
      <PencilIcon />
      <span>
        <InlineWords text={props.text} />
      </span>
    </p>
  );
}

/** What was said of a subject or nominee, in the words of the form; with several dimensions the dimension stands beside the name. */
function FormRow(props: {
  readonly place: Exclude<RowPlace, ElectionPlace>;
  readonly marks: readonly ContestMarks[];
  readonly change: JSX.Element;
}): JSX.Element {
  const { place } = props;
  const person = () => {
    if ('subject' in place) return place.contest.subjects[place.subject];
    return place.nominee === null ? undefined : place.contest.nominees[place.nominee];
  };
  const word = (): Text | null => {
    if ('nominee' in place) return place.nominee === null ? null : RECOMMENDED;
    const grade = appraisalMarks(props.marks, place.contestIndex).grades[place.subject];
    return grade == null ? null : (place.contest.grades[grade] ?? null);
  };
  const missing = 'subject' in place ? UNGRADED : NOBODY;
  const dimension = 'subject' in place ? (place.contest.dimension ?? '') : '';
  const remark = () => [person()?.remark ?? '', dimension];
  const spoken = () => {
    const who = person();
    return [who === undefined ? say(place.contest.title) : label(who), dimension, say(word() ?? missing)].join('，');
  };
  return (
    <li
      class="review-row"
      data-marked={word() === null ? 'none' : 'chosen'}
      data-crowded="false"
      data-tight={isTight(person()?.name ?? say(place.contest.title), remark().join(''))}
      data-spoken={spoken()}
    >
      <div class="review-person">
        <ReviewName
          name={person()?.name ?? say(place.contest.title)}
          remark={remark()
            .filter((part) => part !== '')
            .join('，')}
        />
        <Show when={word()} fallback={<Unmarked text={missing} />}>
          {(said) => (
            <p class="review-mark" data-mark="chosen">
              <TickIcon />
              <span>
                <Show when={isShort(said())} fallback={say(said())}>
                  <InlineWords text={said()} />
                </Show>
              </span>
            </p>
          )}
        </Show>
      </div>
      {props.change}
    </li>
  );
}

export function ReviewRows(props: {
  readonly places: readonly RowPlace[];
  readonly marks: readonly ContestMarks[];
  readonly columnRows: number;
  /** Without it nothing can be changed any more. */
  readonly onChange?: (place: RowPlace) => void;
}): JSX.Element {
  return (
    <ol
      class="review-rows"
      // So many rows that one has no line for the second language.
      data-dense={props.columnRows > (geometry().isLarge ? 6 : 3)}
      style={{ '--review-rows': props.columnRows }}
    >
      <For each={props.places}>
        {(place) => {
          const change = (
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
          );
          return 'candidate' in place ? (
            <ElectionRow place={place} marks={props.marks} columnRows={props.columnRows} change={change} />
          ) : (
            <FormRow place={place} marks={props.marks} change={change} />
          );
        }}
      </For>
    </ol>
  );
}

/** Two columns of equal length, whatever the page could hold. */
export const columnRowsOf = (rows: number, pages: number): number =>
  Math.max(1, Math.ceil(Math.ceil(rows / pages) / geometry().reviewColumns));
