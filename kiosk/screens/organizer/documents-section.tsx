/** Papers of the meeting, ready to print or send; the answer; meetings derived from this one. */
import { For, type JSX, Show } from 'solid-js';
import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { Button } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { say } from '../../session/language.ts';
import { PapersCard } from './papers-card.tsx';
import { PrintButton } from './print-job.tsx';

const DECISION = {
  approve: { zh: '批准', en: 'approved' },
  file: { zh: '同意备案', en: 'filed' },
  return: { zh: '退回', en: 'returned' },
} as const;

export function DocumentsSection(props: {
  readonly now: OrganizerMeeting;
  readonly onOpen: (meeting: string) => void;
}): JSX.Element {
  return (
    <div class="stack">
      <Card title={{ zh: '文件', en: 'Documents' }} name="documents">
        <Show when={props.now.answer}>
          {(answer) => (
            <Notice
              tone={answer().decision === 'return' ? 'bad' : 'good'}
              name="answer"
              text={{
                zh: `上级${DECISION[answer().decision].zh}（${answer().number}）${answer().reason === '' ? '' : `：${answer().reason}`}`,
                en: `The superior ${DECISION[answer().decision].en} (${answer().number})${answer().reason === '' ? '' : `: ${answer().reason}`}`,
              }}
            />
          )}
        </Show>
        <ul class="document-list">
          <For
            each={props.now.documents}
            fallback={<li class="faint">{say({ zh: '还没有文件。', en: 'No documents yet.' })}</li>}
          >
            {(document) => (
              <li>
                <Show
                  when={document.ready}
                  fallback={
                    <span class="faint">
                      {say(document.title)} · {say({ zh: '尚未形成', en: 'not ready' })}
                    </span>
                  }
                >
                  <a href={document.href} target="_blank" rel="noopener" data-name={`document-${document.kind}`}>
                    {say(document.title)}
                  </a>
                  <Show when={props.now.printing.papers !== null && document.printable}>
                    {(printable) => (
                      <PrintButton meeting={props.now.id} document={printable()} label={say(document.title)} />
                    )}
                  </Show>
                </Show>
              </li>
            )}
          </For>
        </ul>
        <For each={props.now.derived}>
          {(meeting) => (
            <Button
              text={{ zh: `打开：${meeting.title}`, en: `Open: ${meeting.title}` }}
              onPress={() => props.onOpen(meeting.id)}
              name="open-derived"
            />
          )}
        </For>
      </Card>
      <PapersCard now={props.now} />
    </div>
  );
}
