/** Before a session: V0, the pad, the camera, V0e. */
import { createSignal, type JSX, Show } from 'solid-js';
import { Button } from '../../controls/button.tsx';
import { CameraView } from '../../controls/camera-view.tsx';
import { WarningIcon } from '../../controls/icons.tsx';
import { Pad } from '../../controls/pad.tsx';
import { Words } from '../../controls/text.tsx';
import { hasCamera } from '../../devices/camera.ts';
import { language, setLanguage, type Text } from '../../session/language.ts';
import type { VoterScreen, VoterSession } from '../../session/voter-session.ts';
import { CardPicture } from './card-picture.tsx';
import { VoterFrame } from './frame.tsx';
import { CARD_PROBLEM, INSTRUCTION, TYPED_PROBLEM } from './texts.ts';

/** Swaps the two lines; names stay Chinese. Gone with the session. */
export function LinesSwitch(): JSX.Element {
  const isChinese = () => language() === 'zh';
  return (
    <Button
      name="language"
      spoken={{ zh: '改用英文', en: 'Change to Chinese' }}
      text={isChinese() ? { zh: 'English', en: '英文' } : { zh: 'English', en: '中文' }}
      onPress={() => setLanguage(isChinese() ? 'en' : 'zh', { remember: false })}
    />
  );
}

export function CardScreen(props: { readonly session: VoterSession; readonly isScannerLost: boolean }): JSX.Element {
  const [camera, setCamera] = createSignal(false);
  void hasCamera().then(setCamera);
  return (
    <VoterFrame
      screen="V0"
      title={INSTRUCTION.V0}
      isTitleUnspoken
      foot={
        <>
          <LinesSwitch />
          <Show when={props.isScannerLost}>
            <p class="voter-problem one-line" data-name="scanner-lost" role="status">
              <Words text={{ zh: '扫码器断开', en: 'No scanner' }} />
            </p>
          </Show>
        </>
      }
      actions={
        <>
          <Show when={camera()}>
            <Button
              name="camera"
              text={{ zh: '用摄像头', en: 'Use the camera' }}
              onPress={() => props.session.show({ id: 'camera' })}
            />
          </Show>
          <Button
            kind="primary"
            class="outlined"
            name="typed"
            text={{ zh: '手工输入', en: 'Type the card' }}
            onPress={() => props.session.show({ id: 'typed', problem: null })}
          />
        </>
      }
    >
      <CardPicture />
    </VoterFrame>
  );
}

export function TypedScreen(props: {
  readonly session: VoterSession;
  readonly screen: Extract<VoterScreen, { id: 'typed' }>;
}): JSX.Element {
  const [value, setValue] = createSignal('');
  // A problem is named once, with the text that has it; the next key makes it old.
  const [named, setNamed] = createSignal(false);
  const change = (next: string) => {
    setNamed(false);
    setValue(next);
  };
  const problem = () => (named() ? props.screen.problem : null);
  return (
    <VoterFrame
      screen="typed"
      title={INSTRUCTION.typed}
      foot={
        <Show when={problem()}>
          {(what) => (
            <p class="voter-problem" role="alert">
              <Words text={TYPED_PROBLEM[what()]} />
            </p>
          )}
        </Show>
      }
      actions={
        <>
          <Button name="back" text={{ zh: '返回', en: 'Back' }} onPress={() => props.session.show({ id: 'V0' })} />
          <Button
            kind="primary"
            name="read"
            text={{ zh: '确定', en: 'OK' }}
            busy={props.session.isBusy()}
            disabled={value().length < 27}
            onPress={() => {
              setNamed(true);
              void props.session.typed(value());
            }}
          />
        </>
      }
    >
      <Pad value={value()} onChange={change} />
    </VoterFrame>
  );
}

const NO_CAMERA = {
  title: { zh: '摄像头不能用', en: 'The camera cannot be used' },
  lead: { zh: '请手工输入投票卡', en: 'Please type the card' },
} as const satisfies Readonly<Record<string, Text>>;

export function CameraScreen(props: { readonly session: VoterSession }): JSX.Element {
  const [refused, setRefused] = createSignal(false);
  return (
    <VoterFrame
      screen="camera"
      title={refused() ? NO_CAMERA.title : INSTRUCTION.camera}
      actions={
        <>
          <Button name="back" text={{ zh: '返回', en: 'Back' }} onPress={() => props.session.show({ id: 'V0' })} />
          <Button
            kind="primary"
            class={refused() ? '' : 'outlined'}
            name="typed"
            text={{ zh: '手工输入', en: 'Type the card' }}
            onPress={() => props.session.show({ id: 'typed', problem: null })}
          />
        </>
      }
    >
      <Show
        when={!refused()}
        fallback={
          <div class="voter-sentence" role="alert">
            <span class="voter-sign">
              <WarningIcon />
            </span>
            <p class="voter-large">
              <Words text={NO_CAMERA.lead} />
            </p>
          </div>
        }
      >
        <div class="camera-frame">
          <CameraView
            facing="user"
            onCode={(text) => void props.session.scan(text)}
            onRefused={() => setRefused(true)}
          />
          <span class="camera-guide" />
        </div>
      </Show>
    </VoterFrame>
  );
}

export function CardProblemScreen(props: {
  readonly session: VoterSession;
  readonly screen: Extract<VoterScreen, { id: 'V0e' }>;
}): JSX.Element {
  const words = () => CARD_PROBLEM[props.screen.problem];
  const done = () => props.session.end();
  return (
    <VoterFrame
      screen="V0e"
      title={words().title}
      actions={
        <Show
          when={props.screen.receipt !== null}
          fallback={<Button kind="primary" name="understood" text={{ zh: '知道了', en: 'OK' }} onPress={done} />}
        >
          <Button name="understood" text={{ zh: '知道了', en: 'OK' }} onPress={done} />
          <Button
            kind="primary"
            name="receipt-again"
            text={{ zh: '看查验码', en: 'Show my check code' }}
            onPress={() => props.session.showReceiptAgain()}
          />
        </Show>
      }
    >
      <div class="voter-sentence" data-problem={props.screen.problem}>
        <span class="voter-sign">
          <WarningIcon />
        </span>
        <p class="voter-large">
          <Words text={words().title} />
        </p>
        <p>
          <Words text={words().what} />
        </p>
      </div>
    </VoterFrame>
  );
}
