import { describe, expect, test } from 'vitest';
import { readRecord } from './reader.ts';
import { checkpointLine } from './writer.ts';

const cast = (T = 'T') =>
  `{"R":"R","ballot":{"E":[["a","b"]],"L":["c","d"],"T":"${T}","V":"V","Z":"Z","ctx":"x","f":["f"],"r":"r","z":"z"},"s":"s","type":"cast"}`;

const problemsOf = (file: string | Uint8Array) =>
  readRecord(file).problems.map(({ problem, line, index }) => [problem, line, index]);

describe('the record file (specification §3.1)', () => {
  test('a line is a leaf, a checkpoint is none and covers the leaves before it', () => {
    const file = readRecord(`${cast()}\n${checkpointLine('note')}${cast('U')}\n`);
    expect(file.problems).toEqual([]);
    expect(file.leaves.map(({ line, index }) => [line, index])).toEqual([
      [1, 0],
      [3, 1],
    ]);
    expect(file.lines[1]).toMatchObject({ kind: 'checkpoint', line: 2, size: 1, note: 'note' });
  });

  test('an unreadable line keeps its index, so that findings after it still fit', () => {
    const file = readRecord(`${cast()}\n{"type": "cast"}\n${cast('U')}\n`);
    expect(problemsOf(`${cast()}\n{"type": "cast"}\n${cast('U')}\n`)).toEqual([['line-not-canonical', 2, 1]]);
    expect(file.leaves[2]).toMatchObject({ kind: 'entry', index: 2, line: 3 });
  });

  test.each([
    ['an empty line', '\n', 'line-not-canonical'],
    ['a carriage return', `${cast()}\r\n`, 'line-not-canonical'],
    ['a byte order mark', `\uFEFF${cast()}\n`, 'line-not-canonical'],
    [
      'members in another order',
      `${cast().replace('{"R":"R",', '{').replace('"s":"s"', '"R":"R","s":"s"')}\n`,
      'line-not-canonical',
    ],
    ['a member twice', `${cast().replace('"s":"s"', '"s":"s","s":"s"')}\n`, 'line-not-canonical'],
    ['a cast with a member more', `${cast().replace('"type"', '"time":1,"type"')}\n`, 'entry-malformed'],
    [
      'a ballot with a member less',
      `${cast().replace('"z":"z"', '').replace('"r":"r",', '"r":"r"')}\n`,
      'entry-malformed',
    ],
    ['an unknown type', '{"type":"vote"}\n', 'entry-type-unknown'],
    ['a list', '[]\n', 'entry-type-unknown'],
    ['a checkpoint without note', '{"type":"checkpoint"}\n', 'entry-type-unknown'],
    ['a number', '7\n', 'entry-type-unknown'],
    ['nothing', 'null\n', 'entry-type-unknown'],
    ['a checkpoint with a member more', '{"note":"x","type":"checkpoint","x":1}\n', 'checkpoint-malformed'],
    ['a checkpoint of another type', '{"note":"x","type":"vote"}\n', 'checkpoint-malformed'],
    ['a checkpoint with a blank', '{"note":"x", "type":"checkpoint"}\n', 'checkpoint-malformed'],
    ['a checkpoint with a number as note', '{"note":1,"type":"checkpoint"}\n', 'checkpoint-malformed'],
  ])('%s is refused', (_, file, problem) => {
    expect(problemsOf(file)).toEqual([[problem, 1, 0]]);
  });

  test('a file without a line, and a last line without its end, are refused', () => {
    expect(problemsOf('')).toEqual([['file-empty', 1, 0]]);
    expect(problemsOf(cast())).toEqual([['line-end-missing', 1, 0]]);
    expect(problemsOf(`${cast()}\n`)).toEqual([]);
  });

  test('bytes that are no UTF-8 are refused, not replaced', () => {
    expect(problemsOf(Uint8Array.of(0x22, 0xff, 0x22, 0x0a))).toEqual([['utf8-malformed', 1, 0]]);
  });
});
