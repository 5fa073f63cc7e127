/** O5: every rule of the round as a sentence with its clause, to be read against the adopted election method. */
import { For, type JSX, Show } from 'solid-js';
import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { SETTING_AREAS } from '../../../tally/rules/setting-choice.ts';
import { settingSentences } from '../../../tally/rules/settings-words.ts';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { say } from '../../session/language.ts';

export function RulesSection(props: { readonly now: OrganizerMeeting }): JSX.Element {
  const sentences = () => {
    const { majorityBase, ...rules } = props.now.draft.rules;
    return majorityBase === null ? null : settingSentences({ ...rules, majorityBase }, SETTING_AREAS);
  };
  return (
    <Card
      title={{ zh: '请逐条与通过的选举办法核对', en: 'Compare every sentence with the adopted election method' }}
      name="rules"
    >
      <Show
        when={sentences()}
        fallback={
          <Notice
            tone="warning"
            text={{ zh: '请先在“基本情况”中选定计算基数。', en: 'First choose the counting base under “Meeting”.' }}
          />
        }
      >
        {(list) => (
          <ol class="rule-sentences">
            <For each={list()}>
              {(sentence) => (
                <li data-setting={sentence.setting}>
                  {say(sentence)} <span class="faint">{say(sentence.clause)}</span>
                  <Show when={sentence.paperOnly}>
                    {' '}
                    <span class="faint">{say({ zh: '（只用于纸质选票）', en: '(paper ballots only)' })}</span>
                  </Show>
                </li>
              )}
            </For>
          </ol>
        )}
      </Show>
    </Card>
  );
}
