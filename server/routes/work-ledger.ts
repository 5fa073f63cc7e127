import { err, ok, type Result } from '../../crypto/result.ts';
import { PAPER_FORMATS } from '../contract/papers.ts';
import { meetingLedger, villageLedger } from '../contract/work-ledger.ts';
import type { Mount } from '../http/mount.ts';
import type { WorkLedgers } from '../services/work-ledger.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting } from '../store/meeting.ts';
import { loadVillages } from '../store/villages.ts';
import { contentOf } from './villages.ts';
import { whenPrintable } from './when-printable.ts';

const DONE = { done: true } as const;

type Routes = typeof villageLedger | typeof meetingLedger;
type Named = Result<string, 'not-found' | 'organization-missing' | 'test-run'>;

/** The ledger of a village, by the township's list and by the meeting of the village's own office: one and the same. */
export function mountWorkLedgers(mount: Mount, db: Database, ledgers: WorkLedgers): void {
  const at = (routes: Routes, nameOf: (params: Readonly<Record<string, string>>) => Promise<Named>) => {
    mount(routes.view, async ({ params }) => {
      const named = await nameOf(params);
      return named.ok ? ok(await ledgers.view(named.value)) : named;
    });
    mount(routes.save, async ({ params, body }) => {
      const named = await nameOf(params);
      if (!named.ok) return named;
      const saved = await ledgers.save(named.value, body);
      return saved.ok ? ok(DONE) : saved;
    });
    mount(routes.remove, async ({ params }) => {
      const named = await nameOf(params);
      if (!named.ok) return named;
      await ledgers.remove(named.value, Number(params.step), params.person);
      return ok(DONE);
    });
    mount(routes.importFile, async ({ params, body }) => {
      const named = await nameOf(params);
      return named.ok ? ledgers.importFile(named.value, contentOf(body)) : named;
    });
    for (const format of PAPER_FORMATS)
      mount(routes[format], ({ params }) =>
        whenPrintable(async () => {
          const named = await nameOf(params);
          return named.ok ? ok(await ledgers.file(named.value, format)) : named;
        }),
      );
  };
  at(villageLedger, async ({ village }) => {
    const found = (await loadVillages(db)).find(({ id }) => id === village);
    return found === undefined ? err('not-found') : ok(found.organization);
  });
  at(meetingLedger, async ({ meeting = '' }) => {
    const stored = await loadMeeting(db, meeting);
    if (stored === undefined) return err('not-found');
    // The village's ledger is that of its real election.
    if (stored.testRunOf !== null) return err('test-run');
    const { organization } = stored.draft;
    return organization === '' ? err('organization-missing') : ok(organization);
  });
}
