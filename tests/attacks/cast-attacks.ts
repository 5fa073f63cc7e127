/** Attacks on ballots, casts, voids and challenges (specification §5, §6, §7, §11). */
import type { BallotEntry, ChallengeEntry } from '../../tally/record/ballot-entries.ts';
import { makeBallots } from '../../tally/simulation/ballot-making.ts';
import type { Deviation, DeviationTools } from '../../tally/simulation/deviation.ts';
import type { Attack } from './attack.ts';
import {
  cardOf,
  castOf,
  castsOf,
  replaceFirstCast,
  rerandomized,
  tokenKey,
  voidOf,
  withOneVoteMore,
} from './forged-ballots.ts';
import { rewrite } from './writing.ts';

const IDENTITY = 'A'.repeat(43);
/** 2^256 − 1 and q: 32 bytes that encode neither a point nor a scalar. */
const NO_POINT = `${'_'.repeat(42)}8`;
const NO_SCALAR = '7dP1XBpjEljWnPei3vneFAAAAAAAAAAAAAAAAAAAABA';

type Ballot = Extract<BallotEntry, { type: 'cast' }>['ballot'];

/** What the server does to the ballot entries of the round before they enter the log. */
const ballots =
  (change: (entries: readonly BallotEntry[], tools: DeviationTools) => readonly BallotEntry[]) => (): Deviation => ({
    ballots: change,
  });

/** A kiosk that changes the ballot it casts, and signs what it casts. */
const inFirstBallot = (change: (ballot: Ballot, tools: DeviationTools) => Partial<Ballot>) =>
  ballots((entries, tools) =>
    replaceFirstCast(entries, (cast) =>
      castOf(tools, cardOf(tools, cast), { ...cast.ballot, ...change(cast.ballot, tools) }),
    ),
  );

const inChallenge = (change: (entry: ChallengeEntry) => Partial<ChallengeEntry>) =>
  ballots((entries) => entries.map((entry) => (entry.type === 'challenge' ? { ...entry, ...change(entry) } : entry)));

const made = (
  tools: DeviationTools,
  card: string,
  kind?: 'cast' | 'challenge',
  job: Partial<DeviationTools['job']> = {},
) => {
  const [entry] = makeBallots({ ...tools.job, ...job, ballots: [tools.plan(card, kind)] });
  return entry as BallotEntry;
};

const withoutVoidOf = (entries: readonly BallotEntry[], T: string): readonly BallotEntry[] =>
  entries.filter((entry) => entry.type !== 'void' || entry.T !== T);

const spare = (tools: DeviationTools): string => tools.spareCards[0] as string;

