import { expect, test } from 'vitest';
import type { KioskHealth } from '../../../server/contract/organizer.ts';
import { batteryWords } from './printer-words.ts';

const of = (battery: KioskHealth['battery']) =>
  batteryWords({ scanner: 'keyboard', camera: false, battery, box: null, needs: [] });

test('a battery is said with its power, and warned of only when it is below 30 % and not on power', () => {
  expect(of({ percent: 85, charging: false })).toEqual({
    text: { zh: '电量 85% · 未接电源', en: '85% · not on power' },
    isGood: true,
  });
  expect(of({ percent: 30, charging: false })?.isGood).toBe(true);
  expect(of({ percent: 25, charging: false })).toEqual({
    text: { zh: '电量 25% · 未接电源，请充电', en: '25% · not on power: charge it' },
    isGood: false,
  });
  expect(of({ percent: 25, charging: true })).toEqual({
    text: { zh: '电量 25% · 已接电源', en: '25% · on power' },
    isGood: true,
  });
});

test('where nothing is known of a battery nothing is said of one', () => {
  expect(of(null)).toBeNull();
  expect(batteryWords(null)).toBeNull();
});
