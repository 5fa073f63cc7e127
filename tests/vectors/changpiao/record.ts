/**
 * Vectors of the record (specification §3, §9): a whole small election line by line, one entry of every type, lines that are none,
 * orders that are wrong, and what an attestation signs.
 */
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { decodeUtf8 } from '../../../crypto/encoding/bytes.ts';
import { canonicalBytes, hashObject } from '../../../crypto/encoding/canonical.ts';
import { sha256 } from '../../../crypto/hash.ts';
import { parseCheckpoint } from '../../../crypto/log/checkpoint.ts';
import { merkleRoot } from '../../../crypto/log/merkle.ts';
import { parseNote } from '../../../crypto/log/signed-note.ts';
import { attestedTextsOf } from '../../../tally/count/attested-texts.ts';
import { TEST_RUN_TITLE } from '../../../tally/meeting/test-run.ts';
import type { Contest } from '../../../tally/record/contest.ts';
import type { AttestationEntry } from '../../../tally/record/count-entries.ts';
import { isBallotEntry, type SignedEntry, signedBytes } from '../../../tally/record/entry.ts';
import { type ReadEntry, readRecord } from '../../../tally/record/reader.ts';
import { treeOf } from '../../../tally/roles/log-following.ts';
import { committeeContest } from '../../../tally/simulation/simulate-election.ts';
import { type TrustCode, trustedKeysOf } from '../../../tally/verify/trusted-keys.ts';
import { HONEST_COURSES } from '../../attacks/assembly-attacks.ts';
import { attackedRecord, smallElection, verifySmall } from '../../attacks/attack.ts';
import { ON_PAPER } from '../../attacks/paper-count-attacks.ts';
import { asTestRun } from '../../attacks/writing.ts';

const b64 = encodeBase64url;

const election = () => smallElection('vectors: record');
const entriesIn = (record: string): readonly ReadEntry[] =>
  readRecord(record).leaves.filter((leaf): leaf is ReadEntry => leaf.kind === 'entry');
const linesOf = (record: string): readonly string[] => record.split('\n').slice(0, -1);

/** Types that a plain election does not hold come from meetings that went another way. */
async function otherRecords(): Promise<readonly string[]> {
  const paper = await smallElection('vectors: paper', {
    deviation: {
      write: (draft) => {
        if (draft.type === 'key-commit' && draft.index === 1)
          return [draft, { type: 'key-abort', index: 1, reason: '公开的内容与提交的不符' }, draft];
        if (draft.type === 'close') return { type: 'paper', ctx: draft.ctx, reason: '停电' };
        const isCounted = ['aggregate', 'result', 'attestation', 'paper-proof'].includes(draft.type);
        return isCounted || (draft.type === 'partial-decryption' && draft.stage === 'tally') ? [] : draft;
      },
      authors: (draft, own) => (draft.type === 'paper' ? ['server'] : own),
    },
  });
  const named = [
    'a motion before the opening',
    'a tie, a revote, a second tie, and a third vote by leave of the superior',
  ];
  const courses = await Promise.all(
    named.map(async (name) => {
      const course = HONEST_COURSES.find((one) => one.name === name);
      if (course === undefined) throw new Error(`vectors: no course ${name}`);
      const { record } = await attackedRecord({ ...course, found: [] });
      return typeof record === 'string' ? record : decodeUtf8(record);
    }),
  );
  const onPaper = await smallElection('vectors: on paper', ON_PAPER);
  const tried = await smallElection('vectors: test run', { deviation: asTestRun() });
  return [paper.record, ...courses, onPaper.record, tried.record];
}

