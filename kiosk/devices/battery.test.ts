import { expect, test } from 'vitest';
import { kioskHealthSchema } from '../../server/contract/organizer.ts';
import { type Battery, type BatteryManager, watchBattery } from './battery.ts';

/** A battery as Chromium's: it says that it has changed, and is asked for the rest. */
function battery(level: number, charging: boolean) {
  const events = new EventTarget();
  const manager = Object.assign(events, { level, charging });
  return {
    getBattery: async () => manager as BatteryManager,
    become: (change: Partial<Pick<BatteryManager, 'level' | 'charging'>>, event: string) => {
      Object.assign(manager, change);
      events.dispatchEvent(new Event(event));
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('the battery is told at once and with every change, in steps of five, downwards', async () => {
  const source = battery(0.329, false);
  const told: Battery[] = [];
  const stop = watchBattery(source, (now) => told.push(now));
  await settled();
  expect(told).toEqual([{ percent: 30, charging: false }]);
  source.become({ level: 0.2999 }, 'levelchange');
  source.become({ charging: true }, 'chargingchange');
  // 0.57 × 100 is a little less than 57, and 0.55 × 100 a little more than 55: a full step stays one.
  for (const level of [0.35, 0.55, 0.15, 0, 1]) source.become({ level }, 'levelchange');
  expect(told.slice(1).map(({ percent }) => percent)).toEqual([25, 25, 35, 55, 15, 0, 100]);
  expect(told[2]).toEqual({ percent: 25, charging: true });
  stop();
  source.become({ level: 0.5 }, 'levelchange');
  expect(told).toHaveLength(8);
});

test('nothing is said where the browser knows of no battery, refuses to tell, or answers when the page has gone', async () => {
  const told: Battery[] = [];
  const tell = (now: Battery) => void told.push(now);
  watchBattery({}, tell);
  watchBattery({ getBattery: () => Promise.reject(new Error('not allowed')) }, tell);
  watchBattery(battery(0.5, false), tell)();
  await settled();
  expect(told).toEqual([]);
});

test('the server takes steps of five per cent and whether it charges, and nothing else about a battery', () => {
  const health = { scanner: 'keyboard', camera: false, box: null, needs: [] };
  const takes = (battery: unknown) => kioskHealthSchema.safeParse({ ...health, battery }).success;
  expect([takes(null), takes({ percent: 0, charging: false }), takes({ percent: 100, charging: true })]).toEqual([
    true,
    true,
    true,
  ]);
  for (const wrong of [
    undefined,
    { percent: 27, charging: false },
    { percent: 105, charging: false },
    { percent: -5, charging: false },
    { percent: 30 },
    { percent: 30, charging: false, dischargingTime: 5400 },
  ])
    expect(takes(wrong), JSON.stringify(wrong)).toBe(false);
});
