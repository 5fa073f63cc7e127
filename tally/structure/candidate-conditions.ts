/** One candidate against the conditions of rules §4.2. */
import { ageOn } from '../calendar/day.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { educationLevel, SENIOR_SECONDARY } from './education.ts';
import { CANDIDATE_GROUNDS, type CandidateGround, SECRETARY_GROUNDS, type SecretaryGround } from './grounds.ts';
import type { StructureFinding } from './structure-finding.ts';

export type Post = 'secretary' | 'deputy' | 'member';

export const AGE_LIMIT: Readonly<Record<Post, number>> = { secretary: 60, deputy: 55, member: 55 };

export interface CandidateFacts {
  readonly name: string;
  readonly post: Post;
  /** YYYY-MM-DD or YYYY-MM; '' unknown. */
  readonly birth: string;
  /** As the roster writes it; '' unknown. */
  readonly education: string;
  /** Post held now; null: a new person. */
  readonly sitting: Post | null;
  readonly grounds: readonly CandidateGround[];
  /** Grounds that the township examined and cleared. */
  readonly cleared: readonly CandidateGround[];
  /** Asked of a sitting secretary only. */
  readonly secretaryGrounds: readonly SecretaryGround[];
  /** A sanction whose influence period is not over: may stand after study, within the 15 % of the township. */
  readonly underSanction: boolean;
}

/** `on`: the day of the election, for ages are completed years on that day. */
export function candidateFindings(
  facts: CandidateFacts,
  on: string,
  settings: Pick<RuleSettings, 'structureRules'>,
): readonly StructureFinding[] {
  return [
    ...groundFindings(facts),
    ...(settings.structureRules === 'off' ? [] : [...ageFindings(facts, on), ...educationFindings(facts)]),
  ];
}

function groundFindings({ name, post, sitting, grounds, cleared, secretaryGrounds, underSanction }: CandidateFacts) {
  const found: StructureFinding[] = [...new Set(grounds)].map((ground) => {
    const words = CANDIDATE_GROUNDS[ground];
    return cleared.includes(ground)
      ? {
          code: 'ground-cleared',
          level: 'warning',
          name,
          needs: null,
          zh: `${name}：${words.zh}；乡镇党委已审查认可。`,
          en: `${name}: ${words.en}; examined and cleared by the township.`,
        }
      : {
          code: 'ground',
          level: 'block',
          name,
          needs: 'township-clearance',
          zh: `${name}：${words.zh}，不能作为候选人，除非乡镇党委审查认可。`,
          en: `${name}: ${words.en}; cannot be a candidate unless the township clears it.`,
        };
  });
  if (post === 'secretary' && sitting === 'secretary')
    for (const ground of new Set(secretaryGrounds))
      found.push({
        code: 'secretary-ground',
        level: 'warning',
        name,
        needs: 'township-clearance',
        zh: `${name}：${SECRETARY_GROUNDS[ground].zh}，不宜继续担任书记。`,
        en: `${name}: ${SECRETARY_GROUNDS[ground].en}; not fit to stay secretary.`,
      });
  if (underSanction)
    found.push({
      code: 'sanction-influence',
      level: 'warning',
      name,
      needs: 'township-clearance',
      zh: `${name}：处分影响期未满，须经研究后方可推荐，计入15%的比例。`,
      en: `${name}: the influence period of a sanction is not over; may be recommended after study, within the 15 %.`,
    });
  return found;
}

function ageFindings({ name, post, birth, sitting }: CandidateFacts, on: string): readonly StructureFinding[] {
  const age = ageOn(birth, on);
  if (age === null)
    return [
      {
        code: 'birth-unknown',
        level: 'warning',
        name,
        needs: null,
        zh: `${name}：没有出生年月，无法核对年龄。`,
        en: `${name}: no date of birth, so the age cannot be checked.`,
      },
    ];
  if (age <= AGE_LIMIT[post]) return [];
  // A sitting person may stand again if healthy, outstanding, supported, and the county group approved.
  const again = sitting === null ? { zh: '新提名', en: 'a new nominee' } : { zh: '现任', en: 'sitting' };
  return [
    {
      code: 'age-above-limit',
      level: 'warning',
      name,
      needs: 'county-approval',
      zh: `${name}：${again.zh}，${on} 满 ${age} 周岁，超过 ${AGE_LIMIT[post]} 周岁，须乡镇研究并经县级批准。`,
      en: `${name}: ${again.en}, ${age} years old on ${on}, above ${AGE_LIMIT[post]}; needs the township's study and the county's approval.`,
    },
  ];
}

/** Of new candidates: generally senior secondary or above. */
function educationFindings({ name, education, sitting }: CandidateFacts): readonly StructureFinding[] {
  if (sitting !== null) return [];
  const level = educationLevel(education);
  if (level === null)
    return [
      {
        code: 'education-unknown',
        level: 'warning',
        name,
        needs: null,
        zh: `${name}：没有写明学历，无法核对。`,
        en: `${name}: no education is stated, so it cannot be checked.`,
      },
    ];
  if (level >= SENIOR_SECONDARY) return [];
  return [
    {
      code: 'education-below',
      level: 'warning',
      name,
      needs: null,
      zh: `${name}：学历为${education}；新提名人选一般应具有高中以上文化程度。`,
      en: `${name}: ${education}; new candidates generally have senior secondary education or above.`,
    },
  ];
}
