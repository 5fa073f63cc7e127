/** The symbols of a printed sheet, by camera, from photographs, by a hand scanner, or from a text another scanner read. */
import { createMemo, createSignal, type JSX, onMount, Show } from 'solid-js';
import { readSheetSymbol } from '../../printables/qr/sheet-symbol.ts';
import { parseSymbol } from '../../printables/qr/split.ts';
import { cameraIsPossible } from '../devices/camera.ts';
import { say, type Text } from '../session/language.ts';
import { keepForOffline, loadFonts } from '../session/offline.ts';
import {
  isComplete,
  NO_SYMBOLS,
  progressOf,
  type SymbolCollection,
  symbolTexts,
  withSymbol,
} from '../session/symbol-collection.ts';
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

/** Everything that reading needs is fetched with the page: the paper may be read where there is no network. */
const loadReaders = async (): Promise<void> => {
  const [, , { loadQrDecoder }] = await Promise.all([
    import('../devices/camera-reader.ts'),
    import('../devices/photo-reader.ts'),
    import('../devices/qr-decoder.ts'),
    loadFonts(),
  ]);
  await loadQrDecoder();
};

/** Read n of m, and where the codes stand on the paper. */
function ReadSoFar(props: {
  readonly name: Text;
  readonly texts: readonly string[];
  readonly where: Text;
}): JSX.Element {
  const said = (): Text => {
    const progress = progressOf(props.texts);
    if (progress === null)
      return {
        zh: `${props.name.zh}：还没有读（${props.where.zh}）`,
        en: `${props.name.en}: not read yet (${props.where.en})`,
      };
    const { read, parts } = progress;
    return {
      zh: `${props.name.zh}：已读 ${read} 个，共 ${parts} 个`,
      en: `${props.name.en}: ${read} of ${parts} read`,
    };
  };
  return <p data-complete={isComplete(props.texts)}>{say(said())}</p>;
}

export function SymbolScanner(props: {
  /** Called with all symbols so far, whenever there is a new one. */
  readonly onSymbols: (held: SymbolCollection) => void;
}): JSX.Element {
  const [held, setHeld] = createSignal<SymbolCollection>(NO_SYMBOLS);
  const [isReady, setReady] = createSignal(false);
  const [isScanning, setIsScanning] = createSignal(false);
  const [isReading, setIsReading] = createSignal(false);
  const [pasted, setPasted] = createSignal('');
  const [problem, setProblem] = createSignal<Text | null>(null);
  const isOnPaper = createMemo(() => {
    const read = readSheetSymbol(held().a);
    return read.ok && read.value.medium === 'paper';
  });
  const hold = (next: SymbolCollection) => {
    setHeld(next);
    props.onSymbols(next);
  };
  const take = (text: string) => {
    const next = withSymbol(held(), text);
    if (next === null) return;
    setProblem(null);
    hold(next);
    if (isComplete(next.a) && (isComplete(next.b) || isOnPaper())) setIsScanning(false);
  };
  const again = () => {
    setPasted('');
    setProblem(null);
    hold(NO_SYMBOLS);
  };
  onMount(async () => {
    try {
      await loadReaders();
      setReady(true);
      await keepForOffline();
    } catch {
      // Without a network now, codes can still be pasted; the readers are asked for again where they are used.
    }
  });
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
        <div role="status" class="symbols-read" data-name="symbols-read">
          <ReadSoFar
            name={{ zh: '核对码 A', en: 'Code A' }}
            texts={held().a}
            where={{ zh: '在核对页上', en: 'on the check page' }}
          />
          <Show
            when={!isOnPaper() || held().b.length > 0}
            fallback={
              <p data-name="no-code-b">
                {say({ zh: '核对码 B：纸质计票没有', en: 'Code B: none, the round was counted on paper' })}
              </p>
            }
          >
            <ReadSoFar
              name={{ zh: '核对码 B', en: 'Code B' }}
              texts={held().b}
              where={{ zh: '在纸面证明页上', en: 'on the page of the proof' }}
            />
          </Show>
        </div>
        <Show when={symbolTexts(held()).length > 0}>
          <div class="row">
            <Button text={{ zh: '换一张报告单', en: 'Another sheet' }} onPress={again} name="scan-again" />
          </div>
        </Show>
        <Show when={problem()}>{(text) => <Notice tone="warning" text={text()} name="scan-problem" />}</Show>
        <TextAreaField
          label={{ zh: '扫码枪扫入或粘贴（每行一个）', en: 'Scan or paste here, one to a line' }}
          value={pasted()}
          onInput={paste}
          rows={2}
          name="symbol-texts"
        />
        <Show when={isReady()}>
          <p class="faint" data-name="offline-ready">
            {say({
              zh: '断开网络也可以核对：扫描的内容只在这台设备上计算，不会发送。',
              en: 'Works without a network: what is scanned is computed on this device and sent nowhere.',
            })}
          </p>
        </Show>
      </div>
    </details>
  );
}
