/** What a rehearsed meeting leaves in a folder, and the verifier over the files as anybody would get them. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MeetingFiles } from './meeting-run.ts';
import type { PaperFiles } from './paper-run.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const writeFile = (path: string, bytes: Uint8Array): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
};

/** One round: record and sheet as they stood when it was published. */
export function writeRound(folder: string, files: MeetingFiles): void {
  const write = (name: string, bytes: Uint8Array) => writeFile(join(folder, name), bytes);
  write('record.jsonl', files.record);
  write('trusted-keys.json', files.trustedKeys);
  write('result.json', files.resultJson);
  write('result.pdf', files.resultPdf);
  write('查验单.txt', new TextEncoder().encode(`${files.receipts.join('\n')}\n`));
  write('投票卡.pdf', files.cardsPdf);
  write('签到表.pdf', files.attendancePdf);
  write('发票收票情况报告单.pdf', files.cardReportsPdf);
}

/** A round on paper has no cards and no receipts; its two reports are those of ballots and box. */
export function writePaperRound(folder: string, files: PaperFiles): void {
  const write = (name: string, bytes: Uint8Array) => writeFile(join(folder, name), bytes);
  write('record.jsonl', files.record);
  write('trusted-keys.json', files.trustedKeys);
  write('result.json', files.resultJson);
  write('result.pdf', files.resultPdf);
  write('发票收票情况报告单.pdf', files.reportsPdf);
}

/** In a process of its own; what it prints is repeated where it does not accept the file. */
export async function verifies(path: string, trustedKeys: string): Promise<boolean> {
  const command = ['--import', 'tsx', 'server/commands/verify.ts', path, '--keys', trustedKeys];
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (status === 0) return true;
  process.stdout.write(output);
  return false;
}
