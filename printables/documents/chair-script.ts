/**
 * 主持词: what the chair says, step by step (rules §5.1), with the numbers of the moment. A number that is not known yet is a place
 * to write in; the script may be printed before the meeting and again at any time in it.
 */

import { eligibilityLines } from '../../tally/text/standing.ts';
import { chosenWords, openSeatsWords, quorumWords, tieWords } from '../reports/counting-words.ts';
import { list, officialDate, REGULATION, tight } from '../reports/official-words.ts';
import { type Block, blank, cue, heading, type OfficialDocument, PLAIN, text } from './document.ts';
import {
  type BallotFacts,
  categoryLabel,
  chineseNumber,
  type DocumentFacts,
  isWithoutCommittee,
  organizationOf,
  seatsWords,
} from './facts.ts';
import { voteWords } from './vote-words.ts';

const comrades = '各位党员，同志们：';

function attendanceWords({ attendance, roll, kind }: DocumentFacts): string {
  const who = kind === 'plenary' ? '委员' : '有选举权的党员';
  const listed =
    kind === 'plenary'
      ? ''
      : `全体党员${roll.members}名，其中有选举权的党员${roll.entitled}名，不计算在应到会人数之内${roll.excluded}名。`;
  const { present = null, attending = null } = attendance ?? {};
  const minimum = roll.quorumMinimum;
  if (present === null)
    return `${listed}今天应到会${who}${roll.expected}名，实到${blank(null, 4)}名，列席${blank(null, 4)}名；应到会人数的五分之四为${minimum}名，到会人数____（达到／未达到）规定人数。`;
  const isQuorate = present >= minimum;
  return (
    `${listed}今天应到会${who}${roll.expected}名，实到${present}名，列席${blank(attending, 4)}名，` +
    `${quorumWords({ kind, expected: roll.expected, present, minimum })}，${isQuorate ? '符合规定，可以开会' : '不符合规定，不能进行选举'}。`
  );
}

/** The reply that agreed to the meeting, by its number; a place for it where none is noted. */
const replyWords = ({ superior, approval }: DocumentFacts): string =>
  superior === '' ? '' : `根据《${superior}批复》（${blank(approval, 12)}），`;

const candidateWords = ({ post, seats, candidates, isByStrokes, ...ballot }: BallotFacts): string =>
  `${post}${categoryLabel(ballot)}应选${seats}名，候选人${candidates.length}名，${isByStrokes ? '按姓氏笔画为序是' : post === '委员' ? '依次是' : '按上级批准的次序是'}：${list(candidates.map(({ name }) => name)) || blank(null, 20)}。`;

function cardWords({ cards, medium, box }: DocumentFacts): string {
  if (medium === 'paper')
    return (
      `本次选举印制选票${blank(box.printed, 4)}张，现在当众拆封、清点，每名到会的投票人每种选票发一张，` +
      `共发出${blank(box.issued, 4)}张，剩余${blank(box.remaining, 4)}张，当众剪角作废。请问：有没有多领、少领的？`
    );
  return (
    `本次选举制作投票卡${blank(cards.made === 0 ? null : cards.made, 4)}张，当众抽验${blank(cards.audited, 4)}张。` +
    `每名到会的投票人签到时抽取一张，共发出${blank(cards.issued, 4)}张。请问：有没有多领、少领的？`
  );
}

function returnWords({ cards, result, medium, box }: DocumentFacts): string {
  const validity = result === null ? '____（选举有效／无效）' : result.validity;
  const end = validity.includes('____') ? `经清点，${validity}` : validity;
  if (medium === 'paper')
    return `本次选举发出选票${blank(result?.issued ?? box.issued, 4)}张，收回选票${blank(result?.recovered ?? box.recovered, 4)}张，剩余选票${blank(box.remaining, 4)}张已经当众剪角作废。${end}。`;
  return `本次选举发出投票卡${blank(cards.issued, 4)}张，收回选票${blank(result?.recovered ?? cards.cast, 4)}张，剩余未发出的投票卡${blank(cards.unissued, 4)}张已经当场扫描作废。${end}。`;
}

const isPreliminary = (category: BallotFacts['category']): boolean => category === 'preliminary';

/** Of a direct election the same assembly votes twice: on the committee, and on secretary and deputy (rules §1.12). */
function isOtherBallotOpen(facts: DocumentFacts): boolean {
  const { kind, rules, ballot, posts, reports } = facts;
  if (kind !== 'assembly' || rules.secretaryMode === 'indirect' || isWithoutCommittee(facts)) return false;
  const voted = [...ballot, ...reports.flatMap(({ contests }) => contests.map(({ contest }) => contest))];
  // Who stands for secretary may be asked only once the committee is known.
  const called = [...posts.map(({ post }) => post), ...(rules.secretaryMode === 'direct-after' ? ['书记'] : [])];
  return voted.length > 0 && called.some((post) => !voted.some((one) => one.post === post));
}

