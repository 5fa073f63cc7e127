/** Scans out of the bytes of a USB-COM scanner: one to a line, or ended by silence where the scanner sends no line end. */

const END_MS = 120;
const MOST_CHARACTERS = 4096;
/** Carriage return, line feed, end of text, end of transmission. */
const ENDS = ['\r', '\n', '\u0003', '\u0004'];

export type SerialLines = {
  readonly take: (bytes: Uint8Array) => void;
  /** The line was lost: half a scan is none. */
  readonly drop: () => void;
};

export function makeSerialLines(onText: (text: string) => void): SerialLines {
  let text = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    const whole = text;
    text = '';
    if (whole !== '') onText(whole);
  };
  return {
    take: (bytes) => {
      clearTimeout(timer);
      for (const byte of bytes) {
        const character = String.fromCharCode(byte);
        if (ENDS.includes(character)) end();
        else if (text.length < MOST_CHARACTERS) text += character;
      }
      if (text !== '') timer = setTimeout(end, END_MS);
    },
    drop: () => {
      clearTimeout(timer);
      text = '';
    },
  };
}
