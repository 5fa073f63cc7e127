/**
 * 应到会 from the roll (rules §0, §1.3, §3): N members − probationary − without the right = entitled; less those left
 * out with the superior's agreement = expected. Everybody else who stays away is counted. That the assembly votes on who is left
 * out is asked for when a round is opened (specification §8.6).
 */
import type { ExclusionCode, RuleSet } from '../rules/settings.ts';
import type { Text } from '../text/text.ts';
import {
  approvalOf,
  EXCLUSION_NAME,
  type ExclusionRules,
  recognizeExclusion,
  type SuperiorReply,
} from './exclusion.ts';
import { isPublished, type Publicity, type PublicityRules, readPublicity } from './exclusion-publicity.ts';

export interface RollMember {
  readonly name: string;
  readonly category: 'full' | 'probationary';
  /** As the roster says; a probationary member has no vote whatever it says. */
  readonly entitled: boolean;
  /** 留党察看期间, 被留置, 被逮捕. */
  readonly withoutRightReason: string;
  readonly exclusion: {
    readonly category: ExclusionCode;
    readonly reason: string;
    /** e.g. 青委〔2026〕31号，镇党委同意. */
    readonly approval: string;
    /** Number and day of the superior's reply, where it is stated apart. */
    readonly reply?: SuperiorReply | undefined;
    /** Where the approval's note does not state it. */
    readonly publicity?: Publicity | undefined;
  } | null;
}

export interface RollRules extends ExclusionRules, Partial<PublicityRules> {
  readonly ruleSet: RuleSet;
}

export type RollWarningCode =
  | 'no-ground'
  | 'ground-unknown-to-1990'
  | 'exclusion-not-approved'
  | 'exclusion-refused'
  | 'exclusion-not-published'
  | 'exclusion-category-off'
  | 'exclusion-without-vote'
  | 'abroad-not-self-funded';

export interface RollWarning extends Text {
  readonly code: RollWarningCode;
  /** Index in the members given. */
  readonly member: number;
}

export interface Roll {
  /** N 党员总数. */
  readonly members: number;
  /** Np 预备党员. */
  readonly probationary: number;
  /** Nn 无选举权的正式党员. */
  readonly withoutRight: number;
  /** Ne 有选举权的党员. */
  readonly entitled: number;
  /** X 不计算在应到会人数之内. */
  readonly excluded: number;
  readonly excludedBy: Readonly<Record<ExclusionCode, number>>;
  /** Y 应到会有选举权人数. */
  readonly expected: number;
  readonly warnings: readonly RollWarning[];
}

const SUSPENDED = /留置|逮捕/;
const ON_PROBATION = /留党察看/;

/** Which law takes the vote from a full member: 留党察看 always, 留置 and 逮捕 since 2020 (Art. 5). */
export function groundWithoutRight(reason: string): 'on-probation' | 'suspended' | null {
  if (ON_PROBATION.test(reason)) return 'on-probation';
  return SUSPENDED.test(reason) ? 'suspended' : null;
}

/** 有选举权: may vote, be elected and be written in. */
export function isEntitled(member: RollMember, ruleSet: RuleSet): boolean {
  if (member.category === 'probationary') return false;
  if (member.entitled) return true;
  return ruleSet === '1990' && groundWithoutRight(member.withoutRightReason) === 'suspended';
}

/** Left out of 应到会 with everything the procedure asks for. */
export function isExcluded(member: RollMember, rules: RollRules): boolean {
  const exclusion = member.exclusion;
  if (exclusion === null || !isEntitled(member, rules.ruleSet)) return false;
  if (!rules.exclusionCategories.includes(exclusion.category) || isAbroadOnDuty(exclusion, rules)) return false;
  const { superiorAgreed, assemblyRefused } = approvalOf(exclusion, rules.meetingDay);
  return superiorAgreed && !assemblyRefused && isPublic(exclusion, rules);
}

/** Publicity as stated apart or in the note; a method that says nothing of it asks for none. */
const isPublic = (exclusion: NonNullable<RollMember['exclusion']>, rules: RollRules): boolean =>
  isPublished(exclusion.publicity ?? readPublicity(exclusion.approval), {
    exclusionPublicityDays: rules.exclusionPublicityDays ?? 0,
    meetingDay: rules.meetingDay ?? null,
  });

export function isExpected(member: RollMember, rules: RollRules): boolean {
  return isEntitled(member, rules.ruleSet) && !isExcluded(member, rules);
}

