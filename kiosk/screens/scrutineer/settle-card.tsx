/** 总监票人裁定 (rules §5.1): ballots that the two tellers read differently, or with an altered row, read again from the paper. */
import { createResource, createSignal, For, type JSX, Show } from 'solid-js';
import { doubtfulBallots, type ScrutineerState, settleBallot } from '../../../server/contract/scrutineer.ts';
import { PAPER_MARK_SIGN } from '../../../tally/paper/paper-ballot.ts';
import { blankReading, type PaperReading } from '../../../tally/paper/paper-reading.ts';
import { type Contest, personsOn } from '../../../tally/record/contest.ts';
import { label } from '../../../tally/record/person.ts';
import { amount } from '../../../tally/text/amount.ts';
import { AnyReading } from '../../controls/any-reading.tsx';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/fields.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';

interface Line {
  readonly title: string;
  readonly first: string;
  readonly second: string;
}

/** Everything in which two readings of one paper can differ, in words. */
function linesOf(contest: Contest, first: PaperReading | null, second: PaperReading | null): readonly Line[] {
  const line = (title: Text, of: (reading: PaperReading) => string): Line => ({
    title: say(title),
    first: first === null ? '—' : of(first),
    second: second === null ? '—' : of(second),
  });
  const same = (name: string): Text => ({ zh: name, en: name });
  switch (contest.kind) {
    case 'election':
      return [
        ...contest.candidates.map((person, i) =>
          line(same(label(person)), (reading) => ('kind' in reading ? '—' : markOf(reading.rows[i]))),
        ),
        line({ zh: '另选', en: 'Written in' }, (reading) =>
          'kind' in reading
            ? '—'
            : reading.writeIns.map(({ name, circle }) => `${name ?? '?'}${circle ? '○' : ''}`).join('、') || '—',
        ),
        line({ zh: '能辨认的记号', en: 'Identifying mark' }, (reading) =>
          !('kind' in reading) && reading.identifyingMark ? say({ zh: '有', en: 'yes' }) : '—',
        ),
      ];
    case 'appraisal':
      return [
        ...contest.subjects.map((subject, i) =>
          line(same(label(subject)), (reading) => {
            const row = 'kind' in reading && reading.kind === 'appraisal' ? reading.rows[i] : undefined;
            if (row === 'unreadable') return say({ zh: '不清', en: 'unclear' });
            const ticked = (row ?? []).flatMap((grade) => contest.grades[grade] ?? []);
            return ticked.map(say).join('、') || say({ zh: '未评', en: 'no grade' });
          }),
        ),
        invalidLine(line),
      ];
    case 'recommendation':
      return [
        line({ zh: '推荐', en: 'Named' }, (reading) => {
          if (!('kind' in reading) || reading.kind !== 'recommendation') return '—';
          const named = reading.nominees.flatMap((place) => personsOn(contest)[place] ?? []).map(label);
          return [
            ...named,
            ...Array.from({ length: reading.others }, () => say({ zh: '名单外', en: 'not listed' })),
          ].join('、');
        }),
        invalidLine(line),
      ];
  }
}

const markOf = (row: Extract<PaperReading, { identifyingMark: boolean }>['rows'][number] | undefined): string =>
  row === undefined
    ? '—'
    : `${PAPER_MARK_SIGN[row.mark] || say({ zh: '空', en: 'blank' })}${row.altered === null ? '' : say({ zh: ' 改', en: ' altered' })}`;

const invalidLine = (line: (title: Text, of: (reading: PaperReading) => string) => Line): Line =>
  line({ zh: '整张无效', en: 'Whole form invalid' }, (reading) =>
    'kind' in reading && reading.invalid ? say({ zh: '是', en: 'yes' }) : '—',
  );

const sameRow = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Rows of a ballot or 测评表 that the two read differently; a 推荐表 has none. */
function differingRows(first: PaperReading, second: PaperReading): readonly number[] {
  if (!('rows' in first && 'rows' in second)) return [];
  return first.rows.flatMap((row, i) => (sameRow(row, second.rows[i]) ? [] : [i]));
}

/** What both read alike; the rest as on an empty paper. */
function agreedPart(contest: Contest, first: PaperReading, second: PaperReading): PaperReading {
  const blank = blankReading(contest);
  if (!('kind' in first) && !('kind' in second) && !('kind' in blank))
    return {
      rows: first.rows.map((row, i) => (sameRow(row, second.rows[i]) ? row : (blank.rows[i] ?? row))),
      writeIns: first.writeIns.filter((name) => second.writeIns.some((other) => sameRow(name, other))),
      identifyingMark: first.identifyingMark && second.identifyingMark,
    };
  if (!('kind' in first) || !('kind' in second) || !('kind' in blank)) return blank;
  if (first.kind === 'appraisal' && second.kind === 'appraisal')
    return {
      kind: 'appraisal',
      rows: first.rows.map((row, i) => (sameRow(row, second.rows[i]) ? row : [])),
      invalid: first.invalid && second.invalid,
    };
  if (first.kind === 'recommendation' && second.kind === 'recommendation')
    return {
      kind: 'recommendation',
      nominees: first.nominees.filter((place) => second.nominees.includes(place)),
      others: Math.min(first.others, second.others),
      invalid: first.invalid && second.invalid,
    };
  return blank;
}

