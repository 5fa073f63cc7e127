/**
 * Two 民主推荐 over HTTP, by the members and by the villagers' representatives, combined by the township to one list (两推, rules §4.3,
 * T69, T70), posted and settled (T74).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyResultSheet } from '../../printables/reports/verify-result-sheet.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { resultSheetFile } from '../../server/contract/public.ts';
import * as papers from '../../server/contract/township-papers.ts';
import { enterHall, runRound } from '../../server/rehearsal/meeting-run.ts';
import { createProofPool } from '../../server/workers/proof-pool.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { type FormsServer, prepareRecommendation, random, SCRUTINEERS, startFormsServer } from './hall-of-forms.ts';

const NOMINEES = ['甲一', '乙二', '丙三', '丁四', '戊五', '己六'] as const;
const POST = '村党支部委员';
const PRESENT = 10;

/** `top` is named by everybody but the last few, so that the ranking is its order. */
const ballots =
  (top: readonly string[]) =>
  (contests: readonly Contest[]): readonly (readonly ContestMarks[])[] =>
    Array.from({ length: PRESENT }, (_, voter) =>
      contests.map((contest): ContestMarks => {
        if (contest.kind !== 'recommendation') throw new Error('only a recommendation is held here');
        const chosen = top.filter((_name, at) => voter < PRESENT - at);
        return { kind: 'recommendation', recommended: contest.nominees.map(({ name }) => chosen.includes(name)) };
      }),
    );

const GROUPS = [
  { group: '党员', top: ['甲一', '乙二', '丙三'] },
  { group: '村民代表', top: ['甲一', '丁四', '戊五'] },
] as const;

let forms: FormsServer;
const meetings: string[] = [];
const pool = createProofPool();

const township = () => forms.roles.township;
const state = () => township().call(papers.townshipPapers);
const refusedWith = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error: unknown) => String(error),
  );

beforeAll(async () => {
  forms = await startFormsServer();
  for (const { group } of GROUPS)
    meetings.push(
      await prepareRecommendation(forms.roles.organizer, {
        group,
        participants: Array.from({ length: 9 }, (_, at) => `${group}${'一二三四五六七八九'[at]}`),
        post: POST,
        limit: 3,
        nominees: NOMINEES,
        minimum: PRESENT,
        rules: { recommendCombine: 'cross-list' },
      }),
    );
}, 120_000);

afterAll(async () => {
  await forms?.stop();
  await pool.close();
});

describe.sequential('two recommendations become one list', () => {
  test('each group votes by itself, with its own cards and its own sheet', async () => {
    for (const [at, { top, group }] of GROUPS.entries()) {
      const meeting = meetings[at] as string;
      const run = forms.run(meeting);
      const hall = await enterHall(run);
      await runRound(run, hall, { round: '1', present: PRESENT, ballots: ballots(top) });
      const now = await forms.roles.organizer.call(organizer.organizerMeeting, { params: { meeting } });
      expect(now.group).toBe(group);
      expect(now.roll.counts).toMatchObject({ members: 9 + SCRUTINEERS.length, quorumMinimum: PRESENT });
      const [form] = now.rounds[0]?.result?.forms ?? [];
      expect(form).toMatchObject({ kind: 'recommendation', limit: 3, nominees: 6, forms: PRESENT });
      expect(form?.rows).toEqual(
        top.map((label, place) => ({
          label,
          votes: PRESENT - place,
          share: `${100 - 10 * place}.00`,
          rank: place + 1,
        })),
      );
      const pdf = await forms.roles.organizer.call(resultSheetFile, { params: { meeting, round: '1' } });
      const checked = await verifyResultSheet(pdf, { random, ballotVerifier: pool.verifyBallots });
      expect(checked.findings).toEqual([]);
      await forms.roles.organizer.call(organizer.reportRound, { params: { meeting, round: '1' }, body: {} });
    }
  });

  test('crossing the lists gives five persons where one is common (T70), and nothing without both reports', async () => {
    const sources = meetings.map((meeting) => ({ meeting, list: POST }));
    const body = { title: '委员初步人选', seats: 3, sources };
    expect(
      await refusedWith(
        township().call(papers.beginCombination, {
          body: { ...body, sources: [{ meeting: meetings[0] as string, list: '书记' }] },
        }),
      ),
    ).toContain('form-source-unknown');
    expect(
      await refusedWith(
        township().call(papers.beginCombination, { body: { ...body, sources: [sources[0], sources[0]] as never } }),
      ),
    ).toContain('form-sources-differ');
    await township().call(papers.beginCombination, { body });
    const [combined] = (await state()).combinations;
    expect(combined).toMatchObject({
      required: 4,
      way: 'cross-list',
      proposed: ['甲一', '乙二', '丙三', '丁四', '戊五'],
      problems: [],
    });
    expect(combined?.groups.map(({ group }) => group)).toEqual(['党员', '村民代表']);
  });

  test('the list needs 20 % more than seats, a reason for whom nobody named, its days of publicity and answers', async () => {
    const id = (await state()).combinations[0]?.id ?? '';
    const params = { paper: id };
    const fix = (persons: string[], reason: string) =>
      township().call(papers.fixList, { params, body: { persons, reason } });
    expect(await refusedWith(fix(['甲一', '乙二', '丙三'], ''))).toContain('list-refused');
    expect(await refusedWith(fix(['甲一', '乙二', '丙三', '己六'], ''))).toContain('list-refused');
    await fix(['甲一', '乙二', '丙三', '己六'], '组织推荐');
    expect(await refusedWith(township().call(papers.settleCombination, { params, body: {} }))).toContain(
      'paper-incomplete',
    );
    const post = (posted: string) =>
      township().call(papers.postList, { params, body: { posted, telephone: '028-12380' } });
    await post('2999-10-10');
    expect((await state()).combinations[0]?.publicity).toMatchObject({
      first: '2999-10-11',
      last: '2999-10-13',
      free: '2999-10-14',
    });
    expect(await refusedWith(township().call(papers.settleCombination, { params, body: {} }))).toContain(
      'paper-incomplete',
    );
    await post('2020-10-10');
    await township().call(papers.recordObjection, {
      params,
      body: { day: '2020-10-12', words: '反映己六长期不在村', handling: '' },
    });
    expect(await refusedWith(township().call(papers.settleCombination, { params, body: {} }))).toContain(
      'paper-incomplete',
    );
    await township().call(papers.handleObjection, {
      params: { ...params, index: '0' },
      body: { handling: '经核实不属实' },
    });
    await township().call(papers.settleCombination, { params, body: {} });
    expect(await refusedWith(fix(['甲一', '乙二', '丙三', '丁四'], ''))).toContain('paper-settled');
  });
});
