/**
 * Who may be scrutineer or teller (rules §1.7, 条例 2020 art. 22) and how many of the scrutineers must come together
 * to open the count (specification §4).
 */
import type { Text } from '../text/text.ts';

export interface ScrutineerPlan {
  /** Labels, so that namesakes stay two persons. */
  readonly scrutineers: readonly string[];
  readonly tellers: readonly string[];
  readonly candidates: readonly string[];
  readonly threshold: number;
}

export type ScrutineerFaultCode =
  | 'candidate-is-scrutineer'
  | 'candidate-is-teller'
  | 'listed-twice'
  | 'too-few-scrutineers'
  | 'threshold-illegal'
  | 'threshold-weak';

export interface ScrutineerFault extends Text {
  readonly code: ScrutineerFaultCode;
  readonly severity: 'stop' | 'warning';
}

/** t of n: 2 ≤ t ≤ n − 1 from three scrutineers on; (2,2) and (1,1) only for tiny branches. */
export function isLegalThreshold(scrutineers: number, threshold: number): boolean {
  if (scrutineers <= 2) return scrutineers >= 1 && threshold === scrutineers;
  return threshold >= 2 && threshold <= scrutineers - 1;
}

export function scrutineerFaults(plan: ScrutineerPlan, required = 1): readonly ScrutineerFault[] {
  const faults: ScrutineerFault[] = [];
  const candidates = new Set(plan.candidates);
  const n = plan.scrutineers.length;
  const stop = (code: ScrutineerFaultCode, zh: string, en: string): void => {
    faults.push({ code, severity: 'stop', zh, en });
  };
  for (const name of plan.scrutineers.filter((person) => candidates.has(person)))
    stop(
      'candidate-is-scrutineer',
      `${name}是候选人，不能担任监票人。`,
      `${name} is a candidate and cannot be a scrutineer.`,
    );
  for (const name of plan.tellers.filter((person) => candidates.has(person)))
    stop('candidate-is-teller', `${name}是候选人，不能担任计票人。`, `${name} is a candidate and cannot be a teller.`);
  for (const list of [plan.scrutineers, plan.tellers])
    for (const name of new Set(list.filter((person, i) => list.indexOf(person) !== i)))
      stop('listed-twice', `${name}重复列出。`, `${name} is listed twice.`);
  if (n < required)
    stop(
      'too-few-scrutineers',
      `监票人 ${n} 名，至少需要 ${required} 名。`,
      `${n} scrutineers; at least ${required} are needed.`,
    );
  if (n > 0 && !isLegalThreshold(n, plan.threshold))
    stop(
      'threshold-illegal',
      n > 2 ? `${n} 名监票人，开票所需人数须为 2 至 ${n - 1} 名。` : `${n} 名监票人须全部到场才能开票。`,
      n > 2
        ? `With ${n} scrutineers, 2 to ${n - 1} of them open the count.`
        : `With ${n} scrutineers, all of them open the count.`,
    );
  else if (n === 1 || n === 2)
    faults.push({
      code: 'threshold-weak',
      severity: 'warning',
      zh: `只有 ${n} 名监票人：任何一人缺席或遗失密钥，都无法开票${n === 1 ? '，且一人即可开票' : ''}。建议至少 3 名。`,
      en: `Only ${n} scrutineers: if one is absent or loses the key nothing can be counted${n === 1 ? ', and one person alone can open the count' : ''}. Three or more are advised.`,
    });
  return faults;
}
