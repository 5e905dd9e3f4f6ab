import type { AttributeName } from '@psutil/process';
import { expect, test } from 'vitest';
import { needsRoot, script } from '../../support/run.ts';
import { needsStrace, traceScript } from '../../support/strace.ts';

/** The system calls that open files and read links below /proc/PID. */
const syscalls = 'openat,readlinkat,readlink,open';
const withPaths = '--decode-fds=path';

/** Returns the files that each step opened, as `PID/name`. A step begins by opening a file that does not exist. */
function filesByStep(calls: readonly string[]): Map<string, string[]> {
  const steps = new Map<string, string[]>();
  let files: string[] = [];
  for (const line of calls) {
    const step = /"\/step\/([^"]*)"/.exec(line)?.[1];
    if (step !== undefined) {
      files = [];
      steps.set(step, files);
    }
    const below = /<\/proc\/(\d+)>, "([^"]+)"/.exec(line);
    const direct = /AT_FDCWD(?:<[^>]*>)?, "\/proc\/(\d+(?:\/stat)?)"/.exec(line);
    if (below) files.push(`${below[1]}/${below[2]}`);
    else if (direct) files.push(`${direct[1]}`);
  }
  return steps;
}

const prelude = `
  import { spawn } from 'node:child_process';
  import { once } from 'node:events';
  import { openSync, readFileSync } from 'node:fs';
  import { attributeNames, Process, processIter } from '@psutil/process';
  const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
  await once(child, 'spawn');
  // It sleeps when the loader has closed all files.
  while (!readFileSync('/proc/' + child.pid + '/stat', 'utf8').includes('(sleep) S'));
  const step = (name) => { try { openSync('/step/' + name); } catch {} };
  const process_ = new Process(child.pid);`;

/** The files below /proc/PID that contain each attribute. `stat` is not listed: it is also read to verify the process. */
const files: Readonly<Record<Exclude<AttributeName, 'pid'>, readonly string[]>> = {
  createTime: [],
  isKernelProcess: [],
  ppid: [],
  name: [],
  exe: ['exe'],
  cmdline: ['cmdline'],
  environ: ['environ'],
  cwd: ['cwd'],
  status: [],
  username: ['status'],
  uids: ['status'],
  gids: ['status'],
  terminal: [],
  processGroup: [],
  sessionId: [],
  nice: [],
  ionice: [],
  ioCounters: ['io'],
  numCtxSwitches: ['status'],
  pageFaults: [],
  numThreads: [],
  threads: ['task', 'task/PID/stat'],
  numFds: ['fd'],
  numHandles: [], // Windows only.
  openFiles: ['fd', 'fd/N'],
  connections: ['fd'], // And ns/net, if the process has sockets.
  cpuTimes: [],
  cpuNum: [],
  cpuAffinity: [],
  memoryInfo: ['statm'],
  memoryInfoEx: ['statm'],
  memoryFullInfo: ['smaps_rollup', 'statm'],
  memoryPercent: ['statm'],
  memoryMaps: ['smaps'],
  cgroup: ['cgroup'],
  container: ['cgroup'],
  limits: ['cgroup'],
  cpuPercent: [],
};

test('asDict() opens only the files that contain the requested attributes, and each file once', async (context) => {
  needsStrace(context, syscalls);
  needsRoot(context);
  const code = `${prelude}
    for (const name of attributeNames) { step(name); process_.asDict({ attrs: [name] }); }
    step('all'); process_.asDict();
    step('end'); child.kill('SIGKILL');
    print(child.pid);`;
  const { printed: pid, calls } = await traceScript<number>(code, syscalls, withPaths);
  const steps = filesByStep(calls);
  const below = (names: readonly string[]) => names.map((name) => `${pid}/${name.replace('PID', String(pid))}`);
  for (const [name, expected] of Object.entries(files)) {
    const opened = (steps.get(name) ?? []).map((file) => file.replace(/fd\/\d+$/, 'fd/N'));
    const withoutStat = opened.filter((file) => file !== `${pid}` && file !== `${pid}/stat`);
    expect({ name, files: [...new Set(withoutStat)].sort() }).toEqual({ name, files: below(expected).sort() });
  }
  const all = steps.get('all') ?? [];
  expect(all.length).toBeGreaterThan(15);
  expect(all.filter((file, index) => all.indexOf(file) !== index)).toEqual([]);
});

test('processIter() opens only the files that contain the requested attributes, and each file once', async (context) => {
  needsStrace(context, syscalls);
  const code = `${prelude}
    step('table');
    const pids = [...processIter({ attrs: ['name', 'ppid', 'status', 'cpuTimes', 'memoryInfo', 'username'] })].map(({ pid }) => pid);
    step('end'); child.kill('SIGKILL');
    print(pids);`;
  const { printed: pids, calls } = await traceScript<number[]>(code, syscalls, withPaths);
  // A process that ends meanwhile is opened again, to find out why it cannot be read.
  const opened = (filesByStep(calls).get('table') ?? []).filter((file) => pids.includes(Number.parseInt(file, 10)));
  expect(opened.filter((file, index) => opened.indexOf(file) !== index)).toEqual([]);
  const names = new Set(opened.map((file) => file.replace(/^\d+\/?/, '')));
  expect([...names].filter((name) => !['', 'stat', 'statm', 'status', 'cmdline'].includes(name))).toEqual([]);
  for (const pid of pids) expect(opened).toContain(`${pid}/stat`);
});

test('a method opens one file, and the directory of its process only the first time', async (context) => {
  needsStrace(context, syscalls);
  const code = `${prelude}
    step('status'); process_.status();
    step('isRunning'); process_.isRunning();
    step('memoryInfo'); process_.memoryInfo();
    step('memoryInfo again'); process_.memoryInfo();
    step('cmdline'); process_.cmdline();
    step('end'); child.kill('SIGKILL');
    print(child.pid);`;
  const { printed: pid, calls } = await traceScript<number>(code, syscalls, withPaths);
  const steps = filesByStep(calls);
  expect(steps.get('status')).toEqual([`${pid}/stat`]);
  expect(steps.get('isRunning')).toEqual([`${pid}/stat`]);
  expect(steps.get('memoryInfo')).toEqual([`${pid}`, `${pid}/stat`, `${pid}/statm`]);
  expect(steps.get('memoryInfo again')).toEqual([`${pid}/statm`]);
  expect(steps.get('cmdline')).toEqual([`${pid}/cmdline`]);
});

test('the directories of at most 64 processes stay open', async () => {
  const code = `
    import { spawn } from 'node:child_process';
    import { readdirSync, readlinkSync } from 'node:fs';
    import { Process } from '@psutil/process';
    const children = Array.from({ length: 100 }, () => spawn('sleep', ['1000'], { stdio: 'ignore' }));
    const processes = children.map(({ pid }) => new Process(pid));
    const link = (fd) => { try { return readlinkSync('/proc/self/fd/' + fd); } catch { return ''; } };
    const countOpen = () => readdirSync('/proc/self/fd').filter((fd) => /^\\/proc\\/\\d+$/.test(link(fd))).length;
    const counts = [0, 1, 2].map(() => { for (const each of processes) each.memoryInfo(); return countOpen(); });
    for (const child of children) child.kill('SIGKILL');
    print(counts);`;
  expect(await script<number[]>(code)).toEqual([64, 64, 64]);
});
