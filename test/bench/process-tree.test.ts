import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpuTimeOf, memoryOf, processesOf } from '../../bench/load/process-tree';

const onLinux = process.platform === 'linux' ? it : it.skip;

/** A process whose child has worked for a while, and that waits then. */
const script = `
  const work = "for (const end = Date.now() + 300; Date.now() < end; ); console.log('done'); setInterval(() => {}, 1000)";
  require('node:child_process').spawn(process.execPath, ['-e', work], { stdio: 'inherit' });
  setInterval(() => {}, 1000);
`;

onLinux('looks at a process with its children', async () => {
  const child = spawn(process.execPath, ['-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    await once(child.stdout, 'data');
    const pids = processesOf(child.pid!);
    expect(pids).toHaveLength(2);
    expect(pids?.[0]).toBe(child.pid);
    // That of the start of both alone is less.
    expect(cpuTimeOf(child.pid!)).toBeGreaterThan(100);
    const { residentBytes, proportionalBytes } = memoryOf(child.pid!);
    expect(residentBytes).toBeGreaterThan(proportionalBytes);
    expect(proportionalBytes).toBeGreaterThan(1e6);
  } finally {
    process.kill(-child.pid!, 'SIGKILL');
  }
});

onLinux('knows nothing of a process that is not there', () => {
  expect(processesOf(2 ** 30)).toEqual([]);
});