/** An E2 whose reason, read strictly, is no E2. A reason that names no journey stands as the organizer classed it. */
function isAbroadOnDuty(exclusion: NonNullable<RollMember['exclusion']>, rules: RollRules): boolean {
  if (exclusion.category !== 'E2' || !rules.abroadRequiresSelfFunded) return false;
  return (
    recognizeExclusion(exclusion.reason, { abroadRequiresSelfFunded: false }) === 'E2' &&
    recognizeExclusion(exclusion.reason, rules) === null
  );
}

function warningOf(member: RollMember, rules: RollRules): (Text & { readonly code: RollWarningCode }) | null {
  const { name, exclusion } = member;
  if (member.category === 'full' && !member.entitled) {
    const ground = groundWithoutRight(member.withoutRightReason);
    if (ground === null)
      return {
        code: 'no-ground',
        zh: `${name}：没有写明无选举权的依据（留党察看期间、被留置或被逮捕），请核实。`,
        en: `${name}: no ground is stated for having no vote (probation within the Party, retention or arrest); please check.`,
      };
    if (ground === 'suspended' && rules.ruleSet === '1990')
      return {
        code: 'ground-unknown-to-1990',
        zh: `${name}：1990年暂行条例没有因留置、逮捕中止选举权的规定，仍计入。`,
        en: `${name}: the 1990 Interim Regulation knows no suspension for retention or arrest; still counted.`,
      };
  }
  if (exclusion === null) return null;
  if (!isEntitled(member, rules.ruleSet))
    return {
      code: 'exclusion-without-vote',
      zh: `${name}：没有选举权，本来就不在应到会人数内，不再作不计算处理。`,
      en: `${name}: has no vote and is not counted anyway; no exclusion applies.`,
    };
  if (!rules.exclusionCategories.includes(exclusion.category))
    return {
      code: 'exclusion-category-off',
      zh: `${name}：选举办法没有采用“${EXCLUSION_NAME[exclusion.category].zh}”这一情形，仍计入应到会。`,
      en: `${name}: the election method does not use the category "${EXCLUSION_NAME[exclusion.category].en}"; still counted.`,
    };
  if (isAbroadOnDuty(exclusion, rules))
    return {
      code: 'abroad-not-self-funded',
      zh: `${name}：出国原因没有写明自费，按选举办法仍计入应到会。`,
      en: `${name}: the stay abroad is not stated to be at own expense; still counted under the election method.`,
    };
  const { superiorAgreed, assemblyRefused } = approvalOf(exclusion, rules.meetingDay);
  if (!superiorAgreed)
    return {
      code: 'exclusion-not-approved',
      zh: `${name}：不计算在应到会人数内须报上级党组织同意，备注中没有；仍计入应到会。`,
      en: `${name}: leaving out needs the superior organization's agreement, which is not noted; still counted.`,
    };
  if (assemblyRefused)
    return {
      code: 'exclusion-refused',
      zh: `${name}：备注中写明党员大会没有通过不计算在应到会人数内；仍计入应到会。`,
      en: `${name}: the note says that the members' assembly refused to leave them out; still counted.`,
    };
  if (!isPublic(exclusion, rules))
    return {
      code: 'exclusion-not-published',
      zh: `${name}：选举办法规定不计算的名单公示三天，没有写明在会前公示满三天；仍计入应到会。`,
      en: `${name}: the election method asks for three days of publicity, not noted as over before the meeting; still counted.`,
    };
  return null;
}

export function countRoll(members: readonly RollMember[], rules: RollRules): Roll {
  const excludedBy: Record<ExclusionCode, number> = { E1: 0, E2: 0, E3: 0, E4: 0, E5: 0, E6: 0 };
  const warnings: RollWarning[] = [];
  let entitled = 0;
  for (const [index, member] of members.entries()) {
    if (isEntitled(member, rules.ruleSet)) entitled += 1;
    if (member.exclusion !== null && isExcluded(member, rules)) excludedBy[member.exclusion.category] += 1;
    const warning = warningOf(member, rules);
    if (warning !== null) warnings.push({ ...warning, member: index });
  }
  const probationary = members.filter(({ category }) => category === 'probationary').length;
  const excluded = Object.values(excludedBy).reduce((total, n) => total + n, 0);
  const expected = entitled - excluded;
  return {
    members: members.length,
    probationary,
    withoutRight: members.length - probationary - entitled,
    entitled,
    excluded,
    excludedBy,
    expected,
    warnings,
  };
}
