/**
 * IPP messages (RFC 8010): what a client of CUPS sends and reads. Values are numbers, booleans and texts; collections and
 * values of other kinds are skipped in answers, since nothing here asks for them.
 */

export const OPERATION = {
  printJob: 0x0002,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
  cupsGetPrinters: 0x4002,
} as const;

const GROUP = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04 } as const;

/** Value tags of RFC 8010 §3.5.2. */
const TAG = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mimeType: 0x49,
} as const;

const BEGIN_COLLECTION = 0x34;
const END_COLLECTION = 0x37;
const NOT_TEXT = { lowest: 0x30, highest: 0x3f } as const;
/** textWithLanguage and nameWithLanguage carry the language before the text. */
const WITH_LANGUAGE = [0x35, 0x36];

export type IppValue = number | boolean | string;
export type IppAttribute = readonly [name: string, kind: keyof typeof TAG, ...values: readonly IppValue[]];

export type IppRequest = {
  readonly operation: number;
  readonly attributes: readonly IppAttribute[];
  /** Of the job to be made. */
  readonly job?: readonly IppAttribute[];
  readonly document?: Uint8Array;
};

export type IppGroup = ReadonlyMap<string, readonly IppValue[]>;
export type IppAnswer = {
  /** Below 0x100: done. */
  readonly status: number;
  readonly jobs: readonly IppGroup[];
  readonly printers: readonly IppGroup[];
};

function encodeValue(kind: keyof typeof TAG, value: IppValue): Buffer {
  if (kind === 'boolean') return Buffer.from([value === true ? 1 : 0]);
  if (kind === 'integer' || kind === 'enum') {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(Number(value));
    return bytes;
  }
  return Buffer.from(String(value), 'utf8');
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function encodeAttribute([name, kind, ...values]: IppAttribute): Buffer {
  return Buffer.concat(
    values.flatMap((value, index) => {
      // A further value of the same attribute has no name.
      const label = Buffer.from(index === 0 ? name : '', 'utf8');
      const content = encodeValue(kind, value);
      return [Buffer.from([TAG[kind]]), short(label.length), label, short(content.length), content];
    }),
  );
}

/** Version 2.0, which CUPS has spoken since 1.5. */
export function encodeRequest(request: IppRequest, requestId: number): Buffer {
  const head = Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt16BE(request.operation, 2);
  head.writeInt32BE(requestId, 4);
  const language: readonly IppAttribute[] = [
    ['attributes-charset', 'charset', 'utf-8'],
    ['attributes-natural-language', 'language', 'en'],
  ];
  return Buffer.concat([
    head,
    Buffer.from([GROUP.operation]),
    ...[...language, ...request.attributes].map(encodeAttribute),
    ...(request.job === undefined ? [] : [Buffer.from([GROUP.job]), ...request.job.map(encodeAttribute)]),
    Buffer.from([GROUP.end]),
    request.document ?? Buffer.alloc(0),
  ]);
}

function decodeValue(tag: number, content: Buffer): IppValue | undefined {
  if (tag === TAG.integer || tag === TAG.enum) return content.length === 4 ? content.readInt32BE() : undefined;
  if (tag === TAG.boolean) return content[0] === 1;
  if (WITH_LANGUAGE.includes(tag)) {
    const language = content.length < 2 ? content.length : 2 + content.readUInt16BE();
    return content.length < language + 2 ? undefined : content.subarray(language + 2).toString('utf8');
  }
  // Out-of-band values ("unknown", "no-value") and structured ones.
  if (tag < 0x20 || (tag >= NOT_TEXT.lowest && tag <= NOT_TEXT.highest)) return undefined;
  return content.toString('utf8');
}

/** @throws RangeError when the bytes are no IPP message. */
export function decodeAnswer(bytes: Uint8Array): IppAnswer {
  const buffer = Buffer.from(bytes);
  if (buffer.length < 9) throw new RangeError('ipp: the answer is too short');
  const status = buffer.readUInt16BE(2);
  const jobs: IppGroup[] = [];
  const printers: IppGroup[] = [];
  let group = new Map<string, IppValue[]>();
  let values: IppValue[] = [];
  let depth = 0;
  let at = 8;
  const take = (length: number): Buffer => {
    if (at + length > buffer.length) throw new RangeError('ipp: the answer breaks off');
    at += length;
    return buffer.subarray(at - length, at);
  };
  for (;;) {
    const [tag = GROUP.end] = take(1);
    if (tag === GROUP.end) return { status, jobs, printers };
    if (tag < 0x10) {
      group = new Map();
      if (tag === GROUP.job) jobs.push(group);
      if (tag === GROUP.printer) printers.push(group);
      continue;
    }
    const name = take(take(2).readUInt16BE()).toString('utf8');
    const content = take(take(2).readUInt16BE());
    if (depth === 0 && name !== '') {
      values = [];
      group.set(name, values);
    }
    if (tag === BEGIN_COLLECTION) depth += 1;
    else if (tag === END_COLLECTION) depth -= 1;
    else if (depth === 0) {
      const value = decodeValue(tag, content);
      if (value !== undefined) values.push(value);
    }
  }
}
