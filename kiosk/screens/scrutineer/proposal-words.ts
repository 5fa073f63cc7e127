/**
 * What a proposed entry says, in words and numbers, taken from the very bytes that are signed and never from what
 * the server says about them.
 */

import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { accountRound } from '../../../tally/accounting/accounting-of-round.ts';
import { attendanceMinimum, leastParticipants } from '../../../tally/meeting/attendance-gate.ts';
import { paperLines } from '../../../tally/paper/paper-lines.ts';
import type { MeetingKind } from '../../../tally/record/meeting-entry.ts';
import type { RecordFile } from '../../../tally/record/reader.ts';
import { entriesOf } from '../../../tally/record/reader.ts';
import { eventsInLog, type ProposedEntry, roundOf } from '../../../tally/roles/scrutineer/proposals.ts';
import { decisionLines, motionLines } from '../../../tally/text/assembly-words.ts';
import { ballotLines } from '../../../tally/text/ballot-lines.ts';
import type { Text } from '../../session/language.ts';

export type Line = { readonly label: Text; readonly value: Text };

const same = (value: string | number): Text => ({ zh: String(value), en: String(value) });

export const PROPOSAL_TITLE: Readonly<Record<ProposedEntry['type'], Text>> = {
  tokens: { zh: '投票卡清单', en: 'List of cards' },
  round: { zh: '封存本轮', en: 'Seal this round' },
  open: { zh: '开始投票', en: 'Open the voting' },
  close: { zh: '截止和清点', en: 'Close and accounting' },
  'paper-round': { zh: '本轮使用纸质选票', en: 'The round is held on paper' },
  'paper-count': { zh: '纸质选票计票结果', en: 'Count of the paper ballots' },
  motion: { zh: '大会表决', en: 'Motion of the assembly' },
  decision: { zh: '上级党组织的决定', en: 'Decision of the superior organization' },
};

export const PROPOSAL_STEP: Readonly<Record<ProposedEntry['type'], string>> = {
  tokens: 'M4',
  round: 'K6',
  open: 'S2',
  close: 'S6',
  'paper-round': 'S11',
  'paper-count': 'S9',
  motion: 'S12',
  decision: 'S13',
};

/** The sentence a scrutineer signs. */
export const PROPOSAL_MEANING: Readonly<Record<ProposedEntry['type'], Text>> = {
  tokens: {
    zh: '我在场看着制卡；能投票的只有这些卡，以后谁也不能再加。',
    en: 'I was present when the cards were made. Only these cards can vote; nobody can add one later.',
  },
  round: {
    zh: '票上的人、名额、规则和密钥就是这些，封存以后不再改。',
    en: 'These are the persons on the ballot, seats, rules and keys; nothing is changed after sealing.',
  },
  open: {
    zh: '票箱是空的，到会人数够了，投票卡都在箱里或已抽验。',
    en: 'The box is empty, enough members are present, every card is in the box or was audited.',
  },
  close: {
    zh: '投票已经截止，剩余的卡都已作废，手工点数与档案相符。',
    en: 'Voting is over, the left-over cards are void, the counts by hand agree with the record.',
  },
  'paper-round': {
    zh: '本轮用纸质选票，票上的人、名额和规则就是这些，以后不再改。',
    en: 'The round is on paper; these are the persons on the ballot, seats and rules, and nothing is changed later.',
  },
  'paper-count': {
    zh: '我在场监督开箱和计票；两份计票一致，数字就是这些。',
    en: 'I supervised the opening of the box and the count; both tallies agree, and these are the numbers.',
  },
  motion: {
    zh: '我在场看着表决，赞成、反对、弃权的人数就是这些。',
    en: 'I was present at the vote; these are the numbers in favour, against and abstaining.',
  },
  decision: {
    zh: '上级党组织的决定我已看到或听到，内容就是这样。',
    en: 'I have seen or heard the decision of the superior organization; this is what it says.',
  },
};

const contestsOf = (record: RecordFile, ctx: string) =>
  [...entriesOf(record, 'paper-round'), ...entriesOf(record, 'round')].find(({ hash }) => encodeBase64url(hash) === ctx)
    ?.entry.contests ?? [];

