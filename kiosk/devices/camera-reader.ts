/** QR codes by camera, where there is no hand scanner. Cameras need a secure context (127.0.0.1 or https). */
import { qrTexts } from './qr-decoder.ts';

const PERIOD_MS = 100;

export type CameraRefusal = 'no-camera' | 'not-allowed';

/** The voter shows her card to the glass before her; everybody else points the device at a paper. */
export type Facing = 'user' | 'environment';

export type CameraReader = { readonly stop: () => void };

/** Shows the camera in `video` and reports every code each time it is seen, until stopped. */
export async function startCameraReader(
  video: HTMLVideoElement,
  facing: Facing,
  onCode: (text: string) => void,
  /** The camera was unplugged, or its pictures cannot be read. */
  onLost: () => void,
): Promise<CameraReader | CameraRefusal> {
  if (navigator.mediaDevices?.getUserMedia === undefined) return 'no-camera';
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: { ideal: facing } },
    });
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'not-allowed' : 'no-camera';
  }
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  const lose = () => {
    if (isStopped) return;
    stop();
    onLost();
  };
  for (const track of stream.getTracks()) track.addEventListener('ended', lose);
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true });

  const look = async () => {
    if (isStopped) return;
    if (context !== null && video.videoWidth > 0) {
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      context.drawImage(video, 0, 0);
      const [text] = await qrTexts(context.getImageData(0, 0, canvas.width, canvas.height), 1);
      if (!isStopped && text !== undefined) onCode(text);
    }
    setTimeout(() => void look().catch(lose), PERIOD_MS);
  };
  video.srcObject = stream;
  try {
    await video.play();
  } catch {
    stop();
    return 'no-camera';
  }
  void look().catch(lose);
  return { stop };
}
