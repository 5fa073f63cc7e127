/** The papers of one round of a meeting, also after the next has begun: of its own ballot, with its own numbers (rules §6.2). */
import { officialDocx } from '../../printables/documents/document-docx.ts';
import { officialPdf } from '../../printables/documents/document-pdf.ts';
import { timeOf } from '../../printables/documents/facts.ts';
import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import type { CheckIn } from '../services/check-in.ts';
import { fonts } from '../services/fonts.ts';
import { loadPlan } from '../services/plan.ts';
import type { RecordLog } from '../services/record-log.ts';
import type { RoundViews } from '../services/round-views.ts';
import type { Database } from '../store/database.ts';
import { paperFacts } from './paper-facts.ts';
import { FORM_KINDS, OFFICIAL_KINDS } from './paper-kinds.ts';

export interface RoundPaper {
  readonly kind: string;
  readonly format: 'pdf' | 'docx';
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type RoundPapers = {
  readonly of: (meeting: string, round: number) => Promise<readonly RoundPaper[]>;
};

export function createRoundPapers(services: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly views: RoundViews;
  readonly checkIn: CheckIn;
}): RoundPapers {
  return {
    of: async (meeting, round) => {
      const plan = await loadPlan(services.db, meeting);
      if (plan === undefined) return [];
      const facts = await paperFacts(services, plan, round);
      const about = { author: facts.organization, date: timeOf(facts.day), specimen: isTestRunTitle(facts.title) };
      const papers: RoundPaper[] = [];
      for (const { kind, perRound, meetings, of } of OFFICIAL_KINDS) {
        const document = perRound === true && meetings.includes(facts.kind) ? of(facts) : null;
        if (document === null) continue;
        const { name } = document;
        papers.push({ kind, format: 'pdf', name, bytes: await officialPdf(document, { ...about, fonts: fonts() }) });
        papers.push({ kind, format: 'docx', name, bytes: await officialDocx(document, about) });
      }
      for (const { kind, name, meetings, isReady, draw } of FORM_KINDS)
        if (meetings.includes(facts.kind) && isReady(facts))
          papers.push({ kind, format: 'pdf', name, bytes: await draw(facts, fonts()) });
      return papers;
    },
  };
}
