/** Printers, jobs, scanners and batteries in words for the organizer. */
import type { KioskHealth, OrganizerMeeting } from '../../../server/contract/organizer.ts';
import type { JobView, QueueView } from '../../../server/contract/printing.ts';
import type { Text } from '../../session/language.ts';
import { SCANNER_STATE } from '../../session/scanners.ts';

const QUEUE_STATE = {
  idle: { zh: '空闲', en: 'idle' },
  processing: { zh: '正在打印', en: 'printing' },
  stopped: { zh: '已停止', en: 'stopped' },
} as const satisfies Record<QueueView['state'], Text>;

const JOB_STATE = {
  pending: { zh: '等待打印', en: 'pending' },
  processing: { zh: '正在打印', en: 'printing' },
  stopped: { zh: '停住了', en: 'stopped' },
  completed: { zh: '已打印', en: 'printed' },
  cancelled: { zh: '已取消，不会再打印', en: 'cancelled: it will not print' },
  failed: { zh: '没有打印出来', en: 'failed' },
} as const satisfies Record<JobView['state'], Text>;

function withReasons(state: Text, reasons: readonly Text[]): Text {
  if (reasons.length === 0) return state;
  return {
    zh: `${state.zh}：${reasons.map(({ zh }) => zh).join('、')}`,
    en: `${state.en}: ${reasons.map(({ en }) => en).join(', ')}`,
  };
}

export const queueWords = ({ state, reasons }: QueueView): Text => withReasons(QUEUE_STATE[state], reasons);
export const jobWords = ({ state, reasons }: JobView): Text => withReasons(JOB_STATE[state], reasons);

export const BROWSER_PRINTS: Text = { zh: '由这台投票机的浏览器打印', en: 'Printed by the kiosk’s browser' };

/** Who prints a kiosk's slips, and how that printer is. */
export function slipPrinterWords(
  { slips, printer }: Pick<OrganizerMeeting['machines'][number], 'slips' | 'printer'>,
  { service, queues }: OrganizerMeeting['printing'],
): { readonly text: Text; readonly isGood: boolean } {
  if (slips === 'none') return { text: { zh: '不打印', en: 'no slips' }, isGood: true };
  if (printer === null) return { text: BROWSER_PRINTS, isGood: true };
  const queue = queues.find(({ name }) => name === printer);
  if (!service) return { text: { zh: '连接不上打印服务', en: 'the print service does not answer' }, isGood: false };
  if (queue === undefined) return { text: { zh: `${printer}：找不到`, en: `${printer}: not found` }, isGood: false };
  const { zh, en } = queueWords(queue);
  return { text: { zh: `${printer}：${zh}`, en: `${printer}: ${en}` }, isGood: queue.ready };
}

export const scannerWords = (health: KioskHealth | null): Text =>
  health === null ? { zh: '还没有报告', en: 'nothing heard yet' } : SCANNER_STATE[health.scanner];

/** Below this a tablet may not last through a vote and its count. */
const LOW_PERCENT = 30;

/** Null where nothing is known of a battery. */
export function batteryWords(health: KioskHealth | null): { readonly text: Text; readonly isGood: boolean } | null {
  const told = health?.battery ?? null;
  if (told === null) return null;
  const { percent, charging } = told;
  if (charging) return { text: { zh: `电量 ${percent}% · 已接电源`, en: `${percent}% · on power` }, isGood: true };
  return percent < LOW_PERCENT
    ? {
        text: { zh: `电量 ${percent}% · 未接电源，请充电`, en: `${percent}% · not on power: charge it` },
        isGood: false,
      }
    : { text: { zh: `电量 ${percent}% · 未接电源`, en: `${percent}% · not on power` }, isGood: true };
}
