import { err, ok } from '../../crypto/result.ts';
import {
  installation,
  pair,
  scrutineerChallenge,
  scrutineerRestore,
  setUp,
  signIn,
  sourceFile,
  specificationFile,
} from '../contract/public.ts';
import type { Mount } from '../http/mount.ts';
import type { Accounts } from '../services/accounts.ts';
import type { MeetingDrafts } from '../services/meeting-drafts.ts';
import { meetingSummary } from '../services/meeting-summary.ts';
import type { Pairing } from '../services/pairing.ts';
import type { ScrutineerSessions } from '../services/scrutineer-sessions.ts';
import type { Sessions } from '../services/sessions.ts';
import { type SourceFiles, SPECIFICATIONS, type SpecificationName } from '../services/source-files.ts';
import type { Database } from '../store/database.ts';
import { loadMeetings } from '../store/meeting.ts';

/** Paths where codes and passwords could be guessed. */
export const GUESSABLE_PATHS = [setUp.path, signIn.path, pair.path, scrutineerRestore.path] as const;

/** Paths whose answers the server keeps in memory for a while. */
export const REMEMBERED_PATHS = [scrutineerChallenge.path] as const;

/** What a browser without a session may do: look, set up, sign in, pair. */
export function mountPublic(
  mount: Mount,
  services: {
    readonly db: Database;
    readonly version: string;
    readonly accounts: Accounts;
    readonly sessions: Sessions;
    readonly pairing: Pairing;
    readonly scrutineerSessions: ScrutineerSessions;
    readonly drafts: MeetingDrafts;
    readonly source: SourceFiles;
  },
): void {
  const { db, version, accounts, sessions, pairing, scrutineerSessions, drafts, source } = services;

  mount(installation, async () => {
    const meetings = await loadMeetings(db);
    return ok({
      version,
      setUp: await accounts.isSetUp(),
      meetings: meetings.filter(({ phase }) => phase !== 'draft').map(meetingSummary),
    });
  });

  mount(sourceFile, async () => ok({ bytes: await source.archive(), fileName: `changpiao-${version}.zip` }));

  mount(specificationFile, async ({ params: { part } }) => {
    if (!Object.hasOwn(SPECIFICATIONS, part)) return err('not-found');
    return ok({ bytes: await source.specification(part as SpecificationName), fileName: `${part}-specification.md` });
  });

  mount(setUp, async ({ body, setCookie }) => {
    const done = await accounts.setUp(body.code, body);
    if (!done.ok) return done;
    const begin = {
      sample: drafts.createSample,
      'sample-recommendation': drafts.createSampleRecommendation,
      'sample-appraisal': drafts.createSampleAppraisal,
      empty: async () => null,
    } as const;
    const meeting = await begin[body.start]();
    setCookie(await sessions.begin({ audience: 'organizer', official: done.value }));
    return ok({ meeting });
  });

  mount(signIn, async ({ body, setCookie }) => {
    const signed = await accounts.signIn(body.role, body);
    if (!signed.ok) return signed;
    const { id, role, name } = signed.value;
    setCookie(await sessions.begin({ audience: role, official: id }));
    return ok({ role, name });
  });

  mount(pair, async ({ body, setCookie }) => {
    const paired = await pairing.redeem(body.code);
    if (!paired.ok) return paired;
    if (paired.value.kind === 'machine') {
      const { id, role, meeting, name } = paired.value.machine;
      setCookie(await sessions.begin({ audience: role, machine: id, meeting }));
      return ok({ role, meeting, name });
    }
    const { meeting, index, name } = paired.value.scrutineer;
    setCookie(await sessions.begin({ audience: 'scrutineer', meeting, scrutineer: index }));
    return ok({ role: 'scrutineer' as const, meeting, index, name });
  });

  // The same answer whether the scrutineer exists or not.
  mount(scrutineerChallenge, async ({ body }) => ok({ nonce: scrutineerSessions.challenge(body.meeting, body.index) }));

  mount(scrutineerRestore, async ({ body, setCookie }) => {
    const restored = await scrutineerSessions.restore(body);
    if (!restored.ok) return err(restored.error);
    const { meeting, index, name } = restored.value;
    setCookie(await sessions.begin({ audience: 'scrutineer', meeting, scrutineer: index }));
    return ok({ meeting, index, name });
  });
}
