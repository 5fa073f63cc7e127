/**
 * Who prints where, and what is handed to the print service: slips of answers this server signed, and papers of the meeting.
 *
 * Security: a slip is drawn from what the server knows already (T, h, its own signature) and names neither a mark, nor a number,
 * nor a time. Cards are not printed here: their seeds never reach the server (specification §5).
 */
import { ballotCode, formatBallotCode } from '../../crypto/ballot-object.ts';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodePointNotIdentity } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { cardCode } from '../../crypto/token.ts';
import { type ReceiptKind, receiptAddress } from '../../printables/qr/receipt.ts';
import { type EmptyBoxSlip, emptyBoxSlip } from '../../printables/receipts/empty-box-slip.ts';
import { receiptSlip } from '../../printables/receipts/receipt-slip.ts';
import { testPage } from '../../printables/receipts/test-page.ts';
import { shortHash } from '../../tally/record/short-hash.ts';
import type { Printable, PrintingView, QueueView } from '../contract/printing.ts';
import type { MeetingPapers } from '../papers/meeting-papers.ts';
import type { Cups, Media, Queue } from '../printing/cups.ts';
import type { JobView, PrintJobs, PrintRefusal } from '../printing/print-jobs.ts';
import { type Reason, reasonsInWords } from '../printing/reason-words.ts';
import { loadMachine, loadMachines, setPrinter } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting, setPaperPrinter } from '../store/meeting.ts';
import { countTokens } from '../store/record-token.ts';
import type { CardReportFiles } from './card-report-files.ts';
import { fonts } from './fonts.ts';
import type { Publishing } from './publishing.ts';
import { isReceipt } from './receipts.ts';
import type { RecordLog } from './record-log.ts';

export type StartRefusal = PrintRefusal | 'no-printer';
export type ShownJob = { readonly state: JobView['state']; readonly reasons: Reason[] };

export type Printing = {
  readonly view: (meeting: string) => Promise<PrintingView>;
  readonly chooseForMachine: (
    meeting: string,
    machine: string,
    queue: string | null,
  ) => Promise<Result<true, 'not-found' | 'printer-taken'>>;
  readonly chooseForPapers: (
    meeting: string,
    queue: string | null,
  ) => Promise<Result<true, 'not-found' | 'printer-taken'>>;
  readonly printSlip: (
    machine: string,
    answer: { readonly kind: ReceiptKind; readonly T: string; readonly h: string; readonly signature: string },
  ) => Promise<Result<string, StartRefusal | 'not-found' | 'signature-invalid'>>;
  readonly printBoxSlip: (machine: string) => Promise<Result<string, StartRefusal | 'not-found' | 'paper-not-ready'>>;
  readonly printPaper: (
    meeting: string,
    document: Printable,
    copies: number,
  ) => Promise<Result<string, StartRefusal | 'not-found' | 'paper-not-ready'>>;
  readonly printTest: (
    meeting: string,
    queue: string,
    paper: Media,
  ) => Promise<Result<string, StartRefusal | 'not-found'>>;
  readonly slipJob: (machine: string, job: string) => ShownJob | undefined;
  readonly paperJob: (meeting: string, job: string) => ShownJob | undefined;
  readonly cancelSlip: (machine: string, job: string) => boolean;
  readonly cancelPaper: (meeting: string, job: string) => boolean;
  readonly sweep: () => Promise<void>;
};

/** State pages ask every second; the print service is asked less often. */
const FRESH_MS = 2500;

const slipOwner = (machine: string): string => `machine ${machine}`;
const paperOwner = (meeting: string): string => `meeting ${meeting}`;

const queueView = ({ name, info, location, state, accepting, reasons }: Queue): QueueView => ({
  name,
  info,
  location,
  state,
  ready: accepting && state !== 'stopped' && !reasons.some((reason) => reason.endsWith('-error')),
  reasons: [...reasonsInWords(reasons)],
});

const shown = (job: JobView | undefined): ShownJob | undefined =>
  job === undefined ? undefined : { state: job.state, reasons: [...reasonsInWords(job.reasons)] };

