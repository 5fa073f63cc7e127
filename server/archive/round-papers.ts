/**
 * What an archive holds of every round beside its sheet, as its record asks for it (rules §4.1 step 30, §6.2): ballots with their
 * instructions, the chair's script, attendance, the empty box, and what became of cards or ballots.
 */

import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { isElectionMeeting, type MeetingKind } from '../../tally/record/meeting-entry.ts';
import { entriesOf, type RecordFile } from '../../tally/record/reader.ts';
import { type ArchiveFault, fault } from './archive-fault.ts';
import type { ArchivedFile } from './archive-zip.ts';

export const roundPath = (round: number, file: string): string => `rounds/${round}/${file}`;

/** 发票、收票情况报告单 of cards, and of ballots on paper. */
export const CARD_REPORTS = 'cards.pdf';
export const BALLOT_REPORTS = 'ballots.pdf';

const formOf = (kind: MeetingKind): readonly string[] =>
  isElectionMeeting(kind)
    ? ['paper-ballots.pdf', 'chair-script.pdf']
    : [kind === 'appraisal' ? 'appraisal-form.pdf' : 'recommendation-form.pdf', 'form-script.pdf'];

/** Paths, by round. A round that was given up for paper has the papers of both. */
export function expectedRoundPapers(record: RecordFile): readonly string[] {
  const kind = entriesOf(record, 'meeting')[0]?.entry.kind;
  if (kind === undefined) return [];
  const fixed = [...entriesOf(record, 'round'), ...entriesOf(record, 'paper-round')];
  const [opened, closed, counted] = [
    entriesOf(record, 'open').map(({ entry }) => entry.ctx),
    entriesOf(record, 'close').map(({ entry }) => entry.ctx),
    entriesOf(record, 'paper-count').map(({ entry }) => entry.ctx),
  ].map((all) => new Set(all));
  return fixed
    .map(({ entry, hash }) => ({ entry, ctx: encodeBase64url(hash) }))
    .toSorted((a, b) => a.entry.round - b.entry.round)
    .flatMap(({ entry, ctx }) =>
      [
        ...formOf(kind),
        'attendance-report.pdf',
        ...(opened?.has(ctx) === true ? ['empty-box.pdf'] : []),
        ...(closed?.has(ctx) === true ? [CARD_REPORTS] : []),
        ...(counted?.has(ctx) === true ? [BALLOT_REPORTS] : []),
      ].map((file) => roundPath(entry.round, file)),
    );
}

export function roundPaperFaults(files: readonly ArchivedFile[], record: RecordFile): readonly ArchiveFault[] {
  const there = new Set(files.map(({ path }) => path));
  return expectedRoundPapers(record)
    .filter((path) => !there.has(path))
    .map((path) =>
      fault(
        'paper-missing',
        path,
        `选举档案有这一轮，包内没有它的文件“${path}”。`,
        `The record has this round, and its paper "${path}" is not in the archive.`,
      ),
    );
}
