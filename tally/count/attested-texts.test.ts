import { expect, test } from 'vitest';
import type { MeetingEntry } from '../record/meeting-entry.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import { ruleSettings } from '../rules/settings.ts';
import { attestedTextsHash, attestedTextsOf } from './attested-texts.ts';

const person = (name: string, remark = '') => ({ name, remark });
const title = (zh: string) => ({ zh, en: 'title' });
const meeting = {
  id: 'qingxi-2026',
  title: '党员大会',
  date: '2026-11-28',
  scrutineers: [{ name: '杨辉' }, { name: '韦小红' }],
} as unknown as MeetingEntry;
const round = {
  round: 2,
  rules: ruleSettings({ majorityBase: 'expected' }),
  contests: [
    {
      kind: 'election',
      category: 'committee',
      post: '委员',
      title: title('选举委员'),
      seats: 2,
      candidates: [person('王建国', '1974年4月生'), person('李㛃'), person('陈䶮')],
      writeIns: [person('阿卜杜拉'), person('付卫东')],
    },
    {
      kind: 'appraisal',
      title: title('测评'),
      subjects: [person('王建国')],
      grades: [title('优秀'), title('称职')],
    },
    { kind: 'recommendation', title: title('推荐'), nominees: [person('李㛃'), person('陈䶮')], limit: 1 },
  ],
} as unknown as RoundEntry;
const counts = [
  [5, 1, 4, 2, 3, 3, 0, 1],
  [4, 2],
  [3, 3],
];

test('the words beside the attested numbers have one hash, computed elsewhere from the specification (§9)', () => {
  expect(attestedTextsHash(attestedTextsOf(meeting, round, counts))).toBe(
    'gatOg3nmsv1qDmBcSOa4N34eSHmNbULy5R9Kp4VAoi4',
  );
});

test('of the write-in list those with votes are named, so that paper is enough to rebuild it (§9)', () => {
  const writeInsAt = (votes: readonly number[]) => {
    const [election] = attestedTextsOf(meeting, round, [[0, 0, 0, 0, 0, 0, ...votes]]).contests;
    return election?.kind === 'election' ? election.writeIns : undefined;
  };
  expect([writeInsAt([0, 0]), writeInsAt([0, 2]), writeInsAt([1, 2])]).toEqual([
    [],
    ['付卫东'],
    ['阿卜杜拉', '付卫东'],
  ]);
});
