/**
 * Every decoder of the product under random and damaged input (specification §2): it refuses in its own words, or gives a value
 * that is written back as the very same input. Anything else is a crash or a second form of one statement.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { encodeHex } from '../../crypto/encoding/hex.ts';
import { newSigningKey, verifyBytes } from '../../crypto/sign.ts';
import { cardText, parseCardText } from '../../crypto/token.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { namedFindings, verifySmall } from '../attacks/attack.ts';
import { sourceFiles } from '../boundaries.ts';
import { CRYPTO_DECODERS } from './crypto-decoders.ts';
import { tryDecoder } from './decoder.ts';
import { FILE_DECODERS } from './file-decoders.ts';
import { KIOSK_DECODERS } from './kiosk-decoders.ts';
import { damage, damageObject } from './mutation.ts';
import { PRINTED_DECODERS } from './printed-decoders.ts';
import { recordLines, simulated } from './real-inputs.ts';
import { TALLY_DECODERS } from './tally-decoders.ts';

const seed = process.env.FUZZ_SEED ?? 'fuzz';
const random = seededRandom(seed);
const DECODERS = [...CRYPTO_DECODERS, ...TALLY_DECODERS, ...PRINTED_DECODERS, ...FILE_DECODERS, ...KIOSK_DECODERS];

describe(`decoders refuse what they would not write themselves (FUZZ_SEED=${seed})`, () => {
  test.each(DECODERS)('$name', (decoder) => tryDecoder(decoder, random));
});

describe('no decoder is left out', () => {
  const root = new URL('../..', import.meta.url).pathname;
  /** By the words that exported decoders of outside bytes begin or end with. */
  const NAMED =
    /^export (?:async )?(?:function|const) ((?:parse|read|decode|open|decrypt|join|stored)[A-Z]\w*|known[A-Z]\w*s|make\w+(?:Parser|Lines|Reader)|\w+From(?:Object|Spki|Text)|result\w+Schema)\b/gm;
  const found = sourceFiles(root)
    .map((path) => path.slice(root.length))
    .filter((path) => /^(crypto|tally|printables|server|kiosk)\//.test(path) && !/\.test\.tsx?$/.test(path))
    // Routes and their bodies: requests.test.ts.
    .filter((path) => !path.startsWith('server/contract/') && !path.startsWith('server/rehearsal/'))
    .filter((path) => !path.includes('/scratch-'))
    .flatMap((path) =>
      [...readFileSync(`${root}${path}`, 'utf8').matchAll(NAMED)].map(([, name]) => ({ path, name: name as string })),
    )
    // Two of one name are told apart by their files.
    .map(({ path, name }, _, all) => (all.filter((one) => one.name === name).length > 1 ? `${path} ${name}` : name));

  const INSIDE = 'reads fields of a symbol that decodeSymbolA and decodePaperSymbol have opened';
  const NO_DECODER = 'opens something to write to or to work with; reads nothing';
  const EXCEPT: Readonly<Record<string, string>> = {
    ...Object.fromEntries(
      [
        'readList',
        'readOption',
        'readHead',
        'readCategory',
        'readWriteIns',
        'readListed',
        'readSignature',
        'readScrutineers',
      ].map((name) => [name, INSIDE]),
    ),
    ...Object.fromEntries(
      ['openEntry', 'openPaper', 'openWorkshop', 'openCheckingWorker'].map((name) => [name, NO_DECODER]),
    ),
    readRoster: 'takes the rows that readRosterFile and readRollFile have split',
    readCommitment: 'takes what parseReceipt has read; tally/roles/checking-device.test.ts',
    sheetKeyFromText: 'the server’s own key from its own database',
    readConfig: 'the environment of the operator’s own process',
    readSessionSecret: 'a cookie as it is, looked up by its hash',
    openCertificates: 'the server’s own files, damaged in server/certificates/certificate-files.test.ts',
    'server/certificates/authority.ts readCertificate': 'likewise',
    openWitnessFiles: 'the witness’s own files, damaged in server/witness.test.ts',
    openSeatsWords: 'says how many seats are open; reads nothing',
    readPhoto: 'the browser decodes the picture; tests/voter-screens/camera.test.ts',
    readWitnessLine: 'parseVerifierKey behind a page',
    knownSteps: 'says what the server knows of a step; reads nothing from outside',
    makeSerialReader: 'holds the line open; the bytes are makeSerialLines’',
    makeHidReader: 'holds the device open; the reports are makeHidPosParser’s',
  };

  test('every exported decoder is tried, or it is said why not', () => {
    const tried = new Set(DECODERS.flatMap(({ of }) => of));
    expect(found.length).toBeGreaterThan(70);
    expect(found.filter((name) => !tried.has(name) && !Object.hasOwn(EXCEPT, name))).toEqual([]);
  });

  test('every name in the tables is a decoder that is there', () => {
    const names = new Set(found);
    const listed = [...DECODERS.flatMap(({ of }) => of), ...Object.keys(EXCEPT)];
    const others = ['verifySignedPdf'];
    expect(listed.filter((name) => !names.has(name) && !others.includes(name))).toEqual([]);
    expect(Object.keys(EXCEPT).filter((name) => DECODERS.some(({ of }) => of.includes(name)))).toEqual([]);
  });
});

describe('what is damaged is noticed', () => {
  test('one character of a card mistyped', () => {
    const printed = cardText(new Uint8Array(16).fill(0x5a));
    for (let at = 0; at < printed.length; at++)
      for (const wrong of '0123456789ABCDEFGHJKMNPQRSTVWXYZ')
        if (wrong !== printed[at])
          expect(parseCardText(printed.slice(0, at) + wrong + printed.slice(at + 1)).ok).toBe(false);
  });

  test('signatures out of nothing verify under no key, and under none of the wrong length', () => {
    const { publicKey } = newSigningKey(random);
    for (let run = 0; run < 250; run++)
      expect(verifyBytes(random(40), random(run % 80), run % 2 === 0 ? publicKey : random(run % 40))).toBe(false);
  });

  test('bytes of a record', async () => {
    const bytes = encodeUtf8((await simulated()).record);
    for (let run = 0; run < 25; run++) {
      const damaged = damage(bytes, random);
      if (encodeHex(damaged) === encodeHex(bytes)) continue;
      const verification = await verifySmall(damaged);
      expect(verification.ok, namedFindings(verification).join()).toBe(false);
    }
  });

  test('an entry of a record, as an object', async () => {
    const all = await recordLines();
    for (let run = 0; run < 40; run++) {
      const at = run % all.length;
      let text: string;
      try {
        text = decodeUtf8(canonicalBytes(damageObject(JSON.parse(all[at] as string), random)));
      } catch {
        continue;
      }
      if (text === all[at]) continue;
      const verification = await verifySmall(`${all.with(at, text).join('\n')}\n`);
      expect(verification.ok, text.slice(0, 300)).toBe(false);
    }
  });
});
