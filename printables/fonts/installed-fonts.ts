/** The open Chinese fonts that npm has installed: Noto Serif SC and Noto Sans SC, regular and bold (SIL Open Font License). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Face, FontFiles } from '../layout/typefaces.ts';

const FILES = {
  serif: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'serif-bold': '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  sans: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  'sans-bold': '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const satisfies Record<Face, string>;

const require = createRequire(import.meta.url);
let loaded: FontFiles | undefined;

/** Read once for each process, about 50 MB. */
export function installedFonts(): Required<FontFiles> {
  loaded ??= Object.fromEntries(
    Object.entries(FILES).map(([face, file]) => [face, new Uint8Array(readFileSync(require.resolve(file)))]),
  );
  return loaded as Required<FontFiles>;
}
