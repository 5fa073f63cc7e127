import { cardStationRoutes } from './card-station.ts';
import { correspondenceRoutes } from './correspondence.ts';
import { deskRoutes } from './desk.ts';
import { kioskRoutes } from './kiosk.ts';
import { networkRoutes } from './network.ts';
import { organizerRoutes } from './organizer.ts';
import { paperRoundRoutes } from './paper-rounds.ts';
import { paperRoutes } from './papers.ts';
import { printingRoutes } from './printing.ts';
import { publicRoutes } from './public.ts';
import type { Route } from './route.ts';
import { screenRoutes } from './screen.ts';
import { scrutineerRoutes } from './scrutineer.ts';
import { tellerRoutes } from './teller.ts';
import { testRunRoutes } from './test-runs.ts';
import { townshipRoutes } from './township.ts';
import { townshipPaperRoutes } from './township-papers.ts';
import { townshipSettingsRoutes } from './township-settings.ts';
import { villageRoutes } from './villages.ts';
import { voiceRoutes } from './voices.ts';
import { workLedgerRoutes } from './work-ledger.ts';

/** Every route of the server, by audience. Each has exactly one handler. */
export const ROUTES: Readonly<Record<string, Route>> = {
  ...publicRoutes,
  ...networkRoutes,
  ...organizerRoutes,
  ...testRunRoutes,
  ...paperRoutes,
  ...printingRoutes,
  ...deskRoutes,
  ...cardStationRoutes,
  ...kioskRoutes,
  ...scrutineerRoutes,
  ...screenRoutes,
  ...tellerRoutes,
  ...paperRoundRoutes,
  ...townshipRoutes,
  ...townshipPaperRoutes,
  ...townshipSettingsRoutes,
  ...villageRoutes,
  ...correspondenceRoutes,
  ...workLedgerRoutes,
  ...voiceRoutes,
};
