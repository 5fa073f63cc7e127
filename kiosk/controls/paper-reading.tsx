/**
 * One paper ballot as it is read: a large button for each mark of each candidate, names written in by the picker over the roll,
 * alterations and marks that identify. Used by tellers and, for what they read differently, by the chief scrutineer.
 */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { TellerState } from '../../server/contract/teller.ts';
import type { PaperBallot, PaperMark } from '../../tally/paper/paper-ballot.ts';
import type { PaperRules } from '../../tally/paper/paper-rules.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import { label } from '../../tally/record/person.ts';
import { say, type Text } from '../session/language.ts';
import { Button } from './button.tsx';
import './paper-reading.css';
import { PersonPicker } from './person-picker.tsx';
import { press } from './press.ts';

/** In the order of the keys: 1 ○, 2 ×, 3 blank, 4 unreadable. */
export const MARKS: readonly { readonly mark: PaperMark; readonly sign: string; readonly text: Text }[] = [
  { mark: 'approve', sign: '○', text: { zh: '赞成', en: 'For' } },
  { mark: 'disapprove', sign: '×', text: { zh: '不赞成', en: 'Against' } },
  { mark: 'blank', sign: '　', text: { zh: '空白', en: 'Blank' } },
  { mark: 'unreadable', sign: '?', text: { zh: '不清', en: 'Unclear' } },
];

type People = TellerState['people'];

