/** What the ballot box holds before the opening, on every screen alike (UX 5.5 S1): 0, or nothing is opened. */
import type { Text } from '../session/language.ts';

export const boxWords = (ballots: number): Text =>
  ballots === 0
    ? { zh: '票箱为空：0 张', en: 'The ballot box is empty: 0 ballots' }
    : { zh: `票箱里有 ${ballots} 张，不得开始投票`, en: `${ballots} in the ballot box: voting cannot begin` };
