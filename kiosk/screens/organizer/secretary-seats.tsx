/** How many deputies the ballot for the secretaries elects; one secretary always (RULES 1.12). */
import { createSignal, type JSX } from 'solid-js';
import { type OrganizerMeeting, savePosts } from '../../../server/contract/organizer.ts';
import { Button } from '../../controls/button.tsx';
import { NumberField } from '../../controls/fields.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import type { MeetingActions } from './actions.ts';

export function SecretarySeats(props: {
  readonly actions: MeetingActions;
  readonly now: OrganizerMeeting;
}): JSX.Element {
  const stored = () => props.now.candidates.find(({ post }) => post === '副书记')?.seats ?? 0;
  const [deputies, setDeputies] = createSignal<number | null>(stored());
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const seats = deputies() ?? 0;
    const posts = [{ post: '书记' as const, seats: 1 }, ...(seats === 0 ? [] : [{ post: '副书记' as const, seats }])];
    return props.actions.act(() => call(savePosts, { params: { meeting: props.now.id }, body: { posts } }), {
      zh: '已保存',
      en: 'Saved',
    });
  };
  return (
    <Card title={{ zh: '书记、副书记名额', en: 'Secretary and deputies' }} name="secretary-seats">
      <form class="stack" onSubmit={(event) => void save(event)}>
        <div class="columns">
          <NumberField
            label={{ zh: '书记', en: 'Secretary' }}
            value={1}
            onInput={() => {}}
            disabled
            name="secretaries"
          />
          <NumberField
            label={{ zh: '副书记（不设的填 0）', en: 'Deputies (0 for none)' }}
            value={deputies()}
            onInput={setDeputies}
            least={0}
            most={10}
            required
            name="deputies"
          />
        </div>
        <div class="row" data-end="true">
          <Button
            submit
            kind="secondary"
            text={{ zh: '保存', en: 'Save' }}
            busy={props.actions.busy()}
            disabled={deputies() === null || deputies() === stored()}
            name="save-seats"
          />
        </div>
      </form>
    </Card>
  );
}
