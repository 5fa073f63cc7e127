import { err, ok } from '../../crypto/result.ts';
import { isPublished } from '../../tally/phase.ts';
import {
  archiveFile,
  comparePaper,
  importCandidates,
  importFormLists,
  importOfficials,
  listTemplate,
  meetingPapers,
  paperCsv,
  paperDocx,
  paperPdf,
  paperXlsx,
  savePaperDetails,
} from '../contract/papers.ts';
import type { Mount } from '../http/mount.ts';
import { readCandidateFile } from '../papers/candidate-import.ts';
import type { MeetingArchive } from '../papers/meeting-archive.ts';
import type { MeetingPapers, NamedBytes } from '../papers/meeting-papers.ts';
import type { MeetingDrafts } from '../services/meeting-drafts.ts';
import { isReversed } from '../services/notice-problems.ts';
import { loadPlan } from '../services/plan.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting } from '../store/meeting.ts';
import { savePaperDetails as store } from '../store/papers.ts';
import { contentOf } from './villages.ts';
import { whenPrintable } from './when-printable.ts';

const printed = <C extends string>(make: () => Promise<NamedBytes | undefined>, missing: C) =>
  whenPrintable(async () => {
    const made = await make();
    return made === undefined ? err(missing) : ok(made);
  });

/** Papers, lists and the archive. */
export function mountPapers(
  mount: Mount,
  {
    db,
    papers,
    archive,
    drafts,
  }: {
    readonly db: Database;
    readonly papers: MeetingPapers;
    readonly archive: MeetingArchive;
    readonly drafts: MeetingDrafts;
  },
): void {
  mount(meetingPapers, async ({ params }) => {
    const stored = await loadMeeting(db, params.meeting);
    const listed = await papers.list(params.meeting);
    if (stored === undefined || listed === undefined) return err('not-found');
    return ok({
      ...listed,
      archive: { href: `/api/organizer/meetings/${params.meeting}/archive.zip`, ready: isPublished(stored.phase) },
    });
  });

  mount(savePaperDetails, async ({ params, body }) => {
    if ((await loadMeeting(db, params.meeting)) === undefined) return err('not-found');
    if (isReversed(body)) return err('notice-dates-reversed');
    await store(db, params.meeting, body);
    return ok({ done: true as const });
  });

  mount(paperPdf, ({ params }) => printed(() => papers.pdf(params.meeting, params.paper), 'paper-not-ready'));
  mount(paperDocx, ({ params }) => printed(() => papers.docx(params.meeting, params.paper), 'paper-not-ready'));
  mount(paperXlsx, ({ params }) => printed(() => papers.xlsx(params.meeting, params.paper), 'paper-not-ready'));
  mount(paperCsv, ({ params }) => printed(() => papers.csv(params.meeting, params.paper), 'paper-not-ready'));
  mount(archiveFile, ({ params }) => printed(() => archive.make(params.meeting), 'archive-not-ready'));

  mount(listTemplate, async ({ params }) => {
    const made = await papers.template(params.meeting, params.paper);
    return made === undefined ? err('paper-not-ready') : ok(made);
  });
  mount(comparePaper, ({ params, body }) => papers.compare(params.meeting, params.paper, contentOf(body)));
  mount(importOfficials, ({ params, body }) => drafts.importOfficials(params.meeting, contentOf(body)));
  mount(importFormLists, ({ params, body }) => drafts.importFormLists(params.meeting, contentOf(body)));

  mount(importCandidates, async ({ params, body }) => {
    const plan = await loadPlan(db, params.meeting);
    if (plan === undefined) return err('not-found');
    const read = await readCandidateFile(plan, contentOf(body));
    if (!read.ok) return read;
    const { byPost, lines } = read.value;
    const candidates = [...byPost.values()].reduce((sum, members) => sum + members.length, 0);
    const saved = byPost.size === 0 ? ok(undefined) : await drafts.saveCandidateLists(params.meeting, byPost);
    if (!saved.ok) return saved;
    return ok({ imported: candidates > 0, candidates, lines: [...lines] });
  });
}
