/**
 * A scrutineer's device without a screen: the same steps of tally/roles as the page, driven over HTTP. What a person does
 * at the device are the methods; everything else happens in `follow`.
 */
import { newConfidentialKey } from '../../crypto/confidential.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import type { VoidAction } from '../../tally/record/ballot-entries.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { entriesOf, type RecordFile, readRecord } from '../../tally/record/reader.ts';
import { isFork } from '../../tally/roles/log-following.ts';
import { attest } from '../../tally/roles/scrutineer/attestation.ts';
import { cosignHead, forkSeen, stopAtFork } from '../../tally/roles/scrutineer/cosigning.ts';
import { newScrutineer, signEnrolment } from '../../tally/roles/scrutineer/enrolment.ts';
import {
  beginCeremony,
  type CeremonyTurn,
  confirmDigits,
  nextCeremonyStep,
  sharesSent,
} from '../../tally/roles/scrutineer/key-ceremony.ts';
import { readKeyFile, writeKeyFile } from '../../tally/roles/scrutineer/key-file.ts';
import { proveCounts } from '../../tally/roles/scrutineer/paper-proof.ts';
import { type ProposedEntry, signProposal as signProposed } from '../../tally/roles/scrutineer/proposals.ts';
import { nextRehearsalStep } from '../../tally/roles/scrutineer/rehearsal.ts';
import { examineForRelease, release } from '../../tally/roles/scrutineer/release.ts';
import { publicKeysOf, type ScrutineerState } from '../../tally/roles/scrutineer/state.ts';
import { readCard, voidCard } from '../../tally/roles/scrutineer/voids.ts';
import type { BallotVerifier } from '../../tally/verify/ballot-batch.ts';
import { rememberBallots } from '../../tally/verify/ballot-memory.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { pair, recordFile } from '../contract/public.ts';
import * as routes from '../contract/scrutineer.ts';
import { openSession, type Session } from './session.ts';

export type ScrutineerDevice = {
  readonly name: string;
  readonly index: number;
  readonly session: Session;
  /** What the key file holds now. */
  readonly state: () => ScrutineerState;
  /** Everything the machine does by itself; true when something changed. */
  readonly follow: () => Promise<boolean>;
  /** Makes the keys of the running ceremony. */
  readonly begin: () => Promise<void>;
  /** The twenty digits on this screen, when it is time to compare them. */
  readonly digits: () => string | undefined;
  /** The person has heard the same digits from every colleague. */
  readonly confirm: () => void;
  readonly hasRehearsed: () => boolean;
  /** Scans an opened card before the box is sealed. */
  readonly auditCard: (text: string) => Promise<void>;
  /** Checks every waiting proposal against the record and signs it. */
  readonly signProposals: () => Promise<number>;
  readonly voidCard: (text: string, action: VoidAction) => Promise<void>;
  /** `onScreens`: the acceptances that the kiosks show, added up. */
  readonly decrypt: (onScreens: number) => Promise<void>;
  readonly attest: () => Promise<void>;
};

