/**
 * One 测评表 or 推荐表 on paper as it is read: the ticks of each row (two ticks stay two: the row is void, not the form), or the
 * persons named. Used by tellers and, for what they read differently, by the chief scrutineer.
 */
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { TellerState } from '../../server/contract/teller.ts';
import type { AppraisalReading, FormContest, PaperForm, RecommendationReading } from '../../tally/paper/paper-form.ts';
import type { AppraisalContest, RecommendationContest } from '../../tally/record/contest.ts';
import { label } from '../../tally/record/person.ts';
import { say } from '../session/language.ts';
import { Button } from './button.tsx';
import './paper-reading.css';
import { PersonPicker } from './person-picker.tsx';
import { press } from './press.ts';

/** A list this short is ticked as it stands on the paper; a longer one goes by surname. */
const MOST_ON_ONE_PAGE = 30;

type Position = { readonly active?: number; readonly onActive?: (row: number) => void };

function AppraisalRows(
  props: {
    readonly contest: AppraisalContest;
    readonly form: AppraisalReading;
    readonly onChange: (form: AppraisalReading) => void;
  } & Position,
): JSX.Element {
  const setRow = (at: number, row: AppraisalReading['rows'][number]) =>
    props.onChange({ ...props.form, rows: props.form.rows.map((one, i) => (i === at ? row : one)) });
  const ticks = (at: number): readonly number[] => {
    const row = props.form.rows[at];
    return row === undefined || row === 'unreadable' ? [] : row;
  };
  const toggle = (at: number, grade: number) =>
    setRow(
      at,
      ticks(at).includes(grade)
        ? ticks(at).filter((one) => one !== grade)
        : [...ticks(at), grade].toSorted((a, b) => a - b),
    );
  return (
    <ol class="reading-rows">
      <For each={props.contest.subjects}>
        {(subject, i) => (
          <li class="reading-row" data-form="true" data-active={props.active === i()} data-row={i()}>
            <button type="button" class="reading-person" onClick={press(() => props.onActive?.(i()))}>
              <span class="reading-place">{i() + 1}</span>
              {label(subject)}
            </button>
            <div class="reading-marks">
              <For each={props.contest.grades}>
                {(grade, at) => (
                  <button
                    type="button"
                    class="reading-mark"
                    data-mark={`grade-${at()}`}
                    aria-pressed={ticks(i()).includes(at())}
                    aria-label={`${label(subject)} ${say(grade)}`}
                    onClick={press(() => {
                      toggle(i(), at());
                      props.onActive?.(i());
                    })}
                  >
                    <span class="reading-sign" aria-hidden="true">
                      {ticks(i()).includes(at()) ? '√' : '　'}
                    </span>
                    <span class="reading-word">{say(grade)}</span>
                  </button>
                )}
              </For>
              <button
                type="button"
                class="reading-mark"
                data-mark="unreadable"
                aria-pressed={props.form.rows[i()] === 'unreadable'}
                aria-label={`${label(subject)} ${say({ zh: '不清', en: 'Unclear' })}`}
                onClick={press(() => setRow(i(), props.form.rows[i()] === 'unreadable' ? [] : 'unreadable'))}
              >
                <span class="reading-sign" aria-hidden="true">
                  ?
                </span>
                <span class="reading-word">{say({ zh: '不清', en: 'Unclear' })}</span>
              </button>
            </div>
            <span class="reading-worth" data-name={`worth-${i()}`}>
              {props.form.rows[i()] === 'unreadable' || ticks(i()).length > 1
                ? say({ zh: '该项无效', en: 'Row void' })
                : ticks(i()).length === 0
                  ? say({ zh: '未评', en: 'No grade' })
                  : ''}
            </span>
          </li>
        )}
      </For>
    </ol>
  );
}

