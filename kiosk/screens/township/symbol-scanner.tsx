/** The symbols of a printed sheet, by camera, by a hand scanner, or from a text that another scanner read. */
import { createSignal, type JSX, onCleanup, Show } from 'solid-js';
import { parseSymbol } from '../../../printables/qr/split.ts';
import { Button } from '../../controls/button.tsx';
import { TextAreaField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { say, type Text } from '../../session/language.ts';

const CAMERA_PROBLEM: Readonly<Record<'no-camera' | 'not-allowed', Text>> = {
  'no-camera': {
    zh: '这里不能使用摄像头；请用扫码枪扫入下面的框内。',
    en: 'No camera can be used here; scan into the field below.',
  },
  'not-allowed': { zh: '没有允许使用摄像头。', en: 'The camera was not allowed.' },
};

export function SymbolScanner(props: {
  /** Called with all symbols so far; true when they are complete or wrong. */
  readonly onTexts: (texts: readonly string[]) => boolean;
}): JSX.Element {
  const [texts, setTexts] = createSignal<readonly string[]>([]);
  const [isScanning, setIsScanning] = createSignal(false);
  const [pasted, setPasted] = createSignal('');
  const [problem, setProblem] = createSignal<Text | null>(null);
  let video!: HTMLVideoElement;
  let stop: (() => void) | null = null;
  const end = () => {
    stop?.();
    stop = null;
    setIsScanning(false);
  };
  onCleanup(end);
  const parts = () => {
    const [first] = texts();
    const symbol = first === undefined ? null : parseSymbol(first);
    return symbol?.ok === true ? symbol.value.parts : 0;
  };
  const take = (text: string) => {
    if (texts().includes(text) || !parseSymbol(text).ok) return;
    setTexts([...texts(), text]);
    if (!props.onTexts(texts())) return;
    setTexts([]);
    end();
  };
  const scan = async () => {
    setProblem(null);
    setIsScanning(true);
    // The reader's wasm is loaded only by those who scan.
    const { startCameraReader } = await import('../../devices/camera-reader.ts');
    const reader = await startCameraReader(video, take);
    if (typeof reader === 'string') {
      setProblem(CAMERA_PROBLEM[reader]);
      end();
    } else stop = reader.stop;
  };
  const paste = (value: string) => {
    setPasted(value);
    for (const text of value.split(/\s*\n\s*/)) take(text.trim());
  };
  return (
    <details class="symbol-scanner">
      <summary>{say({ zh: '只有纸质报告单：扫描核对码', en: 'Only paper at hand: scan its symbols' })}</summary>
      <div class="stack">
        <video ref={video} class="scanner-picture" hidden={!isScanning()} muted playsinline />
        <Show when={parts() > 0}>
          <p>
            {say({ zh: `已读 ${texts().length} 个，共 ${parts()} 个`, en: `${texts().length} of ${parts()} read` })}
          </p>
        </Show>
        <Show when={problem()}>{(text) => <Notice tone="warning" text={text()} />}</Show>
        <div class="row">
          <Button
            text={isScanning() ? { zh: '停止', en: 'Stop' } : { zh: '用摄像头扫描', en: 'Scan by camera' }}
            onPress={() => (isScanning() ? end() : void scan())}
            name="scan"
          />
        </div>
        <TextAreaField
          label={{ zh: '扫码枪扫入或粘贴（每行一个）', en: 'Scan or paste here, one to a line' }}
          value={pasted()}
          onInput={paste}
          rows={2}
          name="symbol-texts"
        />
      </div>
    </details>
  );
}
