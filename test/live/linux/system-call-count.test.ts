import { expect, test } from 'vitest';
import { needsStrace, traceScript } from '../../support/strace.ts';

/** The system calls that read files and directories. */
const syscalls = 'openat,read,pread64,readlinkat,newfstatat,statx,getdents64,close';

/**
 * Defines `step(name)` for a script, which marks the beginning of a step in the trace by opening a file that does not
 * exist.
 */
const defineStep = "const step = (name) => { try { openSync('/step/' + name); } catch {} };";

/** Counts the system calls of each step. */
function countByStep(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  let step: string | undefined;
  for (const line of lines) {
    const next = /"\/step\/([^"]*)"/.exec(line)?.[1];
    if (next !== undefined) step = next;
    else if (step !== undefined) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  return counts;
}

const stepsAmong = (count: number): string => `
  await startChildren(${count});
  step('memoryInfo among ${count}'); child_.memoryInfo();
  step('pidExists among ${count}'); pidExists(child.pid);
  step('children among ${count}'); child_.children({ recursive: true });
  step('parents among ${count}'); child_.parents();
  step('table of ${count}'); counts.push([...processIter({ attrs: ['name', 'ppid', 'status', 'cpuTimes'] })].length);
  step('table with users of ${count}'); [...processIter({ attrs: ['name', 'username', 'memoryInfo'] })];
  step('');`;

const code = `
  import { spawn } from 'node:child_process';
  import { once } from 'node:events';
  import { openSync } from 'node:fs';
  import { pidExists, Process, processIter } from '@psutil/process';
  const children = [];
  async function startChildren(count) {
    while (children.length < count) {
      const child = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] }); // It exits with this program.
      child.unref();
      child.stdin.unref();
      children.push(child);
      await once(child, 'spawn');
    }
    await new Promise((done) => setTimeout(done, 1000)); // The trace includes the start of the children.
  }
  process.on('exit', () => { for (const child of children) child.kill('SIGKILL'); });
  ${defineStep}
  await startChildren(1);
  const [child] = children;
  const child_ = new Process(child.pid);
  const counts = [];
  child_.memoryInfo();
  pidExists(child.pid); // the first call compares PID namespaces
  ${stepsAmong(20)}
  ${stepsAmong(220)}
  print(counts);`;

test('the number of system calls for one process does not depend on the number of processes', {
  timeout: 120_000,
}, async (context) => {
  needsStrace(context, syscalls);
  const { printed, calls } = await traceScript<[few: number, many: number]>(code, syscalls);
  const counts = countByStep(calls);
  const [few, many] = printed;
  const perProcess = (table: string) =>
    ((counts.get(`${table} 220`) ?? 0) - (counts.get(`${table} 20`) ?? 0)) / (many - few);

  // openat(2), read(2) and close(2) of statm.
  expect(counts.get('memoryInfo among 20')).toBe(3);
  expect(counts.get('memoryInfo among 220')).toBe(3);
  expect(counts.get('pidExists among 220')).toBe(counts.get('pidExists among 20'));
  // One call counts the processes of the system; three each read stat and the list of children, which is empty.
  expect(counts.get('children among 220')).toBe(7);
  expect(counts.get('parents among 220')).toBe(counts.get('parents among 20'));
  // A table without users opens, reads and closes stat. With users, it also does so for the directory and for status,
  // which contains the memory fields, too.
  expect(perProcess('table of')).toBeCloseTo(3, 0);
  expect(perProcess('table with users of')).toBeCloseTo(8, 0);
});

test('system-wide functions keep their file open and read it again with pread(2)', async (context) => {
  needsStrace(context, syscalls);
  const code = `
    import { openSync } from 'node:fs';
    import { cpuTimes, diskIoCounters, getloadavg, netIoCounters, virtualMemory } from '@psutil/psutil';
    ${defineStep}
    const functions = {
      virtualMemory, cpuTimes, getloadavg,
      diskIoCounters: () => diskIoCounters({ perdisk: true }),
      netIoCounters: () => netIoCounters({ pernic: true }),
    };
    for (const call of Object.values(functions)) call();
    for (const [name, call] of Object.entries(functions)) { step(name); call(); }
    step('');
    print(Object.keys(functions));`;
  const { printed, calls } = await traceScript<string[]>(code, syscalls);
  const opened = countByStep(calls.filter((line) => line.startsWith('openat')));
  expect(printed.filter((name) => opened.has(name))).toEqual([]);
  // With many CPUs or disks, more than one call is needed.
  const read = countByStep(calls.filter((line) => line.includes('/step/') || line.startsWith('pread64')));
  expect(printed.filter((name) => !read.has(name))).toEqual([]);
});
