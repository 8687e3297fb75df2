import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Resident memory of some processes, in bytes (Linux). */
export interface MemoryWatch {
  /** The highest sum since the watch began, less what was there at its beginning. */
  peak(): number;
  /** What is there now, less what was there at the beginning. */
  left(): number;
}

/** Starts to watch; the kernel keeps the peak, so that nothing between two looks is missed. */
export function watchMemory(pids: readonly number[]): MemoryWatch {
  for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = total(pids, 'VmRSS');
  return {
    peak: () => total(pids, 'VmHWM') - before,
    left: () => total(pids, 'VmRSS') - before,
  };
}

function total(pids: readonly number[], field: 'VmRSS' | 'VmHWM'): number {
  return pids.reduce((sum, pid) => {
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(
      readFileSync(`/proc/${pid}/status`, 'utf8'),
    )?.[1];
    return sum + Number(kilobytes ?? 0) * 1024;
  }, 0);
}

/** Processes below `root` whose command line contains the text. @throws Error when there is none. */
export function processesOf(root: (commandLine: string) => boolean, wanted: string): number[] {
  const parents = new Map<number, number>();
  const lines = new Map<number, string>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
      lines.set(Number(name), readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '));
    } catch {
      // Gone while we looked.
    }
  }
  const below = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (root(lines.get(pid) ?? '') || below(parents.get(pid)));
  const found = [...lines].filter(([pid, line]) => line.includes(wanted) && below(pid)).map(([pid]) => pid);
  if (found.length === 0) throw new Error(`no process with ${wanted} runs`);
  return found;
}
