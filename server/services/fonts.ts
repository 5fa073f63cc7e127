import { installedFonts } from '../../printables/fonts/installed-fonts.ts';

type Fonts = ReturnType<typeof installedFonts>;
let loaded: Fonts | undefined;

/** The font files, read once: they are tens of megabytes. */
export function fonts(): Fonts {
  loaded ??= installedFonts();
  return loaded;
}
