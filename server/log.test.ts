import { expect, test } from 'vitest';
import { createLog } from './log.ts';

test('a failure is logged by its place and code, never by its message, which may quote a ballot or a name', () => {
  const lines: string[] = [];
  const cause = Object.assign(new Error('duplicate key (t)=(SECRET-TOKEN)'), { code: '23505' });
  const error = new Error('Failed query: insert … params: SECRET-TOKEN, 王建国', { cause });
  createLog((line) => lines.push(line)).failure('POST /api/kiosk/cast', error);
  const text = lines.join('\n');
  expect(text).toMatch(/POST \/api\/kiosk\/cast: Error 23505/);
  expect(text).toMatch(/log\.test/);
  expect(text).not.toMatch(/SECRET|王建国|params/);
});

test('a message of several lines does not slip through the stack', () => {
  const lines: string[] = [];
  createLog((line) => lines.push(line)).failure('x', new Error('first\nSECRET second\n    at third'));
  expect(lines.join('\n')).not.toMatch(/SECRET|third/);
});

test('what is not an error is logged by its kind', () => {
  const lines: string[] = [];
  createLog((line) => lines.push(line)).failure('x', 'SECRET');
  expect(lines).toEqual(['x: string']);
});
