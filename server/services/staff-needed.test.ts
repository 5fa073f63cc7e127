/** Which kiosks staff are sent to: those that ask, those whose scanner is gone, and while people vote those that are silent. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHASES } from '../../tally/phase.ts';
import type { KioskHealth } from '../contract/organizer.ts';
import { insertMachine, insertSession } from '../store/accounts.ts';
import type { DatabaseConnection } from '../store/database.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { createKioskHealth } from './kiosk-health.ts';
import { createMeetingDrafts } from './meeting-drafts.ts';
import { createPresence, machineKey } from './presence.ts';
import { random } from './scratch-record.ts';
import { createStaffNeeded } from './staff-needed.ts';

const health = (change: Partial<KioskHealth> = {}): KioskHealth => ({
  scanner: 'keyboard',
  camera: false,
  battery: null,
  box: null,
  needs: [],
  ...change,
});

let connection: DatabaseConnection;
beforeAll(async () => {
  connection = await scratchDatabase();
});
afterAll(() => connection.close());

test('a kiosk is named with what it needs; a silent one while voting is open or paused, and none that was never there', async () => {
  const { db } = connection;
  const meeting = await createMeetingDrafts({ db, random }).createSample();
  let time = new Date('2026-11-28T01:00:00Z');
  const presence = createPresence(() => time);
  const told = createKioskHealth();
  const needed = createStaffNeeded({ db, health: told, presence, now: () => time });
  const paired = async (role: 'kiosk' | 'card-station', name: string) => {
    const machine = await insertMachine(db, { meeting, role, name });
    const expiresAt = new Date(time.getTime() + 86_400_000);
    const nobody = { official: null, scrutineer: null };
    await insertSession(db, { ...nobody, hash: name, audience: role, meeting, machine, expiresAt });
    presence.seen(machineKey(machine));
    return machine;
  };
  const first = await paired('kiosk', '一号机');
  const second = await paired('kiosk', '二号机');
  await paired('card-station', '制卡机');
  await insertMachine(db, { meeting, role: 'kiosk', name: '没有配对的' });

  expect(await needed(meeting, 'voting')).toEqual([]);
  told.tell(first, health());
  told.tell(second, health({ needs: ['called'] }));
  expect(await needed(meeting, 'voting')).toEqual([{ kiosk: '二号机', needs: ['called'] }]);
  told.tell(first, health({ scanner: 'lost', needs: ['printer'] }));
  expect(await needed(meeting, 'check-in')).toEqual([
    { kiosk: '一号机', needs: ['printer', 'scanner'] },
    { kiosk: '二号机', needs: ['called'] },
  ]);
  told.tell(first, health());
  told.tell(second, health());
  expect(await needed(meeting, 'voting')).toEqual([]);

  told.tell(second, health({ needs: ['called'] }));
  time = new Date(time.getTime() + 60_000);
  presence.seen(machineKey(first));
  for (const phase of PHASES)
    expect(await needed(meeting, phase), phase).toEqual(
      phase === 'voting' || phase === 'paused' ? [{ kiosk: '二号机', needs: ['network'] }] : [],
    );
});
