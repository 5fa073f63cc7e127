/** A code from a kiosk's screen: by camera, from a photograph, by a hand scanner that types into the field, or pasted. */
import { createSignal, type JSX, onMount, Show } from 'solid-js';
import { Button } from '../../controls/button.tsx';
import { CAMERA_PROBLEM, CameraView } from '../../controls/camera-view.tsx';
import { FileField, TextField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { cameraIsPossible } from '../../devices/camera.ts';
import type { Text } from '../../session/language.ts';

/** The camera sees one code many times a second. */
const REPEAT_MS = 3000;

const NO_CODE: Text = {
  zh: '照片里没有读出二维码：请靠近一些，再拍一次。',
  en: 'No code was read in the picture: come closer and take another.',
};

export function CodeInput(props: {
  readonly label: Text;
  readonly busy: boolean;
  readonly onCode: (text: string) => void;
}): JSX.Element {
  const [typed, setTyped] = createSignal('');
  const [problem, setProblem] = createSignal<Text | null>(null);
  const [isOn, setOn] = createSignal(false);
  let form!: HTMLFormElement;
  let seen = { text: '', atMs: 0 };
  // A hand scanner types where the cursor stands; on a phone that would only bring up the keyboard.
  onMount(() => {
    if (matchMedia('(pointer: fine)').matches) form.querySelector('input')?.focus({ preventScroll: true });
  });

  const see = (text: string) => {
    if (seen.text === text && Date.now() - seen.atMs < REPEAT_MS) return;
    seen = { text, atMs: Date.now() };
    props.onCode(text);
  };
  const readPhotograph = async (file: File) => {
    setProblem(null);
    try {
      const { readPhoto } = await import('../../devices/photo-reader.ts');
      const [text] = (await readPhoto(file)) ?? [];
      if (text === undefined) setProblem(NO_CODE);
      else props.onCode(text);
    } catch {
      setProblem(NO_CODE);
    }
  };

  return (
    <div class="stack">
      <Show when={isOn()}>
        <CameraView
          facing="environment"
          class="code-input-picture"
          onCode={see}
          onRefused={(refusal) => {
            setProblem(CAMERA_PROBLEM[refusal]);
            setOn(false);
          }}
        />
      </Show>
      <Show
        when={cameraIsPossible()}
        fallback={
          <FileField
            label={{ zh: '拍下二维码', en: 'Photograph the code' }}
            accept="image/*"
            disabled={props.busy}
            onFile={(file) => void readPhotograph(file)}
            name="code-photo"
          />
        }
      >
        <div class="row">
          <Button
            text={isOn() ? { zh: '关摄像头', en: 'Camera off' } : { zh: '用摄像头扫', en: 'Scan by camera' }}
            onPress={() => {
              setProblem(null);
              setOn(!isOn());
            }}
            name="camera"
          />
        </div>
      </Show>
      <form
        ref={form}
        class="row code-input-row"
        onSubmit={(event) => {
          event.preventDefault();
          const text = typed().trim();
          setTyped('');
          if (text !== '') props.onCode(text);
        }}
      >
        <TextField label={props.label} value={typed()} onInput={setTyped} name="code" />
        <Button
          submit
          text={{ zh: '确定', en: 'Enter' }}
          busy={props.busy}
          disabled={typed().trim() === ''}
          name="code-enter"
        />
      </form>
      <Show when={problem()}>{(text) => <Notice tone="warning" text={text()} />}</Show>
    </div>
  );
}