export function createPrinting(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly cups: Cups;
  readonly jobs: PrintJobs;
  readonly papers: MeetingPapers;
  readonly publishing: Publishing;
  readonly reports: CardReportFiles;
  readonly checkAddress: () => string;
}): Printing {
  const { db, log, cups, jobs, papers, publishing, reports, checkAddress } = options;

  // A print service far away that keeps silent must not hold up the organizer's page: it shows what was known last.
  type Answer = Awaited<ReturnType<Cups['queues']>>;
  let known: { readonly at: number; readonly answer: Answer } | null = null;
  let asking: Promise<Answer> | null = null;
  const ask = async (): Promise<Answer> => {
    try {
      const answer = await cups.queues();
      known = { at: performance.now(), answer };
      return answer;
    } finally {
      asking = null;
    }
  };
  const queues = async (): Promise<Answer> => {
    if (known !== null && performance.now() - known.at <= FRESH_MS) return known.answer;
    asking ??= ask();
    return known?.answer ?? asking;
  };

  /** What the slip says, if it is an answer of this server's to a ballot of this meeting. */
  async function slipOf(
    meeting: string,
    { kind, T, h, signature }: Parameters<Printing['printSlip']>[1],
  ): Promise<Parameters<typeof receiptSlip>[0] | undefined> {
    const state = await log.state(meeting);
    const entry = state.meeting?.entry;
    if (entry === undefined) return undefined;
    for (const { round, sealed } of state.rounds.values()) {
      if (sealed === undefined) continue;
      if (!isReceipt({ type: kind, ctx: sealed.hash, T, h }, signature, entry.keys.receipts)) continue;
      const hash = decodeBase64url(h, 32);
      const token = decodeBase64url(T, 32);
      return {
        kind,
        organization: entry.organization,
        isSpecimen: entry.testRun === true,
        round: sealed.entry.contests.map(({ title }) => title.zh).join('、'),
        ballotCode: formatBallotCode(ballotCode(hash)),
        cardCode: cardCode(decodePointNotIdentity(token, 'slip')),
        address: receiptAddress(checkAddress(), {
          kind,
          meetingId: meeting,
          round,
          T: token,
          h: hash,
          signature: decodeBase64url(signature, 64),
        }),
        day: entry.date,
        fonts: fonts(),
      };
    }
    return undefined;
  }

  /** Of an empty box before voting opens; of no other. */
  async function boxSlipOf(meeting: string, kiosk: string): Promise<EmptyBoxSlip | undefined> {
    const [stored, { meeting: known, rounds }] = await Promise.all([loadMeeting(db, meeting), log.state(meeting)]);
    const round = stored && rounds.get(stored.currentRound);
    if (stored === undefined || known === undefined || round?.sealed === undefined) return undefined;
    if (round.open !== undefined || round.paper !== undefined) return undefined;
    const { cast, challenged, pending } = await countTokens(db, meeting, stored.currentRound);
    if (cast + challenged + pending > 0) return undefined;
    const { organization, title, date, testRun } = known.entry;
    return {
      organization,
      title,
      kiosk,
      round: round.sealed.entry.contests.map((contest) => contest.title.zh).join('、'),
      groups: shortHash(decodeBase64url(round.sealed.hash, 32)),
      isSpecimen: testRun === true,
      day: date,
      fonts: fonts(),
    };
  }

  async function pdfOf(meeting: string, document: Printable): Promise<Uint8Array | undefined> {
    switch (document.kind) {
      case 'paper':
        return (await papers.pdf(meeting, document.paper))?.bytes;
      case 'card-reports':
        return (await log.state(meeting)).rounds.get(document.round)?.close === undefined
          ? undefined
          : reports.ofRound(meeting, document.round);
      case 'result-sheet':
        return (await publishing.sheet(meeting, document.round))?.pdf;
    }
  }

  return {
    view: async (meeting) => {
      const [stored, found] = await Promise.all([loadMeeting(db, meeting), queues()]);
      return {
        service: found.ok,
        queues: found.ok ? found.value.map(queueView) : [],
        papers: stored?.paperPrinter ?? null,
      };
    },

    chooseForMachine: async (meeting, machine, queue) => {
      const [stored, machines] = await Promise.all([loadMeeting(db, meeting), loadMachines(db, meeting)]);
      if (stored === undefined || !machines.some(({ id }) => id === machine)) return err('not-found');
      // Two voters' slips must not come out of one printer, nor a slip on the office's paper.
      const isTaken =
        stored.paperPrinter === queue || machines.some((one) => one.id !== machine && one.printer === queue);
      if (queue !== null && isTaken) return err('printer-taken');
      await setPrinter(db, machine, queue);
      return ok(true);
    },
    chooseForPapers: async (meeting, queue) => {
      if ((await loadMeeting(db, meeting)) === undefined) return err('not-found');
      if (queue !== null && (await loadMachines(db, meeting)).some(({ printer }) => printer === queue))
        return err('printer-taken');
      await setPaperPrinter(db, meeting, queue);
      return ok(true);
    },

    printSlip: async (machine, answer) => {
      const stored = await loadMachine(db, machine);
      if (stored === undefined) return err('not-found');
      if (stored.printer === null) return err('no-printer');
      const slip = await slipOf(stored.meeting, answer);
      if (slip === undefined) return err('signature-invalid');
      return jobs.start(slipOwner(machine), stored.printer, await receiptSlip(slip), { media: 'slip' });
    },
    printBoxSlip: async (machine) => {
      const stored = await loadMachine(db, machine);
      if (stored === undefined) return err('not-found');
      if (stored.printer === null) return err('no-printer');
      const slip = await boxSlipOf(stored.meeting, stored.name);
      if (slip === undefined) return err('paper-not-ready');
      return jobs.start(slipOwner(machine), stored.printer, await emptyBoxSlip(slip), { media: 'slip' });
    },
    printPaper: async (meeting, document, copies) => {
      const stored = await loadMeeting(db, meeting);
      if (stored === undefined) return err('not-found');
      if (stored.paperPrinter === null) return err('no-printer');
      const pdf = await pdfOf(meeting, document);
      if (pdf === undefined) return err('paper-not-ready');
      return jobs.start(paperOwner(meeting), stored.paperPrinter, pdf, { media: 'a4', copies });
    },
    printTest: async (meeting, queue, paper) => {
      const stored = await loadMeeting(db, meeting);
      if (stored === undefined) return err('not-found');
      const pdf = await testPage({ paper, printer: queue, organization: stored.draft.organization, fonts: fonts() });
      return jobs.start(paperOwner(meeting), queue, pdf, { media: paper });
    },

    slipJob: (machine, job) => shown(jobs.view(slipOwner(machine), job)),
    paperJob: (meeting, job) => shown(jobs.view(paperOwner(meeting), job)),
    cancelSlip: (machine, job) => jobs.cancel(slipOwner(machine), job),
    cancelPaper: (meeting, job) => jobs.cancel(paperOwner(meeting), job),
    sweep: jobs.sweep,
  };
}
