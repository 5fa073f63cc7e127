/**
 * `npm run outcome -- CASE.json`: the rules engine on one case. Prints the outcome as one line of JSON, exit status 0.
 * A refused case prints {"refused":[{code,zh,en}]} naming every impossibility, the same as sentences on the error
 * stream, exit status 2.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { err, ok, type Result } from '../../crypto/result.ts';
import { type Outcome, outcome } from '../../tally/rules/outcome.ts';
import { parseOutcomeInput, unknownFields } from '../../tally/rules/outcome-input.ts';
import type { Text } from '../../tally/text/text.ts';

interface Refusal extends Text {
  readonly code: string;
}

const REFUSED = 2;

/** npm moves into the package's folder; a relative path may also be meant from where the person typed it. */
function readCase(path: string): Result<string, Refusal> {
  const folders = [process.cwd(), ...(process.env.INIT_CWD === undefined ? [] : [process.env.INIT_CWD])];
  const reasons: string[] = [];
  for (const folder of folders) {
    try {
      return ok(readFileSync(resolve(folder, path), 'utf8').replace(/^\uFEFF/, ''));
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  const reason = reasons[0] ?? '';
  return err({
    code: 'unreadable-file',
    zh: `无法读取文件“${path}”：${reason}`,
    en: `The file "${path}" cannot be read: ${reason}`,
  });
}

function parseCase(text: string): Result<unknown, Refusal> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err({ code: 'not-json', zh: `文件不是有效的 JSON：${reason}`, en: `The file is not valid JSON: ${reason}` });
  }
}

function judge(paths: readonly string[]): Result<Outcome, readonly Refusal[]> {
  const [path] = paths;
  if (path === undefined || paths.length !== 1)
    return err([
      { code: 'usage', zh: '用法：npm run outcome -- CASE.json', en: 'Usage: npm run outcome -- CASE.json' },
    ]);
  const text = readCase(path);
  if (!text.ok) return err([text.error]);
  const value = parseCase(text.value);
  if (!value.ok) return err([value.error]);
  for (const field of unknownFields(value.value))
    console.error(`“${field}”不是输入项，已忽略。\n"${field}" is no member of the input and was ignored.`);
  const input = parseOutcomeInput(value.value);
  return input.ok ? outcome(input.value) : input;
}

const judged = judge(process.argv.slice(2));
if (judged.ok) {
  console.log(JSON.stringify(judged.value));
} else {
  for (const { code, zh, en } of judged.error) console.error(`${code}: ${zh}\n${code}: ${en}`);
  console.log(JSON.stringify({ refused: judged.error.map(({ code, zh, en }) => ({ code, zh, en })) }));
  process.exitCode = REFUSED;
}
