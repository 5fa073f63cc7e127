import { expect, test } from 'vitest';
import { unhandled, withHandling, withObjection } from './objections.ts';

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
