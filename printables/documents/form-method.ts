/**
 * 测评办法 and 推荐办法: by what a 民主测评 or 民主推荐 is held and counted, fixed before anybody votes (rules §4.1 step 11, §4.3, §4.4).
 * Written from the settings that are sealed with the round, so nobody chooses a way of counting after the counts.
 */
import { meetingSentences } from '../../tally/rules/rules-to-read.ts';
import type { SettingName } from '../../tally/rules/setting-choice.ts';
import { list, tight } from '../reports/official-words.ts';
import { appraisedLists } from './appraised-lists.ts';
import { article, type Block, blank, type OfficialDocument, PLAIN } from './document.ts';
import { chineseNumber, type DocumentFacts, meetingWord, organizationOf } from './facts.ts';

const PUBLICITY: readonly SettingName[] = ['publicityDays', 'publicityDayKind', 'publicityCountsPostingDay'];

/** Nobody is elected: the base that such a round states stands for those expected and decides nothing. */
const sentencesOf = ({ rules, kind }: DocumentFacts) =>
  meetingSentences({ ...rules, majorityBase: rules.majorityBase ?? 'expected' }, kind);

function wordsOf(facts: DocumentFacts, isWanted: (setting: SettingName) => boolean): string {
  return sentencesOf(facts)
    .filter(({ setting }) => isWanted(setting))
    .map(({ zh }) => tight(zh))
    .join('');
}

function objectWords({ forms, kind }: DocumentFacts): string {
  const lines =
    kind === 'appraisal'
      ? appraisedLists(forms.appraisals).map(
          ({ title, asked, subjects, grades }) =>
            `${title || '测评对象'}${asked}：${list(subjects)}，分${list(grades)}${chineseNumber(grades.length)}个等次`,
        )
      : forms.recommendations.map(
          ({ post, limit, nominees }) =>
            `${post}，每张表推荐不超过${limit}名${nominees.length === 0 ? '' : `，从印在表上的${nominees.length}名人选中推荐`}`,
        );
  return lines.length === 0 ? blank(null, 20) : lines.join('；');
}

function publicityWords(facts: DocumentFacts): string {
  const what = facts.kind === 'appraisal' ? '研究确定的等次' : '研究确定的人选名单';
  return facts.rules.publicityDays === 0
    ? `${what}${wordsOf(facts, (setting) => setting === 'publicityDays')}`
    : `${what}予以公示。${wordsOf(facts, (setting) => PUBLICITY.includes(setting))}`;
}

/** A, B, C are classes of forms; every other group is named as it is. */
const participants = (group: string): string =>
  group === '' ? blank(null, 12) : /^[A-Z]$/u.test(group) ? `${group}类人员` : group;

export function formMethod(facts: DocumentFacts): OfficialDocument {
  const { kind, group, roll, superior, scrutineers, threshold, tellers } = facts;
  const isAppraisal = kind === 'appraisal';
  const act = isAppraisal ? '测评' : '推荐';
  const above = superior === '' ? '上级党组织' : superior;
  const articles: readonly string[] = [
    `为做好民主${act}工作，按照${above}的安排，结合本组织实际，制定本办法。`,
    `参加${act}的人员为${participants(group)}，名册共${roll.expected}名。${wordsOf(facts, (setting) => setting === 'appraisalMinimumAttendance')}${isAppraisal ? '' : '各类人员分别召开会议的，各次会议使用同一办法。'}`,
    `${isAppraisal ? '测评对象和等次' : '推荐的职务和名额'}：${objectWords(facts)}。`,
    isAppraisal
      ? `${act}采用无记名方式。对每个对象选择一个等次；不选的，按弃权计。`
      : `${act}采用无记名方式。推荐人数等于或者少于规定名额的有效，多于规定名额的无效；不推荐的，按弃权计。`,
    wordsOf(facts, (setting) => setting !== 'appraisalMinimumAttendance' && !PUBLICITY.includes(setting)),
    `监票人${scrutineers.length === 0 ? blank(null, 12) : list(scrutineers)}对${act}全过程进行监督${tellers.length === 0 ? '' : `，计票人为${list(tellers)}`}。使用电子投票的，开票密钥由监票人分持，${threshold}名以上监票人共同在场方可开票；表在投票机上加密，只有全部表的合计可以开封。`,
    // The record that anybody can verify holds the counts: nothing here may promise that they stay with the superior.
    `计票结果由监票人签字，当场宣布，并计入公开的会议档案，报${above}。结果供${above}研究时参考，不等于${isAppraisal ? '最后等次' : '确定人选'}。`,
    publicityWords(facts),
    `本办法在${act}以前向${meetingWord(facts)}宣布，${act}开始以后不得更改。`,
  ];
  const name = isAppraisal ? '测评办法' : '推荐办法';
  return {
    ...PLAIN,
    name,
    title: [organizationOf(facts), `民主${name}`],
    blocks: articles.map((words, at): Block => article(`第${chineseNumber(at + 1)}条`, words)),
  };
}
