import { beforeAll, expect, test } from 'vitest';
import { type Assembly, newAssembly } from '../roles/scrutineer/example-assembly.ts';
import { parseTrustedKeys, trustedKeysOf, trustFaults } from './trusted-keys.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await newAssembly(2, 2);
});

test('the file of trusted keys is read as it was written, and nothing else is (specification §3.1)', () => {
  const own = trustedKeysOf(assembly.meeting);
  expect(parseTrustedKeys(JSON.stringify(own, null, 2))).toEqual({ ok: true, value: own });
  for (const text of ['', '{', 'keys']) expect(parseTrustedKeys(text)).toEqual({ ok: false, error: 'not-json' });
  const { witnesses: _, ...less } = own;
  for (const value of [null, [], less, { ...own, more: 1 }, { ...own, version: 2 }, { ...own, scrutineers: [] }])
    expect(parseTrustedKeys(JSON.stringify(value))).toEqual({ ok: false, error: 'not-trusted-keys' });
});

test('every member that departs from the trusted one is named (specification §10, check 2)', () => {
  const { meeting } = assembly;
  const own = trustedKeysOf(meeting);
  const [first] = own.scrutineers;
  if (first === undefined) throw new Error('no scrutineer');
  expect(trustFaults(meeting, own)).toEqual([]);
  expect(trustFaults(meeting, { ...own, meeting: 'other' })).toEqual(['trusted-meeting-differs']);
  expect(trustFaults(meeting, { ...own, logOrigin: 'other' })).toEqual(['trusted-log-differs']);
  const keys = { ...own.keys, receipts: own.keys.log };
  expect(trustFaults(meeting, { ...own, keys })).toEqual(['trusted-server-keys-differ']);
  expect(trustFaults(meeting, { ...own, scrutineers: [first] })).toEqual(['trusted-scrutineers-differ']);
  const witnesses = [{ name: 'witness.example', key: own.keys.log }];
  expect(trustFaults(meeting, { ...own, witnesses })).toEqual(['trusted-witnesses-differ']);
});
