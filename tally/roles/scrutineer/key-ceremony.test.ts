import { describe, expect, it } from 'vitest';
import { encryptTo } from '../../../crypto/confidential.ts';
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { decodePoint, decodeScalar, G, multiplyPublic, randomScalar } from '../../../crypto/group.ts';
import { newSigningKey } from '../../../crypto/sign.ts';
import {
  makePackage,
  newCoefficients,
  packageCommitment,
  shareMessageBytes,
} from '../../../crypto/threshold/key-ceremony.ts';
import { scrutineerAuthor } from '../../record/authors.ts';
import type { KeyConfirmEntry } from '../../record/ceremony-entries.ts';
import { type SignedEntry, signEntry, type Unsigned, withSignatures } from '../../record/entry.ts';
import { entriesOf, readRecord } from '../../record/reader.ts';
import { countingRandom } from '../counting-random.ts';
import { abortReasonText } from './abort-reason.ts';
import {
  type Assembly,
  assemblyWithKeys,
  deviceOf,
  NAMES,
  newAssembly,
  recordOf,
  runCeremony,
  takeStep,
} from './example-assembly.ts';
import { abortCeremony, beginCeremony, confirmDigits, nextCeremonyStep, sharesSent } from './key-ceremony.ts';
import { readKeyFile, writeKeyFile } from './key-file.ts';
import { nextRehearsalStep } from './rehearsal.ts';
import { signingKeyOf } from './state.ts';

const signedBy = (assembly: Assembly, index: number, entry: Unsigned<SignedEntry>): SignedEntry =>
  withSignatures(entry, [signEntry(entry, scrutineerAuthor(index), signingKeyOf(deviceOf(assembly, index)).secretKey)]);

const reasons = (assembly: Assembly) => entriesOf(recordOf(assembly), 'key-abort').map(({ entry }) => entry.reason);

const stepOf = async (assembly: Assembly, index: number) => {
  const view = { record: recordOf(assembly), letters: assembly.letters.get(index) ?? [] };
  return (await nextCeremonyStep(deviceOf(assembly, index), view)).step;
};

/** Until the digits are on every device, none confirmed. */
async function untilDigits(assembly: Assembly): Promise<void> {
  for (let round = 0; round < 6; round++) {
    for (let index = 1; index <= assembly.devices.length; index++) {
      if ((await stepOf(assembly, index)).kind !== 'compare') await takeStep(assembly, index);
    }
  }
}

