/** A printer's own reasons (PWG 5100.9, RFC 8011 §5.4.12, and those of CUPS) in words for the hall. */
import type { Text } from '../contract/text.ts';

const WORDS: Readonly<Record<string, Text>> = {
  'media-empty': { zh: '缺纸', en: 'out of paper' },
  'media-needed': { zh: '请装纸', en: 'paper needed' },
  'media-low': { zh: '纸快用完', en: 'paper low' },
  'media-jam': { zh: '卡纸', en: 'paper jam' },
  'input-tray-missing': { zh: '纸盒没有装好', en: 'tray missing' },
  'cover-open': { zh: '盖子没有合上', en: 'cover open' },
  'door-open': { zh: '盖子没有合上', en: 'door open' },
  'interlock-open': { zh: '盖子没有合上', en: 'interlock open' },
  'output-area-full': { zh: '出纸处已满', en: 'output full' },
  'marker-supply-empty': { zh: '墨粉用完', en: 'toner empty' },
  'marker-supply-low': { zh: '墨粉不足', en: 'toner low' },
  'toner-empty': { zh: '墨粉用完', en: 'toner empty' },
  'toner-low': { zh: '墨粉不足', en: 'toner low' },
  offline: { zh: '打印机没有开机或没有接好', en: 'switched off or unplugged' },
  shutdown: { zh: '打印机没有开机', en: 'switched off' },
  'connecting-to-device': { zh: '正在连接打印机', en: 'connecting to the printer' },
  'timed-out': { zh: '打印机没有回应', en: 'no answer from the printer' },
  paused: { zh: '打印机已被暂停', en: 'paused' },
  'moving-to-paused': { zh: '打印机正在暂停', en: 'pausing' },
  'stopped-partly': { zh: '打印机部分停止', en: 'partly stopped' },
  'cups-missing-filter': { zh: '缺少打印驱动', en: 'driver missing' },
  'cups-insecure-filter': { zh: '打印驱动不安全', en: 'driver refused' },
  'spool-area-full': { zh: '打印服务器磁盘已满', en: 'spool full' },
};

export type Reason = Text & { readonly code: string };

/** `-report`, `-warning` and `-error` tell how grave it is, not what. */
export function reasonInWords(keyword: string): Reason {
  const code = keyword.replace(/-(report|warning|error)$/, '');
  const words = WORDS[code];
  // A maker's own keyword is shown as it is: it can be looked up.
  return { code, ...(words ?? { zh: `打印机报告：${code}`, en: `printer reports: ${code}` }) };
}

export const reasonsInWords = (keywords: readonly string[]): readonly Reason[] => [
  ...new Map(keywords.map(reasonInWords).map((reason) => [reason.code, reason])).values(),
];
