/** What the database keeps of a signed paper beside its bytes: what it says, ready to be answered. */
import type { Declaration } from '../contract/nominee.ts';
import type { RequestFacts } from './request-file.ts';

export type OfficePaperContent =
  | {
      readonly type: 'request';
      readonly number: string;
      readonly facts: RequestFacts;
      readonly nominees: readonly Declaration[];
    }
  | {
      readonly type: 'result';
      readonly round: number;
      /** Entry hash of the result that is answered. */
      readonly result: string;
      readonly date: string;
      readonly committeeOnly: boolean;
    };