/** §3.2, §3.6: for each type one entry, and the meeting of a test run besides, its hashes, and under which key each author signed which bytes. */
async function entries(record: string) {
  const found = new Map<string, object>();
  for (const text of [record, ...(await otherRecords())]) {
    const lines = linesOf(text);
    const leaves = entriesIn(text);
    const meeting = leaves[0]?.entry;
    if (meeting?.type !== 'meeting') throw new Error('vectors: no meeting');
    const keyOf = (author: string) =>
      author === 'server' ? meeting.keys.entries : meeting.scrutineers[Number(author.split('-')[1]) - 1]?.signKey;
    for (const { entry, hash, leaf, line } of leaves) {
      const kind = entry.type === 'meeting' && entry.testRun ? 'test run' : entry.type;
      if (found.has(kind)) continue;
      const authors = isBallotEntry(entry)
        ? []
        : (entry as SignedEntry).signatures.map(({ author }) => ({ author, key: keyOf(author) }));
      found.set(kind, {
        type: entry.type,
        line: lines[line - 1],
        hash: b64(hash),
        leaf: b64(leaf),
        signed: isBallotEntry(entry) ? null : b64(sha256(signedBytes(entry as SignedEntry))),
        authors,
      });
    }
  }
  const valid = [...found.values()] as { readonly type: string; readonly line: string }[];
  const of = (type: string) => valid.find((one) => one.type === type)?.line ?? '';
  const open = of('open');
  const meeting = of('meeting');
  const tried = (found.get('test run') as { readonly line: string }).line;
  const refused: readonly (readonly [why: string, line: string])[] = [
    ['a blank between members', open.replace(',"', ', "')],
    [
      'members in another order',
      open.replace(/"cardsAudited":(\d+),"cardsInBox":(\d+)/, '"cardsInBox":$2,"cardsAudited":$1'),
    ],
    ['a member twice', open.replace('"cardsAudited":', '"cardsAudited":0,"cardsAudited":')],
    ['a fraction', open.replace(/"cardsAudited":(\d+)/, '"cardsAudited":$1.0')],
    ['a member less', open.replace(/"cardsAudited":\d+,/, '')],
    ['a member more', open.replace('"cardsAudited":', '"a":0,"cardsAudited":')],
    ['a count too large', open.replace(/"cardsAudited":\d+/, '"cardsAudited":65536')],
    ['a hash with a character less', open.replace(/"ctx":"./, '"ctx":"')],
    ['a hash with unused bits', open.replace(/("ctx":"[^"]{42})./, '$1B')],
    ['an author that is none', open.replace('"author":"server"', '"author":"serveR"')],
    ['another type', open.replace('"type":"open"', '"type":"opened"')],
    ['a name that begins with white space', meeting.replace(/"chair":"/, '"chair":"\u3000')],
    ['a name that is not in NFC', meeting.replace(/"chair":"/, '"chair":"e\u0301')],
    ['no day of the calendar', meeting.replace(/"date":"[^"]+"/, '"date":"2026-02-29"')],
    ['an escaped letter', meeting.replace(/"chair":"/, '"chair":"\\u0041')],
    ['a test run that is not called so', tried.replace(TEST_RUN_TITLE, '')],
    ['a test run that is called so in the middle of its title', tried.replace(TEST_RUN_TITLE, `模拟${TEST_RUN_TITLE}`)],
    ['a meeting that says it is no test run', tried.replace('"testRun":true', '"testRun":false')],
    ['no object', '[]'],
    ['no line at all', ''],
    ['a checkpoint with a member more', '{"note":"x","type":"checkpoint","x":1}'],
  ];
  const invalid = refused.map(([why, line]) => ({
    why,
    line,
    code: readRecord(`${line}\n`)
      .problems.map(({ problem }) => problem)
      .join(),
  }));
  return { valid, invalid };
}

/** §3.1, §3.4, §3.5: where leaves, groups and checkpoints stand; §3.3: what is found when lines stand elsewhere. */
async function wholeRecord(record: string) {
  const lines = linesOf(record);
  const file = readRecord(record);
  const leaves = entriesIn(record);
  const tree = treeOf(file);
  const checkpoints = file.lines.flatMap((line) => {
    if (line.kind !== 'checkpoint') return [];
    const note = parseNote(line.note);
    const { origin, size, root } = parseCheckpoint(note.text);
    return [{ line: line.line, origin, size, root: b64(root), signed: note.signatures.map(({ name }) => name) }];
  });
  const ballots = leaves.filter(({ entry }) => isBallotEntry(entry));
  const afterGroup = checkpoints.find(({ size }) => ballots.some(({ index }) => index === size - 1));
  const groups = checkpoints
    .map(({ size }, at) => {
      const from = checkpoints[at - 1]?.size ?? 0;
      return ballots.filter(({ index }) => index >= from && index < size).map(({ hash }) => b64(hash));
    })
    .filter((group) => group.length > 0);
  const lineOf = (type: string, number = 1) => leaves.filter(({ entry }) => entry.type === type)[number - 1]?.line ?? 0;
  const moved = (from: number, before: number): readonly number[] => {
    const all = lines.map((_, at) => at + 1).filter((line) => line !== from);
    return all.flatMap((line) => (line === before ? [from, line] : [line]));
  };
  const without = (gone: number) => lines.map((_, at) => at + 1).filter((line) => line !== gone);
  const orders: readonly (readonly [why: string, order: readonly number[]])[] = [
    ['as it was written', lines.map((_, at) => at + 1)],
    ['the close before the opening', moved(lineOf('close'), lineOf('open'))],
    ['a cast after the close', moved(lineOf('cast'), lineOf('aggregate'))],
    ['the round before its tokens', moved(lineOf('round'), lineOf('tokens'))],
    ['a package before all commitments', moved(lineOf('key-reveal'), lineOf('key-commit', 3))],
    ['no aggregate', without(lineOf('aggregate'))],
    ['no result', without(lineOf('result'))],
    ['no checkpoint after a group', without(afterGroup?.line ?? 0)],
    ['the meeting twice', [1, ...lines.map((_, at) => at + 1)]],
  ];
  return {
    lines,
    leaves: leaves.map(({ line, leaf }) => ({ line, leaf: b64(leaf) })),
    root: b64(merkleRoot(tree, leaves.length)),
    checkpoints,
    groups,
    orders: await Promise.all(
      orders.map(async ([why, order]) => {
        const { findings } = await verifySmall(order.map((line) => `${lines[line - 1]}\n`).join(''));
        return { why, order, found: [...new Set(findings.map(({ check, code }) => `${check} ${code}`))].sort() };
      }),
    ),
  };
}

const KINDS: readonly Contest[] = [
  {
    ...committeeContest(2, 1, 0),
    candidates: [
      { name: '韦小红', remark: '一组' },
      { name: '韦小红', remark: '二组' },
    ],
    writeIns: [
      { name: '覃玉', remark: '' },
      { name: '李㛃', remark: '' },
    ],
  },
  {
    kind: 'appraisal',
    title: { zh: '民主测评', en: 'Appraisal' },
    subjects: [{ name: '高玉龙', remark: '' }],
    grades: [
      { zh: '优秀', en: 'Excellent' },
      { zh: '称职', en: 'Competent' },
    ],
  },
  {
    kind: 'recommendation',
    title: { zh: '民主推荐', en: 'Recommendation' },
    nominees: [{ name: '陈䶮', remark: '' }],
    limit: 1,
  },
];

/** §9: the object behind `texts`, the integers, and the bytes that a scrutineer signs. */
function attestation(record: string) {
  const leaves = entriesIn(record);
  const [meeting, round, result, attested] = ['meeting', 'round', 'result', 'attestation'].map(
    (type) => leaves.find(({ entry }) => entry.type === type)?.entry,
  );
  if (meeting?.type !== 'meeting' || round?.type !== 'round' || result?.type !== 'result') throw new Error('vectors');
  const { signatures, ...unsigned } = attested as AttestationEntry;
  const [{ author, signature }] = signatures as readonly [(typeof signatures)[number]];
  const bytes = decodeUtf8(canonicalBytes(unsigned));
  const textsOf = (contests: readonly Contest[], counts: readonly (readonly number[])[]) => {
    const object = attestedTextsOf(meeting, { ...round, contests }, counts);
    return { contests, counts, bytes: decodeUtf8(canonicalBytes(object)), hash: b64(hashObject(object)) };
  };
  const other = (member: 'accounting' | 'counts' | 'outcome' | 'root' | 'size' | 'texts' | 'ctx') => {
    const value = unsigned[member];
    const changed = typeof value === 'number' ? value + 1 : typeof value === 'string' ? b64(new Uint8Array(32)) : [];
    return {
      why: `another ${member}`,
      bytes: decodeUtf8(canonicalBytes({ ...unsigned, [member]: changed })),
      signature,
    };
  };
  return {
    meeting,
    round,
    texts: [textsOf(round.contests, result.counts), textsOf(KINDS, [[1, 0, 0, 1, 0, 1], [1, 0], [1]])],
    valid: {
      outcome: result.outcome,
      author,
      key: meeting.scrutineers[Number(author.split('-')[1]) - 1]?.signKey,
      bytes,
      signature,
    },
    invalid: (['accounting', 'counts', 'outcome', 'root', 'size', 'texts', 'ctx'] as const).map(other),
  };
}

/** The file of trusted keys (§3.1), what is none, and in what a `meeting` entry departs from what it says (§10, check 2). */
function trusted(record: string) {
  const meeting = entriesIn(record)[0]?.entry;
  if (meeting?.type !== 'meeting') throw new Error('vectors');
  const own = trustedKeysOf(meeting);
  const [first, ...others] = own.scrutineers as readonly [(typeof own.scrutineers)[number], ...typeof own.scrutineers];
  const { log } = own.keys;
  const witness = { name: 'witness.example/1', key: log };
  const text = (value: unknown) => JSON.stringify(value);
  const { witnesses: _, ...less } = own;
  const departures: readonly (readonly [code: TrustCode, object])[] = [
    ['trusted-meeting-differs', { meeting: `${own.meeting}x` }],
    ['trusted-log-differs', { logOrigin: `${own.logOrigin}x` }],
    ['trusted-server-keys-differ', { keys: { ...own.keys, receipts: log } }],
    ['trusted-server-keys-differ', { keys: { ...own.keys, entries: log } }],
    ['trusted-server-keys-differ', { keys: { ...own.keys, log: own.keys.entries } }],
    ['trusted-server-keys-differ', { keys: { ...own.keys, sheet: `${own.keys.sheet.slice(0, -2)}AA` } }],
    ['trusted-scrutineers-differ', { scrutineers: others }],
    ['trusted-scrutineers-differ', { scrutineers: [...others, first] }],
    ['trusted-scrutineers-differ', { scrutineers: [{ ...first, name: '某人' }, ...others] }],
    ['trusted-scrutineers-differ', { scrutineers: [{ ...first, signKey: log }, ...others] }],
    ['trusted-scrutineers-differ', { scrutineers: [{ ...first, cosignKey: log }, ...others] }],
    ['trusted-witnesses-differ', { witnesses: [...own.witnesses, witness] }],
  ];
  const refused: readonly (readonly [why: string, value: unknown])[] = [
    ['a member less', less],
    ['a member more', { ...own, name: '' }],
    ['another version', { ...own, version: 2 }],
    ['the version as text', { ...own, version: '1' }],
    ['nobody who signs', { ...own, scrutineers: [] }],
    ['a scrutineer without her key', { ...own, scrutineers: [{ name: first.name, signKey: first.signKey }] }],
    ['a key with a character less', { ...own, keys: { ...own.keys, log: log.slice(1) } }],
    ['a key with unused bits', { ...own, keys: { ...own.keys, log: `${log.slice(0, -1)}B` } }],
    ['a key less', { ...own, keys: { entries: own.keys.entries, log, sheet: own.keys.sheet } }],
    ['a name of the log with a blank', { ...own, logOrigin: `${own.logOrigin} x` }],
    ['no meeting', { ...own, meeting: '' }],
    ['a list', [own]],
    ['nothing', null],
  ];
  return {
    meeting: linesOf(record)[0],
    valid: [
      { why: 'as it is handed out', text: `${JSON.stringify(own, null, 2)}\n`, found: [] },
      { why: 'in another order of members', text: text(Object.fromEntries(Object.entries(own).reverse())), found: [] },
      ...departures.map(([code, change]) => ({
        why: `another ${Object.keys(change).join()}`,
        text: text({ ...own, ...change }),
        found: [code],
      })),
      {
        why: 'of another meeting altogether',
        text: text({ ...own, ...Object.assign({}, ...departures.map(([, change]) => change)) }),
        found: [...new Set(departures.map(([code]) => code))].sort(),
      },
    ],
    invalid: [
      ...refused.map(([why, value]) => ({ why, text: text(value), error: 'not-trusted-keys' })),
      { why: 'cut off', text: text(own).slice(0, -1), error: 'not-json' },
      { why: 'no text', text: '', error: 'not-json' },
    ],
  };
}

/** File name → content. */
export async function buildRecord() {
  const { record } = await election();
  return {
    'record.json': await wholeRecord(record),
    'entries.json': await entries(record),
    'attestation.json': attestation(record),
    'trusted-keys.json': trusted(record),
  };
}
