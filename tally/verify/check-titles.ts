/** The named checks as people read them (specification §10). */
import type { Text } from '../text/text.ts';
import type { CheckName } from './finding.ts';

export const CHECK_TITLES: Readonly<Record<CheckName, Text>> = {
  encoding: { zh: '编码', en: 'Encoding' },
  log: { zh: '档案', en: 'Record' },
  'key-ceremony': { zh: '密钥仪式', en: 'Key ceremony' },
  tokens: { zh: '投票卡', en: 'Cards' },
  round: { zh: '轮次', en: 'Round' },
  ballots: { zh: '每票证明', en: 'Proof of each ballot' },
  casts: { zh: '投出与抽查', en: 'Casts and challenges' },
  accounting: { zh: '票数', en: 'Accounting' },
  aggregate: { zh: '合计', en: 'Sums' },
  decryption: { zh: '开票证明', en: 'Proofs of the count' },
  result: { zh: '计数', en: 'Counts' },
  outcome: { zh: '当选规则', en: 'Rules of election' },
  attestations: { zh: '监票人签署', en: 'Attestations' },
  'result-sheet': { zh: '报告单', en: 'Result sheet' },
};
