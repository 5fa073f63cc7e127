import { err, ok } from '../../crypto/result.ts';
import { rosterTemplate } from '../../tally/meeting/roster-columns.ts';
import {
  addMachine,
  addOfficial,
  closeCheckIn,
  confirmCandidates,
  createMeeting,
  deleteMeeting,
  deriveMeeting,
  importRoll,
  officials,
  openCheckIn,
  organizerMeeting,
  organizerMeetings,
  organizerSession,
  organizerSignOut,
  pauseRound,
  putMotion,
  recordDecision,
  removeMachine,
  removeOfficial,
  renewMachineCode,
  resumeRound,
  rollTemplateFile,
  saveCandidates,
  saveDraft,
  saveMember,
  savePosts,
  saveScrutineers,
  saveSlips,
  saveStrokes,
  saveWitnesses,
  scrutineerCode,
  sealMeeting,
} from '../contract/organizer.ts';
import type { Mount } from '../http/mount.ts';
import type { Acceptances } from '../services/acceptances.ts';
import type { Accounts } from '../services/accounts.ts';
import type { Assembly } from '../services/assembly.ts';
import type { CheckIn } from '../services/check-in.ts';
import type { Derivation } from '../services/derivation.ts';
import type { MeetingDrafts } from '../services/meeting-drafts.ts';
import { meetingSummary } from '../services/meeting-summary.ts';
import type { OrganizerState } from '../services/organizer-state.ts';
import type { Pairing } from '../services/pairing.ts';
import type { Sealing } from '../services/sealing.ts';
import type { Sessions } from '../services/sessions.ts';
import type { VotingPause } from '../services/voting-pause.ts';
import type { Witnesses } from '../services/witnesses.ts';
import { deleteMachine, insertMachine, loadMachines, setSlips } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting, loadMeetings, type StoredMeeting } from '../store/meeting.ts';
import { loadScrutineers } from '../store/roll.ts';

