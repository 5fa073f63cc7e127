/** What the superior committee says about itself once: in which names it answers, and the days off of each year. */
import { z } from 'zod';
import { route } from './route.ts';
import { dateSchema, doneSchema } from './shared.ts';
import { importAnswer } from './villages.ts';

const audience = 'township' as const;
const path = '/api/township/settings' as const;

export const MOST_YEARS = 20;

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
  holidays: z.array(holidayYearSchema).max(MOST_YEARS),
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

export const importHolidays = route({
  method: 'POST',
  path: `${path}/holidays/import`,
  audience,
  summary: { zh: '导入放假安排（CSV 或 XLSX）', en: 'Import the days off (CSV or XLSX)' },
  /** Years that the file names are replaced, others stay. */
  body: z.strictObject({ fileName: z.string().max(200), content: z.base64().max(2_000_000) }),
  response: importAnswer,
  refusals: ['not-signed-in', 'file-unreadable', 'holidays-mismatch'],
});

export const townshipSettingsRoutes = { townshipSettings, saveTownshipSettings, importHolidays };
