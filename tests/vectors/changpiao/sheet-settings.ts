/** Vectors of `sheet.json`, by which a result sheet is drawn again (tally specification, §10, 14). */
import { decodeUtf8 } from '../../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../../crypto/encoding/canonical.ts';
import { sheetSettings as settingsOf } from '../../../printables/signed/open-result-sheet.ts';

const SHEETS = [
  { round: 1, checkAddress: '' },
  { round: 2, checkAddress: 'https://changpiao.example/查验' },
];

export function sheetSettings() {
  const valid = SHEETS.map((sheet) => ({
    ...sheet,
    bytes: decodeUtf8(canonicalBytes(settingsOf(sheet.round, sheet.checkAddress))),
  }));
  const [{ bytes } = { bytes: '' }] = valid;
  const invalid = [
    { why: 'no object', bytes: 'null' },
    { why: 'a list', bytes: `[${bytes}]` },
    { why: 'of another type', bytes: bytes.replace('result-sheet', 'result') },
    { why: 'version 0', bytes: bytes.replace('"version":1', '"version":0') },
    { why: 'version 2', bytes: bytes.replace('"version":1', '"version":2') },
    { why: 'no version', bytes: bytes.replace(',"version":1', '') },
    { why: 'round is a text', bytes: bytes.replace('"round":1', '"round":"1"') },
    { why: 'round is no integer', bytes: bytes.replace('"round":1', '"round":1.5') },
    { why: 'no round', bytes: bytes.replace('"round":1,', '') },
    { why: 'checkAddress is no text', bytes: bytes.replace('"checkAddress":""', '"checkAddress":null') },
    { why: 'no checkAddress', bytes: bytes.replace('"checkAddress":"",', '') },
    { why: 'a member more', bytes: bytes.replace('{', '{"A":1,') },
    { why: 'a space', bytes: bytes.replace(':1,', ': 1,') },
    { why: 'members in another order', bytes: '{"round":1,"checkAddress":"","type":"result-sheet","version":1}' },
    { why: 'a line end', bytes: `${bytes}\n` },
    { why: 'cut', bytes: bytes.slice(0, -1) },
  ];
  return { valid, invalid };
}
