/** Records in which nothing may be found, besides the courses that stand in tables of their own. */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { compareBytes } from '../../crypto/encoding/bytes.ts';
import { encodePoint, G, multiplyPublic, type Scalar } from '../../crypto/group.ts';
import { entryHash } from '../../tally/record/entry.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import type { RoundEntry } from '../../tally/record/round-entries.ts';
import type { Draft } from '../../tally/simulation/deviation.ts';
import type { Simulation } from '../../tally/simulation/simulate-election.ts';
import type { VerifyOptions } from '../../tally/verify/verify-record.ts';
import { smallElection } from './attack.ts';
import { givenUp } from './given-up.ts';
import { CONTEST, countOnPaper, ON_PAPER, PAPER_BOX, PAPER_TALLY } from './paper-count-attacks.ts';
import { asTestRun, goesToPaperWhenCounted, rehearsedLate } from './writing.ts';

const persons = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `人${i}`, remark: '' }));
const COUNTED = new Set(['aggregate', 'result', 'attestation', 'paper-proof']);

export function twoRounds(): Promise<Simulation> {
  const contests = [
    { kind: 'recommendation', title: { zh: '推荐', en: 'R' }, nominees: persons(3), limit: 2 },
  ] as const;
  return smallElection('two rounds', { furtherRounds: [{ ballots: 5, contests }] });
}

/** A ceremony that was aborted because a package was not the committed one, then held again. */
export async function heldAgain(): Promise<string> {
  const { record } = await smallElection('aborted', {
    deviation: {
      write: (draft) => {
        if (draft.type !== 'key-commit' || draft.index !== 1) return draft;
        return [draft, draft, { type: 'key-abort', index: 1, reason: '公开的内容与提交的不符' }, draft];
      },
    },
  });
  return record;
}

export async function paperWithoutCount(): Promise<string> {
  const { record } = await smallElection('paper', {
    deviation: {
      write: (draft) => {
        if (draft.type === 'close') return { type: 'paper', ctx: draft.ctx, reason: '停电' };
        const isTally = draft.type === 'partial-decryption' && draft.stage === 'tally';
        return COUNTED.has(draft.type) || isTally ? [] : draft;
      },
      authors: (draft, own) => (draft.type === 'paper' ? ['server'] : own),
    },
  });
  return record;
}

/** Closed with hand counts that do not add up, then given up: nothing of it is counted, so nothing of it is judged. */
export async function givenUpAfterClose(): Promise<string> {
  const { record } = await smallElection('paper after close', {
    deviation: {
      write: (draft) => {
        if (draft.type === 'close')
          return { ...draft, handCounts: { ...draft.handCounts, received: draft.handCounts.received - 1 } };
        if (draft.type === 'aggregate') return { type: 'paper', ctx: draft.ctx, reason: '票数不符' };
        const isTally = draft.type === 'partial-decryption' && draft.stage === 'tally';
        return COUNTED.has(draft.type) || isTally ? [] : draft;
      },
      authors: (draft, own) => (draft.type === 'paper' ? ['server'] : own),
    },
  });
  return record;
}

/** A round on paper from the start, then one on paper that builds on it. */
export function twiceOnPaper(): Promise<Simulation> {
  const second = { ...ON_PAPER, contests: [{ ...CONTEST, post: '纪检委员' }] };
  return smallElection('on paper', { ...ON_PAPER, furtherRounds: [second as never] });
}

/** A meeting that is on paper from the start needs no keys. */
export async function paperAlone(): Promise<string> {
  const isOfCeremony = (type: string) => type.startsWith('key-') || type === 'partial-decryption';
  const deviation = { write: (draft: Draft) => (isOfCeremony(draft.type) ? [] : draft) };
  return (await smallElection('paper alone', { ...ON_PAPER, deviation })).record;
}

/** Two ballots of one round, each in a box of its own, of which one came back with a ballot less. */
export async function unequalBoxes(): Promise<string> {
  const contests = [CONTEST, { ...CONTEST, post: '纪检委员' }];
  const less = { ...PAPER_BOX, recovered: 6, tally: { ...PAPER_TALLY, invalid: 0, invalidReasons: [] } };
  const { record } = await smallElection('boxes', {
    contests,
    onPaper: { expected: 9, present: 8, boxes: [PAPER_BOX, less] },
  });
  return record;
}

/** A round sealed for kiosks, given up for paper and counted there. */
export async function givenUpAndCounted(): Promise<string> {
  let round: RoundEntry | undefined;
  let meeting: MeetingEntry | undefined;
  const { record } = await smallElection('to paper', {
    contests: [CONTEST],
    deviation: {
      signed: (entry) => {
        if (entry.type === 'meeting') meeting = entry;
        if (entry.type === 'round') round = entry;
        return entry;
      },
      write: (draft) => {
        if (draft.type === 'partial-decryption' && draft.stage === 'tally') return [];
        if (COUNTED.has(draft.type)) return [];
        if (draft.type !== 'close' || round === undefined || meeting === undefined) return draft;
        return [{ type: 'paper', ctx: draft.ctx, reason: '停电' }, countOnPaper(meeting, round)];
      },
      authors: (draft, own) => (draft.type === 'paper' ? ['server'] : own),
    },
  });
  return record;
}

