/**
 * Everything the organizer has prepared for one meeting, read in one go, and what follows from it: who is expected,
 * who may stand, the ballots of a round. Pure functions over one snapshot.
 */

import { attendanceMinimum, type GateRules } from '../../tally/meeting/attendance-gate.ts';
import {
  countRoll,
  isEntitled,
  isExpected,
  type Roll,
  type RollMember,
  type RollRules,
} from '../../tally/meeting/roll.ts';
import type { Contest, ElectionContest } from '../../tally/record/contest.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { label, type Person } from '../../tally/record/person.ts';
import type { RollCounts } from '../../tally/record/round-entries.ts';
import type { ContestKind } from '../../tally/rules/counting-rules.ts';
import { ballotOrder } from '../../tally/rules/secretary-ballot.ts';
import type { Text } from '../../tally/text/text.ts';
import { EMPTY_DETAILS } from '../contract/papers.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting, loadRealMeetings, type StoredMeeting } from '../store/meeting.ts';
import { loadPapersOfMeeting } from '../store/office-papers.ts';
import { loadPaperDetails } from '../store/papers.ts';
import {
  loadCandidates,
  loadElectable,
  loadPosts,
  loadRoll,
  loadScrutineers,
  loadSuppliedStrokes,
  type StoredCandidate,
  type StoredMember,
  type StoredPost,
  type StoredScrutineer,
} from '../store/roll.ts';
import { loadDepartments, loadNomineesOf, loadVettings, loadVillages } from '../store/villages.ts';
import { agreedPosts } from './agreed-candidates.ts';
import { type Calendar, loadCalendar } from './calendar.ts';
import { appraisalContests, recommendationContests } from './form-contests.ts';
import type { Conditions } from './nominee-conditions.ts';
import { type PostedNotice, postedNotice } from './notice-problems.ts';

export type Plan = {
  readonly meeting: StoredMeeting;
  readonly members: readonly StoredMember[];
  readonly byId: ReadonlyMap<string, StoredMember>;
  /** Names that more than one member has. */
  readonly sharedNames: ReadonlySet<string>;
  readonly posts: readonly StoredPost[];
  readonly candidates: readonly StoredCandidate[];
  readonly electable: ReadonlyMap<number, ReadonlySet<string>>;
  readonly strokes: Readonly<Record<string, string>>;
  readonly scrutineers: readonly StoredScrutineer[];
  readonly roll: Roll;
  /** Other meetings of the organization that ask another group the same: combined only where the method is one (rules §4.3, §4.4). */
  readonly neighbours: readonly { readonly title: string; readonly rules: StoredMeeting['draft']['rules'] }[];
  /** What is known about the candidates beside the roll (rules §4.2). */
  readonly conditions: Conditions;
  /** 公示 of the candidates, as the office has noted it. */
  readonly notice: PostedNotice;
  readonly calendar: Calendar;
};

export async function loadPlan(db: Database, id: string): Promise<Plan | undefined> {
  const meeting = await loadMeeting(db, id);
  if (meeting === undefined) return undefined;
  const members = await loadRoll(db, id);
  const names = members.map(({ name }) => name);
  return {
    meeting,
    members,
    byId: new Map(members.map((member) => [member.id, member])),
    sharedNames: new Set(names.filter((name, index) => names.indexOf(name) !== index)),
    posts: await loadPosts(db, id),
    candidates: await loadCandidates(db, id),
    electable: await loadElectable(db, id),
    strokes: await loadSuppliedStrokes(db, id),
    scrutineers: await loadScrutineers(db, id),
    roll: countRoll(members.map(asCounted), rollRules(meeting)),
    neighbours: await loadNeighbours(db, meeting),
    conditions: await loadConditions(db, id, meeting.draft.organization),
    notice: postedNotice((await loadPaperDetails(db, id)) ?? EMPTY_DETAILS),
    calendar: await loadCalendar(db),
  };
}

/** One occasion: its groups meet within two months of each other. */
const SAME_OCCASION = 60 * 24 * 3600 * 1000;

async function loadNeighbours(db: Database, { id, kind, phase, draft }: StoredMeeting): Promise<Plan['neighbours']> {
  if (isElectionMeeting(kind) || phase !== 'draft') return [];
  const isNear = (date: string | null) =>
    date === null || draft.date === null || Math.abs(Date.parse(date) - Date.parse(draft.date)) <= SAME_OCCASION;
  return (await loadRealMeetings(db))
    .filter(
      (other) =>
        other.id !== id &&
        other.kind === kind &&
        other.draft.organization === draft.organization &&
        other.draft.group !== draft.group &&
        isNear(other.draft.date),
    )
    .map((other) => ({ title: other.draft.title, rules: other.draft.rules }));
}