export async function enrolDevice(options: {
  readonly base: string;
  readonly code: string;
  readonly random: RandomBytes;
  readonly ballotVerifier: BallotVerifier;
}): Promise<ScrutineerDevice> {
  const { base, code, random } = options;
  // As the page does, each device for itself.
  const ballotVerifier = rememberBallots(options.ballotVerifier);
  const session = openSession(base);
  const paired = await session.call(pair, { body: { code } });
  if (paired.role !== 'scrutineer') throw new Error('rehearsal: this code is not for a scrutineer');
  const { meeting, index, name } = paired;
  const params = { meeting, index: String(index) };
  let state: ScrutineerState = newScrutineer({ meeting, index, name }, random, await newConfidentialKey());
  let shown: { readonly ceremony: string; readonly digits: readonly string[] } | undefined;
  let rehearsed = false;
  /** T of the cards this device scanned in the audit, by round. */
  const audited = new Map<number, readonly string[]>();

  await session.call(routes.enrol, { params, body: { ...publicKeysOf(state), proof: signEnrolment(state) } });

  /** Through the key file and back, as after a reload: nothing lives in memory that the file does not hold. */
  const keep = (next: ScrutineerState): void => {
    const read = readKeyFile(writeKeyFile(next));
    if (!read.ok) throw new Error('rehearsal: the key file does not read back');
    state = read.value;
  };

  const readNow = async (): Promise<{ readonly bytes: Uint8Array; readonly file: RecordFile } | undefined> => {
    const answer = await session.ask(recordFile, { params: { meeting } });
    return answer.ok ? { bytes: answer.value, file: readRecord(answer.value) } : undefined;
  };

  const record = async () => {
    const read = await readNow();
    const declared = read === undefined ? undefined : entriesOf(read.file, 'meeting')[0];
    if (read === undefined || declared === undefined) throw new Error('rehearsal: there is no record yet');
    return { ...read, meeting: declared.entry satisfies MeetingEntry, meetingHash: declared.hash };
  };

  const submit = (entry: object) =>
    session.call(routes.submitEntry, { params, body: { entry: entry as { type: string } } });

  async function cosignLatest(): Promise<boolean> {
    const { meeting: declared } = await record();
    const offered = await session.call(routes.checkpointProof, {
      params: { ...params, size: String(state.cosigned?.size ?? 0) },
    });
    const cosigned = cosignHead(state, declared, offered, Math.floor(Date.now() / 1000));
    if (!cosigned.ok) {
      const fork = forkSeen(state, declared, { note: offered.note, record: (await record()).file });
      if (isFork(cosigned.error) && typeof fork === 'string') return false;
      if (isFork(cosigned.error) && fork !== null && typeof fork !== 'string') keep(stopAtFork(state, fork));
      throw new Error(`rehearsal: ${name} does not cosign: ${cosigned.error}`);
    }
    keep(cosigned.value.state);
    const { head, note } = cosigned.value;
    await session.call(routes.cosign, { params, body: { ...head, note } });
    return true;
  }

  async function carryOut({ state: next, step }: CeremonyTurn): Promise<boolean> {
    keep(next);
    switch (step.kind) {
      case 'publish':
        await submit(step.entry);
        return true;
      case 'send': {
        const messages = step.letters.map(({ to, content }) => ({ to, content: encodeBase64url(content) }));
        await session.call(routes.sendMessages, { params, body: { ceremony: step.ceremony, messages } });
        keep(sharesSent(state, step.ceremony));
        return true;
      }
      case 'complete':
        return rehearse();
      case 'compare':
        shown = step;
        return false;
      case 'lost':
        throw new Error(`rehearsal: ${name} lost the ceremony: ${step.reason}`);
      default:
        return false;
    }
  }

  async function rehearse(): Promise<boolean> {
    const { file } = await record();
    const { state: next, step } = nextRehearsalStep(state, file, random);
    keep(next);
    if (step.kind === 'publish') {
      await submit(step.entry);
      return true;
    }
    if (step.kind === 'abort') throw new Error(`rehearsal: ${name} aborts the ceremony`);
    rehearsed = step.kind === 'rehearsed';
    return false;
  }

  async function ceremonyTurn(): Promise<boolean> {
    const { file } = await record();
    const { messages } = await session.call(routes.fetchMessages, { params });
    const letters = messages.map(({ from, ceremony, content }) => ({
      from,
      ceremony,
      content: decodeBase64url(content),
    }));
    return carryOut(await nextCeremonyStep(state, { record: file, letters }));
  }

  return {
    name,
    index,
    session,
    state: () => state,
    follow: async () => {
      const view = await session.call(routes.scrutineerState, { params });
      if (view.head !== null && !view.head.cosignedByMe) return cosignLatest();
      if (view.meeting.phase === 'ceremony' || (view.meeting.phase === 'cards' && !rehearsed)) return ceremonyTurn();
      return false;
    },
    begin: async () => keep(beginCeremony(state, (await record()).file, random)),
    digits: () => shown?.digits.join(' '),
    confirm: () => {
      if (shown !== undefined) keep(confirmDigits(state, shown.ceremony));
    },
    hasRehearsed: () => rehearsed,

    auditCard: async (text) => {
      const view = await session.call(routes.scrutineerState, { params });
      const { meetingHash } = await record();
      const round = view.round?.round ?? 0;
      const card = readCard({ meetingHash, round, text, testRun: view.meeting.testRun });
      if (!card.ok) throw new Error(`rehearsal: an audited card does not read: ${card.error}`);
      const { listed } = await session.call(routes.auditCard, { params, body: { T: card.value.T } });
      if (!listed) throw new Error('rehearsal: an audited card is not on the list');
      audited.set(round, [...(audited.get(round) ?? []), card.value.T]);
    },

    signProposals: async () => {
      const view = await session.call(routes.scrutineerState, { params });
      const waiting = view.proposals.filter(({ signedByMe, complete }) => !signedByMe && !complete);
      for (const { id } of waiting) {
        const { entry } = await session.call(routes.fetchProposal, { params: { ...params, proposal: id } });
        const { file } = await record();
        const signed = signProposed(entry as unknown as ProposedEntry, {
          state,
          record: file,
          auditedTokens: audited.get(view.round?.round ?? 0) ?? [],
        });
        if (!signed.ok) throw new Error(`rehearsal: ${name} refuses to sign ${entry.type}: ${signed.error.join()}`);
        await session.call(routes.signProposal, {
          params,
          body: { proposal: id, signature: signed.value.signature },
        });
      }
      return waiting.length;
    },

    voidCard: async (text, action) => {
      const view = await session.call(routes.scrutineerState, { params });
      const { file, meetingHash } = await record();
      const round = view.round?.round ?? 0;
      const ctx = decodeBase64url(view.round?.ctx ?? '', 32);
      const tokens = entriesOf(file, 'tokens').find(({ entry }) => entry.round === round)?.entry.tokens ?? [];
      const entry = voidCard(
        { meetingHash, round, text, testRun: view.meeting.testRun },
        { ctx, tokens: new Set(tokens) },
        action,
        random,
      );
      if (!entry.ok) throw new Error(`rehearsal: a left-over card cannot be voided: ${entry.error}`);
      const { T, R, s } = entry.value;
      await session.call(routes.voidCard, { params, body: { T, action, R, s } });
    },

    decrypt: async (onScreens) => {
      const view = await session.call(routes.scrutineerState, { params });
      const { bytes } = await record();
      const { acceptances } = await session.call(routes.fetchAcceptances, { params });
      const examination = await examineForRelease({
        file: bytes,
        ctx: view.round?.ctx ?? '',
        acceptances,
        onScreens,
        random,
        ballotVerifier,
      });
      const released = release(state, examination, random);
      if (!released.ok) {
        const findings = examination.verification.findings.map(({ check, code: what }) => `${check}/${what}`);
        throw new Error(`rehearsal: ${name} releases nothing: ${released.error.join()} ${findings.join()}`);
      }
      keep(released.value.state);
      await submit(released.value.entry);
    },

    attest: async () => {
      const view = await session.call(routes.scrutineerState, { params });
      const { bytes, file } = await record();
      const verification = await verifyRecord(bytes, { random, ballotVerifier });
      const ctx = view.round?.ctx ?? '';
      const proof = proveCounts(state, file, verification, ctx, random);
      if (!proof.ok) throw new Error(`rehearsal: ${name} does not prove the counts: ${proof.error.join()}`);
      const entry = attest(state, file, verification, ctx);
      if (!entry.ok) throw new Error(`rehearsal: ${name} does not attest: ${entry.error.join()}`);
      // First the proof: who has attested has nothing left to do.
      if (proof.value !== null) await submit(proof.value);
      await submit(entry.value);
    },
  };
}
