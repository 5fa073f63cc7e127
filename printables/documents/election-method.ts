/**
 * 选举办法（草案）: the election method that the assembly adopts, written from the settings (rules §6.2, §7). Every setting that has
 * words stands in it: those that no article takes up follow in an article of their own, so that none is forgotten.
 */
import { exclusionName } from '../../tally/meeting/exclusion.ts';
import { isOfWriteIns } from '../../tally/rules/rules-to-read.ts';
import { ballotOrder, SECRETARY_POSTS } from '../../tally/rules/secretary-ballot.ts';
import type { RuleSettings } from '../../tally/rules/settings.ts';
import { type SettingSentence, settingSentences } from '../../tally/rules/settings-words.ts';
import { MAJORITY_BASE_NAME } from '../../tally/text/terms.ts';
import { MARKS, PEN, WRITE_IN_MARKS } from '../forms/marking-words.ts';
import { list, REGULATION, tight } from '../reports/official-words.ts';
import { article, type Block, blank, type OfficialDocument, PLAIN } from './document.ts';
import {
  chineseNumber,
  type DocumentFacts,
  isWithoutCommittee,
  meetingWord,
  organizationOf,
  seatsWords,
  settingWordsOf,
} from './facts.ts';

type Setting = SettingSentence['setting'];

const NOBODY = 'present' as const;

/** With any base where none is chosen yet: the sentence about it is replaced below. */
const complete = ({ rules }: DocumentFacts): RuleSettings => ({ ...rules, majorityBase: rules.majorityBase ?? NOBODY });

/** The sentences of the settings, each given out once. */
function sentencesOf(facts: DocumentFacts) {
  const all = settingSentences(complete(facts), ['election', 'conduct'], settingWordsOf(facts));
  const given = new Set<SettingSentence>();
  return {
    take: (...settings: readonly Setting[]): string =>
      settings
        .flatMap((setting) => all.filter((sentence) => sentence.setting === setting && !given.has(sentence)))
        .map((sentence) => {
          given.add(sentence);
          return tight(sentence.zh);
        })
        .join(''),
    rest: (): string =>
      all
        .filter((sentence) => !given.has(sentence))
        .map(({ zh }) => tight(zh))
        .join(''),
  };
}

/** Of a whole area of settings. */
const wordsOf = (facts: DocumentFacts, areas: readonly SettingSentence['area'][]): string =>
  settingSentences(complete(facts), areas, settingWordsOf(facts))
    .filter(({ setting }) => facts.writeIns || !isOfWriteIns(setting))
    .map(({ zh }) => tight(zh))
    .join('');

function baseSentence({ rules, kind }: DocumentFacts, sentence: string): string {
  if (rules.majorityBase !== null) return sentence;
  const [expected, present, passedBy] =
    kind === 'plenary'
      ? ['应到会委员', '实到会委员', '委员会']
      : [MAJORITY_BASE_NAME.expected.zh, MAJORITY_BASE_NAME.present.zh, '大会'];
  return `得赞成票超过${blank(null, 10)}的半数，始得当选。（在“${expected}”和“${present}”中择一，由${passedBy}通过。）`;
}

/** Who stands is made public before anybody votes; no publicity has no way of counting its days. */
function publicityWords({ rules }: DocumentFacts, settings: ReturnType<typeof sentencesOf>): string {
  const days = settings.take('publicityDays');
  const counted = settings.take('publicityDayKind', 'publicityCountsPostingDay');
  return rules.publicityDays === 0 ? `候选人预备人选${days}` : `候选人预备人选在选举以前公示。${days}${counted}`;
}

/** Who may vote, and from whom another person is chosen: in a plenary everybody is a member of the committee (rules §1.12). */
function voterWords({ kind, writeIns, planned, rules }: DocumentFacts): {
  readonly attending: string;
  /** Instead of the sentence that gives write-ins to those who disapprove. */
  readonly choices: string | null;
  readonly others: string;
  readonly helper: string;
} {
  const [attending, pool, helper] =
    kind === 'plenary'
      ? ['', '不是候选人的其他委员', '委员']
      : ['预备党员和没有选举权的党员列席会议，不参加投票。', '有选举权的其他党员', '党员'];
  // On paper the method may allow what the ballot proof of a kiosk does not (rules §7).
  const isFreeOnPaper = !rules.paper.writeInRequiresDisapproval;
  const barred = !isFreeOnPaper
    ? '；弃权的不得另选他人'
    : planned === 'kiosk'
      ? '；使用投票机投票的，弃权的不得另选他人'
      : '';
  return {
    attending,
    choices: !writeIns || (isFreeOnPaper && planned === 'paper') ? '对候选人可以投赞成票、不赞成票或弃权。' : null,
    others: writeIns ? `另选他人的，从${pool}中选定${barred}。` : '本次选举不另选他人。',
    helper,
  };
}

