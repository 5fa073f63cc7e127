/** Which sentence belongs to what the kiosk shows. It is not told the marks, so it cannot tell them to the hall. */
import type { Contest } from '../../tally/record/contest.ts';
import type { VoterScreen } from '../session/voter-session.ts';
import type { Prompt } from './prompts.ts';

export type Shown = {
  readonly screen: VoterScreen;
  /** Why no voter is served, if so. */
  readonly waiting: 'before' | 'after' | 'paused' | 'zero' | null;
  readonly isAskedWhetherThere: boolean;
  readonly isHeldUp: boolean;
  readonly printsSlips: boolean;
  /** Kind of the contest whose page stands, by its place among the pages of the ballot. */
  readonly kindOfPage: (page: number) => Contest['kind'];
  readonly kinds: readonly Contest['kind'][];
};

/** Null: nothing is said. */
export function promptOf(shown: Shown): Prompt | null {
  if (shown.isAskedWhetherThere) return 'still-there';
  if (shown.waiting !== null) return shown.waiting === 'paused' ? 'paused' : null;
  if (shown.isHeldUp) return 'held-up';
  const { screen } = shown;
  switch (screen.id) {
    // Nobody stands there yet; who comes without a card hears it by touching the screen.
    case 'V0':
      return null;
    case 'typed':
      return 'typed';
    case 'camera':
      return 'camera';
    case 'V0e':
      return `card-${screen.problem}`;
    case 'V1':
      return 'welcome';
    case 'V2':
    // That somebody writes a name in is hers alone: as if she had not left the page.
    case 'V5':
      return shown.kindOfPage(screen.page);
    case 'V3':
      return shown.kinds.includes('election') ? 'review' : 'review-form';
    case 'V6':
      return 'challenge';
    case 'opened':
      return 'opened';
    case 'V4':
      return shown.printsSlips ? 'cast-slip' : 'cast';
    case 'kept':
      return 'kept';
    case 'fault':
      return 'fault';
  }
}