export function PaperReading(props: {
  readonly contest: ElectionContest;
  readonly rules: PaperRules;
  readonly people: People;
  readonly ballot: PaperBallot;
  readonly onChange: (ballot: PaperBallot) => void;
  /** The row that the number keys mark next. */
  readonly active?: number;
  readonly onActive?: (row: number) => void;
  /** The chief scrutineer says what an altered row is worth. */
  readonly decides?: boolean;
}): JSX.Element {
  /** The place a name is being picked for: a candidate's row, or 'pooled'. */
  const [picking, setPicking] = createSignal<number | 'pooled' | null>(null);
  const pooled = () => props.rules.writeInLayout === 'pooled';
  const change = (part: Partial<PaperBallot>) => props.onChange({ ...props.ballot, ...part });
  const setRow = (i: number, part: Partial<PaperBallot['rows'][number]>) =>
    change({ rows: props.ballot.rows.map((row, k) => (k === i ? { ...row, ...part } : row)) });
  const write = (name: string | null, circle = true) => {
    const at = picking();
    if (at === null) return;
    change({ writeIns: [...props.ballot.writeIns, { name, under: at === 'pooled' ? null : at, circle }] });
    setPicking(null);
  };
  const names = (under: number | null) =>
    props.ballot.writeIns.map((written, i) => ({ written, i })).filter(({ written }) => written.under === under);

  const Names = (own: { readonly under: number | null }): JSX.Element => (
    <For each={names(own.under)}>
      {({ written, i }) => (
        <span class="reading-name">
          <button
            type="button"
            class="reading-circle"
            aria-pressed={written.circle}
            data-name={`circle-${i}`}
            title={say({ zh: '姓名上方有没有“○”', en: 'Whether ○ stands above the name' })}
            onClick={press(() =>
              change({
                writeIns: props.ballot.writeIns.map((one, k) => (k === i ? { ...one, circle: !one.circle } : one)),
              }),
            )}
          >
            {written.circle ? '○' : '无○'}
          </button>
          {written.name ?? say({ zh: '（姓名不清）', en: '(name unclear)' })}
          <button
            type="button"
            class="reading-remove"
            data-name={`remove-name-${i}`}
            aria-label={say({ zh: '删去这个姓名', en: 'Remove this name' })}
            onClick={press(() => change({ writeIns: props.ballot.writeIns.filter((_, k) => k !== i) }))}
          >
            ×
          </button>
        </span>
      )}
    </For>
  );

  return (
    <div class="reading" data-name="reading">
      <ol class="reading-rows">
        <For each={props.contest.candidates}>
          {(person, i) => {
            const row = () => props.ballot.rows[i()];
            return (
              <li class="reading-row" data-active={props.active === i()} data-row={i()}>
                <button type="button" class="reading-person" onClick={press(() => props.onActive?.(i()))}>
                  <span class="reading-place">{i() + 1}</span>
                  {label(person)}
                </button>
                <div class="reading-marks">
                  <For each={MARKS}>
                    {({ mark, sign, text }) => (
                      <button
                        type="button"
                        class="reading-mark"
                        data-mark={mark}
                        aria-pressed={row()?.mark === mark}
                        aria-label={`${label(person)} ${say(text)}`}
                        onClick={press(() => {
                          setRow(i(), { mark });
                          props.onActive?.(Math.min(i() + 1, props.contest.candidates.length - 1));
                        })}
                      >
                        <span class="reading-sign" aria-hidden="true">
                          {sign}
                        </span>
                        <span class="reading-word">{say(text)}</span>
                      </button>
                    )}
                  </For>
                  <button
                    type="button"
                    class="reading-mark"
                    data-mark="altered"
                    aria-pressed={row()?.altered !== null}
                    onClick={press(() => setRow(i(), { altered: row()?.altered === null ? { decision: null } : null }))}
                  >
                    <span class="reading-sign" aria-hidden="true">
                      改
                    </span>
                    <span class="reading-word">{say({ zh: '有涂改', en: 'Altered' })}</span>
                  </button>
                </div>
                <Show when={props.decides === true && row()?.altered !== null}>
                  <div class="row">
                    <Button
                      text={{ zh: '按所画符号', en: 'As marked' }}
                      kind={row()?.altered?.decision === 'as-marked' ? 'primary' : 'secondary'}
                      name={`as-marked-${i()}`}
                      onPress={() => setRow(i(), { altered: { decision: 'as-marked' } })}
                    />
                    <Button
                      text={{ zh: '该项无效', en: 'Row void' }}
                      kind={row()?.altered?.decision === 'void-row' ? 'primary' : 'secondary'}
                      name={`void-row-${i()}`}
                      onPress={() => setRow(i(), { altered: { decision: 'void-row' } })}
                    />
                  </div>
                </Show>
                <Show when={!pooled()}>
                  <div class="reading-written">
                    <Names under={i()} />
                    <Button
                      kind="quiet"
                      text={{ zh: '另选…', en: 'Write-in…' }}
                      name={`write-in-${i()}`}
                      onPress={() => setPicking(i())}
                    />
                  </div>
                </Show>
              </li>
            );
          }}
        </For>
      </ol>
      <Show when={pooled()}>
        <div class="reading-written" data-pooled="true">
          <strong>{say({ zh: '另选人', en: 'Written in' })}</strong>
          <Names under={null} />
          <Button
            kind="quiet"
            text={{ zh: '另选…', en: 'Write-in…' }}
            name="write-in-pooled"
            onPress={() => setPicking('pooled')}
          />
        </div>
      </Show>
      <div class="row">
        <Button
          kind={props.ballot.identifyingMark ? 'primary' : 'secondary'}
          text={{ zh: '有能辨认投票人的记号', en: 'A mark that identifies the voter' }}
          name="identifying-mark"
          onPress={() => change({ identifyingMark: !props.ballot.identifyingMark })}
        />
      </div>
      <Show when={picking() !== null}>
        <div class="reading-picker" data-name="picker">
          <PersonPicker
            people={props.people.map(({ label: key, name, remark, surname }) => ({ key, name, remark, surname }))}
            onPick={({ key }) => write(key)}
          />
          <div class="row">
            <Button
              text={{ zh: '名册上没有此人', en: 'Nobody on the roll' }}
              name="other-name"
              onPress={() => write('名册外')}
            />
            <Button
              text={{ zh: '姓名辨认不清', en: 'Name cannot be read' }}
              name="unclear-name"
              onPress={() => write(null)}
            />
            <Button kind="quiet" text={{ zh: '取消', en: 'Cancel' }} name="no-name" onPress={() => setPicking(null)} />
          </div>
        </div>
      </Show>
    </div>
  );
}
