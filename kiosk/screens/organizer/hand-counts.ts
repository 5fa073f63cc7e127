/**
 * The hand counts Q, X, U, B of the close (specification §5 b–d): asked in words, and checked while they are typed against what the
 * record holds. The server and every scrutineer's device check them again.
 */

import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { account, type ConditionResult } from '../../../tally/accounting/accounting.ts';
import type { HandCounts } from '../../../tally/record/round-entries.ts';
import type { Text } from '../../session/language.ts';

type Box = OrganizerMeeting['rounds'][number]['box'];
export type TypedCounts = { readonly [key in keyof HandCounts]: number | null };

/** In the order of asking; each says what is counted, and where it lies. */
export const HAND_COUNTS: readonly {
  readonly key: keyof HandCounts;
  readonly name: string;
  readonly label: Text;
  readonly help: Text;
}[] = [
  {
    key: 'received',
    name: 'received',
    label: { zh: '领到投票卡的党员，一共多少人？', en: 'How many members received a card?' },
    help: {
      zh: '按签到表数，退场的也算',
      en: 'by the attendance list, those who left included',
    },
  },
  {
    key: 'exchanged',
    name: 'exchanged',
    label: {
      zh: '补换、抽查另从箱里拿了多少张？',
      en: 'How many more cards were taken for exchanges and challenges?',
    },
    help: {
      zh: '遗失的不补，不在其中',
      en: 'a lost card is not replaced and does not count',
    },
  },
  {
    key: 'unreadable',
    name: 'unreadable',
    label: { zh: '交回的卡里，读不出的有多少张？', en: 'How many cards handed back cannot be read?' },
    help: { zh: '数封存袋里的', en: 'those in the sealed envelope' },
  },
  {
    key: 'returnedBeforeOpening',
    name: 'returned',
    label: { zh: '开始投票之前，多少人退场交回了卡？', en: 'How many left before opening and handed the card back?' },
    help: { zh: '不计入发出的票数', en: 'they do not count as ballots issued' },
  },
];

/** Null until all four are typed. (a) was settled when voting opened. */
export function checkHandCounts(
  counts: TypedCounts,
  box: Box,
): { readonly conditions: readonly ConditionResult[]; readonly missing: number; readonly holds: boolean } | null {
  const { received, exchanged, unreadable, returnedBeforeOpening } = counts;
  if (received === null || exchanged === null || unreadable === null || returnedBeforeOpening === null) return null;
  if ([received, exchanged, unreadable, returnedBeforeOpening].some((count) => count < 0)) return null;
  const accounting = account({
    made: box.cardsMade,
    received,
    exchanged,
    unreadable,
    returnedBeforeOpening,
    cast: box.cast,
    challenged: box.challenged,
    voidReturned: box.voids.returned,
    voidDamaged: box.voids.damaged,
    voidUnissued: box.voids.unissued,
    cardsInBox: box.cardsMade,
    cardsAudited: 0,
  });
  return {
    conditions: accounting.conditions.filter(({ letter }) => letter !== 'a'),
    missing: accounting.missing,
    holds: accounting.holds,
  };
}

/** Q + X + V_n = P, with a gap where something is not typed yet. */
export function sumLine(counts: TypedCounts, box: Box): Text {
  const { received, exchanged } = counts;
  const sum = received === null || exchanged === null ? '…' : String(received + exchanged + box.voids.unissued);
  return {
    zh: `领卡 ${received ?? '…'} + 补换 ${exchanged ?? '…'} + 未发出 ${box.voids.unissued} = ${sum}（制卡 ${box.cardsMade}）`,
    en: `${received ?? '…'} received + ${exchanged ?? '…'} exchanged + ${box.voids.unissued} never handed out = ${sum} (${box.cardsMade} made)`,
  };
}
