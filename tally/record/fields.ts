/**
 * The field kinds every entry is made of (specification §2): bytes are unpadded base64url with no second
 * spelling, numbers are integers, texts are NFC without control characters.
 *
 * Security note: schemas settle shape only. Whether 32 bytes are a point or a reduced scalar is decided
 * where they are used, so that the finding names the right check.
 */
import { z } from 'zod';

/** The last character carries spare bits; only the spelling with zeros there is canonical. */
export const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
export const bytes64 = z.string().regex(/^[A-Za-z0-9_-]{85}[AQgw]$/);
/** Bytes of any length ≥ 1; the reader of the field checks the spare bits by re-encoding. */
export const bytesAny = z.string().regex(/^[A-Za-z0-9_-]{2,2000}$/);

export const hash = bytes32;
export const point = bytes32;
export const scalar = bytes32;

/** Bound of every count: P < 2^16 (specification §6.1). */
export const MAX_COUNT = 65_535;

export const count = z.number().int().min(0).max(MAX_COUNT);
export const positive = z.number().int().min(1).max(MAX_COUNT);
/** As large as an integer is exact: `int` accepts no larger one. */
export const leafCount = z.number().int().min(0);

/** Scrutineer index 1..n. */
export const scrutineerIndex = z.number().int().min(1).max(99);

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** A stored text: what a screen shows is what was signed, so one spelling only. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => value === value.normalize('NFC') && !CONTROL.test(value) && value === value.trim(), {
      message: 'text: NFC, no control characters, no outer blanks',
    });

export const words = (max: number) => text(max).refine((value) => value.length > 0, { message: 'text: empty' });

export const bilingual = z.strictObject({ zh: words(300), en: words(300) }).readonly();
export type Bilingual = z.infer<typeof bilingual>;

/** Calendar day YYYY-MM-DD of the meeting; no time of day enters the record. */
export const calendarDay = z.iso.date();
