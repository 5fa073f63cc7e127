/** One subject with a button for every grade (UX 5.3 V2). No grade is preferred by size, weight or colour, and none is set before. */
import { For, type JSX, Show } from 'solid-js';
import { say, type Text } from '../session/language.ts';
import './grade-row.css';
import { TickIcon } from './icons.tsx';
import './mark-row.css';
import { press } from './press.ts';

export type GradeRowProps = {
  readonly name: string;
  /** Tells namesakes apart; '' where there are none. */
  readonly remark: string;
  readonly pinyin?: string | undefined;
  readonly grades: readonly Text[];
  /** Place of the grade in `grades`; null: 未评. */
  readonly grade: number | null;
  /** A grade that is pressed again as well: the caller asks whether to take it back. */
  readonly onGrade: (grade: number) => void;
  /** A row still without a grade after 下一步 was tapped once. */
  readonly pointedOut: boolean;
};

/** Longer names stand in two lines and give way a little where the room is short. */
const LONGEST_IN_ONE_LINE = 4;

export function GradeRow(props: GradeRowProps): JSX.Element {
  const isLong = () => [...props.name].length > LONGEST_IN_ONE_LINE;
  // A long name takes the lines of its reading.
  const pinyin = () => (isLong() ? undefined : props.pinyin);
  return (
    <fieldset
      class="mark-row grade-row"
      data-marked={props.grade === null ? 'none' : 'graded'}
      data-pointed-out={props.pointedOut}
    >
      <legend class="visually-hidden">
        {props.name}
        {props.remark}
      </legend>
      <div class="mark-row-person">
        <p
          class="mark-row-name"
          data-long={isLong()}
          style={{ '--per-line': Math.ceil([...props.name].length / 2) + 0.2 }}
        >
          <span>{props.name}</span>
          <Show when={props.remark !== '' || pinyin()}>
            <span class="mark-row-remark">
              {props.remark}
              <Show when={pinyin()}>
                {props.remark === '' ? '' : ' '}
                <span class="grade-reading" lang="zh-Latn-pinyin">
                  {pinyin()}
                </span>
              </Show>
            </span>
          </Show>
          <Show when={props.grade === null}>
            <span class="mark-row-remark grade-none">{say({ zh: '未评', en: 'No grade' })}</span>
          </Show>
        </p>
      </div>
      <div class="mark-row-marks">
        <For each={props.grades}>
          {(grade, at) => (
            <button
              type="button"
              class="mark grade"
              data-grade={grade.zh}
              aria-pressed={props.grade === at()}
              onClick={press(() => props.onGrade(at()))}
            >
              <span class="mark-icon">
                <TickIcon />
              </span>
              <span
                class="grade-word"
                data-length={[...grade.zh].length}
                style={{ '--letters': Math.max(...grade.en.split(' ').map((word) => word.length)) }}
              >
                {say(grade)}
              </span>
            </button>
          )}
        </For>
      </div>
    </fieldset>
  );
}
