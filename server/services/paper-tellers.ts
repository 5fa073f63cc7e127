/**
 * Two tellers at two screens (rules §5.1 step 10): each reads every paper of the pile in the same order and stores it at once,
 * without seeing what the other typed. The chief scrutineer, who has the papers, settles what differs and what was altered.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import {
  fitsContest,
  type JudgedReading,
  judgeReading,
  type PaperReading,
  sameReading,
  tallyOfReadings,
} from '../../tally/paper/paper-reading.ts';
import type { PaperRules } from '../../tally/paper/paper-rules.ts';
import type { Contest } from '../../tally/record/contest.ts';
import type { PaperTally } from '../../tally/record/paper-entries.ts';
import { completeRules } from '../../tally/rules/settings.ts';
import { loadMachines } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting, lockMeeting } from '../store/meeting.ts';
import {
  deleteReading,
  deleteSettlement,
  loadBoxes,
  loadReadings,
  loadSeats,
  loadSettlements,
  type Seat,
  type StoredBox,
  saveReading,
  saveSettlement,
  takeSeat,
} from '../store/paper.ts';
import { type PaperRounds, paperRoundOf } from './paper-rounds.ts';
import type { RecordLog } from './record-log.ts';

export type TellerContest = {
  readonly contest: Contest;
  readonly rules: PaperRules;
  readonly box: StoredBox;
  readonly counted: boolean;
  /** This teller's own, in the order of the pile. */
  readonly readings: readonly { readonly reading: PaperReading; readonly judged: JudgedReading }[];
  /** Of what is read so far; papers that wait for the chief scrutineer are left out. */
  readonly totals: PaperTally;
};

export type TellerView = {
  readonly seat: Seat | null;
  readonly taken: readonly Seat[];
  readonly counting: boolean;
  readonly signed: boolean;
  readonly contests: readonly TellerContest[];
};

export type DoubtfulBallot = {
  readonly contest: number;
  readonly number: number;
  readonly first: PaperReading | null;
  readonly second: PaperReading | null;
  readonly undecided: readonly number[];
  readonly settled: { readonly reading: PaperReading; readonly reason: string } | null;
};

type Place = { readonly contest: number; readonly number: number };
type Machine = { readonly id: string; readonly meeting: string };

export type PaperTellers = {
  readonly view: (machine: Machine) => Promise<TellerView>;
  readonly sit: (machine: Machine, seat: Seat) => Promise<Result<true, 'seat-taken'>>;
  readonly save: (
    machine: Machine,
    at: Place & { readonly ballot: PaperReading },
  ) => Promise<
    Result<true, 'wrong-phase' | 'seat-missing' | 'ballot-does-not-fit' | 'sheet-full' | 'proposal-pending'>
  >;
  /** Takes the last paper back. */
  readonly takeBack: (
    machine: Machine,
    at: Place,
  ) => Promise<Result<true, 'wrong-phase' | 'seat-missing' | 'not-the-last'>>;
  /** For the chief scrutineer: what is open, and what she settled before. */
  readonly doubtful: (meeting: string) => Promise<readonly DoubtfulBallot[]>;
  readonly settle: (
    meeting: string,
    at: Place & { readonly ballot: PaperReading; readonly reason: string },
  ) => Promise<Result<true, 'wrong-phase' | 'ballot-does-not-fit' | 'nothing-to-settle'>>;
};

