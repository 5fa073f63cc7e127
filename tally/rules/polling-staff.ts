/** Who may supervise, count, or write a ballot for somebody (rules §1.7, §1.8): never a candidate. */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Text } from '../text/text.ts';

/** Labels, or any names that tell persons apart. */
export interface Staff {
  readonly scrutineers: readonly string[];
  readonly tellers: readonly string[];
}

export interface StaffProblem extends Text {
  readonly code: 'scrutineer-is-candidate' | 'teller-is-candidate';
  readonly name: string;
}

/** 条例 2020 art. 22; tellers by the same templates. */
export function staffProblems(staff: Staff, candidates: readonly string[]): readonly StaffProblem[] {
  const standing = new Set(candidates);
  return [
    ...staff.scrutineers
      .filter((name) => standing.has(name))
      .map((name) => ({
        code: 'scrutineer-is-candidate' as const,
        name,
        zh: `${name}是候选人，不能担任监票人。`,
        en: `${name} is a candidate and cannot be a scrutineer.`,
      })),
    ...staff.tellers
      .filter((name) => standing.has(name))
      .map((name) => ({
        code: 'teller-is-candidate' as const,
        name,
        zh: `${name}是候选人，不能担任计票人。`,
        en: `${name} is a candidate and cannot be a teller.`,
      })),
  ];
}

/** What is kept of an assistance: that it happened and by whom, never what was written. */
export interface Assistance {
  readonly voter: string;
  readonly helper: string;
}

export type AssistanceRefusal = 'helper-is-candidate' | 'voter-absent' | 'voter-helps-herself';

/**
 * A voter who cannot fill in the ballot may have a person who is no candidate write it by her will (条例 2020 art. 24). Whoever
 * is absent has no vote that another could cast.
 */
export function allowAssistance(
  voter: { readonly name: string; readonly present: boolean },
  helper: string,
  candidates: readonly string[],
): Result<Assistance, AssistanceRefusal> {
  if (!voter.present) return err('voter-absent');
  if (helper === voter.name) return err('voter-helps-herself');
  if (candidates.includes(helper)) return err('helper-is-candidate');
  return ok({ voter: voter.name, helper });
}
