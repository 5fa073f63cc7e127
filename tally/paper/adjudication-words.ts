/** Why a ballot is invalid and why a written name counts for nobody: for the tellers' screens and the count report. */
import type { PaperInvalidReason } from '../record/paper-entries.ts';
import type { Text } from '../text/text.ts';
import type { VoidEntryReason } from './adjudication.ts';

export const INVALID_REASON_NAME = {
  'too-many-chosen': { zh: '所选人数多于规定名额', en: 'more persons chosen than allowed' },
  illegible: { zh: '全部无法辨认', en: 'wholly illegible' },
  blank: { zh: '空白票', en: 'blank ballot' },
  'identifying-mark': { zh: '有表明投票人身份的记号', en: 'a mark that identifies the voter' },
  alteration: { zh: '有涂改', en: 'altered' },
  'unreadable-row': { zh: '有无法辨认的符号', en: 'a row cannot be read' },
  'write-in-without-circle': { zh: '另选人没有画“○”', en: 'a name written without ○' },
  'write-in-listed-candidate': { zh: '另选人是票上的候选人', en: 'a printed candidate written in' },
  'write-in-ineligible': { zh: '另选人没有被选举权', en: 'a person written in may not be elected' },
  'write-ins-exceed-disapprovals': { zh: '另选人多于不赞成的人数', en: 'more names written than rows marked ×' },
  'declared-invalid': { zh: '监票人认定无效', en: 'declared invalid by the scrutineers' },
} as const satisfies Record<PaperInvalidReason, Text>;

export const VOID_ENTRY_REASON_NAME = {
  'without-disapproval': { zh: '没有对候选人投不赞成票', en: 'written without a 不赞成' },
  'without-circle': { zh: '没有画“○”', en: 'written without ○' },
  'listed-candidate': { zh: '是票上的候选人', en: 'is printed on the ballot' },
  ineligible: { zh: '没有被选举权或不在可选范围内', en: 'may not be elected here' },
  duplicate: { zh: '同一人重复填写', en: 'the same person twice' },
  illegible: { zh: '姓名无法辨认', en: 'the name cannot be read' },
  ambiguous: { zh: '同名，不能确定是谁', en: 'namesakes; it cannot be told who is meant' },
  'more-than-one-name': { zh: '一个候选人下面写了不止一人', en: 'more than one name below one candidate' },
  'exceeds-disapprovals': { zh: '另选人多于不赞成的人数', en: 'more names than rows marked ×' },
} as const satisfies Record<VoidEntryReason, Text>;
