/**
 * Keyboard-wedge scanner (UX 3.1): a scanner that types. Keys are collected from the whole page by their place on the
 * keyboard (`event.code`), so that an input method, Caps Lock or a lost focus changes nothing. A card is taken whole or not
 * at all: a pause between two keys starts anew.
 */

/** Longest pause inside one scan. */
const KEY_GAP_MS = 50;
/** Silence that ends a scan without a final Enter. */
const END_MS = 200;
/** Fewer keys than this are somebody's finger, not a scanner. */
const LEAST_KEYS = 8;

const SHIFTED: Readonly<Record<string, string>> = { Digit8: '*', Digit4: '$', Backquote: '~' };
const PLAIN: Readonly<Record<string, string>> = { Equal: '=', NumpadMultiply: '*', NumpadEqual: '=' };

/** The character that a key types on the scanner's (US) layout, letters always upper case; null for other keys. */
export function characterOf(event: { readonly code: string; readonly shiftKey: boolean }): string | null {
  const { code, shiftKey } = event;
  if (/^Key[A-Z]$/.test(code)) return code.slice(3);
  if (shiftKey && SHIFTED[code] !== undefined) return SHIFTED[code];
  if (!shiftKey && /^(Digit|Numpad)[0-9]$/.test(code)) return code.slice(-1);
  return (!shiftKey || code.startsWith('Numpad') ? PLAIN[code] : undefined) ?? null;
}

export type WedgeOptions = {
  readonly onScan: (text: string) => void;
  /** Scans are heard only where they mean something (6.22). */
  readonly isListening: () => boolean;
};

/** Starts collecting; returns the function that stops it. */
export function makeWedgeReader(target: EventTarget, { onScan, isListening }: WedgeOptions): () => void {
  let text = '';
  let lastMs = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = () => {
    clearTimeout(timer);
    const scanned = text;
    text = '';
    if (scanned.length >= LEAST_KEYS && isListening()) onScan(scanned);
  };

  const onKeyDown = (event: Event) => {
    const key = event as KeyboardEvent;
    if (key.code === 'ShiftLeft' || key.code === 'ShiftRight' || key.code === 'CapsLock') return;
    if (key.ctrlKey || key.altKey || key.metaKey) return;
    const isEnd = key.code === 'Enter' || key.code === 'NumpadEnter' || key.code === 'Tab';
    if (key.timeStamp - lastMs > KEY_GAP_MS) text = '';
    lastMs = key.timeStamp;
    if (isEnd) {
      // A scanner's Enter must not press the button that happens to have the focus.
      if (text.length >= LEAST_KEYS) key.preventDefault();
      end();
      return;
    }
    const character = characterOf(key);
    if (character === null) {
      text = '';
      return;
    }
    text += character;
    clearTimeout(timer);
    timer = setTimeout(end, END_MS);
  };

  target.addEventListener('keydown', onKeyDown);
  return () => {
    clearTimeout(timer);
    target.removeEventListener('keydown', onKeyDown);
  };
}
