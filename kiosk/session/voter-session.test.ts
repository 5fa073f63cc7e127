import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ballotCode, ballotHash, formatBallotCode } from '../../crypto/ballot.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodePoint } from '../../crypto/group.ts';
import { err, ok } from '../../crypto/result.ts';
import { newSigningKey, type SigningKey, signObject } from '../../crypto/sign.ts';
import { cardQrText, cardText, tokenFromSeed } from '../../crypto/token.ts';
import { type RefusalCode, refusal } from '../../server/contract/refusals.ts';
import { verdictOf } from '../../tally/challenge/opening.ts';
import { type ElectionMarks, markCandidate } from '../../tally/marks/election-marks.ts';
import { entryHash } from '../../tally/record/entry.ts';
import type { RoundEntry } from '../../tally/record/round-entries.ts';
import { exampleContest, exampleVotingRound } from '../../tally/roles/example-voting-round.ts';
import { type AnswerType, answerObject, verifyAnswer, votingRound } from '../../tally/roles/voter.ts';
import { heldAcceptances, keptAcceptances, storeAcceptance, storeSent, unconfirmedCasts } from './acceptances.ts';
import { IDLE_MS, PROMPT_MS } from './idle.ts';
import { forgetPairedMeeting, isPairedMeeting } from './paired-meeting.ts';
import { randomBytes } from './random.ts';
import type { VoterDevice } from './voter-device.ts';
import {
  CAST_PATIENCE_MS,
  createVoterSession,
  DONE_MS,
  OPENED_MS,
  type OpenRound,
  PASSER_BY_MS,
  RETRY_MS,
  TYPING_MS,
  type VoterScreen,
  type VoterServer,
} from './voter-session.ts';
import { createVoterSteps } from './voter-steps.ts';

const person = (name: string) => ({ name, remark: '' });
const contest = exampleContest(['甲', '乙', '丙'].map(person), 2, [person('丁')]);
const signedRound = () =>
  exampleVotingRound({
    contests: [contest],
    cards: 10,
    roll: { members: 10, probationary: 0, withoutRight: 0, excluded: 0, expected: 10 },
    random: randomBytes,
  });

let fixed: ReturnType<typeof signedRound>;
beforeAll(() => {
  fixed = signedRound();
});
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

type State = 'free' | 'cast' | 'challenged' | 'void' | 'unknown';

/** A server that answers as specification §7 says, and can be told to fail or to lie. */
function hall() {
  const { receipts } = fixed;
  const states = new Map<string, State>();
  const pending = new Map<string, Uint8Array>();
  const requests: { readonly kind: 'token' | 'pending' | 'cast' | 'challenge' | 'status'; readonly message: string }[] =
    [];
  const trouble: {
    code: RefusalCode | null;
    signer: SigningKey;
    slowMs: number;
    says: AnswerType;
    /** Where a ballot that is cast with this very request is called cast before. */
    lie: 'cast' | 'pending' | null;
    /** Whether a ballot submitted anew takes the place of the one before. */
    overwrites: boolean;
  } = {
    lie: null,
    overwrites: true,
    says: 'challenged',
    code: null,
    signer: receipts,
    slowMs: 0,
  };
  const ctx = entryHash(fixed.round);
  const answer = (type: AnswerType, T: string, h: Uint8Array) =>
    encodeBase64url(signObject(answerObject(type, ctx, T, h), trouble.signer.secretKey));
  const hear = (kind: (typeof requests)[number]['kind'], message: unknown) => {
    requests.push({ kind, message: JSON.stringify(message) });
    return trouble.code === null ? null : err(refusal(trouble.code));
  };
  const server: VoterServer = {
    askToken: async (T) =>
      hear('token', T) ?? ok({ state: states.get(T) ?? 'unknown', round: states.has(T) ? 1 : null }),
    submitPending: async (message) => {
      const refused = hear('pending', message);
      if (refused !== null) return refused;
      const { T } = message.ballot;
      const h = ballotHash(message.ballot);
      if (trouble.overwrites) pending.set(T, h);
      if (trouble.lie === 'pending') return err(refusal('card-cast'));
      return ok({ signature: answer('pending', T, h) });
    },
    castBallot: async (message) => {
      const refused = hear('cast', message);
      if (trouble.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, trouble.slowMs));
      if (refused !== null) return refused;
      const h = pending.get(message.T);
      if (h === undefined || encodeBase64url(h) !== message.h) return err(refusal('not-pending'));
      states.set(message.T, 'cast');
      if (trouble.lie === 'cast') return err(refusal('card-cast'));
      if (trouble.lie === 'pending') return err(refusal('not-pending'));
      return ok({ signature: answer('accepted', message.T, h) });
    },
    challengeBallot: async (message) => {
      const refused = hear('challenge', message);
      if (refused !== null) return refused;
      const h = pending.get(message.T);
      if (h === undefined || encodeBase64url(h) !== message.h) return err(refusal('not-pending'));
      states.set(message.T, 'challenged');
      return ok({ signature: answer(trouble.says, message.T, h) });
    },
    askStatus: async (message) => {
      const refused = hear('status', message);
      if (refused !== null) return refused;
      const h = pending.get(message.T);
      if (h === undefined) return err(refusal('nothing-accepted'));
      return ok({ h: encodeBase64url(h), signature: answer('accepted', message.T, h) });
    },
  };
  const card = (state: State, round = 1) => {
    const seed = randomBytes(16);
    const T = encodeBase64url(encodePoint(tokenFromSeed(fixed.meetingHash, round, seed).T));
    if (state !== 'unknown') states.set(T, state);
    return { qr: cardQrText(seed), typed: cardText(seed), T };
  };
  return {
    server,
    requests,
    trouble,
    card,
    states,
    /** An older submission of this card comes in after all. */
    delayed: (T: string) => void pending.set(T, randomBytes(32)),
    count: (kind: string) => requests.filter((r) => r.kind === kind).length,
  };
}

