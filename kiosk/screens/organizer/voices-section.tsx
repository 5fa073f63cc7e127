/** 读音: every sentence of the kiosks and every name on the ballot, to be replaced by the village's own voice or dialect. */
import { createSignal, For, type JSX, onCleanup, Show } from 'solid-js';
import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { removeVoiceClip, type Spoken, saveVoiceClip, subjectOf } from '../../../server/contract/voices.ts';
import { WORDS, wordsIn } from '../../../server/contract/words.ts';
import { Button } from '../../controls/button.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { call } from '../../session/client.ts';
import { say, type Text } from '../../session/language.ts';
import { ALL_PROMPTS, PROMPTS } from '../../voice/prompts.ts';
import { base64 } from './base64.ts';
import { type Recording, startRecording } from './sound-recorder.ts';
import { createListening } from './voice-listening.ts';

const LANGUAGE_NAME = { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } } as const;

const NO_MICROPHONE: Text = {
  zh: '这台设备没有可用的话筒，或浏览器没有得到允许。可以改为上传文件。',
  en: 'There is no microphone here, or the browser may not use it. Upload a file instead.',
};
const SILENCE: Text = { zh: '没有录到声音，请再录一次。', en: 'Nothing was heard. Please record again.' };

export function VoicesSection(props: { readonly now: OrganizerMeeting }): JSX.Element {
  const params = () => ({ meeting: props.now.id });
  const { state, refresh, own, isThere, listen } = createListening(props.now.id);
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const [trouble, setTrouble] = createSignal<Text | null>(null);
  const [recording, setRecording] = createSignal<{ readonly subject: string; readonly sound: Recording } | null>(null);
  onCleanup(() => void recording()?.sound.stop());

  const keep = async (spoken: Spoken, bytes: Uint8Array) => {
    setTrouble(null);
    const answer = await call(saveVoiceClip, { params: params(), body: { spoken, content: base64(bytes) } });
    setRefusal(answer.ok ? null : answer.error);
    await refresh();
  };
  const record = async (spoken: Spoken) => {
    const running = recording();
    setRecording(null);
    setTrouble(null);
    if (running !== null) {
      const bytes = await running.sound.stop();
      if (running.subject !== subjectOf(spoken)) return;
      if (bytes === null) setTrouble(SILENCE);
      else await keep(spoken, bytes);
      return;
    }
    const sound = await startRecording();
    if (sound === null) setTrouble(NO_MICROPHONE);
    else setRecording({ subject: subjectOf(spoken), sound });
  };
  const remove = async (spoken: Spoken) => {
    await call(removeVoiceClip, { params: params(), body: { spoken } });
    await refresh();
  };

  const row = (spoken: Spoken, words: string) => (
    <li data-spoken={subjectOf(spoken)} data-own={own(spoken) !== null}>
      <span class="candidate-name">{words}</span>
      <span class="faint">
        {own(spoken) !== null
          ? say({ zh: '自己的录音', en: 'Own recording' })
          : spoken.kind === 'name'
            ? say({ zh: '没有录音', en: 'Not recorded' })
            : say({ zh: '自带的读音', en: 'As delivered' })}
      </span>
      <span class="candidate-tools">
        <Show when={isThere(spoken)}>
          <Button kind="quiet" text={{ zh: '听', en: 'Listen' }} onPress={() => void listen(spoken)} name="listen" />
        </Show>
        <Button
          text={
            recording()?.subject === subjectOf(spoken) ? { zh: '录好了', en: 'Done' } : { zh: '录音', en: 'Record' }
          }
          disabled={recording() !== null && recording()?.subject !== subjectOf(spoken)}
          onPress={() => void record(spoken)}
          name="record"
        />
        <label class="button clip-upload" data-kind="secondary">
          {say({ zh: '上传', en: 'Upload' })}
          <input
            class="visually-hidden"
            type="file"
            accept=".wav,.mp3,.ogg"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              // The same file may be chosen again.
              event.currentTarget.value = '';
              if (file !== undefined) void file.arrayBuffer().then((content) => keep(spoken, new Uint8Array(content)));
            }}
          />
        </label>
        <Show when={own(spoken) !== null}>
          <Button
            kind="quiet"
            text={{ zh: '不用', en: 'Remove' }}
            onPress={() => void remove(spoken)}
            name="remove-clip"
          />
        </Show>
      </span>
    </li>
  );

  return (
    <div class="stack">
      <RefusalNotice refusal={refusal()} />
      <Show when={trouble()}>{(words) => <Notice tone="bad" text={words()} name="no-recording" />}</Show>
      <Card title={{ zh: '姓名', en: 'Names' }} name="voice-names">
        <p class="faint">
          {say({
            zh: '只在“设备”里标了“有耳机”的投票机上，才向投票人读姓名；没有录音的姓名，只说是第几个。用本地话录也可以；WAV、MP3、OGG，每段最多 300 kB。',
            en: 'Names are spoken only at kiosks marked "headphones" under Machines; of one that is not recorded only its place is said. Any dialect will do; WAV, MP3 or OGG, 300 kB each at most.',
          })}
        </p>
        <ul class="scrutineer-list" data-name="names">
          <For
            each={state()?.names ?? []}
            fallback={<li class="faint">{say({ zh: '还没有候选人。', en: 'No candidates yet.' })}</li>}
          >
            {(label) => row({ kind: 'name', label }, label)}
          </For>
        </ul>
      </Card>
      <For each={['zh', 'en'] as const}>
        {(language) => (
          <Card
            title={{
              zh: `投票机说的话（${LANGUAGE_NAME[language].zh}）`,
              en: `What kiosks say (${LANGUAGE_NAME[language].en})`,
            }}
            name={`voice-prompts-${language}`}
          >
            <ul class="scrutineer-list">
              <For each={ALL_PROMPTS}>
                {(prompt) => row({ kind: 'prompt', language, prompt }, PROMPTS[prompt][language])}
              </For>
            </ul>
          </Card>
        )}
      </For>
      <For each={['zh', 'en'] as const}>
        {(language) => (
          <Card
            title={{
              zh: `耳机里说的词（${LANGUAGE_NAME[language].zh}）`,
              en: `Words in the headphones (${LANGUAGE_NAME[language].en})`,
            }}
            name={`voice-words-${language}`}
          >
            <p class="faint">
              {say({
                zh: '看不见屏幕的投票人用数字键盘投票，走到哪里、选了什么，由这些词和姓名连起来说。',
                en: 'A voter who does not see the screen votes with the number pad: these words and the names say where she is and what she chose.',
              })}
            </p>
            <details>
              <summary>{say({ zh: '逐个听，逐个录', en: 'Listen and record one by one' })}</summary>
              <ul class="scrutineer-list">
                <For each={wordsIn(language)}>
                  {(word) => row({ kind: 'word', language, word }, WORDS[word][language])}
                </For>
              </ul>
            </details>
          </Card>
        )}
      </For>
    </div>
  );
}
