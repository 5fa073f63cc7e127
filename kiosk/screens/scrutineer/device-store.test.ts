import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeviceMemory } from '../../../tally/roles/scrutineer/key-file.ts';
import { AnotherTabError, memoryKeeper, storedMemory } from './device-store.ts';

const WHO = { meeting: 'qingxi2026', index: 1, name: '杨辉' };
const EMPTY: DeviceMemory = { cosigned: null, fork: null, released: [], ceremony: null } as unknown as DeviceMemory;
const hash = (byte: number) => Buffer.alloc(32, byte).toString('base64url');
const ANSWERED = {
  ...EMPTY,
  released: [{ ctx: hash(1), stage: 'tally', list: hash(2) }],
} as unknown as DeviceMemory;

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

test('one tab stores what it remembers, again and again', () => {
  const { store } = memoryKeeper(WHO);
  store(EMPTY);
  store(ANSWERED);
  expect(storedMemory(WHO)).toEqual(ANSWERED);
});

test('a tab that was opened earlier cannot make the device forget the list another tab answered (§8.2)', () => {
  memoryKeeper(WHO).store(EMPTY);
  const earlier = memoryKeeper(WHO);
  earlier.requireAlone();
  memoryKeeper(WHO).store(ANSWERED);
  expect(earlier.requireAlone).toThrow(AnotherTabError);
  expect(() => earlier.store(EMPTY)).toThrow(AnotherTabError);
  expect(storedMemory(WHO)).toEqual(ANSWERED);
});