/** Preparation, machines, the desk's opening hours and the steps between meetings. Rounds are in organizer-rounds.ts. */
export function mountOrganizer(
  mount: Mount,
  services: {
    readonly db: Database;
    readonly accounts: Accounts;
    readonly sessions: Sessions;
    readonly pairing: Pairing;
    readonly drafts: MeetingDrafts;
    readonly state: OrganizerState;
    readonly witnesses: Witnesses;
    readonly sealing: Sealing;
    readonly checkIn: CheckIn;
    readonly votingPause: VotingPause;
    readonly derivation: Derivation;
    readonly assembly: Assembly;
    readonly acceptances: Acceptances;
  },
): void {
  const { db, accounts, sessions, pairing, drafts, state, witnesses, sealing, checkIn } = services;
  const { votingPause, derivation, assembly, acceptances } = services;
  const done = <E>(
    result: { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: E },
  ) => (result.ok ? ok({ done: true as const }) : result);

  const created = ({ start, kind }: { readonly start: 'empty' | 'sample'; readonly kind: StoredMeeting['kind'] }) => {
    if (start === 'empty') return drafts.createEmpty(kind);
    if (kind === 'recommendation') return drafts.createSampleRecommendation();
    return kind === 'appraisal' ? drafts.createSampleAppraisal() : drafts.createSample();
  };

  mount(organizerSession, async ({ caller }) => ok({ name: caller.official.name }));
  mount(organizerSignOut, async ({ setCookie, sessionSecret }) => {
    setCookie(await sessions.end('organizer', sessionSecret));
    return ok({ done: true as const });
  });

  mount(officials, async () =>
    ok({ officials: (await accounts.list()).map(({ id, name, role }) => ({ id, name, role })) }),
  );
  mount(addOfficial, async ({ body }) => {
    const added = await accounts.add(body.role, body);
    return added.ok ? ok({ id: added.value }) : added;
  });
  mount(removeOfficial, async ({ params }) => done(await accounts.remove(params.official)));

  mount(organizerMeetings, async () => ok({ meetings: (await loadMeetings(db)).map(meetingSummary) }));
  mount(createMeeting, async ({ body }) => ok({ id: await created(body) }));
  mount(deleteMeeting, async ({ params }) => done(await drafts.remove(params.meeting)));
  mount(organizerMeeting, async ({ params }) => state.meeting(params.meeting));
  mount(saveDraft, async ({ params, body }) => done(await drafts.saveDraft(params.meeting, body)));

  mount(rollTemplateFile, async () =>
    ok({ bytes: new TextEncoder().encode(rosterTemplate()), fileName: '党员名册模板.csv' }),
  );
  mount(importRoll, async ({ params, body }) =>
    drafts.importRoll(params.meeting, {
      fileName: body.fileName,
      content: new Uint8Array(Buffer.from(body.content, 'base64')),
    }),
  );
  mount(saveMember, async ({ params, body }) => done(await drafts.saveMember(params.meeting, params.member, body)));
  mount(savePosts, async ({ params, body }) => done(await drafts.savePosts(params.meeting, body.posts)));
  mount(saveCandidates, async ({ params, body }) =>
    done(await drafts.saveCandidates(params.meeting, body.post, body.members)),
  );
  mount(saveStrokes, async ({ params, body }) => done(await drafts.saveStrokes(params.meeting, body)));
  mount(confirmCandidates, async ({ params, body }) => done(await drafts.confirmOrder(params.meeting, body)));
  mount(saveScrutineers, async ({ params, body }) => done(await drafts.saveScrutineers(params.meeting, body)));

  mount(saveWitnesses, async ({ params, body }) => done(await witnesses.save(params.meeting, body.witnesses)));

  mount(scrutineerCode, async ({ params }) => {
    const index = Number(params.index);
    const scrutineer = (await loadScrutineers(db, params.meeting)).find((row) => row.index === index);
    if (scrutineer === undefined) return err('recipient-unknown');
    return ok(await pairing.codeForScrutineer(params.meeting, index));
  });
  mount(addMachine, async ({ params, body }) => {
    if ((await loadMeeting(db, params.meeting)) === undefined) return err('not-found');
    const id = await insertMachine(db, { meeting: params.meeting, role: body.role, name: body.name.normalize('NFC') });
    return ok({ id, ...(await pairing.codeForMachine(params.meeting, id)) });
  });
  mount(renewMachineCode, async ({ params }) => {
    const machine = (await loadMachines(db, params.meeting)).find(({ id }) => id === params.machine);
    return machine === undefined ? err('not-found') : ok(await pairing.codeForMachine(params.meeting, machine.id));
  });
  mount(removeMachine, async ({ params }) => {
    const machine = (await loadMachines(db, params.meeting)).find(({ id }) => id === params.machine);
    if (machine === undefined) return err('not-found');
    // What it holds can be proof of misconduct: it does not disappear before it was handed over.
    if ((await acceptances.awaitedKiosks(params.meeting)).some(({ id }) => id === machine.id))
      return err('kiosk-holds-acceptances');
    await deleteMachine(db, params.meeting, machine.id);
    return ok({ done: true as const });
  });

  mount(saveSlips, async ({ params, body }) => {
    const machine = (await loadMachines(db, params.meeting)).find(({ id }) => id === params.machine);
    if (machine === undefined) return err('not-found');
    await setSlips(db, machine.id, body.slips);
    return ok({ done: true as const });
  });

  mount(sealMeeting, async ({ params }) => done(await sealing.seal(params.meeting)));
  mount(openCheckIn, async ({ params }) => done(await checkIn.open(params.meeting)));
  mount(closeCheckIn, async ({ params }) => done(await checkIn.close(params.meeting)));
  mount(pauseRound, async ({ params, body }) => done(await votingPause.pause(params.meeting, body.reason)));
  mount(resumeRound, async ({ params }) => done(await votingPause.resume(params.meeting)));
  mount(deriveMeeting, async ({ params, body }) => derivation.derive(params.meeting, body.kind));
  mount(putMotion, async ({ params, body }) => assembly.putMotion(params.meeting, body));
  mount(recordDecision, async ({ params, body }) => assembly.recordDecision(params.meeting, body));
}
