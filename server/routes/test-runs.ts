import { err, ok, type Result } from '../../crypto/result.ts';
import { addressOf } from '../contract/route.ts';
import { startTestRun, wipedTestRuns, wipeTestRun, wipingProofFile } from '../contract/test-runs.ts';
import type { Mount } from '../http/mount.ts';
import type { Accounts } from '../services/accounts.ts';
import type { TestRuns } from '../services/test-runs.ts';
import { whenPrintable } from './when-printable.ts';

type Wiped = Result<{ readonly proof: string }, 'second-official-needed' | 'no-test-run' | 'not-found'>;

const proofOf = (meeting: string): string => addressOf(wipingProofFile, { meeting });

export function mountTestRuns(
  mount: Mount,
  { accounts, testRuns }: { readonly accounts: Accounts; readonly testRuns: TestRuns },
): void {
  mount(startTestRun, async ({ params }) => {
    const started = await testRuns.start(params.meeting);
    return started.ok ? ok({ id: started.value }) : started;
  });
  mount(wipeTestRun, ({ params, body, caller }) =>
    whenPrintable(async (): Promise<Wiped> => {
      if (!(await accounts.isSecondOfficial(caller.official, 'organizer', body.secondOfficial)))
        return err('second-official-needed');
      const officials = [caller.official.name, body.secondOfficial.name.normalize('NFC')] as const;
      const wiped = await testRuns.wipe(params.meeting, officials);
      return wiped.ok ? ok({ proof: proofOf(params.meeting) }) : wiped;
    }),
  );
  mount(wipedTestRuns, async () =>
    ok({ wiped: (await testRuns.wiped()).map(({ id, title, day }) => ({ id, title, day, proof: proofOf(id) })) }),
  );
  mount(wipingProofFile, async ({ params }) => {
    const bytes = await testRuns.proof(params.meeting);
    return bytes === undefined ? err('not-found') : ok({ bytes, fileName: `清零证明-${params.meeting}.pdf` });
  });
}
