/** The scales a form of 民主测评 may have (rules §4.4), best grade first. A form holds one of them; others are no form of ours. */
import type { Text } from '../text/text.ts';

export const GRADE_SCALES = {
  /** 村“两委”班子, 述职评议. */
  'four-good': [
    { zh: '好', en: 'Good' },
    { zh: '较好', en: 'Fairly good' },
    { zh: '一般', en: 'Fair' },
    { zh: '差', en: 'Poor' },
  ],
  /** 书记、主任和其他干部. */
  'four-excellent': [
    { zh: '优秀', en: 'Excellent' },
    { zh: '称职', en: 'Competent' },
    { zh: '基本称职', en: 'Basically competent' },
    { zh: '不称职', en: 'Not competent' },
  ],
  /** 班子运行情况中期分析. */
  'three-normal': [
    { zh: '好', en: 'Good' },
    { zh: '正常', en: 'Normal' },
    { zh: '较差', en: 'Rather poor' },
  ],
  /** 民主评议党员. */
  'four-qualified': [
    { zh: '优秀', en: 'Excellent' },
    { zh: '合格', en: 'Qualified' },
    { zh: '基本合格', en: 'Basically qualified' },
    { zh: '不合格', en: 'Not qualified' },
  ],
} as const satisfies Readonly<Record<string, readonly Text[]>>;

export type GradeScale = keyof typeof GRADE_SCALES;
export const SCALE_NAMES = Object.keys(GRADE_SCALES) as readonly GradeScale[];

/** 德能勤绩廉: the usual five, offered; a form may ask for any other. */
export const USUAL_DIMENSIONS = ['德', '能', '勤', '绩', '廉'] as const;
