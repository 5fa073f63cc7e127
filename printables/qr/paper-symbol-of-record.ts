/** The symbol of a count on paper as a record gives it: what the sheet prints, and what a scanned one is compared with. Runs in browsers. */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { createMerkleTree, inclusionProof, merkleRoot } from '../../crypto/log/merkle.ts';
import { logKeyId, parseNote } from '../../crypto/log/signed-note.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { outcomeIntegers } from '../../tally/count/attested-integers.ts';
import { attestedRules } from '../../tally/count/attested-texts.ts';
import type { PaperRound } from '../../tally/paper/paper-round.ts';
import { hasShapeOfContest } from '../../tally/paper/paper-tally.ts';
import { SERVER, scrutineerAuthor } from '../../tally/record/authors.ts';
import type { Contest } from '../../tally/record/contest.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import type { PaperBox, PaperCountEntry } from '../../tally/record/paper-entries.ts';
import { label } from '../../tally/record/person.ts';
import { entriesOf, type Placed, type RecordFile, readRecord } from '../../tally/record/reader.ts';
import {
  encodePaperSymbol,
  type PaperSymbol,
  type PaperSymbolContest,
  type PaperSymbolLogHead,
} from './paper-symbol.ts';
import type { SymbolWriteIn } from './symbol-fields.ts';

export interface CountOnPaper {
  readonly meeting: MeetingEntry;
  readonly round: PaperRound;
  readonly ctx: string;
  readonly count: Placed<PaperCountEntry>;
}

/** The count of a round with what it counts; null where the record has none. Whether it is right is the verifier's business. */
export function countOnPaper(file: RecordFile, number: number): CountOnPaper | null {
  const meeting = entriesOf(file, 'meeting')[0]?.entry;
  const rounds = [...entriesOf(file, 'round'), ...entriesOf(file, 'paper-round')].filter(
    ({ entry }) => entry.round === number,
  );
  for (const round of rounds) {
    const ctx = encodeBase64url(round.hash);
    const count = entriesOf(file, 'paper-count').find(({ entry }) => entry.ctx === ctx);
    if (meeting !== undefined && count !== undefined) return { meeting, round: round.entry, ctx, count };
  }
  return null;
}

function writeInsOf(contest: Extract<Contest, { kind: 'election' }>, box: PaperBox): readonly SymbolWriteIn[] {
  const votes = new Map(box.tally?.writeIns.map((one) => [one.name, one.votes]));
  return contest.writeIns.flatMap((person, place) => {
    const own = votes.get(label(person));
    return own === undefined ? [] : [{ place, label: label(person), votes: own }];
  });
}

function symbolContest(
  contest: Contest,
  { tally, ...numbers }: PaperBox,
  outcome: readonly number[],
): PaperSymbolContest {
  const counted = (() => {
    if (tally === null) return null;
    const { writeIns: _, ...rest } = tally;
    return rest;
  })();
  const box = { ...numbers, tally: counted };
  switch (contest.kind) {
    case 'appraisal': {
      const { title, grades, subjects } = contest;
      return {
        category: 'appraisal',
        title: title.zh,
        grades: grades.map(({ zh }) => zh),
        subjects: subjects.map(label),
        box,
      };
    }
    case 'recommendation': {
      const { title, limit, nominees } = contest;
      return { category: 'recommendation', title: title.zh, limit, nominees: nominees.map(label), box };
    }
    case 'election': {
      const { category, post, seats, candidates, writeIns } = contest;
      return {
        ...{ category, post, seats, candidates: candidates.map(label), writeInList: writeIns.length },
        writeIns: writeInsOf(contest, { ...numbers, tally }),
        box,
        outcome,
      };
    }
  }
}

/** The log's signature over the head that ends with the count, whoever cosigned it. */
function logHead(file: RecordFile, meeting: MeetingEntry, at: number): PaperSymbolLogHead | null {
  const log = { name: meeting.logOrigin, publicKey: decodeBase64url(meeting.keys.log, 32) };
  const tree = createMerkleTree(file.leaves.map(({ leaf }) => leaf));
  const size = at + 1;
  for (const line of file.lines) {
    if (line.kind !== 'checkpoint' || line.size !== size) continue;
    try {
      const id = logKeyId(log);
      const own = parseNote(line.note).signatures.find(({ name, keyId }) => name === log.name && equalBytes(keyId, id));
      if (own?.signature.length !== 64) continue;
      return {
        origin: log.name,
        key: meeting.keys.log,
        size,
        root: encodeBase64url(merkleRoot(tree, size)),
        path: inclusionProof(tree, at, size).map(encodeBase64url),
        signature: encodeBase64url(own.signature),
      };
    } catch {
      // A head that cannot be read is none.
    }
  }
  return null;
}

/** Refused when the count is not one of these ballots, or names somebody who is not on them. */
export function paperSymbolOf(
  file: RecordFile,
  { meeting, round, ctx, count }: CountOnPaper,
): Result<PaperSymbol, 'outcome-unreadable'> {
  const { contests, outcome, expected, present, signatures } = count.entry;
  const signatureOf = (author: string): string | null =>
    signatures.find((one) => one.author === author)?.signature ?? null;
  const drawn: PaperSymbolContest[] = [];
  for (const [at, contest] of round.contests.entries()) {
    const box = contests[at];
    if (box === undefined || !hasShapeOfContest(contest, box.tally)) return err('outcome-unreadable');
    try {
      drawn.push(symbolContest(contest, box, outcomeIntegers(contest, outcome[at] ?? null)));
    } catch (error) {
      if (error instanceof RangeError) return err('outcome-unreadable');
      throw error;
    }
  }
  return ok({
    meetingId: meeting.id,
    meetingTitle: meeting.title,
    date: meeting.date,
    round: round.round,
    rules: attestedRules(round),
    contests: drawn,
    ctx,
    expected,
    present,
    server: { key: meeting.keys.entries, signature: signatureOf(SERVER) },
    scrutineers: meeting.scrutineers.map(({ name, signKey }, at) => ({
      name,
      signKey,
      signature: signatureOf(scrutineerAuthor(at + 1)),
    })),
    head: logHead(file, meeting, count.index),
  });
}

/** Null where the record has no count on paper of this round, or none that a symbol can say. */
export function paperSymbolOfRecord(record: string | Uint8Array, round: number): PaperSymbol | null {
  const file = readRecord(record);
  const found = countOnPaper(file, round);
  const symbol = found === null ? null : paperSymbolOf(file, found);
  return symbol?.ok === true ? symbol.value : null;
}

/** Whether a scanned symbol is that of the record: names, numbers, keys and signatures alike. */
export const equalPaperSymbols = (a: PaperSymbol, b: PaperSymbol): boolean =>
  equalBytes(encodePaperSymbol(a), encodePaperSymbol(b));
