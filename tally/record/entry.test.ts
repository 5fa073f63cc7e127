import { expect, test } from 'vitest';
import { seededRandom } from '../simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../simulation/simulate-election.ts';
import { decodeEntry } from './entry.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = { readonly [name: string]: Json };
type Path = readonly string[];

const P256 =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELzjj8Iu5hIJrKUrvnRKE0cm04asbp2fmyjW-oG_crE4g4PtTF55-Yj1es8qdjt4ZU3Otp1xQH3EzZ8tLNz4UeQ';
const person = (name: string) => ({ name, remark: '' });
const twice = (text: string) => ({ zh: text, en: text });

/** One entry of every type, from an honest record; what no honest record holds is written out. */
const samples: ReadonlyMap<string, JsonObject> = await (async () => {
  const onPaper = committeeContest(2, 1, 2);
  const box = {
    ...{ printed: 10, issued: 8, remaining: 2, voters: 8, recovered: 7 },
    tally: {
      ...{ valid: 6, invalid: 1 },
      rows: [
        [5, 1, 0, 0],
        [0, 4, 1, 1],
      ],
      writeIns: [{ name: onPaper.writeIns[1]?.name ?? '', votes: 1 }],
      voidEntries: [{ reason: 'without-disapproval' as const, entries: 1 }],
      invalidReasons: [{ reason: 'too-many-chosen' as const, ballots: 1 }],
    },
  };
  const { record } = await simulateElection({
    ballots: 4,
    challenges: 1,
    spares: 1,
    contests: [
      committeeContest(2, 1, 2),
      { kind: 'appraisal', title: twice('评议'), subjects: [person('甲')], grades: [twice('好'), twice('差')] },
      { kind: 'recommendation', title: twice('推荐'), nominees: [person('乙'), person('丙')], limit: 1 },
    ],
    random: seededRandom('entries'),
    recipients: ['q', 'p', 'z'].map((own) => `age1${own.repeat(58)}`),
    sheetKey: P256,
    threshold: 2,
    witnesses: ['witness.example/one'],
    furtherRounds: [{ ballots: 0, contests: [onPaper], onPaper: { expected: 9, present: 8, boxes: [box] } }],
  });
  const found = new Map<string, JsonObject>();
  for (const line of record.trim().split('\n')) {
    const entry = JSON.parse(line) as JsonObject;
    if (typeof entry.type === 'string' && entry.type !== 'checkpoint' && !found.has(entry.type))
      found.set(entry.type, entry);
  }
  const { signatures = null, ctx = null } = found.get('open') ?? {};
  found.set('key-abort', { type: 'key-abort', index: 1, reason: '份额不符', signatures });
  found.set('paper', { type: 'paper', ctx, reason: '停电', signatures });
  const votes = { expected: 7, present: 7, inFavour: 5, against: 1, abstain: 1, carried: true };
  const moved = { subject: 'reduction', text: '名额减少为一名', round: 1, mode: 'hands' };
  found.set('motion', { type: 'motion', meeting: ctx, ...moved, ...votes, signatures });
  const matter = { matter: 'eligibility', post: '委员', person: '甲', granted: true };
  const ruling = { by: '模拟党委', date: '2026-11-28', reason: '' };
  found.set('decision', { type: 'decision', ctx, ...matter, ...ruling, signatures });
  const derivedFrom = { meeting: ctx, round: 1, result: ctx, root: ctx, size: 9 };
  found.set('meeting', { ...found.get('meeting'), derivedFrom });
  const result = found.get('result') as { readonly outcome: readonly JsonObject[] };
  const [outcome, ...others] = result.outcome;
  found.set('result', { ...result, outcome: [{ ...outcome, tie: { among: ['甲', '乙'], seats: 1 } }, ...others] });
  return found;
})();

const TYPES = [...samples.keys()];
/** Encodings in a ballot and its token signature are left to the ballot's decoder. */
const isBallot = (type: string) => type === 'cast' || type === 'challenge';

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function valueAt(value: Json, [name, ...rest]: Path): Json {
  return name === undefined ? value : valueAt((value as JsonObject)[name] as Json, rest);
}

function withValue(value: Json, [name, ...rest]: Path, put: Json): Json {
  if (name === undefined) return put;
  if (Array.isArray(value)) return value.map((own, at) => (String(at) === name ? withValue(own, rest, put) : own));
  return { ...(value as JsonObject), [name]: withValue((value as JsonObject)[name] as Json, rest, put) };
}

