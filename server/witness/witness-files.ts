/**
 * What a witness keeps: its key (FILE, written once), what it has cosigned (FILE.memory), and evidence of two histories.
 * A key without its memory is refused: a witness that forgot what it cosigned could be shown another history.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { decodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import type { ForkEvidence } from '../../tally/record/log-head.ts';
import {
  newWitness,
  type WatchedLog,
  type WitnessIdentity,
  watchedLogs,
  witnessIdentity,
} from '../../tally/roles/witness.ts';
import { claimDirectory, DirectoryInUseError } from '../store/process-lock.ts';
import { writeDurably } from './durable-file.ts';

export type WitnessFiles = {
  readonly identity: WitnessIdentity;
  /** The key was made just now. */
  readonly isNew: boolean;
  readonly logs: () => readonly WatchedLog[];
  /** On the disk when it returns; callers send afterwards. */
  readonly keep: (log: WatchedLog) => void;
  /** The path of the file, readable by `npm run verify`. */
  readonly keepEvidence: (evidence: ForkEvidence) => string;
  /** A signed note that is no evidence by itself. The path of the file. */
  readonly keepNote: (logOrigin: string, note: string) => string;
  readonly close: () => void;
};

export type WitnessFilesProblem = 'in-use' | 'key-unreadable' | 'memory-missing' | 'memory-unreadable' | 'name-fixed';

export function openWitnessFiles(
  path: string,
  options: { readonly random: RandomBytes; readonly name: string | undefined },
): Result<WitnessFiles, WitnessFilesProblem> {
  const memory = `${path}.memory`;
  mkdirSync(dirname(path), { recursive: true });
  let release: () => void;
  try {
    release = claimDirectory(`${path}.lock`);
  } catch (error) {
    if (error instanceof DirectoryInUseError) return err('in-use');
    throw error;
  }
  const refuse = (problem: WitnessFilesProblem): Result<WitnessFiles, WitnessFilesProblem> => {
    release();
    return err(problem);
  };

  const isNew = !existsSync(path);
  if (isNew) {
    // The memory first: a key that was cut off from it would be refused for ever.
    if (!existsSync(memory)) writeDurably(memory, textOf({ version: 1, logs: [] }));
    writeDurably(path, textOf(newWitness(options.random, options.name)));
  }
  const identity = readAs(witnessIdentity, path);
  if (identity === undefined) return refuse('key-unreadable');
  if (options.name !== undefined && options.name !== identity.name) return refuse('name-fixed');
  if (!existsSync(memory)) return refuse('memory-missing');
  const read = readAs(watchedLogs, memory);
  if (read === undefined) return refuse('memory-unreadable');

  let { logs } = read;
  return ok({
    identity,
    isNew,
    logs: () => logs,
    keep: (log) => {
      logs = [...logs.filter(({ logOrigin }) => logOrigin !== log.logOrigin), log];
      writeDurably(memory, textOf({ version: 1, logs }));
    },
    keepEvidence: (evidence) => {
      const file = join(dirname(path), `fork-evidence-${evidence.logOrigin.replaceAll('/', '-')}.json`);
      writeDurably(file, textOf(evidence));
      return file;
    },
    keepNote: (logOrigin, note) => {
      const file = join(dirname(path), `refused-head-${logOrigin.replaceAll('/', '-')}.txt`);
      writeDurably(file, note);
      return file;
    },
    close: release,
  });
}

const textOf = (value: object): string => decodeUtf8(canonicalBytes(value));

function readAs<T extends z.ZodType>(schema: T, path: string): z.output<T> | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
