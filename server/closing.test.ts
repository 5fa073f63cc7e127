import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeBase64url } from '../crypto/encoding/base64url.ts';
import { encodePoint, encodeScalar, G, multiplyPublic, randomScalar } from '../crypto/group.ts';
import { addSignatures, cosign, formatNote, parseNote } from '../crypto/log/signed-note.ts';
import { signObject } from '../crypto/sign.ts';
import { NO_PAYLOAD, parseCardText, signToken, tokenFromSeed } from '../crypto/token.ts';
import { verifySignedPdf } from '../printables/signed/verify-signed-pdf.ts';
import { scrutineerAuthor } from '../tally/record/authors.ts';
import type { AttestationEntry, PaperProofEntry, PartialDecryptionEntry } from '../tally/record/count-entries.ts';
import { entryHash, type SignedEntry, signEntry, type Unsigned, withSignatures } from '../tally/record/entry.ts';
import { cosignerName } from '../tally/record/meeting-entry.ts';
import { entriesOf, readRecord } from '../tally/record/reader.ts';
import type { Card } from '../tally/roles/card-station.ts';
import { attest } from '../tally/roles/scrutineer/attestation.ts';
import { proveCounts } from '../tally/roles/scrutineer/paper-proof.ts';
import { examineForRelease, release } from '../tally/roles/scrutineer/release.ts';
import { cosigningKeyOf, signingKeyOf } from '../tally/roles/scrutineer/state.ts';
import { answerObject } from '../tally/roles/voter.ts';
import { verifyRecord } from '../tally/verify/verify-record.ts';
import * as kiosk from './contract/kiosk.ts';
import * as organizer from './contract/organizer.ts';
import { EMPTY_DETAILS, savePaperDetails } from './contract/papers.ts';
import {
  cardReportsFile,
  pair,
  publicMeeting,
  recordFile,
  resultFile,
  resultSheetFile,
  signIn,
} from './contract/public.ts';
import { screenState } from './contract/screen.ts';
import * as scrutineer from './contract/scrutineer.ts';
import * as township from './contract/township.ts';
import type { ScrutineerDevice } from './rehearsal/scrutineer-device.ts';
import { openSession, type Session } from './rehearsal/session.ts';
import { pairScreen, settle, signAll, stopVoting } from './rehearsal/stages.ts';
import { openElection, random, type ScratchElection, text } from './scratch-election.ts';
import { loadMeetingKeys } from './services/meeting-keys.ts';

const PRESENT = 60;
const CASTS = 7;
let election: ScratchElection;
let params: { readonly meeting: string; readonly round: string };
let devices: readonly ScrutineerDevice[];
let screen: Session;

beforeAll(async () => {
  election = await openElection(PRESENT);
  params = { meeting: election.meeting, round: '1' };
  devices = election.devices;
  for (const card of election.drawn.slice(0, CASTS)) await election.vote(card);
}, 240_000);
afterAll(() => election.close());

const code = (answer: { readonly ok: boolean }) =>
  (answer as { readonly error?: { readonly code: string } }).error?.code ?? 'accepted';
const device = (at: number): ScrutineerDevice => devices[at] as ScrutineerDevice;
const own = (at: number) => ({ meeting: election.meeting, index: String(at + 1) });
const office = () => election.run.organizer;
const file = () => openSession(election.base).call(recordFile, { params: { meeting: election.meeting } });
const submit = (at: number, entry: object) =>
  device(at).session.ask(scrutineer.submitEntry, { params: own(at), body: { entry: entry as { type: string } } });
const loadMeetingEntry = async () => {
  const record = readRecord(
    await openSession(election.base).call(recordFile, { params: { meeting: election.meeting } }),
  );
  const [meeting] = entriesOf(record, 'meeting');
  if (meeting === undefined) throw new Error('no meeting entry');
  return meeting;
};
/** Signed anew by the same scrutineer, whatever it now says. */
const resigned = <E extends SignedEntry>(at: number, entry: E): E => {
  const { signatures: _, ...unsigned } = entry;
  const signature = signEntry(
    unsigned as unknown as Unsigned<SignedEntry>,
    scrutineerAuthor(at + 1),
    signingKeyOf(device(at).state()).secretKey,
  );
  return withSignatures<E>(unsigned as unknown as Unsigned<E>, [signature]);
};

