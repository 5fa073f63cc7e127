/** 发票、收票情况报告单 of a round on paper, filled from its boxes (rules §6.2). */
import { paperReports } from '../../printables/reports/paper-reports.ts';
import { fonts } from '../services/fonts.ts';
import { type PaperRounds, paperRoundOf } from '../services/paper-rounds.ts';
import type { RecordLog } from '../services/record-log.ts';
import type { StoredMeeting } from '../store/meeting.ts';

/** Undefined before the ballots are handed out, and for a round on kiosks. */
export async function paperRoundReports(
  { log, papers }: { readonly log: Pick<RecordLog, 'state'>; readonly papers: Pick<PaperRounds, 'work'> },
  { id, draft }: Pick<StoredMeeting, 'id' | 'draft'>,
  round: number,
): Promise<Uint8Array | undefined> {
  const state = await log.state(id);
  const fixed = paperRoundOf(state.rounds.get(round))?.entry;
  const work = await papers.work(id, round);
  const { organization, title, date, chair } = draft;
  if (fixed === undefined || work === null || work.contests.length === 0 || date === null) return undefined;
  return paperReports(
    {
      organization,
      title,
      date,
      chair,
      round,
      kind: state.meeting?.entry.kind ?? 'assembly',
      contests: fixed.contests.map((contest) => (contest.kind === 'election' ? contest.post : contest.title.zh)),
      boxes: work.contests.map(({ box, counted }) => ({ ...box, counted })),
      scrutineers: state.meeting?.entry.scrutineers.map(({ name }) => name) ?? [],
      tellers: [...(state.meeting?.entry.tellers ?? [])],
    },
    fonts(),
  );
}
