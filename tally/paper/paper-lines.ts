/** A round on paper and its count in lines, for those who sign: made from the entry itself. */

import type { Contest } from '../record/contest.ts';
import type { Unsigned } from '../record/entry.ts';
import type { PaperCountEntry, PaperRoundEntry } from '../record/paper-entries.ts';
import type { Text } from '../text/text.ts';
import { INVALID_REASON_NAME } from './adjudication-words.ts';

export interface PaperLine {
  readonly label: Text;
  readonly value: string;
}
type Line = PaperLine;
const line = (zh: string, en: string, value: string | number): Line => ({ label: { zh, en }, value: String(value) });

/** `contests`: those of the round that a count is about. */
export function paperLines(
  entry: Unsigned<PaperRoundEntry> | Unsigned<PaperCountEntry>,
  contests: readonly Contest[],
): readonly Line[] {
  if (entry.type === 'paper-round')
    return [
      line('理由', 'Reason', entry.reason),
      ...entry.contests.map((contest) =>
        contest.kind === 'election'
          ? line(contest.title.zh, contest.title.en, contest.candidates.map(({ name }) => name).join('、'))
          : line(contest.title.zh, contest.title.en, ''),
      ),
      line('应到会有选举权人数', 'Expected to attend', entry.roll.expected),
      line('规则', 'Rule set', entry.rules.ruleSet),
      line('计算基数', 'Counting base', entry.rules.majorityBase === 'expected' ? '应到 expected' : '实到 present'),
    ];
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
      if (tally === null) return [...head, line('选举无效，不计票', 'Void: not counted', '重新选举')];
      const rows =
        contest?.kind === 'election'
          ? contest.candidates.map(({ name }, k) => {
              const [approve = 0, disapprove = 0, abstain = 0, unreadable = 0] = tally.rows[k] ?? [];
              return line(name, name, `○ ${approve}  × ${disapprove}  弃权 ${abstain}  该项无效 ${unreadable}`);
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
  const columns = [...contest.grades.map(({ zh }) => zh), '未评', '该项无效'];
  return contest.subjects.map(({ name }, k) =>
    line(name, name, columns.map((column, at) => `${column} ${rows[k]?.[at] ?? 0}`).join('  ')),
  );
}
