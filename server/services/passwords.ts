/** Passwords of officials: argon2id with the library's current cost (19 MiB, two passes). */
import { hash, verify } from '@node-rs/argon2';

export const PASSWORD_MINIMUM = 8;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'));
}

let decoy: Promise<string> | undefined;

/** Takes as long for a name that does not exist as for a wrong password. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hash('nobody has this password');
  const matches = await verify(stored ?? (await decoy), password.normalize('NFKC'));
  return matches && stored !== undefined;
}
