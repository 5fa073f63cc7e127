/**
 * Acceptances this kiosk received: (T, h, signature), no marks, no time, sorted by h so that they tell no order
 * (specification §7.10). They outlive a crash of the kiosk and are handed over when voting has stopped. They are evidence against
 * the server, so nothing the server says makes a kiosk forget them.
 */
import type { Acceptance } from '../../tally/roles/voter.ts';
import { keepAcceptance } from '../../tally/roles/voter.ts';
import type { OpenedRound } from './voter-steps.ts';

const PREFIX = 'changpiao.acceptances.';
/** Of cards this kiosk only asked about, apart from the ballots it cast. */
const ASKED = '.asked';
/** Ballots this kiosk has asked the server to cast, until it has the acceptance. */
const SENT = 'changpiao.sent.';

/** A ballot as it is known without the server's answer. */
type Sent = Pick<Acceptance, 'T' | 'h'>;
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const listed = (name: string, store: Store): readonly string[] =>
  (store.getItem(name) ?? '').split(' ').filter((item) => item !== '');

function isSent(value: unknown): value is Sent {
  if (typeof value !== 'object' || value === null) return false;
  const { T, h } = value as Record<string, unknown>;
  return typeof T === 'string' && typeof h === 'string';
}

const isAcceptance = (value: unknown): value is Acceptance =>
  isSent(value) && typeof (value as Partial<Acceptance>).signature === 'string';

function kept<K extends Sent>(name: string, is: (value: unknown) => value is K, store: Store): readonly K[] {
  const text = store.getItem(name);
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(is) : [];
  } catch {
    // A power cut in the middle of writing: what cannot be read is lost, and the next ones are kept.
    return [];
  }
}

function keep(name: string, { T, h, signature }: Acceptance, store: Store): void {
  store.setItem(name, JSON.stringify(keepAcceptance(kept(name, isAcceptance, store), { T, h, signature })));
}

const isSame = (one: Sent) => (other: Sent) => one.T === other.T && one.h === other.h;

/** Of the ballots cast at this kiosk. Kept by ctx, so that rounds do not mix. */
export const keptAcceptances = (ctx: string, store: Store = localStorage): readonly Acceptance[] =>
  kept(PREFIX + ctx, isAcceptance, store);

/** Everything this kiosk hands over, each once. */
export const heldAcceptances = (ctx: string, store: Store = localStorage): readonly Acceptance[] =>
  kept(PREFIX + ctx + ASKED, isAcceptance, store).reduce(keepAcceptance, keptAcceptances(ctx, store));

/**
 * Ballots that this kiosk has asked the server to cast and of which it has no acceptance: the box may hold them or not. An acceptance of
 * another ballot of the same card confirms nothing: the server can sign one at will, to have the lack forgotten.
 */
export function unconfirmedCasts(ctx: string, store: Store = localStorage): number {
  const confirmed = keptAcceptances(ctx, store);
  return kept(SENT + ctx, isSent, store).filter((sent) => !confirmed.some(isSame(sent))).length;
}

function forget(ctx: string, store: Store): void {
  for (const name of [PREFIX + ctx, PREFIX + ctx + ASKED, SENT + ctx]) store.removeItem(name);
}

/** Rounds of test runs that this kiosk has something of: after a wiping nobody asks for it any more. */
const TEST_RUNS = 'changpiao.test-runs';

/** Everything of test runs, and nothing of a real meeting (specification §3.9). */
export function forgetTestRuns(store: Store = localStorage): void {
  for (const ctx of listed(TEST_RUNS, store)) forget(ctx, store);
  store.removeItem(TEST_RUNS);
}

/** Rounds that this kiosk keeps something of, each behind its meeting, the newest last; those of test runs apart. */
const ROUNDS = 'changpiao.kept-rounds';
const KEPT_ELSEWHERE = 8;

/** Forgets what is older than the newest rounds of other meetings; a round of the meeting that is served goes for no other. */
function noteRound({ ctx, meeting, testRun }: OpenedRound, store: Store): void {
  const name = testRun ? TEST_RUNS : ROUNDS;
  const item = testRun ? ctx : `${meeting}.${ctx}`;
  const rounds = [...listed(name, store).filter((known) => known !== item), item];
  const elsewhere = testRun ? [] : rounds.filter((known) => !known.startsWith(`${meeting}.`));
  const old = elsewhere.slice(0, -KEPT_ELSEWHERE);
  for (const known of old) forget(known.slice(known.indexOf('.') + 1), store);
  store.setItem(name, rounds.filter((known) => !old.includes(known)).join(' '));
}

/** Before the server is asked to cast: whatever it then answers, this kiosk knows the ballot for one of its own. */
export function storeSent(round: OpenedRound, { T, h }: Sent, store: Store = localStorage): void {
  noteRound(round, store);
  const sent = kept(SENT + round.ctx, isSent, store);
  if (sent.some(isSame({ T, h }))) return;
  const sorted = [...sent, { T, h }].sort((a, b) => (a.h < b.h ? -1 : 1));
  store.setItem(SENT + round.ctx, JSON.stringify(sorted));
}

/**
 * Counted here if this kiosk sent the ballot, by whatever question it got the acceptance: nobody else has made that h. One of
 * another ballot, got by asking about a card that was cast before (specification §7.4), is handed over and not counted: what
 * kiosks show adds up to no more than there are (§8.2 d).
 */
export function storeAcceptance(round: OpenedRound, acceptance: Acceptance, store: Store = localStorage): void {
  const { ctx } = round;
  if (keptAcceptances(ctx, store).some(isSame(acceptance))) return;
  noteRound(round, store);
  const sent = kept(SENT + ctx, isSent, store);
  if (!sent.some(isSame(acceptance))) {
    keep(PREFIX + ctx + ASKED, acceptance, store);
    return;
  }
  keep(PREFIX + ctx, acceptance, store);
  store.setItem(SENT + ctx, JSON.stringify(sent.filter((other) => !isSame(acceptance)(other))));
}
