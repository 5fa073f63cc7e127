/** Attacks on encoding, authors, log and keys (specification §2, §3, §11). */

import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { formatCheckpoint, parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import { addSignatures, cosign, formatNote, parseNote, signNote } from '../../crypto/log/signed-note.ts';
import { newSigningKey } from '../../crypto/sign.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { type Attack, changeLine, SHEET_KEY } from './attack.ts';
import { asTestRun, endedOnPaper, goesToPaper, leaveOut, replaceEntry, rewrite, signedBy } from './writing.ts';

const stranger = newSigningKey(seededRandom('stranger'));
const strangerKey = encodeBase64url(stranger.publicKey);
/** The Ed25519 point of order 1: every signature equation holds for it somehow. */
const SMALL_ORDER_KEY = encodeBase64url(Uint8Array.of(1, ...new Uint8Array(31)));
const NO_HASH = 'A'.repeat(43);

/** Changes the note over the closing tree, found as the first one cosigned by a witness after the ballots. */
const atLast = (record: string, change: (line: string) => string | null): string => {
  const lines = record.trimEnd().split('\n');
  const changed = change(lines.at(-1) as string);
  return `${[...lines.slice(0, -1), ...(changed === null ? [] : [changed])].join('\n')}\n`;
};

const inLastNote = (change: (note: string) => string) => (record: string) =>
  atLast(record, (line) => {
    const { note, type } = JSON.parse(line) as { note: string; type: string };
    return JSON.stringify({ note: change(note), type });
  });

export const ENCODING_ATTACKS: readonly Attack[] = [
  { name: 'an empty file', found: ['encoding/file-empty', 'log/meeting-missing', ...missing()], change: () => '' },
  {
    name: 'a meeting that goes to paper, without its first entry',
    found: ['log/meeting-missing', 'round/ctx-differs', ...missing()],
    deviation: goesToPaper('key-commit'),
    change: (record) => endedOnPaper(record).split('\n').slice(1).join('\n'),
  },
  {
    name: 'a file cut before its last line end',
    found: ['encoding/line-end-missing'],
    change: (record) => record.slice(0, -1),
  },
  {
    name: 'white space in an entry',
    found: [
      'aggregate/aggregate-missing',
      'attestations/attestation-differs',
      'encoding/line-not-canonical',
      'log/checkpoint-root',
      'result/counts-differ',
    ],
    change: (record) => changeLine(record, '"type":"aggregate"', (line) => line.replace('{', '{ ')),
  },
  ...(
    [
      [32, 'entry-type-unknown'],
      [33, 'line-not-canonical'],
      // More than a reader's stack may hold.
      [1000, 'line-not-canonical'],
      [100_000, 'line-not-canonical'],
    ] as const
  ).map(
    ([depth, code]): Attack => ({
      name: `a line of lists ${depth} deep`,
      found: [
        'aggregate/aggregate-missing',
        'attestations/attestation-differs',
        `encoding/${code}`,
        'log/checkpoint-root',
        'result/counts-differ',
      ],
      change: (record) => changeLine(record, '"type":"aggregate"', () => '['.repeat(depth) + ']'.repeat(depth)),
    }),
  ),
  {
    name: 'bytes that are no UTF-8',
    found: [
      'aggregate/aggregate-missing',
      'attestations/attestation-differs',
      'encoding/utf8-malformed',
      'log/checkpoint-root',
      'result/counts-differ',
    ],
    change: (record) => {
      const bytes = new TextEncoder().encode(record);
      const at = record.slice(0, record.indexOf('"type":"aggregate"')).length;
      bytes[new TextEncoder().encode(record.slice(0, at)).length] = 0xff;
      return bytes;
    },
  },
  {
    name: 'an entry of an unknown type',
    found: [
      'aggregate/aggregate-missing',
      'attestations/attestation-differs',
      'encoding/entry-type-unknown',
      'log/checkpoint-root',
      'result/counts-differ',
    ],
    change: (record) =>
      changeLine(record, '"type":"aggregate"', (line) => line.replace('"type":"aggregate"', '"type":"aggregates"')),
  },
  {
    name: 'an entry with a field more',
    found: ['aggregate/aggregate-missing', 'encoding/entry-malformed', 'result/counts-differ'],
    deviation: rewrite('aggregate', () => ({ note: 'x' })),
  },
  {
    name: 'a test run under the title of a real meeting',
    found: ['encoding/entry-malformed'],
    deviation: rewrite('meeting', () => ({ testRun: true })),
  },
  {
    name: 'a test run passed off as a real meeting',
    found: [
      'attestations/attestation-differs',
      'key-ceremony/package-invalid',
      'log/checkpoint-root',
      'log/signature-invalid',
      'round/round-ceremony-differs',
      'round/round-meeting-differs',
    ],
    deviation: asTestRun,
    change: (record) => record.replace('"testRun":true,', ''),
  },
  {
    name: 'a checkpoint line with a field more',
    found: ['encoding/checkpoint-malformed', 'log/checkpoint-missing'],
    change: (record) => atLast(record, (line) => line.replace('"type":', '"time":1,"type":')),
  },
];

/** What an empty file lacks besides. */
function missing() {
  return [
    'tokens/tokens-missing',
    'round/round-missing',
    'round/open-missing',
    'accounting/close-missing',
    'aggregate/aggregate-missing',
    'result/result-missing',
  ] as const;
}

export const AUTHOR_ATTACKS: readonly Attack[] = [
  {
    name: 'an aggregate signed by a scrutineer',
    found: ['aggregate/author-missing', 'aggregate/author-wrong'],
    deviation: signedBy('aggregate', () => ['scrutineer-1']),
  },
  {
    name: 'a list of tokens without one scrutineer',
    found: ['tokens/author-missing'],
    deviation: signedBy('tokens', (_, own) => own.slice(0, -1)),
  },
  {
    name: 'a close signed by the server and one scrutineer of two needed',
    found: ['accounting/author-missing'],
    deviation: signedBy('close', (_, own) => own.slice(0, 2)),
  },
  {
    name: 'a partial decryption signed by a colleague',
    found: ['decryption/author-missing', 'decryption/author-wrong'],
    deviation: signedBy('partial-decryption', (draft, own) =>
      draft.type === 'partial-decryption' && draft.stage === 'tally' && draft.index === 2 ? ['scrutineer-1'] : own,
    ),
  },
  {
    name: 'a signature moved from another entry',
    found: ['result/signature-invalid'],
    deviation: () => {
      let signature = '';
      return {
        signed: (entry) => {
          if (entry.type === 'aggregate') signature = entry.signatures[0]?.signature ?? '';
          return entry.type === 'result' ? { ...entry, signatures: [{ author: 'server', signature }] } : entry;
        },
      };
    },
  },
  {
    name: 'the same signature twice in place of two scrutineers',
    found: ['accounting/author-missing', 'accounting/signature-order'],
    deviation: () => ({
      signed: (entry) =>
        entry.type === 'close'
          ? { ...entry, signatures: [...entry.signatures.slice(0, 2), ...entry.signatures.slice(1, 2)] }
          : entry,
    }),
  },
];

export const LOG_ATTACKS: readonly Attack[] = [
  {
    name: 'a record that does not begin with its meeting',
    found: ['log/meeting-missing'],
    deviation: leaveOut('meeting'),
  },
  {
    name: 'two meetings in one record',
    found: [
      'attestations/attestation-differs',
      'key-ceremony/package-invalid',
      'log/entry-out-of-order',
      'round/round-ceremony-differs',
      'round/round-meeting-differs',
    ],
    deviation: replaceEntry('meeting', (entry) => [entry, { ...entry, id: 'another' }]),
  },
  {
    name: 'one key for entries and log',
    found: ['log/checkpoint-log-signature', 'log/checkpoint-signature-unknown', 'log/key-reused'],
    deviation: rewrite('meeting', ({ keys }) => ({ keys: { ...keys, log: keys.entries } })),
  },
  {
    name: 'a witness under the name of a scrutineer, whose cosignature would pass for his',
    found: ['log/key-reused'],
    options: { witnesses: ['changpiao.simulation/record/scrutineer-2'] },
  },
  {
    name: 'a log key of small order',
    found: ['log/checkpoint-log-signature', 'log/checkpoint-signature-unknown', 'log/key-malformed'],
    deviation: rewrite('meeting', ({ keys }) => ({ keys: { ...keys, log: SMALL_ORDER_KEY } })),
  },
  {
    name: 'a key of result sheets that is no point of the curve',
    found: ['log/key-malformed'],
    options: { sheetKey: `${SHEET_KEY.slice(0, -4)}AAAA` },
  },
  {
    name: 'a key of result sheets that can be written in a second way',
    found: ['log/key-malformed'],
    options: { sheetKey: `${SHEET_KEY.slice(0, -1)}R` },
  },
  {
    name: 'two leaves swapped',
    found: ['attestations/attestation-differs', 'casts/group-not-sorted', 'log/checkpoint-root'],
    change: (record) => {
      const lines = record.split('\n');
      const at = lines.findIndex((line) => line.includes('"type":"cast"'));
      return [...lines.slice(0, at), lines[at + 1], lines[at], ...lines.slice(at + 2)].join('\n');
    },
  },
  {
    name: 'a forked log: a validly signed head over another tree',
    found: ['log/checkpoint-log-signature', 'log/checkpoint-root'],
    deviation: () => ({
      checkpoint: (text) => {
        const note = parseNote(text);
        if (note.signatures.length > 1) return text;
        const head = parseCheckpoint(note.text);
        const body = formatCheckpoint({ ...head, root: new Uint8Array(32) });
        const log = { name: head.origin, publicKey: stranger.publicKey };
        return formatNote({
          text: body,
          signatures: [
            {
              ...signNote(body, log, stranger.secretKey),
              keyId: (note.signatures[0] as never as { keyId: Uint8Array }).keyId,
            },
          ],
        });
      },
    }),
  },
  {
    name: 'a checkpoint of another size',
    found: ['log/checkpoint-log-signature', 'log/checkpoint-signature-invalid', 'log/checkpoint-size'],
    change: inLastNote((note) => note.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`)),
  },
  {
    name: 'a checkpoint of another log',
    found: ['log/checkpoint-log-signature', 'log/checkpoint-origin', 'log/checkpoint-signature-invalid'],
    change: inLastNote((note) => `other${note}`),
  },
  {
    name: 'a checkpoint that is no note',
    found: ['log/checkpoint-unreadable'],
    change: inLastNote((note) => note.replace('\n\n', '\n')),
  },
  {
    name: 'a cosignature by nobody declared',
    found: ['log/checkpoint-signature-unknown'],
    change: inLastNote((text) => {
      const note = parseNote(text);
      const signer = { name: 'witness.example/two', publicKey: stranger.publicKey };
      return formatNote(addSignatures(note, [cosign(note.text, signer, stranger.secretKey, 1)]));
    }),
  },
  {
    name: 'a cosignature counted twice',
    found: ['log/checkpoint-signature-twice'],
    change: inLastNote((text) => {
      const note = parseNote(text);
      return formatNote(addSignatures(note, note.signatures.slice(1, 2)));
    }),
  },
  {
    name: 'a close without checkpoint',
    found: ['log/checkpoint-missing'],
    deviation: () => {
      let closes = 0;
      return {
        write: (draft) => {
          if (draft.type === 'close') closes = 1;
          return draft;
        },
        checkpoint: (note) => (closes === 1 && closes++ === 1 ? null : note),
      };
    },
  },
  {
    name: 'a closing checkpoint without one scrutineer',
    found: ['log/cosignature-missing'],
    deviation: () => ({ cosigners: (names) => names.filter((name) => !name.endsWith('scrutineer-3')) }),
  },
  {
    name: 'a closing checkpoint without the outside witness',
    found: ['log/cosignature-missing'],
    deviation: () => ({ cosigners: (names) => names.filter((name) => !name.startsWith('witness')) }),
  },
  {
    name: 'a record without its last checkpoint',
    found: ['log/checkpoint-missing'],
    change: (record) => atLast(record, () => null),
  },
  {
    name: 'a group of ballots without checkpoint',
    found: ['casts/group-not-sorted', 'log/checkpoint-missing'],
    deviation: () => ({
      checkpoint: (note) => (parseNote(note).signatures.length === 1 ? null : note),
    }),
  },
];

export const TRUST_ATTACKS: readonly Attack[] = [
  {
    name: 'a record of another meeting',
    found: ['log/trusted-meeting-differs'],
    keys: (own) => ({ ...own, meeting: 'other' }),
  },
  {
    name: 'a record of another log',
    found: ['log/trusted-log-differs'],
    keys: (own) => ({ ...own, logOrigin: 'other/log' }),
  },
  {
    name: 'a record made with keys of the forger’s own',
    found: ['log/trusted-server-keys-differ'],
    keys: (own) => ({ ...own, keys: { ...own.keys, entries: strangerKey } }),
  },
  {
    name: 'a record with other scrutineers',
    found: ['log/trusted-scrutineers-differ'],
    keys: (own) => ({ ...own, scrutineers: own.scrutineers.slice(1) }),
  },
  {
    name: 'a record with other witnesses',
    found: ['log/trusted-witnesses-differ'],
    keys: (own) => ({ ...own, witnesses: [{ name: 'w', key: NO_HASH }] }),
  },
];
