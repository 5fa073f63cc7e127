/** What the database keeps of a signed paper beside its bytes: what it says, ready to be answered. */
import type { MeetingKind } from '../../tally/record/meeting-entry.ts';
import type { Declaration } from '../contract/nominee.ts';
import type { Text } from '../contract/text.ts';
import type { RequestFacts } from './request-file.ts';

export type OfficePaperContent =
  | {
      readonly type: 'request';
      readonly number: string;
      readonly facts: RequestFacts;
      readonly nominees: readonly Declaration[];
    }
  | {
      readonly type: 'result';
      readonly round: number;
      /** Entry hash of the result that is answered. */
      readonly result: string;
      readonly date: string;
      readonly committeeOnly: boolean;
      /** Absent in papers of before forms came by stick: an assembly. */
      readonly meetingKind?: MeetingKind;
      /** Whether it fills the posts it is about; a 测评, a 推荐 and a result with open seats do not. Absent: taken to. */
      readonly elects?: boolean;
    };

export const kindOfResult = ({
  meetingKind = 'assembly',
}: Extract<OfficePaperContent, { type: 'result' }>): MeetingKind => meetingKind;

const RESULT_NAME: Readonly<Record<MeetingKind, Text>> = {
  assembly: { zh: '选举结果报告', en: 'Report of the result' },
  plenary: { zh: '选举结果报告', en: 'Report of the result' },
  recommendation: { zh: '民主推荐结果报告', en: 'Report of the recommendation' },
  appraisal: { zh: '民主测评结果报告', en: 'Report of the appraisal' },
};

/** What a report to the superior is called. */
export const resultName = (kind: MeetingKind): Text => RESULT_NAME[kind];
