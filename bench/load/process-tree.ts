import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts the CPU time of processes in hundredths of a second. */
const tickMs = 10;

/** What Linux tells of a process; places as in proc_pid_stat(5), counted after the name. */
interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly cpuMs: number;
}

/**
 * CPU time that a process and its descendants have used so far, in milliseconds. Other work on the machine
 * moves it far less than it moves elapsed time. Undefined where the system does not tell.
 */
export function cpuTimeOf(pid: number): number | undefined {
  const tree = treeOf(pid);
  return tree?.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** The ids of a process and its descendants; undefined where the system does not tell. */
export function processesOf(pid: number): readonly number[] | undefined {
  return treeOf(pid)?.map((process) => process.pid);
}

/** Memory that a process has for itself, with its share of what it has with others, in bytes. */
export function memoryOf(pid: number): {
  readonly residentBytes: number;
  readonly proportionalBytes: number;
} {
  return {
    residentBytes: kilobytes(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS') * 1024,
    proportionalBytes: kilobytes(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'), 'Pss') * 1024,
  };
}

function treeOf(root: number): ProcessStat[] | undefined {
  if (process.platform !== 'linux') return undefined;
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)));
  const tree = all.filter(({ pid }) => pid === root);
  // Grows while it is walked, until no process has a parent in it.
  for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
  return tree;
}

/** None when it has ended meanwhile. */
function statOf(pid: number): ProcessStat[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before may hold spaces and parentheses.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return [{ pid, parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs }];
  } catch {
    return [];
  }
}

function kilobytes(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]);
}