/** The categories by their words: a code says nothing in an adopted method. */
function exclusionWords({ rules }: DocumentFacts): string {
  const named = rules.exclusionCategories
    .toSorted()
    .map((code, at) => `（${chineseNumber(at + 1)}）${exclusionName(code, rules)}`);
  return named.length === 0
    ? ''
    : `下列党员，经报上级党组织同意、大会通过，不计算在应到会人数之内：${named.join('；')}。`;
}

/** What a person does at a kiosk, and what happens when kiosks fail (rules §6.2: electronic counting and fallback). */
function electronicArticles(facts: DocumentFacts): readonly string[] {
  const { scrutineers, threshold, superior, approval, writeIns } = facts;
  const count = scrutineers.length === 0 ? blank(null, 2) : String(scrutineers.length);
  return [
    `本次选举根据《${blank(superior, 8)}批复》（${blank(approval, 12)}），使用“唱票”电子投票系统。投票人签到后抽取一张投票卡，卡上没有姓名和编号；凭卡在投票机上逐名作出选择，核对后投出。选票在投票机上加密，只有全部选票的合计可以开封。`,
    `开票密钥由${count}名监票人分持，${threshold}名以上监票人共同在场方可开票。投票开始前当众核对票箱为零；投票期间不显示任何得票数。监票人可以随时抽查投票机，抽查的票不计入结果，凭卡换发；投票卡遗失不补。`,
    // What a kiosk cannot hold is said, so that nobody misses it at the count (rules §1.10, §1.11).
    `在投票机上所选的人数不能多于应选名额，因此没有无效票；没有作出表示的，按弃权计${writeIns ? '；另选他人只能从另选名单中选定' : ''}。`,
    `投票人可以凭查验码核对自己的选票已经计入。选举档案公开，任何人可以独立核验。`,
    `因故不能继续使用电子投票的，经总监票人和主持人决定，本轮改用纸质选票重新投票；已投出的电子选票一律不开封、不计票，不与纸质选票混合计算。`,
  ];
}

/** How a ballot on paper is marked, and how it is then read (rules §1.8, §1.10): at kiosks only for a round that goes to paper. */
function paperWords(facts: DocumentFacts): string {
  const [ballots, read] = facts.planned === 'paper' ? ['选票', '选票按'] : ['使用纸质选票的，', '另按'];
  return `${ballots}${PEN}。${MARKS}${facts.writeIns ? WRITE_IN_MARKS : ''}${read}下列规定认定：${wordsOf(facts, ['paper'])}`;
}

/** What is done with ballots on paper from the box to the count (rules §5.1). */
const PAPER_ARTICLES: readonly string[] = [
  '本次选举使用纸质选票。选票当众拆封、清点、发出，剩余选票当众剪角作废；投票结束后，监票人、计票人当众开箱，清点收回的选票。',
  '由两名计票人在监票人监督下分别计票，两份逐张核对一致，由监票人签字。计票使用“唱票”系统核对和汇总。',
];

