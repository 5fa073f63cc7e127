/**
 * O5: every rule of the meeting as a sentence with its clause, compared with the adopted method and ticked one by one, and
 * changed here where the method says otherwise. What says something else now is unread again.
 */
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { type DraftRules, type OrganizerMeeting, saveDraft } from '../../../server/contract/organizer.ts';
import { wordsOfMeeting } from '../../../tally/rules/meeting-words.ts';
import { meetingSentences } from '../../../tally/rules/rules-to-read.ts';
import { SETTING_AREAS } from '../../../tally/rules/setting-choice.ts';
import { RuleSettings } from '../../../tally/rules/settings.ts';
import type { SettingSentence } from '../../../tally/rules/settings-words.ts';
import { Button } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { ProblemList } from '../../controls/problem-list.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import type { MeetingActions } from './actions.ts';
import { RuleRow } from './rule-row.tsx';
import { AREA_TITLE, METHOD_NAME } from './setting-fields.ts';

type Edited = { readonly rules: DraftRules; readonly read: readonly string[] };

export function RulesSection(props: { readonly actions: MeetingActions; readonly now: OrganizerMeeting }): JSX.Element {
  /** What was changed here and is not saved yet; else the page follows the meeting. */
  const [edited, setEdited] = createSignal<Edited | null>(null);
  const held = (): Edited => edited() ?? { rules: props.now.draft.rules, read: props.now.draft.rulesRead };
  const rules = () => held().rules;
  const read = () => held().read;
  const isFixed = () => props.now.phase !== 'draft';
  const words = () => wordsOfMeeting(props.now.kind, props.now.posts);
  /** Null while the base is open, or while settings contradict each other: the problems say which. */
  const settings = createMemo(() => {
    const complete = RuleSettings.safeParse(rules());
    return complete.success ? complete.data : null;
  });
  const sentences = createMemo((): readonly SettingSentence[] => {
    const complete = settings();
    return complete === null ? [] : meetingSentences(complete, words(), props.now.draft.writeIns);
  });
  const areas = () => SETTING_AREAS.filter((area) => sentences().some((sentence) => sentence.area === area));
  const names = (area: SettingSentence['area']) =>
    sentences()
      .filter((sentence) => sentence.area === area)
      .map(({ setting }) => setting);
  const sentenceOf = (setting: SettingSentence['setting']) =>
    sentences().find((sentence) => sentence.setting === setting);
  const isRead = ({ zh }: SettingSentence) => read().includes(zh);
  const unread = () => sentences().filter((sentence) => !isRead(sentence)).length;
  const tick = (ticked: readonly SettingSentence[], on: boolean) => {
    const changed = new Set(ticked.map(({ zh }) => zh));
    setEdited({ ...held(), read: [...read().filter((zh) => !changed.has(zh)), ...(on ? changed : [])] });
  };
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    // What is no sentence of the meeting any more was read in vain.
    const said = new Set(sentences().map(({ zh }) => zh));
    const rulesRead = read().filter((zh) => said.has(zh));
    const body = { ...props.now.draft, rules: rules(), rulesRead };
    const saved = await props.actions.act(() => call(saveDraft, { params: { meeting: props.now.id }, body }), {
      zh: '已保存',
      en: 'Saved',
    });
    if (saved) setEdited(null);
  };
  const method = () => METHOD_NAME[props.now.kind];
  return (
    <form class="stack" onSubmit={(event) => void save(event)}>
      <ProblemList problems={props.now.problems} />
      <Show
        when={settings() !== null}
        fallback={
          <Notice
            tone="warning"
            text={{
              zh: '请先在“基本情况”中选定计算基数，并改正有矛盾的设置。',
              en: 'First choose the counting base under “Meeting”, and mend settings that contradict each other.',
            }}
          />
        }
      >
        <p>
          {say({
            zh: `请逐条与通过的${method().zh}核对：一致的打勾，不一致的点“更改”。`,
            en: `Compare every sentence with the adopted ${method().en}: tick what agrees, press “Change” where it does not.`,
          })}
        </p>
        <For each={areas()}>
          {(area) => {
            const all = () => names(area).flatMap((setting) => sentenceOf(setting) ?? []);
            const isAllRead = () => all().every(isRead);
            return (
              <Card title={AREA_TITLE[area]} name={`rules-${area}`}>
                <ol class="rule-sentences">
                  <For each={names(area)}>
                    {(setting) => (
                      <Show when={sentenceOf(setting)}>
                        {(sentence) => (
                          <RuleRow
                            sentence={sentence()}
                            rules={settings() as RuleSettings}
                            words={words()}
                            isRead={isRead(sentence())}
                            isFixed={isFixed()}
                            onRead={(on) => tick([sentence()], on)}
                            onChange={(change) => setEdited({ ...held(), rules: change(rules()) })}
                          />
                        )}
                      </Show>
                    )}
                  </For>
                </ol>
                <Show when={!isFixed()}>
                  <div class="row" data-end="true">
                    <Button
                      text={
                        isAllRead()
                          ? { zh: '本组已全部核对', en: 'All of these are compared' }
                          : { zh: '本组逐条看过，全部一致', en: 'I have read all of these; they agree' }
                      }
                      disabled={isAllRead()}
                      onPress={() => tick(all(), true)}
                      name={`read-${area}`}
                    />
                  </div>
                </Show>
              </Card>
            );
          }}
        </For>
        <Show
          when={!isFixed()}
          fallback={
            <Notice text={{ zh: '会议已封存，规则不能再改。', en: 'The meeting is sealed; the rules are fixed.' }} />
          }
        >
          <div class="row" data-end="true">
            <span class="faint" data-name="rules-unread" data-count={unread()}>
              {unread() === 0
                ? say({ zh: '全部核对完毕', en: 'Everything is compared' })
                : say({ zh: `还有 ${unread()} 条没有核对`, en: `${unread()} still to compare` })}
              {edited() === null ? '' : say({ zh: '，尚未保存', en: ', not saved yet' })}
            </span>
            <Button
              submit
              kind="secondary"
              text={{ zh: '保存', en: 'Save' }}
              busy={props.actions.busy()}
              name="save-rules"
            />
          </div>
        </Show>
      </Show>
    </form>
  );
}
