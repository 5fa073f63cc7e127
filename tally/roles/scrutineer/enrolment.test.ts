import { describe, expect, it } from 'vitest';
import type { MeetingEntry } from '../../record/meeting-entry.ts';
import { recognizeMeeting } from './enrolment.ts';
import { deviceOf, newAssembly } from './example-assembly.ts';

describe('a scrutineer’s device looks for its own keys before it does anything else (§3, §4)', async () => {
  const assembly = await newAssembly(3, 2);
  const state = deviceOf(assembly, 1);
  const [own, ...others] = assembly.meeting.scrutineers as MeetingEntry['scrutineers'] &
    [MeetingEntry['scrutineers'][number]];
  const stranger = others[0] as typeof own;
  const instead = (change: Partial<typeof own>) => ({ scrutineers: [{ ...own, ...change }, ...others] });

  it('and finds them in the meeting it enrolled for', () => {
    expect(recognizeMeeting(state, assembly.meeting)).toEqual({ ok: true, value: true });
  });

  it.each<[string, Partial<MeetingEntry>, string]>([
    ['another meeting', { id: 'another' }, 'meeting-other'],
    ['a meeting without this scrutineer', { scrutineers: [] }, 'scrutineer-other'],
    ['a meeting with somebody else in her place', instead({ name: stranger.name }), 'scrutineer-other'],
    ['a meeting with another key for entries', instead({ signKey: stranger.signKey }), 'keys-other'],
    ['a meeting with another key for cosignatures', instead({ cosignKey: stranger.cosignKey }), 'keys-other'],
  ])('and refuses %s', (_, change, error) => {
    expect(recognizeMeeting(state, { ...assembly.meeting, ...change })).toEqual({ ok: false, error });
  });
});
