/**
 * One look of an outside witness at one meeting's log (specification §3.7), over HTTP. What the witness decides is
 * tally/roles/witness.ts; here is only what it asks the server and in which order things are kept and sent.
 */

import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { parseNote, verifyCosignature } from '../../crypto/log/signed-note.ts';
import { signingKeyFromSecret } from '../../crypto/sign.ts';
import type { ForkEvidence } from '../../tally/record/log-head.ts';
import { type RecordFile, readRecord } from '../../tally/record/reader.ts';
import { beginsWithMeeting, evidenceFromRecord, type HeadRefusal, isFork } from '../../tally/roles/log-following.ts';
import {
  giveUp,
  lastHead,
  type WatchedLog,
  type WatchRefusal,
  type WitnessIdentity,
  watch,
  witnessHead,
} from '../../tally/roles/witness.ts';
import type { Client } from '../contract/client.ts';
import { cosignAsWitness, logCheckpoint, recordFile } from '../contract/public.ts';
import type { ResponseOf } from '../contract/route.ts';
import type { WitnessFiles } from './witness-files.ts';

export type Look =
  | { readonly kind: 'cosigned'; readonly log: string; readonly size: number }
  | { readonly kind: 'up-to-date'; readonly log: string; readonly size: number }
  /** Nothing to follow yet, or not with this key. */
  | { readonly kind: 'not-mine'; readonly reason: NotMine }
  | { readonly kind: 'unreachable'; readonly code: string }
  /** The log never signed this; nothing is cosigned and nothing is proven. */
  | { readonly kind: 'refused'; readonly reason: Exclude<HeadRefusal, 'shrunk' | 'inconsistent'> }
  /** The head came with a wrong proof or is an old one, but the record holds it and the last one: to be asked again. */
  | { readonly kind: 'cleared' }
  /**
   * Final: two histories, or another meeting in the place of the one that was followed. `shown`: the note that the log
   * signed, where there is no other to make evidence of it.
   */
  | {
      readonly kind: 'fork';
      readonly log: string;
      readonly evidence: ForkEvidence | null;
      readonly shown: string | null;
    };

/** 'other-meeting': the record that was asked for is one of another. */
type NotMine = WatchRefusal | 'other-meeting';

export type MeetingFollower = { readonly look: () => Promise<Look> };

/** A meeting that is not sealed yet is asked for its record again after 2 seconds, 4, 8 … and at most so many. */
const LONGEST_WAIT_S = 30;

type Offered = ResponseOf<typeof logCheckpoint>;

