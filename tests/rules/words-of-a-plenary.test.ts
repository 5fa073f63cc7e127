/** A plenary counts the members of a committee (rules §1.12): so say all who show its numbers, of a round on kiosks as of one on paper. */
import { describe, expect, test } from 'vitest';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { committeeContest } from '../../tally/simulation/simulate-election.ts';
import { ballotLines } from '../../tally/text/ballot-lines.ts';
import { baseLine } from '../../tally/text/standing.ts';
import { smallElection, verifySmall } from '../attacks/attack.ts';
import { ON_PAPER } from '../attacks/paper-count-attacks.ts';

const OF_MEMBERS = /有选举权|entitled/u;

describe.each(['plenary', 'assembly'] as const)('of a meeting that is a %s', (kind) => {
  const isPlenary = kind === 'plenary';

  test.each([
    ['on kiosks', { contests: [committeeContest(2, 1, 0)] }],
    ['on paper', ON_PAPER],
  ])('the result of a round %s names its base', async (_, options) => {
    const { record } = await smallElection('plenary', { ...options, kind });
    const { result } = await verifySmall(record);
    const [contest] = result?.contests ?? [];
    if (result === null || contest === undefined) throw new Error('no result');
    const { zh, en } = baseLine(result, contest);
    expect([zh, en].map((said) => OF_MEMBERS.test(said))).toEqual([!isPlenary, !isPlenary]);
    expect([zh.includes('会委员人数'), en.includes('committee members')]).toEqual([isPlenary, isPlenary]);
    expect(contest.notices.length).toBeGreaterThan(0);
    for (const notice of contest.notices) expect(notice.zh + notice.en).not.toMatch(OF_MEMBERS);
  });

  test('the lines to sign do, too', async () => {
    const { record } = await smallElection('plenary', { kind });
    const [round] = entriesOf(readRecord(record), 'round');
    if (round === undefined) throw new Error('no round');
    const said = JSON.stringify(ballotLines(round.entry, kind));
    expect([said.includes('会有选举权人数'), said.includes('会委员人数')]).toEqual([!isPlenary, isPlenary]);
  });
});
