/**
 * One scrutineer's device while it is unlocked. Owns the state (secrets in memory), stores it before anything is
 * published, follows the log and cosigns it, and takes the steps of the key ceremony that need no person.
 *
 * Security: everything from the server is checked by tally/roles before it has an effect. When the log ever shows two
 * histories the device stops for good, says so and keeps the evidence, which its scrutineer can save.
 */
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { normalizePassphrase } from '../../../crypto/passphrase.ts';
import type { Result } from '../../../crypto/result.ts';
import { recordFile, scrutineerChallenge, scrutineerRestore } from '../../../server/contract/public.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import {
  checkpointProof,
  cosign,
  enrol,
  fetchMessages,
  type ScrutineerState as ServerView,
  scrutineerState,
  sendMessages,
  submitEntry,
} from '../../../server/contract/scrutineer.ts';
import type { MeetingEntry } from '../../../tally/record/meeting-entry.ts';
import { entriesOf, type RecordFile, readRecord } from '../../../tally/record/reader.ts';
import { beginsWithMeeting, isFork } from '../../../tally/roles/log-following.ts';
import type { AbortReason } from '../../../tally/roles/scrutineer/abort-reason.ts';
import {
  type CosignRefusal,
  cosignHead,
  extendsCosigned,
  forkSeen,
  stopAtFork,
} from '../../../tally/roles/scrutineer/cosigning.ts';
import { recognizeMeeting, signEnrolment, signSession } from '../../../tally/roles/scrutineer/enrolment.ts';
import {
  abortCeremony,
  beginCeremony,
  type CeremonyStep,
  type CeremonyTurn,
  confirmDigits,
  nextCeremonyStep,
  sharesSent,
} from '../../../tally/roles/scrutineer/key-ceremony.ts';
import { hasSameSecrets, memoryOf, writeKeyFile } from '../../../tally/roles/scrutineer/key-file.ts';
import { nextRehearsalStep } from '../../../tally/roles/scrutineer/rehearsal.ts';
import { publicKeysOf, type ScrutineerState } from '../../../tally/roles/scrutineer/state.ts';
import { call } from '../../session/client.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { randomBytes } from '../../session/random.ts';
import {
  AnotherTabError,
  type Identity,
  memoryKeeper,
  rememberTestRun,
  storedKeyFile,
  storedMemory,
  storeKeyFile,
} from './device-store.ts';
import type { Workshop } from './workshop.ts';

/** The record as this device has read it. */
export type HeldRecord = { readonly bytes: Uint8Array; readonly file: RecordFile };

export type Alarm = CosignRefusal | 'history-differs' | 'meeting-not-mine' | 'keys-other' | 'another-tab';

export type CeremonyShown =
  | Exclude<CeremonyStep, { readonly kind: 'publish' | 'send' | 'complete' }>
  | { readonly kind: 'rehearsing'; readonly missing: readonly number[] }
  | { readonly kind: 'complete' };

export type Device = {
  readonly who: Identity;
  readonly state: Accessor<ScrutineerState>;
  readonly server: Accessor<ServerView | undefined>;
  readonly refusal: Accessor<Refusal | null>;
  readonly refresh: () => Promise<void>;
  readonly record: Accessor<HeldRecord | null>;
  readonly ceremony: Accessor<CeremonyShown | null>;
  readonly alarm: Accessor<Alarm | null>;
  readonly cosignedSize: Accessor<number>;
  /** The key file is being encrypted. */
  readonly isSaving: Accessor<boolean>;
  /** Secrets have changed since the file was last downloaded. */
  readonly isFileNew: Accessor<boolean>;
  /** Whether somebody who knows the passphrase of the key file sits at this device, which may have been left unlocked. */
  readonly isPassphrase: (typed: string) => boolean;
  /** The encrypted key file as it stands. */
  readonly keyFile: () => Uint8Array;
  readonly fileTaken: () => void;
  /** Stores a new state; only inside `exclusively`. */
  readonly keep: (next: ScrutineerState) => Promise<void>;
  /** Undefined, and nothing is done or signed, where another tab goes on with the same keys; the page says so. */
  readonly exclusively: <T>(action: () => Promise<T>) => Promise<T | undefined>;
  /** Fetches the record unless the one held has every entry of the log; null when the server cannot give it. */
  readonly readRecordNow: (how?: { readonly afresh: boolean }) => Promise<HeldRecord | null>;
  readonly begin: () => Promise<void>;
  readonly confirmDigits: (ceremony: string) => Promise<void>;
  readonly abort: (reason: AbortReason) => Promise<void>;
  readonly submit: (entry: object) => Promise<Refusal | null>;
};