async function loadConditions(db: Database, meeting: string, organization: string): Promise<Conditions> {
  const nominees = await loadNomineesOf(db, organization);
  const ids = new Set(nominees.map(({ id }) => id));
  return {
    nominees,
    vettings: nominees.length === 0 ? [] : (await loadVettings(db)).filter(({ nominee }) => ids.has(nominee)),
    village: (await loadVillages(db)).find((village) => village.organization === organization),
    departments: await loadDepartments(db),
    agreed: agreedPosts(await loadPapersOfMeeting(db, meeting)),
  };
}

export function rollRules(meeting: StoredMeeting): RollRules {
  const { ruleSet, exclusionCategories, abroadRequiresSelfFunded, exclusionPublicityDays } = meeting.draft.rules;
  return {
    ruleSet,
    exclusionCategories,
    abroadRequiresSelfFunded,
    exclusionPublicityDays,
    meetingDay: meeting.draft.date,
  };
}

export function gateRules(meeting: StoredMeeting): GateRules {
  const { ruleSet, quorumEqualAccepted, appraisalMinimumAttendance } = meeting.draft.rules;
  return { ruleSet, quorumEqualAccepted, appraisalMinimumAttendance };
}

/** 应到 with its parts, as the `round` entry states it. */
export function rollCounts({ roll }: Plan): RollCounts {
  const { members, probationary, withoutRight, excluded, expected } = roll;
  return { members, probationary, withoutRight, excluded, expected };
}

export function quorumOf({ roll, meeting }: Plan): number {
  return attendanceMinimum(meeting.kind, roll.expected, gateRules(meeting));
}

/** The remark counts only where the name is not unique on the roll. */
export function personOf(
  { sharedNames }: Pick<Plan, 'sharedNames'>,
  member: Pick<StoredMember, 'name' | 'remark'>,
): Person {
  return { name: member.name, remark: sharedNames.has(member.name) ? member.remark : '' };
}

export function labelOf(plan: Pick<Plan, 'sharedNames'>, member: Pick<StoredMember, 'name' | 'remark'>): string {
  return label(personOf(plan, member));
}

export function isEntitledMember({ meeting }: Plan, member: RollMember): boolean {
  return isEntitled(member, meeting.draft.rules.ruleSet);
}

export function isExpectedMember({ meeting }: Plan, member: StoredMember): boolean {
  return isExpected(asCounted(member), rollRules(meeting));
}

/** Left out of 应到会, but turned up and is counted again (rules §3). */
export function isReadmitted(member: StoredMember): boolean {
  return member.exclusion?.readmittedIn !== undefined;
}

export const asCounted = (member: StoredMember): RollMember =>
  isReadmitted(member) ? { ...member, exclusion: null } : member;

/**
 * May be chosen in this round: entitled, and of the new committee where the round is about its secretary. A secretary elected
 * before the committee is one of its candidates.
 */
export function isElectable(plan: Plan, round: number, member: StoredMember): boolean {
  const only = plan.electable.get(round) ?? committeeCandidates(plan, round);
  return isEntitledMember(plan, member) && (only === undefined || only.has(member.id));
}

function committeeCandidates({ meeting, candidates }: Plan, round: number): ReadonlySet<string> | undefined {
  if (round !== 1 || meeting.draft.rules.secretaryMode !== 'direct-before') return undefined;
  const standing = candidates.filter((row) => row.round === LATER && row.post === '委员');
  return standing.length === 0 ? undefined : new Set(standing.map((row) => row.member));
}

/** Where posts wait that a later ballot of the same assembly votes on. */
export const LATER = 0;

/** Rounds whose ballots are being prepared. */
export const preparedRounds = ({
  phase,
  currentRound,
}: Pick<StoredMeeting, 'phase' | 'currentRound'>): readonly number[] =>
  phase === 'draft' ? [1, LATER] : [currentRound];

export const preparedPosts = (plan: Plan): readonly StoredPost[] =>
  preparedRounds(plan.meeting).flatMap((round) => postsOf(plan, round));