export function createPaperTellers(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly papers: PaperRounds;
}): PaperTellers {
  const { db, log, papers } = options;

  async function current(meeting: string) {
    const row = await loadMeeting(db, meeting);
    if (row === undefined) return undefined;
    const logged = (await log.state(meeting)).rounds.get(row.currentRound);
    const paper = paperRoundOf(logged);
    return paper === undefined ? undefined : { row, paper, signed: logged?.paperCount !== undefined };
  }

  /** A seat whose machine the organizer removed is free again. */
  async function seatsOf(meeting: string): Promise<ReadonlyMap<number, string>> {
    const known = new Set((await loadMachines(db, meeting)).map(({ id }) => id));
    return new Map([...(await loadSeats(db, meeting))].filter(([, machine]) => known.has(machine)));
  }

  async function seatOf({ id, meeting }: Machine): Promise<Seat | null> {
    const seat = [...(await seatsOf(meeting))].find(([, machine]) => machine === id)?.[0];
    return seat === 1 || seat === 2 ? seat : null;
  }

  /** The contest a reading is for, while it may be read. */
  async function place(meeting: string, at: Place) {
    const found = await current(meeting);
    if (found === undefined || found.signed || found.row.phase !== 'counting') return undefined;
    const contest = found.paper.entry.contests[at.contest];
    const box = (await loadBoxes(db, meeting, found.row.currentRound))[at.contest];
    if (contest === undefined || box === undefined || box.recovered === null) return undefined;
    const rules = completeRules(found.paper.entry.rules).paper;
    return { contest, rules, round: found.row.currentRound, recovered: box.recovered };
  }

  return {
    view: async (machine) => {
      const found = await current(machine.meeting);
      const seat = await seatOf(machine);
      const taken = [...(await seatsOf(machine.meeting)).keys()].filter((one): one is Seat => one === 1 || one === 2);
      if (found === undefined) return { seat, taken, counting: false, signed: false, contests: [] };
      const round = found.row.currentRound;
      const rules = completeRules(found.paper.entry.rules).paper;
      const work = await papers.work(machine.meeting, round);
      const contests: TellerContest[] = [];
      for (const [at, { box, counted }] of (work?.contests ?? []).entries()) {
        const contest = found.paper.entry.contests[at];
        if (contest === undefined) continue;
        const own = (await loadReadings(db, { meeting: machine.meeting, round, contest: at })).filter(
          (one) => one.seat === seat,
        );
        const readings = own.map(({ reading }) => ({ reading, judged: judgeReading(contest, reading, rules) }));
        const totals = tallyOfReadings(
          contest,
          own.map(({ reading }) => reading),
          rules,
        );
        contests.push({ contest, rules, box, counted, readings, totals });
      }
      return { seat, taken, counting: found.row.phase === 'counting', signed: found.signed, contests };
    },

    sit: async (machine, seat) => {
      const seats = await seatsOf(machine.meeting);
      const holder = seats.get(seat);
      if (holder !== undefined && holder !== machine.id) return err('seat-taken');
      // One machine cannot count twice: the two tallies would be one.
      if ([...seats].some(([other, id]) => other !== seat && id === machine.id)) return err('seat-taken');
      await takeSeat(db, machine.meeting, seat, machine.id);
      return ok(true);
    },

    save: async (machine, { contest: at, number, ballot }) => {
      const seat = await seatOf(machine);
      if (seat === null) return err('seat-missing');
      const found = await place(machine.meeting, { contest: at, number });
      if (found === undefined) return err('wrong-phase');
      if (!fitsContest(found.contest, ballot, found.rules)) return err('ballot-does-not-fit');
      const key = { meeting: machine.meeting, round: found.round, contest: at };
      return db.transaction(async (tx) => {
        await lockMeeting(tx, machine.meeting);
        const own = (await loadReadings(tx, key)).filter((one) => one.seat === seat).length;
        if (number > found.recovered || number > own + 1) return err('sheet-full');
        await saveReading(tx, { ...key, seat, number, reading: ballot });
        await deleteSettlement(tx, { ...key, number });
        return ok(true);
      });
    },

    takeBack: async (machine, { contest: at, number }) => {
      const seat = await seatOf(machine);
      if (seat === null) return err('seat-missing');
      const found = await place(machine.meeting, { contest: at, number });
      if (found === undefined) return err('wrong-phase');
      const key = { meeting: machine.meeting, round: found.round, contest: at };
      return db.transaction(async (tx) => {
        await lockMeeting(tx, machine.meeting);
        const own = (await loadReadings(tx, key)).filter((one) => one.seat === seat).length;
        if (number !== own) return err('not-the-last');
        await deleteReading(tx, { ...key, seat, number });
        await deleteSettlement(tx, { ...key, number });
        return ok(true);
      });
    },

    doubtful: async (meeting) => {
      const found = await current(meeting);
      if (found === undefined) return [];
      const round = found.row.currentRound;
      const work = await papers.work(meeting, round);
      const listed: DoubtfulBallot[] = [];
      for (const [contest, { complete, open }] of (work?.contests ?? []).entries()) {
        // Before both sheets are complete nobody knows what differs.
        if (!complete) continue;
        const readings = await loadReadings(db, { meeting, round, contest });
        const settlements = await loadSettlements(db, { meeting, round, contest });
        const numbers = new Set([...open.map(({ ballot }) => ballot + 1), ...settlements.map(({ number }) => number)]);
        for (const number of [...numbers].toSorted((a, b) => a - b)) {
          const of = (seat: number) =>
            readings.find((one) => one.seat === seat && one.number === number)?.reading ?? null;
          const settled = settlements.find((one) => one.number === number);
          const stillOpen = open.find(({ ballot }) => ballot === number - 1);
          listed.push({
            contest,
            number,
            first: of(1),
            second: of(2),
            undecided: stillOpen?.undecided ?? [],
            settled:
              settled === undefined || stillOpen !== undefined
                ? null
                : { reading: settled.reading, reason: settled.reason },
          });
        }
      }
      return listed;
    },

    settle: async (meeting, { contest: at, number, ballot, reason }) => {
      const found = await place(meeting, { contest: at, number });
      if (found === undefined) return err('wrong-phase');
      if (!fitsContest(found.contest, ballot, found.rules)) return err('ballot-does-not-fit');
      if (judgeReading(found.contest, ballot, found.rules).verdict === 'undecided') return err('ballot-does-not-fit');
      const readings = (await loadReadings(db, { meeting, round: found.round, contest: at })).filter(
        (one) => one.number === number,
      );
      const [first, second] = readings.map(({ reading }) => reading);
      const isDoubtful =
        first !== undefined &&
        second !== undefined &&
        (!sameReading(first, second) || judgeReading(found.contest, first, found.rules).verdict === 'undecided');
      if (!isDoubtful) return err('nothing-to-settle');
      await saveSettlement(db, { meeting, round: found.round, contest: at, number, reading: ballot, reason });
      return ok(true);
    },
  };
}
