/**
 * A challenge as the checking device sees it (UX 5.3, specification §7.5): the review page first, then the opened ballot, then the
 * question only a person can answer. One code after the other is scanned; what it is, it says itself.
 */
import { createSignal } from 'solid-js';
import { parseOpening } from '../../../printables/qr/opening.ts';
import { parseReceipt } from '../../../printables/qr/receipt.ts';
import type { RecordFile } from '../../../tally/record/reader.ts';
import type {
  Check,
  CheckFault,
  Commitment,
  CommitmentRefusal,
  OpeningRefusal,
} from '../../../tally/roles/checking-device.ts';
import { type RoundPapers, roundPapers } from '../../../tally/roles/checking-device.ts';
import type { RoundRefusal } from '../../../tally/roles/signed-round.ts';
import type { CheckingDone, CheckingWork } from './checking-work.ts';

/** V7 says one of these; the last is the voter's own finding. */
export type Fault = CheckFault | 'choices-differ';

export type CheckingStep =
  | { readonly id: 'review' }
  | { readonly id: 'open'; readonly commitment: Commitment }
  /** Another ballot of this card was taken before: a voter who pressed 修改, or a kiosk that knew of the challenge. */
  | { readonly id: 'changed'; readonly check: Check }
  | { readonly id: 'compare'; readonly check: Check }
  | { readonly id: 'verdict'; readonly check: Check; readonly fault: Fault | null };

export type CheckingProblem =
  | 'not-a-code'
  | 'not-read'
  | 'round-not-open'
  | CommitmentRefusal
  | OpeningRefusal
  | RoundRefusal;

export type CheckingPorts = {
  /** Null when the record cannot be had. */
  readonly readRecord: () => Promise<RecordFile | null>;
  readonly work: <W extends CheckingWork>(work: W) => Promise<CheckingDone[W['kind']]>;
  readonly kept: () => readonly Commitment[];
  /** Gives what is kept now: it knows of an earlier ballot of the card. */
  readonly keep: (commitment: Commitment) => Commitment;
  readonly drop: (commitment: Commitment) => void;
};

export function createChecking(ports: CheckingPorts) {
  const [step, setStep] = createSignal<CheckingStep>({ id: 'review' });
  const [problem, setProblem] = createSignal<CheckingProblem | null>(null);
  const [isBusy, setBusy] = createSignal(false);

  async function papersOf(round: number): Promise<RoundPapers | CheckingProblem> {
    const file = await ports.readRecord();
    return file === null ? 'not-read' : (roundPapers(file, round) ?? 'round-not-open');
  }

  /** What did not match stays bound until the round is over: else the next review page of that card would look like its first. */
  function conclude(check: Check, fault: Fault | null): void {
    if (fault === null) ports.drop(check.taken);
    setStep({ id: 'verdict', check, fault });
  }

  async function take(text: string): Promise<CheckingProblem | null> {
    const review = parseReceipt(text);
    const opening = parseOpening(text);
    if (review.ok) {
      const papers = await papersOf(review.value.round);
      if (typeof papers === 'string') return papers;
      const read = await ports.work({ kind: 'review', papers, code: review.value });
      if (!read.ok) return read.error;
      setStep({ id: 'open', commitment: ports.keep(read.value) });
      return null;
    }
    if (opening.ok) {
      const papers = await papersOf(opening.value.round);
      if (typeof papers === 'string') return papers;
      const done = await ports.work({ kind: 'opening', papers, code: opening.value, kept: ports.kept() });
      if (!done.ok) return done.error;
      const check = done.value;
      const [fault] = check.faults;
      if (fault !== undefined) conclude(check, fault);
      else setStep({ id: check.taken.replaced ? 'changed' : 'compare', check });
      return null;
    }
    return 'not-a-code';
  }

  return {
    step,
    problem,
    isBusy,
    scan: async (text: string): Promise<void> => {
      if (isBusy()) return;
      setBusy(true);
      setProblem(null);
      try {
        setProblem(await take(text.trim()));
      } catch {
        setProblem('not-read');
      } finally {
        setBusy(false);
      }
    },
    /** Whether 修改 was pressed between the two review pages, before 抽查; else the kiosk made the second ballot by itself. */
    answerChanged: (isChanged: boolean): void => {
      const at = step();
      if (at.id !== 'changed') return;
      if (isChanged) setStep({ id: 'compare', check: at.check });
      else conclude(at.check, 'other-ballot');
    },
    /** The voter, or whoever threw the dice, has compared every line. */
    answer: (isSame: boolean): void => {
      const at = step();
      if (at.id === 'compare') conclude(at.check, isSame ? null : 'choices-differ');
    },
    again: (): void => {
      setProblem(null);
      setStep({ id: 'review' });
    },
  };
}

export type Checking = ReturnType<typeof createChecking>;
