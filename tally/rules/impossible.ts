/** Numbers that no election can have (rules §5.1): each is named, none is corrected, nothing is counted from them. */

import { amount } from '../text/amount.ts';
import type { Text } from '../text/text.ts';
import type { OutcomeInput } from './outcome-input.ts';

export type ImpossibleCode =
  | 'malformed'
  | 'field-missing'
  | 'unknown-rule-set'
  | 'majority-base-missing'
  | 'not-a-count'
  | 'no-seats'
  | 'nobody-expected'
  | 'present-exceeds-expected'
  | 'issued-exceeds-present'
  | 'voters-exceed-issued'
  | 'valid-exceeds-recovered'
  | 'candidate-twice'
  | 'counts-missing'
  | 'counts-of-nobody'
  | 'row-sum'
  | 'write-in-is-candidate'
  | 'write-in-exceeds-valid'
  | 'write-ins-exceed-disapprovals'
  | 'too-many-choices';

export interface Impossible extends Text {
  readonly code: ImpossibleCode;
}

/** A void or inquorate election is not tallied (W5): rows that are absent or all zero then say nothing wrong. */
function isUntallied(input: OutcomeInput): boolean {
  return Object.values(input.counts).every((row) => row.approve + row.disapprove + row.abstain + row.unreadable === 0);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/**
 * Every invariant of rules §5.1 that the numbers break. More ballots recovered than voters or issued is not among
 * them: that happens, and makes the election void. `tallied` is false for an election that must not be counted.
 */
export function impossibilities(
  input: OutcomeInput,
  tallied: boolean,
  writeInRequiresDisapproval = true,
): readonly Impossible[] {
  const found: Impossible[] = [];
  const name = (code: ImpossibleCode, zh: string, en: string): void => {
    found.push({ code, zh, en });
  };
  const { expected, present, issued, voters, recovered, valid, seats } = input;

  if (seats < 1) name('no-seats', '应选名额为 0。', 'There are no seats to fill.');
  if (expected < 1) name('nobody-expected', '应到会人数为 0。', 'Nobody is expected at the meeting.');
  if (present > expected)
    name(
      'present-exceeds-expected',
      `实到 ${present} 人多于应到 ${expected} 人。`,
      `${present} present are more than the ${expected} expected.`,
    );
  if (issued > present)
    name(
      'issued-exceeds-present',
      `发出选票 ${issued} 张多于实到 ${present} 人。`,
      `${amount(issued, 'ballot issued is', 'ballots issued are')} more than the ${present} present.`,
    );
  if (voters > issued)
    name(
      'voters-exceed-issued',
      `投票 ${voters} 人多于发出选票 ${issued} 张。`,
      `${amount(voters, 'voter is', 'voters are')} more than the ${amount(issued, 'ballot')} issued.`,
    );
  if (valid > recovered)
    name(
      'valid-exceeds-recovered',
      `有效票 ${valid} 张多于收回选票 ${recovered} 张。`,
      `${amount(valid, 'valid ballot is', 'valid ballots are')} more than the ${recovered} recovered.`,
    );

  const candidates = new Set(input.candidates);
  for (const candidate of candidates) {
    const printed = input.candidates.filter((other) => other === candidate).length;
    if (printed > 1)
      name(
        'candidate-twice',
        `候选人“${candidate}”出现 ${printed} 次；同名者须加备注区分。`,
        `Candidate "${candidate}" stands ${printed} times; namesakes need a distinguishing remark.`,
      );
  }
  for (const person of Object.keys(input.counts)) {
    if (!candidates.has(person))
      name(
        'counts-of-nobody',
        `“${person}”不是候选人，却有得票行。`,
        `"${person}" has a row of counts but is no candidate.`,
      );
  }

  if (tallied || !isUntallied(input)) {
    for (const candidate of candidates) {
      const row = Object.hasOwn(input.counts, candidate) ? input.counts[candidate] : undefined;
      if (row === undefined) {
        name('counts-missing', `候选人“${candidate}”没有计票数。`, `Candidate "${candidate}" has no counts.`);
        continue;
      }
      const total = row.approve + row.disapprove + row.abstain + row.unreadable;
      if (total !== valid)
        name(
          'row-sum',
          `“${candidate}”赞成 ${row.approve}、不赞成 ${row.disapprove}、弃权 ${row.abstain}、该项无效 ${row.unreadable}，合计 ${total}，不等于有效票 ${valid}。`,
          `"${candidate}": ${row.approve} approve, ${row.disapprove} disapprove, ${row.abstain} abstain and ${row.unreadable} unreadable are ${total}, not the ${amount(valid, 'valid ballot')}.`,
        );
    }
  }

  const rows = Object.values(input.counts);
  const approvals = sum(rows.map((row) => row.approve));
  const disapprovals = sum(rows.map((row) => row.disapprove));
  const writeIns = sum(Object.values(input.writeIns));
  for (const [person, votes] of Object.entries(input.writeIns)) {
    if (candidates.has(person))
      name(
        'write-in-is-candidate',
        `“${person}”是候选人，不能另作另选他人。`,
        `"${person}" is a candidate and cannot be a write-in.`,
      );
    if (votes > valid)
      name(
        'write-in-exceeds-valid',
        `另选“${person}” ${votes} 票多于有效票 ${valid} 张；一张票对同一人只计一次。`,
        `${amount(votes, 'vote')} for the write-in "${person}", more than the ${amount(valid, 'valid ballot')}; a ballot counts once for a person.`,
      );
  }
  if (writeInRequiresDisapproval && writeIns > disapprovals)
    name(
      'write-ins-exceed-disapprovals',
      `另选他人共 ${writeIns} 票多于不赞成共 ${disapprovals} 票；投不赞成票者才可另选他人。`,
      `${amount(writeIns, 'write-in vote is', 'write-in votes are')} more than the ${amount(disapprovals, 'disapproval')}; only who disapproves may name another person.`,
    );
  if (approvals + writeIns > seats * valid)
    name(
      'too-many-choices',
      `赞成 ${approvals} 票加另选他人 ${writeIns} 票，多于 ${valid} 张有效票 × ${seats} 个名额。`,
      `${amount(approvals, 'approval')} and ${amount(writeIns, 'write-in vote')} are more than ${amount(valid, 'valid ballot')} times ${amount(seats, 'seat')}.`,
    );
  return found;
}