const pathsOf = (value: Json, path: Path = []): readonly Path[] => [
  path,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, own]) => pathsOf(own, [...path, name]))
    : []),
];

const sampleOf = (type: string): JsonObject => samples.get(type) as JsonObject;
const decodes = (type: string, path: Path, put: Json): boolean =>
  typeof decodeEntry(withValue(sampleOf(type), path, put)) !== 'string';

/** Where a value of `kind` stands in an entry, and which of the wrong values for it are taken all the same. */
function taken<Kind extends Json>(
  type: string,
  isKind: (value: Json, path: Path) => value is Kind,
  wrong: (value: Kind) => readonly Json[],
): readonly string[] {
  return pathsOf(sampleOf(type)).flatMap((path) => {
    const value = valueAt(sampleOf(type), path);
    if (!isKind(value, path)) return [];
    return wrong(value)
      .filter((put) => decodes(type, path, put))
      .map((put) => `${path.join('.')}: ${JSON.stringify(put).slice(0, 60)}`);
  });
}

/** Names of others, that are texts but no words of this record: keys of notes, ids, days, recipients, kinds. */
const NO_WORDS =
  /^(type|kind|id|date|recipient|stage|verdict|action|category|election|logOrigin|author|sheet|key|rules|subject|mode|matter|tally)$/;

test('every type of entry is among the samples, and each is read as it stands (§3)', () => {
  expect(TYPES).toHaveLength(22);
  for (const type of TYPES) expect(decodeEntry(sampleOf(type))).toEqual(sampleOf(type));
});

test('an entry of no known type is unknown, whatever a prototype may hold', () => {
  for (const type of ['vote', 'toString', '__proto__', 7, null])
    expect(decodeEntry({ type })).toBe('entry-type-unknown');
  for (const value of [null, 'meeting', 7]) expect(decodeEntry(value)).toBe('entry-type-unknown');
});

test.each(TYPES)('%s: no member more and none less, in any object (§2)', (type) => {
  const wrong = (value: JsonObject) => [
    { ...value, extra: 1 },
    ...Object.keys(value).map((left) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== left))),
  ];
  // The one member that may be absent; older records have none (§3.6).
  const { appraisalDimensions: _, ...older } = (sampleOf(type).rules ?? {}) as JsonObject;
  const left = Object.keys(older).length === 0 ? [] : [`rules: ${JSON.stringify(older).slice(0, 60)}`];
  expect(taken(type, isObject as (value: Json) => value is JsonObject, wrong)).toEqual(left);
});

test.each(TYPES)('%s: no value of another kind', (type) => {
  const isAny = (_value: Json, path: Path): _value is Json => path.length > 0;
  const wrong = (value: Json): readonly Json[] =>
    [null, true, 0.5, {}, []].filter((put) => value !== null && typeof put !== typeof value);
  const nullable = /^(derivedFrom|previousResult|outcome\.\d|outcome\.\d\.tie|contests\.\d\.tally): null$/;
  const isOfMotion = (found: string) => type === 'motion' && found === 'round: null';
  expect(taken(type, isAny, wrong).filter((found) => !nullable.test(found) && !isOfMotion(found))).toEqual([]);
});

test.each(TYPES.filter((type) => !isBallot(type)))('%s: bytes of one length, in one spelling (§2)', (type) => {
  const isBytes = (value: Json): value is string => typeof value === 'string' && /^([\w-]{43}|[\w-]{86})$/.test(value);
  const wrong = (value: string) => [
    value.slice(1),
    `${value}A`,
    `${value}=`,
    `${value.slice(0, -1)}B`,
    `${value.slice(1, -1)}+${value.at(-1)}`,
    `${value}\n`,
  ];
  expect(taken(type, isBytes, wrong)).toEqual([]);
});

test.each(TYPES.filter((type) => !isBallot(type)))(
  '%s: words in one spelling, without control characters (§2)',
  (type) => {
    const isWords = (value: Json, path: Path): value is string =>
      typeof value === 'string' &&
      !/^([\w-]{43}|[\w-]{86})$/.test(value) &&
      !path.some((name) => NO_WORDS.test(name)) &&
      !['elected', 'among', 'witnesses'].some((list) => path.includes(list));
    const wrong = (value: string) => [
      ` ${value}x`,
      `x${value} `,
      `${value}\u0007`,
      `${value}\u0085`,
      `${value}e\u0301`,
    ];
    expect(taken(type, isWords, wrong)).toEqual([]);
  },
);

