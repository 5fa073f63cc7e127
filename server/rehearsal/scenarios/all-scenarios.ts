import { appraisal } from './appraisal.ts';
import { recommendation } from './recommendation.ts';
import type { Scenario } from './scenario.ts';
import { secretaryFirst } from './secretary-first.ts';
import { shortfall } from './shortfall.ts';
import { tie } from './tie.ts';
import { writeIn } from './write-in.ts';

/** The worked meetings of `npm run rehearsal -- --scenario NAME`. */
export const SCENARIOS: readonly Scenario[] = [shortfall, tie, writeIn, secretaryFirst, appraisal, recommendation];
