/**
 * Acceptances this kiosk received: (T, h, signature), no marks, no time, sorted by h so that they tell no order
 * (specification §7.10). They outlive a crash of the kiosk and are handed over when voting has stopped. They are evidence against
 * the server, so nothing the server says makes a kiosk forget them: an old round goes when newer ones have come.
 */
import type { Acceptance } from '../../tally/roles/voter.ts';
import { keepAcceptance } from '../../tally/roles/voter.ts';

const PREFIX = 'changpiao.acceptances.';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const listed = (name: string, store: Store): readonly string[] =>
  (store.getItem(name) ?? '').split(' ').filter((ctx) => ctx !== '');

/** Rounds in which this kiosk has cast a ballot, the newest last; those of test runs apart. */
const ROUNDS = 'changpiao.kept-rounds';
const KEPT_ROUNDS = 8;

function isAcceptance(value: unknown): value is Acceptance {
  if (typeof value !== 'object' || value === null) return false;
  const { T, h, signature } = value as Record<string, unknown>;
  return typeof T === 'string' && typeof h === 'string' && typeof signature === 'string';
}

/** Kept by ctx, so that rounds do not mix. */
export function keptAcceptances(ctx: string, store: Store = localStorage): readonly Acceptance[] {
  const text = store.getItem(PREFIX + ctx);
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isAcceptance) : [];
  } catch {
    // A power cut in the middle of writing: what cannot be read is lost, and the next ones are kept.
    return [];
  }
}

/** Rounds of test runs that this kiosk has something of: after a wiping nobody asks for it any more. */
const TEST_RUNS = 'changpiao.test-runs';

export function markTestRun(ctx: string, store: Store = localStorage): void {
  const others = listed(TEST_RUNS, store).filter((known) => known !== ctx);
  store.setItem(TEST_RUNS, [...others, ctx].join(' '));
}

/** Everything of test runs, and nothing of a real meeting (specification §3.9). */
export function forgetTestRuns(store: Store = localStorage): void {
  for (const ctx of listed(TEST_RUNS, store)) store.removeItem(PREFIX + ctx);
  store.removeItem(TEST_RUNS);
}

/** What is kept beside a round's own goes with it: asked-acceptances.ts. */
export const ASKED = '.asked';

/** Forgets what is older than the newest rounds; a test run takes the place of no real round. */
function keepNewest(name: string, store: Store): void {
  if (listed(TEST_RUNS, store).includes(name)) return;
  const ctx = name.endsWith(ASKED) ? name.slice(0, -ASKED.length) : name;
  const rounds = [...listed(ROUNDS, store).filter((known) => known !== ctx), ctx];
  for (const old of rounds.slice(0, -KEPT_ROUNDS))
    for (const part of [old, old + ASKED]) store.removeItem(PREFIX + part);
  store.setItem(ROUNDS, rounds.slice(-KEPT_ROUNDS).join(' '));
}

export function storeAcceptance(ctx: string, acceptance: Acceptance, store: Store = localStorage): void {
  const { T, h, signature } = acceptance;
  const all = keepAcceptance(keptAcceptances(ctx, store), { T, h, signature });
  store.setItem(PREFIX + ctx, JSON.stringify(all));
  keepNewest(ctx, store);
}
