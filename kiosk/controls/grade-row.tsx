/** One subject with a button for every grade (UX 5.3 V2). No grade is preferred by size, weight or colour, and none is set before. */
import { For, type JSX, onMount } from 'solid-js';
import { label } from '../../tally/record/person.ts';
import { say, type Text } from '../session/language.ts';
import './grade-row.css';
import { TickIcon } from './icons.tsx';
import { press } from './press.ts';
import { type Person, RowLegend, RowPerson } from './row-person.tsx';
import { standOn } from './stand-on.ts';

export type GradeRowProps = Person & {
  readonly grades: readonly Text[];
  /** Place of the grade in `grades`; null: 未评. */
  readonly grade: number | null;
  /** A grade that is pressed again as well: the caller asks whether to take it back. */
  readonly onGrade: (grade: number) => void;
  /** A row still without a grade after 下一步 was tapped once. */
  readonly pointedOut: boolean;
  /** A row that she comes back to. */
  readonly isReturn?: boolean;
};

const LONGEST_IN_ONE_LINE = 4;

export function GradeRow(props: GradeRowProps): JSX.Element {
  let row!: HTMLFieldSetElement;
  onMount(() => {
    if (props.isReturn === true) standOn(row);
  });
  return (
    <fieldset
      ref={row}
      class="mark-row grade-row"
      data-marked={props.grade === null ? 'none' : 'graded'}
      data-pointed-out={props.pointedOut}
      data-spoken={label({ name: props.name, remark: props.remark })}
    >
      <RowLegend name={props.name} remark={props.remark} />
      <div class="mark-row-person">
        <RowPerson
          name={props.name}
          remark={props.remark}
          pinyin={props.pinyin}
          longestInOneLine={LONGEST_IN_ONE_LINE}
          missing={props.grade === null ? { zh: '未评', en: 'No grade' } : undefined}
        />
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
