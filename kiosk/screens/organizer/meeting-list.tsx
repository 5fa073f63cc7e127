/** All meetings of this server, and the two ways to begin one. */
import { createResource, createSignal, For, type JSX, Show } from 'solid-js';
import type { z } from 'zod';
import { createMeeting } from '../../../server/contract/organizer.ts';
import type { meetingSummarySchema } from '../../../server/contract/shared.ts';
import { wipedTestRuns } from '../../../server/contract/test-runs.ts';
import { Button } from '../../controls/button.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { phaseWord } from '../../controls/phase-bar.tsx';
import { call } from '../../session/client.ts';
import { say, sayDay, type Text } from '../../session/language.ts';
import { OfficialsCard } from './officials-card.tsx';

type MeetingSummary = z.output<typeof meetingSummarySchema>;

export function MeetingList(props: {
  readonly meetings: readonly MeetingSummary[];
  readonly onOpen: (meeting: string) => void;
  readonly onCreated: () => Promise<void>;
}): JSX.Element {
  // Read again whenever the list of meetings is another one: a test run has gone from it.
  const [wiped] = createResource(
    () => props.meetings.map(({ id }) => id).join(),
    async () => {
      const answer = await call(wipedTestRuns);
      return answer.ok ? answer.value.wiped : [];
    },
  );
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Text | null>(null);
  const create = async (start: 'empty' | 'sample', kind: 'assembly' | 'recommendation' | 'appraisal' = 'assembly') => {
    setBusy(true);
    const answer = await call(createMeeting, { body: { start, kind } });
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.error);
      return;
    }
    await props.onCreated();
    props.onOpen(answer.value.id);
  };
  return (
    <>
      <Card title={{ zh: '会议', en: 'Meetings' }} name="meetings">
        <ul class="meeting-list">
          <For
            each={props.meetings}
            fallback={<li class="faint">{say({ zh: '还没有会议。', en: 'No meeting yet.' })}</li>}
          >
            {(meeting) => (
              <li>
                <button
                  type="button"
                  class="meeting-line"
                  data-meeting={meeting.id}
                  onClick={() => props.onOpen(meeting.id)}
                >
                  <span class="meeting-title">
                    {meeting.title || say({ zh: '（未命名的会议）', en: '(untitled meeting)' })}
                  </span>
                  <span class="faint">
                    {meeting.organization} · {sayDay(meeting.date)}
                  </span>
                  <span class="meeting-phase">{say(phaseWord(meeting.phase))}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
        <RefusalNotice refusal={problem()} />
        <div class="row" data-end="true">
          <span class="faint">{say({ zh: '示例（清溪村）：', en: 'Samples (Qingxi):' })}</span>
          <Button
            text={{ zh: '换届选举', en: 'Election' }}
            busy={busy()}
            onPress={() => void create('sample')}
            name="create-sample"
          />
          <Button
            text={{ zh: '民主推荐', en: 'Recommendation' }}
            busy={busy()}
            onPress={() => void create('sample', 'recommendation')}
            name="create-sample-recommendation"
          />
          <Button
            text={{ zh: '民主测评', en: 'Appraisal' }}
            busy={busy()}
            onPress={() => void create('sample', 'appraisal')}
            name="create-sample-appraisal"
          />
        </div>
        <div class="row" data-end="true">
          <Button
            text={{ zh: '新建民主推荐', en: 'New recommendation' }}
            busy={busy()}
            onPress={() => void create('empty', 'recommendation')}
            name="create-recommendation"
          />
          <Button
            text={{ zh: '新建民主测评', en: 'New appraisal' }}
            busy={busy()}
            onPress={() => void create('empty', 'appraisal')}
            name="create-appraisal"
          />
          <Button
            kind="primary"
            text={{ zh: '新建会议', en: 'New meeting' }}
            busy={busy()}
            onPress={() => void create('empty')}
            name="create-empty"
          />
        </div>
      </Card>
      <Show when={(wiped() ?? []).length > 0}>
        <Card title={{ zh: '已清除的演练', en: 'Wiped test runs' }} name="wiped-test-runs">
          <ul class="meeting-list">
            <For each={wiped()}>
              {(run) => (
                <li class="row">
                  <span>
                    {run.title} · {sayDay(run.day)}
                  </span>
                  <a href={run.proof} target="_blank" data-name="wiping-proof" rel="noopener">
                    {say({ zh: '清零证明（PDF）', en: 'Proof of zero (PDF)' })}
                  </a>
                </li>
              )}
            </For>
          </ul>
        </Card>
      </Show>
      <OfficialsCard />
    </>
  );
}
