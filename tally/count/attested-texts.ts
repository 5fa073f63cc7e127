/**
 * The words beside the attested integers (specification §9): what a paper prints of meeting, rules and names, so that a
 * signature over numbers cannot be printed under other names. An attestation signs the hash of this object; whoever holds the
 * paper alone rebuilds it, hence of the write-in list only those with votes stand in it.
 */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { hashObject } from '../../crypto/encoding/canonical.ts';
import type { Contest } from '../record/contest.ts';
import type { MeetingEntry } from '../record/meeting-entry.ts';
import { label } from '../record/person.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import type { RecordedRules } from '../rules/settings.ts';
import { baseOfRound } from './outcome-of-contest.ts';

export type AttestedContest =
  | {
      readonly kind: 'election';
      /** Decides the threshold (§8.5), so that the outcome can be recomputed from paper. */
      readonly category: string;
      readonly post: string;
      readonly seats: number;
      readonly candidates: readonly string[];
      readonly writeIns: readonly string[];
    }
  | {
      readonly kind: 'appraisal';
      readonly title: string;
      readonly subjects: readonly string[];
      readonly grades: readonly string[];
    }
  | {
      readonly kind: 'recommendation';
      readonly title: string;
      readonly nominees: readonly string[];
      readonly limit: number;
    };

/** The settings an outcome depends on (§8.5). */
export type AttestedRules = Pick<
  RecordedRules,
  'ruleSet' | 'majorityBase' | 'quorumEqualAccepted' | 'recoveredLimit' | 'revoteThreshold' | 'furtherElectionThreshold'
>;

export interface AttestedTexts {
  readonly meeting: string;
  readonly title: string;
  readonly date: string;
  readonly round: number;
  readonly rules: AttestedRules;
  /** Names, in the order of their indices. */
  readonly scrutineers: readonly string[];
  readonly contests: readonly AttestedContest[];
}

function attestedContest(contest: Contest, counts: readonly number[]): AttestedContest {
  switch (contest.kind) {
    case 'election':
      return {
        kind: 'election',
        category: contest.category,
        post: contest.post,
        seats: contest.seats,
        candidates: contest.candidates.map(label),
        writeIns: contest.writeIns
          .filter((_, place) => (counts[2 * contest.candidates.length + place] ?? 0) > 0)
          .map(label),
      };
    case 'appraisal':
      return {
        kind: 'appraisal',
        title: contest.title.zh,
        subjects: contest.subjects.map(label),
        grades: contest.grades.map(({ zh }) => zh),
      };
    case 'recommendation':
      return {
        kind: 'recommendation',
        title: contest.title.zh,
        nominees: contest.nominees.map(label),
        limit: contest.limit,
      };
  }
}

/** `majorityBase` is the base this round was decided by, so that paper alone needs no setting of pre-elections. */
export function attestedRules(round: Pick<RoundEntry, 'rules' | 'contests'>): AttestedRules {
  const { ruleSet, quorumEqualAccepted, recoveredLimit, revoteThreshold, furtherElectionThreshold } = round.rules;
  return {
    ruleSet,
    majorityBase: baseOfRound(round),
    quorumEqualAccepted,
    recoveredLimit,
    revoteThreshold,
    furtherElectionThreshold,
  };
}

/** As a record gives them; `counts` are those of the `result` entry. */
export const attestedTextsOf = (
  meeting: MeetingEntry,
  round: Pick<RoundEntry, 'round' | 'rules' | 'contests'>,
  counts: readonly (readonly number[])[],
): AttestedTexts => ({
  meeting: meeting.id,
  title: meeting.title,
  date: meeting.date,
  round: round.round,
  rules: attestedRules(round),
  scrutineers: meeting.scrutineers.map(({ name }) => name),
  contests: round.contests.map((contest, at) => attestedContest(contest, counts[at] ?? [])),
});

/** What the attestation holds, in base64url. */
export const attestedTextsHash = (texts: AttestedTexts): string => encodeBase64url(hashObject(texts));
