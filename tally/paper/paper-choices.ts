/** The settings that only a ballot on paper can need (rules §7): each a clause of the election method once it is chosen. */
import { type ChoiceRow, choice, type SettingChoice } from '../rules/setting-choice.ts';
import type { PaperRules } from './paper-rules.ts';

const paper = (
  name: keyof PaperRules,
  title: readonly [zh: string, en: string],
  ...rows: readonly ChoiceRow[]
): SettingChoice => choice(`paper.${name}`, 'paper', 'method', title, ...rows);

export const PAPER_CHOICES: readonly SettingChoice[] = [
  paper(
    'writeInLayout',
    ['另选人栏的位置', 'Place of the write-in columns'],
    ['under-candidate', '另选人栏设在每名候选人之下。', 'A write-in column stands below each candidate.'],
    ['pooled', '另选人栏集中设在选票末尾。', 'The write-in columns stand together at the end of the ballot.'],
  ),
  paper(
    'writeInRequiresDisapproval',
    ['纸质选票另选他人的条件', 'Condition of a write-in on paper'],
    [
      true,
      '只有对候选人投不赞成票的，才可以另选他人；弃权的不得另选他人。',
      'Only who disapproves of a candidate may name another person; who abstains may not.',
    ],
    [
      false,
      '使用纸质选票时，可以另选他人，不以投不赞成票为条件。',
      'On paper another person may be named without disapproving of a candidate.',
    ],
  ),
  paper(
    'writeInExcess',
    ['另选人多于不赞成票（集中设栏）', 'More names than disapprovals (pooled columns)'],
    [
      'void-write-ins',
      '所写另选人多于不赞成的候选人的，另选人全部无效，其他各项有效。',
      'If more persons are written than candidates disapproved, none of the written names counts; the rest does.',
    ],
    [
      'void-ballot',
      '所写另选人多于不赞成的候选人的，整张选票无效。',
      'If more persons are written than candidates disapproved, the ballot is invalid.',
    ],
  ),
  paper(
    'writeInWithoutCircle',
    ['另选人没有画“○”', 'A name without ○'],
    ['void-entry', '写了另选人姓名而没有画“○”的，该另选人无效。', 'A name written without ○ does not count.'],
    [
      'void-ballot',
      '写了另选人姓名而没有画“○”的，整张选票无效。',
      'A name written without ○ makes the ballot invalid.',
    ],
    [
      'count',
      '写了另选人姓名而没有画“○”的，视为选举该人。',
      'A name written without ○ counts as a vote for the person.',
    ],
  ),
  paper(
    'writeInListedCandidate',
    ['另选人是票上的候选人', 'A printed candidate written in'],
    [
      'void-entry',
      '另选人栏写票上候选人姓名的，该项无效，不影响其他各项。',
      'A printed candidate written in does not count; the rest does.',
    ],
    [
      'merge',
      '另选人栏写票上候选人姓名的，与该候选人的赞成票合并，只计一票；与对其所投不赞成票矛盾的，该项无效。',
      'A printed candidate written in is one approval with the row; against a disapproval it does not count.',
    ],
    [
      'void-ballot',
      '另选人栏写票上候选人姓名的，整张选票无效。',
      'A printed candidate written in makes the ballot invalid.',
    ],
  ),
  paper(
    'writeInIneligible',
    ['另选人没有被选举权', 'A person who may not be elected'],
    [
      'void-entry',
      '另选人没有被选举权的，该项无效，不影响其他各项。',
      'A written person who may not be elected does not count; the rest does.',
    ],
    [
      'void-ballot',
      '另选人没有被选举权的，整张选票无效。',
      'A written person who may not be elected makes the ballot invalid.',
    ],
  ),
  paper(
    'chosenCount',
    ['所选人数的计算', 'Counting the persons chosen'],
    [
      'raw',
      '每张选票所选人数按票面所选的不同的人计算，包括无效的另选人。',
      'The persons chosen are the different persons as written, void entries included.',
    ],
    [
      'after-voiding',
      '每张选票所选人数按去掉无效的另选人以后计算。',
      'The persons chosen are those left after void entries are taken away.',
    ],
  ),
  paper(
    'partialIllegible',
    ['部分无法辨认', 'Partly illegible'],
    [
      'void-row',
      '部分无法辨认的，可以辨认的部分有效，无法辨认的部分无效；全部无法辨认的，整张选票无效。',
      'What can be read counts, what cannot does not; a wholly illegible ballot is invalid.',
    ],
    ['void-ballot', '有无法辨认的符号的，整张选票无效。', 'A ballot with a sign that cannot be read is invalid.'],
  ),
  paper(
    'identifyingMark',
    ['记号', 'Identifying marks'],
    ['ignore', '选票上有其他记号的，不影响选票效力。', 'Other marks on the ballot do not matter.'],
    [
      'void-ballot',
      '选票上有签名、编号或者其他表明投票人身份的记号的，整张选票无效。',
      'A signature, number or other mark that identifies the voter makes the ballot invalid.',
    ],
  ),
  paper(
    'alteration',
    ['涂改', 'Alterations'],
    ['scrutineer-decides', '有涂改的，由总监票人认定。', 'Of an alteration the chief scrutineer decides.'],
    ['void-row', '有涂改的，该项无效。', 'An altered row does not count.'],
    ['void-ballot', '有涂改的，整张选票无效。', 'An altered ballot is invalid.'],
  ),
  paper(
    'blankBallot',
    ['空白票', 'Blank ballots'],
    [
      'valid-all-abstain',
      '未作任何标记的选票有效，按对全部候选人弃权计算。',
      'A ballot without any mark is valid and abstains from every candidate.',
    ],
    ['invalid', '未作任何标记的选票无效。', 'A ballot without any mark is invalid.'],
  ),
];
