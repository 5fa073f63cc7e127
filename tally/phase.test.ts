import { describe, expect, test } from 'vitest';
import { err, ok } from '../crypto/result.ts';
import {
  advance,
  isDeskOpen,
  isPublished,
  needsPhase,
  nextPhases,
  PHASES,
  STATE_BAR,
  STATE_OF_PHASE,
} from './phase.ts';

describe('phases of a meeting', () => {
  test('the bar has eleven words in the order of the meeting', () => {
    expect(STATE_BAR.map(({ zh }) => zh)).toEqual([
      '筹备',
      '封存',
      '签到',
      '投票',
      '暂停',
      '截止',
      '清点',
      '开票',
      '公布',
      '报批',
      '批复',
    ]);
    expect(new Set(Object.values(STATE_OF_PHASE)).size).toBe(STATE_BAR.length);
  });

  test('the main path runs from draft to answered', () => {
    const path = PHASES.filter((phase) => phase !== 'paused');
    for (const [i, phase] of path.entries()) {
      const next = path[i + 1];
      if (next !== undefined) expect(advance(phase, next)).toEqual(ok(next));
    }
  });

  test('a result is shown from its publication on, and in no phase before', () => {
    expect(PHASES.filter(isPublished)).toEqual(['published', 'reported', 'answered']);
  });

  test('voting pauses and goes on; a stop is final', () => {
    expect(advance('voting', 'paused')).toEqual(ok('paused'));
    expect(advance('paused', 'voting')).toEqual(ok('voting'));
    expect(advance('stopped', 'voting')).toEqual(err('transition-forbidden'));
    expect(advance('closed', 'voting')).toEqual(err('transition-forbidden'));
  });

  test('nothing is voted before the round is sealed or counted before the cards are accounted for', () => {
    expect(advance('cards', 'voting')).toEqual(err('transition-forbidden'));
    expect(advance('stopped', 'counting')).toEqual(err('transition-forbidden'));
    expect(advance('voting', 'counting')).toEqual(err('transition-forbidden'));
    expect(nextPhases('counting')).toEqual(['published']);
  });

  test('a further round makes its own cards', () => {
    for (const phase of ['stopped', 'closed', 'published'] as const) expect(nextPhases(phase)).toContain('cards');
  });

  test('the desk is closed while voting is open (specification §5)', () => {
    expect(PHASES.filter(isDeskOpen)).toEqual(['check-in', 'paused']);
  });

  test('a refused action says which state it needs', () => {
    const text = needsPhase(['voting', 'paused'], 'draft');
    expect(text.zh).toContain('投票');
    expect(text.zh).toContain('暂停');
    expect(text.zh).toContain('筹备');
    expect(text.en).toContain('Preparing');
  });
});
