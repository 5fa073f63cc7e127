/**
 * The records of the sample village as far as paper needs them: every entry that a result sheet reads, in order and really signed,
 * encrypted, decrypted and proved, without the ballots, which are no business of the printer.
 */
import { readFileSync } from 'node:fs';
import type { Ciphertext } from '../../crypto/ballot.ts';
import { compileCircuit, packCounts } from '../../crypto/circuit.ts';
import { deterministicRandom } from '../../crypto/deterministic-random.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import {
  encodePoint,
  encodeScalar,
  G,
  multiplyPublic,
  type Point,
  type RandomBytes,
  randomScalar,
  reduce,
  type Scalar,
} from '../../crypto/group.ts';
import { formatCheckpoint } from '../../crypto/log/checkpoint.ts';
import { cosign, formatNote, signNote } from '../../crypto/log/signed-note.ts';
import { type SigningKey, signingKeyFromSecret } from '../../crypto/sign.ts';
import { newCoefficients, shareFor } from '../../crypto/threshold/key-ceremony.ts';
import { decryptionAt, provePaper } from '../../crypto/threshold/paper-proof.ts';
import { partialDecrypt } from '../../crypto/threshold/partial-decryption.ts';
import { accountingIntegers, outcomeIntegers } from '../../tally/count/attested-integers.ts';
import { attestedTextsHash, attestedTextsOf } from '../../tally/count/attested-texts.ts';
import { contestOutcome, recordedOutcomeOf } from '../../tally/count/outcome-of-contest.ts';
import { paperClaim } from '../../tally/count/paper-statement.ts';
import { encodeSums } from '../../tally/count/sums.ts';
import { SERVER, scrutineerAuthor } from '../../tally/record/authors.ts';
import { circuitContest, type ElectionContest } from '../../tally/record/contest.ts';
import type { AttestationEntry, ResultEntry } from '../../tally/record/count-entries.ts';
import { type SignedEntry, signEntry, type Unsigned, withSignatures } from '../../tally/record/entry.ts';
import { cosignerName, type MeetingEntry } from '../../tally/record/meeting-entry.ts';
import type { Person } from '../../tally/record/person.ts';
import type { CloseEntry, HandCounts, OpenEntry, RoundEntry, VoidCounts } from '../../tally/record/round-entries.ts';
import { createRecordWriter } from '../../tally/record/writer.ts';
import type { MajorityBase } from '../../tally/rules/settings.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';

export const SAMPLE = new URL('../../server/sample/qingxi/', import.meta.url);

const rows = (file: string): readonly (readonly string[])[] =>
  readFileSync(new URL(file, SAMPLE), 'utf8')
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));

const person = (name: string, remark = ''): Person => ({ name, remark });

export interface ContestCounts {
  readonly contest: ElectionContest;
  readonly counts: readonly number[];
}

export interface RoundSketch {
  readonly contests: readonly ContestCounts[];
  readonly roll: RoundEntry['roll'];
  readonly present: number;
  readonly cards: number;
  readonly casts: number;
  readonly handCounts: HandCounts;
  readonly voids: VoidCounts;
  readonly challenges?: number;
  readonly base?: MajorityBase;
  /** How many of the scrutineers have attested; all unless told. */
  readonly attested?: number;
}

export interface MeetingSketch {
  readonly id: string;
  readonly kind: MeetingEntry['kind'];
  readonly title: string;
  readonly chair: string;
  readonly scrutineers: readonly string[];
  readonly tellers: readonly string[];
  readonly place?: string;
  readonly rounds: readonly RoundSketch[];
}

/** The scrutineers' shares: values of one polynomial of degree 1. */
const polynomial = newCoefficients(2, deterministicRandom('qingxi on paper'));
const K = multiplyPublic(G, polynomial[0] as Scalar);
const shareOf = (index: number): Scalar => shareFor(polynomial, index);
const pointText = (P: Point): string => encodeBase64url(encodePoint(P));
const scalarText = (s: Scalar): string => encodeBase64url(encodeScalar(s));

/** Sums that decrypt to these counts. */
const encrypted = (values: readonly bigint[], random: RandomBytes): readonly Ciphertext[] =>
  values.map((value) => {
    const r = randomScalar(random);
    return [multiplyPublic(G, r), multiplyPublic(G, reduce(value)).add(multiplyPublic(K, r))] as const;
  });

const hash = (byte: number): string => encodeBase64url(new Uint8Array(32).fill(byte));
const keyOf = (byte: number): SigningKey => signingKeyFromSecret(new Uint8Array(32).fill(byte));

