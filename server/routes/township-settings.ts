import { ok } from '../../crypto/result.ts';
import { importHolidays, saveTownshipSettings, townshipSettings } from '../contract/township-settings.ts';
import type { Mount } from '../http/mount.ts';
import type { TownshipSettingsService } from '../services/township-settings.ts';
import { contentOf } from './villages.ts';

export function mountTownshipSettings(mount: Mount, settings: TownshipSettingsService): void {
  mount(townshipSettings, async () => ok(await settings.load()));
  mount(saveTownshipSettings, async ({ body }) => {
    const saved = await settings.save(body);
    return saved.ok ? ok({ done: true as const }) : saved;
  });
  mount(importHolidays, ({ body }) => settings.importHolidays(contentOf(body)));
}
