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
import { earlierCommitment, type RoundPapers, roundPapers } from '../../../tally/roles/checking-device.ts';
import type { RoundRefusal } from '../../../tally/roles/signed-round.ts';
import type { CheckingDone, CheckingWork } from './checking-work.ts';

/** V7 says one of these; the last two are the voter's own findings. */
export type Fault = CheckFault | 'ballot-exchanged' | 'choices-differ';

export type CheckingStep =
  | { readonly id: 'review' }
  | { readonly id: 'open'; readonly commitment: Commitment }
  /** Another ballot of this card was taken before: a voter who pressed 修改, or a kiosk that knew of the challenge. */
  | { readonly id: 'changed'; readonly earlier: Commitment; readonly commitment: Commitment }
  | { readonly id: 'compare'; readonly check: Check }
  | {
      readonly id: 'verdict';
      readonly taken: Commitment;
      /** Null when nothing was opened, or what was opened fits no ballot. */
      readonly marks: Check['marks'];
      readonly fault: Fault | null;
    };

export type CheckingProblem =
  | 'not-a-code'
  | 'not-read'
  | 'round-not-open'
  | 'answer-first'
  | CommitmentRefusal
  | OpeningRefusal
  | RoundRefusal;

export type CheckingPorts = {
  /** Null when the record cannot be had. */
  readonly readRecord: () => Promise<RecordFile | null>;
  readonly work: <W extends CheckingWork>(work: W) => Promise<CheckingDone[W['kind']]>;
  readonly kept: () => readonly Commitment[];
  readonly keep: (commitment: Commitment) => void;
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
  function conclude({ taken, marks }: Pick<Check, 'taken' | 'marks'>, fault: Fault | null): void {
    if (fault === null) ports.drop(taken);
    setStep({ id: 'verdict', taken, marks, fault });
  }

  function bind(commitment: Commitment): void {
    ports.keep(commitment);
    setStep({ id: 'open', commitment });
  }

  async function take(text: string): Promise<CheckingProblem | null> {
    const review = parseReceipt(text);
    const opening = parseOpening(text);
    if (review.ok) {
      const papers = await papersOf(review.value.round);
      if (typeof papers === 'string') return papers;
      const read = await ports.work({ kind: 'review', papers, code: review.value, kept: ports.kept() });
      if (!read.ok) return read.error;
      const earlier = earlierCommitment(ports.kept(), read.value);
      // Until she has answered, the kiosk stays bound to the earlier one.
      if (earlier === null) bind(read.value);
      else setStep({ id: 'changed', earlier, commitment: read.value });
      return null;
    }
    if (opening.ok) {
      if (step().id === 'changed') return 'answer-first';
      const papers = await papersOf(opening.value.round);
      if (typeof papers === 'string') return papers;
      const done = await ports.work({ kind: 'opening', papers, code: opening.value, kept: ports.kept() });
      if (!done.ok) return done.error;
      const check = done.value;
      const [fault] = check.faults;
      if (fault !== undefined) conclude(check, fault);
      else setStep({ id: 'compare', check });
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
    /** Whether 修改 was pressed between these two review pages, before 抽查; else the kiosk made the later ballot by itself. */
    answerChanged: (isChanged: boolean): void => {
      const at = step();
      if (at.id !== 'changed') return;
      setProblem(null);
      if (isChanged) bind(at.commitment);
      else conclude({ taken: at.earlier, marks: null }, 'ballot-exchanged');
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
