/** V2: the page of the ballot that stands, by what its contest asks. */
import { createMemo, type JSX, Show } from 'solid-js';
import type { KioskState } from '../../../server/contract/kiosk.ts';
import type { Contest } from '../../../tally/record/contest.ts';
import type { VoterSession } from '../../session/voter-session.ts';
import { AppraisalScreen } from './appraisal-screen.tsx';
import { ballotPages } from './ballot-pages.ts';
import { ElectionScreen } from './ballot-screen.tsx';
import { geometry } from './frame.tsx';
import type { PageScreen } from './marking-page.tsx';
import { RecommendationScreen } from './recommendation-screen.tsx';

export function MarkingScreen(props: {
  readonly session: VoterSession;
  readonly screen: PageScreen;
  readonly contests: readonly Contest[];
  readonly people: KioskState['people'];
  readonly surnames: KioskState['surnames'];
}): JSX.Element {
  const pages = createMemo(() => ballotPages(props.contests, geometry()));
  const page = createMemo(() => pages()[Math.min(props.screen.page, pages().length - 1)]);
  // Keyed by the page: rows are numbers, and row 0 of the next contest is another person.
  return (
    <Show when={page()} keyed>
      {(here) =>
        'subjects' in here ? (
          <AppraisalScreen
            session={props.session}
            screen={props.screen}
            page={here}
            pages={pages().length}
            people={props.people}
          />
        ) : 'nominees' in here ? (
          <RecommendationScreen
            session={props.session}
            screen={props.screen}
            page={here}
            pages={pages().length}
            people={props.people}
            surnames={props.surnames}
          />
        ) : (
          <ElectionScreen
            session={props.session}
            screen={props.screen}
            contests={props.contests}
            people={props.people}
          />
        )
      }
    </Show>
  );
}
