/** The key ceremony of a simulation (specification §4) with the shares handed over in memory, and the rehearsal. */

import type { Ciphertext } from '../../crypto/ballot.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodePoint, encodeScalar, type Point, type RandomBytes, type Scalar } from '../../crypto/group.ts';
import {
  combineShares,
  electionKeys,
  makePackage,
  newCoefficients,
  openPackages,
  packageCommitment,
  rehearsalPoint,
  shareFor,
} from '../../crypto/threshold/key-ceremony.ts';
import { decryptionAt, provePaper } from '../../crypto/threshold/paper-proof.ts';
import { type IndexedPartial, partialDecrypt } from '../../crypto/threshold/partial-decryption.ts';
import type { PaperClaim } from '../count/paper-statement.ts';
import { scrutineerAuthor } from '../record/authors.ts';
import type { Stage } from '../record/count-entries.ts';
import type { Parties } from './simulated-parties.ts';

export interface SimulatedKeys {
  /** Ceremony hash, base64url. */
  readonly ceremony: string;
  readonly K: string;
  readonly X: readonly string[];
  /** Every scrutineer publishes its partial decryption of these pairs. */
  readonly decrypt: (stage: Stage, ctx: Uint8Array, pairs: readonly Ciphertext[]) => readonly IndexedPartial[];
  /** Every scrutineer publishes its proof of the counts to be printed. */
  readonly prove: (claim: PaperClaim, released: readonly IndexedPartial[]) => void;
}

const pointText = (P: Point): string => encodeBase64url(encodePoint(P));

export function simulateCeremony(
  parties: Parties,
  meeting: Uint8Array,
  of: { readonly threshold: number; readonly recipients: readonly string[] },
  random: RandomBytes,
): SimulatedKeys {
  const { scrutineers, publish } = parties;
  const size = { n: scrutineers.length, t: of.threshold };
  const coefficients = scrutineers.map(() => newCoefficients(of.threshold, random));
  const packages = scrutineers.map(({ index, name, sign }, at) =>
    makePackage(
      { meeting, index, name, ...size, signKey: sign.publicKey, recipient: of.recipients[at] as string },
      coefficients[at] as readonly Scalar[],
      random,
    ),
  );
  packages.forEach((own, at) => {
    const commitment = encodeBase64url(packageCommitment(own));
    publish({ type: 'key-commit', index: at + 1, commitment }, scrutineerAuthor(at + 1));
  });
  packages.forEach((own, at) => {
    publish({ type: 'key-reveal', package: own }, scrutineerAuthor(at + 1));
  });
  const opened = openPackages(packages, { meeting, ...size });
  if (!opened.ok) throw new Error(`simulation: packages ${opened.error.map(({ code }) => code).join()}`);
  const keys = electionKeys(meeting, opened.value);
  if (!keys.ok) throw new Error('simulation: the packages make no key');
  const { K, X } = keys.value;
  const ceremony = encodeBase64url(keys.value.ceremony);
  for (const { index } of scrutineers) {
    publish({ type: 'key-confirm', index, ceremony, K: pointText(K), X: X.map(pointText) }, scrutineerAuthor(index));
  }
  const shares = scrutineers.map(({ index }) => combineShares(coefficients.map((own) => shareFor(own, index))));

  const decrypt: SimulatedKeys['decrypt'] = (stage, ctx, pairs) =>
    scrutineers.map(({ index }, at) => {
      const statement = { ctx, stage, index, K, X: X[at] as Point, pairs };
      const { D, c, s } = partialDecrypt(statement, shares[at] as Scalar, random);
      publish(
        {
          type: 'partial-decryption',
          ctx: encodeBase64url(ctx),
          stage,
          index,
          D: D.map(pointText),
          c: encodeBase64url(encodeScalar(c)),
          s: encodeBase64url(encodeScalar(s)),
        },
        scrutineerAuthor(index),
      );
      return { index, D };
    });
  const R = rehearsalPoint(keys.value.ceremony);
  decrypt('rehearsal', keys.value.ceremony, [[R, R]]);

  const prove: SimulatedKeys['prove'] = ({ statement, circuit }, released) => {
    for (const [at, { index }] of scrutineers.entries()) {
      const own = { index, X: X[at] as Point, x: shares[at] as Scalar, D: decryptionAt(index, released) };
      const { c, s } = provePaper(statement, circuit, own, random);
      publish(
        {
          type: 'paper-proof',
          ctx: encodeBase64url(statement.ctx),
          index,
          c: encodeBase64url(encodeScalar(c)),
          s: encodeBase64url(encodeScalar(s)),
        },
        scrutineerAuthor(index),
      );
    }
  };
  return { ceremony, K: pointText(K), X: X.map(pointText), decrypt, prove };
}
