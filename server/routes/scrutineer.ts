import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { err, ok } from '../../crypto/result.ts';
import { completeRules } from '../../tally/rules/settings.ts';
import {
  auditCard,
  checkpointProof,
  confirmExchange,
  cosign,
  doubtfulBallots,
  enrol,
  fetchAcceptances,
  fetchMessages,
  fetchProposal,
  scrutineerSignOut,
  scrutineerState,
  sendMessages,
  settleBallot,
  signProposal,
  submitEntry,
  voidCard,
} from '../contract/scrutineer.ts';
import type { Mount } from '../http/mount.ts';
import type { Acceptances } from '../services/acceptances.ts';
import type { CardExchanges } from '../services/card-exchanges.ts';
import type { Cosigning } from '../services/cosigning.ts';
import type { Enrolments } from '../services/enrolment.ts';
import type { KeyCeremony } from '../services/key-ceremony.ts';
import type { LeftOverCards } from '../services/left-over-cards.ts';
import { paperRoundOf } from '../services/paper-rounds.ts';
import type { PaperTellers } from '../services/paper-tellers.ts';
import { personsToPick, pickable } from '../services/people.ts';
import { proposalView } from '../services/proposal-view.ts';
import type { Proposals } from '../services/proposals.ts';
import type { RecordLog } from '../services/record-log.ts';
import type { Rounds } from '../services/rounds.ts';
import type { ScrutineerEntries } from '../services/scrutineer-entries.ts';
import type { ScrutineerStates } from '../services/scrutineer-state.ts';
import { type Sessions, scrutineerPath } from '../services/sessions.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting } from '../store/meeting.ts';

const DONE = { done: true } as const;

export function mountScrutineer(
  mount: Mount,
  services: {
    readonly db: Database;
    readonly log: RecordLog;
    readonly sessions: Sessions;
    readonly states: ScrutineerStates;
    readonly enrolments: Enrolments;
    readonly entries: ScrutineerEntries;
    readonly ceremony: KeyCeremony;
    readonly proposals: Proposals;
    readonly cosigning: Cosigning;
    readonly cards: LeftOverCards;
    readonly acceptances: Acceptances;
    readonly exchanges: CardExchanges;
    readonly rounds: Rounds;
    readonly tellers: PaperTellers;
  },
): void {
  const { db, log, sessions, states, enrolments, entries, ceremony, proposals, cosigning, cards, acceptances } =
    services;
  const { rounds, exchanges, tellers } = services;
  const currentRound = async (meeting: string) => (await loadMeeting(db, meeting))?.currentRound ?? 1;

  mount(scrutineerState, async ({ caller }) => {
    const { meeting, index } = caller.scrutineer;
    await rounds.goOn(meeting);
    return states.state(meeting, index);
  });

  mount(scrutineerSignOut, async ({ caller, sessionSecret, setCookie }) => {
    const { meeting, index } = caller.scrutineer;
    setCookie(await sessions.end('scrutineer', sessionSecret, scrutineerPath(meeting, index)));
    return ok(DONE);
  });

  mount(enrol, async ({ caller, body }) => {
    const enrolled = await enrolments.enrol(caller.scrutineer.meeting, caller.scrutineer.index, body);
    return enrolled.ok ? ok(DONE) : enrolled;
  });

  mount(submitEntry, async ({ caller, body }) => {
    const { meeting, index } = caller.scrutineer;
    const submitted = await entries.submit(meeting, index, body.entry);
    if (submitted.ok) await rounds.goOn(meeting);
    return submitted;
  });

  mount(sendMessages, async ({ caller, body }) => {
    const { meeting, index } = caller.scrutineer;
    const sent = await ceremony.send(meeting, index, body.ceremony, body.messages);
    return sent.ok ? ok(DONE) : sent;
  });

  mount(fetchMessages, async ({ caller }) => {
    const messages = await ceremony.fetch(caller.scrutineer.meeting, caller.scrutineer.index);
    return ok({
      messages: messages.map(({ sender, ceremony: of, ciphertext }) => ({
        from: sender,
        ceremony: of,
        content: ciphertext,
      })),
    });
  });

  mount(fetchProposal, async ({ caller, params }) => {
    const { meeting } = caller.scrutineer;
    const proposal = await proposals.find(meeting, params.proposal);
    if (proposal === undefined) return err('proposal-unknown');
    return ok({ proposal: proposalView(proposal, await log.state(meeting)), entry: { ...proposal.entry } });
  });

  mount(signProposal, async ({ caller, body }) => {
    const { meeting, index } = caller.scrutineer;
    const signed = await proposals.sign(meeting, index, body);
    return signed.ok ? ok({ complete: signed.value.complete }) : signed;
  });

  mount(cosign, async ({ caller, body }) => {
    const { meeting, index } = caller.scrutineer;
    const cosigned = await cosigning.cosign(meeting, index, body);
    if (!cosigned.ok) return cosigned;
    await rounds.goOn(meeting);
    return ok(DONE);
  });

  mount(checkpointProof, async ({ caller, params }) => {
    const size = /^\d{1,9}$/.test(params.size) ? Number(params.size) : -1;
    const found = await cosigning.proofFrom(caller.scrutineer.meeting, size);
    if (!found.ok) return found;
    const { note, size: to, root, proof } = found.value;
    return ok({ note, size: to, root: encodeBase64url(root), proof: proof.map((hash) => encodeBase64url(hash)) });
  });

  mount(voidCard, async ({ caller, body }) => {
    const { meeting, index } = caller.scrutineer;
    const voided = await cards.void(meeting, body);
    if (!voided.ok) return voided;
    const state = await states.state(meeting, index);
    if (!state.ok) return state;
    if (state.value.round === null) return err('wrong-phase');
    return ok({ box: state.value.round.box });
  });

  mount(confirmExchange, async ({ caller, body }) => {
    const confirmed = await exchanges.confirm(caller.scrutineer.meeting, body.kind);
    return confirmed.ok ? ok({ exchanges: confirmed.value }) : confirmed;
  });

  mount(auditCard, async ({ caller, body }) => {
    const { meeting } = caller.scrutineer;
    if ((await loadMeeting(db, meeting))?.phase !== 'cards') return err('wrong-phase');
    return ok(await cards.audit(meeting, await currentRound(meeting), body.T));
  });

  mount(doubtfulBallots, async ({ caller }) => {
    const { meeting, index } = caller.scrutineer;
    // Only the chief scrutineer has the papers; the others sign what follows.
    if (index !== 1) return err('wrong-phase');
    const state = await log.state(meeting);
    const paper = paperRoundOf(state.rounds.get(await currentRound(meeting)));
    if (paper === undefined) return err('wrong-phase');
    const people = paper.entry.contests.flatMap(personsToPick);
    return ok({
      ballots: structuredClone(await tellers.doubtful(meeting)) as never,
      rules: paper.entry.contests.map(() => completeRules(paper.entry.rules).paper),
      people: people.map(pickable),
    });
  });

  mount(settleBallot, async ({ caller, body }) => {
    const { meeting, index } = caller.scrutineer;
    if (index !== 1) return err('wrong-phase');
    const settled = await tellers.settle(meeting, body);
    return settled.ok ? ok(DONE) : settled;
  });

  mount(fetchAcceptances, async ({ caller }) => {
    const { meeting } = caller.scrutineer;
    return ok({ acceptances: [...(await acceptances.ofRound(meeting, await currentRound(meeting)))] });
  });
}
