/** What the rules engine reads: attendance, ballots and counts of one contest (rules §0), strictly decoded. */
import { z } from 'zod';
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Impossible } from './impossible.ts';
import { MajorityBase, RuleSet } from './settings.ts';

const Count = z.int().min(0).max(1_000_000);
const Name = z.string().min(1).max(200);

/** Counts of one candidate: 赞成, 不赞成, 弃权, 该项无效. */
const Row = z.object({ approve: Count, disapprove: Count, abstain: Count, unreadable: Count.default(0) });

const OutcomeInput = z.object({
  ruleSet: RuleSet,
  majorityBase: MajorityBase,
  /** Y 应到会有选举权人数. */
  expected: Count,
  /** S 实到会有选举权人数. */
  present: Count,
  /** I 发出. */
  issued: Count,
  /** V 投票人数. */
  voters: Count,
  /** C 收回. */
  recovered: Count,
  /** Vb 有效票. */
  valid: Count,
  /** K 应选名额. */
  seats: Count,
  /** In ballot order. */
  candidates: z.array(Name),
  counts: z.record(Name, Row).default({}),
  /** 另选他人: votes per named person. */
  writeIns: z.record(Name, Count).default({}),
});

export type OutcomeInput = Readonly<z.infer<typeof OutcomeInput>>;

const FIELDS: ReadonlySet<string> = new Set(Object.keys(OutcomeInput.shape));

/** Members of the object that nobody reads: usually a slip of the pen, so the caller should mention them. */
export function unknownFields(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).filter((field) => !FIELDS.has(field));
}

function explain(issue: z.core.$ZodIssue, value: unknown): Impossible {
  const [field] = issue.path;
  const path = issue.path.map(String).join(' / ');
  const given: { readonly ruleSet?: unknown } = typeof value === 'object' && value !== null ? value : {};
  const ruleSet = given.ruleSet === undefined ? undefined : JSON.stringify(given.ruleSet);
  if (field === undefined)
    return { code: 'malformed', zh: '输入不是一个 JSON 对象。', en: 'The input is not a JSON object.' };
  if (field === 'ruleSet')
    return {
      code: 'unknown-rule-set',
      zh: `未知的规则 ${ruleSet ?? '（未填写）'}；应为 "2020" 或 "1990"。`,
      en: `Unknown rule set ${ruleSet ?? '(absent)'}; it must be "2020" or "1990".`,
    };
  if (field === 'majorityBase')
    return {
      code: 'majority-base-missing',
      zh: '必须按选举办法选定计算基数 majorityBase："expected"（应到）或 "present"（实到），没有默认值。',
      en: 'majorityBase must be chosen from the adopted election method: "expected" or "present"; there is no default.',
    };
  if (issue.path.length === 1 && !Object.hasOwn(given, field))
    return { code: 'field-missing', zh: `缺少“${path}”。`, en: `"${path}" is missing.` };
  if (field === 'candidates')
    return {
      code: 'malformed',
      zh: '“candidates”应为候选人姓名的列表。',
      en: '"candidates" must be a list of names.',
    };
  return {
    code: 'not-a-count',
    zh: `“${path}”不是 0 至 1000000 的整数。`,
    en: `"${path}" is not a whole number from 0 to 1000000.`,
  };
}

/** Decodes a case file; every fault is named, so that one reading is enough to correct them all. */
export function parseOutcomeInput(value: unknown): Result<OutcomeInput, readonly Impossible[]> {
  const parsed = OutcomeInput.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return err(parsed.error.issues.map((issue) => explain(issue, value)));
}
