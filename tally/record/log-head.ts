/** A head of the log as somebody who cosigned it keeps it, and the object that shows two heads of one log to conflict. */
import { z } from 'zod';
import { bytes32, hash, leafCount } from './fields.ts';
import { noteName } from './meeting-entry.ts';

export const logHead = z.strictObject({ size: leafCount, root: hash });
export type LogHead = Readonly<z.infer<typeof logHead>>;

export const MOST_NOTE_CHARACTERS = 20_000;

/** A complete signed note; whoever reads it decides what it says. */
const note = z.string().min(1).max(MOST_NOTE_CHARACTERS);

/** A head with the note that the log signed: what convinces others that the log ever showed it. */
export const cosignedHead = logHead.extend({ note });
export type CosignedHead = Readonly<z.infer<typeof cosignedHead>>;

/** Levels of the largest tree that an index can count. */
export const MOST_LEVELS = 64;

/** Specification §3.7: the log signed both notes. Says nothing that its reader cannot check. */
export const forkEvidence = z
  .strictObject({
    type: z.literal('fork-evidence'),
    version: z.literal(1),
    logOrigin: noteName,
    logKey: bytes32,
    /** The head that was cosigned. */
    cosigned: note,
    /** The head that the log showed afterwards. */
    shown: note,
    /** Hashes of the larger tree, from which its own first leaves have another root; empty where there are none. */
    path: z.array(hash).max(MOST_LEVELS).readonly(),
  })
  .readonly();
export type ForkEvidence = z.infer<typeof forkEvidence>;
