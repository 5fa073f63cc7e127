/** A round as the record has it, signed by everybody, with cards and a server that answers as specification §7 says. */
import { randomBytes } from 'node:crypto';
import { ballotHash } from '../../crypto/ballot.ts';
import type { BallotObject } from '../../crypto/ballot-object.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodePoint } from '../../crypto/group.ts';
import { signObject } from '../../crypto/sign.ts';
import { cardQrText, cardText, tokenFromSeed } from '../../crypto/token.ts';
import type { KioskState } from '../../server/contract/kiosk.ts';
import { type Contest, type ElectionContest, personsOn } from '../../tally/record/contest.ts';
import { entryHash } from '../../tally/record/entry.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { label, type Person } from '../../tally/record/person.ts';
import { exampleContest, exampleVotingRound } from '../../tally/roles/example-voting-round.ts';
import { type AnswerType, answerObject } from '../../tally/roles/voter.ts';

const random = (length: number) => new Uint8Array(randomBytes(length));

export type SignedRound = ReturnType<typeof signedBallot>;

/** `further`: contests on the ballot after the committee's. */
export function signedRound(
  candidates: readonly Person[],
  seats: number,
  writeIns: readonly Person[],
  further: readonly ElectionContest[] = [],
  testRun = false,
) {
  const contest = exampleContest(candidates, seats, writeIns);
  return { contest, ...signedBallot([contest, ...further], 'assembly', testRun) };
}

/** The same for any ballot, of a meeting that may hold it. */
export function signedBallot(contests: readonly Contest[], kind: MeetingEntry['kind'], testRun = false) {
  const roll = { members: 84, probationary: 3, withoutRight: 1, excluded: 5, expected: 75 };
  const { meeting, meetingHash, round, receipts } = exampleVotingRound({
    kind,
    contests,
    cards: 80,
    roll,
    testRun,
    random,
  });
  const ctx = entryHash(round);
  const persons = [...new Map(contests.flatMap(personsOn).map((person) => [label(person), person])).values()];
  const surnameOf = ({ name }: Person) => (name.startsWith('欧阳') ? '欧阳' : (name[0] ?? ''));
  const surnames = [...new Set(persons.map(surnameOf))].map((surname) => ({
    surname,
    strokes: null,
    people: persons.filter((person) => surnameOf(person) === surname).map(label),
  }));
  const state: KioskState = {
    name: '1号机',
    calibrated: true,
    meeting: {
      id: meeting.id,
      kind,
      group: '',
      title: meeting.title,
      organization: meeting.organization,
      superior: meeting.superior,
      date: meeting.date,
      phase: 'voting',
      derivedFrom: null,
      testRun,
    },
    voting: 'open',
    meetingEntry: meeting,
    roundEntry: round,
    meetingHash: encodeBase64url(meetingHash),
    rounds: [1],
    people: persons.map((person) => ({
      label: label(person),
      name: person.name,
      remark: person.remark,
      surname: surnameOf(person),
      pinyin: 'xìng míng',
      initials: 'xm',
    })),
    surnames,
    cast: 0,
    opening: false,
    acceptances: 0,
    checkAddress: 'http://192.168.1.10:8080/check',
    slips: 'none',
    headphones: false,
    voices: [],
    slipPrinter: 'browser',
    health: { scanner: 'keyboard', camera: false, battery: null, box: null, needs: [] },
  };

  const listed = new Set<string>();
  const pending = new Map<string, Uint8Array>();
  const cast = new Set<string>();
  const challenged = new Set<string>();
  const sign = (type: AnswerType, T: string, h: Uint8Array) =>
    encodeBase64url(signObject(answerObject(type, ctx, T, h), receipts.secretKey));
  return {
    state,
    ctx: encodeBase64url(ctx),
    /** A new card of the list. */
    card: () => {
      const seed = random(16);
      listed.add(encodeBase64url(encodePoint(tokenFromSeed(meetingHash, 1, seed).T)));
      return { qr: cardQrText(seed, testRun), typed: cardText(seed, testRun) };
    },
    answers: {
      token: ({ T }: { readonly T: string }) => ({
        state: cast.has(T) ? 'cast' : challenged.has(T) ? 'challenged' : listed.has(T) ? 'free' : 'unknown',
        round: listed.has(T) ? 1 : null,
      }),
      pending: ({ ballot }: { readonly ballot: BallotObject }) => {
        const h = ballotHash(ballot);
        pending.set(ballot.T, h);
        return { signature: sign('pending', ballot.T, h) };
      },
      cast: ({ T, h }: { readonly T: string; readonly h: string }) => {
        const known = pending.get(T);
        if (known === undefined || encodeBase64url(known) !== h) throw new Error('test: cast without pending ballot');
        cast.add(T);
        return { signature: sign('accepted', T, known) };
      },
      /** A card that was cast before, held to the reader again. */
      status: ({ T }: { readonly T: string }) => {
        const known = pending.get(T);
        if (known === undefined || !cast.has(T)) throw new Error('test: nothing was cast with this card');
        return { state: 'cast', h: encodeBase64url(known), signature: sign('accepted', T, known) };
      },
      challenge: ({ T, h }: { readonly T: string; readonly h: string }) => {
        const known = pending.get(T);
        if (known === undefined || encodeBase64url(known) !== h) throw new Error('test: no such pending ballot');
        challenged.add(T);
        return { verdict: 'matches', signature: sign('challenged', T, known) };
      },
    },
  };
}
