/** A voting card read by hand scanner, by camera or typed: for audits and for voiding, never for voting. */
import { createSignal, type JSX, onCleanup, Show } from 'solid-js';
import { amount } from '../../../tally/text/amount.ts';
import { Button } from '../../controls/button.tsx';
import { CAMERA_PROBLEM, CameraView } from '../../controls/camera-view.tsx';
import { TextField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Progress } from '../../controls/progress.tsx';
import { ScannerConnect } from '../../controls/scanner-connect.tsx';
import { cameraIsPossible } from '../../devices/camera.ts';
import { makeWedgeReader } from '../../devices/wedge.ts';
import { say, type Text } from '../../session/language.ts';
import { createScanners } from '../../session/scanners.ts';

const REPEAT_MS = 3000;

export function CardInput(props: { readonly onCard: (text: string) => void; readonly waiting: number }): JSX.Element {
  const [typed, setTyped] = createSignal('');
  const [problem, setProblem] = createSignal<Text | null>(null);
  const [isOn, setOn] = createSignal(false);
  let seen = { text: '', atMs: 0 };

  const take = (text: string) => {
    setTyped('');
    props.onCard(text);
  };
  const isTyping = () => document.activeElement instanceof HTMLInputElement;
  const scanners = createScanners({ onCard: take, isListening: () => true });
  onCleanup(makeWedgeReader(window, { onScan: take, isListening: () => !isTyping() }));

  /** The camera sees one card many times a second. */
  const see = (text: string) => {
    if (seen.text === text && Date.now() - seen.atMs < REPEAT_MS) return;
    seen = { text, atMs: Date.now() };
    take(text);
  };

  return (
    <div class="card-input stack">
      <form
        class="row card-input-row"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed().trim() !== '') take(typed());
        }}
      >
        <TextField
          label={{ zh: '扫描投票卡，或输入 27 个字符', en: 'Scan the card, or type its 27 characters' }}
          value={typed()}
          onInput={setTyped}
          code
          name="card"
        />
        <Button submit text={{ zh: '确定', en: 'Enter' }} disabled={typed().trim() === ''} name="card-enter" />
        <Show when={cameraIsPossible()}>
          <Button
            text={isOn() ? { zh: '关摄像头', en: 'Camera off' } : { zh: '用摄像头', en: 'Use the camera' }}
            onPress={() => {
              setProblem(null);
              setOn(!isOn());
            }}
            name="camera"
          />
        </Show>
      </form>
      <Show when={scanners.possible.length > 0}>
        <details class="card-input-scanner">
          <summary>{say({ zh: '扫码器', en: 'Scanner' })}</summary>
          <ScannerConnect scanners={scanners} />
        </details>
      </Show>
      <Show when={isOn()}>
        <CameraView
          facing="environment"
          class="camera"
          onCode={see}
          onRefused={(refusal) => {
            setProblem(CAMERA_PROBLEM[refusal]);
            setOn(false);
          }}
        />
      </Show>
      <Show when={props.waiting > 1}>
        <Progress
          text={{
            zh: `还有 ${props.waiting} 张在处理…`,
            en: `${amount(props.waiting, 'card is', 'cards are')} being dealt with…`,
          }}
        />
      </Show>
      <Show when={problem()}>{(text) => <Notice tone="warning" text={text()} />}</Show>
    </div>
  );
}
