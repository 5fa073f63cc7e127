/**
 * The server's own keys of one meeting, one per purpose (specification §2, §3): author of entries, log, receipts
 * (pending and accepted), and the P-256 key of the result sheet. Made when the meeting is sealed, kept in the database.
 *
 * Security: whoever has the database files has these keys. They prove what the server said, never who may vote or
 * what a ballot holds; scrutineers' keys are not here.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { newSigningKey, type SigningKey, signingKeyFromSecret } from '../../crypto/sign.ts';
import type { ServerKeys } from '../../tally/record/meeting-entry.ts';
import type { Database } from '../store/database.ts';
import { insertKeys, keepSuperiorKey, loadKeys } from '../store/record-sheet.ts';

/** P-256 private key as PKCS #8 DER and its public key as SubjectPublicKeyInfo DER. */
export type SheetKey = { readonly pkcs8: Uint8Array; readonly spki: Uint8Array };

export type MeetingKeys = {
  readonly entries: SigningKey;
  readonly log: SigningKey;
  readonly receipts: SigningKey;
  readonly sheet: SheetKey;
};

function newSheetSecret(): Uint8Array {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }));
}

function sheetKeyFromSecret(pkcs8: Uint8Array): SheetKey {
  const secret = createPrivateKey({ key: Buffer.from(pkcs8), type: 'pkcs8', format: 'der' });
  const spki = createPublicKey(secret).export({ type: 'spki', format: 'der' });
  return { pkcs8, spki: new Uint8Array(spki) };
}

/** Makes the keys inside the transaction that seals the meeting; a second call gives the same keys. */
export async function createMeetingKeys(db: Database, meeting: string, random: RandomBytes): Promise<MeetingKeys> {
  const secret = () => encodeBase64url(newSigningKey(random).secretKey);
  await insertKeys(db, meeting, {
    entries: secret(),
    log: secret(),
    receipts: secret(),
    sheet: encodeBase64url(newSheetSecret()),
  });
  const keys = await loadMeetingKeys(db, meeting);
  if (keys === undefined) throw new Error('the keys of a meeting were not stored');
  return keys;
}

export async function loadMeetingKeys(db: Database, meeting: string): Promise<MeetingKeys | undefined> {
  const stored = await loadKeys(db, meeting);
  const [entries, log, receipts, sheet] = [
    stored.get('entries'),
    stored.get('log'),
    stored.get('receipts'),
    stored.get('sheet'),
  ];
  if (entries === undefined || log === undefined || receipts === undefined || sheet === undefined) return undefined;
  const signing = (secret: string) => signingKeyFromSecret(decodeBase64url(secret, 32));
  return {
    entries: signing(entries),
    log: signing(log),
    receipts: signing(receipts),
    sheet: sheetKeyFromSecret(decodeBase64url(sheet)),
  };
}

/** The public halves as the `meeting` entry declares them. */
export const declaredKeys = (keys: MeetingKeys): ServerKeys => ({
  entries: encodeBase64url(keys.entries.publicKey),
  log: encodeBase64url(keys.log.publicKey),
  receipts: encodeBase64url(keys.receipts.publicKey),
  sheet: encodeBase64url(keys.sheet.spki),
});

/** The key a superior committee signs its answers with. */
export async function superiorSheetKey(db: Database, superior: string): Promise<SheetKey> {
  return sheetKeyFromSecret(
    decodeBase64url(await keepSuperiorKey(db, superior, encodeBase64url(newSheetSecret()))),
  );
}