export const BALLOT_ATTACKS: readonly Attack[] = [
  {
    name: 'a vote added to a proven ballot: a bit of two',
    found: ['ballots/proof-invalid', 'outcome/outcome-impossible', 'result/counts-impossible'],
    deviation: inFirstBallot((ballot) => withOneVoteMore(ballot)),
  },
  {
    name: 'a ballot copied to another token',
    found: ['ballots/proof-invalid'],
    deviation: ballots((entries, tools) => {
      const [one, two] = castsOf(entries);
      if (one === undefined || two === undefined) throw new Error('two casts');
      const copied = castOf(tools, cardOf(tools, two), { ...one.ballot, T: two.ballot.T });
      return entries.map((entry) => (entry === two ? copied : entry));
    }),
  },
  {
    name: 'a re-randomised ballot with the old proof',
    found: ['ballots/proof-invalid'],
    deviation: inFirstBallot((ballot, { job }) => rerandomized(ballot, job.K)),
  },
  {
    name: 'a ballot with permuted ciphertexts: marks moved to another place',
    found: ['ballots/proof-invalid', 'result/counts-differ'],
    deviation: inFirstBallot(({ E }) => ({ E: [...E].reverse() })),
  },
  {
    name: 'a ballot made for another round, where its proof holds',
    found: ['ballots/ballot-of-other-round', 'ballots/proof-invalid', 'casts/token-signature-invalid'],
    deviation: ballots((entries, tools) =>
      replaceFirstCast(entries, (cast) => made(tools, cardOf(tools, cast), 'cast', { ctx: tools.job.meeting })),
    ),
  },
  {
    name: 'a ballot of another meeting: its tokens are not on the list',
    found: ['ballots/token-not-listed'],
    deviation: ballots((entries, tools) =>
      replaceFirstCast(entries, (cast) => {
        const elsewhere = { ...tools, job: { ...tools.job, meeting: tools.job.ctx } };
        return made(elsewhere, cardOf(tools, cast));
      }),
    ),
  },
  {
    name: 'a ballot by O, which the list holds as a token',
    found: ['ballots/ballot-malformed', 'casts/token-not-listed', 'tokens/token-malformed'],
    deviation: () => ({
      ...rewrite('tokens', ({ tokens }) => ({ tokens: [IDENTITY, ...tokens.slice(1)] }))(),
      ballots: (entries, tools) =>
        replaceFirstCast(entries, (cast) => castOf(tools, cardOf(tools, cast), { ...cast.ballot, T: IDENTITY })),
    }),
  },
  {
    name: 'a ballot of a larger circuit',
    found: ['ballots/ballot-malformed'],
    deviation: ballots((entries, tools) =>
      replaceFirstCast(entries, (cast) => {
        const contests = [{ kind: 'recommendation', nominees: 9, limit: 2 }] as const;
        const plan = { ...tools.plan(cardOf(tools, cast)), marks: [[1, 1, 0, 0, 0, 0, 0, 0, 0]] as const };
        const [entry] = makeBallots({ ...tools.job, contests, ballots: [plan] });
        return entry as BallotEntry;
      }),
    ),
  },
  {
    name: 'a ballot with a ciphertext more',
    found: ['ballots/ballot-malformed'],
    deviation: inFirstBallot(({ E }) => ({ E: [...E, ...E.slice(0, 1)] })),
  },
  {
    name: 'a ballot with a response less',
    found: [
      'aggregate/aggregate-differs',
      'ballots/ballot-malformed',
      'decryption/partial-invalid',
      'decryption/partials-too-few',
      'result/counts-differ',
    ],
    deviation: inFirstBallot(({ f }) => ({ f: f.slice(1) })),
  },
  {
    name: 'two ballots that are the same up to a brace in a text',
    found: ['ballots/ballot-malformed'],
    deviation: ballots((entries, tools) => {
      const braced = castsOf(entries).slice(0, 2);
      return entries.map((entry) => {
        const cast = braced.find((one) => one === entry);
        if (cast === undefined) return entry;
        const [[, second] = ['', ''], ...others] = cast.ballot.E;
        return castOf(tools, cardOf(tools, cast), { ...cast.ballot, E: [['}', second], ...others] });
      });
    }),
  },
  ...(
    [
      ['a point without encoding', { V: NO_POINT }],
      ['a scalar that is not reduced', { z: NO_SCALAR }],
      [
        'O as a first component',
        {
          E: [
            [IDENTITY, IDENTITY],
            [IDENTITY, IDENTITY],
          ],
        },
      ],
    ] as const
  ).map(
    ([what, change]): Attack => ({
      name: `${what} in a ballot`,
      found: ['ballots/ballot-malformed'],
      deviation: inFirstBallot(() => change),
    }),
  ),
];

