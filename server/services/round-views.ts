/**
 * What pages see of a round: numbers of the box, accounting, ceremony, result. There is no number of marks anywhere
 * before `result` stands in the log, and the result is made from the record by the same functions as the verifier's.
 */
import type { z } from 'zod';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { decodeCanonical } from '../../crypto/encoding/canonical.ts';
import type { Accounting } from '../../tally/accounting/accounting.ts';
import { accountRound } from '../../tally/accounting/accounting-of-round.ts';
import { type RoundResult as NamedResult, roundResult } from '../../tally/count/round-result.ts';
import { paperRoundResult } from '../../tally/paper/paper-result.ts';
import { scrutineerAuthor } from '../../tally/record/authors.ts';
import type { MeetingKind } from '../../tally/record/meeting-entry.ts';
import type { HandCounts } from '../../tally/record/round-entries.ts';
import { auditSize } from '../../tally/roles/card-station.ts';
import { completeRules } from '../../tally/rules/settings.ts';
import type {
  accountingConditionSchema,
  ballotBoxSchema,
  ceremonySchema,
  roundResultSchema,
  scrutineerProgressSchema,
} from '../contract/shared.ts';
import type { Database } from '../store/database.ts';
import { loadLatest } from '../store/record-proposal.ts';
import { loadSheet } from '../store/record-sheet.ts';
import { countAudits, countTokens, type TokenCounts } from '../store/record-token.ts';
import { loadScrutineers } from '../store/roll.ts';
import { type ContestResultView, contestView, withElectedInOrder } from './contest-view.ts';
import { accountingOf, eventsOf } from './counting.ts';
import { decisionsOn, rulingsOf } from './course.ts';
import { runningDigits } from './key-ceremony.ts';
import { missingCardsNotice } from './missing-cards.ts';
import { paperRoundOf } from './paper-rounds.ts';
import { type Presence, scrutineerKey } from './presence.ts';
import { type ProposalView, proposalView } from './proposal-view.ts';
import type { Proposals, ProposedEntry } from './proposals.ts';
import type { RecordLog } from './record-log.ts';
import { ceremonyStep, fixedBy, type RecordState, type RoundState, scrutineersOf } from './record-state.ts';
import type { Verifications } from './verification.ts';

export type BallotBoxView = z.infer<typeof ballotBoxSchema>;
export type AccountingView = z.infer<typeof accountingConditionSchema>[];
export type CeremonyView = z.infer<typeof ceremonySchema>;
export type ProgressView = z.infer<typeof scrutineerProgressSchema>;
export type RoundResultView = z.infer<typeof roundResultSchema>;

export type RoundViews = {
  /** `issued`: cards the desk has handed out; a closed round states its own. */
  readonly ballotBox: (meeting: string, round: number, issued: number) => Promise<BallotBoxView>;
  readonly audits: (meeting: string, round: number) => Promise<{ readonly done: number; readonly advised: number }>;
  /** Hand counts as signed in `close`, or as they stand in the close that is being signed. */
  readonly handCounts: (meeting: string, round: number) => Promise<HandCounts | null>;
  readonly accounting: (meeting: string, round: number) => Promise<AccountingView>;
  readonly ceremony: (meeting: string) => Promise<CeremonyView | null>;
  readonly progress: (meeting: string, round: number) => Promise<readonly ProgressView[]>;
  readonly proposals: (meeting: string) => Promise<readonly ProposalView[]>;
  readonly result: (meeting: string, round: number) => Promise<RoundResultView | null>;
};

