/** A proposal in words, for those who sign it and those who wait: the lines are made from the entry itself. */
import type { z } from 'zod';
import { encodeBase32 } from '../../crypto/encoding/base32.ts';
import { hashObject } from '../../crypto/encoding/canonical.ts';
import { baseOfRound } from '../../tally/count/outcome-of-contest.ts';
import { countedAgain } from '../../tally/meeting/readmission.ts';
import { paperLines } from '../../tally/paper/paper-lines.ts';
import { authorRank, SERVER } from '../../tally/record/authors.ts';
import type { Bilingual } from '../../tally/record/fields.ts';
import { label } from '../../tally/record/person.ts';
import { decisionLines, motionLines } from '../../tally/text/assembly-words.ts';
import { baseName } from '../../tally/text/terms.ts';
import type { proposalSchema } from '../contract/shared.ts';
import { authorIndex, type Proposal, type ProposedEntry } from './proposals.ts';
import { type RecordState, roundByCtx } from './record-state.ts';

export type ProposalView = z.infer<typeof proposalSchema>;

const TITLE = {
  tokens: { zh: '投票卡清单', en: 'List of voting cards' },
  round: { zh: '本轮封存', en: 'Sealing of the round' },
  open: { zh: '开始投票', en: 'Opening of voting' },
  close: { zh: '清点', en: 'Close and accounting' },
  'paper-round': { zh: '本轮使用纸质选票', en: 'The round is held on paper' },
  'paper-count': { zh: '纸质选票计票结果', en: 'Count of the paper ballots' },
  motion: { zh: '大会表决', en: 'Motion of the assembly' },
  decision: { zh: '上级党组织的决定', en: 'Decision of the superior organization' },
} as const satisfies Record<ProposedEntry['type'], Bilingual>;

type Line = ProposalView['summary'][number];
const line = (zh: string, en: string, value: string | number): Line => ({ label: { zh, en }, value: String(value) });

function contestsOf(state: RecordState, ctx: string) {
  const round = roundByCtx(state, ctx);
  return (round?.paperRound ?? round?.sealed)?.entry.contests ?? [];
}
const kindOf = ({ meeting }: RecordState) => meeting?.entry.kind ?? 'assembly';
const asLine = ({ label, value }: { readonly label: Bilingual; readonly value: Bilingual }): Line => ({
  label,
  value: value.zh === value.en ? value.zh : `${value.zh} ${value.en}`,
});

function linesOf(entry: ProposedEntry, state: RecordState): readonly Line[] {
  switch (entry.type) {
    case 'tokens':
      return [line('制卡', 'Cards made', entry.tokens.length)];
    case 'round':
      return [
        ...entry.contests.flatMap((contest) =>
          contest.kind === 'election'
            ? [
                line(contest.title.zh, contest.title.en, `${contest.candidates.length} → ${contest.seats}`),
                line('候选人', 'Candidates', contest.candidates.map(({ name }) => name).join('、')),
                line('可另选的人', 'Persons who can be written in', contest.writeIns.length),
              ]
            : [
                line(
                  contest.title.zh,
                  contest.title.en,
                  (contest.kind === 'appraisal' ? contest.subjects : contest.nominees).map(label).join('、'),
                ),
              ],
        ),
        ...(entry.contests.some(({ kind }) => kind === 'election')
          ? [
              { label: baseName('expected', kindOf(state)), value: String(entry.roll.expected) },
              line('规则', 'Rule set', entry.rules.ruleSet),
              line('计算基数', 'Counting base', baseOfRound(entry) === 'expected' ? '应到 expected' : '实到 present'),
            ]
          : [line('应到参加人员', 'Participants expected', entry.roll.expected)]),
        line('制卡', 'Cards made', entry.cards),
        line('开票所需监票人', 'Scrutineers needed to open', `${entry.threshold} / ${entry.n}`),
        line('最少选票', 'Fewest ballots that are opened', entry.minimumBallots),
      ];
    case 'open': {
      const sealed = roundByCtx(state, entry.ctx)?.sealed?.entry;
      const again = sealed === undefined ? 0 : countedAgain(entry.expected, sealed.roll);
      return [
        line('应到', 'Expected', entry.expected),
        ...(again === 0 ? [] : [line('其中到会后重新计入', 'Counted again because they came', again)]),
        line('实到', 'Present', entry.present),
        line('箱内投票卡', 'Cards in the box', entry.cardsInBox),
        line('抽验', 'Audited', entry.cardsAudited),
      ];
    }
    case 'paper-round':
    case 'paper-count':
      return paperLines(entry, entry.type === 'paper-count' ? contestsOf(state, entry.ctx) : [], kindOf(state)).map(
        asLine,
      );
    case 'close':
      return [
        line('领卡', 'Received a card', entry.handCounts.received),
        line('开始投票前退回', 'Handed back before opening', entry.handCounts.returnedBeforeOpening),
        line('收回（已投）', 'Recovered (cast)', entry.casts),
        line('抽查', 'Challenged', entry.challenges),
        line('补换', 'Exchanged', entry.handCounts.exchanged),
        line('退回', 'Returned unused', entry.voids.returned),
        line('损坏', 'Damaged', entry.voids.damaged),
        line('不可读', 'Unreadable', entry.handCounts.unreadable),
        line('未发出', 'Never handed out', entry.voids.unissued),
      ];
    case 'motion':
      return motionLines(entry).map(asLine);
    case 'decision':
      return decisionLines(entry).map(asLine);
  }
}

/** Sixteen characters in four groups. */
export const inGroups = (text: string): string[] => text.slice(0, 16).match(/.{4}/g) ?? [];

/** The first 80 bits of the hash of the unsigned entry, in letters that can be read aloud. */
export const digestOf = (entry: ProposedEntry): string[] => inGroups(encodeBase32(hashObject(entry).slice(0, 10)));

export function proposalView(proposal: Proposal, state: RecordState): ProposalView {
  const names = state.meeting?.entry.scrutineers.map(({ name }) => name) ?? [];
  const signed = proposal.signatures
    .toSorted((a, b) => authorRank(a.author) - authorRank(b.author))
    .filter(({ author }) => author !== SERVER)
    .map(({ author }) => ({ author, name: names[authorIndex(author) - 1] ?? author }));
  return {
    id: proposal.id,
    kind: proposal.kind,
    round: proposal.round,
    title: TITLE[proposal.kind],
    summary: [...linesOf(proposal.entry, state)],
    digest: digestOf(proposal.entry),
    signed,
    needed: proposal.needed,
    complete: proposal.state === 'appended',
  };
}
