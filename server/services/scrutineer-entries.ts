/**
 * Entries that one scrutineer signs alone (specification §3): ceremony, partial decryption, attestation, proof on paper. Author and
 * signature are checked here for all of them, the content by the service it belongs to. The same entry again is accepted.
 */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { scrutineerAuthor } from '../../tally/record/authors.ts';
import { decodeEntry, type Entry, entryHash } from '../../tally/record/entry.ts';
import { signatureFaults } from '../../tally/verify/signatures.ts';
import type { Counting } from './counting.ts';
import type { KeyCeremony } from './key-ceremony.ts';
import type { LogWriter, RecordLog } from './record-log.ts';
import type { RecordState } from './record-state.ts';

export type EntryRefusal =
  | 'wrong-phase'
  | 'signature-invalid'
  | 'entry-refused'
  | 'accounting-fails'
  | 'too-few-ballots';

type Accepted = Result<{ readonly index: number }, EntryRefusal>;

export type ScrutineerEntries = {
  readonly submit: (meeting: string, index: number, entry: unknown) => Promise<Accepted>;
};

export function createScrutineerEntries(log: RecordLog, ceremony: KeyCeremony, counting: Counting): ScrutineerEntries {
  async function take(writer: LogWriter, meeting: string, index: number, entry: Entry): Promise<Accepted> {
    switch (entry.type) {
      case 'key-commit':
      case 'key-reveal':
      case 'key-confirm':
      case 'key-abort':
        return ceremony.submit(writer, meeting, index, entry);
      case 'partial-decryption':
        return entry.stage === 'rehearsal'
          ? ceremony.submit(writer, meeting, index, entry)
          : counting.submitPartial(writer, meeting, index, entry);
      case 'attestation':
        return counting.submitAttestation(writer, index, entry);
      case 'paper-proof':
        return counting.submitPaperProof(writer, index, entry);
      default:
        return err('entry-refused');
    }
  }

  return {
    submit: async (meeting, index, value) => {
      const entry = decode(value);
      if (entry === undefined || !('signatures' in entry)) return err('entry-refused');
      return log.write<Accepted>(meeting, async (writer) => {
        const declared = writer.state.meeting?.entry;
        if (declared === undefined) return err('wrong-phase');
        const own = scrutineerAuthor(index);
        if (entry.signatures.some(({ author }) => author !== own) || signatureFaults(entry, declared).length > 0)
          return err('signature-invalid');
        const known = placeOf(writer.state, index, entry);
        return known === undefined ? take(writer, meeting, index, entry) : ok({ index: known });
      });
    },
  };
}

/** Strict: what is no canonical object cannot be hashed and so cannot have been signed. */
function decode(value: unknown): Entry | undefined {
  try {
    const entry = decodeEntry(value);
    return typeof entry === 'string' ? undefined : entry;
  } catch {
    return undefined;
  }
}

/** Where exactly this entry stands already: a request that was repeated after a lost answer. */
function placeOf({ ceremony, rounds }: RecordState, index: number, entry: Entry): number | undefined {
  const hash = encodeBase64url(entryHash(entry));
  const own = [
    ceremony.commits.get(index),
    ceremony.reveals.get(index),
    ceremony.confirms.get(index),
    ceremony.rehearsals.get(index),
    ...[...rounds.values()].flatMap(({ partials, attestations, paperProofs }) => [
      partials.get(index),
      attestations.get(index),
      paperProofs.get(index),
    ]),
  ];
  return own.find((logged) => logged?.hash === hash)?.index;
}
