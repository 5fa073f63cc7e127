import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { characterOf, makeWedgeReader } from './wedge.ts';

const CARD = 'CP1ABCDEFGHJKMNPQRSTVWXYZ0123';

/** Types as a scanner does: codes and times as the browser reports them; with an input method on, `key` says nothing. */
function setUp(isListening = () => true) {
  const target = new EventTarget();
  const scans: string[] = [];
  const stop = makeWedgeReader(target, { onScan: (text) => scans.push(text), isListening });
  let now = 1000;
  const down = (code: string, gapMs = 5, shiftKey = false) => {
    now += gapMs;
    const event = new Event('keydown', { cancelable: true });
    Object.defineProperties(event, {
      timeStamp: { value: now },
      code: { value: code },
      key: { value: 'Process' },
      shiftKey: { value: shiftKey },
      ctrlKey: { value: false },
      altKey: { value: false },
      metaKey: { value: false },
    });
    target.dispatchEvent(event);
    return event;
  };
  const code = (character: string) => (/[0-9]/.test(character) ? `Digit${character}` : `Key${character}`);
  const type = (text: string, gapMs = 5) => {
    for (const character of text) down(code(character), gapMs);
  };
  return { scans, stop, down, type };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the keyboard-wedge reader (UX 3.1)', () => {
  it('takes a card typed at 20 ms a key, with an input method on, exactly once', () => {
    const { scans, type, down } = setUp();
    type(CARD, 20);
    expect(down('Enter').defaultPrevented).toBe(true);
    vi.advanceTimersByTime(1000);
    expect(scans).toEqual([CARD]);
  });

  it('takes a card without a final Enter after 200 ms of silence', () => {
    const { scans, type } = setUp();
    type(CARD);
    vi.advanceTimersByTime(199);
    expect(scans).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(scans).toEqual([CARD]);
  });

  it('refuses a card typed at 200 ms a key, never taking a part of it', () => {
    const { scans, type, down } = setUp();
    type(CARD, 200);
    down('Enter');
    vi.advanceTimersByTime(1000);
    expect(scans).toEqual([]);
  });

  it('starts anew after a pause, so two halves never join', () => {
    const { scans, type, down } = setUp();
    type(CARD.slice(0, 12));
    down('KeyX', 120);
    type(CARD);
    down('Enter');
    expect(scans).toEqual([`X${CARD}`]);
  });

  it('drops everything when a key comes that no card has', () => {
    const { scans, type, down } = setUp();
    type(CARD.slice(0, 20));
    down('Slash');
    type(CARD.slice(20));
    down('Enter');
    expect(scans).toEqual([CARD.slice(20)]);
  });

  it('hears nothing while a session is active (6.22)', () => {
    const { scans, type, down } = setUp(() => false);
    type(CARD);
    down('Enter');
    expect(scans).toEqual([]);
  });

  it('leaves Enter alone when nobody scanned', () => {
    const { scans, down } = setUp();
    expect(down('Enter').defaultPrevented).toBe(false);
    expect(scans).toEqual([]);
  });

  it('reads the five check symbols and ignores Caps Lock', () => {
    const of = (code: string, shiftKey = false) => characterOf({ code, shiftKey });
    expect([of('Digit8', true), of('Backquote', true), of('Digit4', true), of('Equal'), of('KeyU', true)]).toEqual([
      '*',
      '~',
      '$',
      '=',
      'U',
    ]);
    expect(of('Digit5', true)).toBeNull();
    expect(of('Slash')).toBeNull();
    expect(of('Numpad7')).toBe('7');
  });
});
