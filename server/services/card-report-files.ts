/**
 * Reports of the cards, kept in memory. Anybody may fetch them without signing in, and laying a PDF out takes far longer
 * than asking for it: each is drawn once for every length of the log, however often and by however many it is asked for.
 */
import { type CardReportData, cardReportData } from '../../printables/reports/card-reports.ts';
import type { RecordLog } from './record-log.ts';

export type CardReportFiles = {
  /** Undefined: the record does not hold the round's close. */
  readonly ofRound: (meeting: string, round: number) => Promise<Uint8Array | undefined>;
  /** Drops what memory holds of a meeting that was wiped. */
  readonly forget: (meeting: string) => void;
};

/** The oldest leaves when another round's report is asked for. */
export const KEPT_REPORTS = 16;

export function createCardReportFiles(
  log: Pick<RecordLog, 'head' | 'file'>,
  draw: (data: CardReportData) => Promise<Uint8Array>,
): CardReportFiles {
  const kept = new Map<string, { readonly size: number; readonly bytes: Promise<Uint8Array | undefined> }>();

  const made = async (meeting: string, round: number): Promise<Uint8Array | undefined> => {
    const data = cardReportData(await log.file(meeting), round);
    return data.ok ? draw(data.value) : undefined;
  };

  return {
    ofRound: async (meeting, round) => {
      const { size } = await log.head(meeting);
      const key = `${meeting} ${round}`;
      const found = kept.get(key);
      if (found !== undefined && found.size >= size) return found.bytes;
      const fresh = { size, bytes: made(meeting, round) };
      kept.delete(key);
      kept.set(key, fresh);
      for (const oldest of [...kept.keys()].slice(0, -KEPT_REPORTS)) kept.delete(oldest);
      // What failed is tried again.
      fresh.bytes.catch(() => kept.get(key) === fresh && kept.delete(key));
      return fresh.bytes;
    },
    forget: (meeting) => {
      for (const key of [...kept.keys()]) if (key.startsWith(`${meeting} `)) kept.delete(key);
    },
  };
}
