/** The picture of a camera that looks for QR codes for as long as it is mounted. */
import { type JSX, onCleanup, onMount } from 'solid-js';
import type { CameraRefusal, Facing } from '../devices/camera-reader.ts';
import { say, type Text } from '../session/language.ts';

export const CAMERA_PROBLEM = {
  'no-camera': { zh: '没有可用的摄像头。', en: 'No camera can be used here.' },
  'not-allowed': { zh: '浏览器没有得到使用摄像头的许可。', en: 'The browser may not use the camera.' },
} as const satisfies Record<CameraRefusal, Text>;

export function CameraView(props: {
  readonly facing: Facing;
  /** Every code, as often as it is seen: many times a second. */
  readonly onCode: (text: string) => void;
  readonly onRefused: (refusal: CameraRefusal) => void;
  readonly class?: string;
}): JSX.Element {
  let video!: HTMLVideoElement;
  let stop: (() => void) | null = null;
  /** The camera may answer after the screen is left: nothing is read then, and its light goes out. */
  let isLeft = false;
  const refuse = (refusal: CameraRefusal) => {
    if (!isLeft) props.onRefused(refusal);
  };
  onMount(async () => {
    try {
      // The decoder's wasm is loaded only where somebody scans.
      const { startCameraReader } = await import('../devices/camera-reader.ts');
      if (isLeft) return;
      const reader = await startCameraReader(video, props.facing, props.onCode, () => refuse('no-camera'));
      if (typeof reader === 'string') refuse(reader);
      else if (isLeft) reader.stop();
      else stop = reader.stop;
    } catch {
      refuse('no-camera');
    }
  });
  onCleanup(() => {
    isLeft = true;
    stop?.();
  });
  return (
    <video
      ref={video}
      class={props.class}
      muted
      playsinline
      aria-label={say({ zh: '摄像头的画面', en: 'Picture of the camera' })}
    />
  );
}
