import { describe, expect, it } from 'vitest';
import { SERVER } from '../../record/authors.ts';
import { type Entry, type SignedEntry, signEntry } from '../../record/entry.ts';
import { readRecord } from '../../record/reader.ts';
import { readCeremony } from './ceremony-record.ts';
import { type Assembly, assemblyWithKeys, deviceOf, newAssembly, overLeaves, recordOf } from './example-assembly.ts';
import { openedRound } from './example-round.ts';
import { abortCeremony, nextCeremonyStep } from './key-ceremony.ts';
import { signingKeyOf } from './state.ts';

const abortBy = (assembly: Assembly, index: number): SignedEntry => {
  const { step } = abortCeremony(deviceOf(assembly, index), { code: 'digits-differ' });
  if (step.kind !== 'publish') throw new Error('no abort');
  return step.entry;
};

describe('the ceremony as it stands in a record (§4)', () => {
  it('is none before a first entry that declares the meeting, signed by its own key', async () => {
    const assembly = await newAssembly(3, 2);
    const { meeting } = assembly;
    expect(readCeremony(recordOf(assembly))).toMatchObject({ meeting, attempt: 0, commits: [], inUse: false });
    expect(readCeremony(readRecord(''))).toBeUndefined();
    const second = overLeaves(assembly, [abortBy(assembly, 1), meeting]);
    expect(readCeremony(recordOf(second))).toBeUndefined();
    const foreign = signEntry(meeting, SERVER, signingKeyOf(deviceOf(assembly, 1)).secretKey);
    const notOwn = overLeaves(assembly, [{ ...meeting, signatures: [foreign] }]);
    expect(readCeremony(recordOf(notOwn))).toBeUndefined();
  });

  it('begins anew with an abort of what has begun, and passes over what is no entry of a ceremony', async () => {
    const assembly = await newAssembly(3, 2);
    const abort = abortBy(assembly, 1);
    const early = overLeaves(assembly, [assembly.meeting, abort, { type: 'nothing known' } as unknown as Entry]);
    expect(readCeremony(recordOf(early))).toMatchObject({ attempt: 0, lastAbort: null, forged: 0 });
  });

  it('hears no abort any more once a round stands in the record: the keys are in use', async () => {
    const assembly = await assemblyWithKeys(3, 2);
    openedRound(assembly);
    const before = readCeremony(recordOf(assembly));
    expect(before).toMatchObject({ attempt: 0, inUse: true });
    expect(before?.confirms).toHaveLength(3);
    assembly.writer.append(abortBy(assembly, 2));
    expect(readCeremony(recordOf(assembly))).toEqual(before);
    const view = { record: recordOf(assembly), letters: [] };
    expect((await nextCeremonyStep(deviceOf(assembly, 1), view)).step).toEqual({ kind: 'complete' });
    const without = { ...deviceOf(assembly, 1), share: null };
    expect((await nextCeremonyStep(without, view)).step).toEqual({ kind: 'lost', reason: 'secrets-lost' });
  });
});
