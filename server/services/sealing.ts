/**
 * Sealing (封存): the prepared meeting becomes the first entry of its record, with the server's keys and every
 * scrutineer's, and the key ceremony may begin (specification §3, §4).
 */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { SERVER } from '../../tally/record/authors.ts';
import { signEntry, type Unsigned, withSignatures } from '../../tally/record/entry.ts';
import { isElectionMeeting, type MeetingEntry, meetingEntry } from '../../tally/record/meeting-entry.ts';
import type { Text } from '../contract/text.ts';
import { lockMeeting, setPhase } from '../store/meeting.ts';
import { draftProblems } from './draft-problems.ts';
import { createMeetingKeys, declaredKeys } from './meeting-keys.ts';
import { loadPlan, type Plan } from './plan.ts';
import type { RecordLog } from './record-log.ts';
import { countedBy } from './record-state.ts';

type SealRefusal =
  | 'not-found'
  | 'sealed-already'
  | 'scrutineers-not-enrolled'
  | { readonly code: 'draft-incomplete'; readonly detail: readonly Text[] };

export type Sealing = {
  readonly seal: (meeting: string) => Promise<Result<void, SealRefusal>>;
};

/** Where checkpoints say they come from; a meeting has a log of its own. */
const logOriginOf = (meeting: string): string => `changpiao/${meeting}`;

export function createSealing(options: {
  readonly log: RecordLog;
  readonly random: RandomBytes;
  readonly now: () => Date;
}): Sealing {
  const { log, random, now } = options;

  /** The result and the log head this meeting builds on (specification §3). */
  async function derivation({ meeting }: Plan): Promise<MeetingEntry['derivedFrom']> {
    const { derivedFrom, derivedFromRound } = meeting;
    if (derivedFrom === null || derivedFromRound === null) return null;
    const source = await log.state(derivedFrom);
    const head = await log.head(derivedFrom);
    const round = source.rounds.get(derivedFromRound);
    const result = round === undefined ? undefined : countedBy(round);
    if (source.meeting === undefined || result === undefined)
      throw new Error('sealing: the result to derive from is missing');
    return {
      meeting: source.meeting.hash,
      round: derivedFromRound,
      result: result.hash,
      root: encodeBase64url(head.root),
      size: head.size,
    };
  }

  return {
    seal: async (id) =>
      log.write<Result<void, SealRefusal>>(id, async ({ tx, append, state }) => {
        const meeting = await lockMeeting(tx, id);
        if (meeting === undefined) return err('not-found');
        if (meeting.phase !== 'draft' || state.meeting !== undefined) return err('sealed-already');
        const plan = await loadPlan(tx, id);
        if (plan === undefined) return err('not-found');
        const stops = draftProblems(plan).filter(({ severity }) => severity === 'stop');
        if (stops.length > 0 && stops.every(({ code }) => code === 'scrutineers-not-enrolled')) {
          return err('scrutineers-not-enrolled');
        }
        if (stops.length > 0) {
          return err({ code: 'draft-incomplete', detail: stops.map(({ zh, en }) => ({ zh, en })) });
        }
        const keys = await createMeetingKeys(tx, id, {
          organization: meeting.draft.organization,
          random,
          now: now(),
        });
        const entry = entryOf(plan, declaredKeys(keys), await derivation(plan));
        append(withSignatures(entry, [signEntry(entry, SERVER, keys.entries.secretKey)]));
        await setPhase(tx, id, 'ceremony');
        return ok(undefined);
      }),
  };
}

function entryOf(
  { meeting, scrutineers }: Plan,
  keys: MeetingEntry['keys'],
  derivedFrom: MeetingEntry['derivedFrom'],
): Unsigned<MeetingEntry> {
  const { draft } = meeting;
  const { signatures: _, ...entry } = meetingEntry.parse({
    type: 'meeting',
    version: 1,
    id: meeting.id,
    kind: meeting.kind,
    ...(draft.group === '' ? {} : { group: draft.group }),
    title: draft.title,
    organization: draft.organization,
    superior: draft.superior,
    date: draft.date,
    place: draft.place,
    chair: draft.chair,
    tellers: meeting.tellers,
    threshold: meeting.threshold,
    scrutineers: scrutineers.map(({ name, signKey, cosignKey }) => ({ name, signKey, cosignKey })),
    keys,
    logOrigin: logOriginOf(meeting.id),
    witnesses: meeting.witnesses,
    derivedFrom,
    ...(meeting.testRunOf === null ? {} : { testRun: true }),
    ...(isElectionMeeting(meeting.kind) ? { motionsRequired: true } : {}),
    signatures: [],
  });
  return entry;
}
