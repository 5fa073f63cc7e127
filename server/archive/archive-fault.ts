/** What can be wrong with an archive, each fault with its file and in words. */
import type { Text } from '../../tally/text/text.ts';

export type ArchiveFaultCode =
  | 'zip-changed'
  | 'index-unreadable'
  | 'signature-invalid'
  | 'wrong-signer'
  | 'file-missing'
  | 'file-unlisted'
  | 'file-changed'
  | 'record-missing'
  | 'index-departs-from-record'
  | 'keys-depart-from-record'
  | 'sheet-invalid'
  | 'sheet-missing'
  | 'paper-missing'
  | 'sheet-of-another-record'
  | 'result-missing'
  | 'result-differs'
  | 'answer-invalid'
  | 'answer-of-another-result'
  | 'answer-self-signed'
  | 'request-invalid'
  | 'keys-of-a-meeting';

export interface ArchiveFault {
  readonly code: ArchiveFaultCode;
  /** The file it is about; null: the zip itself. */
  readonly path: string | null;
  readonly text: Text;
}

export const fault = (code: ArchiveFaultCode, path: string | null, zh: string, en: string): ArchiveFault => ({
  code,
  path,
  text: { zh, en },
});
