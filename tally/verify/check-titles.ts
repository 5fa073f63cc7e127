/** The named checks as people read them (specification §10). */
import type { Text } from '../text/text.ts';
import type { CheckName } from './finding.ts';

export const CHECK_TITLES: Readonly<Record<CheckName, Text>> = {
  encoding: { zh: '编码', en: 'Encoding' },
  log: { zh: '日志', en: 'Log' },
  'key-ceremony': { zh: '密钥仪式', en: 'Key ceremony' },
  tokens: { zh: '投票卡', en: 'Tokens' },
  round: { zh: '轮次', en: 'Round' },
  ballots: { zh: '选票证明', en: 'Ballots' },
  casts: { zh: '投出与作废', en: 'Casts' },
  accounting: { zh: '卡数核对', en: 'Accounting' },
  aggregate: { zh: '密文合计', en: 'Aggregate' },
  decryption: { zh: '解密', en: 'Decryption' },
  result: { zh: '票数', en: 'Result' },
  outcome: { zh: '选举结果', en: 'Outcome' },
  attestations: { zh: '监票人签署', en: 'Attestations' },
  'result-sheet': { zh: '报告单', en: 'Result sheet' },
};
