import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeviceMemory } from '../../../tally/roles/scrutineer/key-file.ts';
import { AnotherTabError, memoryKeeper, storedMemory } from './device-store.ts';

const WHO = { meeting: 'qingxi2026', index: 1, name: '杨辉' };
const EMPTY: DeviceMemory = { cosigned: null, fork: null, released: [], ceremony: null };
const hash = (byte: number) => Buffer.alloc(32, byte).toString('base64url');
const ANSWERED: DeviceMemory = { ...EMPTY, released: [{ ctx: hash(1), stage: 'tally', list: hash(2) }] };

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
  expect(storedMemory(WHO)).toEqual({ ok: true, value: ANSWERED });
});

test('a tab that was opened earlier cannot make the device forget the list another tab answered (§8.2)', () => {
  memoryKeeper(WHO).store(EMPTY);
  const earlier = memoryKeeper(WHO);
  earlier.requireAlone();
  memoryKeeper(WHO).store(ANSWERED);
  expect(earlier.requireAlone).toThrow(AnotherTabError);
  expect(() => earlier.store(EMPTY)).toThrow(AnotherTabError);
  expect(storedMemory(WHO)).toEqual({ ok: true, value: ANSWERED });
});

test('a memory that is there and cannot be read is never taken for none; nothing unreadable is stored (§8.2)', () => {
  expect(storedMemory(WHO)).toEqual({ ok: true, value: null });
  const { store } = memoryKeeper(WHO);
  store(ANSWERED);
  const padded = { ...ANSWERED, cosigned: { size: 1, root: hash(3), note: 'x'.repeat(20_001) } };
  expect(() => store(padded)).toThrow();
  expect(storedMemory(WHO)).toEqual({ ok: true, value: ANSWERED });
  for (const damaged of ['{', JSON.stringify(padded), 'null']) {
    localStorage.setItem('changpiao.scrutineer.qingxi2026.1.memory', damaged);
    expect(storedMemory(WHO)).toEqual({ ok: false, error: 'memory-unreadable' });
  }
});
