/** O4: everything that is said of this ballot, to be heard before the meeting; and whose name nobody has recorded. */
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { namesOn, type Spoken, subjectOf } from '../../../server/contract/voices.ts';
import { WORDS, wordsIn } from '../../../server/contract/words.ts';
import type { Contest } from '../../../tally/record/contest.ts';
import { label } from '../../../tally/record/person.ts';
import { amount } from '../../../tally/text/amount.ts';
import { Button } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { say, type Text } from '../../session/language.ts';
import { ALL_PROMPTS, PROMPTS } from '../../voice/prompts.ts';
import { createListening, type Heard } from './voice-listening.ts';

type Line = { readonly spoken: Spoken; readonly words: string };
type Group = { readonly name: string; readonly title: Text; readonly lines: readonly Line[] };

const LANGUAGE_NAME = { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } } as const;
const LANGUAGES = ['zh', 'en'] as const;

const linesOf = (names: readonly string[]): readonly Line[] =>
  [...new Set(names)].map((one) => ({ spoken: { kind: 'name', label: one }, words: one }));

const standing = (contest: Contest): readonly string[] =>
  contest.kind === 'election' ? contest.candidates.map(label) : namesOn(contest);
const writeIns = (contest: Contest): readonly string[] =>
  contest.kind === 'election' ? contest.writeIns.map(label) : [];

export function AudioCheck(props: { readonly now: OrganizerMeeting }): JSX.Element {
  const { state, isThere, playing, listen, silence } = createListening(props.now.id);
  const [failed, setFailed] = createSignal<readonly string[]>([]);
  /** The group that is heard from one end to the other. */
  const [running, setRunning] = createSignal<string | null>(null);
  const groups = createMemo((): readonly Group[] => [
    {
      name: 'names',
      title: { zh: '票上的姓名', en: 'Names on the ballot' },
      lines: linesOf(props.now.preview.flatMap(standing)),
    },
    {
      name: 'write-ins',
      title: { zh: '可以另选的姓名', en: 'Names that can be written in' },
      lines: linesOf(props.now.preview.flatMap(writeIns)),
    },
    ...LANGUAGES.map((language) => ({
      name: `prompts-${language}`,
      title: {
        zh: `投票机说的话（${LANGUAGE_NAME[language].zh}）`,
        en: `What kiosks say (${LANGUAGE_NAME[language].en})`,
      },
      lines: ALL_PROMPTS.map(
        (prompt): Line => ({ spoken: { kind: 'prompt', language, prompt }, words: PROMPTS[prompt][language] }),
      ),
    })),
    ...LANGUAGES.map((language) => ({
      name: `words-${language}`,
      title: {
        zh: `耳机里说的词（${LANGUAGE_NAME[language].zh}）`,
        en: `Words in the headphones (${LANGUAGE_NAME[language].en})`,
      },
      lines: wordsIn(language).map(
        (word): Line => ({ spoken: { kind: 'word', language, word }, words: WORDS[word][language] }),
      ),
    })),
  ]);
  const unrecorded = () =>
    groups()
      .flatMap(({ lines }) => lines)
      .filter(({ spoken }) => !isThere(spoken))
      .map(({ words }) => words);

  const hear = async ({ spoken, words }: Line): Promise<Heard> => {
    const heard = await listen(spoken);
    if (heard !== 'cut')
      setFailed((all) => [...all.filter((one) => one !== words), ...(heard === 'failed' ? [words] : [])]);
    return heard;
  };
  const hearAll = async ({ name, lines }: Group) => {
    silence();
    setRunning(name);
    for (const line of lines) if (isThere(line.spoken) && (await hear(line)) === 'cut') break;
    setRunning((now) => (now === name ? null : now));
  };

  const row = (line: Line) => (
    <li data-spoken={subjectOf(line.spoken)} data-playing={playing() === subjectOf(line.spoken)}>
      <span class="candidate-name">{line.words}</span>
      <span class="candidate-tools">
        <Show
          when={isThere(line.spoken)}
          fallback={<span class="faint">{say({ zh: '没有录音', en: 'not recorded' })}</span>}
        >
          <Button kind="quiet" text={{ zh: '听', en: 'Listen' }} onPress={() => void hear(line)} name="listen" />
        </Show>
      </span>
    </li>
  );

  return (
    <Card title={{ zh: '读音检查', en: 'Audio check' }} name="audio-check">
      <Show when={state()}>
        <Show
          when={unrecorded().length > 0}
          fallback={
            <Notice
              tone="good"
              name="all-recorded"
              text={{ zh: '每个姓名都有录音。', en: 'Every name is recorded.' }}
            />
          }
        >
          <Notice
            tone={props.now.machines.some(({ headphones }) => headphones) ? 'warning' : 'info'}
            name="unrecorded"
            text={{
              zh: `${unrecorded().length} 个姓名没有录音，有耳机的投票机也读不出。请在“读音”里录。`,
              en: `Not recorded: ${amount(unrecorded().length, 'name')}, which not even a kiosk with headphones can say. Record under Voices.`,
            }}
          >
            <p>{unrecorded().join('、')}</p>
          </Notice>
        </Show>
        <Show when={failed().length > 0}>
          <Notice
            tone="bad"
            name="unplayable"
            text={{ zh: `放不出来：${failed().join('、')}`, en: `Could not be played: ${failed().join(', ')}` }}
          />
        </Show>
        <For each={groups().filter(({ lines }) => lines.length > 0)}>
          {(group) => (
            <details data-name={`audio-${group.name}`} open={group.name === 'names'}>
              <summary>
                {say(group.title)} · {group.lines.length}
              </summary>
              <div class="row">
                <Show
                  when={running() === group.name}
                  fallback={
                    <Button
                      text={{ zh: '依次听一遍', en: 'Play one after another' }}
                      disabled={!group.lines.some(({ spoken }) => isThere(spoken))}
                      onPress={() => void hearAll(group)}
                      name="listen-all"
                    />
                  }
                >
                  <Button text={{ zh: '停', en: 'Stop' }} onPress={silence} name="silence" />
                </Show>
              </div>
              <ul class="scrutineer-list">
                <For each={group.lines}>{row}</For>
              </ul>
            </details>
          )}
        </For>
      </Show>
    </Card>
  );
}
