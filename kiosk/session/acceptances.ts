/**
 * Acceptances this kiosk received: (T, h, signature), no marks, no time, sorted by h so that they tell no order
 * (specification §7.10). They outlive a crash of the kiosk and are handed over when voting has stopped. They are evidence against
 * the server, so nothing the server says makes a kiosk forget them: an old round goes when newer ones have come.
 */
import type { Acceptance } from '../../tally/roles/voter.ts';
import { keepAcceptance } from '../../tally/roles/voter.ts';

const PREFIX = 'changpiao.acceptances.';
/** Of cards this kiosk only asked about, apart from the ballots it cast. */
const ASKED = '.asked';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const listed = (name: string, store: Store): readonly string[] =>
  (store.getItem(name) ?? '').split(' ').filter((ctx) => ctx !== '');

/** Rounds that this kiosk keeps something of, the newest last; those of test runs apart. */
const ROUNDS = 'changpiao.kept-rounds';
const KEPT_ROUNDS = 8;

function isAcceptance(value: unknown): value is Acceptance {
  if (typeof value !== 'object' || value === null) return false;
  const { T, h, signature } = value as Record<string, unknown>;
  return typeof T === 'string' && typeof h === 'string' && typeof signature === 'string';
}

function kept(name: string, store: Store): readonly Acceptance[] {
  const text = store.getItem(name);
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isAcceptance) : [];
  } catch {
    // A power cut in the middle of writing: what cannot be read is lost, and the next ones are kept.
    return [];
  }
}

function keep(name: string, { T, h, signature }: Acceptance, store: Store): void {
  store.setItem(name, JSON.stringify(keepAcceptance(kept(name, store), { T, h, signature })));
}

/** Of the ballots cast at this kiosk. Kept by ctx, so that rounds do not mix. */
export const keptAcceptances = (ctx: string, store: Store = localStorage): readonly Acceptance[] =>
  kept(PREFIX + ctx, store);

/** Everything this kiosk hands over, each once. */
export const heldAcceptances = (ctx: string, store: Store = localStorage): readonly Acceptance[] =>
  kept(PREFIX + ctx + ASKED, store).reduce(keepAcceptance, keptAcceptances(ctx, store));

function forget(ctx: string, store: Store): void {
  for (const name of [PREFIX + ctx, PREFIX + ctx + ASKED]) store.removeItem(name);
}

/** Rounds of test runs that this kiosk has something of: after a wiping nobody asks for it any more. */
const TEST_RUNS = 'changpiao.test-runs';

export function markTestRun(ctx: string, store: Store = localStorage): void {
  const others = listed(TEST_RUNS, store).filter((known) => known !== ctx);
  store.setItem(TEST_RUNS, [...others, ctx].join(' '));
}

/** Everything of test runs, and nothing of a real meeting (specification §3.9). */
export function forgetTestRuns(store: Store = localStorage): void {
  for (const ctx of listed(TEST_RUNS, store)) forget(ctx, store);
  store.removeItem(TEST_RUNS);
}

/** Forgets what is older than the newest rounds; a test run takes the place of no real round. */
function keepNewest(ctx: string, store: Store): void {
  if (listed(TEST_RUNS, store).includes(ctx)) return;
  const rounds = [...listed(ROUNDS, store).filter((known) => known !== ctx), ctx];
  for (const old of rounds.slice(0, -KEPT_ROUNDS)) forget(old, store);
  store.setItem(ROUNDS, rounds.slice(-KEPT_ROUNDS).join(' '));
}

export function storeAcceptance(ctx: string, acceptance: Acceptance, store: Store = localStorage): void {
  keep(PREFIX + ctx, acceptance, store);
  keepNewest(ctx, store);
}

/**
 * Got by asking about a card that was cast before (specification §7.4): whoever cast that ballot may have waited for the answer in vain.
 * It is handed over like the own ones, but not counted as one: what kiosks show adds up to no more than there are (§8.2 d).
 */
export function storeAsked(ctx: string, acceptance: Acceptance, store: Store = localStorage): void {
  if (keptAcceptances(ctx, store).some(({ T }) => T === acceptance.T)) return;
  keep(PREFIX + ctx + ASKED, acceptance, store);
  keepNewest(ctx, store);
}
