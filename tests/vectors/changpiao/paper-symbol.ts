/** Symbol A of a count on paper (specification §9.2): an election, an appraisal and a recommendation, with forged ones. */
import { deterministicRandom } from '../../../crypto/deterministic-random.ts';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { canonicalBytes } from '../../../crypto/encoding/canonical.ts';
import { formatCheckpoint } from '../../../crypto/log/checkpoint.ts';
import { createMerkleTree, inclusionProof, leafHash, merkleRoot } from '../../../crypto/log/merkle.ts';
import { signNote } from '../../../crypto/log/signed-note.ts';
import { newSigningKey, type SigningKey } from '../../../crypto/sign.ts';
import {
  encodePaperSymbol,
  type PaperSymbol,
  type PaperSymbolBox,
  type PaperSymbolElection,
  paperSymbolTexts,
} from '../../../printables/qr/paper-symbol.ts';
import { countHashOf, paperCountOfSymbol } from '../../../printables/qr/paper-symbol-entry.ts';
import { SERVER, scrutineerAuthor } from '../../../tally/record/authors.ts';
import { signEntry } from '../../../tally/record/entry.ts';

const b64 = encodeBase64url;
const BOX = { printed: 10, issued: 8, remaining: 2, voters: 8, recovered: 8 };

const ELECTION: PaperSymbolElection = {
  category: 'committee',
  post: '委员',
  seats: 1,
  candidates: ['王建国（1974年4月生）', '李㛃'],
  writeInList: 3,
  writeIns: [
    { place: 0, label: '陈䶮', votes: 1 },
    { place: 2, label: '阿卜杜拉·买买提', votes: 1 },
  ],
  outcome: [1, 1, 0, 5, 0, 1, 0, 0, 0],
  box: {
    ...BOX,
    tally: {
      valid: 7,
      invalid: 1,
      rows: [
        [5, 2, 0, 0],
        [0, 5, 1, 1],
      ],
      voidEntries: [
        { reason: 'without-disapproval', entries: 1 },
        { reason: 'illegible', entries: 2 },
      ],
      invalidReasons: [{ reason: 'illegible', ballots: 1 }],
    },
  },
};
const formBox = (rows: readonly (readonly number[])[]): PaperSymbolBox => ({
  ...BOX,
  tally: { valid: 7, invalid: 1, rows, voidEntries: [], invalidReasons: [{ reason: 'declared-invalid', ballots: 1 }] },
});

type Stated = Omit<PaperSymbol, 'ctx' | 'server' | 'scrutineers' | 'head'>;
const STATED: Stated = {
  meetingId: 'vectors-2026',
  meetingTitle: '党员大会',
  date: '2026-11-28',
  round: 2,
  rules: {
    ruleSet: '2020',
    majorityBase: 'expected',
    quorumEqualAccepted: true,
    recoveredLimit: 'both',
    revoteThreshold: 'none',
    furtherElectionThreshold: 'half',
  },
  expected: 9,
  present: 8,
  contests: [
    ELECTION,
    {
      category: 'appraisal',
      title: '民主测评',
      grades: ['优秀', '称职'],
      subjects: ['王建国（1974年4月生）', '李㛃'],
      box: formBox([
        [4, 2, 1, 0],
        [0, 6, 0, 1],
      ]),
    },
    {
      category: 'recommendation',
      title: '民主推荐',
      limit: 2,
      nominees: ['李㛃', '陈䶮'],
      box: formBox([[6], [2]]),
    },
  ],
};

/** As these scrutineers and this server would have signed it; the second scrutineer does not. */
export function signedPaperSymbol(change: Partial<Stated> = {}): PaperSymbol {
  const random = deterministicRandom('vectors: paper symbol');
  const ctx = random(32);
  const [server, log, ...keys] = [1, 2, 3, 4, 5].map(() => newSigningKey(random)) as [
    SigningKey,
    SigningKey,
    ...SigningKey[],
  ];
  const leaves = Array.from({ length: 6 }, () => random(32));
  const unsigned: PaperSymbol = {
    ...STATED,
    ...change,
    ctx: b64(ctx),
    server: { key: b64(server.publicKey), signature: null },
    scrutineers: keys.map(({ publicKey }, at) => ({
      name: `监票人${'甲乙丙'[at]}`,
      signKey: b64(publicKey),
      signature: null,
    })),
    head: null,
  };
  const entry = paperCountOfSymbol(unsigned);
  const signed: PaperSymbol = {
    ...unsigned,
    server: { ...unsigned.server, signature: signEntry(entry, SERVER, server.secretKey).signature },
    scrutineers: unsigned.scrutineers.map((scrutineer, at) => ({
      ...scrutineer,
      signature:
        at === 1 ? null : signEntry(entry, scrutineerAuthor(at + 1), (keys[at] as SigningKey).secretKey).signature,
    })),
  };
  const tree = createMerkleTree([...leaves, leafHash(canonicalBytes(paperCountOfSymbol(signed)))]);
  const origin = 'vectors.example/2026';
  const size = leaves.length + 1;
  const text = formatCheckpoint({ origin, size, root: merkleRoot(tree) });
  return {
    ...signed,
    head: {
      origin,
      key: b64(log.publicKey),
      size,
      root: b64(merkleRoot(tree)),
      path: inclusionProof(tree, size - 1).map(b64),
      signature: b64(signNote(text, { name: origin, publicKey: log.publicKey }, log.secretKey).signature),
    },
  };
}

/** The election, changed; everything else as it was. */
export const withElection = (change: (of: PaperSymbolElection) => Partial<PaperSymbolElection>): Partial<Stated> => ({
  contests: STATED.contests.map((one, at) => (at === 0 ? { ...ELECTION, ...change(ELECTION) } : one)),
});

export function paperSymbol() {
  const symbol = signedPaperSymbol();
  const head = symbol.head as NonNullable<PaperSymbol['head']>;
  const votes = withElection(({ box }) => ({
    box: { ...box, tally: box.tally && { ...box.tally, rows: [[4, 3, 0, 0], ...box.tally.rows.slice(1)] } },
  }));
  const forged: readonly { readonly why: string; readonly symbol: PaperSymbol }[] = [
    { why: 'a changed number of votes', symbol: { ...symbol, ...votes } },
    { why: 'another name', symbol: { ...symbol, ...withElection(() => ({ candidates: ['某人', '李㛃'] })) } },
    { why: 'another round', symbol: { ...symbol, round: 1 } },
    { why: 'another ctx', symbol: { ...symbol, ctx: b64(new Uint8Array(32).fill(1)) } },
  ];
  const heads: readonly { readonly why: string; readonly symbol: PaperSymbol }[] = [
    { why: 'a head of another size', symbol: { ...symbol, head: { ...head, size: head.size + 1 } } },
    { why: 'a head of another log', symbol: { ...symbol, head: { ...head, origin: 'other.example/2026' } } },
    { why: 'a path to another root', symbol: { ...symbol, head: { ...head, path: head.path.slice(1) } } },
  ];
  const written = (of: PaperSymbol) => b64(encodePaperSymbol(of));
  return {
    valid: { symbol, bytes: written(symbol), texts: paperSymbolTexts(symbol), count: countHashOf(symbol) },
    invalid: [
      ...forged.map(({ why, symbol: of }) => ({ why, fails: 'signatures' as const, bytes: written(of) })),
      // Signed, and yet not of the record they name.
      ...heads.map(({ why, symbol: of }) => ({ why, fails: 'head' as const, bytes: written(of) })),
    ],
  };
}