/** A ballot of the same meeting follows: a tie, a seat that stays open, a void election, candidates who are named for the formal one. */
const isGoingOn = (facts: DocumentFacts): boolean =>
  isOtherBallotOpen(facts) ||
  facts.unsettledSecretaries.anew.length > 0 ||
  (facts.result?.contests.some(
    (drawn) =>
      drawn.isUncounted ||
      drawn.unconfirmed.length > 0 ||
      (drawn.outcome.tie !== null && !drawn.isReduced) ||
      (drawn.outcome.unfilled > 0 && !drawn.isReduced) ||
      (facts.kind === 'assembly' && isPreliminary(drawn.contest.category)),
  ) ??
    false);

/**
 * What stops the meeting until the superior has decided: whom it elected secretary and then not to its committee (rules §8 T59), and
 * a revote that is tied again where the method asks the superior (T49).
 */
const waitingWords = ({ unsettledSecretaries: { undecided }, undecidedTies, result }: DocumentFacts): string =>
  [
    ...undecided.map(({ post, person }) => `${person}同志当选${post}而没有当选委员，选举停止，报请上级党组织决定。`),
    ...(result?.contests ?? []).flatMap(({ contest, outcome: { tie } }) =>
      tie !== null && undecidedTies.includes(contest.post)
        ? [`${contest.post}${tie.seats}个名额再次投票后票数仍然相等，暂停选举，报请上级党组织决定。`]
        : [],
    ),
  ].join('');

const anewWords = ({ unsettledSecretaries: { anew } }: DocumentFacts): string =>
  anew.length === 0 ? '' : `按照上级党组织的决定，在新当选的委员中重新选举${anew.join('、')}。`;

/** The most votes decide, and nobody asks for the half (rules §1.11). */
const isByMostVotes = (
  { category }: BallotFacts,
  { revoteThreshold, furtherElectionThreshold }: DocumentFacts['rules'],
) =>
  (category === 'revote' && revoteThreshold === 'none') ||
  (category === 'further-election' && furtherElectionThreshold === 'plurality');

function resultWords({ result, ballot, kind, organization, rules }: DocumentFacts): readonly Block[] {
  const isPlural = ballot.length > 0 && ballot.every((one) => isByMostVotes(one, rules));
  const reached = kind === 'plenary' ? '当选' : isPlural ? '得赞成票多' : '得赞成票超过规定的半数';
  if (result === null)
    return [
      text(`根据计票结果，${reached}的是：${blank(null, 30)}。`),
      text(
        `我宣布：${ballot.map(({ post, category }) => `${blank(null, 20)}同志${isPreliminary(category) ? `列为${organization}${post}正式候选人` : `当选为${organization}${post}`}`).join('；') || blank(null, 30)}。`,
      ),
      cue('（票数相等、缺额的，按选举办法的规定办理，不宣布）'),
    ];
  return result.contests.flatMap((drawn) => {
    const { contest, candidates, writeIns, elected, outcome } = drawn;
    if (drawn.isUncounted) return [text(`我宣布：${contest.post}选举无效，不计票，重新选举。`)];
    const tied = tieWords(drawn, result);
    return [
      text(
        `${contest.post}${isPreliminary(contest.category) ? '候选人预选' : '选举'}：${candidates.map(({ name, approve, disapprove, abstain, unreadable }) => `${name}，赞成${approve}票，不赞成${disapprove}票，弃权${abstain}票${unreadable === null || unreadable === 0 ? '' : `，该项无效${unreadable}票`}`).join('；')}。` +
          (writeIns.length === 0
            ? ''
            : `另选他人：${writeIns.map(({ name, votes }) => `${name}${votes}票`).join('，')}。`),
      ),
      ...eligibilityLines({ unconfirmed: drawn.unconfirmed }).map(({ zh }) => text(zh)),
      elected.length === 0 && drawn.unconfirmed.length > 0
        ? cue('（暂不宣布）')
        : elected.length === 0
          ? text(`我宣布：${contest.post}${chosenWords({ contest }).none}。`)
          : text(
              isPreliminary(contest.category)
                ? `我宣布：${list(elected)}同志列为${organization}${contest.post}正式候选人，提交正式选举。`
                : `我宣布：${list(elected)}同志当选为${organization}${contest.post}。`,
            ),
      ...(elected.length === 0 || isPreliminary(contest.category) ? [] : [cue('（鼓掌祝贺）')]),
      ...(tied === null ? [] : [text(`${tied}。`)]),
      ...(outcome.unfilled > 0
        ? [text(`${openSeatsWords(drawn)}${drawn.isReduced ? '' : '，按选举办法的规定办理'}。`)]
        : []),
    ];
  });
}

