/**
 * Publication (公布) and report (报批): the record as it stands becomes the signed result sheet, kept as the bytes that
 * were signed, and the meeting moves on.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import { sheetOfRecord } from '../../printables/reports/sheet-of-record.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting, lockMeeting } from '../store/meeting.ts';
import { insertSheet, loadSheet, type StoredSheet } from '../store/record-sheet.ts';
import { awaitingEligibility, decidedContests, isRepetitionOpen } from './course.ts';
import { fonts } from './fonts.ts';
import { loadMeetingKeys } from './meeting-keys.ts';
import { type Presence, scrutineerKey } from './presence.ts';
import { movePhase } from './proposals.ts';
import type { RecordLog } from './record-log.ts';
import { type RecordState, type RoundState, scrutineersOf } from './record-state.ts';
import { namedResult } from './round-views.ts';

export type PublishRefusal = 'wrong-phase' | 'result-missing' | 'attestations-missing' | 'write-in-unconfirmed';

export type Publishing = {
  readonly publish: (meeting: string, round: number) => Promise<Result<true, PublishRefusal>>;
  readonly report: (
    meeting: string,
    round: number,
  ) => Promise<Result<true, 'wrong-phase' | 'sheet-not-ready' | 'nobody-elected-yet' | 'election-void' | 'test-run'>>;
  readonly sheet: (meeting: string, round: number) => Promise<StoredSheet | undefined>;
};

/** A pre-election names candidates and elects nobody: alone it is nothing that the superior could approve (rules §1.4). */
const isOnlyPreliminary = (state: RecordState): boolean =>
  decidedContests(state).every(({ contest }) => contest.kind === 'election' && contest.category === 'preliminary');

export function createPublishing(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly presence: Presence;
  /** Printed on the sheet: where anybody in the hall can check. '' where there is none. */
  readonly checkAddress: () => string;
}): Publishing {
  const { db, log, presence, checkAddress } = options;

  /** At least t, with the proofs that the sheet prints, and nobody left out who is at her device. */
  function isAttested(meeting: string, state: RecordState, { attestations, paperProofs }: RoundState): boolean {
    const { n, t } = scrutineersOf(state);
    if (attestations.size < t || paperProofs.size < t) return false;
    return Array.from({ length: n }, (_, at) => at + 1).every(
      (index) => attestations.has(index) || !presence.isOnline(scrutineerKey(meeting, index)),
    );
  }

  return {
    publish: async (meeting, round) => {
      const state = await log.state(meeting);
      const current = state.rounds.get(round);
      if ((await loadMeeting(db, meeting))?.phase !== 'counting') return err('wrong-phase');
      const result = namedResult(state, round);
      if (current === undefined || result === undefined) return err('result-missing');
      // A count on paper is signed by at least t scrutineers itself.
      if (current.paperCount === undefined && !isAttested(meeting, state, current)) return err('attestations-missing');
      if (awaitingEligibility(state).length > 0) return err('write-in-unconfirmed');
      const keys = await loadMeetingKeys(db, meeting);
      if (keys === undefined) throw new Error('publishing: the meeting has no keys');
      const sheet = sheetOfRecord(await log.file(meeting), { round, checkAddress: checkAddress() });
      if (!sheet.ok) throw new Error(`publishing: no sheet can be made of the record: ${sheet.error}`);
      const pdf = signPdf(await sheet.value.draw(fonts()), keys.sheet);
      return db.transaction(async (tx) => {
        if ((await lockMeeting(tx, meeting))?.phase !== 'counting') return err('wrong-phase');
        await insertSheet(tx, meeting, round, { pdf, json: `${JSON.stringify(result, null, 1)}\n` });
        await movePhase(tx, meeting, 'published');
        return ok(true);
      });
    },

    report: async (meeting, round) => {
      if ((await loadSheet(db, meeting, round)) === undefined) return err('sheet-not-ready');
      if (isOnlyPreliminary(await log.state(meeting))) return err('nobody-elected-yet');
      if (isRepetitionOpen(await log.state(meeting))) return err('election-void');
      return db.transaction(async (tx) => {
        const stored = await lockMeeting(tx, meeting);
        if (stored?.testRunOf != null) return err('test-run');
        const phase = stored?.phase;
        if (phase !== 'published' && phase !== 'answered') return err('wrong-phase');
        await movePhase(tx, meeting, 'reported');
        return ok(true);
      });
    },

    sheet: (meeting, round) => loadSheet(db, meeting, round),
  };
}
