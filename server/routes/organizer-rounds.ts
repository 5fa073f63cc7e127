import { err, ok } from '../../crypto/result.ts';
import {
  closeRound,
  openRound,
  paperRound,
  publishRound,
  reportRound,
  sealRound,
  stopRound,
  withdrawProposal,
} from '../contract/organizer.ts';
import type { Text } from '../contract/text.ts';
import type { Mount } from '../http/mount.ts';
import type { Accounts } from '../services/accounts.ts';
import type { KioskHealths } from '../services/kiosk-health.ts';
import { loadPlan } from '../services/plan.ts';
import { machineKey, type Presence } from '../services/presence.ts';
import type { Printing } from '../services/printing.ts';
import type { Proposals } from '../services/proposals.ts';
import type { Publishing } from '../services/publishing.ts';
import type { Rounds } from '../services/rounds.ts';
import { loadMachines, loadPairedMachines } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';

const DONE = { done: true } as const;
const BOX_SHEET = { kind: 'paper', paper: 'empty-box' } as const;

/** The organizer's steps of a round, from its sealing to the report. */
export function mountOrganizerRounds(
  mount: Mount,
  services: {
    readonly db: Database;
    readonly accounts: Accounts;
    readonly rounds: Rounds;
    readonly proposals: Proposals;
    readonly publishing: Publishing;
    readonly health: KioskHealths;
    readonly presence: Presence;
    readonly printing: Pick<Printing, 'printPaper'>;
    readonly onError: (error: unknown) => void;
    readonly now: () => Date;
  },
): void {
  const { db, accounts, rounds, proposals, publishing, health, presence, printing, onError, now } = services;

  /** Only the round that is prepared or running can be steered. */
  const currentPlan = async (params: { readonly meeting: string; readonly round: string }) => {
    const plan = await loadPlan(db, params.meeting);
    return plan === undefined || String(plan.meeting.currentRound) !== params.round ? undefined : plan;
  };

  /** What a kiosk that is connected shows instead of the empty box of this round (UX 6.28). */
  function notEmptyAt(kiosk: string, name: string, round: number): Text | undefined {
    if (!presence.isOnline(machineKey(kiosk))) return undefined;
    const box = health.of(kiosk)?.box ?? null;
    if (box?.round !== round) return { zh: `${name}：没有显示票箱`, en: `${name}: shows no box` };
    if (box.ballots === 0) return undefined;
    return { zh: `${name}：显示 ${box.ballots} 张`, en: `${name}: shows ${box.ballots}` };
  }

  mount(sealRound, async ({ params }) => {
    const plan = await currentPlan(params);
    if (plan === undefined) return err('round-unknown');
    return rounds.proposeRound(plan.meeting.id, plan.meeting.currentRound);
  });

  mount(openRound, async ({ params, body }) => {
    const plan = await currentPlan(params);
    if (plan === undefined) return err('round-unknown');
    const { id, currentRound, deskOpen } = plan.meeting;
    if (deskOpen) return err('desk-open');
    const kiosks = (await loadMachines(db, id)).filter(({ role }) => role === 'kiosk');
    if (!kiosks.some(({ micrometresPerPixel }) => micrometresPerPixel !== null)) return err('kiosk-not-ready');
    const paired = await loadPairedMachines(db, id, now());
    if (kiosks.some((kiosk) => paired.has(kiosk.id) && kiosk.micrometresPerPixel === null))
      return err('kiosk-uncalibrated');
    const detail = kiosks.flatMap(({ id: kiosk, name }) => notEmptyAt(kiosk, name, currentRound) ?? []);
    if (detail.length > 0) return err({ code: 'kiosk-shows-no-zero' as const, detail });
    const proposed = await rounds.proposeOpen(id, currentRound, body);
    // The sheet to be signed (UX 6.28), where a printer of papers was chosen; everywhere else it is taken from the papers.
    if (proposed.ok) void printing.printPaper(id, BOX_SHEET, 1).catch(onError);
    return proposed;
  });

  mount(stopRound, async ({ params, body, caller }) => {
    const plan = await currentPlan(params);
    if (plan === undefined) return err('round-unknown');
    // Who sits at the desk knows whether everybody has voted; another organizer will do as well.
    if (!(await accounts.isSecondOfficial(caller.official, 'desk', body.secondOfficial)))
      return err('second-official-needed');
    const stopped = await rounds.stop(plan.meeting.id, plan.meeting.currentRound);
    return stopped.ok ? ok(DONE) : stopped;
  });

  mount(closeRound, async ({ params, body }) => {
    const plan = await currentPlan(params);
    if (plan === undefined) return err('round-unknown');
    const proposed = await rounds.proposeClose(plan.meeting.id, plan.meeting.currentRound, body.handCounts);
    if (proposed.ok) return proposed;
    if (typeof proposed.error === 'string') return err(proposed.error);
    const failing = proposed.error.conditions.filter(({ holds }) => !holds);
    return err({
      code: proposed.error.code,
      detail: failing.map(({ letter, explanation }) => ({
        zh: `(${letter}) ${explanation.zh}`,
        en: `(${letter}) ${explanation.en}`,
      })),
    });
  });

  mount(paperRound, async ({ params, body, caller }) => {
    const plan = await currentPlan(params);
    if (plan === undefined) return err('round-unknown');
    if (!(await accounts.isSecondOfficial(caller.official, 'organizer', body.secondOfficial)))
      return err('second-official-needed');
    const changed = await rounds.toPaper(plan.meeting.id, plan.meeting.currentRound, body.reason);
    return changed.ok ? ok(DONE) : changed;
  });

  mount(withdrawProposal, async ({ params }) => {
    const withdrawn = await proposals.withdraw(params.meeting, params.proposal);
    return withdrawn.ok ? ok(DONE) : withdrawn;
  });

  mount(publishRound, async ({ params }) => {
    const plan = await currentPlan(params);
    if (plan === undefined) return err('round-unknown');
    const published = await publishing.publish(plan.meeting.id, plan.meeting.currentRound);
    return published.ok ? ok(DONE) : published;
  });

  mount(reportRound, async ({ params }) => {
    const plan = await currentPlan(params);
    if (plan === undefined) return err('round-unknown');
    const reported = await publishing.report(plan.meeting.id, plan.meeting.currentRound);
    return reported.ok ? ok(DONE) : reported;
  });
}
