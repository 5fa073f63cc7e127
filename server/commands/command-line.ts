/** What the commands share: usage errors, files named from where the person typed, progress for waits over a second. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Text } from '../../tally/text/text.ts';

export const USAGE_STATUS = 2;

/** Thrown for what the person typed; `runCommand` prints it in both languages. */
export class UsageError extends Error {
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** npm moves into the package's folder; a relative path is meant from where the person typed it. */
const typedIn = (): string => process.env.INIT_CWD ?? process.cwd();

export function inputPath(path: string): string {
  const found = [resolve(path), resolve(typedIn(), path)].find((candidate) => existsSync(candidate));
  if (found === undefined) throw new UsageError({ zh: `找不到文件“${path}”。`, en: `There is no file "${path}".` });
  return found;
}

export const outputPath = (path: string): string => resolve(typedIn(), path);

export function wholeNumber(
  name: string,
  text: string | undefined,
  fallback: number | null,
  least: number,
  most: number,
): number {
  if (text === undefined && fallback !== null) return fallback;
  const value = Number(text);
  if (text === undefined || !Number.isInteger(value) || value < least || value > most) {
    throw new UsageError({
      zh: `--${name} 应为 ${least} 至 ${most} 的整数。`,
      en: `--${name} must be a whole number from ${least} to ${most}.`,
    });
  }
  return value;
}

/** One line on the error stream, at most once a second, so that standard output stays machine-readable. */
export function progressLine(label: Text): (done: number, total: number) => void {
  let last = performance.now();
  return (done, total) => {
    const now = performance.now();
    if (now - last < 1000 && done < total) return;
    last = now;
    process.stderr.write(`${label.zh} ${done}/${total} · ${label.en}\n`);
  };
}

/** Sets the exit status; what the person typed wrong is said in one line of each language instead of a stack. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const text = textOf(error);
    if (text === null) throw error;
    process.stderr.write(`${text.zh}\n${text.en}\n`);
    process.exitCode = USAGE_STATUS;
  }
}

/** Null for what is a fault of the program. */
function textOf(error: unknown): Text | null {
  if (error instanceof UsageError) return error.text;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  if (error.code.startsWith('ERR_PARSE_ARGS_'))
    return { zh: `命令的选项不正确：${error.message}`, en: `The options of the command are wrong: ${error.message}` };
  if (FILE_ERRORS.has(error.code))
    return { zh: `文件或文件夹不能使用：${error.message}`, en: `This file or folder cannot be used: ${error.message}` };
  return null;
}

const FILE_ERRORS: ReadonlySet<string> = new Set(['EISDIR', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EEXIST']);
