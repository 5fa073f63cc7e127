/** V2: the page of the ballot that stands, by what its contest asks. */
import { createMemo, type JSX, Match, Switch } from 'solid-js';
import type { KioskState } from '../../../server/contract/kiosk.ts';
import type { Contest } from '../../../tally/record/contest.ts';
import type { VoterSession } from '../../session/voter-session.ts';
import { AppraisalScreen } from './appraisal-screen.tsx';
import { type BallotPage, ballotPages } from './ballot-pages.ts';
import { ElectionScreen } from './ballot-screen.tsx';
import type { FormScreen } from './form-page.tsx';
import { geometry } from './frame.tsx';
import { RecommendationScreen } from './recommendation-screen.tsx';

type Has<K extends string> = Extract<BallotPage, { readonly [key in K]: readonly number[] }>;

export function MarkingScreen(props: {
  readonly session: VoterSession;
  readonly screen: FormScreen;
  readonly contests: readonly Contest[];
  readonly people: KioskState['people'];
  readonly surnames: KioskState['surnames'];
}): JSX.Element {
  const pages = createMemo(() => ballotPages(props.contests, geometry()));
  const page = createMemo(() => pages()[Math.min(props.screen.page, pages().length - 1)]);
  const pageWith = <K extends 'candidates' | 'subjects' | 'nominees'>(key: K): Has<K> | undefined => {
    const here = page();
    return here !== undefined && key in here ? (here as Has<K>) : undefined;
  };
  return (
    <Switch>
      <Match when={pageWith('candidates')}>
        <ElectionScreen session={props.session} screen={props.screen} contests={props.contests} people={props.people} />
      </Match>
      <Match when={pageWith('subjects')}>
        {(here) => (
          <AppraisalScreen
            session={props.session}
            screen={props.screen}
            page={here()}
            pages={pages().length}
            people={props.people}
          />
        )}
      </Match>
      <Match when={pageWith('nominees')}>
        {(here) => (
          <RecommendationScreen
            session={props.session}
            screen={props.screen}
            page={here()}
            pages={pages().length}
            people={props.people}
            surnames={props.surnames}
          />
        )}
      </Match>
    </Switch>
  );
}
