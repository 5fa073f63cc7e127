import { expect, test } from 'vitest';
import { placesAmong, unhandled, withHandling, withObjection, withObjections } from './objections.ts';

const POSTED = { publicity: { posted: '2026-11-02' } };
const said = { day: '2026-11-03', words: '有异议', handling: '' };

test('an objection is taken while something is posted, and not before or after (rules §4.3, §4.4)', () => {
  for (const content of [{}, { publicity: null }])
    expect(withObjection(content, said)).toEqual({ ok: false, error: 'not-posted' });
  expect(withObjection({ ...POSTED, objections: [said] }, said)).toEqual({
    ok: true,
    value: { ...POSTED, objections: [said, said] },
  });
});

test('an objection is answered by its place; one that nobody made is not', () => {
  const content = { ...POSTED, objections: [said] };
  for (const index of [-1, 1, 0.5])
    expect(withHandling(content, index, '已核实')).toEqual({ ok: false, error: 'objection-unknown' });
  expect(withHandling({}, 0, '已核实')).toEqual({ ok: false, error: 'objection-unknown' });
  const handled = withHandling(content, 0, '已核实');
  expect(handled).toEqual({ ok: true, value: { ...content, objections: [{ ...said, handling: '已核实' }] } });
});

test('what nobody has answered is named with its number', () => {
  expect(unhandled({})).toEqual([]);
  expect(unhandled({ objections: [{ ...said, handling: '已核实' }] })).toEqual([]);
  expect(unhandled({ objections: [said, said] })).toHaveLength(1);
  expect(unhandled({ objections: [said, said] })[0]?.en).toContain('2');
});

test('a list of objections adds the new ones and fills in what was not handled; twice is as once (rules §4.4)', () => {
  const other = { day: '2026-11-04', words: '有异议', handling: '' };
  expect(withObjections({ publicity: null }, [said])).toEqual({ ok: false, error: 'not-posted' });
  // The second of two equal ones is the second.
  expect(placesAmong([said, said], [said, other, said, said])).toEqual([0, -1, 1, -1]);
  expect(placesAmong([said], [{ ...said, words: '同一天的另一条' }])).toEqual([-1]);
  const content = { ...POSTED, objections: [said, said, { ...other, handling: '已核实' }] };
  const read = [said, { ...said, handling: '不属实' }, other, { day: '2026-11-05', words: '又一条', handling: '' }];
  const once = withObjections(content, read);
  expect(once).toEqual({
    ok: true,
    value: {
      ...POSTED,
      objections: [said, { ...said, handling: '不属实' }, { ...other, handling: '已核实' }, read[3]],
    },
  });
  if (once.ok) expect(withObjections(once.value, read)).toEqual(once);
  expect(withObjections(POSTED, [])).toEqual({ ok: true, value: { ...POSTED, objections: [] } });
});
