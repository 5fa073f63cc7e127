/** What was so when a round ran, of what may have changed since: roll and votes of its hour, and the box as it was examined. */
import type { DocumentFacts } from '../../printables/documents/facts.ts';
import { countRoll } from '../../tally/meeting/roll.ts';
import { countedForms } from '../../tally/paper/paper-tally.ts';
import { isElectionMeeting, type MeetingKind } from '../../tally/record/meeting-entry.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { asCounted, type Plan, rollRules } from '../services/plan.ts';
import type { RecordLog } from '../services/record-log.ts';
import { fixedBy, type RecordState, type RoundState } from '../services/record-state.ts';
import type { StoredMachine } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { loadExaminedBox } from '../store/examined-box.ts';
import type { StoredBox } from '../store/paper.ts';

/** Who turned up in a later round was still left out in this one (rules §3). */
export function planOfRound(plan: Plan, round: number): Plan {
  const { meeting } = plan;
  if (round >= meeting.currentRound) return plan;
  const members = plan.members.map((member) => {
    if (member.exclusion === null || (member.exclusion.readmittedIn ?? round) <= round) return member;
    const { readmittedIn: _, ...exclusion } = member.exclusion;
    return { ...member, exclusion };
  });
  return { ...plan, members, roll: countRoll(members.map(asCounted), rollRules(meeting)) };
}

/** Votes that stood in the record before the next round was fixed. */
export function motionsUntil(state: RecordState, round: number): RecordState['motions'] {
  const later = [...state.rounds.values()].flatMap((one) => (one.round > round ? (fixedBy(one)?.index ?? []) : []));
  const end = Math.min(...later);
  return state.motions.filter(({ index }) => index < end);
}

type Numbers = Pick<StoredBox, keyof DocumentFacts['box']>;

/** All ballots of a round together; one form holds every list, so its heap is counted once. Null where a number is not known yet. */
export function boxOf(boxes: readonly Numbers[], kind: MeetingKind): DocumentFacts['box'] {
  const heaps = isElectionMeeting(kind) ? boxes : boxes.slice(0, 1);
  const sum = (of: (box: Numbers) => number | null): number | null =>
    heaps.length === 0
      ? null
      : heaps.reduce<number | null>((all, box) => {
          const one = of(box);
          return all === null || one === null ? null : all + one;
        }, 0);
  return {
    printed: sum(({ printed }) => printed),
    issued: sum(({ issued }) => issued),
    remaining: sum(({ remaining }) => remaining),
    recovered: sum(({ recovered }) => recovered),
  };
}

/** A form cast at a kiosk is valid; on paper the tellers' count says so. */
export function formCountOf(
  logged: Pick<RoundState, 'paperCount' | 'result' | 'close'> | undefined,
  kind: MeetingKind,
): DocumentFacts['formCount'] {
  if (isElectionMeeting(kind)) return null;
  if (logged?.paperCount !== undefined) return countedForms(logged.paperCount.entry.contests) ?? 'void';
  const { result, close } = logged ?? {};
  return result === undefined || close === undefined ? null : { valid: close.entry.casts, invalid: 0 };
}

/** The box as the scrutineers see it before voting begins: of the running round on kiosks, from its sealing on. */
export function boxToExamine(
  logged: RoundState | undefined,
  box: { readonly cast: number; readonly challenged: number },
  machines: readonly StoredMachine[],
): DocumentFacts['emptyBox'] {
  if (logged?.sealed === undefined || logged.open !== undefined || logged.paper !== undefined) return null;
  const { cast, challenged } = box;
  return { cast, challenged, kiosks: machines.flatMap(({ role, name }) => (role === 'kiosk' ? [name] : [])) };
}

/** The box as it was when voting began: what stands in the log before `open`. Null: voting on kiosks never began. */
export async function examinedBox(
  { db, log }: { readonly db: Database; readonly log: Pick<RecordLog, 'file'> },
  meeting: string,
  logged: RoundState | undefined,
  machines: readonly StoredMachine[],
): Promise<DocumentFacts['emptyBox']> {
  const ctx = logged?.sealed?.hash;
  if (logged?.open === undefined || ctx === undefined) return null;
  const file = readRecord(await log.file(meeting));
  const open = entriesOf(file, 'open').find(({ entry }) => entry.ctx === ctx);
  const before = (of: 'cast' | 'challenge'): number =>
    entriesOf(file, of).filter(({ entry, index }) => entry.ballot.ctx === ctx && index < (open?.index ?? 0)).length;
  const seen = await loadExaminedBox(db, meeting, logged.round);
  const kiosks = seen ?? machines.flatMap(({ role, name }) => (role === 'kiosk' ? [name] : []));
  return { cast: before('cast'), challenged: before('challenge'), kiosks };
}
