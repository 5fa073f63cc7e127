/** Votes of the assembly and decisions of the superior as they stand in the record, a line to each. */
import {
  DECISION_MATTER_NAME,
  MOTION_MODE_NAME,
  MOTION_SUBJECT_NAME,
  rulingName,
} from '../../tally/text/assembly-words.ts';
import { fixedBy, type RecordState } from '../services/record-state.ts';
import { LIST_TITLES, type List } from './lists.ts';

/** Null: nothing was voted or decided yet. */
export function motionList({
  motions,
  decisions,
  rounds,
}: Pick<RecordState, 'motions' | 'decisions' | 'rounds'>): List | null {
  const roundOf = (ctx: string): number | null =>
    [...rounds.values()].find((round) => fixedBy(round)?.hash === ctx)?.round ?? null;
  if (motions.length === 0 && decisions.length === 0) return null;
  return {
    kind: 'motions',
    title: LIST_TITLES.motions,
    columns: [
      '类别',
      '事项',
      '内容',
      '轮次',
      '职务',
      '方式',
      '应到会',
      '实到会',
      '赞成',
      '反对',
      '弃权',
      '结果',
      '决定机关',
      '日期',
    ],
    rows: [
      ...motions.map(({ entry }) => [
        '大会表决',
        MOTION_SUBJECT_NAME[entry.subject].zh,
        entry.text,
        entry.round,
        entry.post ?? '',
        MOTION_MODE_NAME[entry.mode].zh,
        entry.expected,
        entry.present,
        entry.inFavour,
        entry.against,
        entry.abstain,
        entry.carried ? '通过' : '没有通过',
        '',
        '',
      ]),
      ...decisions.map(({ entry }) => [
        '上级决定',
        DECISION_MATTER_NAME[entry.matter].zh,
        [entry.person, entry.reason].filter((part) => part !== '').join('：'),
        roundOf(entry.ctx),
        entry.post,
        '',
        null,
        null,
        null,
        null,
        null,
        rulingName(entry.matter, entry.granted).zh,
        entry.by,
        entry.date,
      ]),
    ],
  };
}
