/**
 * One ballot at a time: read, stored by the server before the next one appears, so that nothing is lost when the screen is
 * reloaded or its power fails. Keys: 1 ○ · 2 × · 3 blank · 4 unclear (a form: its grades, then no grade, unclear), arrows for the
 * row, Enter for the next ballot.
 */
import { createSignal, For, type JSX, onCleanup, onMount, Show } from 'solid-js';
import { saveReading, type TellerState, takeBackReading } from '../../../server/contract/teller.ts';
import { INVALID_REASON_NAME } from '../../../tally/paper/adjudication-words.ts';
import { blankReading, type PaperReading } from '../../../tally/paper/paper-reading.ts';
import { type Contest, personsOn } from '../../../tally/record/contest.ts';
import { label } from '../../../tally/record/person.ts';
import { AnyReading } from '../../controls/any-reading.tsx';
import { Button } from '../../controls/button.tsx';
import { Counter, Counters } from '../../controls/counter.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { MARKS } from '../../controls/paper-reading.tsx';
import { Progress } from '../../controls/progress.tsx';
import { TallyStrokes } from '../../controls/tally-strokes.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';

type TellerContest = TellerState['contests'][number];

/** What is on the paper row by row; a recommendation is a list of names and has no rows to mark. */
const rowsOf = (contest: Contest | undefined): number =>
  contest === undefined || contest.kind === 'recommendation'
    ? 0
    : contest.kind === 'election'
      ? contest.candidates.length
      : contest.subjects.length;

/** The reading after a number key in a row; undefined: this key means nothing here. */
function keyed(contest: Contest, reading: PaperReading, row: number, key: number): PaperReading | undefined {
  if (!('kind' in reading)) {
    const chosen = MARKS[key - 1];
    if (chosen === undefined) return undefined;
    return { ...reading, rows: reading.rows.map((one, i) => (i === row ? { ...one, mark: chosen.mark } : one)) };
  }
  if (contest.kind !== 'appraisal' || reading.kind !== 'appraisal') return undefined;
  const grades = contest.grades.length;
  if (!(key >= 1 && key <= grades + 2)) return undefined;
  const marked = key <= grades ? [key - 1] : key === grades + 1 ? [] : 'unreadable';
  return { ...reading, rows: reading.rows.map((one, i) => (i === row ? marked : one)) };
}

/** What the keys are called at this paper. */
function keyWords(contest: Contest): Text {
  const row: Text = { zh: '↑↓ 换行　回车 记下', en: '↑↓ row, Enter to enter' };
  if (contest.kind === 'recommendation') return { zh: '按键：回车 记下', en: 'Keys: Enter to enter' };
  const names: readonly Text[] =
    contest.kind === 'election'
      ? [
          { zh: '○', en: '○' },
          { zh: '×', en: '×' },
          { zh: '空白', en: 'blank' },
          { zh: '不清', en: 'unclear' },
        ]
      : [...contest.grades, { zh: '未评', en: 'no grade' }, { zh: '不清', en: 'unclear' }];
  return {
    zh: `按键：${names.map(({ zh }, i) => `${i + 1} ${zh}`).join('　')}　${row.zh}`,
    en: `Keys: ${names.map(({ en }, i) => `${i + 1} ${en}`).join(', ')}, ${row.en}`,
  };
}

/** Columns of the teller's own sums; the first is counted in 正. */
const columnsOf = (contest: Contest): readonly Text[] => {
  switch (contest.kind) {
    case 'election':
      return [
        { zh: '赞成', en: 'For' },
        { zh: '不赞成', en: 'Against' },
        { zh: '弃权', en: 'Abstain' },
        { zh: '该项无效', en: 'Void row' },
      ];
    case 'appraisal':
      return [...contest.grades, { zh: '未评', en: 'No grade' }, { zh: '该项无效', en: 'Void row' }];
    case 'recommendation':
      return [{ zh: '推荐', en: 'Named' }];
  }
};

/** Whoever stands in the sums: candidates, subjects, and of nominees only those who were named. */
const lines = ({ contest, totals }: TellerContest): readonly { readonly name: string; readonly at: number }[] => {
  const persons = contest.kind === 'election' ? contest.candidates : personsOn(contest);
  return persons
    .map((person, at) => ({ name: label(person), at }))
    .filter(({ at }) => contest.kind !== 'recommendation' || (totals.rows[at]?.[0] ?? 0) > 0);
};