export const CAST_ATTACKS: readonly Attack[] = [
  {
    name: 'a pending ballot turned into a cast',
    found: ['casts/token-signature-invalid'],
    deviation: ballots((entries, tools) =>
      replaceFirstCast(entries, (cast) => castOf(tools, cardOf(tools, cast), cast.ballot, 'pending')),
    ),
  },
  {
    name: 'a cast whose token signature is no scalar',
    found: ['casts/token-signature-malformed'],
    deviation: ballots((entries) => replaceFirstCast(entries, (cast) => ({ ...cast, s: NO_SCALAR }))),
  },
  {
    name: 'a second ballot by a token',
    found: ['casts/token-used-twice'],
    deviation: ballots((entries, tools) => {
      const [first, second] = castsOf(entries);
      if (first === undefined || second === undefined) throw new Error('two casts');
      const again = made(tools, cardOf(tools, second));
      return entries.map((entry) => (entry === first ? again : entry));
    }),
  },
  {
    name: 'a challenged token that casts the ballot it opened',
    found: ['casts/ballot-code-twice', 'casts/token-used-twice'],
    deviation: ballots((entries, tools) => {
      const challenge = entries.find((entry) => entry.type === 'challenge') as ChallengeEntry;
      return replaceFirstCast(entries, () => castOf(tools, tools.challengeCards[0] as string, challenge.ballot));
    }),
  },
  {
    name: 'spare cards cast by the card station',
    found: ['accounting/accounting-b', 'accounting/accounting-d', 'outcome/outcome-impossible'],
    deviation: ballots((entries, tools) => {
      const card = spare(tools);
      const rest = withoutVoidOf(entries, tokenKey(tools, card));
      const another = withoutVoidOf(rest, tokenKey(tools, tools.spareCards[1] as string));
      return [made(tools, card), made(tools, tools.spareCards[1] as string), ...another];
    }),
  },
  {
    name: 'a dropped cast of which a kiosk kept the acceptance',
    found: ['casts/acceptance-missing'],
    deviation: ballots((entries) => replaceFirstCast(entries, () => null)),
    verify: (record) => {
      const ctx = /"type":"cast"/.test(record) ? (/"ballot":\{[^}]*?"ctx":"([^"]+)"/.exec(record)?.[1] ?? '') : '';
      return { acceptances: [{ ctx, T: IDENTITY, h: IDENTITY }] };
    },
  },
  {
    name: 'a void of a card nobody made',
    found: ['accounting/accounting-b', 'accounting/accounting-c', 'casts/token-not-listed'],
    deviation: ballots((entries, tools) => [...entries, voidOf(tools, IDENTITY.slice(0, 22))]),
  },
  {
    name: 'a void without the card',
    found: ['casts/token-signature-invalid'],
    deviation: ballots((entries, tools) =>
      entries.map((entry) =>
        entry.type === 'void' && entry.action === 'void-returned'
          ? { ...voidOf(tools, spare(tools), 'void-returned'), T: entry.T }
          : entry,
      ),
    ),
  },
  ...(['R', 's'] as const).map(
    (part): Attack => ({
      name: `a void whose ${part} is no ${part === 'R' ? 'point' : 'scalar'}`,
      found: ['casts/token-signature-invalid'],
      deviation: ballots((entries) =>
        entries.map((entry) =>
          entry.type === 'void' && entry.action === 'void-returned'
            ? { ...entry, [part]: `${'_'.repeat(42)}8` }
            : entry,
        ),
      ),
    }),
  ),
  {
    name: 'a void signed for another purpose',
    found: ['accounting/accounting-b', 'casts/token-signature-invalid'],
    deviation: ballots((entries) =>
      entries.map((entry) =>
        entry.type === 'void' && entry.action === 'void-returned' ? { ...entry, action: 'void-unissued' } : entry,
      ),
    ),
  },
  {
    name: 'a void of another round',
    found: ['casts/ctx-differs', 'casts/token-signature-invalid'],
    deviation: ballots((entries, { job }) =>
      entries.map((entry) =>
        entry.type === 'void' && entry.action === 'void-returned' ? { ...entry, ctx: job.meeting } : entry,
      ),
    ),
  },
  {
    name: 'a kiosk that encrypted other marks than it opens',
    found: ['casts/challenge-differs', 'casts/challenge-verdict-wrong'],
    deviation: inChallenge(({ marks }) => ({
      marks: marks.map((bits) => bits.map((bit, at) => (at === 1 ? 1 - bit : at === 0 ? 0 : bit))),
    })),
  },
  {
    name: 'a kiosk that is caught and admits it',
    found: ['casts/challenge-differs'],
    deviation: inChallenge(() => ({ seed: IDENTITY, verdict: 'differs' })),
  },
  {
    name: 'a challenge that slanders an honest kiosk',
    found: ['casts/challenge-verdict-wrong'],
    deviation: inChallenge(() => ({ verdict: 'differs' })),
  },
  {
    name: 'a group in the order of casting',
    found: ['casts/group-not-sorted'],
    deviation: () => ({ groups: (groups) => groups.map((group) => [...group].reverse()) }),
  },
  {
    name: 'a group of one: it says who cast last',
    found: ['casts/group-too-small'],
    deviation: () => ({
      groups: ([head, ...rest]) => (head === undefined ? [] : [head.slice(0, 1), head.slice(1), ...rest]),
    }),
  },
];
