/**
 * Acceptances this kiosk did not get for a ballot it cast but by asking about a card (specification §7.4): whoever cast that ballot may
 * have waited for the answer in vain. They are handed over like its own, and apart from these because the kiosk that did get the answer
 * counts them: what kiosks show the scrutineers adds up to no more than there are (§8.2 d).
 */
import { type Acceptance, keepAcceptance } from '../../tally/roles/voter.ts';
import { ASKED, keptAcceptances, markTestRun, storeAcceptance } from './acceptances.ts';

type Store = Parameters<typeof keptAcceptances>[1];

/** Beside the round's own. */
const asked = (ctx: string): string => ctx + ASKED;

export function storeAsked(
  { ctx, testRun }: { readonly ctx: string; readonly testRun: boolean },
  acceptance: Acceptance,
  store: Store = localStorage,
): void {
  if (keptAcceptances(ctx, store).some(({ T }) => T === acceptance.T)) return;
  if (testRun) markTestRun(asked(ctx), store);
  storeAcceptance(asked(ctx), acceptance, store);
}

/** Everything this kiosk hands over, each once. */
export const heldAcceptances = (ctx: string, store: Store = localStorage): readonly Acceptance[] =>
  keptAcceptances(asked(ctx), store).reduce(keepAcceptance, keptAcceptances(ctx, store));
