/**
 * Members not counted in 应到会 (rules §3): the six categories, read from the reason and the approval note that a
 * roster carries. Nothing is left out on a guess: an unclear reason leaves the member counted, with a warning.
 */
import { dayNumber } from '../calendar/day.ts';
import type { ExclusionCode } from '../rules/settings.ts';
import type { Text } from '../text/text.ts';

export const EXCLUSION_NAME = {
  E1: {
    zh: '患有精神病或其他疾病，不能表达本人意志',
    en: 'mentally or otherwise ill, cannot express their will',
  },
  E2: { zh: '自费出国半年以上', en: 'abroad at own expense for more than half a year' },
  E3: {
    zh: '虽未受到留党察看以上党纪处分，但正在服刑',
    en: 'serving a sentence, though not placed on probation within the Party or worse',
  },
  E4: {
    zh: '年老体弱卧床不起，或长期生病生活不能自理',
    en: 'old and bedridden, or long ill and unable to look after themselves',
  },
  E5: {
    zh: '工作调动、下派锻炼、外出学习或工作半年以上，按规定应转走正式组织关系而没有转走',
    en: 'away for transfer, training, study or work for more than half a year, relation should have been moved but was not',
  },
  E6: {
    zh: '已经回原籍长期居住的离退休人员，因特殊情况未转走组织关系，确实不能参加选举',
    en: 'retired and long settled in the home place, relation not moved for special reasons, truly unable to take part',
  },
} as const satisfies Record<ExclusionCode, Text>;

export interface ExclusionRules {
  readonly exclusionCategories: readonly ExclusionCode[];
  readonly abroadRequiresSelfFunded: boolean;
}

const ABROAD: Text = { zh: '出国半年以上', en: 'abroad for more than half a year' };

/** As the adopted method has it: where being abroad is enough, nobody asks at whose expense (rules §3, §7). */
export const exclusionWords = (code: ExclusionCode, rules: Pick<ExclusionRules, 'abroadRequiresSelfFunded'>): Text =>
  code === 'E2' && !rules.abroadRequiresSelfFunded ? ABROAD : EXCLUSION_NAME[code];

export const exclusionName = (code: ExclusionCode, rules: Pick<ExclusionRules, 'abroadRequiresSelfFunded'>): string =>
  exclusionWords(code, rules).zh;

const CHINESE_DIGIT: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};

const HALF_YEAR = 6;

/** The longest time named, in months; null if none is named. "一年半" and the like need no precision above a year. */
function monthsNamed(reason: string): number | null {
  const months: number[] = [];
  if (/半年/.test(reason)) months.push(HALF_YEAR);
  for (const [, number, unit] of reason.matchAll(/(\d{1,3}|[一二两三四五六七八九十])(?:余|多)?(个月|个半月|年)/g)) {
    const count = CHINESE_DIGIT[number ?? ''] ?? Number(number);
    months.push(unit === '年' ? 12 * count : count);
  }
  return months.length === 0 ? null : Math.max(...months);
}

/** "不满半年", "半年以下": the words deny the time they name. */
const SHORTER = /(不满|不足|不到|未满|少于)[^，,；;。]*(半年|个月|年)|半年(以下|以内|之内)/;

function isHalfYear(reason: string): boolean {
  const months = monthsNamed(reason);
  return months !== null && months >= HALF_YEAR && !SHORTER.test(reason);
}

/** The category a written reason states, or null if it states none of the six completely. */
export function recognizeExclusion(
  reason: string,
  rules: Pick<ExclusionRules, 'abroadRequiresSelfFunded'>,
): ExclusionCode | null {
  const text = reason.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  const code = /^E([1-6])$/.exec(text);
  if (code !== null) return `E${code[1]}` as ExclusionCode;
  if (/不能(正常|正确)?表达.{0,6}(意志|意思|意愿)|精神(病|疾病|失常|障碍)|植物人|老年痴呆/.test(text)) return 'E1';
  if (/出国|国外|境外|出境|定居海外/.test(text)) {
    const isSelfFunded = /自费|因私/.test(text);
    return isHalfYear(text) && (isSelfFunded || !rules.abroadRequiresSelfFunded) ? 'E2' : null;
  }
  if (/服刑|徒刑|拘役|管制|判刑|拘留|羁押/.test(text)) return 'E3';
  if (/卧床|(生活)?不能自理|瘫痪/.test(text)) return 'E4';
  if (/离休|退休/.test(text)) return /居住|定居|原籍/.test(text) ? 'E6' : null;
  if (/外出|外地|务工|打工|经商|学习|工作|调动|调出|调离|下派|锻炼|流动/.test(text)) {
    const isRelationDue = /(应|该|须|需).{0,8}转.{0,8}(未|没).{0,4}转|(未|没).{0,3}转.{0,4}(组织)?关系/.test(text);
    return isHalfYear(text) && isRelationDue ? 'E5' : null;
  }
  return null;
}

/** The superior's reply that agrees, by its number and day. */
export interface SuperiorReply {
  readonly number: string;
  readonly date: string;
}

export interface ExclusionApproval {
  /** Reported to and agreed by the superior organization. */
  readonly superiorAgreed: boolean;
  /** An assembly of members has voted against it. Its vote for it is a motion of the record, put before any ballot. */
  readonly assemblyRefused: boolean;
}

const NOT_DONE = /未|没|不同意|不予|否决|待|拟|尚|申请中|请示中|拒绝/;

const REFUSED = /(大会|全体党员).*((未|没|没有|不)(获)?(表决)?(通过|同意)|否决)/;

/** Reads a note such as "青委〔2026〕31号，镇党委同意"; an agreement with a negation or a plan counts for nothing. */
export function readApproval(note: string): ExclusionApproval {
  const statements = note
    .normalize('NFKC')
    .split(/[,;、。，；\n]+/)
    .map((statement) => statement.replace(/\s/g, ''));
  return {
    superiorAgreed: statements.some(
      (statement) =>
        !NOT_DONE.test(statement) &&
        /(党委|上级|乡镇|街道|工委|组织部|党组).*(同意|批准|批复|核准|审批|审定)/.test(statement),
    ),
    assemblyRefused: statements.some((statement) => REFUSED.test(statement)),
  };
}

/** By the reply where it is stated apart, or by the note; a reply of after the meeting agreed to nothing that it did. */
export function approvalOf(
  { approval, reply }: { readonly approval: string; readonly reply?: SuperiorReply | undefined },
  meetingDay: string | null = null,
): ExclusionApproval {
  const { superiorAgreed, assemblyRefused } = readApproval(approval);
  const isStated = reply !== undefined && reply.number !== '' && dayNumber(reply.date) !== null;
  return {
    superiorAgreed: isStated ? meetingDay === null || reply.date <= meetingDay : superiorAgreed,
    assemblyRefused,
  };
}
