/** 会议通知: when and where, what is on the agenda, who is to come (rules §4.1 step 20). */
import { HELPED } from '../forms/marking-words.ts';
import { officialDate } from '../reports/official-words.ts';
import { type Block, blank, heading, type OfficialDocument, PLAIN, text } from './document.ts';
import { type DocumentFacts, isWithoutCommittee, meetingWord, organizationOf } from './facts.ts';

/** What the meeting deals with, in its order: the request to hold it and the notice of it say the same. */
export function agendaOf(facts: DocumentFacts): readonly string[] {
  const { kind, posts, excluded, rules, preliminary, forms } = facts;
  if (kind === 'appraisal')
    return ['听取述职报告', `民主测评：${forms.appraisals.map(({ title }) => title).join('、') || blank(null, 8)}`];
  if (kind === 'recommendation')
    return [
      '说明推荐的职务、名额、条件和办法',
      `民主推荐：${forms.recommendations.map(({ post }) => post).join('、') || blank(null, 8)}`,
    ];
  const elects = posts.map(({ post }) => post).join('、') || '新一届委员会委员';
  const lists = rules.tellerSource === 'voted' ? '选举办法和监票人、计票人名单' : '选举办法和监票人名单';
  const isTwice = preliminary && posts.some(({ post }) => post === '委员');
  if (kind === 'plenary') return [`通过${lists}`, `选举${elects}`];
  return [
    ...(excluded.length === 0 ? [] : ['通过不计算在应到会人数之内的党员名单']),
    `听取和审议本届${isWithoutCommittee(facts) ? '党支部' : '委员会'}工作报告`,
    `通过${lists}`,
    ...(isTwice ? ['差额预选委员候选人'] : []),
    `选举${elects}`,
  ];
}

/** Whom it is given to, and who comes. */
function participants({ kind, group, roll }: DocumentFacts): { readonly addressee: string; readonly who: string } {
  if (kind === 'plenary') return { addressee: '各位委员', who: `新一届委员会全体委员${roll.expected}名。` };
  if (kind !== 'assembly')
    return {
      addressee: '各位参会人员',
      who: `参加人员名册${group === '' ? '' : `（${group}）`}所列${roll.expected === 0 ? blank(null, 4) : roll.expected}名。`,
    };
  const attending = roll.probationary + roll.withoutRight;
  return {
    addressee: '各位党员',
    who: `全体党员。其中有选举权、计入应到会人数的党员${roll.expected}名参加选举${attending === 0 ? '' : `；预备党员和没有选举权的党员${attending}名列席`}。`,
  };
}

export function meetingNotice(facts: DocumentFacts): OfficialDocument {
  const { organization, superior, approval, kind, day, place, particulars, planned } = facts;
  const branch = organizationOf(facts);
  const isElection = kind === 'assembly' || kind === 'plenary';
  const about = kind === 'plenary' ? `${branch}新一届委员会全体会议` : `${branch}${meetingWord(facts)}`;
  const { addressee, who } = participants(facts);
  const agreed = kind === 'assembly' && superior !== '' ? `经${superior}同意（${blank(approval, 12)}），` : '';
  const when = `${day === null ? blank(null, 12) : officialDate(day)}${particulars.time === '' ? blank(null, 6) : particulars.time}`;
  const voting = isElection
    ? `签到后领取${planned === 'paper' ? '选票' : '投票卡'}，由本人投票，不能由他人代投。`
    : `签到后由本人填写；填写有困难的，${HELPED}；不能到会的，不得委托他人代填。`;
  const blocks: readonly Block[] = [
    text(`${agreed}定于近期召开${about}，现将有关事项通知如下。`),
    heading('一、时间和地点'),
    text(`${when}，${blank(place, 12)}。`),
    heading('二、议程'),
    text(
      `${agendaOf(facts)
        .map((item, at) => `${at + 1}.${item}`)
        .join('；')}。`,
    ),
    heading('三、参加人员'),
    text(who),
    heading('四、有关要求'),
    text(`请提前十五分钟签到；因病、因事不能到会的，请于会前请假。${voting}`),
  ];
  return {
    ...PLAIN,
    name: '会议通知',
    title: ['关于召开', `${about}的通知`],
    addressee,
    blocks,
    closing: `联系人：${blank(particulars.contact, 8)}　　联系电话：${blank(particulars.telephone, 12)}`,
    signature: { organization, day: particulars.meetingNoticeDate ?? null },
  };
}
