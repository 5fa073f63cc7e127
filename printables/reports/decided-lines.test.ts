import { describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RecordFile } from '../../tally/record/reader.ts';
import { decidedLines } from './decided-lines.ts';

const hashAt = (index: number) => new Uint8Array(32).fill(index + 1);
const ctxAt = (index: number) => encodeBase64url(hashAt(index));
const election = (category: string) => ({ kind: 'election', category, title: { zh: '委员', en: 'Committee' } });
const round = (type: 'round' | 'paper-round', number: number, category = 'committee') => ({
  type,
  round: number,
  contests: [election(category)],
});
const counted = (type: 'result' | 'paper-count', at: number) => ({ type, ctx: ctxAt(at) });
const motion = (text: string, of: number | null = null) => ({
  ...{ type: 'motion', subject: of === null ? 'other' : 'reduction', text, round: of, mode: 'hands' },
  ...{ expected: 30, present: 28, inFavour: 25, against: 2, abstain: 1, carried: true },
});

/** Only what the lines are made of; signatures are the verifier's business. */
const fileOf = (...entries: readonly object[]): RecordFile =>
  ({
    leaves: entries.map((entry, index) => ({ kind: 'entry', index, hash: hashAt(index), entry })),
  }) as unknown as RecordFile;

const saidOf = (file: RecordFile, number: number) =>
  decidedLines(file, number).map((line) => /“(.*)”/u.exec(line)?.[1] ?? line);

describe('what was decided about a round (rules §4.1, §6.2)', () => {
  test('the assembly’s votes stand with a round on paper as with one on kiosks', () => {
    for (const [fixed, result] of [
      ['round', 'result'],
      ['paper-round', 'paper-count'],
    ] as const) {
      const file = fileOf({ type: 'meeting' }, round(fixed, 1), motion('通过选举办法'), counted(result, 1));
      expect(decidedLines(file, 1)).toEqual([
        '举手表决“通过选举办法”：应到30名，实到28名，赞成25，反对2，弃权1，通过。',
      ]);
    }
  });

  test('each vote once, whatever the round before and after it were held on', () => {
    const file = fileOf(
      { type: 'meeting' },
      round('paper-round', 1),
      motion('通过选举办法'),
      counted('paper-count', 1),
      motion('减少委员名额1名', 1),
      motion('更换监票人'),
      round('round', 2, 'further-election'),
      motion('推迟散会'),
      counted('result', 6),
      round('paper-round', 3, 'revote'),
      counted('paper-count', 9),
      motion('减少名额', 3),
      motion('通过决议'),
    );
    expect(saidOf(file, 1)).toEqual(['通过选举办法', '减少委员名额1名']);
    expect(saidOf(file, 2)).toEqual(['委员：就缺额另行选举。', '更换监票人', '推迟散会']);
    expect(saidOf(file, 3)).toEqual(['委员：票数相等者再次投票。', '减少名额', '通过决议']);
  });

  test('what the superior ruled on this round, and on no other', () => {
    const decision = {
      ...{ type: 'decision', ctx: ctxAt(1), matter: 'tie', post: '委员', person: '', granted: true },
      ...{ by: '青山镇党委', date: '2026-11-28', reason: '' },
    };
    const file = fileOf(
      { type: 'meeting' },
      round('round', 1),
      counted('result', 1),
      decision,
      round('paper-round', 2),
      counted('paper-count', 4),
    );
    expect(decidedLines(file, 1)).toHaveLength(1);
    expect(decidedLines(file, 2)).toEqual([]);
  });
});
