/** A committee as a whole (rules §4.2): seats, one woman, one person of at most 35. Warnings: an election stands. */
import { ageOn } from '../calendar/day.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { amount } from '../text/amount.ts';
import type { StructureFinding } from './structure-finding.ts';

/** 村 3–5, generally 3; 社区 generally 5–9. */
export const SEATS = {
  village: { least: 3, most: 5 },
  community: { least: 5, most: 9 },
} as const;
export type UnitKind = keyof typeof SEATS;

export const YOUNG_AGE = 35;

export interface CommitteeMember {
  readonly name: string;
  readonly sex: 'female' | 'male' | null;
  /** YYYY-MM-DD or YYYY-MM; '' unknown. */
  readonly birth: string;
}

const finding = (code: StructureFinding['code'], zh: string, en: string): StructureFinding => ({
  code,
  level: 'warning',
  name: null,
  needs: null,
  zh,
  en,
});

/** Planned or agreed seats; `lastTerm` null where it is not known. */
export function seatFindings(kind: UnitKind, seats: number, lastTerm: number | null): readonly StructureFinding[] {
  const { least, most } = SEATS[kind];
  const found: StructureFinding[] = [];
  if (seats < least || seats > most)
    found.push(
      finding(
        'seats-outside',
        `委员会名额 ${seats} 名；${kind === 'village' ? '村' : '社区'}一般为 ${least}–${most} 名。`,
        `${amount(seats, 'seat')}; a ${kind} committee generally has ${least} to ${most}.`,
      ),
    );
  if (seats % 2 === 0)
    found.push(finding('even-seats', `委员会名额 ${seats} 名是双数。`, `${seats} is an even number of seats.`));
  if (lastTerm !== null && seats > lastTerm)
    found.push(
      finding(
        'seats-above-last-term',
        `委员会名额 ${seats} 名，多于上届 ${lastTerm} 名，原则上不超过上届。`,
        `${amount(seats, 'seat is', 'seats are')} more than the ${lastTerm} of the last term, which in principle are not exceeded.`,
      ),
    );
  return found;
}

/** Of candidates or of the elected; a birth or sex that is not known counts as not fulfilling the rule. */
export function committeeFindings(
  members: readonly CommitteeMember[],
  on: string,
  settings: Pick<RuleSettings, 'structureRules'>,
): readonly StructureFinding[] {
  if (settings.structureRules === 'off') return [];
  const found: StructureFinding[] = [];
  if (!members.some(({ sex }) => sex === 'female'))
    found.push(finding('no-woman', '班子中没有女性成员（原则上至少 1 名）。', 'No woman (in principle at least one).'));
  const isYoung = ({ birth }: CommitteeMember): boolean => {
    const age = ageOn(birth, on);
    return age !== null && age <= YOUNG_AGE;
  };
  if (!members.some(isYoung))
    found.push(
      finding(
        'nobody-young',
        `班子中没有 ${YOUNG_AGE} 周岁以下的成员（原则上至少 1 名）。`,
        `Nobody aged ${YOUNG_AGE} or less (in principle at least one).`,
      ),
    );
  return found;
}
