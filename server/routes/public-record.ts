import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { err, ok } from '../../crypto/result.ts';
import { isPublished } from '../../tally/phase.ts';
import { trustedKeysOf } from '../../tally/verify/trusted-keys.ts';
import {
  cardReportsFile,
  publicMeeting,
  recordFile,
  resultFile,
  resultSheetFile,
  trustedKeysFile,
} from '../contract/public.ts';
import type { Mount } from '../http/mount.ts';
import type { CardReportFiles } from '../services/card-report-files.ts';
import { meetingSummary } from '../services/meeting-summary.ts';
import type { Publishing } from '../services/publishing.ts';
import type { RecordLog } from '../services/record-log.ts';
import type { RoundViews } from '../services/round-views.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting } from '../store/meeting.ts';
import { loadPaperDetails } from '../store/papers.ts';

/** What anybody may read from the sealing on: the record itself, and results once they are published. */
export function mountPublicRecord(
  mount: Mount,
  services: {
    readonly db: Database;
    readonly log: RecordLog;
    readonly views: RoundViews;
    readonly publishing: Publishing;
    readonly reports: CardReportFiles;
  },
): void {
  const { db, log, views, publishing, reports } = services;

  const sealed = async (meeting: string) => {
    const stored = await loadMeeting(db, meeting);
    if (stored === undefined) return undefined;
    const state = await log.state(meeting);
    return state.meeting === undefined ? undefined : { stored, state, entry: state.meeting.entry };
  };

  mount(publicMeeting, async ({ params }) => {
    const found = await sealed(params.meeting);
    if (found === undefined) return err('not-found');
    const { stored, state, entry } = found;
    const [head, details] = await Promise.all([log.head(params.meeting), loadPaperDetails(db, params.meeting)]);
    const rounds = await Promise.all(
      [...state.rounds.values()].flatMap((round) => {
        const { sealed: of } = round;
        if (of === undefined) return [];
        const isSettled = round.round < stored.currentRound || isPublished(stored.phase);
        const view = async () => ({
          round: round.round,
          ctx: of.hash,
          contests: [...of.entry.contests],
          cardsMade: of.entry.cards,
          closed: round.close !== undefined,
          result: isSettled ? await views.result(params.meeting, round.round) : null,
        });
        return [view()];
      }),
    );
    return ok({
      ...meetingSummary(stored),
      place: entry.place,
      chair: entry.chair,
      scrutineers: entry.scrutineers.map(({ name }) => name),
      contact:
        details === undefined || details.telephone === ''
          ? null
          : { name: details.contact, telephone: details.telephone },
      threshold: entry.threshold,
      rounds,
      phase: stored.phase,
      head: head.size === 0 ? null : { size: head.size, root: encodeBase64url(head.root) },
    });
  });

  mount(recordFile, async ({ params }) => {
    if ((await sealed(params.meeting)) === undefined) return err('not-found');
    return ok({ bytes: encodeUtf8(await log.file(params.meeting)), fileName: `record-${params.meeting}.jsonl` });
  });

  mount(trustedKeysFile, async ({ params }) => {
    const found = await sealed(params.meeting);
    if (found === undefined) return err('not-found');
    const bytes = encodeUtf8(`${JSON.stringify(trustedKeysOf(found.entry), null, 1)}\n`);
    return ok({ bytes, fileName: `trusted-keys-${params.meeting}.json` });
  });

  /** Digits only: anything else is no round. */
  const roundNumber = (text: string): number => (/^[1-9]\d?$/.test(text) ? Number(text) : 0);

  mount(resultSheetFile, async ({ params }) => {
    const found = await sealed(params.meeting);
    if (found === undefined) return err('not-found');
    const round = found.state.rounds.get(roundNumber(params.round));
    if (round === undefined) return err('round-unknown');
    if (round.result === undefined && round.paperCount === undefined) return err('result-missing');
    const sheet = await publishing.sheet(params.meeting, round.round);
    if (sheet === undefined) return err('sheet-not-ready');
    return ok({ bytes: sheet.pdf, fileName: `result-${params.meeting}-${round.round}.pdf` });
  });

  mount(cardReportsFile, async ({ params }) => {
    const found = await sealed(params.meeting);
    if (found === undefined) return err('not-found');
    const round = found.state.rounds.get(roundNumber(params.round));
    if (round === undefined) return err('round-unknown');
    if (round.close === undefined) return err('not-closed');
    const bytes = await reports.ofRound(params.meeting, round.round);
    if (bytes === undefined) return err('not-closed');
    return ok({ bytes, fileName: `cards-${params.meeting}-${round.round}.pdf` });
  });

  mount(resultFile, async ({ params }) => {
    const found = await sealed(params.meeting);
    if (found === undefined) return err('not-found');
    const round = found.state.rounds.get(roundNumber(params.round));
    if (round === undefined) return err('round-unknown');
    const sheet = await publishing.sheet(params.meeting, round.round);
    if (sheet === undefined) return err('result-missing');
    return ok({ bytes: encodeUtf8(sheet.json), fileName: `result-${params.meeting}-${round.round}.json` });
  });
}
