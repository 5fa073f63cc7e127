/**
 * The server's own keys of one meeting, one per purpose (specification §2, §3): author of entries, log, receipts
 * (pending and accepted), and the P-256 key of the result sheet. Made when the meeting is sealed, kept in the database.
 *
 * Security: whoever has the database files has these keys. They prove what the server said, never who may vote or
 * what a ballot holds; scrutineers' keys are not here.
 */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { newSigningKey, type SigningKey, signingKeyFromSecret } from '../../crypto/sign.ts';
import {
  createSheetKey,
  type SheetKey,
  sheetKeyFromText,
  sheetKeyToText,
  sheetPublicKey,
} from '../../printables/signing/sheet-signer.ts';
import type { ServerKeys } from '../../tally/record/meeting-entry.ts';
import type { Database } from '../store/database.ts';
import { keepOrganizationKey } from '../store/office-papers.ts';
import { insertKeys, keepSuperiorKey, loadKeys } from '../store/record-sheet.ts';

export type MeetingKeys = {
  readonly entries: SigningKey;
  readonly log: SigningKey;
  readonly receipts: SigningKey;
  readonly sheet: SheetKey;
};

/** Certificates are self-signed and pinned by the record; they outlive the office they were made for. */
const CERTIFICATE_YEARS = 30;

async function newSheetKeyText(organization: string, now: Date): Promise<string> {
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + CERTIFICATE_YEARS);
  return sheetKeyToText(await createSheetKey({ organization, notBefore: now, notAfter }));
}

/** Makes the keys inside the transaction that seals the meeting; a second call gives the same keys. */
export async function createMeetingKeys(
  db: Database,
  meeting: string,
  options: { readonly organization: string; readonly random: RandomBytes; readonly now: Date },
): Promise<MeetingKeys> {
  const secret = () => encodeBase64url(newSigningKey(options.random).secretKey);
  await insertKeys(db, meeting, {
    entries: secret(),
    log: secret(),
    receipts: secret(),
    sheet: await newSheetKeyText(options.organization, options.now),
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
  const signing = (text: string) => signingKeyFromSecret(decodeBase64url(text, 32));
  return {
    entries: signing(entries),
    log: signing(log),
    receipts: signing(receipts),
    sheet: sheetKeyFromText(sheet),
  };
}

/** The public halves as the `meeting` entry declares them. */
export const declaredKeys = (keys: MeetingKeys): ServerKeys => ({
  entries: encodeBase64url(keys.entries.publicKey),
  log: encodeBase64url(keys.log.publicKey),
  receipts: encodeBase64url(keys.receipts.publicKey),
  sheet: encodeBase64url(sheetPublicKey(keys.sheet)),
});

/** The key a superior committee signs its answers with, one for all its villages. */
export async function superiorSheetKey(db: Database, superior: string, now: Date): Promise<SheetKey> {
  return sheetKeyFromText(await keepSuperiorKey(db, superior, await newSheetKeyText(superior, now)));
}

/** The key a village's office signs its requests with, before and apart from any meeting's own. */
export async function organizationSheetKey(db: Database, organization: string, now: Date): Promise<SheetKey> {
  return sheetKeyFromText(await keepOrganizationKey(db, organization, await newSheetKeyText(organization, now)));
}