/** Committee and secretary of one assembly are two ballots; which is first, the method says (rules §1.12). */
export function roundOfPost(
  { kind, draft }: Pick<StoredMeeting, 'kind' | 'draft'>,
  post: StoredPost['post'],
  posts: readonly StoredPost['post'][],
): number {
  const { secretaryMode } = draft.rules;
  if (kind !== 'assembly' || secretaryMode === 'indirect') return 1;
  if (!posts.includes('委员') || posts.length === 1) return 1;
  return (post === '委员') === (secretaryMode === 'direct-after') ? 1 : LATER;
}

export function postsOf(plan: Plan, round: number): readonly StoredPost[] {
  return plan.posts.filter((post) => post.round === round);
}

export function candidatesOf(plan: Plan, { round, post }: Pick<StoredPost, 'round' | 'post'>): readonly StoredMember[] {
  return plan.candidates
    .filter((row) => row.round === round && row.post === post)
    .flatMap((row) => plan.byId.get(row.member) ?? []);
}

/** Beside the post in the title of a ballot that is no first one. */
const KIND_TITLE: Readonly<Record<ContestKind, Text | null>> = {
  committee: null,
  secretary: null,
  revote: { zh: '再次投票', en: 'revote of the tied' },
  'further-election': { zh: '另行选举', en: 'further election' },
  preliminary: { zh: '候选人预选', en: 'pre-election of candidates' },
  formal: { zh: '正式选举', en: 'formal election' },
};

const POST_TITLE = {
  委员: { zh: '委员选举', en: 'Election of committee members' },
  书记: { zh: '书记选举', en: 'Election of the secretary' },
  副书记: { zh: '副书记选举', en: 'Election of the deputy secretary' },
} as const satisfies Record<StoredPost['post'], Text>;

/** 委员选举, 委员再次投票, 委员另行选举: the kind of ballot stands in the title that voters, hall and papers see. */
export function titleOf(post: StoredPost['post'], kind: ContestKind): Text {
  const { zh, en } = POST_TITLE[post];
  const name = KIND_TITLE[kind];
  return name === null ? { zh, en } : { zh: `${post}${name.zh}`, en: `${en}: ${name.en}` };
}

/** The kind of ballot a post stands on: what a result made of it, else a first ballot. */
export function categoryOf(
  { meeting }: Pick<Plan, 'meeting'>,
  { post, category }: Pick<StoredPost, 'post' | 'category'>,
) {
  if (category !== null) return category;
  if (post !== '委员') return 'secretary' as const;
  return meeting.draft.preliminary === true ? ('preliminary' as const) : ('committee' as const);
}

/** Committee members by surname strokes; secretaries in the order the superior approved (条例 2020 art. 24). */
export function orderOf({ meeting }: Pick<Plan, 'meeting'>, post: StoredPost['post']): 'strokes' | 'approved' {
  return ballotOrder(post, meeting.draft.rules);
}

/** The elections of a round. The write-in list holds everybody electable who is no candidate for the post (specification §6.1). */
export function electionsOf(plan: Plan, round: number): readonly ElectionContest[] {
  return postsOf(plan, round).flatMap((post) => {
    const candidates = candidatesOf(plan, post);
    if (candidates.length === 0) return [];
    const chosen = new Set(candidates.map(({ id }) => id));
    const others = plan.members.filter((member) => !chosen.has(member.id) && isElectable(plan, round, member));
    const category = categoryOf(plan, post);
    return [
      {
        kind: 'election' as const,
        category,
        post: post.post,
        title: titleOf(post.post, category),
        seats: post.seats,
        candidates: candidates.map((member) => personOf(plan, member)),
        // 再次投票 is among the tied persons only (rules §1.11).
        writeIns:
          plan.meeting.draft.writeIns && category !== 'revote' ? others.map((member) => personOf(plan, member)) : [],
      },
    ];
  });
}

/** What stands on the ballot of a round. */
export function contestsOf(plan: Plan, round: number): readonly Contest[] {
  const { kind, draft } = plan.meeting;
  if (kind === 'appraisal') return draft.appraisals.flatMap(appraisalContests);
  if (kind === 'recommendation') return draft.recommendations.flatMap(recommendationContests);
  return electionsOf(plan, round);
}

/** P: one card for each expected member and the spares (specification §5). */
export function cardsOf({ roll, meeting }: Plan): number {
  return roll.expected + meeting.draft.spareCards;
}

/** What may still be changed: everything in the draft, later only the ballot of a further round until it is sealed. */
export function isRoundEditable({ phase, currentRound }: Pick<StoredMeeting, 'phase' | 'currentRound'>): boolean {
  return phase === 'draft' || (phase === 'cards' && currentRound > 1);
}
