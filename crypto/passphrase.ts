/** A passphrase in Chinese or with accents is the same one on every keyboard: NFKC, then without white space at its ends (specification §5). */
export const normalizePassphrase = (passphrase: string): string => passphrase.normalize('NFKC').trim();
