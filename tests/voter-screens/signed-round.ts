/** A round as the record has it, signed by everybody, with cards and a server that answers as specification §7 says. */
import { randomBytes } from 'node:crypto';
import { ballotHash } from '../../crypto/ballot.ts';
import type { BallotObject } from '../../crypto/ballot-object.ts';
import { circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodePoint, G, multiplySecret, randomScalar } from '../../crypto/group.ts';
import { newSigningKey, signObject } from '../../crypto/sign.ts';
import { cardQrText, cardText, tokenFromSeed } from '../../crypto/token.ts';
import type { KioskState } from '../../server/contract/kiosk.ts';
import { scrutineerAuthor } from '../../tally/record/authors.ts';
import { type Contest, circuitContest, type ElectionContest, personsOn } from '../../tally/record/contest.ts';
import { entryHash, signEntry, withSignatures } from '../../tally/record/entry.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { label, type Person } from '../../tally/record/person.ts';
import type { RoundEntry } from '../../tally/record/round-entries.ts';
import { type AnswerType, answerObject } from '../../tally/roles/voter.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';

const random = (length: number) => new Uint8Array(randomBytes(length));
const text = (length: number) => encodeBase64url(random(length));
const point = () => encodeBase64url(encodePoint(multiplySecret(G, randomScalar(random))));

export type SignedRound = ReturnType<typeof signedBallot>;

const CARDS = 80;

export function signedRound(candidates: readonly Person[], seats: number, writeIns: readonly Person[]) {
  const contest: ElectionContest = {
    kind: 'election',
    category: 'committee',
    post: '委员',
    title: { zh: '委员选举', en: 'Election of the committee' },
    seats,
    candidates,
    writeIns,
  };
  return { contest, ...signedBallot([contest], 'assembly') };
}

/** The same for any ballot, of a meeting that may hold it. */
export function signedBallot(contests: readonly Contest[], kind: MeetingEntry['kind']) {
  const keys = { entries: newSigningKey(random), receipts: newSigningKey(random) };
  const scrutineers = [newSigningKey(random), newSigningKey(random)];
  const unsignedMeeting = {
    type: 'meeting' as const,
    version: 1 as const,
    id: 'village001',
    kind,
    title: '中共清溪村总支部委员会党员大会',
    organization: '中共清溪村总支部委员会',
    superior: '中共青山镇委员会',
    date: '2026-11-28',
    place: '',
    chair: '高玉龙',
    tellers: [],
    threshold: 2,
    scrutineers: scrutineers.map((key, at) => ({
      name: `监票人${at + 1}`,
      signKey: encodeBase64url(key.publicKey),
      cosignKey: text(32),
    })),
    keys: {
      entries: encodeBase64url(keys.entries.publicKey),
      log: text(32),
      receipts: encodeBase64url(keys.receipts.publicKey),
      sheet: text(91),
    },
    logOrigin: 'village/record',
    witnesses: [],
    derivedFrom: null,
  };
  const meeting = withSignatures<MeetingEntry>(unsignedMeeting, [
    signEntry(unsignedMeeting, 'server', keys.entries.secretKey),
  ]);
  const meetingHash = entryHash(meeting);
  const unsignedRound = {
    type: 'round' as const,
    version: 1 as const,
    meeting: encodeBase64url(meetingHash),
    round: 1,
    previousResult: null,
    ceremony: text(32),
    K: point(),
    n: 2,
    threshold: 2,
    X: [point(), point()],
    tokens: text(32),
    cards: CARDS,
    contests,
    circuit: encodeBase64url(circuitId(compileCircuit(contests.map(circuitContest), CARDS))),
    roll: { members: 84, probationary: 3, withoutRight: 1, excluded: 5, expected: 75 },
    rules: ruleSettings({ majorityBase: 'expected' }),
    minimumBallots: 5,
    logOrigin: 'village/record',
    witnesses: [],
  };
  const round = withSignatures<RoundEntry>(unsignedRound, [
    signEntry(unsignedRound, 'server', keys.entries.secretKey),
    ...scrutineers.map((key, at) => signEntry(unsignedRound, scrutineerAuthor(at + 1), key.secretKey)),
  ]);
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
    acceptances: 0,
    checkAddress: 'http://192.168.1.10:8080/check',
    slips: 'none',
  };

  const listed = new Set<string>();
  const pending = new Map<string, Uint8Array>();
  const cast = new Set<string>();
  const sign = (type: AnswerType, T: string, h: Uint8Array) =>
    encodeBase64url(signObject(answerObject(type, ctx, T, h), keys.receipts.secretKey));
  return {
    state,
    /** A new card of the list. */
    card: () => {
      const seed = random(16);
      listed.add(encodeBase64url(encodePoint(tokenFromSeed(meetingHash, 1, seed).T)));
      return { qr: cardQrText(seed), typed: cardText(seed) };
    },
    answers: {
      token: ({ T }: { readonly T: string }) => ({
        state: cast.has(T) ? 'cast' : listed.has(T) ? 'free' : 'unknown',
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
      challenge: ({ T, h }: { readonly T: string; readonly h: string }) => {
        const known = pending.get(T);
        if (known === undefined || encodeBase64url(known) !== h) throw new Error('test: no such pending ballot');
        return { verdict: 'matches', signature: sign('challenged', T, known) };
      },
    },
  };
}