/** The text of the record. `sheetKey` is the SubjectPublicKeyInfo that signs the sheet. */
export function sketchRecord(sketch: MeetingSketch, sheetKey: Uint8Array): string {
  const writer = createRecordWriter();
  const random = deterministicRandom(sketch.id);
  const server = keyOf(1);
  const log = keyOf(2);
  const devices = sketch.scrutineers.map((name, at) => ({ name, sign: keyOf(10 + at), cosign: keyOf(40 + at) }));
  const everybody = [
    { author: SERVER, key: server },
    ...devices.map(({ sign }, at) => ({ author: scrutineerAuthor(at + 1), key: sign })),
  ] as const;
  const signed = <E extends SignedEntry>(
    entry: Unsigned<E>,
    authors = everybody as readonly (typeof everybody)[number][],
  ): E =>
    withSignatures<E>(
      entry,
      authors.map(({ author, key }) => signEntry(entry as Unsigned<SignedEntry>, author, key.secretKey)),
    );
  const logOrigin = `changpiao.example/${sketch.id}`;
  const meeting = signed<MeetingEntry>(
    {
      type: 'meeting',
      version: 1,
      id: sketch.id,
      kind: sketch.kind,
      title: sketch.title,
      organization: '中共清溪村总支部委员会',
      superior: '中共青山镇委员会',
      date: '2026-11-28',
      place: sketch.place ?? '村民委员会会议室',
      chair: sketch.chair,
      tellers: [...sketch.tellers],
      threshold: 2,
      scrutineers: devices.map((device) => ({
        name: device.name,
        signKey: encodeBase64url(device.sign.publicKey),
        cosignKey: encodeBase64url(device.cosign.publicKey),
      })),
      keys: {
        entries: encodeBase64url(server.publicKey),
        log: encodeBase64url(log.publicKey),
        receipts: encodeBase64url(keyOf(3).publicKey),
        sheet: encodeBase64url(sheetKey),
      },
      logOrigin,
      witnesses: [],
      derivedFrom: null,
    },
    everybody.slice(0, 1),
  );
  const meetingHash = encodeBase64url(writer.append(meeting).hash);
  sketch.rounds.forEach((drawn, at) => {
    const tokens = signed({ type: 'tokens', round: at + 1, tokens: [hash(9)] } as Unsigned<SignedEntry>);
    const tokensHash = encodeBase64url(writer.append(tokens).hash);
    const round = signed<RoundEntry>({
      type: 'round',
      version: 1,
      meeting: meetingHash,
      round: at + 1,
      previousResult: null,
      ceremony: hash(5),
      K: pointText(K),
      n: devices.length,
      threshold: 2,
      X: devices.map((_, i) => pointText(multiplyPublic(G, shareOf(i + 1)))),
      tokens: tokensHash,
      cards: drawn.cards,
      contests: drawn.contests.map(({ contest }) => contest),
      circuit: hash(7),
      roll: drawn.roll,
      rules: ruleSettings({ majorityBase: drawn.base ?? 'expected' }),
      minimumBallots: 5,
      logOrigin,
      witnesses: [],
    });
    const ctx = encodeBase64url(writer.append(round).hash);
    const expected = drawn.roll.expected;
    const open = signed<OpenEntry>({
      type: 'open',
      ctx,
      expected,
      present: drawn.present,
      cardsInBox: drawn.cards - 4,
      cardsAudited: 4,
    });
    writer.append(open);
    const close = signed<CloseEntry>({
      type: 'close',
      ctx,
      expected,
      present: drawn.present,
      handCounts: drawn.handCounts,
      casts: drawn.casts,
      challenges: drawn.challenges ?? 0,
      voids: drawn.voids,
    });
    writer.append(close);
    const text = formatCheckpoint({ origin: logOrigin, size: writer.size(), root: writer.root() });
    writer.checkpoint(
      formatNote({
        text,
        signatures: [
          signNote(text, { name: logOrigin, publicKey: log.publicKey }, log.secretKey),
          ...devices.map(({ cosign: key }, i) =>
            cosign(
              text,
              { name: cosignerName(logOrigin, i + 1), publicKey: key.publicKey },
              key.secretKey,
              1_795_856_400 + i,
            ),
          ),
        ],
      }),
    );
    const contests = drawn.contests.map(({ contest }) => contest);
    const counts = drawn.contests.map((one) => one.counts);
    const circuit = compileCircuit(contests.map(circuitContest), drawn.cards);
    const pairs = encrypted(packCounts(circuit, counts), random);
    const sums = encodeSums(pairs);
    writer.append(
      signed({ type: 'aggregate', ctx, casts: drawn.casts, sums } as Unsigned<SignedEntry>, everybody.slice(0, 1)),
    );
    const ctxBytes = decodeBase64url(ctx, 32);
    const released = [1, 2].map((index) => {
      const X = multiplyPublic(G, shareOf(index));
      const part = partialDecrypt({ ctx: ctxBytes, stage: 'tally', index, K, X, pairs }, shareOf(index), random);
      const entry = {
        ctx,
        stage: 'tally',
        index,
        D: part.D.map(pointText),
        c: scalarText(part.c),
        s: scalarText(part.s),
      };
      writer.append(
        signed({ type: 'partial-decryption', ...entry } as Unsigned<SignedEntry>, everybody.slice(index, index + 1)),
      );
      return { index, D: part.D };
    });
    const attendance = {
      expected,
      present: drawn.present,
      issued: drawn.handCounts.received - drawn.handCounts.returnedBeforeOpening,
      casts: drawn.casts,
    };
    const outcomes = drawn.contests.map(({ contest, counts }) => {
      const decided = contestOutcome(contest, counts, attendance, round.rules);
      if (!decided.ok) throw new Error(`sketch: ${decided.error.map(({ zh }) => zh).join(' ')}`);
      return recordedOutcomeOf(decided.value);
    });
    const result = signed<ResultEntry>(
      { type: 'result', ctx, counts: drawn.contests.map(({ counts }) => [...counts]), outcome: outcomes },
      everybody.slice(0, 1),
    );
    writer.append(result);
    const root = encodeBase64url(writer.root());
    const size = writer.size();
    for (const author of everybody.slice(1, 1 + (drawn.attested ?? devices.length)))
      writer.append(
        signed<AttestationEntry>(
          {
            type: 'attestation',
            ctx,
            root,
            size,
            texts: attestedTextsHash(attestedTextsOf(meeting, round, result.counts)),
            accounting: [...accountingIntegers(round, open, close)],
            counts: drawn.contests.map(({ counts }) => [...counts]),
            outcome: drawn.contests.map(({ contest }, i) => [...outcomeIntegers(contest, outcomes[i] ?? null)]),
          },
          [author],
        ),
      );
    const claim = paperClaim(round, ctx, sums, result.counts);
    if (claim === null) throw new Error('sketch: no claim');
    for (const [i, author] of everybody.slice(1, 1 + (drawn.attested ?? devices.length)).entries()) {
      const index = i + 1;
      const own = { index, X: multiplyPublic(G, shareOf(index)), x: shareOf(index), D: decryptionAt(index, released) };
      const { c, s } = provePaper(claim.statement, claim.circuit, own, random);
      const proof = { type: 'paper-proof', ctx, index, c: scalarText(c), s: scalarText(s) };
      writer.append(signed(proof as Unsigned<SignedEntry>, [author]));
    }
  });
  return writer.text();
}

