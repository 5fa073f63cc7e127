/**
 * The text of a card out of what a scanner sends. Makers put things around it that can be switched off and often are not: the AIM
 * identifier of the symbology ("]Q1"), a letter of their own, control characters, a carriage return.
 */

const AIM_PREFIX = /^\][A-Za-z][0-9A-Za-z]/;
/** A card's own code at the end, behind at most four characters of the maker's. */
const CARD_AT_END = /^.{0,4}(CP1[0-9A-Z]{26})$/i;

export function scannedText(sent: string): string {
  const visible = [...sent].filter((character) => character >= ' ' && character !== '\u007f').join('');
  const text = visible.trim().replace(AIM_PREFIX, '');
  return CARD_AT_END.exec(text)?.[1] ?? text;
}
