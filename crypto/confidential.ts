/**
 * Confidential messages and key files in the age format (specification §2, §4): X25519 recipients for the shares of the
 * ceremony, a passphrase (scrypt) for the file in which a scrutineer keeps its key share.
 *
 * Security: the only place whose randomness is a library's own, because the age library offers no other. Decryption
 * failures carry no reason: a wrong key, a wrong passphrase and a changed file look the same.
 */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { normalizePassphrase } from './passphrase.ts';
import { err, ok, type Result } from './result.ts';

/** An age identity ("AGE-SECRET-KEY-1…", secret) and its recipient ("age1…", public). */
export type ConfidentialKey = { readonly identity: string; readonly recipient: string };

export async function newConfidentialKey(): Promise<ConfidentialKey> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Rejects when the recipient is not a valid one. */
export async function encryptTo(recipient: string, message: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(message);
}

export async function decryptWith(identity: string, file: Uint8Array): Promise<Result<Uint8Array, 'undecryptable'>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return attempt(decrypter, file);
}

/** 2^16 rounds of scrypt: about a second on a kiosk; what stands in a file when it is read is what the file says. */
export const PASSPHRASE_WORK = 16;

export async function encryptWithPassphrase(
  passphrase: string,
  content: Uint8Array,
  work: number = PASSPHRASE_WORK,
): Promise<Uint8Array> {
  if (passphrase === '') throw new RangeError('passphrase: empty');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(normalizePassphrase(passphrase));
  encrypter.setScryptWorkFactor(work);
  return encrypter.encrypt(content);
}

export async function decryptWithPassphrase(
  passphrase: string,
  file: Uint8Array,
): Promise<Result<Uint8Array, 'undecryptable'>> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(normalizePassphrase(passphrase));
  return attempt(decrypter, file);
}

async function attempt(decrypter: Decrypter, file: Uint8Array): Promise<Result<Uint8Array, 'undecryptable'>> {
  try {
    return ok(await decrypter.decrypt(file));
  } catch {
    return err('undecryptable');
  }
}