/** Holds one step, of the worker or of the server, before its answer is given, until it is let go or fails. */
function gate() {
  const at: { step: string | null; go: () => void; fail: () => void } = { step: null, go: () => {}, fail: () => {} };
  const pass = async (step: string): Promise<void> => {
    if (at.step !== step) return;
    at.step = null;
    await new Promise<void>((resolve, reject) => {
      at.go = resolve;
      at.fail = () => reject(new Error(step));
    });
  };
  return { at, pass };
}

/** The worker's steps in this thread; `ended` counts the workers that were ended with their secrets. */
function deviceMaker(pass: (step: string) => Promise<void>) {
  const counts = { started: 0, ended: 0 };
  const asked: string[] = [];
  /** Set to let the next worker fail to start. */
  const defect = { isBroken: false };
  const startDevice = (): VoterDevice => {
    counts.started += 1;
    const { isBroken } = defect;
    const steps = createVoterSteps(randomBytes) as unknown as Record<string, (input: unknown) => unknown>;
    // Tables are made by the first ballot; making them step by step is the page's comfort.
    steps.prepare = () => true;
    return {
      ask: (async (step: string, input: unknown) => {
        if (isBroken) throw new Error('worker');
        if (step !== 'openRound' && step !== 'prepare') asked.push(step);
        const answer = steps[step]?.(input);
        await pass(step);
        return answer;
      }) as VoterDevice['ask'],
      end: () => {
        counts.ended += 1;
      },
    };
  };
  return { counts, defect, asked, startDevice };
}

/** What the browser of one kiosk keeps. */
function storage() {
  const values = new Map<string, string>();
  return {
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => void values.set(name, value),
    removeItem: (name: string) => void values.delete(name),
  };
}

function kiosk(
  round: RoundEntry = fixed.round,
  rounds: readonly number[] = [1, 2],
  held: string | null = null,
  place = hall(),
) {
  const { at, pass } = gate();
  at.step = held;
  const { counts, defect, asked, startDevice } = deviceMaker(pass);
  const passing = (step: keyof VoterServer) => async (message: never) => {
    const answer = await (place.server[step] as (message: never) => Promise<unknown>)(message);
    await pass(step);
    return answer;
  };
  const server = Object.fromEntries(
    (Object.keys(place.server) as (keyof VoterServer)[]).map((step) => [step, passing(step)]),
  ) as unknown as VoterServer;
  const store = storage();
  const ctx = encodeBase64url(entryHash(round));
  const chimes: string[] = [];
  const setting = { resets: 0, paused: false, over: false, storageIsFull: false };
  const session = createVoterSession({
    server,
    startDevice,
    chime: (name) => chimes.push(name),
    isPairedMeeting: (meeting) => isPairedMeeting(meeting, store),
    onSent: (at, ballot) => storeSent(at, ballot, store),
    onAccepted: (at, acceptance) => {
      if (setting.storageIsFull) throw new Error('storage');
      storeAcceptance(at, acceptance, store);
    },
    codeOf: (h) => formatBallotCode(ballotCode(decodeBase64url(h, 32))),
    resetSettings: () => {
      setting.resets += 1;
    },
    isPaused: () => setting.paused,
    isOver: () => setting.over,
  });
  const open: OpenRound = { meeting: fixed.meeting, round, rounds };
  session.useRound(open);
  const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
  const scan = async (text: string) => {
    await settle();
    void session.scan(text);
    await settle();
  };
  const mark = (candidate: number, kind: 'approve' | 'disapprove' | 'abstain') => {
    const next = markCandidate(contest, session.marks()[0] as ElectionMarks, candidate, kind);
    if (next.ok) session.setContestMarks(0, next.value);
  };
  const review = async () => {
    session.openReview();
    await settle();
  };
  const toReview = async (text: string) => {
    await scan(text);
    session.begin();
    mark(0, 'approve');
    await review();
  };
  return {
    ...place,
    at,
    open,
    asked,
    session,
    store,
    /** Counted as cast here; handed over besides; asked to be cast and never confirmed. */
    accepted: () => keptAcceptances(ctx, store),
    askedFor: () => heldAcceptances(ctx, store).filter(({ h }) => keptAcceptances(ctx, store).every((o) => o.h !== h)),
    unconfirmed: () => unconfirmedCasts(ctx, store),
    chimes,
    counts,
    defect,
    setting,
    settle,
    scan,
    mark,
    review,
    toReview,
  };
}