/** What a holder of the card would send to void it. */
function voidMessage(card: Card, action: 'void-returned' | 'void-unissued' | 'void-damaged', signed = action) {
  const seed = parseCardText(card.text);
  if (!seed.ok) throw new Error(seed.error);
  const { tau, T } = tokenFromSeed(decodeBase64url(election.round.entry.meeting, 32), 1, seed.value);
  const { R, s } = signToken({ action: signed, ctx: election.round.ctx, tau, T, payload: NO_PAYLOAD, random });
  return { T: text(encodePoint(T)), action, R: text(encodePoint(R)), s: text(encodeScalar(s)) };
}
const voidBy = (message: ReturnType<typeof voidMessage>) =>
  device(0).session.ask(scrutineer.voidCard, { params: own(0), body: message });
const closeWith = (counts: { readonly received: number; readonly exchanged?: number; readonly unreadable?: number }) =>
  office().ask(organizer.closeRound, {
    params,
    body: { handCounts: { exchanged: 0, unreadable: 0, returnedBeforeOpening: 0, ...counts } },
  });

/** A scrutineer of another meeting at the same server. */
async function scrutineerElsewhere() {
  const { id: meeting } = await office().call(organizer.createMeeting, { body: { start: 'sample' } });
  const { code: enrolment } = await office().call(organizer.scrutineerCode, {
    params: { meeting, index: '1' },
    body: {},
  });
  const session = openSession(election.base);
  await session.call(pair, { body: { code: enrolment } });
  const at = { meeting, index: '1' };
  return {
    ask: (proposal: string) => session.ask(scrutineer.fetchProposal, { params: { ...at, proposal } }),
    sign: (proposal: string) =>
      session.ask(scrutineer.signProposal, { params: at, body: { proposal, signature: text(random(64)) } }),
  };
}

describe('left-over cards (specification §5)', () => {
  test('only a damaged card is voided while voting is open', async () => {
    const [spare] = election.leftOver;
    if (spare === undefined) throw new Error('no spare card');
    expect(code(await voidBy(voidMessage(spare, 'void-unissued')))).toBe('wrong-phase');
  });

  test('voting does not stop while the desk lets latecomers in: 实到 is the base of the count', async () => {
    const { meeting } = params;
    await office().call(organizer.pauseRound, { params, body: { reason: '有人迟到' } });
    await office().call(organizer.openCheckIn, { params: { meeting }, body: {} });
    const body = { secondOfficial: election.run.second };
    expect(code(await office().ask(organizer.stopRound, { params, body }))).toBe('desk-open');
    await office().call(organizer.closeCheckIn, { params: { meeting }, body: {} });
  });

  test('when voting stops, a ballot that was never cast is dropped: nothing of it outlives the round', async () => {
    const held = async () => {
      const rows = await election.hall.db.execute(
        sql`select count(*)::int as held from token where ballot is not null`,
      );
      return rows[0]?.held;
    };
    await office().call(organizer.resumeRound, { params, body: {} });
    const { message } = election.prepare(election.drawn.at(-1) as Card);
    await election.kiosk.call(kiosk.submitPending, { body: message });
    expect(await held()).toBe(1);
    await stopVoting(election.run, params.round);
    expect(await held()).toBe(0);
  });

  test('a card is voided by its own signature for exactly this action, and only once', async () => {
    const [cast] = election.drawn;
    const unused = election.drawn[CASTS];
    if (cast === undefined || unused === undefined) throw new Error('no card');
    expect(code(await voidBy(voidMessage(cast, 'void-returned')))).toBe('card-cast');
    expect(code(await voidBy(voidMessage(unused, 'void-returned', 'void-unissued')))).toBe('signature-invalid');
    expect(code(await voidBy(voidMessage(unused, 'void-returned')))).toBe('accepted');
    expect(code(await voidBy(voidMessage(unused, 'void-unissued')))).toBe('card-void');
  });

  test('the close is refused while cards that nobody drew are unscanned', async () => {
    expect(code(await closeWith({ received: PRESENT }))).toBe('left-over-cards');
    for (const card of election.drawn.slice(CASTS + 1)) await device(0).voidCard(card.text, 'void-returned');
    for (const card of election.leftOver) await device(1).voidCard(card.text, 'void-unissued');
  });
});

