/** Numbers of spoiled sheets as a person writes them: "3", "3、5-7". */

/** Each sheet once; null when it says nothing sensible for that many sheets. */
export function parseSheetNumbers(input: string, sheets: number): readonly number[] | null {
  const parts = input.split(/[,，、\s]+/).filter((part) => part !== '');
  const numbers = parts.flatMap((part) => {
    const [, from, to = from] = /^(\d{1,4})(?:[-–—](\d{1,4}))?$/.exec(part) ?? [];
    if (from === undefined) return [Number.NaN];
    const [first, last] = [Number(from), Number(to)];
    return last < first ? [Number.NaN] : Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
  const isGood = numbers.length > 0 && numbers.every((sheet) => sheet >= 1 && sheet <= sheets);
  return isGood ? [...new Set(numbers)] : null;
}