describe('one voter at the kiosk (specification §7, UX 5.3)', () => {
  it('goes from card to receipt, each request once, and forgets everything', async () => {
    const k = kiosk();
    const card = k.card('free');
    await k.toReview(card.qr);
    const bound = k.session.pending();
    expect(k.session.screen().id).toBe('V3');
    expect(bound?.state).toBe('bound');
    const endedBefore = k.counts.ended;
    k.session.cast();
    await k.settle();
    const done = k.session.screen();
    expect(done.id === 'V4' && bound?.state === 'bound' && done.receipt.code === bound.receipt.code).toBe(true);
    expect([k.count('token'), k.count('pending'), k.count('cast')]).toEqual([1, 1, 1]);
    expect(k.accepted().map(({ T }) => T)).toEqual([card.T]);
    expect(k.session.marks()).toEqual([]);
    expect(k.session.pending()).toBeNull();
    expect(k.counts.ended).toBe(endedBefore + 1);
    await k.settle(DONE_MS);
    expect(k.session.screen().id).toBe('V0');
    expect(k.setting.resets).toBeGreaterThan(0);
  });

  it('sends one request for a second tap on 投出选票 (UX 6.14)', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    k.session.cast();
    k.session.cast();
    await k.settle();
    k.session.cast();
    await k.settle(5000);
    expect(k.count('cast')).toBe(1);
  });

  it('shows no code when the pending signature is not the server’s (§7 step 3)', async () => {
    const k = kiosk();
    const card = k.card('free');
    await k.scan(card.qr);
    k.session.begin();
    k.trouble.signer = newSigningKey(randomBytes);
    await k.review();
    expect(k.session.screen()).toEqual({ id: 'fault', fault: 'pending-signature' });
    expect(k.session.pending()).toBeNull();
  });

  it('never shows V4 for a forged acceptance (UX 6.15)', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    k.trouble.signer = newSigningKey(randomBytes);
    k.session.cast();
    await k.settle();
    expect(k.session.screen()).toEqual({ id: 'fault', fault: 'accepted-signature' });
    expect(k.accepted()).toEqual([]);
  });

  it.each(['cast', 'challenge'] as const)(
    'submits the ballot once more where an earlier one, delayed on its way, took its place before the %s',
    async (end) => {
      const k = kiosk();
      const card = k.card('free');
      await k.toReview(card.qr);
      const bound = k.session.pending();
      k.delayed(card.T);
      if (end === 'challenge') k.session.askChallenge();
      k.session[end]();
      await k.settle();
      const done = k.session.screen();
      expect(done.id).toBe(end === 'cast' ? 'V4' : 'opened');
      expect([k.count('pending'), k.count(end)]).toEqual([2, 2]);
      const [first, again] = k.requests.filter(({ kind }) => kind === 'pending');
      expect(again).toEqual(first);
      expect(done.id === 'V4' && bound?.state === 'bound' ? done.receipt.h : null).toBe(
        end === 'cast' && bound?.state === 'bound' ? bound.receipt.h : null,
      );
    },
  );

  it('submits it once only: a server that always says it holds another ballot is a fault', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    k.trouble.code = 'not-pending';
    k.session.cast();
    await k.settle();
    expect(k.session.screen()).toEqual({ id: 'fault', fault: 'ballot-refused' });
    expect([k.count('pending'), k.count('cast')]).toEqual([2, 1]);
  });

  it('casts nothing before the ballot is bound', async () => {
    const k = kiosk();
    await k.scan(k.card('free').qr);
    k.session.begin();
    k.trouble.code = 'cannot-reach-server';
    await k.review();
    k.session.cast();
    await k.settle();
    expect(k.count('cast')).toBe(0);
  });

  it('repeats the same bytes while the network is gone, and then succeeds (UX 6.18)', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    k.trouble.code = 'cannot-reach-server';
    k.session.cast();
    await k.settle(3 * RETRY_MS);
    expect(k.session.isHeldUp()).toBe(true);
    k.trouble.code = null;
    await k.settle(RETRY_MS);
    expect(k.session.screen().id).toBe('V4');
    const casts = k.requests.filter(({ kind }) => kind === 'cast').map(({ message }) => message);
    expect(casts.length).toBeGreaterThan(2);
    expect(new Set(casts).size).toBe(1);
  });

  it('lets the voter keep the card after a minute without an answer, and wipes the session', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    k.trouble.code = 'cannot-reach-server';
    k.session.cast();
    await k.settle(CAST_PATIENCE_MS + RETRY_MS);
    expect(k.session.screen().id).toBe('kept');
    expect(k.session.marks()).toEqual([]);
    const sent = k.count('cast');
    await k.settle(60_000);
    expect(k.count('cast')).toBe(sent);
  });

  it('lets the voter keep the card after a minute of the clock, though each question takes long', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    k.trouble.code = 'cannot-reach-server';
    k.trouble.slowMs = 8000;
    k.session.cast();
    await k.settle(CAST_PATIENCE_MS + k.trouble.slowMs + RETRY_MS);
    expect(k.session.screen().id).toBe('kept');
  });

  it('never says "not cast" of a ballot that may have been cast', async () => {
    const full = kiosk();
    await full.toReview(full.card('free').qr);
    full.setting.storageIsFull = true;
    full.session.cast();
    await full.settle();
    expect(full.states.size).toBe(1);
    expect(full.session.screen().id).toBe('kept');

    const cut = kiosk();
    await cut.toReview(cut.card('free').qr);
    cut.trouble.code = 'cannot-reach-server';
    cut.session.cast();
    await cut.settle();
    cut.trouble.code = 'not-signed-in';
    await cut.settle(RETRY_MS);
    expect(cut.session.screen()).toEqual({ id: 'kept', what: 'cast' });

    const refused = kiosk();
    await refused.toReview(refused.card('free').qr);
    refused.trouble.code = 'signature-invalid';
    refused.session.cast();
    await refused.settle();
    expect(refused.session.screen()).toEqual({ id: 'fault', fault: 'ballot-refused' });
  });

  it('lets nobody change a ballot that is being cast', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    k.trouble.slowMs = 3000;
    k.session.cast();
    k.session.goToPage(0, true);
    expect(k.session.screen().id).toBe('V3');
    await k.settle(3000);
    expect(k.session.screen().id).toBe('V4');
  });

  it('leaves what the last voter was told when the next worker does not start', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    k.defect.isBroken = true;
    k.session.cast();
    await k.settle();
    expect(k.session.screen().id).toBe('V4');
    k.session.end();
    await k.settle();
    expect(k.session.screen()).toEqual({ id: 'fault', fault: 'machine' });
    k.defect.isBroken = false;
    k.session.end();
    await k.scan(k.card('free').qr);
    expect(k.session.screen().id).toBe('V1');
  });

  it('does not hold a card for a server that is gone: the next person would vote with it', async () => {
    const k = kiosk();
    k.trouble.code = 'cannot-reach-server';
    await k.scan(k.card('free').qr);
    expect(k.session.isHeldUp()).toBe(true);
    const ended = k.counts.ended;
    await k.settle(CAST_PATIENCE_MS + RETRY_MS);
    expect(k.counts.ended).toBe(ended + 1);
    k.trouble.code = null;
    await k.settle(10 * RETRY_MS);
    expect(k.session.screen().id).toBe('V0');
    expect(k.session.isHeldUp()).toBe(false);
  });

  it('clears a half-typed card two minutes after the last touch, and a read one never', async () => {
    const k = kiosk();
    await k.settle();
    k.session.show({ id: 'typed', problem: null });
    await k.settle(TYPING_MS - 1000);
    k.session.touch();
    await k.settle(TYPING_MS - 1000);
    expect(k.session.screen().id).toBe('typed');
    await k.settle(1000);
    expect(k.session.screen().id).toBe('V0');
    k.session.show({ id: 'typed', problem: null });
    await k.settle();
    void k.session.typed(k.card('free').typed);
    await k.settle(TYPING_MS);
    expect(k.session.screen().id).toBe('V1');
  });

  it('keeps the marks through a cut of 30 s on the review page (UX 6.19)', async () => {
    const k = kiosk();
    await k.scan(k.card('free').qr);
    k.session.begin();
    k.mark(1, 'disapprove');
    k.trouble.code = 'cannot-reach-server';
    await k.review();
    await k.settle(30_000);
    expect(k.session.isHeldUp()).toBe(true);
    expect((k.session.marks()[0] as ElectionMarks).rows[1]?.mark).toBe('disapprove');
    k.trouble.code = null;
    await k.settle(RETRY_MS);
    expect(k.session.pending()?.state).toBe('bound');
  });

  it('waits while voting is paused, and ends when it is closed', async () => {
    const k = kiosk();
    await k.scan(k.card('free').qr);
    k.session.begin();
    k.trouble.code = 'voting-closed';
    k.setting.paused = true;
    await k.review();
    expect(k.session.isHeldUp()).toBe(true);
    k.setting.paused = false;
    await k.settle(RETRY_MS);
    expect(k.session.screen()).toEqual({ id: 'V0e', problem: 'voting-closed', receipt: null });
  });

  it('makes a new ballot after a change, and drops the answer to the old one', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    const first = k.session.pending();
    k.session.goToPage(0, true);
    expect(k.session.pending()).toBeNull();
    k.mark(1, 'approve');
    await k.review();
    const second = k.session.pending();
    expect(first?.state === 'bound' && second?.state === 'bound' && first.receipt.h !== second.receipt.h).toBe(true);
    k.session.cast();
    await k.settle();
    const done = k.session.screen();
    expect(done.id === 'V4' && second?.state === 'bound' && done.receipt.h === second.receipt.h).toBe(true);
  });

  it('names each card that starts no session (UX 6.20)', async () => {
    const problemOf = async (present: (k: ReturnType<typeof kiosk>) => string) => {
      const k = kiosk();
      await k.scan(present(k));
      const at = k.session.screen();
      // Refused by sound too, once, for who does not read; a card that is taken has a sound of its own.
      expect(k.chimes).toEqual([at.id === 'V0e' ? 'refused' : 'card']);
      return at.id === 'V0e' ? at.problem : at.id;
    };
    expect(await problemOf((k) => k.card('cast').qr)).toBe('cast');
    expect(await problemOf((k) => k.card('challenged').qr)).toBe('challenged');
    expect(await problemOf((k) => k.card('void').qr)).toBe('void');
    expect(await problemOf((k) => k.card('unknown').qr)).toBe('unknown');
    expect(await problemOf((k) => k.card('free', 2).qr)).toBe('other-round');
    expect(await problemOf(() => 'HTTPSEXAMPLE')).toBe('unreadable');
    expect(await problemOf((k) => k.card('free').qr)).toBe('V1');
  });

  it('begins nothing once voting is over: a card is told what became of it', async () => {
    const k = kiosk();
    const cast = k.card('free');
    await k.toReview(cast.qr);
    k.session.cast();
    await k.settle();
    const { screen } = k.session;
    const receipt = (screen() as Extract<VoterScreen, { id: 'V4' }>).receipt;
    k.session.end();
    k.setting.over = true;
    await k.scan(k.card('free').qr);
    expect(screen()).toEqual({ id: 'V0e', problem: 'voting-closed', receipt: null });
    k.session.end();
    await k.scan(k.card('void').qr);
    expect(screen()).toMatchObject({ id: 'V0e', problem: 'void' });
    k.session.end();
    await k.scan(cast.qr);
    expect(screen()).toEqual({ id: 'V0e', problem: 'cast', receipt });
  });

  it('names a slip of the finger before the server is asked', async () => {
    const k = kiosk();
    const { typed } = k.card('free');
    k.session.show({ id: 'typed', problem: null });
    await k.settle();
    const wrong = `${typed.slice(0, 5)}${typed[5] === '7' ? '8' : '7'}${typed.slice(6)}`;
    void k.session.typed(wrong);
    await k.settle();
    expect(k.session.screen()).toEqual({ id: 'typed', problem: 'check-symbol' });
    expect(k.chimes).toEqual(['refused']);
    expect(k.count('token')).toBe(0);
    void k.session.typed(typed);
    await k.settle();
    expect(k.session.screen().id).toBe('V1');
  });

  it('shows a cast card its stored acceptance again, verified', async () => {
    const k = kiosk();
    const card = k.card('free');
    await k.toReview(card.qr);
    k.session.cast();
    await k.settle();
    const first = k.session.screen();
    k.session.end();
    await k.scan(card.qr);
    expect(k.session.screen().id).toBe('V0e');
    k.session.showReceiptAgain();
    const again = k.session.screen();
    expect(again.id === 'V4' && first.id === 'V4' && again.receipt.h === first.receipt.h && again.again).toBe(true);
    k.session.end();
    k.trouble.signer = newSigningKey(randomBytes);
    await k.scan(card.qr);
    expect(k.session.screen()).toEqual({ id: 'fault', fault: 'accepted-signature' });
  });

  it('does nothing with a card scanned during a session (UX 6.22)', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    const before = k.session.pending();
    await k.scan(k.card('free').qr);
    expect(k.session.screen().id).toBe('V3');
    expect(k.session.pending()).toBe(before);
    expect(k.count('token')).toBe(1);
  });

  it('asks after five minutes, goes on ten times, clears 45 s after the last question (UX 6.16)', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    for (let times = 0; times < 10; times += 1) {
      await k.settle(IDLE_MS - 1);
      expect(k.session.secondsLeft()).toBeNull();
      await k.settle(1);
      expect(k.session.secondsLeft()).toBe(45);
      await k.settle(40_000);
      k.session.stay();
      expect(k.session.secondsLeft()).toBeNull();
    }
    await k.settle(IDLE_MS + PROMPT_MS - 1000);
    expect(k.session.screen().id).toBe('V3');
    await k.settle(1000);
    expect(k.session.screen().id).toBe('V0');
    expect(k.session.marks()).toEqual([]);
    expect(k.count('cast')).toBe(0);
  });

  it('calls a voter back to an uncast ballot every ten seconds', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    await k.settle(IDLE_MS);
    const before = k.chimes.filter((name) => name === 'attention').length;
    await k.settle(40_000);
    expect(k.chimes.filter((name) => name === 'attention').length - before).toBe(4);
  });

  it('makes no ballot for a round that a scrutineer has not signed', async () => {
    const k = kiosk(fixed.roundWithout('scrutineer-2'));
    await k.settle();
    expect(k.session.screen()).toEqual({ id: 'fault', fault: 'round-refused' });
    expect(k.session.ctx()).toBeNull();
    expect(k.session.isMeetingReplaced()).toBe(false);
  });

  it('is bound by no round that another has followed before it was examined', async () => {
    const k = kiosk(fixed.round, [1, 2], 'openRound');
    await k.settle();
    const { meeting, round } = signedRound();
    k.session.useRound({ meeting, round, rounds: [1] });
    await k.settle();
    k.at.go();
    await k.settle();
    expect([k.session.screen().id, k.session.ctx()]).toEqual(['V0', encodeBase64url(entryHash(round))]);
    expect([k.session.isMeetingReplaced(), isPairedMeeting(encodeBase64url(entryHash(meeting)), k.store)]).toEqual([
      false,
      true,
    ]);
  });

  it('makes no ballot for another meeting under the same id, signed by scrutineers of its own, until it is paired anew', async () => {
    const k = kiosk();
    const card = k.card('free');
    await k.toReview(card.qr);
    k.session.cast();
    await k.settle(DONE_MS);
    const asked = k.requests.length;
    const ctx = k.session.ctx();
    const { meeting, meetingHash, round } = signedRound();
    expect(meeting.id).toBe(fixed.meeting.id);
    const madeUp: OpenRound = { meeting, round, rounds: [1] };
    k.session.useRound(madeUp);
    await k.settle();
    expect(k.session.screen()).toEqual({ id: 'fault', fault: 'round-refused' });
    expect([k.session.ctx(), k.session.isMeetingReplaced()]).toEqual([null, true]);
    const seed = randomBytes(16);
    k.states.set(encodeBase64url(encodePoint(tokenFromSeed(meetingHash, 1, seed).T)), 'free');
    for (const text of [cardQrText(seed), card.qr]) await k.scan(text);
    k.session.end();
    for (const text of [cardQrText(seed), card.qr]) await k.scan(text);
    expect(k.requests.length).toBe(asked);
    expect(k.session.isMeetingReplaced()).toBe(true);
    // A restart of the page changes nothing: what it is paired for stands in its storage.
    expect(isPairedMeeting(encodeBase64url(meetingHash), k.store)).toBe(false);
    expect(k.accepted()).toHaveLength(1);

    k.session.useRound(k.open);
    await k.settle();
    expect([k.session.screen().id, k.session.ctx(), k.session.isMeetingReplaced()]).toEqual(['V0', ctx, false]);

    forgetPairedMeeting(k.store);
    k.session.useRound(madeUp);
    await k.scan(cardQrText(seed));
    expect(k.session.screen().id).toBe('V1');
    k.session.useRound(k.open);
    await k.settle();
    expect(k.session.isMeetingReplaced()).toBe(true);
    expect(k.accepted()).toHaveLength(1);
  });
});