describe('key ceremony on the devices (specification §4)', () => {
  it.each([
    [3, 2],
    [5, 3],
    [2, 2],
    [1, 1],
  ])('n = %i, t = %i: every device ends with its share of one key', async (n, t) => {
    const assembly = await newAssembly(n, t);
    await runCeremony(assembly);
    for (const state of assembly.devices) {
      expect(state.ceremony).toBeNull();
      const share = state.share;
      if (share === null) throw new Error('no share');
      const x = decodeScalar(decodeBase64url(share.x, 32), 'x');
      const X = decodePoint(decodeBase64url(share.X[state.index - 1] ?? '', 32), 'X');
      expect(multiplyPublic(G, x).equals(X)).toBe(true);
      expect(share.K).toBe(deviceOf(assembly, 1).share?.K);
    }
    const types = recordOf(assembly).leaves.map((leaf) => (leaf.kind === 'entry' ? leaf.entry.type : ''));
    expect(types).toEqual([
      'meeting',
      ...Array(n).fill('key-commit'),
      ...Array(n).fill('key-reveal'),
      ...Array(n).fill('key-confirm'),
    ]);
  });

  it('shows the same 20 digits everywhere, and sends no share before they are confirmed', async () => {
    const assembly = await newAssembly(3, 2);
    await untilDigits(assembly);
    const steps = await Promise.all([1, 2, 3].map((index) => stepOf(assembly, index)));
    const digits = steps.map((step) => (step.kind === 'compare' ? step.digits.join(' ') : step.kind));
    expect(digits[0]).toMatch(/^\d{4} \d{4} \d{4} \d{4} \d{4}$/);
    expect(new Set(digits).size).toBe(1);
    expect(assembly.letters.size).toBe(0);
  });

  it('opens no package before all n commitments are in', async () => {
    const assembly = await newAssembly(3, 2);
    for (const index of [1, 2]) for (let i = 0; i < 3; i++) await takeStep(assembly, index);
    expect(await stepOf(assembly, 1)).toEqual({ kind: 'wait', for: 'commitments', missing: [3] });
    expect(entriesOf(recordOf(assembly), 'key-reveal')).toHaveLength(0);
  });

  it('aborts when a scrutineer commits twice (late commitment)', async () => {
    const assembly = await newAssembly(3, 2);
    await untilDigits(assembly);
    const commitment = encodeBase64url(new Uint8Array(32));
    assembly.writer.append(signedBy(assembly, 2, { type: 'key-commit', index: 2, commitment }));
    await takeStep(assembly, 1);
    expect(reasons(assembly)).toEqual(['commitment-repeated 2']);
    expect(deviceOf(assembly, 1).ceremony).toBeNull();
    await takeStep(assembly, 3);
    expect(deviceOf(assembly, 3).ceremony?.attempt ?? 1).toBe(1);
  });

  it('aborts when the record shows another commitment than the one taken before', async () => {
    const assembly = await newAssembly(3, 2);
    await untilDigits(assembly);
    const device = deviceOf(assembly, 1);
    if (device.ceremony?.commitments == null) throw new Error('no commitments frozen');
    const commitments = [...device.ceremony.commitments];
    commitments[2] = encodeBase64url(new Uint8Array(32).fill(7));
    assembly.devices[0] = { ...device, ceremony: { ...device.ceremony, commitments } };
    await takeStep(assembly, 1);
    expect(reasons(assembly)).toEqual(['commitment-changed 3']);
  });

  it('aborts when a package differs from its commitment, though it is properly signed', async () => {
    const assembly = await newAssembly(3, 2);
    for (const index of [1, 2, 3]) for (let i = 0; i < 2; i++) await takeStep(assembly, index);
    const other = beginCeremony(deviceOf(assembly, 2), recordOf(assembly), countingRandom('other'));
    if (other.ceremony === null) throw new Error('no package');
    assembly.writer.append(signedBy(assembly, 2, { type: 'key-reveal', package: other.ceremony.package }));
    for (const index of [1, 3, 1]) await takeStep(assembly, index);
    expect(reasons(assembly)).toEqual(['package-changed 2']);
  });

  it('aborts on a committed package whose proof of knowledge is wrong', async () => {
    const assembly = await newAssembly(3, 2);
    const good = beginCeremony(deviceOf(assembly, 3), recordOf(assembly), countingRandom('three'));
    if (good.ceremony === null) throw new Error('no package');
    const proof = { ...good.ceremony.package.proof, s: encodeBase64url(new Uint8Array(32).fill(1)) };
    const bad = { ...good.ceremony.package, proof };
    assembly.devices[2] = { ...good, ceremony: { ...good.ceremony, package: bad } };
    await runCeremony(assembly, () => reasons(assembly).length > 0);
    expect(reasons(assembly)).toEqual(['package-wrong 3']);
  });

  it.each([
    ['name', { name: '冒名' }],
    ['signing key', { signKey: newSigningKey(countingRandom('stranger')).publicKey }],
  ])('aborts on a package with another %s than the meeting declares', async (_, change) => {
    const assembly = await newAssembly(3, 2);
    const state = deviceOf(assembly, 3);
    const polynomial = newCoefficients(2, countingRandom('p'));
    const keyPackage = makePackage(
      {
        meeting: assembly.meetingHash,
        index: 3,
        name: state.name,
        n: 3,
        t: 2,
        signKey: signingKeyOf(state).publicKey,
        recipient: state.ageRecipient,
        ...change,
      },
      polynomial,
      countingRandom('q'),
    );
    assembly.writer.append(
      signedBy(assembly, 3, {
        type: 'key-commit',
        index: 3,
        commitment: encodeBase64url(packageCommitment(keyPackage)),
      }),
    );
    for (const index of [1, 2]) for (let i = 0; i < 3; i++) await takeStep(assembly, index);
    assembly.writer.append(signedBy(assembly, 3, { type: 'key-reveal', package: keyPackage }));
    for (const index of [1, 2]) await takeStep(assembly, index);
    expect(reasons(assembly)[0]).toBe('package-name 3');
  });

  it('names the sender of a wrong share, aborts, and deletes its secrets', async () => {
    const assembly = await newAssembly(3, 2);
    await untilDigits(assembly);
    for (const index of [1, 2, 3]) for (let i = 0; i < 2; i++) await takeStep(assembly, index);
    const letters = assembly.letters.get(1) ?? [];
    const ceremony = letters[0]?.ceremony ?? '';
    const content = await encryptTo(
      deviceOf(assembly, 1).ageRecipient,
      shareMessageBytes({
        ceremony: decodeBase64url(ceremony, 32),
        from: 2,
        to: 1,
        share: randomScalar(countingRandom('wrong')),
      }),
    );
    assembly.letters.set(1, [...letters.filter(({ from }) => from !== 2), { from: 2, ceremony, content }]);
    await takeStep(assembly, 1);
    expect(reasons(assembly)).toEqual(['share-wrong 2']);
    expect(deviceOf(assembly, 1)).toMatchObject({ ceremony: null, share: null });
    expect(abortReasonText('share-wrong 2', NAMES).zh).toBe('韦小红：收到的份额与公开的密钥包不符');
  });

  it('aborts on a share of another ceremony, whoever passes it on as one of this', async () => {
    const assembly = await newAssembly(3, 2);
    await untilDigits(assembly);
    for (const index of [1, 2, 3]) for (let i = 0; i < 2; i++) await takeStep(assembly, index);
    const before = (assembly.letters.get(1) ?? []).find(({ from }) => from === 2);
    const { state, step } = abortCeremony(deviceOf(assembly, 1), { code: 'digits-differ' });
    assembly.devices[0] = state;
    if (before === undefined || step.kind !== 'publish') throw new Error('no share or no abort');
    assembly.writer.append(step.entry);
    for (const index of [1, 2, 3]) {
      await takeStep(assembly, index);
      assembly.devices[index - 1] = beginCeremony(
        deviceOf(assembly, index),
        recordOf(assembly),
        countingRandom(`again ${index}`),
      );
    }
    assembly.letters.clear();
    await untilDigits(assembly);
    for (const index of [1, 2, 3]) for (let i = 0; i < 2; i++) await takeStep(assembly, index);
    const letters = assembly.letters.get(1) ?? [];
    const ceremony = letters[0]?.ceremony ?? '';
    expect(before.ceremony).not.toBe(ceremony);
    // As it came, it is not heard: the device goes on waiting for the share of this ceremony.
    assembly.letters.set(1, [...letters.filter(({ from }) => from !== 2), before]);
    expect(await stepOf(assembly, 1)).toEqual({ kind: 'wait', for: 'shares', missing: [2] });
    assembly.letters.set(1, [...letters.filter(({ from }) => from !== 2), { ...before, ceremony }]);
    await takeStep(assembly, 1);
    expect(reasons(assembly)).toEqual(['digits-differ', 'share-wrong 2']);
    expect(deviceOf(assembly, 1)).toMatchObject({ ceremony: null, share: null });
  });

  it('aborts on a share that it cannot open', async () => {
    const assembly = await newAssembly(2, 2);
    await untilDigits(assembly);
    for (const index of [1, 2]) for (let i = 0; i < 2; i++) await takeStep(assembly, index);
    const letters = assembly.letters.get(1) ?? [];
    assembly.letters.set(
      1,
      letters.map((letter) => ({ ...letter, content: letter.content.slice(0, -1) })),
    );
    await takeStep(assembly, 1);
    expect(reasons(assembly)).toEqual(['share-unreadable 2']);
  });

  type Confirmed = Pick<KeyConfirmEntry, 'ceremony' | 'K' | 'X'>;
  it.each<[string, (own: Confirmed) => Partial<Confirmed>]>([
    ['ceremony', () => ({ ceremony: encodeBase64url(new Uint8Array(32)) })],
    ['joint key', ({ X }) => ({ K: X[0] ?? '' })],
    ['order of the keys', ({ X }) => ({ X: [...X].reverse() })],
  ])('aborts when a colleague confirms another %s', async (_, change) => {
    const assembly = await newAssembly(3, 2);
    await runCeremony(assembly, () => entriesOf(recordOf(assembly), 'key-confirm').length === 1);
    const first = entriesOf(recordOf(assembly), 'key-confirm')[0]?.entry;
    if (first === undefined) throw new Error('no confirmation');
    const liar = first.index === 2 ? 3 : 2;
    const { ceremony, K, X } = first;
    assembly.writer.append(
      signedBy(assembly, liar, { type: 'key-confirm', index: liar, ceremony, K, X, ...change(first) }),
    );
    await takeStep(assembly, first.index);
    expect(reasons(assembly)).toEqual([`confirmation-differs ${liar}`]);
  });

  it('does not hear an entry signed by somebody else: it aborts and names whose name was used', async () => {
    const assembly = await newAssembly(3, 2);
    for (const index of [1, 2]) for (let i = 0; i < 2; i++) await takeStep(assembly, index);
    const entry = { type: 'key-commit' as const, index: 3, commitment: encodeBase64url(new Uint8Array(32)) };
    const forged = signEntry(entry, scrutineerAuthor(3), signingKeyOf(deviceOf(assembly, 2)).secretKey);
    assembly.writer.append(withSignatures(entry, [forged]));
    await takeStep(assembly, 1);
    expect(reasons(assembly)).toEqual(['entry-forged 3']);
  });

  it('begins again after an abort, with new keys, and completes', async () => {
    const assembly = await newAssembly(3, 2);
    await untilDigits(assembly);
    const before = deviceOf(assembly, 2).ceremony?.package.commitments;
    const { state, step } = abortCeremony(deviceOf(assembly, 1), { code: 'digits-differ' });
    assembly.devices[0] = state;
    if (step.kind !== 'publish') throw new Error('no abort');
    assembly.writer.append(step.entry);
    expect(await stepOf(assembly, 2)).toEqual({ kind: 'begin', aborted: { by: 1, reason: 'digits-differ' } });
    await runCeremony(assembly);
    expect(assembly.devices.every(({ share }) => share?.attempt === 1)).toBe(true);
    expect(before).toBeDefined();
  });

  it('takes back its share when the attempt it is of is aborted', async () => {
    const assembly = await newAssembly(1, 1);
    await runCeremony(assembly);
    const { step } = abortCeremony(deviceOf(assembly, 1), { code: 'keys-degenerate', index: 0 });
    if (step.kind !== 'publish') throw new Error('no abort');
    assembly.writer.append(step.entry);
    const turn = await nextCeremonyStep(deviceOf(assembly, 1), { record: recordOf(assembly), letters: [] });
    expect(turn.step).toEqual({ kind: 'begin', aborted: { by: 1, reason: 'keys-degenerate' } });
    expect(turn.state.share).toBeNull();
  });

  it('goes on from the key file after a reload at any step, and publishes nothing twice', async () => {
    const assembly = await newAssembly(3, 2);
    for (let turn = 0; turn < 12; turn++) {
      for (let index = 1; index <= 3; index++) {
        await takeStep(assembly, index);
        const file = writeKeyFile(deviceOf(assembly, index));
        const restored = readKeyFile(file);
        if (!restored.ok) throw new Error(restored.error);
        expect(restored.value).toEqual(deviceOf(assembly, index));
        assembly.devices[index - 1] = restored.value;
      }
    }
    expect(assembly.devices.every(({ share }) => share !== null)).toBe(true);
    expect(recordOf(assembly).leaves).toHaveLength(1 + 3 * 3);
  });

  it('says that its secrets are lost when the record holds a commitment it cannot open', async () => {
    const assembly = await newAssembly(3, 2);
    const fresh = deviceOf(assembly, 1);
    for (let i = 0; i < 2; i++) await takeStep(assembly, 1);
    assembly.devices[0] = fresh;
    expect(await stepOf(assembly, 1)).toEqual({ kind: 'lost', reason: 'secrets-lost' });
    assembly.devices[0] = beginCeremony(fresh, recordOf(assembly), countingRandom('anew'));
    expect(await stepOf(assembly, 1)).toEqual({ kind: 'lost', reason: 'secrets-lost' });
  });

  it('takes no part in a meeting that does not carry its keys', async () => {
    const assembly = await newAssembly(3, 2);
    const stranger = await newAssembly(3, 2);
    assembly.devices[0] = { ...deviceOf(stranger, 1), cosignKey: deviceOf(stranger, 2).cosignKey };
    expect(await stepOf(assembly, 1)).toEqual({ kind: 'lost', reason: 'meeting-not-mine' });
    for (const record of [recordOf(assembly), readRecord('')])
      expect(() => beginCeremony(deviceOf(assembly, 1), record, countingRandom())).toThrow(/^ceremony/);
  });

  it('confirms no digits and sends no shares outside a ceremony, and rehearses with no key it does not have', async () => {
    const assembly = await newAssembly(3, 2);
    const idle = deviceOf(assembly, 1);
    expect(() => confirmDigits(idle, 'A'.repeat(43))).toThrow(/^ceremony/);
    expect(() => sharesSent(idle, 'A'.repeat(43))).toThrow(/^ceremony/);
    expect(() => nextRehearsalStep(idle, recordOf(assembly), countingRandom())).toThrow(/^rehearsal/);
  });
});

