/**
 * The pictures of the big screen in the order of the meeting, and which one is next (UX 5.6). What may be shown the server says; a long result
 * is turned page by page.
 */
import type { ScreenStep, ScreenView } from '../../../server/contract/organizer.ts';
import type { RoundResult } from '../../../server/contract/shared.ts';
import { electedParts } from './elected-parts.ts';
import { type Reading, resultParts } from './result-parts.ts';

/** Shown when the operator asks for it, and never by 下一步: the record's fingerprint, and a motion of the assembly. */
const APART: readonly ScreenView[] = ['log', 'motion'];

const isSame = (a: ScreenStep, b: ScreenStep): boolean => a.view === b.view && a.round === b.round && a.part === b.part;

/** As many steps as the result has pictures. */
function pagesOf(step: ScreenStep, result: RoundResult | undefined, reading: Reading): readonly ScreenStep[] {
  if (result === undefined || (step.view !== 'result' && step.view !== 'elected')) return [step];
  const pictures =
    step.view === 'result' ? resultParts(result, reading).length : electedParts(result.contests.map(namesOf)).length;
  return Array.from({ length: Math.max(pictures, 1) }, (_, part) => ({ ...step, part }));
}

const namesOf = ({ elected, ...contest }: RoundResult['contests'][number]) => ({ ...contest, names: elected });

/** Every picture that may be shown, page by page. */
export const wallSteps = (
  released: readonly ScreenStep[],
  results: ReadonlyMap<number, RoundResult>,
  reading: Reading,
): readonly ScreenStep[] => released.flatMap((step) => pagesOf(step, results.get(step.round), reading));

/** Of the released ones those that 下一步 goes through: the digits are read out once, then they stand below the title. */
function sequenceOf(steps: readonly ScreenStep[]): readonly ScreenStep[] {
  const isKeyReady = steps.some(({ view, part }) => view === 'welcome' && part === 1);
  return steps.filter(
    ({ view, part }) =>
      !APART.includes(view) && !(isKeyReady && (view === 'digits' || (view === 'welcome' && part === 0))),
  );
}

/**
 * The picture after the one that hangs; null where nothing more is released. After one that stands apart, or is of an earlier round's
 * course, it is the first of the present course that comes behind it.
 */
export function stepAfter(shown: ScreenStep, steps: readonly ScreenStep[]): ScreenStep | null {
  const sequence = sequenceOf(steps);
  const at = sequence.findIndex((step) => isSame(step, shown));
  if (at >= 0) return sequence[at + 1] ?? null;
  const place = steps.findIndex((step) => isSame(step, shown));
  const behind = steps.slice(place + 1).find((step) => sequence.some((one) => isSame(one, step)));
  return place < 0 ? (sequence[0] ?? null) : (behind ?? null);
}

/** What a tab shows: of a result the first picture of the latest round, of everything else the latest there is. */
export function stepOfView(view: ScreenView, steps: readonly ScreenStep[]): ScreenStep | null {
  const ofView = steps.filter((step) => step.view === view);
  const round = Math.max(...ofView.map((step) => step.round));
  const latest = ofView.filter((step) => step.round === round);
  return (view === 'result' || view === 'elected' || view === 'counting' ? latest[0] : latest.at(-1)) ?? null;
}