/** Given up after a close whose head one scrutineer never cosigned: nothing of the round is released. */
export async function givenUpUncosigned(): Promise<string> {
  let isClosed = false;
  const { record } = await smallElection('paper after close', {
    deviation: {
      write: (draft) => {
        if (draft.type === 'close') isClosed = true;
        if (draft.type === 'aggregate') return { type: 'paper', ctx: draft.ctx, reason: '监票设备损坏' };
        const isTally = draft.type === 'partial-decryption' && draft.stage === 'tally';
        return COUNTED.has(draft.type) || isTally ? [] : draft;
      },
      authors: (draft, own) => (draft.type === 'paper' ? ['server'] : own),
      cosigners: (names) => names.filter((name) => !isClosed || !name.endsWith('scrutineer-3')),
    },
  });
  return record;
}

/** The devices rehearse when the cards are listed, and before the round is fixed. */
export async function rehearsedAfterTokens(): Promise<string> {
  return (await smallElection('rehearsed late', { deviation: rehearsedLate()() })).record;
}

export const testRun = (): Promise<Simulation> => smallElection('test run', { deviation: asTestRun() });

/** A round that is given up when its cards are listed, and the next one, which is held. */
export async function givenUpBeforeAnother(): Promise<string> {
  let meeting = '';
  const others = [7n, 8n].map((n) => encodePoint(multiplyPublic(G, n as Scalar))).sort(compareBytes);
  const { record } = await smallElection('after a round given up', {
    deviation: {
      signed: (entry) => {
        if (entry.type === 'meeting') meeting = encodeBase64url(entryHash(entry));
        return entry;
      },
      write: (draft) => {
        if (draft.type === 'round') return { ...draft, round: 2 };
        if (draft.type !== 'tokens') return draft;
        const paper = { type: 'paper', ctx: meeting, reason: '卡片受潮' } as const;
        return [{ ...draft, tokens: others.map(encodeBase64url) }, paper, { ...draft, round: 2 }];
      },
      authors: (draft, own) => (draft.type === 'paper' ? ['server'] : own),
    },
  });
  return record;
}

/** After each of two rounds that are counted to their ends the meeting goes to paper: that takes nothing from what is counted. */
export async function paperAfterCount(): Promise<string> {
  const { record } = await smallElection('paper after its count', {
    furtherRounds: [
      {
        ballots: 5,
        contests: [{ kind: 'recommendation', title: { zh: '推荐', en: 'R' }, nominees: persons(3), limit: 2 }],
      },
    ],
    deviation: goesToPaperWhenCounted()(),
  });
  return record;
}

/** A record up to an entry and so many lines after it. */
function upTo(record: string, type: string, more: number): string {
  const lines = record.split('\n');
  const last = lines.findIndex((line) => line.includes(`"type":"${type}"`));
  return `${lines.slice(0, last + 1 + more).join('\n')}\n`;
}

/** A record up to its close, as scrutineers verify it before they decrypt. */
export const upToClose = async (): Promise<string> => upTo((await smallElection('close')).record, 'close', 1);

export const GIVEN_UP = [
  ['before any ceremony', 'key-commit'],
  ['during the ceremony', 'key-reveal'],
  ['before the rehearsal', 'partial-decryption'],
  ['before the cards', 'tokens'],
  ['before the round is signed', 'round'],
] as const;

interface HonestRecord {
  readonly name: string;
  readonly record: () => Promise<string>;
  readonly options?: Partial<VerifyOptions>;
}

export const HONEST_RECORDS: readonly HonestRecord[] = [
  { name: 'the election the attacks are made on', record: async () => (await smallElection('attacks')).record },
  { name: 'two rounds', record: async () => (await twoRounds()).record },
  { name: 'a ceremony held again', record: heldAgain },
  { name: 'given up without a count', record: paperWithoutCount },
  { name: 'given up after its close', record: givenUpAfterClose },
  { name: 'given up after a close that is not cosigned by all', record: givenUpUncosigned },
  { name: 'rehearsed after the cards are listed', record: rehearsedAfterTokens },
  { name: 'a test run', record: async () => (await testRun()).record },
  { name: 'twice on paper', record: async () => (await twiceOnPaper()).record },
  { name: 'on paper without a ceremony', record: paperAlone },
  { name: 'on paper in two boxes that differ', record: unequalBoxes },
  { name: 'given up and counted', record: givenUpAndCounted },
  { name: 'on paper when its rounds are counted', record: paperAfterCount },
  ...GIVEN_UP.map(([when, first]): HonestRecord => ({ name: `given up ${when}`, record: () => givenUp(first) })),
  {
    name: 'given up after a ceremony that was aborted when everybody had confirmed',
    record: () => givenUp('tokens', {}, [{ type: 'key-abort', index: 1, reason: '设备遗失' }]),
  },
  { name: 'a round given up before it is fixed, and another', record: givenUpBeforeAnother },
  {
    name: 'up to its round, without a head of the log after it',
    record: async () => upTo((await smallElection('round')).record, 'round', 0),
    options: { through: 'round' },
  },
  {
    name: 'up to a round on paper, before its count',
    record: async () => upTo((await twiceOnPaper()).record, 'paper-round', 1),
    options: { through: 'round' },
  },
  { name: 'up to its close', record: upToClose, options: { through: 'close' } },
];