describe('a challenge at the kiosk (specification §7.5, UX V6)', () => {
  const openedOf = (k: ReturnType<typeof kiosk>) => {
    const at = k.session.screen();
    if (at.id !== 'opened') throw new Error(`the screen is ${at.id}`);
    return at.opened;
  };

  it('opens the ballot that was bound, shows it after the server closed the card, and forgets the card', async () => {
    const k = kiosk();
    const card = k.card('free');
    await k.toReview(card.qr);
    const bound = k.session.pending();
    k.session.askChallenge();
    expect(k.session.screen().id).toBe('V6');
    expect(k.count('challenge')).toBe(0);
    const endedBefore = k.counts.ended;
    k.session.challenge();
    await k.settle();
    const opened = openedOf(k);
    expect(bound?.state === 'bound' && opened.receipt.code === bound.receipt.code).toBe(true);
    expect([k.states.get(card.T), k.count('cast'), k.accepted()]).toEqual(['challenged', 0, []]);
    expect(opened.places).toEqual([[0]]);
    expect(k.counts.ended).toBe(endedBefore + 1);
    expect([k.session.marks(), k.session.pending()]).toEqual([[], null]);

    const voting = votingRound(fixed.round, fixed.meeting.keys.receipts);
    const h = decodeBase64url(opened.receipt.h, 32);
    expect(verifyAnswer(voting, 'challenged', { listed: card.T }, h, opened.receipt.signature)).toBe(true);
    expect(verdictOf(voting, card.T, h, { marks: [[1, 0, 0, 0, 0, 0, 0]], seed: opened.seed })).toBe('matches');
    await k.settle(OPENED_MS);
    expect(k.session.screen().id).toBe('V0');
  });

  it('goes back to the review page unharmed, where the ballot can still be cast', async () => {
    const k = kiosk();
    const card = k.card('free');
    await k.toReview(card.qr);
    const bound = k.session.pending();
    k.session.askChallenge();
    k.session.leaveChallenge();
    expect([k.session.screen().id, k.session.pending()]).toEqual(['V3', bound]);
    expect([k.count('pending'), k.count('challenge')]).toEqual([1, 0]);
    k.session.cast();
    await k.settle();
    expect([k.session.screen().id, k.states.get(card.T)]).toEqual(['V4', 'cast']);
  });

  it('is offered on the review page of a bound ballot only', async () => {
    const k = kiosk();
    await k.scan(k.card('free').qr);
    k.session.begin();
    k.session.askChallenge();
    expect(k.session.screen().id).toBe('V2');
    k.trouble.code = 'cannot-reach-server';
    await k.review();
    k.session.askChallenge();
    k.session.challenge();
    await k.settle();
    expect([k.session.screen().id, k.count('challenge')]).toEqual(['V3', 0]);
  });

  it('sends one request for two touches, and the same bytes while the network is gone', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    k.session.askChallenge();
    k.trouble.code = 'cannot-reach-server';
    k.session.challenge();
    k.session.challenge();
    await k.settle();
    expect(k.count('challenge')).toBe(1);
    k.session.leaveChallenge();
    expect(k.session.screen().id).toBe('V6');
    k.trouble.code = null;
    await k.settle(RETRY_MS);
    openedOf(k);
    const sent = k.requests.filter(({ kind }) => kind === 'challenge').map(({ message }) => message);
    expect([sent.length, new Set(sent).size]).toEqual([2, 1]);
  });

  it('shows no opening while the server has not signed that the card is closed: it could still be cast', async () => {
    for (const says of ['pending', 'accepted'] as const) {
      const k = kiosk();
      await k.toReview(k.card('free').qr);
      k.session.askChallenge();
      k.trouble.says = says;
      k.session.challenge();
      await k.settle();
      expect(k.session.screen()).toEqual({ id: 'fault', fault: 'challenged-signature' });
    }
  });

  it('tells a challenged card to be exchanged', async () => {
    const k = kiosk();
    const card = k.card('free');
    await k.toReview(card.qr);
    k.session.askChallenge();
    k.session.challenge();
    await k.settle();
    k.session.end();
    await k.scan(card.qr);
    expect(k.session.screen()).toEqual({ id: 'V0e', problem: 'challenged', receipt: null });
  });
});

