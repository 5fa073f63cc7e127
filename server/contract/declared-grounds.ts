/** What a village declares about a person beside what the township knows: it adds and never takes away (rules §4.2). */
import type { Declaration, Nominee } from './nominee.ts';

type Declared = Omit<Declaration, 'name'>;

/** Of two statements of one ground the township's stands. */
function joined<G extends { readonly ground: string }>(entered: readonly G[], declared: readonly G[]): readonly G[] {
  return [...entered, ...declared.filter(({ ground }) => !entered.some((one) => one.ground === ground))];
}

export function withDeclaration<T extends Declared>(entered: T, declared: Declared | undefined): T {
  if (declared === undefined) return entered;
  return {
    ...entered,
    sitting: declared.sitting ?? entered.sitting,
    grounds: joined(entered.grounds, declared.grounds),
    secretaryGrounds: joined(entered.secretaryGrounds, declared.secretaryGrounds),
    sanction: entered.sanction === '' ? declared.sanction : entered.sanction,
  };
}

export const NOTHING_DECLARED: Declared = { sitting: null, grounds: [], secretaryGrounds: [], sanction: '' };

/** Without what a person is declared with: grounds, sanction and present post. */
export const undeclared = (nominee: Nominee): Nominee => ({ ...nominee, ...NOTHING_DECLARED });
