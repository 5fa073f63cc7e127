/** The symbols of a printed sheet, by camera, from photographs, by a hand scanner, or from a text another scanner read. */
import { createSignal, type JSX, Show } from 'solid-js';
import { parseSymbol } from '../../printables/qr/split.ts';
import { cameraIsPossible } from '../devices/camera.ts';
import { say, type Text } from '../session/language.ts';
import { Button } from './button.tsx';
import { CAMERA_PROBLEM, CameraView } from './camera-view.tsx';
import { FileField, TextAreaField } from './fields.tsx';
import { Notice } from './notice.tsx';
import './symbol-scanner.css';

const PHOTO_PROBLEM = {
  'no-picture': { zh: '这个文件不是照片。', en: 'This file is not a picture.' },
  'no-symbol': {
    zh: '照片里没有读出核对码：请靠近一些、放平、光线均匀，再拍一次。',
    en: 'No symbol was read in the picture: come closer, hold it flat in even light, and take another.',
  },
} as const satisfies Record<string, Text>;

export function SymbolScanner(props: {
  /** Called with all symbols so far; true when they are complete or wrong. */
  readonly onTexts: (texts: readonly string[]) => boolean;
}): JSX.Element {
  const [texts, setTexts] = createSignal<readonly string[]>([]);
  const [isScanning, setIsScanning] = createSignal(false);
  const [isReading, setIsReading] = createSignal(false);
  const [pasted, setPasted] = createSignal('');
  const [problem, setProblem] = createSignal<Text | null>(null);
  const parts = () => {
    const [first] = texts();
    const symbol = first === undefined ? null : parseSymbol(first);
    return symbol?.ok === true ? symbol.value.parts : 0;
  };
  const take = (text: string) => {
    if (texts().includes(text) || !parseSymbol(text).ok) return;
    setProblem(null);
    setTexts([...texts(), text]);
    if (!props.onTexts(texts())) return;
    setTexts([]);
    setIsScanning(false);
  };
  const readPhotograph = async (file: File) => {
    setProblem(null);
    setIsReading(true);
    try {
      const { readPhoto } = await import('../devices/photo-reader.ts');
      const found = await readPhoto(file);
      if (found === null) setProblem(PHOTO_PROBLEM['no-picture']);
      else if (!found.some((text) => parseSymbol(text).ok)) setProblem(PHOTO_PROBLEM['no-symbol']);
      else for (const text of found) take(text);
    } catch {
      setProblem(PHOTO_PROBLEM['no-symbol']);
    } finally {
      setIsReading(false);
    }
  };
  const paste = (value: string) => {
    setPasted(value);
    for (const text of value.split(/\s*\n\s*/)) take(text.trim());
  };
  return (
    <details class="symbol-scanner">
      <summary>{say({ zh: '只有纸质报告单：扫描核对码', en: 'Only paper at hand: scan its symbols' })}</summary>
      <div class="stack">
        <Show when={cameraIsPossible()}>
          <Show when={isScanning()}>
            <CameraView
              facing="environment"
              class="scanner-picture"
              onCode={take}
              onRefused={(refusal) => {
                setProblem(CAMERA_PROBLEM[refusal]);
                setIsScanning(false);
              }}
            />
          </Show>
          <div class="row">
            <Button
              text={isScanning() ? { zh: '停止', en: 'Stop' } : { zh: '用摄像头扫描', en: 'Scan by camera' }}
              onPress={() => {
                setProblem(null);
                setIsScanning(!isScanning());
              }}
              name="scan"
            />
          </div>
        </Show>
        <FileField
          label={{ zh: '拍照，或选择照片', en: 'Take or choose a picture' }}
          help={{
            zh: '核对码有几个，可以一张照片拍全，也可以一个一个拍。',
            en: 'Several symbols may be in one picture, or come one after another.',
          }}
          accept="image/*"
          disabled={isReading()}
          onFile={(file) => void readPhotograph(file)}
          name="symbol-photo"
        />
        <Show when={parts() > 1}>
          <p role="status">
            {say({ zh: `已读 ${texts().length} 个，共 ${parts()} 个`, en: `${texts().length} of ${parts()} read` })}
          </p>
        </Show>
        <Show when={problem()}>{(text) => <Notice tone="warning" text={text()} name="scan-problem" />}</Show>
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
