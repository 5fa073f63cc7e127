/** What becomes of a slip, in the voter's words. */

import type { Text } from '../../session/language.ts';
import type { SlipProgress } from '../../session/slip-printer.ts';

const NO_PAPER: Text = { zh: '没有纸？请抄下查验码', en: 'No slip? Write down the code' };

/** One line for the foot of a screen. */
export function slipState(progress: SlipProgress): Text {
  switch (progress.state) {
    case 'waiting':
    case 'printing':
      return { zh: '正在打印查验单…', en: 'Printing your slip…' };
    case 'held':
    case 'failed': {
      const [reason] = progress.reasons;
      return reason === undefined
        ? { zh: '没有打印出来，请抄下查验码', en: 'Nothing was printed: write down the code' }
        : { zh: `打印机：${reason.zh}。请抄下查验码`, en: `Printer: ${reason.en}. Write down the code` };
    }
    case 'none':
    case 'printed':
      return NO_PAPER;
  }
}

/** Before the choice nothing is decided without the slip: what is missing is for the staff. */
export function slipOnReview(progress: SlipProgress): Text {
  if (!isSlipMissing(progress)) return { zh: '正在打印查验单…', en: 'Printing your slip…' };
  const [reason] = 'reasons' in progress ? progress.reasons : [];
  return reason === undefined
    ? { zh: '没有打印出来，请叫工作人员', en: 'Nothing was printed: call the staff' }
    : { zh: `打印机：${reason.zh}。请叫工作人员`, en: `Printer: ${reason.en}. Call the staff` };
}

export const isSlipMissing = ({ state }: SlipProgress): boolean => state === 'held' || state === 'failed';

/** Of the proof of zero, for the officials who stand before the kiosk (UX 6.28). */
export function boxSlipState(progress: SlipProgress): Text {
  switch (progress.state) {
    case 'none':
      return { zh: '“票箱为空”单在开始投票前打印', en: 'The empty-box slip is printed before opening' };
    case 'waiting':
    case 'printing':
      return { zh: '正在打印“票箱为空”单…', en: 'Printing the empty-box slip…' };
    case 'printed':
      return { zh: '“票箱为空”单已打印，请监票人签字', en: 'Empty-box slip printed: to be signed' };
    case 'held':
    case 'failed': {
      const [reason] = progress.reasons;
      return reason === undefined
        ? { zh: '“票箱为空”单没有打印出来', en: 'The empty-box slip was not printed' }
        : { zh: `打印机：${reason.zh}`, en: `Printer: ${reason.en}` };
    }
  }
}