describe('rehearsal (specification §4)', () => {
  it('is done when sets of t that cover everybody open the point alike', async () => {
    const assembly = await assemblyWithKeys(3, 2);
    const { step } = nextRehearsalStep(deviceOf(assembly, 2), recordOf(assembly), countingRandom());
    expect(step).toEqual({ kind: 'rehearsed' });
    expect(() => nextRehearsalStep(deviceOf(assembly, 2), readRecord(''), countingRandom())).toThrow(/^rehearsal/);
  });

  it('hears each of its own contributions once, and none of something else', async () => {
    const assembly = await assemblyWithKeys(3, 2);
    const given = entriesOf(recordOf(assembly), 'partial-decryption')[1]?.entry;
    if (given === undefined) throw new Error('nothing published');
    const { signatures: _, ...own } = given;
    const again = (change: Partial<typeof own>) => {
      assembly.writer.append(signedBy(assembly, given.index, { ...own, ...change }));
      return nextRehearsalStep(deviceOf(assembly, 1), recordOf(assembly), countingRandom()).step;
    };
    expect(again({ ctx: encodeBase64url(new Uint8Array(32)) })).toEqual({ kind: 'rehearsed' });
    expect(again({ stage: 'tally' })).toEqual({ kind: 'rehearsed' });
    expect(again({})).toMatchObject({
      kind: 'abort',
      turn: { step: { entry: { reason: `rehearsal-failed ${given.index}` } } },
    });
  });

  it('aborts the ceremony when a contribution has no valid proof', async () => {
    const assembly = await newAssembly(3, 2);
    await runCeremony(assembly);
    const mine = nextRehearsalStep(deviceOf(assembly, 1), recordOf(assembly), countingRandom('one'));
    if (mine.step.kind !== 'publish') throw new Error('nothing published');
    assembly.devices[0] = mine.state;
    assembly.writer.append(mine.step.entry);
    const { signatures: _, ...claimed } = { ...mine.step.entry, index: 2 };
    assembly.writer.append(signedBy(assembly, 2, claimed));
    const { step } = nextRehearsalStep(deviceOf(assembly, 1), recordOf(assembly), countingRandom());
    expect(step.kind === 'abort' && step.turn.step).toMatchObject({
      kind: 'publish',
      entry: { type: 'key-abort', reason: 'rehearsal-failed 2' },
    });
  });
});
