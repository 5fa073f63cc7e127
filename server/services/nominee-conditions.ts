/**
 * Persons who are to stand, and a committee as a whole, against the conditions of rules §4.2: warnings or blocks exactly as marked
 * there. A ground blocks until the township clears it; a department that does not pass a person in the joint vetting blocks too.
 */
import type { RuleSettings } from '../../tally/rules/settings.ts';
import { candidateFindings } from '../../tally/structure/candidate-conditions.ts';
import {
  type CommitteeMember,
  committeeFindings,
  seatFindings,
  type UnitKind,
} from '../../tally/structure/committee-structure.ts';
import type { Nominee } from '../contract/nominee.ts';
import type { Problem } from '../contract/shared.ts';
import { unitKindOf } from '../contract/unlisted-village.ts';
import type { Vetting } from '../contract/villages.ts';
import type { StoredNominee, StoredVetting, StoredVillage } from '../store/villages.ts';
import {
  type AgreedPosts,
  askedDepartments,
  differenceProblems,
  termProblemsOn,
  unvettedProblems,
  vettingOf,
} from './agreed-candidates.ts';
import { candidatesOf, labelOf, orderOf, type Plan, preparedPosts } from './plan.ts';
import { asProblem } from './structure-problem.ts';

type StructureRules = Pick<RuleSettings, 'structureRules'>;
/** On the township's list by one measure for all villages, also where a meeting has switched the warning off (rules §9). */
export const WARN: StructureRules = { structureRules: 'warn' };

/** `on`: the day of the election, on which ages are counted. */
export function nomineeProblems(
  nominee: Nominee,
  vetting: readonly Vetting[],
  on: string,
  rules: StructureRules = WARN,
): readonly Problem[] {
  const { name, post, birth, education, sitting, grounds, cleared, secretaryGrounds, sanction, countyApproval } =
    nominee;
  const found = candidateFindings(
    {
      name,
      post,
      birth,
      education,
      sitting,
      grounds: grounds.map(({ ground }) => ground),
      cleared: cleared.map(({ ground }) => ground),
      secretaryGrounds: secretaryGrounds.map(({ ground }) => ground),
      underSanction: sanction !== '',
    },
    on,
    rules,
  ).map((finding): Problem => {
    const problem = asProblem(finding);
    if (finding.needs !== 'county-approval' || countyApproval === '') return problem;
    return {
      ...problem,
      severity: 'notice',
      zh: `${problem.zh}已批准：${countyApproval}。`,
      en: `${problem.en} Approved: ${countyApproval}.`,
    };
  });
  return [...found, ...vetting.filter(({ verdict }) => verdict === 'fail').map((one) => failedVetting(name, one))];
}

function failedVetting(name: string, { department, date, note }: Vetting): Problem {
  return {
    severity: 'stop',
    code: 'vetting-failed',
    clause: 'rules §4.1',
    zh: `${name}：资格联审不通过（${department}，${date}${note === '' ? '' : `，${note}`}）。`,
    en: `${name}: not passed in the joint vetting (${department}, ${date}${note === '' ? '' : `, ${note}`}).`,
  };
}

export interface CommitteePlan {
  readonly kind: UnitKind;
  /** Null: not decided yet. */
  readonly seats: number | null;
  readonly seatsLastTerm: number | null;
  readonly members: readonly CommitteeMember[];
}

export function committeeProblems(
  { kind, seats, seatsLastTerm, members }: CommitteePlan,
  on: string,
  rules: StructureRules = WARN,
): readonly Problem[] {
  const found = [
    ...(seats === null || rules.structureRules === 'off' ? [] : seatFindings(kind, seats, seatsLastTerm)),
    ...(members.length === 0 ? [] : committeeFindings(members, on, rules)),
  ];
  return found.map(asProblem);
}

/** What the office and the township have entered about the candidates of a meeting. */
export interface Conditions {
  readonly nominees: readonly StoredNominee[];
  readonly vettings: readonly StoredVetting[];
  readonly village: StoredVillage | undefined;
  /** Departments that vet, as they are named on this installation. */
  readonly departments: readonly string[];
  /** What the superior has agreed to for this meeting; null: nothing yet. */
  readonly agreed: AgreedPosts | null;
}

const SEX: Readonly<Record<string, Nominee['sex']>> = { 女: 'female', 男: 'male' };
export const sexOf = (written: string): Nominee['sex'] => SEX[written.trim()] ?? '';

