import type { Database } from './database.ts';
import { recycleLogSegments, rewriteSorted } from './rewrite-sorted.ts';
import { acceptance, token, waiting } from './schema/record.ts';

/**
 * What PostgreSQL's files tell about the order of casting, and how it is wiped when a round is closed.
 *
 * No column holds a time, a kiosk or a sequence. But a row that is changed gets a new version behind the others, with
 * the number of its transaction (xmin): while voting is open, whoever copies the database files can read from table
 * `token` in which order cards were cast, and from `acceptance` which of them came from one kiosk. With notes of who
 * stood where, that would tie a person to a ciphertext (not to marks: those need t scrutineers).
 *
 * So at the close, and whenever a kiosk hands over acceptances after the stop, the tables are written anew into new
 * files, sorted by T or by hash, in one transaction, and PostgreSQL deletes the old files when it commits. `entry` needs no such care: groups enter it sorted, and their order is public in the log.
 *
 * What remains: segments of the write-ahead log keep the changes until PostgreSQL reuses them. A checkpoint and a
 * switch to a new segment make all earlier ones reusable at once; their blocks are overwritten by later work, not
 * wiped. A copy of the whole data directory made during voting, or a forensic look at the disk soon after, still tells;
 * so does an archive of the write-ahead log, which an external database must not keep (limits, specification §12).
 */
export async function forgetCastOrder(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await rewriteSorted(tx, token, (row) => row.T);
    await rewriteSorted(tx, acceptance, (row) => row.h);
    await rewriteSorted(tx, waiting, (row) => row.hash);
  });
  await recycleLogSegments(db);
}
