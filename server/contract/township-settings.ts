/** What the superior committee says about itself once: in which names it answers, and the days off of each year. */
import { z } from 'zod';
import { route } from './route.ts';
import { dateSchema, doneSchema } from './shared.ts';

const audience = 'township' as const;
const path = '/api/township/settings' as const;

export const holidayYearSchema = z.strictObject({
  year: z.int().min(2000).max(2999),
  /** Days off that are no weekend, or a weekend as well. */
  off: z.array(dateSchema).max(60),
  /** Days of a weekend that are worked. */
  worked: z.array(dateSchema).max(30),
});

export const townshipSettingsSchema = z.strictObject({
  /** Full names, as villages write them in their papers: 中共青石镇委员会. */
  offices: z.array(z.string().trim().min(1).max(60)).max(10),
  holidays: z.array(holidayYearSchema).max(20),
});
export type TownshipSettingsBody = z.infer<typeof townshipSettingsSchema>;

export const townshipSettings = route({
  method: 'GET',
  path,
  audience,
  summary: { zh: '本机关名称和放假安排', en: 'Names of this office, and days off' },
  body: null,
  response: townshipSettingsSchema,
  refusals: ['not-signed-in'],
});

export const saveTownshipSettings = route({
  method: 'PUT',
  path,
  audience,
  summary: { zh: '保存本机关名称和放假安排', en: 'Save the names of this office and the days off' },
  body: townshipSettingsSchema,
  response: doneSchema,
  refusals: ['not-signed-in', 'holidays-mismatch'],
});

export const townshipSettingsRoutes = { townshipSettings, saveTownshipSettings };
