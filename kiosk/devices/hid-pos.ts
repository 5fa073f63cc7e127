/**
 * Scans out of the reports of a USB scanner in HID-POS mode (USB HID POS Usage Tables 1.02, page 0x8C). A scanner describes its
 * own report: where the length, the identifier of the symbology, the decoded data and the sign "to be continued" stand. Where
 * the description is silent the two layouts that makers use are told apart by the bytes.
 */

/** As WebHID gives them. */
export type HidItem = {
  readonly usages?: readonly number[];
  readonly usageMinimum?: number;
  readonly usageMaximum?: number;
  readonly isRange?: boolean;
  readonly reportSize?: number;
  readonly reportCount?: number;
};
export type HidCollection = {
  readonly usagePage?: number;
  readonly inputReports?: readonly { readonly reportId?: number; readonly items?: readonly HidItem[] }[];
  readonly children?: readonly HidCollection[];
};

export const BAR_CODE_SCANNER_PAGE = 0x8c;
const USAGE = {
  byteCount: 0x0001_003b,
  decodedData: 0x008c_00fe,
  continued: 0x008c_00ff,
} as const;

/** Places in a report, which comes without its id. */
type Layout = {
  /** Byte that counts the data of this report. */
  readonly length: number | null;
  readonly from: number;
  readonly most: number;
  /** Bit that says that another report follows. */
  readonly continued: number | null;
};

const says = (item: HidItem, usage: number): boolean =>
  item.isRange === true
    ? (item.usageMinimum ?? 0) <= usage && usage <= (item.usageMaximum ?? -1)
    : (item.usages ?? []).includes(usage);

function layoutOf(items: readonly HidItem[]): Layout | null {
  let bit = 0;
  let length: number | null = null;
  let continued: number | null = null;
  let from: number | null = null;
  let most = 0;
  for (const item of items) {
    const bits = (item.reportSize ?? 0) * (item.reportCount ?? 0);
    if (says(item, USAGE.byteCount)) length = bit / 8;
    else if (says(item, USAGE.decodedData)) {
      // Data in several items stand side by side.
      from ??= bit / 8;
      most += bits / 8;
    } else if (says(item, USAGE.continued)) continued = bit;
    bit += bits;
  }
  return from === null || !Number.isInteger(from) ? null : { length, from, most, continued };
}

export function layoutsOf(collections: readonly HidCollection[]): ReadonlyMap<number, Layout> {
  const found = new Map<number, Layout>();
  for (const { inputReports = [], children = [] } of collections) {
    for (const { reportId = 0, items = [] } of inputReports) {
      const layout = layoutOf(items);
      if (layout !== null) found.set(reportId, layout);
    }
    for (const [id, layout] of layoutsOf(children)) found.set(id, layout);
  }
  return found;
}

const AIM_SIGN = 0x5d;
const AIM_LENGTH = 3;

/**
 * Length first. Then either the identifier, data from byte 4, and the last bit for "continued" (Honeywell, Access-IS and most), or data at
 * once: 56 bytes and the same bit (Newland, Quio), or data to the end of the report, which is full when more follows (Microscan).
 */
function usualLayout(bytes: Uint8Array): Layout {
  const last = bytes.length - 1;
  if (bytes[1] === AIM_SIGN) return { length: 0, from: 1 + AIM_LENGTH, most: 56, continued: last * 8 };
  const isFull = (bytes[0] ?? 0) > 56;
  return isFull
    ? { length: 0, from: 1, most: last, continued: null }
    : { length: 0, from: 1, most: 56, continued: last * 8 };
}

/** Reports of one scan come within milliseconds. */
const GAP_MS = 500;
const MOST_CHARACTERS = 4096;

export type HidPosParser = (reportId: number, bytes: Uint8Array, atMs: number) => string | null;

/** Gives the whole scan with its last report, null before. */
export function makeHidPosParser(collections: readonly HidCollection[]): HidPosParser {
  const layouts = layoutsOf(collections);
  let parts = '';
  let lastMs = Number.NEGATIVE_INFINITY;

  return (reportId, bytes, atMs) => {
    // A scan whose end was lost does not run into the next.
    if (atMs - lastMs > GAP_MS) parts = '';
    lastMs = atMs;
    // Reports that are described, but not as scans, are the state of a button or a setting.
    if (layouts.size > 0 && !layouts.has(reportId)) return null;
    const layout = layouts.get(reportId) ?? usualLayout(bytes);
    const most = Math.min(layout.most, bytes.length - layout.from);
    const told = layout.length === null ? undefined : bytes[layout.length];
    const data = bytes.subarray(layout.from, layout.from + Math.min(most, told ?? most));
    const end = told === undefined ? data.indexOf(0) : -1;
    parts += String.fromCharCode(...(end === -1 ? data : data.subarray(0, end)));
    const { continued } = layout;
    const follows =
      continued === null
        ? told !== undefined && told >= most
        : (((bytes[Math.floor(continued / 8)] ?? 0) >> (continued % 8)) & 1) === 1;
    if (follows && parts.length < MOST_CHARACTERS) return null;
    const text = parts;
    parts = '';
    return text === '' ? null : text;
  };
}
