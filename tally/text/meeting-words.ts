/** What is held and what is handed in, in the word of each kind of meeting: 选举 with 选票, 推荐 with 推荐表, 测评 with 测评表. */
import type { MeetingKind } from '../record/meeting-entry.ts';
import type { Text } from './text.ts';

const ELECTION: Text = { zh: '选举', en: 'election' };
const ACT_NAME: Readonly<Record<MeetingKind, Text>> = {
  assembly: ELECTION,
  plenary: ELECTION,
  recommendation: { zh: '推荐', en: 'recommendation' },
  appraisal: { zh: '测评', en: 'appraisal' },
};
export const actName = (kind: MeetingKind): Text => ACT_NAME[kind];

const BALLOT: Text = { zh: '选票', en: 'ballots' };
const BALLOT_NAME: Readonly<Record<MeetingKind, Text>> = {
  assembly: BALLOT,
  plenary: BALLOT,
  recommendation: { zh: '推荐表', en: 'forms' },
  appraisal: { zh: '测评表', en: 'forms' },
};
export const ballotName = (kind: MeetingKind): Text => BALLOT_NAME[kind];
