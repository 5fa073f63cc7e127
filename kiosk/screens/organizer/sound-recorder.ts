/** A sound as a WAV file of one channel: what the microphone gives, or a file, decoded by the browser; quiet ends cut, one loudness. */

const RATE = 16_000;
/** Nine seconds of it are 288 kB. */
export const MOST_SECONDS = 9;
const QUIET = 0.01;
const KEEP_S = 0.12;
const LOUD = 0.8;

export type Recording = { readonly stop: () => Promise<Uint8Array | null> };

/** Null where the browser gives no microphone. It stops by itself after the longest time; `stop` answers null for silence. */
export async function startRecording(): Promise<Recording | null> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    return null;
  }
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const ended = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true }));
  recorder.start();
  const timer = setTimeout(() => recorder.state !== 'inactive' && recorder.stop(), MOST_SECONDS * 1000);
  return {
    stop: async () => {
      clearTimeout(timer);
      if (recorder.state !== 'inactive') recorder.stop();
      await ended;
      for (const track of stream.getTracks()) track.stop();
      return toWave(await new Blob(parts).arrayBuffer());
    },
  };
}

/** Null where nothing is to be heard. */
async function toWave(sound: ArrayBuffer): Promise<Uint8Array | null> {
  let decoded: AudioBuffer;
  try {
    decoded = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(sound);
  } catch {
    return null;
  }
  const context = new OfflineAudioContext(1, Math.max(1, Math.ceil(decoded.duration * RATE)), RATE);
  const source = context.createBufferSource();
  source.buffer = decoded;
  source.connect(context.destination);
  source.start();
  const samples = (await context.startRendering()).getChannelData(0);
  const first = samples.findIndex((one) => Math.abs(one) > QUIET);
  if (first === -1) return null;
  const last = samples.findLastIndex((one) => Math.abs(one) > QUIET);
  const keep = Math.round(KEEP_S * RATE);
  const heard = samples.subarray(Math.max(0, first - keep), Math.min(last + keep, first - keep + MOST_SECONDS * RATE));
  return waveFile(heard);
}

function waveFile(samples: Float32Array): Uint8Array {
  const peak = samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const file = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at: number, words: string) => {
    for (const [offset, character] of [...words].entries()) file.setUint8(at + offset, character.charCodeAt(0));
  };
  text(0, 'RIFF');
  file.setUint32(4, 36 + samples.length * 2, true);
  text(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, RATE, true);
  file.setUint32(28, RATE * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  text(36, 'data');
  file.setUint32(40, samples.length * 2, true);
  for (const [at, sample] of samples.entries())
    file.setInt16(44 + at * 2, Math.round((sample / peak) * LOUD * 0x7fff), true);
  return new Uint8Array(file.buffer);
}