/** Candidates and counts as the sample's ballots give them. */
function committeeCounts(): ContestCounts {
  const [head = [], ...ballots] = rows('ballots.committee.csv');
  const names = head.slice(0, -1);
  const roll = rows('roster.utf8.csv').slice(1);
  const entitled = roll.filter(([, , , , , , , right, excluded]) => right === '有' && excluded === '');
  const writeIns = entitled
    .map(([name = '', , , born = '']) => ({ name, born }))
    .filter(({ name, born }) => !(names.includes(name) && !(name === '王建国' && born === '1977-06')));
  const twice = new Set(
    writeIns.map(({ name }) => name).filter((name, i, all) => all.indexOf(name) !== i || names.includes(name)),
  );
  const remark = (born: string) => `${Number(born.slice(0, 4))}年${Number(born.slice(5))}月生`;
  const contest: ElectionContest = {
    kind: 'election',
    category: 'committee',
    post: '委员',
    title: { zh: '中共清溪村总支部委员会委员选举', en: 'Election of the committee' },
    seats: 5,
    candidates: names.map((name) => person(name, name === '王建国' ? '1974年4月生' : '')),
    writeIns: writeIns.map(({ name, born }) => person(name, twice.has(name) ? remark(born) : '')),
  };
  const counts = names.flatMap((_, i) => [
    ballots.filter((ballot) => ballot[i] === '赞成').length,
    ballots.filter((ballot) => ballot[i] === '不赞成').length,
  ]);
  const written = ballots.flatMap((ballot) => (ballot[names.length] ?? '').split('、').filter((name) => name !== ''));
  return {
    contest,
    counts: [...counts, ...contest.writeIns.map(({ name }) => written.filter((other) => other === name).length)],
  };
}

const COMMITTEE_ROUND: RoundSketch = {
  contests: [committeeCounts()],
  roll: { members: 84, probationary: 3, withoutRight: 1, excluded: 5, expected: 75 },
  present: 68,
  cards: 80,
  casts: 67,
  handCounts: { received: 68, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 },
  voids: { returned: 1, damaged: 0, unissued: 12 },
};