export function CountingDesk(props: {
  readonly contest: () => TellerContest | undefined;
  readonly people: TellerState['people'];
  readonly refresh: () => Promise<void>;
}): JSX.Element {
  const of = () => props.contest();
  const done = () => of()?.readings.length ?? 0;
  /** The ballot that is open: the next one, or an earlier one that is corrected. */
  const [correcting, setCorrecting] = createSignal<number | null>(null);
  /** The last one that was sent from here, which the server may not have answered yet. */
  const [sent, setSent] = createSignal(0);
  const total = () => Math.max(done(), sent());
  const number = () => correcting() ?? total() + 1;
  const empty = (): PaperReading => {
    const now = of();
    return now === undefined ? { rows: [], writeIns: [], identifyingMark: false } : blankReading(now.contest);
  };
  const [ballot, setBallot] = createSignal<PaperReading>(empty());
  const [active, setActive] = createSignal(0);
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<{ readonly zh: string; readonly en: string } | null>(null);
  const isFull = () => correcting() === null && of()?.recovered != null && total() >= (of()?.recovered ?? 0);

  /** Complete is what the server has, not what was sent. */
  const isStored = () => done() >= (of()?.recovered ?? 0);

  const fresh = () => {
    setCorrecting(null);
    setBallot(empty());
    setActive(0);
  };
  /**
   * The next paper is open at once: a key typed while the last one travels belongs to the next. They are sent one after another;
   * one that is refused comes back to be entered again, and what was typed after it is not sent.
   */
  let sending = Promise.resolve();
  let attempt = 0;
  const save = () => {
    const now = of();
    if (now === undefined || isFull()) return;
    const [at, read, own] = [number(), structuredClone(ballot()), attempt];
    if (correcting() === null) setSent(at);
    fresh();
    sending = sending.then(async () => {
      if (own !== attempt) return;
      const answer = await call(saveReading, { body: { contest: now.place, number: at, ballot: read as never } });
      setRefusal(answer.ok ? null : answer.error);
      if (!answer.ok) attempt += 1;
      await props.refresh();
      if (answer.ok) return;
      setSent(0);
      setCorrecting(at <= done() ? at : null);
      setBallot(read);
      setActive(0);
    });
  };
  const correct = (at: number) => {
    const stored = of()?.readings[at - 1];
    if (stored === undefined) return;
    setCorrecting(at);
    setBallot(stored.ballot);
    setActive(0);
  };
  const takeBack = async () => {
    const now = of();
    if (now === undefined || done() === 0) return;
    setBusy(true);
    await sending;
    setSent(0);
    const answer = await call(takeBackReading, { body: { contest: now.place, number: done() } });
    setRefusal(answer.ok ? null : answer.error);
    await props.refresh();
    fresh();
    setBusy(false);
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || (event.target as HTMLElement).tagName === 'INPUT') return;
    // Enter presses a button that was reached with Tab; only the buttons of the marks leave it to the ballot.
    const isOtherButton = (event.target as HTMLElement).closest('button:not(.reading-mark)') !== null;
    if (event.key === 'Enter' && isOtherButton) return;
    const contest = of()?.contest;
    const last = Math.max(0, rowsOf(contest) - 1);
    const read = contest === undefined ? undefined : keyed(contest, ballot(), active(), Number(event.key));
    if (read !== undefined) {
      setBallot(read);
      setActive(Math.min(active() + 1, last));
    } else if (event.key === 'ArrowDown') setActive(Math.min(active() + 1, last));
    else if (event.key === 'ArrowUp') setActive(Math.max(active() - 1, 0));
    else if (event.key === 'Enter') save();
    else return;
    event.preventDefault();
  };
  onMount(() => window.addEventListener('keydown', onKey));
  onCleanup(() => window.removeEventListener('keydown', onKey));

  return (
    <Show when={of()}>
      {(now) => (
        <Show
          when={now().counted}
          fallback={
            <Notice
              tone="bad"
              name="void"
              text={{
                zh: '选举无效，不计票，应当重新选举。',
                en: 'The election is void: nothing is counted; vote again.',
              }}
            />
          }
        >
          <div class="counting" data-form={now().contest.kind !== 'election'}>
            <Card name="ballot">
              <div class="counting-head">
                <h2 data-name="ballot-number">
                  {isFull()
                    ? say({ zh: '全部记完', en: 'All are entered' })
                    : say({
                        zh: `第 ${number()} 张，共 ${now().recovered ?? 0} 张`,
                        en: `Number ${number()} of ${now().recovered ?? 0}`,
                      })}
                </h2>
                <Show when={correcting() !== null}>
                  <span class="counting-correct">{say({ zh: '改正', en: 'Correcting' })}</span>
                </Show>
              </div>
              <Show
                when={!isFull()}
                fallback={
                  <Show when={isStored()} fallback={<Progress text={{ zh: '正在记下…', en: 'Storing…' }} />}>
                    <Notice
                      tone="good"
                      name="complete"
                      text={{
                        zh: '您的一份已经计完。两份都计完后自动比对。',
                        en: 'Your tally is complete. Both are compared as soon as the other is, too.',
                      }}
                    />
                  </Show>
                }
              >
                <AnyReading
                  contest={now().contest}
                  rules={now().rules}
                  people={props.people}
                  reading={ballot()}
                  onChange={setBallot}
                  active={active()}
                  onActive={setActive}
                />
                <div class="row" data-end="true">
                  <Show when={correcting() !== null}>
                    <Button text={{ zh: '不改了', en: 'Leave it' }} name="leave" onPress={fresh} />
                  </Show>
                  <Button
                    kind="primary"
                    text={
                      correcting() === null
                        ? { zh: '记下，下一张', en: 'Enter, next' }
                        : { zh: '改正这一张', en: 'Correct it' }
                    }
                    name="save-ballot"
                    onPress={save}
                  />
                </div>
              </Show>
              <RefusalNotice refusal={refusal()} />
              <Show when={!isFull()}>
                <p class="counting-keys">{say(keyWords(now().contest))}</p>
              </Show>
            </Card>
            <Card title={{ zh: '本人所计', en: 'My tally' }} name="totals">
              <Counters>
                <Counter label={{ zh: '已记', en: 'Entered' }} value={done()} name="entered" />
                <Counter label={{ zh: '有效', en: 'Valid' }} value={now().totals.valid} name="valid" />
                <Counter label={{ zh: '无效', en: 'Invalid' }} value={now().totals.invalid} name="invalid" />
              </Counters>
              <div class="table-frame">
                <table class="counting-table">
                  <thead>
                    <tr>
                      <th>{say({ zh: '姓名', en: 'Name' })}</th>
                      <For each={columnsOf(now().contest)}>{(column) => <th>{say(column)}</th>}</For>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={lines(now())}>
                      {({ name, at }) => {
                        const row = () => now().totals.rows[at] ?? [];
                        return (
                          <tr>
                            <th>{name}</th>
                            <For each={columnsOf(now().contest)}>
                              {(_, column) => (
                                <td>
                                  <Show when={column() === 0}>
                                    <TallyStrokes count={row()[0] ?? 0} name={`strokes-${at}`} />{' '}
                                  </Show>
                                  {row()[column()] ?? 0}
                                </td>
                              )}
                            </For>
                          </tr>
                        );
                      }}
                    </For>
                    <For each={now().totals.writeIns}>
                      {({ name, votes }) => (
                        <tr>
                          <th>
                            {say({ zh: '另选', en: 'Write-in' })} {name}
                          </th>
                          <td>
                            <TallyStrokes count={votes} name="strokes-write-in" /> <strong>{votes}</strong>
                          </td>
                          <td colspan="3" />
                        </tr>
                      )}
                    </For>
                  </tbody>
                </table>
              </div>
              <div class="row">
                <Button
                  text={{ zh: '撤回最后一张', en: 'Take the last back' }}
                  name="take-back"
                  disabled={done() === 0 || busy()}
                  onPress={() => void takeBack()}
                />
              </div>
              <ol class="counting-list">
                <For each={now().readings}>
                  {(reading, i) => (
                    <li>
                      <button
                        type="button"
                        class="counting-entered"
                        data-verdict={reading.verdict}
                        data-name={`entered-${i() + 1}`}
                        title={reading.reasons.map((reason) => say(INVALID_REASON_NAME[reason])).join('；')}
                        onClick={() => correct(i() + 1)}
                      >
                        {i() + 1}
                        <Show when={reading.verdict === 'invalid'}>
                          {' '}
                          {say({ zh: '无效', en: 'invalid' })}：
                          {say(INVALID_REASON_NAME[reading.reasons[0] ?? 'illegible'])}
                        </Show>
                        <Show when={reading.verdict === 'undecided'}> {say({ zh: '待裁定', en: 'to decide' })}</Show>
                      </button>
                    </li>
                  )}
                </For>
              </ol>
            </Card>
          </div>
        </Show>
      )}
    </Show>
  );
}
