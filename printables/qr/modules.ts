/** QR symbols as squares of modules; the one place that calls the QR library. */
import QRCode from 'qrcode';

export type ErrorLevel = 'L' | 'M' | 'Q' | 'H';

export interface QrModules {
  /** Modules to a side, without the quiet zone. */
  readonly size: number;
  readonly version: number;
  isDark(row: number, column: number): boolean;
}

/** Light modules that must stay free on every side (ISO/IEC 18004). */
export const QUIET_ZONE = 4;

/** @throws Error when the text is too long for the largest symbol. */
export function qrModules(text: string, level: ErrorLevel = 'M'): QrModules {
  const { modules, version } = QRCode.create(text, { errorCorrectionLevel: level });
  return { size: modules.size, version, isDark: (row, column) => modules.get(row, column) === 1 };
}