describe('the close (§5, §11)', () => {
  test('a cosignature that does not hold, or of a colleague, never reaches the record', async () => {
    const { note, size, root } = await device(0).session.call(scrutineer.checkpointProof, {
      params: { ...own(0), size: '0' },
    });
    const { logOrigin, scrutineers } = (await loadMeetingEntry()).entry;
    const { text: head, signatures } = parseNote(note);
    const cosignedAs = (at: number, secretKey: Uint8Array) => {
      const publicKey = decodeBase64url(scrutineers[at]?.cosignKey ?? '', 32);
      const line = cosign(head, { name: cosignerName(logOrigin, at + 1), publicKey }, secretKey, 1_796_000_000);
      return formatNote(addSignatures({ text: head, signatures: signatures.slice(0, 1) }, [line]));
    };
    const sent = async (text: string) =>
      code(await device(0).session.ask(scrutineer.cosign, { params: own(0), body: { size, root, note: text } }));
    expect(await sent(cosignedAs(0, random(32)))).toBe('signature-invalid');
    expect(await sent(cosignedAs(1, cosigningKeyOf(device(1).state()).secretKey))).toBe('signature-invalid');
    expect(await sent(cosignedAs(0, cosigningKeyOf(device(0).state()).secretKey))).toBe('accepted');
  });

  test('hand counts that do not add up are refused with the condition named', async () => {
    const refused = await closeWith({ received: PRESENT + 1 });
    expect(code(refused)).toBe('accounting-fails');
    expect(refused.ok ? [] : refused.error.detail.map(({ en }) => en.slice(0, 3))).toEqual(['(b)']);
    const exchanged = await closeWith({ received: PRESENT - 1, exchanged: 1 });
    expect(exchanged.ok ? [] : exchanged.error.detail.map(({ en }) => en.slice(0, 3))).toEqual(['(c)']);
  });

  test('an acceptance the box does not hold stops it: proof of misconduct (§3)', async () => {
    const keys = await loadMeetingKeys(election.hall.db, election.meeting);
    if (keys === undefined) throw new Error('no keys');
    const T = election.read(election.drawn[CASTS] as Card).listed;
    const h = random(32);
    const signature = text(signObject(answerObject('accepted', election.round.ctx, T, h), keys.receipts.secretKey));
    await election.kiosk.call(kiosk.submitAcceptances, {
      body: { acceptances: [{ ctx: text(election.round.ctx), T, h: text(h), signature }] },
    });
    expect(code(await closeWith({ received: PRESENT }))).toBe('acceptances-missing');
    await election.hall.db.execute(sql`delete from acceptance`);
  });

  test('its signatures must be over exactly what was proposed, each by its own scrutineer, once', async () => {
    expect(code(await closeWith({ received: PRESENT }))).toBe('accepted');
    expect(code(await closeWith({ received: PRESENT }))).toBe('proposal-pending');
    const { proposals } = await device(0).session.call(scrutineer.scrutineerState, { params: own(0) });
    const id = proposals[0]?.id ?? '';
    const { entry } = await device(0).session.call(scrutineer.fetchProposal, { params: { ...own(0), proposal: id } });
    const key = signingKeyOf(device(0).state()).secretKey;
    const sign = (at: number, body: object) =>
      device(at).session.ask(scrutineer.signProposal, {
        params: own(at),
        body: { proposal: id, signature: signEntry(body as never, 'scrutineer-1', key).signature },
      });
    const stranger = await scrutineerElsewhere();
    expect(code(await stranger.ask(id))).toBe('proposal-unknown');
    expect(code(await stranger.sign(id))).toBe('proposal-unknown');
    expect(code(await sign(0, { ...entry, casts: CASTS - 1 }))).toBe('signature-invalid');
    expect(code(await sign(1, entry))).toBe('signature-invalid');
    expect(code(await sign(0, entry))).toBe('accepted');
    expect(code(await sign(0, entry))).toBe('already-signed');
    expect(entriesOf(readRecord(await file()), 'close')).toEqual([]);
  });

  test('the reports of the cards wait for it', async () => {
    expect(code(await openSession(election.base).ask(cardReportsFile, { params }))).toBe('not-closed');
  });

  test('once it is proposed no card is voided any more: the last group stands in the log', async () => {
    const [cast] = election.drawn;
    expect(code(await voidBy(voidMessage(cast as Card, 'void-returned')))).toBe('wrong-phase');
  });

  test('with t signatures it stands in the log, and the tables of tokens tell no order of casting', async () => {
    await signAll(devices);
    const { phase } = await office().call(organizer.organizerMeeting, { params });
    expect(phase).toBe('counting');
    const rows = await election.hall.db.execute<{ t: string; xmin: string }>(
      sql`select t, xmin::text as xmin from token order by ctid`,
    );
    const tokens = [...rows].map(({ t }) => t);
    expect(tokens).toEqual([...tokens].sort());
    expect(new Set([...rows].map(({ xmin }) => xmin)).size).toBe(1);
  });

  test('acceptances handed over after that tell neither their kiosk nor what came together (§3)', async () => {
    const { db } = election.hall;
    await db.execute(sql`update machine set handed_over = null`);
    const keys = await loadMeetingKeys(db, election.meeting);
    if (keys === undefined) throw new Error('no keys');
    const given = election.drawn.slice(0, 4).map((card) => {
      const T = election.read(card).listed;
      const h = random(32);
      const signature = text(signObject(answerObject('accepted', election.round.ctx, T, h), keys.receipts.secretKey));
      return { ctx: text(election.round.ctx), T, h: text(h), signature };
    });
    for (const acceptances of [given.slice(0, 2), given.slice(2)])
      await election.kiosk.call(kiosk.submitAcceptances, { body: { acceptances } });
    const rows = await db.execute<{ h: string; xmin: string }>(sql`select h, xmin::text from acceptance order by ctid`);
    const [machine] = await db.execute(sql`select xmin::text from machine where handed_over = 1`);
    const hashes = [...rows].map(({ h }) => h);
    expect(hashes).toEqual([...hashes].sort());
    expect(hashes).toEqual(expect.arrayContaining(given.map(({ h }) => h)));
    expect(new Set([...rows].map(({ xmin }) => xmin)).size).toBe(1);
    expect(machine?.xmin).toBeDefined();
    expect(rows[0]?.xmin).not.toBe(machine?.xmin);
    // Handed over once more there is nothing new to wipe, and the tables are not written again.
    const written = async () => [
      ...(await db.execute(
        sql`select pg_relation_filenode('acceptance') as one, pg_relation_filenode('token') as two`,
      )),
    ];
    const files = await written();
    await election.kiosk.call(kiosk.submitAcceptances, { body: { acceptances: given } });
    expect(await written()).toEqual(files);
    // Made up for this test: the scrutineers' devices would call them missing.
    await db.execute(sql`delete from acceptance`);
  });

  test('the reports of the cards can be printed from now on', async () => {
    const pdf = await openSession(election.base).call(cardReportsFile, { params });
    expect(new TextDecoder('latin1').decode(pdf.slice(0, 5))).toBe('%PDF-');
  });
});