function NamedPersons(props: {
  readonly contest: RecommendationContest;
  readonly people: TellerState['people'];
  readonly form: RecommendationReading;
  readonly onChange: (form: RecommendationReading) => void;
}): JSX.Element {
  const [picking, setPicking] = createSignal(false);
  const named = () => props.form.nominees.length + props.form.others;
  const toggle = (place: number) =>
    props.onChange({
      ...props.form,
      nominees: props.form.nominees.includes(place)
        ? props.form.nominees.filter((one) => one !== place)
        : [...props.form.nominees, place].toSorted((a, b) => a - b),
    });
  const placeOf = (key: string) => props.contest.nominees.findIndex((person) => label(person) === key);
  const isShort = () => props.contest.nominees.length <= MOST_ON_ONE_PAGE;
  const Nominee = (own: { readonly place: number }): JSX.Element => (
    <button
      type="button"
      class="reading-nominee"
      data-name={`nominee-${own.place}`}
      aria-pressed={props.form.nominees.includes(own.place)}
      onClick={press(() => toggle(own.place))}
    >
      {label(props.contest.nominees[own.place] as RecommendationContest['nominees'][number])}
    </button>
  );
  return (
    <div class="stack">
      <p data-name="named" class="reading-named" data-over={named() > props.contest.limit}>
        {say({
          zh: `已选 ${named()} 名，每张最多 ${props.contest.limit} 名。`,
          en: `${named()} named, at most ${props.contest.limit} on a form.`,
        })}
      </p>
      <div class="reading-nominees">
        <For each={isShort() ? props.contest.nominees.map((_, place) => place) : props.form.nominees}>
          {(place) => <Nominee place={place} />}
        </For>
      </div>
      <div class="row">
        <Show when={!isShort()}>
          <Button
            text={{ zh: '按姓氏选人…', en: 'Pick by surname…' }}
            name="pick-nominee"
            onPress={() => setPicking(!picking())}
          />
        </Show>
        <Button
          text={{ zh: `名单外 ${props.form.others} 名：加一名`, en: `Not on the list: ${props.form.others}, add one` }}
          name="add-other"
          onPress={() => props.onChange({ ...props.form, others: props.form.others + 1 })}
        />
        <Show when={props.form.others > 0}>
          <Button
            text={{ zh: '减一名', en: 'One fewer' }}
            name="drop-other"
            onPress={() => props.onChange({ ...props.form, others: props.form.others - 1 })}
          />
        </Show>
      </div>
      <Show when={picking()}>
        <div class="reading-picker" data-name="picker">
          <PersonPicker
            people={props.people
              .filter((person) => placeOf(person.label) !== -1)
              .map(({ label: key, name, remark, surname }) => ({
                key,
                name,
                remark,
                surname,
                picked: props.form.nominees.includes(placeOf(key)),
              }))}
            onPick={({ key }) => toggle(placeOf(key))}
          />
        </div>
      </Show>
    </div>
  );
}

export function FormReading(
  props: {
    readonly contest: FormContest;
    readonly people: TellerState['people'];
    readonly form: PaperForm;
    readonly onChange: (form: PaperForm) => void;
  } & Position,
): JSX.Element {
  const appraisal = () =>
    props.contest.kind === 'appraisal' && props.form.kind === 'appraisal'
      ? { contest: props.contest, form: props.form }
      : undefined;
  const recommendation = () =>
    props.contest.kind === 'recommendation' && props.form.kind === 'recommendation'
      ? { contest: props.contest, form: props.form }
      : undefined;
  return (
    <div class="reading" data-name="reading">
      <Switch>
        <Match when={appraisal()}>
          {(of) => (
            <AppraisalRows
              contest={of().contest}
              form={of().form}
              onChange={props.onChange}
              {...(props.active === undefined ? {} : { active: props.active })}
              {...(props.onActive === undefined ? {} : { onActive: props.onActive })}
            />
          )}
        </Match>
        <Match when={recommendation()}>
          {(of) => (
            <NamedPersons contest={of().contest} people={props.people} form={of().form} onChange={props.onChange} />
          )}
        </Match>
      </Switch>
      <div class="row">
        <Button
          kind={props.form.invalid ? 'primary' : 'secondary'}
          text={{ zh: '整张无效（监票人认定）', en: 'The whole form is invalid' }}
          name="declared-invalid"
          onPress={() => props.onChange({ ...props.form, invalid: !props.form.invalid })}
        />
      </div>
    </div>
  );
}
