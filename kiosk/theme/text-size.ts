/** Voter's display settings (UX 1.2, 6.13): four text sizes, two contrasts; all reset at the end of a session. */
import { createSignal } from 'solid-js';
import type { Text } from '../session/language.ts';

export type TextSize = 'standard' | 'large' | 'extra-large' | 'largest';
export type Contrast = 'normal' | 'high';

export const TEXT_SIZES: readonly TextSize[] = ['standard', 'large', 'extra-large', 'largest'];

export const TEXT_SIZE_LABEL = {
  standard: { zh: '标准', en: 'Standard' },
  large: { zh: '大字', en: 'Large' },
  'extra-large': { zh: '特大字', en: 'Extra large' },
  largest: { zh: '超大字', en: 'Largest' },
} as const satisfies Record<TextSize, Text>;

/** Factor on every text size of theme/voter.css. */
export const TEXT_SIZE_FACTOR = {
  standard: 0.84,
  large: 1,
  'extra-large': 1.2,
  largest: 1.45,
} as const satisfies Record<TextSize, number>;

const [textSize, setTextSize] = createSignal<TextSize>('large');
const [contrast, setContrastSignal] = createSignal<Contrast>('normal');

export { contrast, setTextSize, textSize };

export function setContrast(value: Contrast): void {
  setContrastSignal(value);
  document.documentElement.dataset.contrast = value;
}

export function resetDisplaySettings(): void {
  setTextSize('large');
  setContrast('normal');
}
