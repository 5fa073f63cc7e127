/** Decoders of the pages: what a browser has kept, and what a person types. */

import { parseSheetNumbers } from '../../kiosk/screens/card-station/sheet-numbers.ts';
import { keptAcceptances, storeAcceptance } from '../../kiosk/session/acceptances.ts';
import { keptCommitments, storeCommitment } from '../../kiosk/session/commitments.ts';
import type { DecoderUnderTest } from './decoder.ts';
import { READ } from './decoder.ts';

/** The store of one browser. */
function storeOf(kept: Map<string, string> = new Map()) {
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    key: (at: number) => [...kept.keys()][at] ?? null,
    length: 0,
  };
}
const writtenInto = (write: (store: ReturnType<typeof storeOf>) => void): readonly [string, string] => {
  const store = storeOf();
  write(store);
  return [...store.kept][0] as [string, string];
};

const ACCEPTANCE = { T: 'T'.repeat(43), h: 'h'.repeat(43), signature: 's'.repeat(86) };
const COMMITMENT = { meetingId: 'abcdefghij', round: 1, T: 'T', h: 'h', code: 'ABCD', cardCode: 'ABCDEF' };
const [acceptanceKey, acceptances] = writtenInto((store) => storeAcceptance('ctx', ACCEPTANCE, store));
const [commitmentKey, commitments] = writtenInto((store) => storeCommitment(COMMITMENT, store));

export const KIOSK_DECODERS: readonly DecoderUnderTest[] = [
  {
    kind: 'text',
    ...{ name: 'acceptances that a kiosk has kept', of: [] },
    samples: () => [acceptances],
    again: (text) => (keptAcceptances('ctx', storeOf(new Map([[acceptanceKey, text]]))).length > 0 ? READ : null),
  },
  {
    kind: 'text',
    ...{ name: 'commitments that a phone has kept', of: [] },
    samples: () => [commitments],
    again: (text) => (keptCommitments(storeOf(new Map([[commitmentKey, text]]))).length > 0 ? READ : null),
  },
  {
    kind: 'text',
    ...{ name: 'numbers of spoiled sheets', of: ['parseSheetNumbers'] },
    samples: () => ['3', '3、5-7'],
    again: (text) => {
      const numbers = parseSheetNumbers(text, 12);
      if (numbers === null) return null;
      if (!numbers.every((sheet) => Number.isInteger(sheet) && sheet >= 1 && sheet <= 12)) throw new Error(text);
      return READ;
    },
  },
];
