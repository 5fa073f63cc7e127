import { expect, test } from 'vitest';
import { emptyRecordState } from '../services/record-state.ts';
import { motionList } from './motion-list.ts';

test('every vote of the assembly with its counts, and every decision with its round and who took it (rules §4.1 step 24)', () => {
  const state = emptyRecordState();
  expect(motionList(state)).toBeNull();
  const logged = (entry: object, hash = '') => ({ entry, hash, index: 0 });
  state.rounds.set(2, { round: 2, sealed: logged({}, 'ctx-2') } as never);
  const counts = { mode: 'hands', expected: 57, present: 52, inFavour: 50, against: 1, abstain: 1, carried: true };
  state.motions.push(logged({ subject: 'method', text: '选举办法', round: null, ...counts }) as never);
  state.motions.push(
    logged({ subject: 'reduction', text: '减少1名', round: 2, post: '委员', ...counts, carried: false }) as never,
  );
  const ruling = { matter: 'eligibility', post: '委员', person: '黄六', granted: true, by: '中共大河镇委员会' };
  state.decisions.push(logged({ ...ruling, ctx: 'ctx-2', date: '2026-11-30', reason: '符合条件' }) as never);
  const list = motionList(state);
  if (list === null) throw new Error('no list');
  const { columns, rows } = list;
  const of = (at: number, heading: string) => rows[at]?.[columns.indexOf(heading)];
  expect(rows.map((row) => row.length)).toEqual([columns.length, columns.length, columns.length]);
  expect(['赞成', '反对', '弃权', '应到会', '实到会', '结果'].map((heading) => of(0, heading))).toEqual([
    50,
    1,
    1,
    57,
    52,
    '通过',
  ]);
  expect([of(1, '轮次'), of(1, '职务'), of(1, '结果')]).toEqual([2, '委员', '没有通过']);
  expect([of(2, '轮次'), of(2, '内容'), of(2, '决定机关'), of(2, '日期')]).toEqual([
    2,
    '黄六：符合条件',
    '中共大河镇委员会',
    '2026-11-30',
  ]);
});