describe('the count (§8, §11)', () => {
  const partials = new Map<number, PartialDecryptionEntry>();

  test('a partial decryption that is wrong, of another author, or made twice is refused', async () => {
    for (const at of [0, 1]) {
      const examination = await examineForRelease({
        file: await file(),
        ctx: text(election.round.ctx),
        acceptances: [],
        onScreens: 0,
        random,
      });
      const released = release(device(at).state(), examination, random);
      if (!released.ok) throw new Error(released.error.join());
      partials.set(at, released.value.entry);
    }
    const right = partials.get(0) as PartialDecryptionEntry;
    const wrongPoint = text(encodePoint(multiplyPublic(G, randomScalar(random))));
    expect(code(await submit(0, resigned(0, { ...right, D: [wrongPoint, ...right.D.slice(1)] })))).toBe(
      'entry-refused',
    );
    expect(code(await submit(1, right))).toBe('signature-invalid');
    expect(code(await submit(1, resigned(1, right)))).toBe('signature-invalid');
    expect(code(await submit(0, right))).toBe('accepted');
    expect(code(await submit(0, right))).toBe('accepted');
    const again = resigned(0, { ...right, c: right.s, s: right.c });
    expect(code(await submit(0, again))).toBe('entry-refused');
    expect(
      entriesOf(readRecord(await file()), 'partial-decryption').filter((e) => e.entry.stage === 'tally'),
    ).toHaveLength(1);
  });

  test('whom to call is public as the papers name him, and nobody where they give no telephone (UX 5.7)', async () => {
    const note = (contact: string, telephone: string) =>
      office().call(savePaperDetails, { params, body: { ...EMPTY_DETAILS, contact, telephone } });
    const told = async () => (await openSession(election.base).call(publicMeeting, { params })).contact;
    expect(await told()).toBeNull();
    await note('吴菊芳', '');
    expect(await told()).toBeNull();
    await note('吴菊芳', '0571-86210099');
    expect(await told()).toEqual({ name: '吴菊芳', telephone: '0571-86210099' });
  });

  test('before the t-th scrutineer no page and no file holds a number of marks (UX 29)', async () => {
    const { rounds } = await office().call(organizer.organizerMeeting, { params });
    const open = await openSession(election.base).call(publicMeeting, { params });
    expect(rounds.map(({ result }) => result)).toEqual([null]);
    expect(open.rounds.map(({ result }) => result)).toEqual([null]);
    expect(entriesOf(readRecord(await file()), 'result')).toEqual([]);
    expect(code(await office().ask(organizer.publishRound, { params, body: {} }))).toBe('result-missing');
    expect(code(await office().ask(resultFile, { params }))).toBe('result-missing');
    expect(code(await office().ask(resultSheetFile, { params }))).toBe('result-missing');
  });

  test('with the t-th the counts stand in the record and equal the marks; a later part is not taken', async () => {
    expect(code(await submit(1, partials.get(1) as object))).toBe('accepted');
    const record = readRecord(await file());
    const [result] = entriesOf(record, 'result');
    // Every ballot of this test was left blank: nobody approved, nobody disapproved.
    expect(result?.entry.counts).toEqual([new Array(14).fill(0)]);
    expect(result?.entry.outcome[0]).toMatchObject({ election: 'valid', elected: [] });
    // In the hall it hangs once the scrutineers have attested it and it is published (UX 5.6).
    screen = await pairScreen(election.run);
    expect(code(await office().ask(organizer.saveScreenView, { params, body: { view: 'result' } }))).toBe(
      'not-released',
    );
    expect((await screen.call(screenState)).result).toBeNull();
    const third = resigned(2, { ...(partials.get(0) as PartialDecryptionEntry), index: 3 });
    expect(code(await submit(2, third))).toBe('wrong-phase');
  });

  test('an attestation that states other counts or another root is refused, and without attestations nothing is published', async () => {
    await settle(devices);
    expect(code(await office().ask(organizer.publishRound, { params, body: {} }))).toBe('attestations-missing');
    const bytes = await file();
    const verification = await verifyRecord(bytes, { random });
    const made = attest(device(0).state(), readRecord(bytes), verification, text(election.round.ctx));
    if (!made.ok) throw new Error(made.error.join());
    const right: AttestationEntry = made.value;
    const counts = [[1, ...(right.counts[0] ?? []).slice(1)]];
    expect(code(await submit(0, resigned(0, { ...right, counts })))).toBe('entry-refused');
    expect(code(await submit(0, resigned(0, { ...right, root: text(random(32)) })))).toBe('entry-refused');
    expect(code(await submit(1, right))).toBe('signature-invalid');
    const proof = proveCounts(device(0).state(), readRecord(bytes), verification, text(election.round.ctx), random);
    if (!proof.ok || proof.value === null) throw new Error('no proof');
    const proven: PaperProofEntry = proof.value;
    expect(code(await submit(0, resigned(0, { ...proven, s: proven.c })))).toBe('entry-refused');
    expect(code(await submit(1, resigned(1, { ...proven, index: 2 })))).toBe('entry-refused');
    expect(code(await submit(1, resigned(1, proven)))).toBe('signature-invalid');
    expect(code(await submit(0, resigned(0, { ...proven, ctx: text(random(32)) })))).toBe('wrong-phase');
    // Attested by all, but without proofs for the sheet to print.
    for (const one of devices) {
      const made = attest(one.state(), readRecord(bytes), verification, text(election.round.ctx));
      if (!made.ok) throw new Error(made.error.join());
      expect(code(await submit(one.index - 1, made.value))).toBe('accepted');
    }
    expect(code(await office().ask(organizer.publishRound, { params, body: {} }))).toBe('attestations-missing');
    expect(code(await submit(0, proven))).toBe('accepted');
    expect(code(await submit(0, proven))).toBe('accepted');
    const again = proveCounts(device(0).state(), readRecord(bytes), verification, text(election.round.ctx), random);
    if (!again.ok || again.value === null) throw new Error('no proof');
    expect(code(await submit(0, again.value))).toBe('entry-refused');
    await settle(devices);
    for (const one of devices) await one.attest();
    await settle(devices);
    expect((await screen.call(screenState)).result).toBeNull();
    expect(code(await office().ask(organizer.publishRound, { params, body: {} }))).toBe('accepted');
    // It hangs when the operator hangs it, and not before.
    expect((await screen.call(screenState)).result).toBeNull();
    await office().call(organizer.saveScreenView, { params, body: { view: 'result' } });
    expect((await screen.call(screenState)).result).toMatchObject({ recovered: CASTS });
  });

  test('the record verifies as a whole, and the acceptance of every cast is in it', async () => {
    const verification = await verifyRecord(await file(), { random });
    expect(verification.findings).toEqual([]);
    expect(verification.ok).toBe(true);
    expect(verification.result).toMatchObject({ recovered: CASTS, issued: PRESENT, returnedUnused: PRESENT - CASTS });
    const casts = entriesOf(readRecord(await file()), 'cast').map(({ entry }) => entry.ballot.T);
    expect(new Set(casts)).toEqual(new Set(election.drawn.slice(0, CASTS).map((card) => election.read(card).listed)));
    expect(entryHash(election.round.entry)).toEqual(election.round.ctx);
  });
});