describe('the settings of V0 (UX 6.13)', () => {
  it('are those of nobody a minute after somebody without a card has touched them', async () => {
    const k = kiosk();
    const before = k.setting.resets;
    k.session.touch();
    await k.settle(PASSER_BY_MS - 1);
    expect(k.setting.resets).toBe(before);
    await k.settle(1);
    expect(k.setting.resets).toBe(before + 1);
  });

  it('stay for the voter who set them and then held up a card', async () => {
    const k = kiosk();
    const before = k.setting.resets;
    k.session.touch();
    await k.scan(k.card('free').qr);
    k.session.touch();
    await k.settle(PASSER_BY_MS);
    expect(k.session.screen().id).toBe('V1');
    expect(k.setting.resets).toBe(before);
  });
});

describe('a session that is over (UX 5.3)', () => {
  type Kiosk = ReturnType<typeof kiosk>;
  const scanned = async (k: Kiosk) => k.scan(k.card('free').qr);
  const castBefore = async (k: Kiosk) => {
    const card = k.card('free');
    await k.toReview(card.qr);
    k.session.cast();
    await k.settle(DONE_MS);
    return card;
  };
  const scannedAgain = async (k: Kiosk, step: string) => {
    const card = await castBefore(k);
    k.at.step = step;
    await k.scan(card.qr);
  };
  const reviewed = async (k: Kiosk, step: string) => {
    await scanned(k);
    k.session.begin();
    k.at.step = step;
    await k.review();
  };
  const cast = async (k: Kiosk, step: string) => {
    await k.toReview(k.card('free').qr);
    k.at.step = step;
    k.session.cast();
    await k.settle();
  };
  const challenged = async (k: Kiosk, step: string) => {
    await k.toReview(k.card('free').qr);
    k.session.askChallenge();
    k.at.step = step;
    k.session.challenge();
    await k.settle();
  };
  const cases: readonly (readonly [step: string, during: string, reach: (k: Kiosk, step: string) => Promise<void>])[] =
    [
      ['readCard', 'the reading of a card', scanned],
      ['askToken', 'the question about a card', scanned],
      ['askStatus', 'the question about a cast card', scannedAgain],
      ['verifyAnswer', 'the check of an old acceptance', scannedAgain],
      ['makeBallot', 'the making of a ballot', reviewed],
      ['submitPending', 'the submission of a ballot', reviewed],
      ['verifyAnswer', 'the check of a pending ballot', reviewed],
      ['castMessage', 'the making of a cast', cast],
      ['castBallot', 'the cast', cast],
      ['verifyAnswer', 'the check of an acceptance', cast],
      ['challengeMessage', 'the making of a challenge', challenged],
      ['challengeBallot', 'the challenge', challenged],
      ['verifyAnswer', 'the check of a challenge', challenged],
    ];

  it.each(cases)('changes nothing by an answer to %s, which comes after %s was ended', async (step, _, reach) => {
    const k = kiosk();
    if (reach === scanned) k.at.step = step;
    await reach(k, step);
    expect(k.at.step).toBeNull();
    const seen = () => [
      k.session.screen(),
      k.session.marks(),
      k.session.pending(),
      k.session.isBusy(),
      k.session.isHeldUp(),
      k.chimes.length,
      k.setting.resets,
      k.accepted().length,
      k.requests.length,
      k.asked.length,
      k.counts.started,
    ];
    k.session.end();
    await k.settle();
    const before = seen();
    expect(before[0]).toEqual({ id: 'V0' });
    k.at.go();
    await k.settle();
    expect(seen()).toEqual(before);
  });

  it('reads no card for a round that opens after the session was ended', async () => {
    const k = kiosk(fixed.round, [1, 2], 'openRound');
    await scanned(k);
    k.session.end();
    k.at.go();
    await k.settle();
    expect([k.session.screen().id, k.count('token'), k.session.isBusy(), k.asked]).toEqual(['V0', 0, false, []]);
  });

  it('submits no ballot once more after the session was ended', async () => {
    const k = kiosk();
    const card = k.card('free');
    await k.toReview(card.qr);
    k.delayed(card.T);
    k.at.step = 'castBallot';
    k.session.cast();
    await k.settle();
    k.session.end();
    k.at.go();
    await k.settle(5000);
    expect([k.count('pending'), k.count('cast')]).toEqual([1, 1]);
  });

  it('asks nothing more while the network is gone', async () => {
    const k = kiosk();
    k.trouble.code = 'cannot-reach-server';
    await scanned(k);
    expect(k.session.isHeldUp()).toBe(true);
    const asked = k.count('token');
    k.session.end();
    await k.settle(10 * RETRY_MS);
    expect(k.count('token')).toBe(asked);
  });

  it('goes on with the same round that the server tells again, and ends with its round', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    k.session.useRound({ ...k.open });
    expect(k.session.screen().id).toBe('V3');
    k.session.useRound(null);
    await k.settle();
    expect(k.session.screen()).toEqual({ id: 'V0' });
    expect(k.session.pending()).toBeNull();
    expect(k.session.ctx()).toBeNull();
  });
});