export const COMMITTEE: MeetingSketch = {
  id: 'qingxi-2026',
  kind: 'assembly',
  title: '中共清溪村总支部委员会换届选举党员大会',
  chair: '高玉龙',
  scrutineers: ['杨辉', '韦小红', '梁志强'],
  tellers: ['唐梅', '周峰'],
  rounds: [COMMITTEE_ROUND],
};

const leading = (post: string, name: string, counts: readonly number[]): ContestCounts => ({
  contest: {
    kind: 'election',
    category: 'secretary',
    post,
    title: { zh: `${post}选举`, en: `Election: ${post}` },
    seats: 1,
    candidates: [person(name)],
    writeIns: [],
  },
  counts,
});

export const PLENARY: MeetingSketch = {
  id: 'qingxi-2026-plenary',
  kind: 'plenary',
  title: '中共清溪村总支部新一届委员会第一次全体会议',
  chair: '田大利',
  scrutineers: ['田大利', '陈䶮', '林海燕'],
  tellers: [],
  rounds: [
    {
      contests: [leading('书记', '王建国', [5, 0]), leading('副书记', '李㛃', [4, 0])],
      roll: { members: 5, probationary: 0, withoutRight: 0, excluded: 0, expected: 5 },
      present: 5,
      cards: 7,
      casts: 5,
      handCounts: { received: 5, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 },
      voids: { returned: 0, damaged: 0, unissued: 2 },
    },
  ],
};

/** The same assembly goes on to the secretary's ballot. */
export const DIRECT: MeetingSketch = {
  ...COMMITTEE,
  id: 'qingxi-2026-direct',
  rounds: [
    COMMITTEE_ROUND,
    {
      ...COMMITTEE_ROUND,
      contests: [leading('书记', '王建国', [61, 2]), leading('副书记', '李㛃', [52, 7])],
      attested: 2,
    },
  ],
};

/** RULES §5.2 W1: who stands at exactly half of those present, and a base that decides. */
export const BASE_SENSITIVE: MeetingSketch = {
  ...COMMITTEE,
  id: 'base-sensitive',
  rounds: [
    {
      contests: [
        {
          contest: {
            kind: 'election',
            category: 'committee',
            post: '委员',
            title: { zh: '委员选举', en: 'Committee' },
            seats: 5,
            candidates: ['王建国', '李犇', '张垚', '陈䶮', '周玥', '罗堃'].map((name) => person(name)),
            writeIns: [person('阿卜杜拉·买买提'), person('赵勇')],
          },
          counts: [49, 0, 47, 2, 44, 4, 28, 17, 26, 20, 29, 15, 2, 0],
        },
      ],
      roll: { members: 63, probationary: 3, withoutRight: 1, excluded: 2, expected: 57 },
      present: 52,
      cards: 60,
      casts: 50,
      handCounts: { received: 52, exchanged: 2, unreadable: 1, returnedBeforeOpening: 0 },
      voids: { returned: 0, damaged: 0, unissued: 6 },
      challenges: 1,
    },
  ],
};

const round = (contest: ElectionContest, counts: readonly number[]): RoundSketch => ({
  ...COMMITTEE_ROUND,
  contests: [{ contest, counts }],
});

const committee = (
  names: readonly string[],
  seats: number,
  writeIns: readonly Person[],
  category: ElectionContest['category'] = 'committee',
): ElectionContest => ({
  kind: 'election',
  category,
  post: '委员',
  title: { zh: '委员选举', en: 'Committee' },
  seats,
  candidates: names.map((name) => person(name)),
  writeIns: [...writeIns],
});

/** Two persons level at the last seat. */
export const TIED: MeetingSketch = {
  ...COMMITTEE,
  id: 'tied',
  rounds: [round(committee(['王建国', '田大利', '李㛃', '陈䶮'], 3, []), [60, 1, 55, 1, 40, 20, 40, 20])],
};

/** Somebody written in is elected: 付 stands between 田 and 林 by strokes. */
export const WRITE_IN_ELECTED: MeetingSketch = {
  ...COMMITTEE,
  id: 'write-in',
  rounds: [
    round(
      committee(['王建国', '田大利', '林海燕', '周玥'], 3, [person('付卫东'), person('赵勇')]),
      [60, 1, 55, 1, 20, 40, 10, 50, 41, 0],
    ),
  ],
};

/** A revote of those who were level: the most votes decide, without the half. */
export const REVOTE: MeetingSketch = {
  ...COMMITTEE,
  id: 'revote',
  rounds: [round(committee(['李㛃', '陈䶮'], 1, [], 'revote'), [35, 30, 32, 33])],
};
