/**
 * Who holds a data directory. A process is named by its number and its start time, because numbers are used again.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError';
}

/** Claims the directory of the lock file for this process; throws when another living server holds it. */
export function claimDirectory(lockFile: string): () => void {
  const mine = `${process.pid} ${startOf(process.pid)}`;
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(lockFile, mine, { flag: 'wx', mode: 0o600 });
      return () => {
        if (existsSync(lockFile) && readFileSync(lockFile, 'utf8') === mine) rmSync(lockFile);
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error;
    }
    const [pid = '', ...start] = readFileSync(lockFile, 'utf8').split(' ');
    const holder = Number(pid);
    if (holder !== process.pid && isAlive(holder) && startOf(holder) === start.join(' ')) {
      throw new DirectoryInUseError(
        `另一个服务器（进程 ${holder}）正在使用这个数据目录。 / Another server (process ${holder}) uses this data directory.`,
      );
    }
    rmSync(lockFile, { force: true });
  }
}

/** A zombie is not alive: it holds nothing any more. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return procStat(pid)?.state !== 'Z';
}

export function looksLikePostgres(pid: number): boolean {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
    } catch {
      return false;
    }
  }
  return /postgres/.test(spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '');
}

function startOf(pid: number): string {
  if (process.platform === 'linux') return procStat(pid)?.start ?? '';
  return (spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();
}

/** Fields 3 (state) and 22 (start time in ticks since boot) of /proc/PID/stat; the name before them may hold blanks. */
function procStat(pid: number): { readonly state: string; readonly start: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', start: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