const POST: Readonly<Record<string, Nominee['post']>> = { 书记: 'secretary', 副书记: 'deputy', 委员: 'member' };

const BIRTH = /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/;

/** A candidate as the roll has her, with what was entered beside it. */
export function nomineeOfCandidate(
  plan: Plan,
  member: Plan['members'][number],
  post: string,
  entered: Nominee | undefined,
): Nominee {
  return {
    name: labelOf(plan, member),
    post: POST[post] ?? 'member',
    sex: sexOf(member.gender),
    ethnicity: member.ethnicity,
    // A day that somebody has entered is more exact than the month of the roll.
    birth:
      entered?.birth.startsWith(member.birth) && entered.birth !== ''
        ? entered.birth
        : BIRTH.test(member.birth)
          ? member.birth
          : '',
    education: member.education,
    joined: member.joined,
    sitting: entered?.sitting ?? null,
    grounds: entered?.grounds ?? [],
    secretaryGrounds: entered?.secretaryGrounds ?? [],
    sanction: entered?.sanction ?? '',
    cleared: entered?.cleared ?? [],
    countyApproval: entered?.countyApproval ?? '',
    villageHead: entered?.villageHead ?? false,
  };
}

export interface CandidateConditions {
  readonly member: string;
  readonly post: string;
  readonly nominee: Nominee;
  readonly problems: readonly Problem[];
}

export function conditionsOfCandidates(plan: Plan): readonly CandidateConditions[] {
  const { date, rules } = plan.meeting.draft;
  return preparedPosts(plan).flatMap((post) =>
    candidatesOf(plan, post).map((member): CandidateConditions => {
      const entered = plan.conditions.nominees.find(({ name }) => name === labelOf(plan, member));
      const nominee = nomineeOfCandidate(plan, member, post.post, entered);
      const vetting = plan.conditions.vettings.filter((one) => one.nominee === entered?.id);
      // Without a date of the meeting no age can be said; grounds bar at any time.
      const problems = nomineeProblems(
        nominee,
        vetting,
        date ?? '1970-01-01',
        date === null ? { structureRules: 'off' } : rules,
      );
      return { member: member.id, post: post.post, nominee, problems };
    }),
  );
}

/** As the roll has her; what it does not say counts as not fulfilling the rule. */
export function committeeMemberOf({ name, gender, birth }: Plan['members'][number]): CommitteeMember {
  const sex = sexOf(gender);
  return { name, sex: sex === '' ? null : sex, birth: BIRTH.test(birth) ? birth : '' };
}

export function committeeOfCandidates(plan: Plan): readonly Problem[] {
  const { date, rules, organization } = plan.meeting.draft;
  const post = preparedPosts(plan).find((one) => one.post === '委员');
  if (post === undefined || date === null) return [];
  const { village } = plan.conditions;
  const members = candidatesOf(plan, post).map(committeeMemberOf);
  const kind = village?.kind ?? unitKindOf(organization);
  return committeeProblems(
    { kind, seats: post.seats, seatsLastTerm: village?.seatsLastTerm ?? null, members },
    date,
    rules,
  );
}

/** For the list of what is wrong or missing before the meeting is sealed. */
export function conditionProblems(plan: Plan): Problem[] {
  return [
    ...conditionsOfCandidates(plan).flatMap(({ problems }) => problems),
    ...committeeOfCandidates(plan),
    ...agreementProblems(plan),
  ];
}

/** Later rounds follow from the results of the first; what was agreed to before concerns the draft. */
function agreementProblems(plan: Plan): readonly Problem[] {
  const { meeting, conditions } = plan;
  if (meeting.phase !== 'draft') return [];
  const { nominees, vettings, village, departments, agreed } = conditions;
  const standing = preparedPosts(plan).map(({ post, seats, round }) => ({
    post,
    seats,
    names: candidatesOf(plan, { post, round }).map((member) => labelOf(plan, member)),
    order: orderOf(plan, post),
  }));
  const names = [...new Set(standing.flatMap((one) => one.names))];
  const persons = names.map((name) => ({ name, vetting: vettingOf(name, nominees, vettings) }));
  const asked = askedDepartments(
    departments,
    persons.flatMap(({ vetting }) => vetting),
  );
  return [
    // A plenary belongs to the election of its assembly.
    ...(meeting.kind === 'assembly' ? termProblemsOn(meeting.draft.date, village) : []),
    ...unvettedProblems(persons, asked),
    ...differenceProblems(standing, agreed),
  ];
}
