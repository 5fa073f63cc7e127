/**
 * 选票 and 画票说明 of a round on paper (rules §6.2): one A4 page a contest, to be printed as often as ballots are needed. All
 * copies are alike: a number or a mark would make a ballot invalid (rules §1.8).
 */
import type { Contest, ElectionContest } from '../../tally/record/contest.ts';
import { label } from '../../tally/record/person.ts';
import { completeRules, type RecordedRules } from '../../tally/rules/settings.ts';
import { beginFlow, type Flow, space } from '../layout/flow.ts';
import { A4 } from '../layout/measures.ts';
import { closePaper, openPaper } from '../layout/paper.ts';
import { paragraph } from '../layout/paragraph.ts';
import { type Element, element } from '../layout/structure.ts';
import { table } from '../layout/table.ts';
import { fitting } from '../layout/text.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { officialDate } from '../reports/official-words.ts';
import { formBody, formCells, formSubtitle, formTitle, PAGE_MARGINS } from './form-style.ts';

export interface PaperBallotData {
  readonly organization: string;
  readonly title: string;
  readonly date: string;
  readonly round: number;
  readonly contests: readonly Contest[];
  readonly rules: RecordedRules;
}

const CATEGORY_WORD: Readonly<Record<ElectionContest['category'], string>> = {
  committee: '',
  secretary: '',
  revote: '（再次投票）',
  'further-election': '（另行选举）',
  preliminary: '（差额预选）',
};

/** What the adopted method says, in the order in which a voter needs it. */
export function markingRules(contest: ElectionContest, recorded: RecordedRules): readonly string[] {
  const { paper, secretBooth } = completeRules(recorded);
  const canWriteIn = contest.writeIns.length > 0;
  const place = paper.writeInLayout === 'pooled' ? '在“另选人”栏' : '在该候选人下面的“另选人”栏';
  return [
    `本票应选${contest.seats}名。所选人数等于或者少于${contest.seats}名的有效，多于${contest.seats}名的无效。`,
    '赞成的，在候选人姓名上方的符号栏画“○”；不赞成的，画“×”；弃权的，不画任何符号。',
    ...(canWriteIn
      ? [
          paper.writeInRequiresDisapproval
            ? `对候选人投不赞成票的，可以另选他人：${place}写上姓名，并在姓名上方画“○”。投弃权票的不得另选他人。`
            : `可以另选他人：${place}写上姓名，并在姓名上方画“○”。`,
          '另选人的姓名应当与户口登记一致；有同名的，请注明能够区别的特征。',
        ]
      : []),
    ...(paper.writeInWithoutCircle === 'count' ? [] : canWriteIn ? ['另选人姓名上方没有画“○”的，该项不计。'] : []),
    paper.blankBallot === 'invalid'
      ? '所有候选人都没有画符号也没有另选他人的，为无效票。'
      : '所有候选人都没有画符号的，按全部弃权计算。',
    `用蓝色或者黑色笔填写，符号要准确、清楚，不要涂改；无法辨认的，${paper.partialIllegible === 'void-ballot' ? '该票无效' : '该项无效，其他各项有效'}。`,
    ...(paper.identifyingMark === 'void-ballot' ? ['除符号和另选人姓名外，选票上有其他文字或者记号的无效。'] : []),
    `${secretBooth ? '请到秘密写票处填写。' : ''}本人不能填写的，可以委托非候选人按本人意志代写；未到会的不能委托他人投票。`,
  ];
}

function drawElection(flow: Flow, part: Element, contest: ElectionContest, rules: RecordedRules): void {
  const { paper } = completeRules(rules);
  const { candidates, seats } = contest;
  const pooled = paper.writeInLayout === 'pooled';
  const hasWriteIns = contest.writeIns.length > 0;
  const columns = 1 + candidates.length + (pooled && hasWriteIns ? seats : 0);
  const first = 17;
  const width = (flow.width - first) / (columns - 1);
  // Names stand upright one below the other, as on every ballot; a long one is set smaller.
  const name = (text: string) => ({
    text: [...text].join('\n'),
    style: { size: [...text].length > 6 ? formCells.size - 4 : formCells.size },
  });
  const blanks = (count: number, text = '') => Array.from({ length: count }, () => text);
  const extra = pooled && hasWriteIns ? seats : 0;
  table(
    flow,
    part,
    Array.from({ length: columns }, (_, i) => ({ width: i === 0 ? first : width })),
    [],
    [['符\n号', ...blanks(candidates.length + extra, '\n\n')]],
    { ...formCells, minHeight: 20 },
  );
  table(
    flow,
    part,
    Array.from({ length: columns }, (_, i) => ({ width: i === 0 ? first : width })),
    [],
    [['姓\n名', ...candidates.map((person) => name(label(person))), ...blanks(extra, '另\n选\n人')]],
    { ...formCells, minHeight: 34 },
  );
  if (!pooled && hasWriteIns)
    for (const text of ['符\n号', '另\n选\n人'])
      table(
        flow,
        part,
        Array.from({ length: columns }, (_, i) => ({ width: i === 0 ? first : width })),
        [],
        [[text, ...blanks(candidates.length, text === '符\n号' ? '\n\n' : '\n\n\n\n')]],
        { ...formCells, minHeight: text === '符\n号' ? 16 : 40 },
      );
}

export async function paperBallots(data: PaperBallotData, fonts: FontFiles): Promise<Uint8Array> {
  const paper = openPaper({
    title: '选票',
    author: data.organization,
    date: new Date(`${data.date}T04:00:00Z`),
    fonts,
    size: A4,
    archival: true,
  });
  for (const contest of data.contests) {
    if (contest.kind !== 'election') continue;
    const flow = beginFlow(paper, PAGE_MARGINS);
    element(paper, paper.root, 'Part', (part) => {
      const head = `${data.organization}${contest.post}选票${CATEGORY_WORD[contest.category]}`;
      paragraph(flow, part, head, fitting(paper, head, formTitle, flow.width), { tag: 'H1' });
      const line = `${data.organization}（盖章）　${officialDate(data.date)}`;
      paragraph(flow, part, line, fitting(paper, line, formSubtitle, flow.width));
      space(flow, 4);
      drawElection(flow, part, contest, data.rules);
      space(flow, 5);
      paragraph(flow, part, '画票说明', { ...formBody, face: 'sans-bold', indent: 0 }, { tag: 'H2', keepWithNext: 2 });
      for (const [i, text] of markingRules(contest, data.rules).entries())
        paragraph(flow, part, `${i + 1}. ${text}`, {
          ...formBody,
          size: formBody.size - 1.5,
          pitch: formBody.pitch - 1,
        });
    });
  }
  return closePaper(paper);
}
