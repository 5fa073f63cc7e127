import { describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { paperCountOf } from '../../tally/paper/paper-round.ts';
import { entryHash } from '../../tally/record/entry.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import type { RoundEntry } from '../../tally/record/round-entries.ts';
import { checkpointLine, entryLine } from '../../tally/record/writer.ts';
import { FINDING_TEXT } from '../../tally/verify/finding-text.ts';
import { ATTACK_TABLES } from './all-attacks.ts';
import { HONEST_COURSES } from './assembly-attacks.ts';
import { carryOut, namedFindings, smallElection, verifySmall } from './attack.ts';
import { CONTEST, HONEST_FORMS, ON_PAPER, PAPER_BOX } from './paper-count-attacks.ts';

describe.each(ATTACK_TABLES)('attacks on %s are refused', (_, attacks) => {
  test.each(attacks)('$name', async (attack) => {
    const verification = await carryOut(attack);
    expect(namedFindings(verification)).toEqual([...attack.found].sort());
    expect(verification.ok).toBe(false);
    expect(verification.findings.every(({ line }) => line !== null || attack.name === 'an empty file')).toBe(true);
  });
});

test('every finding of the verifier is brought about by an attack, besides those of the result sheet', () => {
  const found = new Set(ATTACK_TABLES.flatMap(([, attacks]) => attacks.flatMap((attack) => attack.found)));
  const codes = [...found].map((name) => name.split('/')[1]);
  const ofSheet = (code: string) => code.startsWith('sheet-');
  expect(Object.keys(FINDING_TEXT).filter((code) => !codes.includes(code) && !ofSheet(code))).toEqual([]);
});

describe('honest records are accepted', () => {
  test.each([...HONEST_COURSES, ...HONEST_FORMS])('$name', async (course) => {
    const { findings } = await carryOut({ ...course, found: [] });
    expect(findings).toEqual([]);
  });

  test('the election the attacks are made on', async () => {
    const { record } = await smallElection('attacks');
    const { ok, findings, trusted } = await verifySmall(record);
    expect(findings).toEqual([]);
    expect({ ok, trusted }).toEqual({ ok: true, trusted: false });
  });

  test('two rounds in one meeting', async () => {
    const { contests } = {
      contests: [{ kind: 'recommendation', title: { zh: '推荐', en: 'R' }, nominees: persons(3), limit: 2 }],
    } as const;
    const { record, result } = await smallElection('two rounds', { furtherRounds: [{ ballots: 5, contests }] });
    const verification = await verifySmall(record);
    expect(verification.findings).toEqual([]);
    expect(verification.results.map(({ round }) => round)).toEqual([1, 2]);
    expect(verification.result).toEqual(result);
  });

  test('a ceremony that was aborted because a package was not the committed one, then held again', async () => {
    const { record } = await smallElection('aborted', {
      deviation: {
        write: (draft) => {
          if (draft.type !== 'key-commit' || draft.index !== 1) return draft;
          return [draft, draft, { type: 'key-abort', index: 1, reason: '公开的内容与提交的不符' }, draft];
        },
      },
    });
    const { ok, findings } = await verifySmall(record);
    expect(findings).toEqual([]);
    expect(ok).toBe(true);
  });

  test('a round that went to paper ends without a count', async () => {
    const counted = new Set(['aggregate', 'result', 'attestation', 'paper-proof']);
    const { record } = await smallElection('paper', {
      deviation: {
        write: (draft) => {
          if (draft.type === 'close') return { type: 'paper', ctx: draft.ctx, reason: '停电' };
          const isTally = draft.type === 'partial-decryption' && draft.stage === 'tally';
          return counted.has(draft.type) || isTally ? [] : draft;
        },
        authors: (draft, own) => (draft.type === 'paper' ? ['server'] : own),
      },
    });
    const { ok, findings, result } = await verifySmall(record);
    expect(findings).toEqual([]);
    expect({ ok, result }).toEqual({ ok: true, result: null });
  });

  test('a round on paper from the start, then one on paper that builds on it', async () => {
    const second = { ...ON_PAPER, contests: [{ ...CONTEST, post: '纪检委员' }] };
    const { record, result } = await smallElection('on paper', { ...ON_PAPER, furtherRounds: [second as never] });
    const verification = await verifySmall(record);
    expect(verification.findings).toEqual([]);
    expect(verification.ok).toBe(true);
    expect(verification.results.map(({ round, medium }) => [round, medium])).toEqual([
      [1, 'paper'],
      [2, 'paper'],
    ]);
    expect(verification.result).toEqual(result);
    expect(verification.result?.contests[0]?.counts).toMatchObject({
      [result.contests[0]?.elected[0] ?? '']: { approve: 5 },
    });
  });

  test('a round sealed for kiosks, given up for paper and counted there', async () => {
    let round: RoundEntry | undefined;
    let meeting: MeetingEntry | undefined;
    const dropped = new Set(['aggregate', 'result', 'attestation', 'paper-proof']);
    const { record } = await smallElection('to paper', {
      contests: [CONTEST],
      deviation: {
        signed: (entry) => {
          if (entry.type === 'meeting') meeting = entry;
          if (entry.type === 'round') round = entry;
          return entry;
        },
        write: (draft) => {
          if (draft.type === 'partial-decryption' && draft.stage === 'tally') return [];
          if (dropped.has(draft.type)) return [];
          if (draft.type !== 'close' || round === undefined || meeting === undefined) return draft;
          const attendance = { expected: round.roll.expected, present: round.roll.expected };
          const counted = paperCountOf(meeting, round, attendance, [
            { ...PAPER_BOX, printed: 9, issued: 7, voters: 7, remaining: 2 },
          ]);
          if (!counted.ok) throw new Error(counted.error[0]?.en);
          return [
            { type: 'paper', ctx: draft.ctx, reason: '停电' },
            { ...counted.value, ctx: draft.ctx },
          ];
        },
        authors: (draft, own) => (draft.type === 'paper' ? ['server'] : own),
      },
    });
    const { findings, ok, result } = await verifySmall(record);
    expect(findings).toEqual([]);
    expect({ ok, medium: result?.medium, valid: result?.valid }).toEqual({ ok: true, medium: 'paper', valid: 6 });
  });

  test.each([
    ['before any ceremony', 'key-commit'],
    ['during the ceremony', 'key-reveal'],
    ['before the cards', 'tokens'],
    ['before the round is signed', 'round'],
  ] as const)('a meeting that goes to paper %s ends without a count', async (_, first) => {
    let meeting = '';
    let isOver = false;
    // The record up to the first checkpoint after the paper; nothing follows it.
    const lines: string[] = [];
    const isComplete = () => lines.at(-1)?.startsWith('{"note"') === true && lines.at(-2)?.includes('"paper"') === true;
    await smallElection('paper meeting', {
      deviation: {
        write: (draft) => {
          if (isOver || draft.type !== first) return isOver ? [] : draft;
          isOver = true;
          return { type: 'paper', ctx: meeting, reason: '停电' };
        },
        authors: (draft, own) => (draft.type === 'paper' ? ['server'] : own),
        signed: (entry) => {
          if (entry.type === 'meeting') meeting = encodeBase64url(entryHash(entry));
          lines.push(entryLine(entry));
          return entry;
        },
        checkpoint: (note) => {
          if (!isComplete()) lines.push(checkpointLine(note));
          return note;
        },
      },
    });
    const { ok, findings, result } = await verifySmall(lines.join(''));
    expect(findings).toEqual([]);
    expect({ ok, result }).toEqual({ ok: true, result: null });
  });

  test('a record up to its close, as scrutineers verify it before they decrypt', async () => {
    const { record } = await smallElection('close');
    const lines = record.split('\n');
    const close = lines.findIndex((line) => line.includes('"type":"close"'));
    const closed = `${lines.slice(0, close + 2).join('\n')}\n`;
    const verification = await verifySmall(closed, { through: 'close' });
    expect(verification.findings).toEqual([]);
    expect(verification.checks.map(({ name }) => name).at(-1)).toBe('accounting');
    expect(verification.rounds[0]?.sums).toHaveLength(2);
    expect((await verifySmall(closed)).ok).toBe(false);
  });
});

const persons = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `人${i}`, remark: '' }));
