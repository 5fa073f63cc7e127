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

/** The slip of a kiosk's empty box, before voting opens (UX 6.28). */
export const BOX_SLIP_WORDS = {
  title: '票箱为空',
  labels: { kiosk: '投票机 Kiosk', round: '轮次 Round', ballots: '票箱内 In the box' },
  none: '0 张',
  explanation: '投票开始以前，本机显示电子票箱为空。请监票人与屏幕、验箱单核对后签字，存入会议档案。',
  english: 'Before voting opened this kiosk showed an empty box: 0. Compare with the screen and sign.',
  signature: '监票人（签字）：',
} as const;

/** Across every page that is printed of a test run, and on its slips. */
export const SPECIMEN = '演练 · 样票 SAMPLE';
/** Across a ballot that is shown before its meeting, a real one or not. */
export const BALLOT_SPECIMEN = '样票 SAMPLE';
