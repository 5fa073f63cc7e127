/**
 * Breaks Chinese text into lines: between any two characters, but no closing mark begins a line, no opening mark ends one
 * (避头尾), a number stays with the measure word after it and with the year in brackets before it (〔2026〕31号), and a word, an address
 * or a code written with no-break spaces stays whole unless it alone is wider than the line.
 */

const CLOSING = /^[，。、；：？！”’）〕》」』】％％…—·,.;:?!)\]}%]$/u;
const OPENING = /^[“‘（〔《「『【([{]$/u;
const WORD = /[\p{Script=Latin}\p{Nd}\u00a0#%&+\-./:=?@_~,]/u;

const DIGIT = /^\p{Nd}$/u;
const MEASURE = /^[名票张人条年月日时轮页项号个]$/u;

/** The smallest pieces that a line is made of. */
export function unbreakablePieces(text: string): readonly string[] {
  const pieces: string[] = [];
  let isOpen = false;
  for (const character of text) {
    const previous = pieces.at(-1);
    const lastCharacter = previous === undefined ? '' : ([...previous].at(-1) as string);
    const joinsWord =
      (WORD.test(character) && WORD.test(lastCharacter)) ||
      (DIGIT.test(lastCharacter) && MEASURE.test(character)) ||
      (lastCharacter === '〕' && DIGIT.test(character));
    if (previous !== undefined && (isOpen || joinsWord || CLOSING.test(character)))
      pieces[pieces.length - 1] = previous + character;
    else pieces.push(character);
    isOpen = OPENING.test(character);
  }
  return pieces;
}

/** Names one after the other, each whole on its line. */
export function nameLines(
  names: readonly string[],
  width: number,
  measure: (text: string) => number,
): readonly string[] {
  const lines: string[] = [];
  for (const name of names) {
    const longer = `${lines.at(-1)}　${name}`;
    if (lines.length > 0 && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(name);
  }
  return lines;
}

/**
 * @param firstWidth the room on the first line, which an indent makes shorter.
 * @param measure the width of a text set in one line.
 */
export function breakLines(
  text: string,
  firstWidth: number,
  width: number,
  measure: (text: string) => number,
): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    const room = () => (lines.length === 0 ? firstWidth : width) + 1e-6;
    for (const piece of unbreakablePieces(paragraph)) {
      if (measure((line + piece).trimEnd()) <= room()) {
        line += piece;
        continue;
      }
      if (line !== '') {
        lines.push(line.trimEnd());
        line = '';
      }
      if (measure(piece) <= room()) {
        line = piece.trimStart();
        continue;
      }
      for (const character of piece) {
        if (line !== '' && measure(line + character) > room()) {
          lines.push(line);
          line = '';
        }
        line += character;
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

const REMARKED = /^([^（）\n]+)(（[^（）\n]+）)$/u;

/** 王建国（1974年4月生）: a name and what tells it apart; nothing where the words are not such a pair. */
export const nameAndRemark = (words: string): readonly string[] => REMARKED.exec(words)?.slice(1) ?? [];
