/** What each check verified, in numbers a reader can compare with the sheet: the detail of a check that holds. */
import type { Accounting } from '../accounting/accounting.ts';
import type { RoundResult } from '../count/round-result.ts';
import type { Sums } from '../count/sums.ts';
import type { RecordFile } from '../record/reader.ts';
import { amount } from '../text/amount.ts';
import type { Text } from '../text/text.ts';
import { countBallots } from './check-accounting.ts';
import type { FixedRound } from './context.ts';
import type { CheckName } from './finding.ts';
import type { RecordStructure } from './structure.ts';

/** A round with what its checks gave; null where they could not be carried out. */
export interface CheckedRound {
  readonly fixed: FixedRound;
  readonly sums: Sums | null;
  readonly decoded: ReadonlySet<string>;
  readonly casts: number;
  readonly accounting: Accounting | null;
  readonly decrypted: boolean;
  readonly counts: readonly (readonly number[])[] | null;
  readonly result: RoundResult | null;
}

/** One sentence a round; the round is named when there are several. */
function perRound(rounds: readonly CheckedRound[], tell: (round: CheckedRound) => Text): Text {
  if (rounds.length === 0) return { zh: '没有轮次', en: 'no round' };
  const tellOne = (round: CheckedRound): Text => {
    const { zh, en } = tell(round);
    return rounds.length === 1
      ? { zh, en }
      : { zh: `第 ${round.fixed.number} 轮：${zh}`, en: `round ${round.fixed.number}: ${en}` };
  };
  const told = rounds.map(tellOne);
  return { zh: told.map(({ zh }) => zh).join('；'), en: told.map(({ en }) => en).join('; ') };
}

/** A round counted on paper. */
export interface CheckedPaperRound {
  readonly number: number;
  readonly result: RoundResult;
  readonly signers: number;
}

/** What is told of rounds on kiosks, then what of rounds on paper. */
function withPaper(
  rounds: readonly CheckedRound[],
  papers: readonly CheckedPaperRound[],
  told: Text,
  tell: (round: CheckedPaperRound) => Text,
): Text {
  if (papers.length === 0) return told;
  const onPaper = papers.map((round) => {
    const { zh, en } = tell(round);
    return { zh: `第 ${round.number} 轮（纸质）：${zh}`, en: `round ${round.number} (paper): ${en}` };
  });
  const all = rounds.length === 0 ? onPaper : [told, ...onPaper];
  return { zh: all.map(({ zh }) => zh).join('；'), en: all.map(({ en }) => en).join('; ') };
}

const ON_PAPER: Text = { zh: '改用纸质选票，不计票', en: 'went to paper, not counted' };

const electedText = ({ contests }: RoundResult): Text => {
  const tell = (joint: string, nobody: string, heading: (post: string) => string) =>
    contests
      .filter(({ kind }) => kind === 'election')
      .map(({ post, elected }) => `${heading(post ?? '')}${elected.length > 0 ? elected.join(joint) : nobody}`);
  return {
    zh: tell('、', '无人当选', (post) => `${post}：`).join('；') || '各项合计已核对',
    en: tell(', ', 'nobody', (post) => `${post}: `).join('; ') || 'sums verified',
  };
};