export function electionMethod(facts: DocumentFacts): OfficialDocument {
  const { organization, chair, posts, rules, tellers, kind, scrutineers } = facts;
  const branch = organizationOf(facts);
  const isPlenary = kind === 'plenary';
  const meeting = meetingWord(facts);
  const settings = sentencesOf(facts);
  // Said in whole by the first article.
  settings.take('ruleSet');
  const voters = voterWords(facts);
  const choices = settings.take('writeInRequiresDisapproval');
  const isBranch = isWithoutCommittee(facts);
  const listed = settings.take('exclusionCategories');
  const exclusions = `${rules.exclusionCategories.length === 0 ? listed : ''}${settings.take('abroadRequiresSelfFunded', 'exclusionPublicityDays')}`;
  const preliminary = facts.preliminary
    ? '委员选举先进行差额预选，由预选产生正式候选人，再就正式候选人进行正式选举。'
    : '';
  const motions = settings.take('motionBase', 'motionMode');
  const isOnPaper = facts.planned === 'paper';
  const secretaryOrder = ballotOrder(SECRETARY_POSTS[0], rules) === 'approved' ? '按上级批准的次序' : '以姓氏笔画为序';
  const majority = baseSentence(facts, settings.take('majorityBase'));
  const articles: string[] = [
    `根据《中国共产党章程》和${REGULATION[rules.ruleSet]}，结合本组织实际，制定本办法。`,
    isPlenary
      ? `选举由上届委员会推荐的新当选委员${blank(chair, 6)}同志主持。`
      : `选举由${isBranch ? '上届党支部书记' : organization}主持，主持人为${blank(chair, 6)}同志。`,
    `本次选举${posts.length === 0 ? `${blank(null, 6)}应选${blank(null, 2)}名` : posts.map(seatsWords).join('；')}。${preliminary}${settings.take('secretaryMode', 'secretarySurplus', 'preVoteBase')}`,
    isPlenary || isBranch ? `书记、副书记候选人${secretaryOrder}。` : settings.take('singleGivenName'),
    ...(isPlenary ? [] : [`${publicityWords(facts, settings)}${settings.take('structureRules')}`]),
    ...(isPlenary ? [] : [`${exclusionWords(facts)}${exclusions}`]),
    `${settings.take('quorumEqualAccepted')}${voters.attending}因故不能到会的，不得委托他人代为投票。`,
    `选举采用无记名投票方式。${voters.choices ?? choices}${voters.others}填写选票确有困难的，可以由本人委托不是候选人的${voters.helper}按照本人意愿代写。`,
    `${settings.take('recoveredLimit')}每张选票所选的人数等于或者少于应选人数的有效，多于应选人数的无效。`,
    majority,
    settings.take('revoteThreshold', 'revoteTiedAgain'),
    `${settings.take('shortfall', 'furtherElectionPool', 'furtherElectionThreshold', 'reductionBase', 'reductionEqualAccepted')}`,
    `${settings.take('scrutineerCount')}监票人对选举全过程进行监督${scrutineers.length === 0 ? '' : `，本次选举的监票人建议名单为：${list(scrutineers)}`}。` +
      `${settings.take('tellerSource')}计票人在监票人监督下工作${tellers.length === 0 ? '' : `，本次选举的计票人为：${list(tellers)}`}。候选人不得担任监票人、计票人。`,
    `投票次序为：监票人、计票人先投票，${isPlenary ? '其他委员' : '主席台就座的党员随后投票，其他党员'}依次投票。${settings.take('secretBooth', 'mobileBox')}`,
    ...(isOnPaper ? PAPER_ARTICLES : electronicArticles(facts)),
    paperWords(facts),
    `计票完毕，由监票人签字并向投票人报告每名被选举人得赞成票、不赞成票${facts.writeIns ? '、弃权票和另选他人' : '和弃权票'}的情况，由主持人宣布当选人名单。${settings.take('resultListOrder')}书记、副书记${secretaryOrder}。${isPlenary ? '' : isBranch ? '选出的书记、副书记报上级党组织批准。' : '选出的委员报上级党组织备案，书记、副书记报上级党组织批准。'}`,
    `选票${isOnPaper ? '' : '、投票卡'}和各项报告单当场封存，由监票人在封口签名，保存期限为${blank(null, 10)}；选举结果、报告和选举档案按照档案管理的规定保存。`,
    motions,
    settings.rest(),
    `本办法未尽事宜，由主持人提请${isPlenary ? '全体委员' : '大会'}决定。`,
    `本办法经${meeting}通过后生效。`,
  ].filter((words) => words !== '');
  return {
    ...PLAIN,
    name: '选举办法（草案）',
    title: [`${branch}${isPlenary ? '委员会' : ''}`, '选举办法'],
    subtitle: '（草案）',
    blocks: articles.map((words, at): Block => article(`第${chineseNumber(at + 1)}条`, words)),
  };
}
