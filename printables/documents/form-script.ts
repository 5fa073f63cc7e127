/**
 * 主持词 of a 民主测评 or 民主推荐 (rules §4.3, §4.4): what is said from the opening to the summary of the forms, with the numbers of the
 * moment. Nobody is elected: what is announced are the numbers of forms and the summary of them, never a grade or a list.
 */
import { HELPED, PEN } from '../forms/marking-words.ts';
import { quorumWords } from '../reports/counting-words.ts';
import { actWord, list, officialDate } from '../reports/official-words.ts';
import { appraisedLists } from './appraised-lists.ts';
import { type Block, blank, cue, heading, type OfficialDocument, PLAIN, text } from './document.ts';
import { chineseNumber, type DocumentFacts, meetingWord, organizationOf } from './facts.ts';
import { voteWords } from './vote-words.ts';

function attendanceWords({ kind, attendance, roll }: DocumentFacts): string {
  const { present = null, attending = null } = attendance ?? {};
  const head = `今天应到${roll.expected}名，实到${blank(present, 4)}名${attending === null || attending === 0 ? '' : `，列席${attending}名`}`;
  if (roll.quorumMinimum === 0) return `${head}。`;
  if (present === null) return `${head}；规定最少到会${roll.quorumMinimum}名，____（达到／未达到）规定人数。`;
  return `${head}，${quorumWords({ kind, expected: roll.expected, present, minimum: roll.quorumMinimum })}，${present >= roll.quorumMinimum ? '可以开会' : '不能开会'}。`;
}

function objectWords({ forms }: DocumentFacts): readonly Block[] {
  return [
    ...appraisedLists(forms.appraisals).map(({ title, asked, subjects, grades }) =>
      text(
        `测评${title}${asked}，共${subjects.length}${'个对象'}，分${list(grades)}${chineseNumber(grades.length)}个等次。`,
      ),
    ),
    ...forms.recommendations.map(({ post, limit, nominees }) =>
      text(
        `推荐${post}，每张表最多推荐${limit}名${nominees.length === 0 ? '' : `，从印在表上的${nominees.length}名人选中推荐`}。`,
      ),
    ),
  ];
}

/** Of the medium that the round is held on: cards handed out before it went to paper are no forms. */
function returnWords({ kind, medium, box, cards }: DocumentFacts): string {
  const form = `${actWord(kind)}表`;
  if (medium === 'kiosk') return `发出${form}${blank(cards.issued, 4)}张，收回${blank(cards.cast, 4)}张。`;
  return `印制${form}${blank(box.printed, 4)}张，发出${blank(box.issued, 4)}张，收回${blank(box.recovered, 4)}张，剩余${blank(box.remaining, 4)}张已经当众剪角作废。`;
}

/** The method promises it on the spot: the whole summary is read out, and its record is public (form-method.ts). */
function countWords({ kind, medium, formCount }: DocumentFacts): readonly Block[] {
  const act = actWord(kind);
  const counting =
    medium === 'paper' ? text('请两名计票人在监票人监督下分别汇总。') : text('请监票人开票，计票人核对汇总。');
  if (formCount === 'void') return [text(`收回的${act}表不能汇总，应当重新${act}。`)];
  return [
    counting,
    cue('（监票人核对、签字）'),
    text(
      `请监票人报告：有效${act}表${blank(formCount?.valid ?? null, 4)}张，无效${blank(formCount?.invalid ?? null, 4)}张。现在宣读《民主${act}汇总表》。`,
    ),
    cue('（监票人逐项宣读汇总表）'),
  ];
}

export function formScript(facts: DocumentFacts): OfficialDocument {
  const { kind, title, day, place, chair, scrutineers, tellers, medium, particulars, superior } = facts;
  const isAppraisal = kind === 'appraisal';
  const isOnPaper = medium === 'paper';
  const act = actWord(kind);
  const branch = organizationOf(facts);
  const steps: readonly (readonly [string, readonly Block[]])[] = [
    [
      '宣布到会情况',
      [
        text('同志们：'),
        text(
          `现在开会。${superior === '' ? '' : `按照${superior}的安排，`}今天我们召开${branch}${meetingWord(facts)}。`,
        ),
        text(attendanceWords(facts)),
      ],
    ],
    [
      '通过监票人名单',
      [
        text(
          `监票人建议名单是：${list(scrutineers) || blank(null, 20)}。${tellers.length === 0 ? '' : `计票人是：${list(tellers)}。`}`,
        ),
        ...voteWords('监票人名单', facts, 'scrutineers'),
      ],
    ],
    isAppraisal
      ? ['述职', [text('请班子和有关同志述职。'), cue('（逐一述职）'), ...objectWords(facts)]]
      : [
          '说明推荐的职务、名额和条件',
          [...objectWords(facts), text('推荐条件印在民主推荐表上，请宣读。'), cue('（宣读推荐条件）')],
        ],
    [
      `讲解${act}表的填写`,
      [
        text(
          isAppraisal
            ? `${act}不署名。对每个对象选择一个等次；不选的，按弃权计。`
            : `${act}不署名。推荐人数等于或者少于规定名额的有效；不推荐的，按弃权计。`,
        ),
        text(
          `${isOnPaper ? `请${PEN}，填好后投入票箱。` : '请凭投票卡在投票机上填写，确认无误后投出。'}填写有困难的，${HELPED}，请向监票人说明。`,
        ),
      ],
    ],
    [`填写和收回${act}表`, [cue(`（开始${act}）`), text(`请监票人报告：${returnWords(facts)}${act}结束。`)]],
    ['汇总，宣布结果', countWords(facts)],
    [
      '结束',
      [
        text(
          isAppraisal
            ? '测评情况由监票人签字后报上级党组织。测评结果是集体研判的依据之一，等次由上级党组织研究确定。'
            : '推荐情况由监票人签字后报上级党组织。推荐结果按得票多少排列，供上级党组织研究，不是选举结果。',
        ),
        text('散会。'),
      ],
    ],
  ];
  const where = [day === null ? '' : officialDate(day), particulars.time, place]
    .filter((part) => part !== '')
    .join('　');
  return {
    ...PLAIN,
    name: '主持词',
    title: [title === '' ? `${branch}${meetingWord(facts)}` : title, '主持词'],
    subtitle: where === '' ? '' : `（${where}）`,
    blocks: [
      text(`主持人：${blank(chair, 8)}`),
      ...steps.flatMap(([name, blocks], at): readonly Block[] => [
        heading(`${chineseNumber(at + 1)}、${name}`),
        ...blocks,
      ]),
    ],
  };
}
