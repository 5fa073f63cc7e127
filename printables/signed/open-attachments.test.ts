import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { withFiles } from './example-pdf.ts';
import { openResultSheet, RECORD_ATTACHMENT, SETTINGS_ATTACHMENT } from './open-result-sheet.ts';
import { openSignedPaper } from './open-signed-paper.ts';

const NO_PDF = encodeUtf8('no file of ours');

describe('a result sheet gives the record back', () => {
  const record = '{"type":"cast"}';
  const settings = '{"checkAddress":"","round":1,"type":"result-sheet","version":1}';
  const sheet = (own: string) => withFiles({ [RECORD_ATTACHMENT]: record, [SETTINGS_ATTACHMENT]: own });

  test('with what the sheet was drawn by', () => {
    const opened = openResultSheet(sheet(settings));
    expect(opened.ok && opened.value).toMatchObject({ record, settings: { type: 'result-sheet', round: 1 } });
  });

  test('unless it is no PDF', () => {
    expect(openResultSheet(NO_PDF)).toEqual({ ok: false, error: 'not-a-pdf' });
  });

  test('unless one of the two is missing', () => {
    const refused = { ok: false, error: 'record-not-attached' };
    expect(openResultSheet(withFiles({ [RECORD_ATTACHMENT]: record }))).toEqual(refused);
    expect(openResultSheet(withFiles({ [SETTINGS_ATTACHMENT]: settings }))).toEqual(refused);
  });

  // Which those are is told by tests/vectors/changpiao/sheet-settings.json.
  test('unless its settings are not of ours', () => {
    expect(openResultSheet(sheet(settings.replace('"version":1', '"version":2')))).toEqual({
      ok: false,
      error: 'record-not-attached',
    });
  });
});

describe('an official paper gives its data back', () => {
  const paper = withFiles({ 'request.json': '{"a":1}', 'draft.json': '{ "a": 1 }' });

  test('by the name of the attachment', () => {
    expect(openSignedPaper(paper, 'request.json')).toMatchObject({ ok: true, value: { data: { a: 1 } } });
  });

  test('unless it is no PDF, holds nothing of that name, or no canonical object', () => {
    expect(openSignedPaper(NO_PDF, 'request.json')).toEqual({ ok: false, error: 'not-a-pdf' });
    expect(openSignedPaper(paper, 'answer.json')).toEqual({ ok: false, error: 'not-attached' });
    expect(openSignedPaper(paper, 'draft.json')).toEqual({ ok: false, error: 'not-attached' });
  });
});