export function proposalLines(entry: ProposedEntry, record: RecordFile): readonly Line[] {
  const kind = entriesOf(record, 'meeting')[0]?.entry.kind ?? 'assembly';
  switch (entry.type) {
    case 'paper-round':
      return paperLines(entry, [], kind);
    case 'paper-count':
      return paperLines(entry, contestsOf(record, entry.ctx), kind);
    case 'tokens':
      return [
        { label: { zh: '轮次', en: 'Round' }, value: { zh: `第 ${entry.round} 轮`, en: String(entry.round) } },
        {
          label: { zh: '投票卡', en: 'Cards' },
          value: { zh: `${entry.tokens.length} 张`, en: String(entry.tokens.length) },
        },
      ];
    case 'round':
      return roundLines(entry, kind);
    case 'open': {
      const round = roundOf(record, entry.ctx);
      const least = round === undefined ? 0 : attendanceMinimum(kind, entry.expected, round.rules);
      const isFourFifths = round === undefined || leastParticipants(kind, round.rules) === null;
      return [
        { label: { zh: '应到', en: 'Expected' }, value: same(entry.expected) },
        { label: { zh: '实到', en: 'Present' }, value: same(entry.present) },
        {
          label: isFourFifths
            ? { zh: '至少需到（五分之四）', en: 'At least (four fifths)' }
            : { zh: '至少需到', en: 'At least' },
          value: least === 0 ? { zh: '不作要求', en: 'none asked' } : same(least),
        },
        {
          label: { zh: '投票卡', en: 'Cards' },
          value: {
            zh: `箱内 ${entry.cardsInBox} + 抽验 ${entry.cardsAudited} = ${entry.cardsInBox + entry.cardsAudited}（制卡 ${round?.cards ?? '—'}）`,
            en: `${entry.cardsInBox} in the box + ${entry.cardsAudited} audited = ${entry.cardsInBox + entry.cardsAudited} (${round?.cards ?? '—'} made)`,
          },
        },
      ];
    }
    case 'close':
      return closeLines(entry, record);
    case 'motion':
      return motionLines(entry);
    case 'decision':
      return decisionLines(entry);
  }
}

const roundLines = (entry: Extract<ProposedEntry, { readonly type: 'round' }>, kind: MeetingKind): readonly Line[] => [
  { label: { zh: '轮次', en: 'Round' }, value: { zh: `第 ${entry.round} 轮`, en: String(entry.round) } },
  ...ballotLines(entry, kind),
  { label: { zh: '投票卡', en: 'Cards' }, value: { zh: `${entry.cards} 张`, en: String(entry.cards) } },
  {
    label: { zh: '开票', en: 'Count' },
    value: {
      zh: `${entry.n} 名监票人中任意 ${entry.threshold} 名；至少 ${entry.minimumBallots} 张`,
      en: `any ${entry.threshold} of ${entry.n} scrutineers; at least ${entry.minimumBallots} ballots`,
    },
  },
];

function closeLines(entry: Extract<ProposedEntry, { readonly type: 'close' }>, record: RecordFile): readonly Line[] {
  const round = roundOf(record, entry.ctx);
  const open = entriesOf(record, 'open').find((placed) => placed.entry.ctx === entry.ctx)?.entry;
  const log = eventsInLog(record, entry.ctx);
  const lines: Line[] = [
    { label: { zh: '应到 / 实到', en: 'Expected / present' }, value: same(`${entry.expected} / ${entry.present}`) },
    {
      label: { zh: '档案里的选票', en: 'Ballots in the record' },
      value: { zh: `投出 ${log.casts}，抽查 ${log.challenges}`, en: `${log.casts} cast, ${log.challenges} challenged` },
    },
    {
      label: { zh: '作废的投票卡', en: 'Void cards' },
      value: {
        zh: `退回 ${log.voids.returned}，损坏 ${log.voids.damaged}，未发出 ${log.voids.unissued}`,
        en: `${log.voids.returned} returned, ${log.voids.damaged} damaged, ${log.voids.unissued} never handed out`,
      },
    },
  ];
  if (round === undefined || open === undefined) return lines;
  const { conditions } = accountRound(round, open, entry.handCounts, log);
  return [
    ...lines,
    ...conditions.map(({ letter, holds, explanation }) => ({
      label: { zh: `核对 ${letter}`, en: `Check ${letter}` },
      value: { zh: `${explanation.zh} ${holds ? '✔' : '✘'}`, en: `${explanation.en} ${holds ? '✔' : '✘'}` },
    })),
  ];
}
