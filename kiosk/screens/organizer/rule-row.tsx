/** One rule on O5: its sentence with a tick, and under it the field that changes it. */
import { createSignal, createUniqueId, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { DraftRules } from '../../../server/contract/organizer.ts';
import { EXCLUSION_NAME } from '../../../tally/meeting/exclusion.ts';
import type { PaperRules } from '../../../tally/paper/paper-rules.ts';
import type { MeetingWords } from '../../../tally/rules/meeting-words.ts';
import type { SettingValue } from '../../../tally/rules/setting-choice.ts';
import { EXCLUSION_CODES, type RuleSettings } from '../../../tally/rules/settings.ts';
import { type SettingSentence, settingOptions, settingValue } from '../../../tally/rules/settings-words.ts';
import { Button } from '../../controls/button.tsx';
import { CheckField, ChoiceField, NumberField } from '../../controls/fields.tsx';
import { say } from '../../session/language.ts';
import { NUMBER_LIMITS, type NumberSetting, SETTING_FIELD } from './setting-fields.ts';

/** The rules with one of them changed; those of paper stand in a part of their own. */
export function withSetting(rules: DraftRules, setting: SettingSentence['setting'], value: SettingValue): DraftRules {
  if (!setting.startsWith('paper.')) return { ...rules, [setting]: value };
  const name = setting.slice('paper.'.length) as keyof PaperRules;
  return { ...rules, paper: { ...rules.paper, [name]: value } };
}

export function RuleRow(props: {
  readonly sentence: SettingSentence;
  readonly rules: RuleSettings;
  readonly words: MeetingWords;
  readonly isRead: boolean;
  readonly isFixed: boolean;
  readonly onRead: (isRead: boolean) => void;
  readonly onChange: (change: (rules: DraftRules) => DraftRules) => void;
}): JSX.Element {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  const setting = () => props.sentence.setting;
  const field = () => SETTING_FIELD[setting()];
  const options = () => settingOptions(props.rules, setting(), props.words);
  const canChange = () =>
    !props.isFixed && (field() === 'choice' ? options().length > 0 : field() === 'number' || field() === 'codes');
  const choose = (text: string) => {
    const chosen = options().find(({ value }) => String(value) === text);
    if (chosen !== undefined) props.onChange((rules) => withSetting(rules, setting(), chosen.value));
  };
  return (
    <li class="rule-row" data-setting={setting()} data-read={props.isRead}>
      <div class="rule-line">
        <Show when={!props.isFixed}>
          <input
            id={id}
            type="checkbox"
            checked={props.isRead}
            onChange={(event) => props.onRead(event.currentTarget.checked)}
          />
        </Show>
        <label for={id}>
          {say(props.sentence)} <span class="faint">{say(props.sentence.clause)}</span>
          <Show when={props.sentence.paperOnly}>
            {' '}
            <span class="faint">{say({ zh: '（只用于纸质选票）', en: '(paper ballots only)' })}</span>
          </Show>
        </label>
        <Show
          when={canChange()}
          fallback={
            <Show when={!props.isFixed && (field() === 'basics' || field() === 'participants')}>
              <span class="faint rule-elsewhere">
                {say({ zh: '在“基本情况”中选定', en: 'Chosen under “Meeting”' })}
              </span>
            </Show>
          }
        >
          <Button
            kind="quiet"
            text={isOpen() ? { zh: '收起', en: 'Close' } : { zh: '更改', en: 'Change' }}
            onPress={() => setOpen(!isOpen())}
            name={`change-${setting()}`}
          />
        </Show>
      </div>
      <Show when={isOpen() && canChange()}>
        <div class="rule-field">
          <Switch>
            <Match when={field() === 'choice'}>
              <ChoiceField
                label={props.sentence.title}
                value={String(settingValue(props.rules, setting()))}
                choices={options().map(({ value, zh, en }) => ({ value: String(value), text: { zh, en } }))}
                onChoose={choose}
                name={setting()}
              />
            </Match>
            <Match when={field() === 'number'}>
              <NumberField
                label={props.sentence.title}
                value={props.rules[setting() as NumberSetting]}
                onInput={(value) => {
                  const { least, most } = NUMBER_LIMITS[setting() as NumberSetting];
                  if (value !== null && value >= least && value <= most)
                    props.onChange((rules) => withSetting(rules, setting(), value));
                }}
                least={NUMBER_LIMITS[setting() as NumberSetting].least}
                most={NUMBER_LIMITS[setting() as NumberSetting].most}
                name={setting()}
              />
            </Match>
            <Match when={field() === 'codes'}>
              <fieldset class="field" data-name={setting()}>
                <legend>{say(props.sentence.title)}</legend>
                <div class="choices">
                  <For each={EXCLUSION_CODES}>
                    {(code) => (
                      <CheckField
                        text={{ zh: `${code} ${EXCLUSION_NAME[code].zh}`, en: `${code} ${EXCLUSION_NAME[code].en}` }}
                        checked={props.rules.exclusionCategories.includes(code)}
                        onChange={(isOn) =>
                          props.onChange((rules) => ({
                            ...rules,
                            exclusionCategories: EXCLUSION_CODES.filter((one) =>
                              one === code ? isOn : rules.exclusionCategories.includes(one),
                            ),
                          }))
                        }
                        name={`exclusion-${code}`}
                      />
                    )}
                  </For>
                </div>
              </fieldset>
            </Match>
          </Switch>
        </div>
      </Show>
    </li>
  );
}