/** Why there is one more ballot, and on whom. */
function nextRoundWords({ round, ballot, rules }: DocumentFacts): readonly Block[] {
  return [
    text(
      `现在进行第${round}轮投票：${ballot.map((one) => `${one.post}${categoryLabel(one) || '选举'}`).join('、') || blank(null, 8)}。选举办法、监票人、计票人不变。`,
    ),
    ...ballot.flatMap((one) => {
      switch (one.category) {
        case 'revote':
          return [
            text(
              `上一轮投票票数相等，就票数相等的人再次投票，得赞成票多${rules.revoteThreshold === 'half' ? '并且超过规定的半数' : ''}的当选。`,
            ),
          ];
        case 'further-election':
          return [
            text(
              `上一轮投票当选人少于应选名额，缺额${one.seats}名另行选举，${rules.furtherElectionThreshold === 'plurality' ? '以得赞成票多的当选' : '得赞成票超过规定的半数的，始得当选'}。`,
            ),
          ];
        case 'formal':
          return [text('正式候选人已由预选产生，现在进行正式选举。')];
        default:
          return [];
      }
    }),
  ];
}

export function chairScript(facts: DocumentFacts): OfficialDocument {
  const { title, day, place, posts, ballot, medium, scrutineers, tellers, rules, kind, particulars } = facts;
  const isPlenary = kind === 'plenary';
  const isBranch = isWithoutCommittee(facts);
  const branch = organizationOf(facts);
  const assembly = isPlenary ? '全体委员' : '大会';
  const voter = isPlenary ? '委员' : '党员';
  const isOnPaper = medium === 'paper';
  const isTellersVoted = rules.tellerSource === 'voted';
  const writesIn = ballot.some((one) => one.writeIns);
  const waiting = waitingWords(facts);
  const opening: readonly (readonly [string, readonly Block[]])[] = [
    [
      '宣布到会情况',
      [
        text(isPlenary ? '各位委员：' : comrades),
        text(
          `现在开会。${replyWords(facts)}今天我们召开${branch}${isPlenary ? '委员会第一次全体会议' : '党员大会'}，选举${posts.map(({ post }) => post).join('、') || blank(null, 8)}。`,
        ),
        text(attendanceWords(facts)),
        ...(facts.excluded.length === 0 || isPlenary
          ? []
          : [
              text(
                `不计算在应到会人数之内的${facts.excluded.length}名党员，已报上级党组织同意，现提请大会通过。名单是：${list(facts.excluded.map(({ name }) => name))}。`,
              ),
              ...voteWords('不计算在应到会人数之内的党员名单', facts, 'exclusions'),
            ]),
        ...(isPlenary ? [] : [text('全体起立，奏唱《国歌》。'), cue('（奏唱完毕）请坐下。')]),
      ],
    ],
    ...(isPlenary
      ? []
      : ([
          [
            '听取和审议工作报告',
            [
              text(`请上届${isBranch ? '党支部书记' : '委员会'}作工作报告。`),
              cue('（报告完毕，分组讨论）'),
              ...voteWords('工作报告', facts),
            ],
          ],
        ] as const)),
    [
      '通过选举办法',
      [
        text(
          `选举办法（草案）根据《中国共产党章程》和${REGULATION[rules.ruleSet]}拟订，已印发给大家。请宣读选举办法（草案）。`,
        ),
        cue('（宣读选举办法）'),
        ...voteWords('选举办法', facts, 'method'),
      ],
    ],
    [
      isTellersVoted ? '通过监票人、计票人名单' : '通过监票人名单',
      [
        text(
          `按照选举办法，监票人从不是候选人的${voter}中推选。监票人建议名单是：${list(scrutineers) || blank(null, 20)}；总监票人${blank(scrutineers[0], 8)}。${isTellersVoted ? '' : `计票人由${isBranch ? '党组织' : '委员会'}指定，是：${list(tellers) || blank(null, 16)}。`}`,
        ),
        ...voteWords('监票人名单', facts, 'scrutineers'),
        // Voted on by itself, as the record holds it.
        ...(isTellersVoted
          ? [
              text(`计票人建议名单是：${list(tellers) || blank(null, 16)}。`),
              ...voteWords('计票人名单', facts, 'tellers'),
            ]
          : []),
        text('请监票人、计票人到前台就位。'),
      ],
    ],
  ];
  const ballots: readonly (readonly [string, readonly Block[]])[] = [
    [
      '介绍候选人',
      [
        ...(ballot.length === 0
          ? [text(`应选${blank(null, 4)}名，候选人${blank(null, 4)}名。`)]
          : ballot.map((post) => text(candidateWords(post)))),
        text(`请介绍候选人的简历、工作实绩和主要优缺点；${voter}有询问的，请候选人或者提名的党组织作出回答。`),
        cue('（介绍候选人）'),
      ],
    ],
    [
      isOnPaper ? '清点人数，检查票箱，发出选票' : '清点人数，核对票箱和投票卡',
      [
        text('请监票人再次清点到会人数。'),
        text(
          `实到会${isPlenary ? '委员' : '有选举权的党员'}${blank(facts.attendance?.present, 4)}名。请监票人当众核对票箱。`,
        ),
        cue(
          isOnPaper
            ? '（监票人打开票箱，向全体展示，当众加锁、加封）'
            : '（投票机和大屏显示：票箱为空，0张；监票人确认）',
        ),
        text(cardWords(facts)),
      ],
    ],
    [
      '讲解填写办法',
      [
        text(
          `${ballot.map(seatsWords).join('；') || `应选${blank(null, 4)}名`}。${
            isOnPaper
              ? `赞成的，在候选人姓名上方的符号栏内画“○”；不赞成的画“×”；弃权的不画任何符号。${writesIn ? '另选他人的，写上姓名，并在其上方的符号栏内画“○”。' : ''}所选人数等于或者少于应选名额的有效，多于应选名额的无效。`
              : `在投票机上对每名候选人选择赞成、不赞成或者弃权${writesIn ? '；选择不赞成的，可以另选他人' : ''}。所选人数等于或者少于应选名额的有效，投票机不接受多于应选名额的选票。确认无误后按“投出”，投出后不能更改。`
          }`,
        ),
        text(`填写有困难的，可以委托不是候选人的${voter}按照本人意愿代写，请向监票人说明。`),
      ],
    ],
    [
      '投票',
      [
        text('现在开始投票。请监票人、计票人先投票，主席台就座的同志随后投票，其他同志依次投票。'),
        cue('（投票）'),
        text(
          `请问：还有没有没投票的？没有了。请监票人宣布截止${isOnPaper ? '，当众开箱，清点选票' : '，把未用的投票卡当场扫描作废'}。`,
        ),
      ],
    ],
    [
      '报告收票情况，宣布选举是否有效',
      [
        cue('（总监票人报告收票情况）'),
        text(returnWords(facts)),
        text(isOnPaper ? '请两名计票人在监票人监督下分别计票。' : '请监票人开票，计票人计票。'),
      ],
    ],
    [
      `报告计票结果，宣布${ballot.length > 0 && ballot.every(({ category }) => isPreliminary(category)) ? '正式候选人' : '当选人'}名单`,
      [
        cue('（监票人核对、签字，报告计票结果；主持人宣布）'),
        ...resultWords(facts).map((block) =>
          block.kind === 'paragraph' ? { ...block, text: tight(block.text) } : block,
        ),
      ],
    ],
    waiting !== ''
      ? [
          '等候上级党组织决定',
          [
            text(waiting),
            text(
              `${isPlenary ? '会议' : '大会'}没有结束。${isOnPaper ? '选票' : '选票、投票卡'}和报告单请监票人当场封存签字，上级党组织作出决定后，按照决定继续进行。`,
            ),
          ],
        ]
      : isGoingOn(facts)
        ? [
            '继续进行',
            [
              text(
                `${anewWords(facts)}${isPlenary ? '会议' : '大会'}没有结束。${isOnPaper ? '选票' : '选票、投票卡'}和报告单请监票人当场封存签字，下面按选举办法的规定继续进行。`,
              ),
            ],
          ]
        : [
            '结束',
            [
              text(
                `${isPlenary || ballot.every(({ category }) => isPreliminary(category)) ? '' : '选举结果报上级党组织。'}${isOnPaper ? '选票' : '选票、投票卡'}和报告单请监票人当场封存签字。${isPlenary ? '' : '全体起立，奏《国际歌》。'}`,
              ),
              text(`我宣布：${assembly === '大会' ? '大会' : '会议'}结束，散会。`),
            ],
          ],
  ];
  // A further ballot of the same meeting goes on where the last one ended.
  const steps =
    facts.round > 1
      ? ([[`第${chineseNumber(Math.min(facts.round, 99))}轮投票`, nextRoundWords(facts)], ...ballots] as const)
      : [...opening, ...ballots];
  const where = [day === null ? '' : officialDate(day), particulars.time, place]
    .filter((part) => part !== '')
    .join('　');
  return {
    ...PLAIN,
    name: '主持词',
    title: [title === '' ? `${branch}${isPlenary ? '委员会全体会议' : '党员大会'}` : title, '主持词'],
    subtitle: where === '' ? '' : `（${where}）`,
    blocks: [
      text(`主持人：${blank(facts.chair, 8)}`),
      ...steps.flatMap(([name, blocks], at): readonly Block[] => [
        heading(`${chineseNumber(at + 1)}、${name}`),
        ...blocks,
      ]),
    ],
  };
}
