/**
 * Attacks on a round counted on paper (specification §14): with the valid keys of everybody who signs, so that only what the
 * numbers themselves say can refuse them.
 */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { paperCountOf } from '../../tally/paper/paper-round.ts';
import { entryHash, type Unsigned } from '../../tally/record/entry.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import type { PaperBox, PaperCountEntry, PaperRoundEntry, PaperTally } from '../../tally/record/paper-entries.ts';
import type { RoundEntry } from '../../tally/record/round-entries.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import type { Deviation, Draft } from '../../tally/simulation/deviation.ts';
import { committeeContest, type SimulationOptions } from '../../tally/simulation/simulate-election.ts';
import type { Attack } from './attack.ts';
import { endedOnPaper, leaveOut } from './writing.ts';

/** Nine expected, eight present: two candidates for one seat, three persons who may be written in. */
export const CONTEST = committeeContest(2, 1, 3);
export const PAPER_TALLY: PaperTally = {
  valid: 6,
  invalid: 1,
  rows: [
    [5, 1, 0, 0],
    [0, 4, 1, 1],
  ],
  writeIns: [{ name: CONTEST.writeIns[1]?.name ?? '', votes: 1 }],
  voidEntries: [{ reason: 'without-disapproval', entries: 1 }],
  invalidReasons: [{ reason: 'too-many-chosen', ballots: 1 }],
};
export const PAPER_BOX: PaperBox = {
  printed: 10,
  issued: 8,
  remaining: 2,
  voters: 8,
  recovered: 7,
  tally: PAPER_TALLY,
};
const OTHER = `${'B'.repeat(42)}A`;

/** A meeting whose only round is on paper from the start. */
export const ON_PAPER: Partial<SimulationOptions> = {
  contests: [CONTEST],
  onPaper: { expected: 9, present: 8, boxes: [PAPER_BOX] },
};

/** What would be counted on paper in a round that was sealed for kiosks, with the keys of everybody. */
export function countOnPaper(meeting: MeetingEntry, round: RoundEntry): Unsigned<PaperCountEntry> {
  const attendance = { expected: round.roll.expected, present: round.roll.expected };
  const box = { ...PAPER_BOX, printed: 9, issued: 7, voters: 7, remaining: 2 };
  const counted = paperCountOf(meeting, round, attendance, [box]);
  if (!counted.ok) throw new Error(counted.error[0]?.en);
  return { ...counted.value, ctx: encodeBase64url(entryHash(round)) };
}

/** 民主测评 on paper: two lists on one form, six of them recovered, one of which is invalid. */
const LISTS = ['班子', '村干部'].map((zh) => ({
  kind: 'appraisal' as const,
  title: { zh, en: zh === '班子' ? 'Bodies' : 'Persons' },
  subjects: [{ name: `${zh}甲`, remark: '' }],
  grades: [
    { zh: '好', en: 'Good' },
    { zh: '差', en: 'Poor' },
  ],
}));
const FORM_BOX: PaperBox = {
  ...{ printed: 10, issued: 8, remaining: 2, voters: 6, recovered: 6 },
  tally: {
    ...{ valid: 5, invalid: 1, rows: [[3, 1, 1, 0]], writeIns: [], voidEntries: [] },
    invalidReasons: [{ reason: 'declared-invalid', ballots: 1 }],
  },
};
const fewForms: PaperBox = {
  ...{ printed: 10, issued: 8, remaining: 2, voters: 4, recovered: 4 },
  tally: { ...(FORM_BOX.tally as PaperTally), valid: 4, invalid: 0, rows: [[3, 1, 0, 0]], invalidReasons: [] },
};
export const FORMS_ON_PAPER: Partial<SimulationOptions> = {
  kind: 'appraisal',
  contests: LISTS,
  onPaper: { expected: 9, present: 8, boxes: [FORM_BOX, FORM_BOX] },
};

/** Honest rounds of forms: counted, and too few to be counted. */
export const HONEST_FORMS: readonly Pick<Attack, 'name' | 'options'>[] = [
  { name: 'an appraisal of two lists counted on paper', options: FORMS_ON_PAPER },
  {
    name: 'four forms, of which nothing is counted',
    options: {
      ...FORMS_ON_PAPER,
      onPaper: { expected: 9, present: 8, boxes: [fewForms, fewForms].map((box) => ({ ...box, tally: null })) },
    },
  },
];