export function factsOf(
  file: RecordFile,
  structure: RecordStructure,
  rounds: readonly CheckedRound[],
  papers: readonly CheckedPaperRound[],
): Readonly<Record<CheckName, Text>> {
  const meeting = structure.meeting?.entry;
  const n = meeting?.scrutineers.length ?? 0;
  const t = meeting?.threshold ?? 0;
  const checkpoints = file.lines.filter(({ kind }) => kind === 'checkpoint').length;
  const witnesses = meeting?.witnesses.length ?? 0;
  const counted = (tell: (round: CheckedRound) => Text) =>
    perRound(rounds, (round) => (round.fixed.paper !== null ? ON_PAPER : tell(round)));
  return {
    encoding: {
      zh: `${file.lines.length} 行均为规范形式，共 ${file.leaves.length} 个条目`,
      en: `${file.lines.length} lines in canonical form, ${file.leaves.length} entries`,
    },
    log: {
      zh: `${checkpoints} 个检查点与重新计算的根一致，监票人 ${n} 名、见证方 ${witnesses} 个`,
      en: `${amount(checkpoints, 'checkpoint equals', 'checkpoints equal')} the recomputed roots; ${amount(n, 'scrutineer')}, ${amount(witnesses, 'witness', 'witnesses')}`,
    },
    'key-ceremony': {
      zh: `${n} 名监票人共同生成密钥，${t} 名可以解密；均已演练`,
      en: `${n} scrutineers made the key, ${t} can decrypt; all rehearsed`,
    },
    tokens: perRound(rounds, ({ fixed }) => ({
      zh: `${fixed.tokens?.entry.tokens.length ?? 0} 张投票卡在开始投票前签署`,
      en: `${amount(fixed.tokens?.entry.tokens.length ?? 0, 'card')} signed before opening`,
    })),
    round: perRound(rounds, ({ fixed }) => ({
      zh: `应到 ${fixed.open?.entry.expected ?? fixed.round.entry.roll.expected} 人，实到 ${fixed.open?.entry.present ?? '—'} 人；选票结构重新编译一致`,
      en: `${fixed.open?.entry.expected ?? fixed.round.entry.roll.expected} expected, ${fixed.open?.entry.present ?? '—'} present; circuit recompiled`,
    })),
    ballots: perRound(rounds, ({ fixed }) => {
      const { casts, challenges } = countBallots(fixed);
      return {
        zh: `${casts + challenges} 张选票的证明全部成立，卡均在清单中`,
        en: `${amount(casts + challenges, 'ballot')} proven, every token listed`,
      };
    }),
    casts: perRound(rounds, ({ fixed }) => {
      const { casts, challenges, voids } = countBallots(fixed);
      const voided = voids.returned + voids.damaged + voids.unissued;
      return {
        zh: `投出 ${casts}，抽查 ${challenges}，作废 ${voided}，每张卡至多一个终结事件`,
        en: `${casts} cast, ${challenges} challenged, ${voided} voided, one final event a card`,
      };
    }),
    accounting: withPaper(
      rounds,
      papers,
      counted(({ accounting }) => ({
        zh: (accounting?.conditions ?? []).map(({ letter, explanation }) => `(${letter}) ${explanation.zh}`).join('；'),
        en: (accounting?.conditions ?? []).map(({ letter, explanation }) => `(${letter}) ${explanation.en}`).join('; '),
      })),
      ({ result: { cardsPrinted, issued, neverHandedOut, recovered } }) => ({
        zh: `印制 ${cardsPrinted}＝发出 ${issued}＋剩余 ${neverHandedOut}，收回 ${recovered}`,
        en: `${cardsPrinted} printed = ${issued} issued + ${neverHandedOut} remaining, ${recovered} recovered`,
      }),
    ),
    aggregate: counted(({ casts, sums }) => ({
      zh: `${casts} 张选票的 ${sums?.length ?? 0} 个密文合计重新计算一致`,
      en: `${amount(sums?.length ?? 0, 'sum')} over ${amount(casts, 'ballot')} recomputed`,
    })),
    decryption: counted(({ fixed }) => ({
      zh: `${fixed.partials.length} 份部分解密的证明成立，需要 ${fixed.round.entry.threshold} 份`,
      en: `${fixed.partials.length} partial decryptions proven, ${fixed.round.entry.threshold} needed`,
    })),
    result: withPaper(
      rounds,
      papers,
      counted(({ counts }) => ({
        zh: `${counts?.flat().length ?? 0} 个票数就是合计的解密`,
        en: `${counts?.flat().length ?? 0} counts are the decryption of the sums`,
      })),
      ({ result: { valid, invalid }, signers }) => ({
        zh: `有效 ${valid}、无效 ${invalid}，各行合计相符；${signers} 名监票人签署`,
        en: `${valid} valid, ${invalid} invalid, every row adds up; signed by ${amount(signers, 'scrutineer')}`,
      }),
    ),
    outcome: withPaper(
      rounds,
      papers,
      counted(({ result }) => (result === null ? ON_PAPER : electedText(result))),
      ({ result }) => electedText(result),
    ),
    attestations: counted(({ fixed }) => ({
      zh: `${fixed.attestations.length} 名监票人签署，${fixed.paperProofs.length} 名证明了报告单上的票数，各需要 ${t} 名`,
      en: `${fixed.attestations.length} scrutineers attested, ${fixed.paperProofs.length} proved the printed counts, ${t} needed of each`,
    })),
    'result-sheet': { zh: '报告单与档案一致', en: 'the sheet equals the record' },
  };
}
