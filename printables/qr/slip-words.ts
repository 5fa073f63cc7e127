/**
 * What the 查验单 says (specification §7.6): the same words on the slip made as PDF and on the one a kiosk's page prints. Nothing of a
 * choice, a time or a number.
 */
import type { ReceiptKind } from './receipt.ts';

export type SlipWords = { readonly title: string; readonly explanation: string; readonly english: string };

export const SLIP_WORDS = {
  accepted: {
    title: '查验单',
    explanation: '您的选票已投出。会后扫码可查它已计入。卡码应与您的投票卡相同。本单没有您的选择。',
    english: 'Your ballot was cast. Scan after the close to see that it is counted. Shows no choices.',
  },
  pending: {
    title: '查验单（尚未投出）',
    explanation: '选票已做好，尚未投出。抽查的设备先扫此码，再作选择。本单没有您的选择。',
    english: 'Ballot made, not yet cast. Scan before choosing to check this machine. Shows no choices.',
  },
} as const satisfies Record<ReceiptKind, SlipWords>;

export const SLIP_LABELS = { ballotCode: '查验码 Ballot code', cardCode: '卡码 Card code' } as const;
