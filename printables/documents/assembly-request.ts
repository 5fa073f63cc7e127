/** 请示: the outgoing committee asks its superior to agree to the assembly (rules §4.1 step 8, §6.2). One matter, one addressee. */
import { exclusionName } from '../../tally/meeting/exclusion.ts';
import { MAJORITY_BASE_NAME, SECRETARY_MODE_NAME, WITHOUT_COMMITTEE } from '../../tally/text/terms.ts';
import { officialDate, REGULATION } from '../reports/official-words.ts';
import {
  type Annex,
  type Block,
  blank,
  contactRemark,
  heading,
  type OfficialDocument,
  PLAIN,
  text,
} from './document.ts';
import { type DocumentFacts, isWithoutCommittee, organizationOf, surplusNeeded } from './facts.ts';
import { agendaOf } from './meeting-notice.ts';

const GUIDE =
  '坚持以习近平新时代中国特色社会主义思想为指导，坚持党的领导，充分发扬民主，严格依规依章办事，' +
  '选出政治坚定、团结有力、群众信任的新一届领导班子。';

/** What the ballot and the plenary after it will fill. */
function compositionSentence(facts: DocumentFacts): string {
  const { posts, rules, kind, preliminary } = facts;
  const seats = posts.map(({ post, seats: count }) => `${post}${count}名`).join('、');
  if (isWithoutCommittee(facts)) return `本支部${WITHOUT_COMMITTEE.zh.replace('：', '，')}，拟选举${seats}。`;
  const needed = posts.find(({ post }) => post === '委员');
  const surplus =
    needed === undefined || kind === 'plenary'
      ? ''
      : `委员候选人按不少于应选人数20%的差额提名，差额不少于${surplusNeeded(needed.seats)}名。`;
  const twice = preliminary && needed !== undefined ? '委员先进行差额预选，由预选产生正式候选人，再进行正式选举。' : '';
  return `拟设${blank(seats, 8)}。${surplus}${twice}${SECRETARY_MODE_NAME[rules.secretaryMode].zh.replace('：', '，即')}。`;
}

/** The superior agrees to the way of voting too. */
const mediumSentence = ({ planned, scrutineers, threshold }: DocumentFacts): string =>
  planned === 'paper'
    ? '拟使用纸质选票投票，当众开箱，由两名计票人在监票人监督下分别计票，用“唱票”系统核对和汇总。请一并审示。'
    : `拟使用“唱票”电子投票系统投票和计票：投票人凭不记名投票卡在投票机上填写选票，选票加密后投出，` +
      `由${scrutineers.length === 0 ? blank(null, 4) : scrutineers.length}名监票人中的${threshold}名以上共同开票；系统不能使用时改用纸质选票。请一并审示。`;

function rollSentence({ roll }: DocumentFacts): string {
  const { members, probationary, withoutRight, entitled, excluded, expected, quorumMinimum } = roll;
  return (
    `现有党员${members}名，其中预备党员${probationary}名，没有选举权的正式党员${withoutRight}名，有选举权的党员${entitled}名。` +
    (excluded === 0 ? '' : `按规定拟不计算在应到会人数之内的党员${excluded}名（名单附后），`) +
    `应到会有选举权的党员${expected}名，到会${quorumMinimum}名以上方可进行选举。`
  );
}

function excludedAnnex(facts: DocumentFacts): readonly Annex[] {
  const { excluded, rules } = facts;
  if (excluded.length === 0) return [];
  const rows = excluded.map(({ name, category, reason }, at) => [
    String(at + 1),
    { text: name, size: [...name].length > 5 ? 10.5 : 14 },
    { text: reason === '' ? exclusionName(category, rules) : reason, align: 'left' as const, size: 12 },
    { text: exclusionName(category, rules), align: 'left' as const, size: 10.5 },
  ]);
  return [
    {
      number: 2,
      title: '不计算在应到会人数之内的党员名单',
      blocks: [
        {
          kind: 'table',
          columns: [{ width: 12 }, { width: 44 }, { width: 44 }, { width: null }],
          head: ['序号', '姓名', '具体情况', '所属情形'],
          rows,
        },
        text(
          `以上名单经${isWithoutCommittee(facts) ? '本支部' : '本委员会'}研究，报上级党组织同意后，提交党员大会通过。`,
        ),
      ],
    },
  ];
}

export function assemblyRequest(facts: DocumentFacts): OfficialDocument {
  const { organization, superior, day, place, rules, particulars } = facts;
  const branch = organizationOf(facts);
  const isBranch = isWithoutCommittee(facts);
  const blocks: Block[] = [
    text(
      `${isBranch ? '我支部' : '我委'}本届任期将满。根据${REGULATION[rules.ruleSet]}等规定，经${isBranch ? '支部' : '委员会'}研究，拟召开${branch}党员大会，进行换届选举。现将有关事项请示如下。`,
    ),
    heading('一、时间和地点'),
    text(`拟于${day === null ? blank(null, 12) : officialDate(day)}${particulars.time}在${blank(place, 10)}召开。`),
    heading('二、指导思想'),
    text(GUIDE),
    heading('三、主要议程'),
    text(
      `${agendaOf(facts)
        .map((item, at) => `${at + 1}.${item}`)
        .join('；')}。`,
    ),
    heading(isBranch ? '四、职务设置和选举办法' : '四、委员会组成和选举办法'),
    text(compositionSentence(facts)),
    text(
      `选举采用无记名投票方式。当选以得赞成票超过${rules.majorityBase === null ? blank(null, 12) : MAJORITY_BASE_NAME[rules.majorityBase].zh}的半数为准，写入选举办法，提交大会通过。`,
    ),
    heading('五、参加选举的党员'),
    text(rollSentence(facts)),
    heading('六、投票方式'),
    text(mediumSentence(facts)),
  ];
  const annexes = excludedAnnex(facts);
  return {
    ...PLAIN,
    name: '请示（召开党员大会）',
    number: particulars.requestNumber,
    title: ['关于召开', `${branch}党员大会的请示`],
    addressee: superior,
    blocks,
    closing: '妥否，请批示。',
    attachments: ['选举办法（草案）', ...annexes.map(({ title }) => title)],
    signature: { organization, day: particulars.requestDate },
    remark: contactRemark(particulars.contact, particulars.telephone),
    annexes,
  };
}
