/** Tests only: an outside witness with files of its own in a temporary folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { type SigningKey, signingKeyFromSecret } from '../../crypto/sign.ts';
import type { WitnessIdentity } from '../../tally/roles/witness.ts';
import { createClient } from '../contract/client.ts';
import { followMeeting, type Look } from './follow-meeting.ts';
import { openWitnessFiles, type WitnessFiles } from './witness-files.ts';

export type ScratchWitness = {
  readonly identity: WitnessIdentity;
  readonly key: SigningKey;
  readonly path: string;
  readonly files: WitnessFiles;
  /** One look; `base`: where the server is. */
  readonly look: (base: string, meeting: string) => Promise<Look>;
  /** Until there is nothing more to cosign. */
  readonly follow: (base: string, meeting: string) => Promise<Look>;
  readonly close: () => void;
};

export function scratchWitness(name: string, random: RandomBytes): ScratchWitness {
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-witness-'));
  const path = join(folder, 'witness.json');
  const opened = openWitnessFiles(path, { random, name });
  if (!opened.ok) throw new Error(opened.error);
  const files = opened.value;
  const look = (base: string, meeting: string) => {
    const client = createClient({ base, fetch: (address, request) => fetch(address, request) });
    return followMeeting({ meeting, client, files, now: () => Math.floor(Date.now() / 1000) }).look();
  };
  return {
    identity: files.identity,
    key: signingKeyFromSecret(decodeBase64url(files.identity.key, 32)),
    path,
    files,
    look,
    follow: async (base, meeting) => {
      for (;;) {
        const seen = await look(base, meeting);
        if (seen.kind !== 'cosigned') return seen;
      }
    },
    close: () => {
      files.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
