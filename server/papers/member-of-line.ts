/** Whom a line of a list means: found on the roll by name and, for namesakes, by the month of birth. */
import { err, ok, type Result } from '../../crypto/result.ts';
import { labelOf, type Plan } from '../services/plan.ts';
import type { StoredMember } from '../store/roll.ts';
import type { TableLine } from './table-rows.ts';
import { type Line, stop } from './village-lists.ts';

/** 1974.4, 1974年04月 and 1974-04 are one month. */
const monthOf = (birth: string): string => {
  const found = /^(\d{4})\D?(\d{1,2})/.exec(birth);
  return found === null ? birth : `${found[1]}-${(found[2] ?? '').padStart(2, '0')}`;
};

export function memberOfLine(plan: Plan, { line, cell }: TableLine): Result<StoredMember, Line> {
  const [name, birth] = [cell('姓名'), cell('出生年月')];
  const found = plan.members.filter(
    (member) =>
      (member.name === name || labelOf(plan, member) === name) &&
      (birth === '' || monthOf(member.birth) === monthOf(birth)),
  );
  const [member] = found;
  if (member === undefined)
    return err(stop(line, 'member-unknown', `党员名册中没有“${name}”。`, `"${name}" is not on the roll.`));
  if (found.length > 1)
    return err(
      stop(
        line,
        'member-ambiguous',
        `党员名册中有${found.length}名“${name}”，请填写出生年月。`,
        `${found.length} members are called "${name}": give the month of birth.`,
      ),
    );
  return ok(member);
}
