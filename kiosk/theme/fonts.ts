/**
 * Rare characters lie in slices of the fonts that a browser fetches when it first shows one. Shown to one voter only – a name that she
 * looks for among those to be written in – that request would tell whom she looked for; so a kiosk fetches what it may show beforehand.
 */
const FACES = ['400 1em "Changpiao Sans"', '700 1em "Changpiao Sans"', '700 1em "Changpiao Serif"'] as const;

export async function holdFonts(text: string): Promise<void> {
  // A slice that does not come leaves the glyph of another font, and is asked for again with the next voter.
  await Promise.allSettled(FACES.map((face) => document.fonts.load(face, text)));
}