export function createRoundViews(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly proposals: Proposals;
  readonly verifications: Verifications;
  readonly presence: Presence;
}): RoundViews {
  const { db, log, proposals, verifications, presence } = options;

  async function handCounts(meeting: string, round: number): Promise<HandCounts | null> {
    const state = (await log.state(meeting)).rounds.get(round);
    if (state?.close !== undefined) return state.close.entry.handCounts;
    const proposed = await loadLatest(db, meeting, round, 'close');
    if (proposed === undefined || proposed.state !== 'collecting') return null;
    const entry = decodeCanonical(encodeUtf8(proposed.body)) as ProposedEntry;
    return entry.type === 'close' ? entry.handCounts : null;
  }

  async function accounted(meeting: string, round: number): Promise<Accounting | undefined> {
    const state = (await log.state(meeting)).rounds.get(round);
    if (state === undefined) return undefined;
    const closed = accountingOf(state);
    const given = closed === undefined ? await handCounts(meeting, round) : null;
    return given === null ? closed : accountingOfBox(state, await countTokens(db, meeting, round), given);
  }

  return {
    handCounts,

    ballotBox: async (meeting, round, issued) => {
      const counts = await countTokens(db, meeting, round);
      const closed = (await log.state(meeting)).rounds.get(round);
      return {
        cardsMade: counts.made,
        issued: (closed === undefined ? undefined : accountingOf(closed)?.issued) ?? issued,
        cast: counts.cast,
        pending: counts.pending,
        challenged: counts.challenged,
        differing: counts.differing,
        voids: { returned: counts.returned, damaged: counts.damaged, unissued: counts.unissued },
        free: counts.free,
      };
    },

    audits: async (meeting, round) => {
      const { made } = await countTokens(db, meeting, round);
      return { done: await countAudits(db, meeting, round), advised: made === 0 ? 0 : auditSize(made) };
    },

    accounting: async (meeting, round) => {
      const accounting = await accounted(meeting, round);
      if (accounting === undefined) return [];
      return accounting.conditions.map(({ letter, holds, explanation }) => ({
        condition: letter,
        ok: holds,
        zh: explanation.zh,
        en: explanation.en,
      }));
    },

    ceremony: async (meeting) => {
      const state = await log.state(meeting);
      if (state.meeting === undefined) return null;
      const { n, t } = scrutineersOf(state);
      const names = state.meeting.entry.scrutineers.map(({ name }) => name);
      return {
        step: ceremonyStep(state),
        threshold: t,
        count: n,
        digits: runningDigits(state)?.slice() ?? null,
        aborts: state.aborts.map(({ index, reason }) => ({ name: names[index - 1] ?? '', reason })),
      };
    },

    progress: async (meeting, round) => {
      const [state, rows] = await Promise.all([log.state(meeting), loadScrutineers(db, meeting)]);
      const { commits, reveals, confirms, rehearsals } = state.ceremony;
      const current = state.rounds.get(round);
      return rows.map(({ index, name, signKey }) => ({
        index,
        name,
        enrolled: signKey !== null,
        committed: commits.has(index),
        revealed: reveals.has(index),
        confirmed: confirms.has(index),
        rehearsed: rehearsals.has(index),
        decrypted: current?.partials.has(index) ?? false,
        attested: current?.attestations.has(index) ?? false,
        online: presence.isOnline(scrutineerKey(meeting, index)),
      }));
    },

    proposals: async (meeting) => {
      const state = await log.state(meeting);
      return (await proposals.collecting(meeting)).map((one) => proposalView(one, state)).toReversed();
    },

    result: async (meeting, round) => {
      const state = await log.state(meeting);
      const named = namedResult(state, round);
      const current = state.rounds.get(round);
      if (named === undefined || current === undefined) return null;
      const [verification, sheet] = await Promise.all([verifications.latest(meeting), loadSheet(db, meeting, round)]);
      const scrutineers = state.meeting?.entry.scrutineers ?? [];
      return {
        round,
        expected: named.expected,
        present: named.present,
        issued: named.issued,
        recovered: named.recovered,
        valid: named.valid,
        invalid: named.invalid,
        exchanged: named.exchanged,
        returned: named.returnedUnused,
        missing: named.missing,
        unreadable: current.close?.entry.handCounts.unreadable ?? 0,
        challenged: named.challenged,
        contests: contestViews(
          named,
          current,
          rulingsOf(state, current).reduced,
          state.meeting?.entry.kind ?? 'assembly',
        ),
        forms: named.contests.flatMap(({ form }) => form ?? []),
        checks: (verification?.checks ?? []).map(({ name, ok, detail }) => ({ name, ok, detail })),
        attested: scrutineers.flatMap(({ name }, at) => (hasSignedResult(current, at + 1) ? [name] : [])),
        sheetReady: sheet !== undefined,
      };
    },
  };
}

function accountingOfBox({ sealed, open }: RoundState, tokens: TokenCounts, given: HandCounts): Accounting | undefined {
  if (sealed === undefined || open === undefined) return undefined;
  return accountRound(sealed.entry, open.entry, given, eventsOf(tokens));
}

/** The result by names, from the entries of the log; undefined until `result` stands there. */
export function namedResult(state: RecordState, round: number): NamedResult | undefined {
  const current = state.rounds.get(round);
  const meeting = state.meeting?.entry;
  const paper = paperRoundOf(current);
  if (meeting !== undefined && paper !== undefined && current?.paperCount !== undefined)
    return paperRoundResult({
      meeting,
      round: paper.entry,
      count: current.paperCount.entry,
      decisions: decisionsOn(state, current),
    });
  if (meeting === undefined || current?.sealed === undefined || current.close === undefined) return undefined;
  const accounting = accountingOf(current);
  if (accounting === undefined || current.result === undefined) return undefined;
  return roundResult({
    meeting,
    round: current.sealed.entry,
    close: current.close.entry,
    accounting,
    counts: current.result.entry.counts,
    decisions: decisionsOn(state, current),
  });
}

/** By an attestation, or by signing the count on paper itself. */
const hasSignedResult = ({ attestations, paperCount }: RoundState, index: number): boolean =>
  attestations.has(index) ||
  paperCount?.entry.signatures.some(({ author }) => author === scrutineerAuthor(index)) === true;

/** With the warning of missing cards, where they could have decided. */
export function contestViews(
  named: NamedResult,
  round: RoundState,
  reduced: ReadonlySet<string>,
  kind: MeetingKind,
): ContestResultView[] {
  return named.contests.flatMap((contest, at) => {
    const missing = missingCardsNotice(round, at);
    const of = fixedBy(round)?.entry.contests[at];
    const preliminary = of?.kind === 'election' && of.category === 'preliminary';
    const views = contestView(contest, named, missing === null ? [] : [missing], {
      kind,
      preliminary,
      reduced: contest.unfilled > 0 && reduced.has(contest.post ?? ''),
    });
    const recorded = fixedBy(round)?.entry.rules;
    if (of?.kind !== 'election' || recorded === undefined) return views;
    return views.map((view) => withElectedInOrder(view, of, completeRules(recorded)));
  });
}
