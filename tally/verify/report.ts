/** The verifier's answer (specification §10): every named check with its result, every finding, the result by names. */
import type { RoundResult } from '../count/round-result.ts';
import { amount } from '../text/amount.ts';
import type { Text } from '../text/text.ts';
import type { CheckName, Finding } from './finding.ts';

export interface CheckReport {
  readonly name: CheckName;
  readonly ok: boolean;
  /** What was found, or what was verified. */
  readonly detail: Text;
}

export interface VerifyReport {
  /** True only if every check of the run holds and nothing was found. */
  readonly ok: boolean;
  readonly checks: readonly CheckReport[];
  readonly findings: readonly Finding[];
  /** Of the last round with a result; null while there is none. */
  readonly result: RoundResult | null;
  /** Results of all rounds in order, `result` included. */
  readonly results: readonly RoundResult[];
  /** 演练: the record says of itself that nothing in it is a result (specification §3.9). */
  readonly testRun: boolean;
  /** False when no trusted keys were given and the record's own were used. */
  readonly trusted: boolean;
}

export const KEYS_NOTE = {
  trusted: {
    zh: '公钥与用户提供的可信密钥文件逐一相符。',
    en: 'The keys equal the trusted keys the user gave.',
  },
  own: {
    zh: '没有提供可信密钥文件：公钥取自档案本身。核验只说明档案前后一致，不说明它出自谁手。请另行取得 trusted-keys.json 再核验。',
    en: 'No trusted keys were given: the keys were taken from the record itself. The checks then show that the record agrees with itself, not whose record it is. Get trusted-keys.json another way and verify again.',
  },
} as const satisfies Record<string, Text>;

/** Said wherever a report is shown, before what it reports (specification §10.2). */
export const TEST_RUN_NOTE: Text = {
  zh: '演练：这是演练的档案，不是选举结果，不得作为结果使用。',
  en: 'TEST RUN: this is the record of a test run. It is no result of an election and must not be used as one.',
};

/** Details of a check that found nothing; a check that could not be carried out does not hold. */
export const NOT_CARRIED_OUT: Text = {
  zh: '无法进行：所需的条目缺失或不可读',
  en: 'could not be carried out: entries it needs are missing or unreadable',
};

export function checkReport(name: CheckName, findings: readonly Finding[], facts: Text | null): CheckReport {
  const own = findings.filter(({ check }) => check === name);
  if (own.length > 0) {
    return { name, ok: false, detail: { zh: `发现 ${own.length} 处问题`, en: amount(own.length, 'finding') } };
  }
  return facts === null ? { name, ok: false, detail: NOT_CARRIED_OUT } : { name, ok: true, detail: facts };
}
