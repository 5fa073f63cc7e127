/** Candidates of a round's posts with their order: computed by strokes or approved, confirmed by a person. */

import type { z } from 'zod';
import { strokesOf } from '../../tally/meeting/stroke-data.ts';
import { orderByStrokes } from '../../tally/meeting/stroke-order.ts';
import { hasEnoughCandidates, minimumCandidates } from '../../tally/rules/surplus.ts';
import type { candidateListSchema } from '../contract/organizer.ts';
import type { StoredMember, StoredPost } from '../store/roll.ts';
import { candidatesOf, categoryOf, labelOf, orderOf, type Plan, postsOf, titleOf } from './plan.ts';

export type CandidateList = z.infer<typeof candidateListSchema>;

export function candidateLists(plan: Plan, round: number): CandidateList[] {
  return postsOf(plan, round).map((post) => candidateList(plan, post));
}

function candidateList(plan: Plan, post: StoredPost): CandidateList {
  const candidates = candidatesOf(plan, post);
  const computed = orderOf(plan, post.post) === 'strokes' ? computeOrder(plan, candidates) : null;
  const mode = surplusMode(plan, post);
  return {
    post: post.post,
    title: titleOf(post.post, categoryOf(plan, post)),
    category: categoryOf(plan, post),
    derived: post.derived,
    seats: post.seats,
    order: orderOf(plan, post.post),
    candidates: candidates.map((member) => ({
      member: member.id,
      label: labelOf(plan, member),
      characters: charactersOf(member.name).map((character) => strokesOf(character, plan.strokes)),
      reason: computed?.reasons.get(member.id) ?? null,
    })),
    computed: computed === null ? candidates.map(({ id }) => id) : computed.order,
    missingStrokes: computed?.missing ?? [],
    withoutData: computed?.withoutData ?? [],
    confirmed: post.confirmed,
    orderReason: post.orderReason,
    surplus: {
      required: mode === 'contested' ? minimumCandidates(post.seats) : post.seats,
      actual: candidates.length,
      ok: hasEnoughCandidates(post.seats, candidates.length, mode),
      applies: mode === 'contested',
    },
  };
}

/** Whether the candidates stand as their strokes have them: a person who confirmed the order may have changed it. */
export function isByStrokes(plan: Plan, post: StoredPost): boolean {
  const candidates = candidatesOf(plan, post);
  const order = orderOf(plan, post.post) === 'strokes' ? computeOrder(plan, candidates).order : null;
  return order !== null && candidates.every(({ id }, at) => id === order[at]);
}

/** 委员 are contested, in the pre-election if there is one; secretaries as the election method says (rules §1.4, §1.12). */
function surplusMode(plan: Plan, post: StoredPost): 'contested' | 'equal' {
  switch (categoryOf(plan, post)) {
    case 'committee':
    case 'preliminary':
      return 'contested';
    case 'secretary':
      return plan.meeting.draft.rules.secretarySurplus;
    default:
      return 'equal';
  }
}

function charactersOf(name: string): string[] {
  return [...name.replace(/[·\s]/g, '')];
}

type ComputedOrder = {
  readonly order: string[] | null;
  readonly reasons: ReadonlyMap<string, { readonly zh: string; readonly en: string }>;
  readonly missing: string[];
  readonly withoutData: string[];
};

export function computeOrder(plan: Plan, candidates: readonly StoredMember[]): ComputedOrder {
  // Namesakes keep the order they were chosen in, which a stable computation must not depend on.
  const people = candidates.toSorted((a, b) => (labelOf(plan, a) < labelOf(plan, b) ? -1 : 1));
  const { positions, missing, withoutData } = orderByStrokes(
    people.map(({ name }) => name),
    plan.strokes,
    plan.meeting.draft.rules.singleGivenName,
  );
  const idAt = (index: number) => people[index]?.id ?? '';
  return {
    order: positions === null ? null : positions.map(({ index }) => idAt(index)),
    reasons: new Map((positions ?? []).map(({ index, reason }) => [idAt(index), reason])),
    missing: [...missing],
    withoutData: [...withoutData],
  };
}
