/** The scales that ballots of 民主测评 are ticked on (rules §4.4), best grade first. Scores are given by organizations, not cast. */
import type { Text } from '../text/text.ts';
import { SCALES } from './scales.ts';

export const GRADE_SCALES = {
  'four-good': SCALES['four-good'],
  'four-excellent': SCALES['four-excellent'],
  'three-normal': SCALES['three-normal'],
  /** 民主评议党员. */
  'four-qualified': [
    { zh: '优秀', en: 'excellent' },
    { zh: '合格', en: 'qualified' },
    { zh: '基本合格', en: 'basically qualified' },
    { zh: '不合格', en: 'not qualified' },
  ],
} as const satisfies Readonly<Record<string, readonly Text[]>>;

export type GradeScale = keyof typeof GRADE_SCALES;
export const SCALE_NAMES = Object.keys(GRADE_SCALES) as readonly GradeScale[];

/** 德能勤绩廉: the usual five, offered; a form may ask for any other. */
export const USUAL_DIMENSIONS = ['德', '能', '勤', '绩', '廉'] as const;
