/**
 * The typefaces of a paper and which characters they have.
 *
 * A name is printed right or not at all: where the wanted face lacks a character, the next face that has it sets it; where no
 * face has it, the paper is refused with the character named, never printed with a box in its place.
 */

export const FACES = ['serif', 'serif-bold', 'sans', 'sans-bold'] as const;
export type Face = (typeof FACES)[number];

/** Whole TrueType files; what is drawn is embedded as a subset. A paper needs at least the faces it draws with. */
export type FontFiles = Readonly<Partial<Record<Face, Uint8Array>>>;

/** What pdfkit keeps of an opened font, as far as it is needed here. */
export interface OpenFont {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

export type OpenFaces = ReadonlyMap<Face, OpenFont>;

export interface Run {
  readonly face: Face;
  readonly text: string;
}

export class UnprintableCharacter extends Error {
  override readonly name = 'UnprintableCharacter';
  readonly character: string;
  readonly text: string;

  constructor(character: string, text: string) {
    const point = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    super(`没有字体能印出「${character}」(${point})，见于「${text}」 / no font has ${point}, found in "${text}"`);
    this.character = character;
    this.text = text;
  }
}

/** Control, format, private and unassigned characters have no picture; a font that maps them draws nothing or a box. */
const WITHOUT_PICTURE = /\p{C}/u;

/** The faces in the order in which they are asked for a character: the wanted one first. */
function order(faces: OpenFaces, wanted: Face): readonly Face[] {
  const given = FACES.filter((face) => faces.has(face));
  const isBold = wanted.endsWith('-bold');
  return [wanted, ...given.filter((face) => face !== wanted && face.endsWith('-bold') === isBold), ...given].filter(
    (face) => faces.has(face),
  );
}

/**
 * @throws UnprintableCharacter when no face has a character of the text.
 * @throws Error when the wanted face was not given at all.
 */
export function splitIntoRuns(faces: OpenFaces, wanted: Face, text: string): readonly Run[] {
  if (!faces.has(wanted)) throw new Error(`the paper was opened without the face ${wanted}`);
  const asked = order(faces, wanted);
  const runs: Run[] = [];
  for (const character of text.normalize('NFC')) {
    const codePoint = character.codePointAt(0) as number;
    const face = WITHOUT_PICTURE.test(character)
      ? undefined
      : asked.find((name) => faces.get(name)?.hasGlyphForCodePoint(codePoint));
    if (face === undefined) throw new UnprintableCharacter(character, text);
    const last = runs.at(-1);
    if (last !== undefined && last.face === face) runs[runs.length - 1] = { face, text: last.text + character };
    else runs.push({ face, text: character });
  }
  return runs;
}
