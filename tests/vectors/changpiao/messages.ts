/** Vectors of what is sent beside the record: the server's answers with their codes, and the shares of the ceremony. */
import { deterministicRandom } from '../../../crypto/deterministic-random.ts';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { decodeUtf8 } from '../../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../../crypto/encoding/canonical.ts';
import { encodePoint, encodeScalar, reduce, type Scalar } from '../../../crypto/group.ts';
import { newSigningKey, signObject } from '../../../crypto/sign.ts';
import { shareMessageBytes } from '../../../crypto/threshold/key-ceremony.ts';
import { tokenFromSeed } from '../../../crypto/token.ts';
import { encodeReceipt } from '../../../printables/qr/receipt.ts';
import { detectedPermille } from '../../../tally/challenge/detection-bound.ts';
import { answerObject } from '../../../tally/roles/voter.ts';

const b64 = encodeBase64url;
const ANSWERS = ['pending', 'accepted', 'challenged'] as const;

/** What the server signs for a kiosk (specification §7), and the codes that carry it (§7.8). */
export function answers() {
  const random = deterministicRandom('vectors: answers');
  const receipts = newSigningKey(random);
  const [meetingId, round] = ['qingxi-2026', 1];
  const ctx = random(32);
  const valid = [0, 1].map(() => {
    const { T } = tokenFromSeed(ctx, round, random(16));
    const h = random(32);
    const signed = ANSWERS.map((type) => {
      const object = answerObject(type, ctx, b64(encodePoint(T)), h);
      const signature = signObject(object, receipts.secretKey);
      const code =
        type === 'challenged' ? null : encodeReceipt({ kind: type, meetingId, round, T: encodePoint(T), h, signature });
      return { type, bytes: decodeUtf8(canonicalBytes(object)), signature: b64(signature), code };
    });
    return { T: b64(encodePoint(T)), h: b64(h), answers: signed };
  });
  const [{ answers: [pending, accepted] = [] } = {}] = valid;
  const code = accepted?.code ?? '';
  const data = code.slice(code.lastIndexOf('.') + 1);
  const invalid = [
    { why: 'another version', code: code.replace('R1.', 'R2.') },
    { why: 'neither pending nor accepted', code: code.replace('.A.', '.C.') },
    { why: 'a small letter', code: code.replace('.A.', '.a.') },
    { why: 'a round with a leading zero', code: code.replace('.1.', '.01.') },
    { why: 'round 0', code: code.replace('.1.', '.0.') },
    { why: 'no meeting', code: code.replace(meetingId, '') },
    { why: 'a byte too few', code: code.slice(0, -2) },
    { why: 'a byte too many', code: `${code}AA` },
    { why: 'padding', code: `${code}=` },
    { why: 'unused bits', code: `${code.slice(0, -1)}${data.endsWith('B') ? 'D' : 'B'}` },
    { why: 'something after it', code: `${code}.1` },
  ];
  /** The signature of one answer is none of another. */
  const crossed = [
    { why: 'pending is no acceptance', bytes: accepted?.bytes, signature: pending?.signature },
    { why: 'an acceptance is not pending', bytes: pending?.bytes, signature: accepted?.signature },
  ];
  return { meetingId, round, ctx: b64(ctx), receiptsKey: b64(receipts.publicKey), valid, invalid, crossed };
}

/** What one scrutineer encrypts to another (specification §4, 3). `commitments`: f_i(j)G = Σ_m j^m C_im. */
export function shareMessages(ceremony: {
  readonly ceremony: string;
  readonly packages: readonly { readonly commitments: readonly string[] }[];
  readonly shares: readonly (readonly Scalar[])[];
  readonly hash: Uint8Array;
}) {
  const random = deterministicRandom('vectors: share messages');
  const { hash, shares } = ceremony;
  const written = (from: number, to: number, share: Scalar, of = hash) =>
    decodeUtf8(shareMessageBytes({ ceremony: of, from, to, share }));
  const shareOf = (from: number, to: number) => shares[to - 1]?.[from - 1] as Scalar;
  const valid = [1, 2, 3].flatMap((from) =>
    [1, 2, 3].flatMap((to) =>
      from === to
        ? []
        : [{ from, to, share: b64(encodeScalar(shareOf(from, to))), bytes: written(from, to, shareOf(from, to)) }],
    ),
  );
  const own = written(1, 2, shareOf(1, 2));
  const invalid = [
    { why: 'a share of another ceremony', bytes: written(1, 2, shareOf(1, 2), random(32)), error: 'other-ceremony' },
    { why: 'of another sender', bytes: written(3, 2, shareOf(1, 2)), error: 'addressee' },
    { why: 'to another addressee', bytes: written(1, 3, shareOf(1, 2)), error: 'addressee' },
    { why: 'the share of another addressee', bytes: written(1, 2, shareOf(1, 3)), error: 'share-wrong' },
    { why: 'a share one too large', bytes: written(1, 2, reduce(shareOf(1, 2) + 1n)), error: 'share-wrong' },
    { why: 'a member more', bytes: own.replace('"to":2', '"time":0,"to":2'), error: 'malformed' },
    { why: 'a blank', bytes: own.replace(',', ', '), error: 'malformed' },
  ];
  return { ceremony: ceremony.ceremony, from: 1, to: 2, packages: ceremony.packages, valid, invalid };
}

/** Of n challenges the smallest share of changed ballots, in thousandths, that is noticed with 95 % (specification §7.9). */
export const detection = () => ({
  valid: [0, 1, 2, 3, 5, 10, 20, 30, 58, 59, 100, 298, 299, 1000, 2994, 2995, 60000].map((challenges) => ({
    challenges,
    permille: detectedPermille(challenges),
  })),
});