test.each(TYPES.filter((type) => !isBallot(type)))('%s: whole numbers that are no less than nothing', (type) => {
  const isNumber = (value: Json): value is number => typeof value === 'number';
  const wrong = (value: number) => [-1, value + 0.5, 2 ** 53, String(value)];
  const isOfRules = (found: string) => found.startsWith('rules.');
  expect(taken(type, isNumber, wrong).filter((found) => !isOfRules(found))).toEqual([]);
});

test.each([
  ['meeting', 'threshold', 1, 99],
  ['meeting', 'derivedFrom.round', 1, 65_535],
  ['meeting', 'derivedFrom.size', 0, Number.MAX_SAFE_INTEGER],
  ['key-commit', 'index', 1, 99],
  ['key-reveal', 'package.index', 1, 99],
  ['tokens', 'round', 1, 65_535],
  ['round', 'cards', 1, 65_535],
  ['round', 'roll.members', 0, 65_535],
  ['round', 'contests.0.seats', 1, 99],
  ['round', 'contests.2.limit', 1, 2000],
  ['open', 'present', 0, 65_535],
  ['close', 'handCounts.received', 0, 65_535],
  ['attestation', 'size', 0, Number.MAX_SAFE_INTEGER],
  ['paper-round', 'round', 1, 65_535],
  ['paper-count', 'contests.0.tally.writeIns.0.votes', 1, 65_535],
  ['paper-count', 'contests.0.tally.voidEntries.0.entries', 1, 65_535],
  ['paper-count', 'contests.0.tally.invalidReasons.0.ballots', 1, 65_535],
  ['motion', 'round', 1, 65_535],
  ['motion', 'inFavour', 0, 65_535],
] as const)('%s: %s is from %i to %i', (type, dotted, smallest, largest) => {
  const accepts = (value: number) => decodes(type, dotted.split('.'), value);
  expect([smallest, largest].map(accepts)).toEqual([true, true]);
  expect([smallest - 1, largest + 1].map(accepts)).toEqual([false, false]);
});

/** Members of a list are kept apart by their names. */
const lengthened = (member: Json, length: number): Json =>
  Array.from({ length }, (_, at) => (isObject(member) && 'remark' in member ? { ...member, name: `人${at}` } : member));

test.each([
  ['meeting', 'tellers', 0, 99],
  ['meeting', 'scrutineers', 1, 99],
  ['meeting', 'witnesses', 0, 20],
  ['key-reveal', 'package.commitments', 1, 99],
  ['key-confirm', 'X', 1, 99],
  ['partial-decryption', 'D', 1, 4096],
  ['tokens', 'tokens', 1, 65_535],
  ['round', 'X', 1, 99],
  ['round', 'contests', 1, 20],
  ['round', 'witnesses', 0, 20],
  ['round', 'contests.0.candidates', 1, 2000],
  ['round', 'contests.0.writeIns', 0, 2000],
  ['round', 'contests.1.subjects', 1, 2000],
  ['round', 'contests.1.grades', 2, 20],
  ['round', 'contests.2.nominees', 1, 2000],
  ['aggregate', 'sums', 1, 4096],
  ['paper-round', 'contests', 1, 20],
  ['paper-count', 'contests', 1, 20],
  ['paper-count', 'outcome', 1, 20],
  ['paper-count', 'contests.0.tally.rows', 1, 2000],
  ['paper-count', 'contests.0.tally.writeIns', 0, 2000],
  ['paper-count', 'contests.0.tally.voidEntries', 0, 9],
  ['paper-count', 'contests.0.tally.invalidReasons', 0, 11],
  ['result', 'counts', 1, null],
  ['result', 'outcome', 1, null],
] as const)('%s: %s has from %i to %s members', (type, dotted, smallest, largest) => {
  const path = dotted.split('.');
  const [member] = valueAt(sampleOf(type), path) as readonly Json[];
  const accepts = (length: number) => decodes(type, path, lengthened(member ?? '甲', length));
  expect([smallest, largest ?? 200].map(accepts)).toEqual([true, true]);
  expect(smallest > 0 && accepts(smallest - 1)).toBe(false);
  expect(largest !== null && accepts(largest + 1)).toBe(false);
});