describe('the superior (UX 5.8)', () => {
  const params = () => ({ meeting: election.meeting });
  const answer = (body: object) =>
    superior.ask(township.answerMeeting, {
      params: params(),
      body: { decision: 'file', number: '青委〔2026〕1号', reason: '', signatory: '韩志远', ...body } as never,
    });
  let superior: Session;

  test('sees nothing before the report, then the result with what deserves attention', async () => {
    const password = 'a long password';
    await office().call(organizer.addOfficial, { body: { name: '组织办', password, role: 'township' } });
    superior = openSession(election.base);
    await superior.call(signIn, { body: { role: 'township', name: '组织办', password } });
    expect((await superior.call(township.townshipMeetings)).meetings).toEqual([]);
    expect(code(await superior.ask(township.townshipMeeting, { params: params() }))).toBe('wrong-phase');

    await office().call(organizer.reportRound, { params: { ...params(), round: '1' }, body: {} });
    const report = await superior.call(township.townshipMeeting, { params: params() });
    expect(report.decisions).toEqual(['file', 'return']);
    expect(report.result.checks.every(({ ok }) => ok)).toBe(true);
    const codes = report.deviations.map(({ code: what }) => what);
    expect(codes).toContain('fewer-recovered');
    expect(codes).toContain('unfilled');
    expect(codes.filter((what) => what.startsWith('check-'))).toEqual([]);
  });

  test('files committee members, never approves them, and returns only with a reason; one answer, signed', async () => {
    expect(code(await answer({ decision: 'approve' }))).toBe('answer-decision-mismatch');
    expect(code(await answer({ decision: 'return' }))).toBe('reason-needed');
    expect(code(await answer({}))).toBe('accepted');
    expect(code(await answer({}))).toBe('answered-already');
    const pdf = await superior.call(township.answerFile, { params: params() });
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(verifySignedPdf(pdf, null).faults).toEqual([]);
  });
});
