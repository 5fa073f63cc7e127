/** Draws a QR symbol as one filled path of few rectangles, in module units, for paper and screen alike. */
import type { QrModules } from './modules.ts';

interface Rectangle {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

/** Dark runs of a row; runs of the same columns in the rows below join into one rectangle, so no seam shows between modules. */
function rectangles(modules: QrModules): readonly Rectangle[] {
  const done: Rectangle[] = [];
  let open = new Map<string, Rectangle>();
  for (let row = 0; row <= modules.size; row += 1) {
    const next = new Map<string, Rectangle>();
    for (let column = 0; row < modules.size && column < modules.size; column += 1) {
      if (!modules.isDark(row, column)) continue;
      let end = column;
      while (end < modules.size && modules.isDark(row, end)) end += 1;
      const key = `${column}-${end}`;
      const above = open.get(key);
      next.set(
        key,
        above === undefined ? { column, row, width: end - column, height: 1 } : { ...above, height: above.height + 1 },
      );
      open.delete(key);
      column = end;
    }
    done.push(...open.values());
    open = next;
  }
  return done;
}

/** SVG path data; the symbol's upper left module begins at (0, 0). */
export function qrPath(modules: QrModules): string {
  return rectangles(modules)
    .map(({ column, row, width, height }) => `M${column} ${row}h${width}v${height}h${-width}z`)
    .join('');
}
