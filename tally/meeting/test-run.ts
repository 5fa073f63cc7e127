/** 演练: a meeting that is only tried (specification §3.9). Whatever shows or prints it says so, in these words. */
import type { Text } from '../text/text.ts';

/** How the title of every test run begins, so that whatever shows or signs a title says it too. */
export const TEST_RUN_TITLE = '【演练】';

export const isTestRunTitle = (title: string): boolean => title.startsWith(TEST_RUN_TITLE);

/** The title under which a test run is held, however the organizer has changed it. */
export const testRunTitle = (title: string): string => (isTestRunTitle(title) ? title : TEST_RUN_TITLE + title);

/** On every screen of a test run. */
export const TEST_RUN_STRIPE: Text = { zh: '演练 · 样票', en: 'Test run · sample' };
