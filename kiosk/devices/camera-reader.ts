/**
 * QR codes by camera, where there is no hand scanner. The decoder's wasm comes from our own server; pictures stay in this
 * page. Cameras need a secure context (127.0.0.1 or https); elsewhere `cameraIsPossible` is false.
 */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url';

const PERIOD_MS = 100;

let prepared = false;

function prepare(): void {
  if (prepared) return;
  prepared = true;
  // Without this the library would fetch its wasm from a public network.
  prepareZXingModule({ overrides: { locateFile: (path: string) => (path.endsWith('.wasm') ? wasmAddress : path) } });
}

export type CameraRefusal = 'no-camera' | 'not-allowed';

export type CameraReader = { readonly stop: () => void };

/** Shows the camera in `video` and reports every code once seen, until stopped. */
export async function startCameraReader(
  video: HTMLVideoElement,
  onCode: (text: string) => void,
): Promise<CameraReader | CameraRefusal> {
  if (navigator.mediaDevices?.getUserMedia === undefined) return 'no-camera';
  prepare();
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'not-allowed' : 'no-camera';
  }
  video.srcObject = stream;
  await video.play();
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let stopped = false;

  const look = async () => {
    if (context !== null && video.videoWidth > 0) {
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      context.drawImage(video, 0, 0);
      const frame = context.getImageData(0, 0, canvas.width, canvas.height);
      const [code] = await readBarcodes(frame, { formats: ['QRCode'], maxNumberOfSymbols: 1 });
      if (!stopped && code !== undefined && code.isValid) onCode(code.text);
    }
    if (!stopped) setTimeout(() => void look(), PERIOD_MS);
  };
  void look();

  return {
    stop: () => {
      stopped = true;
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    },
  };
}
