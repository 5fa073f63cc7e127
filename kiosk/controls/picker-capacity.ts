/**
 * How many buttons of the person picker fit on a voter screen, in the drawing's millimetres (person-picker.css, theme/voter.css).
 * Pure: what does not fit is reached by pages, never by scrolling (UX 2).
 */
export type PickerCapacity = {
  readonly columns: number;
  /** Surnames on a page. */
  readonly perPage: number;
  /** Persons of one surname on a page. */
  readonly personsPerPage: number;
};

const CONTROL_MM = 16.2;
const GAP_MM = 5;
const NAME_MM = 7.6;
const REMARK_MM = 4.95;
/** Padding of the button of a surname, and the two digits beside it. */
const COUNT_MM = 0.6 * NAME_MM + (0.3 + 2 * 0.57) * REMARK_MM;
const LINE = 1.2;
const PERSON_MM = CONTROL_MM * 3.1;

/** The chosen surname above the persons and the pages below: their letters grow no more than those of header and foot. */
const BUTTON_MM = 16.4;

/** The cell of a surname is at least 27 × 21 mm with its gap, and as wide as its longest surname and a count; a row's height is kept for the pages. */
function surnameGrid(widthMm: number, heightMm: number, size: number, people: readonly Named[]) {
  const letters = Math.max(1, ...people.map(({ surname }) => [...surname].length));
  const cellMm = Math.max(27, (letters * NAME_MM + COUNT_MM) * size + GAP_MM + 1);
  const columns = Math.max(3, Math.floor((widthMm + GAP_MM) / cellMm));
  const rows = Math.max(1, Math.floor((heightMm - BUTTON_MM) / 21.5));
  return { columns, perPage: columns * rows };
}

type Named = { readonly name: string; readonly remark: string; readonly surname: string };

/** Height of a person's button whose name, or the remark below it, may need more than one line. */
function personMm({ name, remark }: Named, widthMm: number, size: number): number {
  const inner = widthMm - 0.6 * NAME_MM * size - 1;
  const lines = (text: string, letterMm: number) => Math.ceil(([...text].length * letterMm * size) / inner);
  const text = LINE * size * (lines(name, NAME_MM) * NAME_MM + lines(remark, REMARK_MM) * REMARK_MM);
  return Math.max(CONTROL_MM, text + 0.2 * NAME_MM * size + 1);
}

/** `size`: the factor of the text size. */
export function pickerCapacity(
  widthMm: number,
  heightMm: number,
  size: number,
  people: readonly Named[],
): PickerCapacity {
  const columns = Math.max(1, Math.floor((widthMm + GAP_MM) / (PERSON_MM + GAP_MM)));
  const cellMm = (widthMm - GAP_MM * (columns - 1)) / columns;
  const rowMm = Math.max(CONTROL_MM, ...people.map((person) => personMm(person, cellMm, size)));
  const below = heightMm - BUTTON_MM - GAP_MM;
  const fit = (roomMm: number) => columns * Math.max(1, Math.floor((roomMm + GAP_MM) / (rowMm + GAP_MM)));
  const bySurname = new Map<string, number>();
  for (const { surname } of people) bySurname.set(surname, (bySurname.get(surname) ?? 0) + 1);
  // Without pages there is a row more.
  const most = Math.max(0, ...bySurname.values());
  const personsPerPage = most <= fit(below) ? fit(below) : fit(below - BUTTON_MM - GAP_MM);
  return { ...surnameGrid(widthMm, heightMm, size, people), personsPerPage };
}