export function followMeeting(options: {
  readonly meeting: string;
  readonly client: Client;
  readonly files: WitnessFiles;
  /** Whole seconds since 1970. */
  readonly now: () => number;
}): MeetingFollower {
  const { meeting, client, files, now } = options;
  const { identity } = files;
  const params = { meeting };
  /** Known once the record has named this witness; what is kept under it is in `files`. */
  let origin: string | undefined;
  /** Why there is nothing to follow, and until when it stays so; each look fetched the whole record otherwise. */
  let idle: { readonly look: Look; readonly wait: number; readonly until: number } | undefined;

  const kept = (): WatchedLog | undefined => files.logs().find(({ logOrigin }) => logOrigin === origin);

  async function fetchRecord(): Promise<RecordFile | Extract<Look, { kind: 'unreachable' }>> {
    const answer = await client.call(recordFile, { params });
    return answer.ok ? readRecord(answer.value) : { kind: 'unreachable', code: answer.error.code };
  }

  /**
   * The record names the log; that of a meeting that was followed before must still be the same, and so must the meeting of a log:
   * neither another log under the old id nor a meeting that does not name this witness any more begins anew.
   */
  async function begin(): Promise<Look | undefined> {
    const record = await fetchRecord();
    if ('kind' in record) return record;
    const watched = watch(identity, record);
    if (!watched.ok && watched.error !== 'not-declared') return rest(watched.error);
    const found = watched.ok ? watched.value : undefined;
    const logs = files.logs();
    const known =
      logs.find((log) => log.meeting === meeting) ?? logs.find(({ logOrigin }) => logOrigin === found?.logOrigin);
    if (known === undefined) {
      if (found === undefined) return rest('not-declared');
      if (found.meeting !== meeting) return rest('other-meeting');
      files.keep(found);
    } else if (known.fork === null && known.meetingLeaf !== found?.meetingLeaf)
      return end(known, known.head === null ? null : evidenceFromRecord(known, known.head, record), null);
    idle = undefined;
    origin = (known ?? found)?.logOrigin;
    return undefined;
  }

  /** The first entry of a log cannot change: who is not named in it never will be. */
  function rest(reason: NotMine): Look {
    const wait = reason === 'not-declared' ? Number.POSITIVE_INFINITY : Math.min((idle?.wait ?? 1) * 2, LONGEST_WAIT_S);
    idle = { look: { kind: 'not-mine', reason }, wait, until: now() + wait };
    return idle.look;
  }

  function end(log: WatchedLog, evidence: ForkEvidence | null, note: string | null): Look {
    if (evidence !== null) files.keep({ ...log, fork: evidence });
    return { kind: 'fork', log: log.logOrigin, evidence, shown: evidence === null ? note : null };
  }

  async function offer(log: WatchedLog): Promise<Offered | Extract<Look, { kind: 'unreachable' }>> {
    const from = (size: number) => client.call(logCheckpoint, { params: { ...params, size: String(size) } });
    let answer = await from(lastHead(log).size);
    // A log that does not know the size it was cosigned at has become shorter: its head shows it.
    if (!answer.ok && answer.error.code === 'checkpoint-unknown') answer = await from(0);
    return answer.ok ? answer.value : { kind: 'unreachable', code: answer.error.code };
  }

  async function send(log: WatchedLog, note: string, size: number): Promise<Look> {
    const sent = await client.call(cosignAsWitness, { params, body: { note } });
    if (!sent.ok) return { kind: 'unreachable', code: sent.error.code };
    return { kind: 'cosigned', log: log.logOrigin, size };
  }

  /** Of an honest log, too, a head may come with a garbled proof, and the record not at all. */
  async function suspect(log: WatchedLog, shown: string): Promise<Look> {
    const fetched = await fetchRecord();
    const record = 'kind' in fetched || !beginsWithMeeting(fetched) ? null : fetched;
    const suspicion = giveUp(log, shown, record);
    if (suspicion === 'cleared') return { kind: 'cleared' };
    if (suspicion !== 'undecided') return end(log, suspicion, shown);
    return 'kind' in fetched ? fetched : { kind: 'unreachable', code: 'record-unreadable' };
  }

  return {
    look: async () => {
      if (origin === undefined) {
        if (idle !== undefined && now() < idle.until) return idle.look;
        const ended = await begin();
        if (ended !== undefined) return ended;
      }
      const log = kept();
      if (log === undefined) throw new Error('witness: a log that is followed is not kept');
      if (log.fork !== null) return { kind: 'fork', log: log.logOrigin, evidence: log.fork, shown: null };

      const offered = await offer(log);
      if ('kind' in offered) return offered;
      const seen = witnessHead(identity, log, offered, now());
      if (!seen.ok) {
        if (seen.error === 'stopped') throw new Error('witness: a log that was given up is followed');
        if (!isFork(seen.error)) return { kind: 'refused', reason: seen.error as 'other-log' };
        return suspect(log, offered.note);
      }
      const { head } = seen.value;
      if (head.size === log.head?.size) {
        // Followed and the same. The line that was made then is the one to send, should the server have lost it.
        if (isCosigned(identity, offered.note)) return { kind: 'up-to-date', log: log.logOrigin, size: head.size };
        return send(log, log.head.note, head.size);
      }
      files.keep(seen.value.log);
      return send(log, head.note, head.size);
    },
  };
}

function isCosigned({ name, key }: WitnessIdentity, note: string): boolean {
  const { publicKey } = signingKeyFromSecret(decodeBase64url(key, 32));
  return verifyCosignature(parseNote(note), { name, publicKey }) !== undefined;
}