export type DeviceInput = {
  readonly who: Identity;
  readonly state: ScrutineerState;
  readonly passphrase: string;
  readonly workshop: Workshop;
  /** True when the file was just made or restored from elsewhere, so that it should be downloaded. */
  readonly isFileNew: boolean;
};

export function createDevice(input: DeviceInput): Device {
  const { who, passphrase, workshop } = input;
  const params = { meeting: who.meeting, index: String(who.index) };
  const [state, setState] = createSignal(input.state);
  const [record, setRecord] = createSignal<HeldRecord | null>(null);
  const [ceremony, setCeremony] = createSignal<CeremonyShown | null>(null);
  const [alarm, setAlarm] = createSignal<Alarm | null>(input.state.fork === null ? null : 'stopped');
  const [isSaving, setSaving] = createSignal(false);
  const [isFileNew, setFileNew] = createSignal(input.isFileNew);

  const restoreSession = async (): Promise<boolean> => {
    const body = { meeting: who.meeting, index: who.index };
    const challenge = await call(scrutineerChallenge, { body });
    if (!challenge.ok) return false;
    const { nonce } = challenge.value;
    const answer = await call(scrutineerRestore, { body: { ...body, nonce, signature: signSession(state(), nonce) } });
    return answer.ok;
  };

  const loadState = async (): Promise<Result<ServerView, Refusal>> => {
    const answer = await call(scrutineerState, { params });
    if (answer.ok || answer.error.code !== 'not-signed-in') return answer;
    return (await restoreSession()) ? call(scrutineerState, { params }) : answer;
  };
  const { state: server, refusal, refresh } = createPolledState<ServerView, Refusal>(loadState);

  const memory = memoryKeeper(who);

  /**
   * Stored first, used after: a reload must find what this device is about to publish. Throws, so that nothing is
   * published, where another tab has stored something since.
   */
  const keep = async (next: ScrutineerState): Promise<void> => {
    memory.requireAlone();
    if (!hasSameSecrets(state(), next)) {
      const file = await seal(next);
      // The other tab may have sealed its own secrets in this second.
      memory.requireAlone();
      storeKeyFile(who, file);
      setFileNew(true);
    }
    memory.store(memoryOf(next));
    setState(next);
  };

  const seal = async (next: ScrutineerState): Promise<Uint8Array> => {
    setSaving(true);
    try {
      return await workshop.run({ kind: 'seal', passphrase, content: writeKeyFile(next) });
    } finally {
      setSaving(false);
    }
  };

  /** Of two histories this tab says what the other one has seen: that is the worse news. */
  const giveWay = (): void => {
    const stored = storedMemory(who);
    const fork = state().fork ?? (stored.ok ? (stored.value?.fork ?? null) : null);
    if (fork !== null) setState(stopAtFork(state(), fork));
    setAlarm((now) => (now !== null && now !== 'another-tab' ? now : fork === null ? 'another-tab' : 'stopped'));
  };

  const meetingOf = (held: HeldRecord): MeetingEntry | undefined => entriesOf(held.file, 'meeting')[0]?.entry;

  /** Of a head or record that is not the one this device cosigned; stored, so that no reload forgets it. */
  const keepEvidence = (evidence: ReturnType<typeof forkSeen>): void => {
    if (evidence === null || typeof evidence === 'string') return;
    memory.addFork(evidence, memoryOf(state()));
    setState(stopAtFork(state(), evidence));
  };

  const readRecordNow = async ({ afresh } = { afresh: false }): Promise<HeldRecord | null> => {
    const size = server()?.head?.size ?? 0;
    const known = record();
    if (!afresh && known !== null && known.file.leaves.length >= size) return known;
    // A head cosigned while the answer was on its way may be newer than the answer: only what was known before counts.
    const before = state();
    const answer = await call(recordFile, { params: { meeting: who.meeting } });
    if (!answer.ok) return null;
    const held = { bytes: answer.value, file: readRecord(answer.value) };
    const meeting = meetingOf(held);
    if (meeting === undefined) return null;
    if (!recognizeMeeting(state(), meeting).ok) setAlarm('meeting-not-mine');
    else if (!extendsCosigned(before, held.file)) {
      const isShorter = held.file.leaves.length < (before.cosigned?.size ?? 0);
      setAlarm(isShorter ? 'shrunk' : 'history-differs');
      keepEvidence(forkSeen(state(), meeting, { note: null, record: held.file }));
    } else {
      // Not of a record that no cosigned head binds yet: the next one may be of a real meeting.
      if (meeting.testRun === true && before.cosigned !== null) rememberTestRun(who, meeting.keys.sheet);
      setRecord(held);
    }
    return alarm() === null ? held : null;
  };

  const submit = async (entry: object): Promise<Refusal | null> => {
    const answer = await call(submitEntry, { params, body: { entry: entry as { type: string } } });
    await refresh();
    return answer.ok ? null : answer.error;
  };

  /** A head was neither cosigned nor refused for good. */
  let isToAskAgain = false;

  const cosignLatest = async (): Promise<void> => {
    const held = record() ?? (await readRecordNow());
    const meeting = held === null ? undefined : meetingOf(held);
    if (meeting === undefined) return;
    const size = String(state().cosigned?.size ?? 0);
    const offer = (from: string) => call(checkpointProof, { params: { ...params, size: from } }).catch(() => null);
    let offered = await offer(size);
    // A log that does not know the size this device cosigned has become shorter: its head shows it.
    if (offered?.ok === false && offered.error.code === 'checkpoint-unknown') offered = await offer('0');
    // Not of the form that an answer has.
    if (offered === null) setAlarm('note-malformed');
    if (offered?.ok !== true) return;
    const cosigned = cosignHead(state(), meeting, offered.value, Math.floor(Date.now() / 1000));
    if (!cosigned.ok) {
      if (!isFork(cosigned.error)) {
        setAlarm(cosigned.error);
        return;
      }
      // The record the server shows now: if it is that of the refused head, it proves the conflict; if it holds both
      // heads, only the answer was wrong; if there is none, nothing is known. Of the last two the next turn asks again.
      const answer = await call(recordFile, { params: { meeting: who.meeting } });
      const fetched = answer.ok ? readRecord(answer.value) : null;
      const shown = fetched !== null && beginsWithMeeting(fetched) ? fetched : null;
      const evidence = forkSeen(state(), meeting, { note: offered.value.note, record: shown });
      isToAskAgain = evidence === 'cleared' || evidence === 'undecided';
      if (isToAskAgain) return;
      setAlarm(cosigned.error);
      keepEvidence(evidence);
      return;
    }
    isToAskAgain = false;
    await keep(cosigned.value.state);
    const { head, note } = cosigned.value;
    await call(cosign, { params, body: { size: head.size, root: head.root, note } });
  };

  const enrolKeys = async (view: ServerView): Promise<void> => {
    const own = publicKeysOf(state());
    if (view.keys !== null && (view.keys.signKey !== own.signKey || view.keys.cosignKey !== own.cosignKey)) {
      setAlarm('keys-other');
      return;
    }
    if (view.enrolled || view.meeting.phase !== 'draft') return;
    await call(enrol, { params, body: { ...own, proof: signEnrolment(state()) } });
    await refresh();
  };

  /** Carries out what the machine does by itself; true when something changed, so that another turn follows. */
  const carryOut = async ({ state: next, step }: CeremonyTurn): Promise<boolean> => {
    await keep(next);
    switch (step.kind) {
      case 'publish':
        return (await submit(step.entry)) === null;
      case 'send': {
        const messages = step.letters.map(({ to, content }) => ({ to, content: encodeBase64url(content) }));
        const sent = await call(sendMessages, { params, body: { ceremony: step.ceremony, messages } });
        if (sent.ok) await keep(sharesSent(state(), step.ceremony));
        return sent.ok;
      }
      case 'complete':
        return rehearse();
      default:
        setCeremony(step);
        return false;
    }
  };

  const rehearse = async (): Promise<boolean> => {
    const held = await readRecordNow();
    if (held === null) return false;
    const { state: next, step } = nextRehearsalStep(state(), held.file, randomBytes);
    await keep(next);
    if (step.kind === 'publish') return (await submit(step.entry)) === null;
    if (step.kind === 'abort') return carryOut(step.turn);
    setCeremony(step.kind === 'wait' ? { kind: 'rehearsing', missing: step.missing } : { kind: 'complete' });
    return false;
  };

  const ceremonyTurn = async (): Promise<boolean> => {
    const held = await readRecordNow();
    if (held === null) return false;
    const isWaitingForShares = state().ceremony?.sent != null;
    const fetched = isWaitingForShares ? await call(fetchMessages, { params }) : null;
    const letters =
      fetched?.ok === true
        ? fetched.value.messages.map(({ from, ceremony: hash, content }) => ({
            from,
            ceremony: hash,
            content: decodeBase64url(content),
          }))
        : [];
    return carryOut(await nextCeremonyStep(state(), { record: held.file, letters }));
  };

  /** One change of the state after another: what a turn read must still be true when it stores. */
  let last: Promise<unknown> = Promise.resolve();
  const exclusively = <T>(action: () => Promise<T>): Promise<T | undefined> => {
    const alone = async (): Promise<T | undefined> => {
      try {
        memory.requireAlone();
        return await action();
      } catch (error) {
        if (!(error instanceof AnotherTabError)) throw error;
        giveWay();
        return undefined;
      }
    };
    const next = last.then(alone, alone);
    last = next.catch(() => undefined);
    return next;
  };

  const turn = async (): Promise<boolean> => {
    const view = server();
    if (view === undefined || alarm() !== null) return false;
    await enrolKeys(view);
    // Keys that are not its own stop it before it signs a head.
    if (alarm() !== null) return false;
    if (view.head !== null && !view.head.cosignedByMe) await cosignLatest();
    return view.meeting.phase === 'ceremony' && alarm() === null && (await ceremonyTurn());
  };

  /** A turn that is waiting already will see everything that is new. */
  let isDue = false;
  const work = async (): Promise<void> => {
    if (isDue) return;
    isDue = true;
    const moved = await exclusively(() => {
      isDue = false;
      return turn();
    });
    isDue = isDue && moved !== undefined;
    if (moved === true) await work();
  };
  createEffect(() => {
    if (server() !== undefined) void work();
  });
  // In the ceremony colleagues' letters arrive without a change of the state: look again now and then.
  const timer = setInterval(() => {
    if (server()?.meeting.phase === 'ceremony' || isToAskAgain) void work();
  }, 2000);
  onCleanup(() => clearInterval(timer));

  return {
    who,
    state,
    server,
    refusal,
    refresh,
    record,
    ceremony,
    alarm,
    cosignedSize: () => state().cosigned?.size ?? 0,
    isSaving,
    isFileNew,
    isPassphrase: (typed) => normalizePassphrase(typed) === normalizePassphrase(passphrase),
    keyFile: () => storedKeyFile(who) ?? new Uint8Array(),
    fileTaken: () => setFileNew(false),
    keep,
    readRecordNow,
    exclusively,
    begin: async () => {
      await exclusively(async () => {
        const held = await readRecordNow();
        if (held === null) return;
        await keep(beginCeremony(state(), held.file, randomBytes));
        setCeremony(null);
      });
      await work();
    },
    confirmDigits: async (hash) => {
      await exclusively(async () => {
        await keep(confirmDigits(state(), hash));
        setCeremony(null);
      });
      await work();
    },
    abort: async (reason) => {
      await exclusively(() => carryOut(abortCeremony(state(), reason)));
      await work();
    },
    submit,
  };
}
