/**
 * The contests of a round (specification §6.1) with the names they stand for, in ballot order, and the
 * circuit contests they compile from.
 */
import { z } from 'zod';
import type { CircuitContest } from '../../crypto/circuit.ts';
import { CONTEST_KINDS } from '../rules/counting-rules.ts';
import { bilingual, words } from './fields.ts';
import { label, type Person, person } from './person.ts';

const persons = z.array(person).max(2000).readonly();

const distinctLabels = (lists: readonly (readonly Person[])[]): boolean => {
  const labels = lists.flat().map(label);
  return new Set(labels).size === labels.length;
};

export const electionContest = z
  .strictObject({
    kind: z.literal('election'),
    /** Decides the threshold and the surplus (rules §1.4, §1.11): a revote is won by the most votes, a pre-election names candidates. */
    category: z.enum(CONTEST_KINDS),
    post: words(40),
    title: bilingual,
    seats: z.number().int().min(1).max(99),
    candidates: persons.refine((list) => list.length >= 1),
    writeIns: persons,
  })
  .readonly()
  .refine((contest) => distinctLabels([contest.candidates, contest.writeIns]), { message: 'same label twice' });
export type ElectionContest = z.infer<typeof electionContest>;

export const appraisalContest = z
  .strictObject({
    kind: z.literal('appraisal'),
    title: bilingual,
    /** What is appraised: teams (班子) or persons; absent: persons. */
    objects: z.enum(['bodies', 'persons']).optional(),
    /** 德, 能, 勤 …, where the same subjects are appraised in several ways, a contest to each; absent: as a whole. */
    dimension: words(20).optional(),
    subjects: persons.refine((list) => list.length >= 1),
    grades: z.array(bilingual).min(2).max(20).readonly(),
  })
  .readonly()
  .refine((contest) => distinctLabels([contest.subjects]), { message: 'same label twice' });
export type AppraisalContest = z.infer<typeof appraisalContest>;

export const recommendationContest = z
  .strictObject({
    kind: z.literal('recommendation'),
    title: bilingual,
    nominees: persons.refine((list) => list.length >= 1),
    limit: z.number().int().min(1).max(2000),
  })
  .readonly()
  .refine((contest) => distinctLabels([contest.nominees]), { message: 'same label twice' });
export type RecommendationContest = z.infer<typeof recommendationContest>;

export const contest = z.union([electionContest, appraisalContest, recommendationContest]);
export type Contest = z.infer<typeof contest>;

export const isElection = (of: Contest): of is ElectionContest => of.kind === 'election';

/** What the circuit compiler needs of a contest: sizes, no names. */
export function circuitContest(of: Contest): CircuitContest {
  switch (of.kind) {
    case 'election':
      return {
        kind: 'election',
        candidates: of.candidates.length,
        seats: of.seats,
        writeIns: of.writeIns.length,
      };
    case 'appraisal':
      return { kind: 'appraisal', subjects: of.subjects.length, grades: of.grades.length };
    case 'recommendation':
      return { kind: 'recommendation', nominees: of.nominees.length, limit: of.limit };
  }
}

/** Everybody and every body the ballot names, in its order. */
export function personsOn(of: Contest): readonly Person[] {
  switch (of.kind) {
    case 'election':
      return [...of.candidates, ...of.writeIns];
    case 'appraisal':
      return of.subjects;
    case 'recommendation':
      return of.nominees;
  }
}

/** Number of counters of a contest, in the order of specification §6.1. */
export function counterCount(of: Contest): number {
  switch (of.kind) {
    case 'election':
      return 2 * of.candidates.length + of.writeIns.length;
    case 'appraisal':
      return of.subjects.length * of.grades.length;
    case 'recommendation':
      return of.nominees.length;
  }
}
