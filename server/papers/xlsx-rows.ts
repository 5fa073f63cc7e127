/**
 * The first sheet of an XLSX file as rows of cells.
 *
 * Security note: the file comes from anybody. The library that reads sheets waits for ever for the rest of a zip that ends too soon,
 * so the zip is opened here, whole, and the library is given one that was written here.
 */
import { unzipSync, zipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import type { Cell } from '../../tally/meeting/roster-table.ts';

/** Unpacked; the largest list of any meeting takes a small part of it. */
const MOST_BYTES = 64 * 1024 * 1024;

export const isZip = (content: Uint8Array): boolean => content[0] === 0x50 && content[1] === 0x4b;

/** Undefined: no sheet can be read. */
export async function xlsxRows(content: Uint8Array): Promise<readonly (readonly Cell[])[] | undefined> {
  try {
    let left = MOST_BYTES;
    const parts = unzipSync(content, {
      filter: ({ name, originalSize }) => {
        if (!/\.(xml|rels)$/i.test(name)) return false;
        left -= originalSize;
        if (left < 0) throw new RangeError('xlsx: too large');
        return true;
      },
    });
    const [sheet] = await readExcelFile(Buffer.from(zipSync(parts, { level: 0 })));
    return sheet?.data.map((cells) => cells.map(cellOf));
  } catch {
    return undefined;
  }
}

function cellOf(cell: unknown): Cell {
  if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' || cell instanceof Date)
    return cell;
  return null;
}
