/** The scales of an appraisal (民主测评, rules §4.4), highest grade first, and the bands of a score. */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { RuleSettings } from '../rules/settings.ts';
import type { Text } from '../text/text.ts';

export const SCALES = {
  /** Teams, and secretaries' reports (述职评议). */
  'four-good': [
    { zh: '好', en: 'good' },
    { zh: '较好', en: 'fairly good' },
    { zh: '一般', en: 'average' },
    { zh: '差', en: 'poor' },
  ],
  /** Persons. */
  'four-excellent': [
    { zh: '优秀', en: 'excellent' },
    { zh: '称职', en: 'competent' },
    { zh: '基本称职', en: 'basically competent' },
    { zh: '不称职', en: 'not competent' },
  ],
  /** Mid-term analysis of a team and of each member. */
  'three-normal': [
    { zh: '好', en: 'good' },
    { zh: '正常', en: 'normal' },
    { zh: '较差', en: 'fairly poor' },
  ],
  /** Bands of a score that the reviewing organization gives; the lowest is 软弱涣散. */
  score: [
    { zh: '好', en: 'good' },
    { zh: '较好', en: 'fairly good' },
    { zh: '一般', en: 'average' },
    { zh: '较差', en: 'fairly poor' },
  ],
} as const satisfies Readonly<Record<Exclude<RuleSettings['appraisalScale'], 'per-meeting'>, readonly Text[]>>;

/** Lowest hundredth of a point of each band of `SCALES.score`: [90, 100], [80, 90), [60, 80), [0, 60). */
const BAND_FROM = [9000, 8000, 6000, 0] as const;

/** Index in `SCALES.score`. A score stands in words with at most two decimals: 89.5. */
export function scoreBand(
  score: string,
  bands: RuleSettings['appraisalScoreBands'],
): Result<0 | 1 | 2 | 3, 'not-a-score' | 'not-an-integer'> {
  const parts = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(score);
  if (parts === null) return err('not-a-score');
  const fractional = (parts[2] ?? '').padEnd(2, '0');
  const hundredths = 100 * Number(parts[1]) + Number(fractional);
  if (hundredths > 10_000) return err('not-a-score');
  // 89.5 lies between 80–89 and 90: whole points only, unless the bands are half-open.
  if (bands === 'integer' && parts[2] !== undefined) return err('not-an-integer');
  return ok(BAND_FROM.findIndex((from) => hundredths >= from) as 0 | 1 | 2 | 3);
}
