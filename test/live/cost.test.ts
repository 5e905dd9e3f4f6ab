import { expect, test } from 'vitest';
import { needsStrace, traced } from '../support/strace.ts';

/** What a reading of processes is made of. */
const calls = 'openat,read,pread64,readlinkat,newfstatat,statx,getdents64,close';

/** How many calls each of some steps made: a step begins with a file of its name that there is not. */
function callsByStep(lines: readonly string[]): Map<string, number> {
  const steps = new Map<string, number>();
  let step: string | undefined;
  for (const line of lines) {
    const next = /"\/step\/([^"]*)"/.exec(line)?.[1];
    if (next !== undefined) step = next;
    else if (step !== undefined) steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  return steps;
}

const among = (count: number): string => `
  await more(${count});
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
  async function more(count) {
    while (children.length < count) {
      const child = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] }); // which ends with this program, however
      child.unref();
      child.stdin.unref();
      children.push(child);
      await once(child, 'spawn');
    }
    await new Promise((done) => setTimeout(done, 1000)); // what they do to start is told as well
  }
  process.on('exit', () => { for (const child of children) child.kill('SIGKILL'); });
  const step = (name) => { try { openSync('/step/' + name); } catch {} };
  await more(1);
  const [child] = children;
  const child_ = new Process(child.pid);
  const counts = [];
  child_.memoryInfo();
  ${among(20)}
  ${among(220)}
  print(counts);`;

test('one process costs the same among many, and a table as much more as there are more processes', {
  timeout: 120_000,
}, async (context) => {
  needsStrace(context, calls);
  const { printed, calls: lines } = await traced<[few: number, many: number]>(code, calls);
  const steps = callsByStep(lines);
  const [few, many] = printed;
  const each = (table: string) => ((steps.get(`${table} 220`) ?? 0) - (steps.get(`${table} 20`) ?? 0)) / (many - few);

  // Its file is opened, read and closed.
  expect(steps.get('memoryInfo among 20')).toBe(3);
  expect(steps.get('memoryInfo among 220')).toBe(3);
  expect(steps.get('pidExists among 220')).toBe(steps.get('pidExists among 20'));
  // The machine's processes are counted, then its own stat is read and the list of its children, of which it has none.
  expect(steps.get('children among 220')).toBe(7);
  expect(steps.get('parents among 220')).toBe(steps.get('parents among 20'));
  // The same of stat alone; with the user the folder too, and status, which tells the memory as well.
  expect(each('table of')).toBeCloseTo(3, 0);
  expect(each('table with users of')).toBeCloseTo(8, 0);
});

test('a file of the machine that was read before is not opened again', async (context) => {
  needsStrace(context, calls);
  const code = `
    import { openSync } from 'node:fs';
    import { cpuTimes, diskIoCounters, getloadavg, netIoCounters, virtualMemory } from '@psutil/psutil';
    const step = (name) => { try { openSync('/step/' + name); } catch {} };
    const readings = {
      virtualMemory, cpuTimes, getloadavg,
      diskIoCounters: () => diskIoCounters({ perdisk: true }),
      netIoCounters: () => netIoCounters({ pernic: true }),
    };
    for (const read of Object.values(readings)) read();
    for (const [name, read] of Object.entries(readings)) { step(name); read(); }
    step('');
    print(Object.keys(readings));`;
  const { printed, calls: lines } = await traced<string[]>(code, calls);
  const opened = callsByStep(lines.filter((line) => line.startsWith('openat')));
  expect(printed.filter((name) => opened.has(name))).toEqual([]);
  // Where there are many CPUs or disks, one call does not get all.
  const read = callsByStep(lines.filter((line) => line.includes('/step/') || line.startsWith('pread64')));
  expect(printed.filter((name) => !read.has(name))).toEqual([]);
});
