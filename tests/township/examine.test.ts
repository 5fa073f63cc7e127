/** What an office is told about a file that it opens: what is no sheet, and what a record that holds is not. */
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { examinationOf, examineFile, isPdf } from '../../kiosk/screens/township/examine.ts';
import { smallElection, verifySmall } from '../attacks/attack.ts';
import { testRun } from '../attacks/honest-records.ts';

const PASSED = {
  name: 'signature',
  title: { zh: '数字签名与内容', en: 'Digital signature and content' },
  state: 'passed',
} as const;

test('a file is a PDF by its first five characters', () => {
  expect(isPdf(encodeUtf8('%PDF-1.7\n'))).toBe(true);
  for (const text of ['', '%PDF', '%pdf-1.7', ' %PDF-1.7', '{"type":"meeting"}\n'])
    expect(isPdf(encodeUtf8(text)), text).toBe(false);
});

test.each(['%PDF-1.7\n', '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n'])(
  'a PDF without a record is refused before anything is verified: %j',
  async (text) => {
    const { ok, checks, results, isTrusted, isTestRun } = await examineFile(encodeUtf8(text), {});
    expect({ ok, results, isTrusted, isTestRun }).toEqual({
      ok: false,
      results: [],
      isTrusted: false,
      isTestRun: false,
    });
    expect(checks.map(({ name, state }) => [name, state])).toEqual([['signature', 'failed']]);
  },
);

describe('a record inside holds', () => {
  test('if all its checks do, and the signature around it', async () => {
    const { record } = await smallElection('attacks');
    const holding = await verifySmall(record);
    expect(examinationOf(holding, [PASSED])).toMatchObject({ ok: true, isTrusted: false, isTestRun: false });
    expect(examinationOf(holding, []).checks.map(({ state }) => state)).toEqual(Array(13).fill('passed'));
    expect(examinationOf(holding, [{ ...PASSED, state: 'failed' }]).ok).toBe(false);
    const cut = await verifySmall(record.slice(0, -1));
    expect(examinationOf(cut, [PASSED])).toMatchObject({ ok: false });
    expect(examinationOf({ ...holding, ok: false }, [PASSED]).ok).toBe(false);
  });

  test('but that of a test run is no result', async () => {
    const tried = await verifySmall((await testRun()).record);
    expect(tried.ok).toBe(true);
    expect(examinationOf(tried, [PASSED])).toMatchObject({ ok: false, isTestRun: true });
  });
});
