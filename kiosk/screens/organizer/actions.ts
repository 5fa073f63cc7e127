/** What every part of the meeting's page needs: the state, and a way to act that shows refusals and refreshes. */
import { type Accessor, createSignal } from 'solid-js';
import type { Result } from '../../../crypto/result.ts';
import { type OrganizerMeeting, organizerMeeting } from '../../../server/contract/organizer.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { announce } from '../../controls/notice.tsx';
import { call } from '../../session/client.ts';
import type { Text } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';

export type MeetingActions = {
  readonly meeting: string;
  readonly state: Accessor<OrganizerMeeting | undefined>;
  readonly refusal: Accessor<Refusal | null>;
  /** Why the last action was refused. */
  readonly problem: Accessor<Refusal | null>;
  readonly busy: Accessor<boolean>;
  readonly clear: () => void;
  /** Runs a request; true when it was carried out. `done` is said at the foot of the page. */
  readonly act: (request: () => Promise<Result<unknown, Refusal>>, done?: Text) => Promise<boolean>;
};

export function createMeetingActions(meeting: string): MeetingActions {
  const { state, refusal, refresh } = createPolledState(() => call(organizerMeeting, { params: { meeting } }));
  const [problem, setProblem] = createSignal<Refusal | null>(null);
  const [busy, setBusy] = createSignal(false);
  return {
    meeting,
    state,
    refusal,
    problem,
    busy,
    clear: () => setProblem(null),
    act: async (request, done) => {
      setBusy(true);
      const answer = await request();
      setProblem(answer.ok ? null : answer.error);
      if (answer.ok && done !== undefined) announce(done);
      await refresh();
      setBusy(false);
      return answer.ok;
    },
  };
}
