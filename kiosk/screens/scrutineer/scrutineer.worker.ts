/**
 * What takes seconds on a scrutineer's device, off the page's own thread: the passphrase (scrypt) and the
 * verification of a whole record. Between two requests it keeps nothing but which ballots it has verified.
 */
import { decryptWithPassphrase, encryptWithPassphrase } from '../../../crypto/confidential.ts';
import { type Examination, examineForRelease, type KeptAcceptance } from '../../../tally/roles/scrutineer/release.ts';
import { verifyBallotJob } from '../../../tally/verify/ballot-batch.ts';
import { rememberBallots } from '../../../tally/verify/ballot-memory.ts';
import { type Verification, verifyRecord } from '../../../tally/verify/verify-record.ts';
import { randomBytes } from '../../session/random.ts';

export type Work =
  | { readonly kind: 'seal'; readonly passphrase: string; readonly content: Uint8Array }
  | { readonly kind: 'open'; readonly passphrase: string; readonly file: Uint8Array }
  | {
      readonly kind: 'examine';
      readonly file: Uint8Array;
      readonly ctx: string;
      readonly acceptances: readonly KeptAcceptance[];
      readonly onScreens: number;
    }
  | { readonly kind: 'verify'; readonly file: Uint8Array };

export type WorkDone = {
  readonly seal: Uint8Array;
  /** Null: wrong passphrase or changed file; which of them cannot be told. */
  readonly open: Uint8Array | null;
  readonly examine: Omit<Examination, 'record' | 'latest'>;
  readonly verify: Verification;
};

export type Answer =
  | { readonly id: number; readonly progress: readonly [done: number, total: number] }
  | { readonly id: number; readonly done: WorkDone[Work['kind']] }
  | { readonly id: number; readonly failure: string };

const CHUNK = 8;

/** The ballots examined before the release are not verified again for the attestation. */
const ballotVerifier = rememberBallots(async (job) => verifyBallotJob(job, randomBytes));

async function carryOut(work: Work, onProgress: (done: number, total: number) => void) {
  switch (work.kind) {
    case 'seal':
      return encryptWithPassphrase(work.passphrase, work.content);
    case 'open': {
      const opened = await decryptWithPassphrase(work.passphrase, work.file);
      return opened.ok ? opened.value : null;
    }
    case 'examine': {
      const { file, ctx, acceptances, onScreens } = work;
      const { record: _, ...found } = await examineForRelease({
        file,
        ctx,
        acceptances,
        onScreens,
        random: randomBytes,
        ballotVerifier,
        chunk: CHUNK,
        onProgress,
      });
      return found;
    }
    case 'verify':
      return verifyRecord(work.file, { random: randomBytes, ballotVerifier, chunk: CHUNK, onProgress });
  }
}

self.onmessage = async ({ data }: MessageEvent<{ readonly id: number; readonly work: Work }>) => {
  const { id, work } = data;
  const answer = (value: Answer) => self.postMessage(value);
  try {
    const done = await carryOut(work, (...progress) => answer({ id, progress }));
    answer({ id, done: done as WorkDone[Work['kind']] });
  } catch (error) {
    answer({ id, failure: error instanceof Error ? error.message : String(error) });
  }
};