interface PaperChange {
  readonly options?: Partial<SimulationOptions>;
  readonly round?: object;
  readonly boxes?: readonly PaperBox[];
  readonly count?: (entry: PaperCountEntry) => object;
  readonly authors?: Deviation['authors'];
  /** What stands in place of the count. */
  readonly entries?: (count: Draft, round: PaperRoundEntry) => readonly object[];
  readonly checkpoint?: Deviation['checkpoint'];
}

const changed = (of: PaperChange): Pick<Attack, 'options' | 'deviation'> => ({
  options: of.options ?? ON_PAPER,
  deviation: () => {
    let round: PaperRoundEntry | undefined;
    return {
      signed: (entry) => {
        if (entry.type === 'paper-round') round ??= entry;
        return entry;
      },
      write: (draft) => {
        if (draft.type === 'paper-round') return { ...draft, ...of.round } as Draft;
        if (draft.type !== 'paper-count' || round === undefined) return draft;
        const boxed = of.boxes === undefined ? draft : { ...draft, contests: of.boxes };
        const count = { ...boxed, ...of.count?.(boxed as PaperCountEntry) } as Draft;
        return (of.entries?.(count, round) ?? [count]) as readonly Draft[];
      },
      authors: (draft, own) => {
        const usual = draft.type === 'paper' ? (['server'] as const) : own;
        return of.authors?.(draft, usual) ?? usual;
      },
      ...(of.checkpoint === undefined ? {} : { checkpoint: of.checkpoint }),
    };
  },
});

const boxed = (change: Partial<PaperBox>): PaperChange => ({ boxes: [{ ...PAPER_BOX, ...change }] });
const tallied = (change: Partial<PaperTally>): PaperChange => boxed({ tally: { ...PAPER_TALLY, ...change } });
const outcome = (change: object): PaperChange => ({
  count: (entry) => ({ outcome: entry.outcome.map((one) => (one === null ? null : { ...one, ...change })) }),
});

/** A round on kiosks that is given up for paper and counted there: in place of the first entry of a kind, or behind the whole of it. */
function votedAgain(insteadOf: Draft['type'] | null): Pick<Attack, 'options' | 'deviation'> {
  return {
    options: { contests: [CONTEST] },
    deviation: () => {
      let meeting: MeetingEntry | undefined;
      let round: RoundEntry | undefined;
      let isDone = false;
      return {
        signed: (entry) => {
          if (entry.type === 'meeting') meeting = entry;
          if (entry.type === 'round') round = entry;
          return entry;
        },
        write: (draft) => {
          if (isDone) return [];
          const isEnd = draft.type === 'paper-proof' && draft.index === meeting?.scrutineers.length;
          if (round === undefined || meeting === undefined || !(draft.type === insteadOf || isEnd)) return draft;
          isDone = true;
          const count = countOnPaper(meeting, round);
          const again: readonly Draft[] = [{ type: 'paper', ctx: count.ctx, reason: '设备损坏' }, count];
          return isEnd ? [draft, ...again] : again;
        },
        authors: (draft, own) => {
          if (draft.type === 'paper-count') return ['server', 'scrutineer-1', 'scrutineer-2'];
          return draft.type === 'paper' ? ['server'] : own;
        },
      };
    },
  };
}