describe('what a kiosk cannot do', () => {
  it('makes no ballot without a card, and shows no receipt that nobody has', async () => {
    const k = kiosk();
    await k.review();
    k.session.showReceiptAgain();
    expect([k.session.screen(), k.session.pending(), k.count('pending')]).toEqual([{ id: 'V0' }, null, 0]);
    await k.scan(k.card('void').qr);
    k.session.showReceiptAgain();
    expect(k.session.screen()).toEqual({ id: 'V0e', problem: 'void', receipt: null });
  });

  it.each([
    ['card-void', 'void'],
    ['voting-closed', 'voting-closed'],
    ['malformed', 'unreadable'],
  ] as const)('a card that the server refuses with %s starts no session: %s', async (code, problem) => {
    const k = kiosk();
    k.trouble.code = code;
    await k.scan(k.card('free').qr);
    expect(k.session.screen()).toEqual({ id: 'V0e', problem, receipt: null });
  });

  it('keeps the acceptance of a ballot that another machine cast and got no answer for (§7.10)', async () => {
    const k = kiosk();
    const card = k.card('free');
    await k.toReview(card.qr);
    k.trouble.code = 'cannot-reach-server';
    k.session.cast();
    await k.settle(CAST_PATIENCE_MS + RETRY_MS);
    expect(k.session.screen().id).toBe('kept');
    expect([k.accepted(), k.askedFor(), k.unconfirmed()]).toEqual([[], [], 1]);
    k.trouble.code = null;
    k.states.set(card.T, 'cast');
    k.session.end();

    const other = kiosk(fixed.round, [1, 2], null, k);
    await other.scan(card.qr);
    const at = other.session.screen();
    expect(at).toMatchObject({ id: 'V0e', problem: 'cast', receipt: { T: card.T } });
    const receipt = at.id === 'V0e' ? at.receipt : null;
    const acceptance = { T: card.T, h: receipt?.h, signature: receipt?.signature };
    expect([other.accepted(), other.askedFor(), other.unconfirmed()]).toEqual([[], [acceptance], 0]);
    // The machine that sent it counts it, once it is shown the card.
    expect(k.unconfirmed()).toBe(1);
    await k.scan(card.qr);
    expect(k.session.screen()).toMatchObject({ id: 'V0e', problem: 'cast', receipt });
    expect(k.accepted()).toMatchObject([{ T: card.T, h: receipt?.h }]);
    expect([k.askedFor(), k.unconfirmed()]).toEqual([[], 0]);
  });

  it('counts as its own, and shows as just cast, a ballot that the server has taken and says was cast before', async () => {
    // In the second case the ballot is submitted once more, and that question is answered with the lie.
    for (const where of ['cast', 'pending'] as const) {
      const k = kiosk();
      const card = k.card('free');
      await k.toReview(card.qr);
      const bound = k.session.pending();
      k.trouble.lie = where;
      k.session.cast();
      await k.settle();
      const done = k.session.screen();
      expect(done, where).toMatchObject({ id: 'V4', again: false, receipt: { T: card.T } });
      const receipt = done.id === 'V4' ? done.receipt : null;
      expect(receipt?.h).toBe(bound?.state === 'bound' ? bound.receipt.h : '');
      expect(k.accepted()).toEqual([{ T: card.T, h: receipt?.h, signature: receipt?.signature }]);
      expect([k.askedFor(), k.unconfirmed()]).toEqual([[], 0]);
    }
  });

  it('counts no ballot as its own that somebody else cast with the same card', async () => {
    const k = kiosk();
    const card = k.card('free');
    await k.toReview(card.qr);
    k.delayed(card.T);
    k.states.set(card.T, 'cast');
    k.trouble.lie = 'pending';
    k.trouble.overwrites = false;
    k.session.cast();
    await k.settle();
    expect(k.session.screen()).toMatchObject({ id: 'V0e', problem: 'cast', receipt: { T: card.T } });
    expect(k.accepted()).toEqual([]);
    expect(k.askedFor()).toHaveLength(1);
    // What it has sent itself is as open as before: the server can sign such an answer at will.
    expect(k.unconfirmed()).toBe(1);
  });

  it('tells how many casts it has no acceptance of, whatever refused them', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    k.trouble.code = 'voting-closed';
    k.session.cast();
    expect(k.unconfirmed()).toBe(0);
    await k.settle();
    expect(k.session.screen()).toMatchObject({ id: 'V0e', problem: 'voting-closed' });
    expect([k.accepted(), k.unconfirmed()]).toEqual([[], 1]);
  });

  it('keeps none that the server did not sign, and says "cast" where there is no room for one', async () => {
    const forged = kiosk();
    const card = forged.card('free');
    await forged.toReview(card.qr);
    forged.session.cast();
    await forged.settle(DONE_MS);
    forged.trouble.signer = newSigningKey(randomBytes);
    await forged.scan(card.qr);
    expect(forged.session.screen()).toEqual({ id: 'fault', fault: 'accepted-signature' });
    expect(forged.askedFor()).toEqual([]);

    const full = kiosk();
    const other = full.card('free');
    await full.toReview(other.qr);
    full.session.cast();
    await full.settle(DONE_MS);
    full.setting.storageIsFull = true;
    await full.scan(other.qr);
    expect(full.session.screen()).toEqual({ id: 'V0e', problem: 'cast', receipt: null });
  });

  it('a cast card of which the server has no acceptance is cast all the same, without a receipt', async () => {
    const k = kiosk();
    await k.scan(k.card('cast').qr);
    expect(k.session.screen()).toEqual({ id: 'V0e', problem: 'cast', receipt: null });
  });

  it.each([
    ['statusMessage', 'the worker fails before the question'],
    ['askStatus', 'the answer is malformed'],
    ['verifyAnswer', 'the worker fails at the answer'],
  ])('a cast card is never called "not cast" at %s, where %s', async (step) => {
    const scanned = kiosk();
    const card = scanned.card('free');
    await scanned.toReview(card.qr);
    scanned.session.cast();
    await scanned.settle(DONE_MS);
    scanned.at.step = step;
    await scanned.scan(card.qr);
    scanned.at.fail();
    await scanned.settle();
    expect(scanned.session.screen()).toEqual({ id: 'V0e', problem: 'cast', receipt: null });
    scanned.session.end();
    await scanned.scan(card.qr);
    expect(scanned.session.screen()).toMatchObject({ id: 'V0e', problem: 'cast', receipt: { T: card.T } });

    const reviewed = kiosk();
    await reviewed.scan(reviewed.card('free').qr);
    reviewed.session.begin();
    reviewed.trouble.code = 'card-cast';
    reviewed.at.step = step === 'verifyAnswer' ? 'askStatus' : step;
    await reviewed.review();
    reviewed.at.fail();
    await reviewed.settle();
    expect(reviewed.session.screen()).toEqual({ id: 'V0e', problem: 'cast', receipt: null });
  });

  it('a question about a cast card that fails after the session was ended tells nobody anything', async () => {
    const k = kiosk();
    const card = k.card('free');
    await k.toReview(card.qr);
    k.session.cast();
    await k.settle(DONE_MS);
    k.at.step = 'askStatus';
    await k.scan(card.qr);
    k.session.end();
    k.at.fail();
    await k.settle();
    expect(k.session.screen()).toEqual({ id: 'V0' });
  });

  it('a cast card stays one where the worker has broken down meanwhile', async () => {
    const k = kiosk(fixed.round, [1, 2], 'prepare');
    await k.settle();
    const breaking = k.at.fail;
    k.at.step = 'askToken';
    await k.scan(k.card('cast').qr);
    const answering = k.at.go;
    breaking();
    await k.settle();
    answering();
    await k.settle();
    expect(k.session.screen()).toEqual({ id: 'V0e', problem: 'cast', receipt: null });
  });

  it('no hash of another length is an answer', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    const steps = createVoterSteps(randomBytes);
    const signature = encodeBase64url(new Uint8Array(64));
    expect(steps.verifyAnswer({ type: 'accepted', h: 'AAAA', signature })).toBe(false);
    expect(steps.verifyAnswer({ type: 'accepted', h: '***', signature })).toBe(false);
  });

  it('the worker makes nothing before it has round, card and ballot, in this order', () => {
    const steps = createVoterSteps(randomBytes);
    expect(() => steps.readCard({ text: '' })).toThrow('no meeting');
    expect(() => steps.castMessage()).toThrow('no round');
    expect(steps.openRound({ meeting: fixed.meeting, round: fixed.round, rounds: [1] })).toEqual({
      ok: true,
      value: {
        ctx: encodeBase64url(entryHash(fixed.round)),
        meeting: encodeBase64url(fixed.meetingHash),
        testRun: false,
      },
    });
    expect(() => steps.statusMessage()).toThrow('no card');
    expect(steps.readCard({ text: cardText(randomBytes(16)) }).ok).toBe(true);
    expect(() => steps.castMessage()).toThrow('no ballot');
    expect(() => steps.challengeMessage()).toThrow('no ballot');
  });

  it('a challenge without an answer for a minute leaves the card with its holder', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    k.session.askChallenge();
    k.trouble.code = 'cannot-reach-server';
    k.session.challenge();
    await k.settle(CAST_PATIENCE_MS + RETRY_MS);
    expect(k.session.screen()).toEqual({ id: 'kept', what: 'challenge' });
  });

  it('a challenge whose worker or server fails leaves the card with its holder', async () => {
    for (const step of ['challengeMessage', 'challengeBallot']) {
      const k = kiosk();
      await k.toReview(k.card('free').qr);
      k.session.askChallenge();
      k.at.step = step;
      k.session.challenge();
      await k.settle();
      k.at.fail();
      await k.settle();
      expect(k.session.screen()).toEqual({ id: 'kept', what: 'challenge' });
    }
  });

  it('a challenge that the server refuses opens nothing', async () => {
    const k = kiosk();
    await k.toReview(k.card('free').qr);
    k.session.askChallenge();
    k.trouble.code = 'card-void';
    k.session.challenge();
    await k.settle();
    expect(k.session.screen()).toEqual({ id: 'V0e', problem: 'void', receipt: null });
  });
});
