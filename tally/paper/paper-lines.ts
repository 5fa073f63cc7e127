/** A round on paper and its count in lines, for those who sign: made from the entry itself. */

import type { Contest } from '../record/contest.ts';
import type { Unsigned } from '../record/entry.ts';
import type { MeetingKind } from '../record/meeting-entry.ts';
import type { PaperCountEntry, PaperRoundEntry } from '../record/paper-entries.ts';
import { ballotLines } from '../text/ballot-lines.ts';
import type { Text } from '../text/text.ts';
import { INVALID_REASON_NAME } from './adjudication-words.ts';

type Line = { readonly label: Text; readonly value: Text };
const line = (zh: string, en: string, value: string | number): Line => ({
  label: { zh, en },
  value: { zh: String(value), en: String(value) },
});

/** `contests`: those of the round that a count is about. */
export function paperLines(
  entry: Unsigned<PaperRoundEntry> | Unsigned<PaperCountEntry>,
  contests: readonly Contest[],
  kind: MeetingKind,
): readonly Line[] {
  if (entry.type === 'paper-round')
    return [line('理由', 'Reason', entry.reason), ...ballotLines(entry, kind, ['election', 'conduct', 'paper'])];
  return [
    line('应到', 'Expected', entry.expected),
    line('实到', 'Present', entry.present),
    ...entry.contests.flatMap((box, i): readonly Line[] => {
      const contest = contests[i];
      const title = contest?.title ?? { zh: `第 ${i + 1} 种选票`, en: `Ballot ${i + 1}` };
      const head = [
        line(
          `${title.zh}：印制 = 发出 + 剩余`,
          `${title.en}: printed = issued + remaining`,
          `${box.printed} = ${box.issued} + ${box.remaining}`,
        ),
        line('投票人数／收回', 'Voters / recovered', `${box.voters} / ${box.recovered}`),
      ];
      const { tally } = box;
      if (tally === null)
        return [
          ...head,
          {
            label: { zh: '选举无效，不计票', en: 'Void: not counted' },
            value: { zh: '重新选举', en: 'vote again' },
          },
        ];
      const rows =
        contest?.kind === 'election'
          ? contest.candidates.map(({ name }, k) => {
              const [approve = 0, disapprove = 0, abstain = 0, unreadable = 0] = tally.rows[k] ?? [];
              return {
                label: { zh: name, en: name },
                value: {
                  zh: `○ ${approve}  × ${disapprove}  弃权 ${abstain}  该项无效 ${unreadable}`,
                  en: `○ ${approve}, × ${disapprove}, abstain ${abstain}, row void ${unreadable}`,
                },
              };
            })
          : contest === undefined
            ? []
            : formLines(contest, tally.rows);
      return [
        ...head,
        line('有效票／无效票', 'Valid / invalid', `${tally.valid} / ${tally.invalid}`),
        ...tally.invalidReasons.map(({ reason, ballots }) => {
          const name = INVALID_REASON_NAME[reason];
          return line(`无效：${name.zh}`, `Invalid: ${name.en}`, ballots);
        }),
        ...rows,
        ...tally.writeIns.map(({ name, votes }) => line(`另选 ${name}`, `Write-in ${name}`, votes)),
      ];
    }),
    ...entry.outcome.flatMap((one) =>
      one === null ? [] : [line('当选', 'Elected', one.elected.length === 0 ? '—' : one.elected.join('、'))],
    ),
  ];
}

/** Each subject with the ticks of every grade; each nominee with the forms that name her. */
function formLines(
  contest: Exclude<Contest, { readonly kind: 'election' }>,
  rows: readonly (readonly number[])[],
): readonly Line[] {
  if (contest.kind === 'recommendation')
    return contest.nominees.flatMap(({ name }, k) => {
      const [votes = 0] = rows[k] ?? [];
      return votes === 0 ? [] : [line(name, name, votes)];
    });
  const columns = [...contest.grades, { zh: '未评', en: 'no grade' }, { zh: '该项无效', en: 'row void' }];
  return contest.subjects.map(({ name }, k) => {
    const ticks = columns.map((column, at) => ({ column, count: rows[k]?.[at] ?? 0 }));
    return {
      label: { zh: name, en: name },
      value: {
        zh: ticks.map(({ column, count }) => `${column.zh} ${count}`).join('  '),
        en: ticks.map(({ column, count }) => `${column.en} ${count}`).join(', '),
      },
    };
  });
}