export const PAPER_COUNT_ATTACKS: readonly Attack[] = [
  {
    name: 'a round given up when its sums stand, and counted on paper',
    found: ['result/entry-out-of-order', 'result/result-missing', 'round/paper-after-aggregate'],
    ...votedAgain('partial-decryption'),
  },
  {
    name: 'a round given up when its shares are released, and counted on paper',
    found: ['result/entry-out-of-order', 'result/result-missing', 'round/paper-after-aggregate'],
    ...votedAgain('result'),
  },
  {
    name: 'a round counted once more on paper when its result is known',
    found: ['result/entry-out-of-order', 'round/ctx-differs'],
    ...votedAgain(null),
  },
  {
    name: 'a count on paper that fewer than t scrutineers signed',
    found: ['result/author-missing'],
    ...changed({
      authors: (draft, own) => (draft.type === 'paper-count' ? ['server', 'scrutineer-2'] : own),
    }),
  },
  {
    name: 'a count on paper that the server did not sign',
    found: ['result/author-missing'],
    ...changed({
      authors: (draft, own) => (draft.type === 'paper-count' ? own.filter((author) => author !== 'server') : own),
    }),
  },
  {
    name: 'a round on paper that fewer than t scrutineers signed',
    found: ['round/author-missing'],
    ...changed({
      authors: (draft, own) => (draft.type === 'paper-round' ? ['server', 'scrutineer-2'] : own),
    }),
  },
  {
    name: 'a count of another round on paper',
    found: ['result/ctx-differs'],
    ...changed({ count: () => ({ ctx: OTHER }) }),
  },
  {
    name: 'a second count on paper',
    found: ['log/checkpoint-missing', 'result/entry-out-of-order'],
    ...changed({ entries: (count) => [count, count] }),
  },
  {
    name: 'a count on paper while the round is voted on at kiosks',
    found: ['result/entry-out-of-order'],
    options: { contests: [CONTEST] },
    deviation: () => {
      let meeting: MeetingEntry | undefined;
      let round: RoundEntry | undefined;
      return {
        signed: (entry) => {
          if (entry.type === 'meeting') meeting = entry;
          if (entry.type === 'round') round = entry;
          return entry;
        },
        write: (draft) =>
          draft.type === 'open' && meeting !== undefined && round !== undefined
            ? [draft, countOnPaper(meeting, round)]
            : draft,
      };
    },
  },
  {
    name: 'a count on paper of a round that nobody has fixed',
    found: ['result/entry-out-of-order'],
    deviation: () => {
      let meeting = '';
      let isOver = false;
      return {
        signed: (entry) => {
          if (entry.type === 'meeting') meeting = encodeBase64url(entryHash(entry));
          return entry;
        },
        write: (draft) => {
          if (isOver || draft.type !== 'round') return isOver ? [] : draft;
          isOver = true;
          return [
            { type: 'paper', ctx: meeting, reason: '停电' },
            {
              ...{ type: 'paper-count', ctx: meeting, expected: 9, present: 8, texts: OTHER },
              ...{ contests: [PAPER_BOX], outcome: [null] },
            },
          ] as readonly Draft[];
        },
        authors: (draft, own) => (draft.type === 'paper' ? ['server'] : own),
      };
    },
    change: endedOnPaper,
  },
  {
    name: 'a result of kiosks in a round on paper',
    found: ['result/entry-out-of-order', 'result/result-missing'],
    ...changed({
      entries: (count, { contests }) => [
        {
          ...{ type: 'result', ctx: (count as PaperCountEntry).ctx, counts: contests.map(() => [5, 1, 0, 4, 0, 1, 0]) },
          outcome: (count as PaperCountEntry).outcome,
        },
      ],
      authors: (draft, own) => (draft.type === 'result' ? ['server'] : own),
    }),
  },
  {
    name: 'a round on paper in a record that does not begin with its meeting',
    found: [
      'accounting/close-missing',
      'aggregate/aggregate-missing',
      'log/meeting-missing',
      'result/entry-out-of-order',
      'result/result-missing',
      'round/entry-out-of-order',
      'round/open-missing',
      'round/round-missing',
      'tokens/tokens-missing',
    ],
    options: ON_PAPER,
    deviation: leaveOut('meeting'),
  },
  {
    name: 'a round on paper that is never counted',
    found: ['result/result-missing'],
    ...changed({ entries: () => [] }),
  },
  {
    name: 'a round on paper given up without a count',
    found: ['round/entry-out-of-order', 'result/result-missing'],
    ...changed({ entries: (_, { meeting }) => [{ type: 'paper', ctx: meeting, reason: '重来' }] }),
  },
  {
    name: 'a round on paper begun inside another',
    found: ['round/entry-out-of-order'],
    ...changed({
      entries: (count, { signatures: _, ...round }) => [{ ...round, round: 2 }, count],
    }),
  },
  {
    name: 'a round on paper of another meeting',
    found: ['round/round-meeting-differs'],
    ...changed({ round: { meeting: OTHER } }),
  },
  {
    name: 'a round on paper with another number',
    found: ['round/round-number'],
    ...changed({ round: { round: 2 } }),
  },
  {
    name: 'a round on paper that builds on a result nobody had',
    found: ['round/previous-result-differs'],
    ...changed({ round: { previousResult: OTHER } }),
  },
  {
    name: 'a revote on paper without a tie',
    found: ['outcome/outcome-differs', 'result/paper-texts', 'round/contest-without-grounds'],
    ...changed({
      round: { contests: [{ ...CONTEST, category: 'revote' }] },
      count: (entry) => ({
        texts: OTHER,
        outcome: entry.outcome.map((one) => (one === null ? null : { ...one, smallestWinning: 5 })),
      }),
    }),
  },
  {
    name: 'a roll on paper that does not add up',
    found: ['accounting/attendance-impossible', 'round/roll-sum'],
    ...changed({
      round: { roll: { members: 9, probationary: 0, withoutRight: 0, excluded: 0, expected: 8 } },
    }),
  },
  {
    name: 'more present than expected on paper',
    found: ['accounting/attendance-impossible', 'outcome/outcome-differs', 'outcome/outcome-impossible'],
    ...changed({ count: () => ({ present: 10 }) }),
  },
  {
    name: 'printed ballots that vanished',
    found: ['accounting/paper-box'],
    ...changed(boxed({ printed: 12 })),
  },
  {
    name: 'more voters than ballots handed out',
    found: ['accounting/paper-box', 'outcome/outcome-differs', 'outcome/outcome-impossible'],
    ...changed(boxed({ voters: 9 })),
  },
  {
    name: 'a box with more ballots than voters counted all the same',
    found: ['outcome/outcome-differs', 'result/paper-void-counted'],
    ...changed(boxed({ voters: 6 })),
  },
  {
    name: 'a valid box declared void to have it voted again',
    found: ['outcome/outcome-differs', 'result/paper-texts', 'result/paper-void-counted'],
    ...changed(boxed({ tally: null })),
  },
  {
    name: 'a box too many, of no contest',
    found: ['result/counts-shape'],
    ...changed({ boxes: [PAPER_BOX, PAPER_BOX] }),
  },
  {
    name: 'a row left out of a count on paper',
    found: ['result/counts-shape'],
    ...changed(tallied({ rows: [[5, 1, 0, 0]] })),
  },
  {
    name: 'a vote for somebody who may not be written in',
    found: ['result/counts-shape'],
    ...changed(tallied({ writeIns: [{ name: '外人', votes: 1 }] })),
  },
  {
    name: 'the persons written in listed in another order',
    found: ['result/counts-shape'],
    ...changed(
      tallied({
        writeIns: [
          { name: CONTEST.writeIns[1]?.name ?? '', votes: 1 },
          { name: CONTEST.writeIns[0]?.name ?? '', votes: 2 },
        ],
      }),
    ),
  },
  {
    name: 'a reason stated twice',
    found: ['result/counts-shape'],
    ...changed(
      tallied({
        invalid: 1,
        invalidReasons: [
          { reason: 'too-many-chosen', ballots: 1 },
          { reason: 'too-many-chosen', ballots: 1 },
        ],
      }),
    ),
  },
  {
    name: 'an invalid ballot that was not recovered',
    found: ['result/counts-impossible'],
    ...changed(tallied({ invalid: 2, invalidReasons: [{ reason: 'too-many-chosen', ballots: 2 }] })),
  },
  {
    name: 'an invalid ballot without a reason',
    found: ['result/counts-impossible'],
    ...changed(tallied({ invalidReasons: [] })),
  },
  {
    name: 'a row that does not add up to the valid ballots (T61)',
    found: ['outcome/outcome-differs', 'outcome/outcome-impossible'],
    ...changed(
      tallied({
        rows: [
          [5, 1, 0, 0],
          [0, 4, 1, 0],
        ],
      }),
    ),
  },
  {
    name: 'more write-ins than disapprovals on paper',
    found: ['outcome/outcome-differs', 'outcome/outcome-impossible'],
    ...changed(
      tallied({
        rows: [
          [5, 0, 1, 0],
          [0, 0, 5, 1],
        ],
      }),
    ),
  },
  {
    name: 'a ballot declared invalid for a mark that the method ignores',
    found: ['result/paper-reason'],
    ...changed(tallied({ invalidReasons: [{ reason: 'identifying-mark', ballots: 1 }] })),
  },
  {
    name: 'a name declared void by a rule of another layout',
    found: ['result/paper-reason'],
    ...changed(tallied({ voidEntries: [{ reason: 'exceeds-disapprovals', entries: 1 }] })),
  },
  {
    name: 'numbers on paper under other names',
    found: ['result/paper-texts'],
    ...changed({ count: () => ({ texts: OTHER }) }),
  },
  {
    name: 'a vote moved on paper, the outcome left as it was',
    found: ['outcome/outcome-differs'],
    ...changed(
      tallied({
        rows: [
          [4, 2, 0, 0],
          [1, 3, 1, 1],
        ],
      }),
    ),
  },
  {
    name: 'somebody else elected on paper',
    found: ['outcome/outcome-differs'],
    ...changed(outcome({ elected: [CONTEST.candidates[1]?.name ?? ''] })),
  },
  {
    name: 'a count on paper without a checkpoint',
    found: ['log/checkpoint-missing'],
    ...changed({
      entries: (count) => [count],
      checkpoint: (note) => (note.includes('\n15\n') ? null : note),
    }),
  },
  {
    name: 'fewer forms recovered in one list of a form than in the other',
    found: ['accounting/paper-form'],
    ...changed({
      options: FORMS_ON_PAPER,
      boxes: [
        {
          ...FORM_BOX,
          ...{ voters: 7, recovered: 7 },
          tally: { ...(FORM_BOX.tally as PaperTally), valid: 6, rows: [[4, 1, 1, 0]] },
        },
        { ...FORM_BOX, voters: 7 },
      ],
    }),
  },
  {
    name: 'more forms printed for one list of a form than for the other',
    found: ['accounting/paper-form'],
    ...changed({ options: FORMS_ON_PAPER, boxes: [FORM_BOX, { ...FORM_BOX, printed: 11, remaining: 3 }] }),
  },
  {
    name: 'a form declared invalid in one of its lists alone',
    found: ['accounting/paper-form'],
    ...changed({
      options: FORMS_ON_PAPER,
      boxes: [
        FORM_BOX,
        {
          ...FORM_BOX,
          tally: {
            ...(FORM_BOX.tally as PaperTally),
            ...{ valid: 6, invalid: 0, rows: [[4, 1, 1, 0]], invalidReasons: [] },
          },
        },
      ],
    }),
  },
  {
    name: 'four forms counted',
    found: ['result/counts-impossible', 'result/paper-void-counted'],
    ...changed({ options: FORMS_ON_PAPER, boxes: [fewForms, fewForms] }),
  },
  {
    name: 'four forms counted beside two that are invalid',
    found: ['result/counts-impossible'],
    ...changed({
      options: FORMS_ON_PAPER,
      boxes: [fewForms, fewForms].map((one) => ({
        ...one,
        ...{ voters: 6, recovered: 6 },
        tally: {
          ...(one.tally as PaperTally),
          ...{ invalid: 2, invalidReasons: [{ reason: 'declared-invalid', ballots: 2 }] },
        },
      })),
    }),
  },
  {
    name: 'five forms thrown away as if they were too few',
    found: ['result/paper-void-counted'],
    ...changed({
      options: FORMS_ON_PAPER,
      boxes: [FORM_BOX, FORM_BOX].map((box) => ({ ...box, voters: 5, recovered: 5, tally: null })),
    }),
  },
  {
    name: 'a ballot declared invalid for names that need no disapproval',
    found: ['result/paper-reason'],
    ...changed({
      options: {
        ...ON_PAPER,
        onPaper: {
          ...(ON_PAPER.onPaper as NonNullable<SimulationOptions['onPaper']>),
          rules: ruleSettings({
            majorityBase: 'expected',
            paper: { writeInLayout: 'pooled', writeInExcess: 'void-ballot', writeInRequiresDisapproval: false },
          }),
          boxes: [{ ...PAPER_BOX, tally: { ...PAPER_TALLY, voidEntries: [] } }],
        },
      },
      boxes: [
        {
          ...PAPER_BOX,
          tally: {
            ...PAPER_TALLY,
            voidEntries: [],
            invalidReasons: [{ reason: 'write-ins-exceed-disapprovals', ballots: 1 }],
          },
        },
      ],
    }),
  },
];
