/**
 * What a verifier has found once: a device goes through the ballots of a round before the count and again before it
 * attests the result, and they are the same bytes.
 */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { sha256 } from '../../crypto/hash.ts';
import type { BallotJob, BallotJobAnswer, BallotVerifier } from './ballot-batch.ts';

/** Of two rounds of a thousand ballots in the small batches of a page; a batch keeps some 10 kB. */
const BATCHES_KEPT = 256;

/**
 * Answers a job at once when the same job was found without a fault before; everything else goes to the verifier.
 * A fault is never remembered, so it is looked for again.
 */
export function rememberBallots(verifier: BallotVerifier): BallotVerifier {
  const sound = new Map<string, BallotJobAnswer>();
  return async (job) => {
    const key = jobKey(job);
    const known = sound.get(key);
    if (known !== undefined) return known;
    const answer = await verifier(job);
    if (answer.failures.length > 0) return answer;
    sound.set(key, answer);
    for (const oldest of sound.keys()) {
      if (sound.size <= BATCHES_KEPT) break;
      sound.delete(oldest);
    }
    return answer;
  };
}

/** Two jobs with the same key ask for the same: every member of a job is in it. */
const jobKey = ({ ctx, K, contests, cards, lines }: BallotJob): string =>
  encodeBase64url(sha256(encodeUtf8(JSON.stringify([ctx, K, contests, cards, lines]))));