export function SettleCard(props: { readonly state: ScrutineerState }): JSX.Element {
  const params = () => ({ meeting: props.state.meeting.id, index: String(props.state.index) });
  const [listed, { refetch }] = createResource(
    () => props.state.round?.doubtful,
    async () => {
      const answer = await call(doubtfulBallots, { params: params() });
      return answer.ok ? answer.value : null;
    },
  );
  const [reading, setReading] = createSignal<PaperReading | null>(null);
  const [reason, setReason] = createSignal('');
  const [refusal, setRefusal] = createSignal<Text | null>(null);
  const open = () => listed()?.ballots.find(({ settled }) => settled === null);
  const contest = () => props.state.round?.contests[open()?.contest ?? 0];
  /** Neither teller is preferred: what both read alike stands already, every other row the chief scrutineer has to touch. */
  const start = (): PaperReading | null => {
    const [ballot, of] = [open(), contest()];
    if (ballot === undefined || of === undefined || ballot.first === null || ballot.second === null) return null;
    return agreedPart(of, ballot.first, ballot.second);
  };
  const current = () => reading() ?? start();
  const [touched, setTouched] = createSignal<ReadonlySet<number>>(new Set<number>());
  const untouched = () => {
    const ballot = open();
    if (ballot?.first == null || ballot.second == null) return 0;
    return differingRows(ballot.first, ballot.second).filter((row) => !touched().has(row)).length;
  };
  const read = (next: PaperReading) => {
    const before = current();
    if (before !== null && 'rows' in before && 'rows' in next)
      setTouched(new Set([...touched(), ...next.rows.flatMap((row, i) => (row === before.rows[i] ? [] : [i]))]));
    setReading(next);
  };
  const settle = async () => {
    const ballot = open();
    const as = current();
    if (ballot === undefined || as === null) return;
    const answer = await call(settleBallot, {
      params: params(),
      body: {
        contest: ballot.contest,
        number: ballot.number,
        ballot: structuredClone(as) as never,
        reason: reason().trim(),
      },
    });
    setRefusal(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setReading(null);
    setTouched(new Set<number>());
    setReason('');
    await refetch();
  };
  return (
    <Show when={props.state.index === 1 && open()}>
      {(ballot) => (
        <Card title={{ zh: `裁定第 ${ballot().number} 张`, en: `Settle number ${ballot().number}` }} name="settle">
          <p>
            {say({
              zh: '请取出这一张，按纸面重新读一遍。',
              en: 'Take this ballot and read it again from the paper.',
            })}
          </p>
          <Show when={contest()}>
            {(of) => (
              <>
                <table class="settle-table">
                  <thead>
                    <tr>
                      <th>{say({ zh: '项目', en: 'Item' })}</th>
                      <th>{say({ zh: '第一计票', en: 'First teller' })}</th>
                      <th>{say({ zh: '第二计票', en: 'Second teller' })}</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={linesOf(of(), ballot().first, ballot().second)}>
                      {({ title, first, second }) => (
                        <tr data-differs={first !== second}>
                          <th>{title}</th>
                          <td>{first}</td>
                          <td>{second}</td>
                        </tr>
                      )}
                    </For>
                  </tbody>
                </table>
                <Show when={current()}>
                  {(as) => (
                    <AnyReading
                      contest={of()}
                      rules={listed()?.rules[ballot().contest] as never}
                      people={listed()?.people ?? []}
                      reading={as()}
                      onChange={read}
                      decides
                    />
                  )}
                </Show>
              </>
            )}
          </Show>
          <TextField label={{ zh: '理由', en: 'Reason' }} value={reason()} onInput={setReason} name="settle-reason" />
          <RefusalNotice refusal={refusal()} />
          <Show when={untouched() > 0}>
            <Notice
              name="untouched"
              text={{
                zh: `两人不一致的还有 ${untouched()} 栏没有按票面选定。`,
                en: `${amount(untouched(), 'row that differs has', 'rows that differ have')} not been read from the paper yet.`,
              }}
            />
          </Show>
          <div class="row" data-end="true">
            <Button
              kind="primary"
              text={{ zh: '按此裁定', en: 'Settle it so' }}
              name="settle-ballot"
              disabled={reason().trim() === '' || untouched() > 0}
              onPress={() => void settle()}
            />
          </div>
        </Card>
      )}
    </Show>
  );
}