test.each([
  ['meeting', 'title', 200],
  ['meeting', 'organization', 200],
  ['meeting', 'superior', 200],
  ['meeting', 'chair', 60],
  ['meeting', 'tellers.0', 60],
  ['meeting', 'scrutineers.0.name', 60],
  ['key-reveal', 'package.name', 60],
  ['key-abort', 'reason', 300],
  ['paper', 'reason', 300],
  ['paper-round', 'reason', 300],
  ['paper-count', 'contests.0.tally.writeIns.0.name', 200],
  ['motion', 'text', 300],
  ['decision', 'post', 40],
  ['decision', 'by', 100],
  ['round', 'contests.0.post', 40],
  ['round', 'contests.0.title.zh', 300],
  ['round', 'contests.0.title.en', 300],
  ['round', 'contests.0.candidates.0.name', 60],
  ['result', 'outcome.0.elected.0', 200],
] as const)('%s: %s has words, at most %i characters', (type, dotted, largest) => {
  const accepts = (text: string) => decodes(type, dotted.split('.'), text);
  expect(['字', '字'.repeat(largest)].map(accepts)).toEqual([true, true]);
  expect(['', '字'.repeat(largest + 1)].map(accepts)).toEqual([false, false]);
});

test.each([
  ['meeting', 'place', 200],
  ['round', 'contests.0.candidates.0.remark', 60],
  ['decision', 'person', 200],
  ['decision', 'reason', 300],
] as const)('%s: %s may be empty and has at most %i characters', (type, dotted, largest) => {
  const accepts = (text: string) => decodes(type, dotted.split('.'), text);
  expect(['', '字'.repeat(largest)].map(accepts)).toEqual([true, true]);
  expect(accepts('字'.repeat(largest + 1))).toBe(false);
});

test.each([
  ['meeting', 'id', ['会议', '-a', 'a b', 'a'.repeat(65), '']],
  ['meeting', 'date', ['2026-02-30', '2026-1-1', '20260101']],
  ['meeting', 'logOrigin', ['a+b', 'a b', '', '.a', 'a'.repeat(101)]],
  ['meeting', 'witnesses.0.name', ['a+b', 'a b', '']],
  ['meeting', 'keys.sheet', ['a', 'a=', 'a'.repeat(2001)]],
  ['meeting', 'signatures.0.author', ['kiosk', 'scrutineer-0', 'scrutineer-01', 'scrutineer-100', 'server ']],
  [
    'key-reveal',
    'package.recipient',
    ['age1', `age2${'q'.repeat(58)}`, `age1${'Q'.repeat(58)}`, `age1${'q'.repeat(59)}`],
  ],
  ['motion', 'subject', ['', 'election']],
  ['motion', 'mode', ['secret', '']],
  ['decision', 'matter', ['motion', '']],
  ['decision', 'date', ['2026-02-30', '2026-1-1']],
  ['paper-count', 'contests.0.tally.voidEntries.0.reason', ['', 'too-many-chosen']],
  ['paper-count', 'contests.0.tally.invalidReasons.0.reason', ['', 'without-disapproval']],
  ['challenge', 'marks.0.0', [2, -1]],
  ['challenge', 'seed', ['A'.repeat(42), `${'A'.repeat(42)}B`]],
  ['challenge', 'verdict', ['unknown']],
  ['cast', 'ballot.E.0', [['a'], ['a', 'b', 'c'], ['a', 1], [1, 'a']]],
  ['cast', 'ballot.L', [['a'], ['a', 'b', 'c'], ['a', 1], [1, 'a']]],
] as readonly (readonly [string, string, readonly Json[]])[])(
  '%s: %s is in the one form it has',
  (type, dotted, wrong) => {
    expect(wrong.filter((put) => decodes(type, dotted.split('.'), put))).toEqual([]);
  },
);

test('two persons of one contest never share a label (§6.1)', () => {
  const [contest] = valueAt(sampleOf('round'), ['contests']) as readonly { readonly candidates: readonly Json[] }[];
  const first = contest?.candidates[0] as Json;
  expect(decodes('round', ['contests', '0', 'candidates'], [first, first])).toBe(false);
  expect(decodes('round', ['contests', '0', 'writeIns'], [first])).toBe(false);
  expect(decodes('round', ['contests', '1', 'subjects'], [first, first])).toBe(false);
  expect(decodes('round', ['contests', '2', 'nominees'], [first, first])).toBe(false);
});

test('a setting that the signers left out is not filled in for them (§3)', () => {
  const { ruleSet: _, ...rules } = valueAt(sampleOf('round'), ['rules']) as JsonObject;
  expect(decodes('round', ['rules'], rules)).toBe(false);
});
