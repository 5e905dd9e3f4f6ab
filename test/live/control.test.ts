import { constants, getPriority, cpus as kernelCpus } from 'node:os';
import { LINUX, WINDOWS } from '@psutil/native';
import {
  BELOW_NORMAL_PRIORITY_CLASS,
  IDLE_PRIORITY_CLASS,
  IOPRIO_CLASS_BE,
  IOPRIO_CLASS_IDLE,
  IOPRIO_CLASS_NONE,
  IOPRIO_CLASS_RT,
  IOPRIO_LOW,
  IOPRIO_NORMAL,
  REALTIME_PRIORITY_CLASS,
  RLIM_INFINITY,
  RLIMIT_AS,
  RLIMIT_CORE,
  RLIMIT_FSIZE,
  RLIMIT_NOFILE,
} from '@psutil/process';
import { expect, test } from 'vitest';
import { killAndWait, spawnChild } from '../support/children.ts';
import { forms } from '../support/forms.ts';
import { failure, outcome } from '../support/outcome.ts';
import { needs, needsRoot, needsSupport, nobody, script, tool } from '../support/run.ts';

test.for(forms)('%s: nice() reads and sets the nice value', async ([_, { Process }], context) => {
  context.skip(WINDOWS, 'Windows has priority classes instead of nice values');
  const { pid } = await spawnChild();
  const child = new Process(pid);
  const before = await child.nice();
  expect(await child.nice(before + 2)).toBeUndefined();
  expect(await child.nice()).toBe(before + 2);
  await child.nice(20);
  expect(await child.nice()).toBe(LINUX ? 19 : 20);
  needs(context, 'ps', '-o', 'ni=', '-p', String(pid));
  expect(Number(tool('ps', '-o', 'ni=', '-p', String(pid)))).toBe(LINUX ? 19 : 20);
  needsRoot(context);
  await child.nice(-20);
  expect(await child.nice()).toBe(-20);
  await child.nice(-1); // getpriority(2) also returns -1 for an error.
  expect(await child.nice()).toBe(-1);
});

test.for(forms)('Windows, %s: nice() reads and sets the priority class', async ([_, { Process }], context) => {
  context.skip(!WINDOWS, 'only Windows has priority classes');
  const { pid } = await spawnChild();
  const child = new Process(pid);
  for (const value of [BELOW_NORMAL_PRIORITY_CLASS, IDLE_PRIORITY_CLASS]) {
    expect(await child.nice(value)).toBeUndefined();
    expect(await child.nice()).toBe(value);
  }
  expect(getPriority(pid)).toBe(constants.priority.PRIORITY_LOW);
  for (const wrong of [0, -20, 19, 0x41])
    expect(await failure(() => child.nice(wrong))).toMatchObject({ name: 'RangeError' });
  expect(await child.nice()).toBe(IDLE_PRIORITY_CLASS);
  // Without the privilege, Windows sets HIGH_PRIORITY_CLASS.
  const { error } = await outcome(() => child.nice(REALTIME_PRIORITY_CLASS));
  if (error) expect(error).toMatchObject({ name: 'AccessDenied', pid, cause: { code: 'EPERM' } });
  expect(await child.nice()).toBe(error ? IDLE_PRIORITY_CLASS : REALTIME_PRIORITY_CLASS);
});

test.for(forms)('Windows, %s: ionice() sets an I/O priority, which has no value', async ([_, { Process }], context) => {
  context.skip(!WINDOWS, 'only Windows has I/O priorities');
  const child = new Process((await spawnChild()).pid);
  expect(await failure(() => child.ionice(IOPRIO_LOW, 0))).toMatchObject({ name: 'TypeError' });
  expect(await failure(() => child.ionice(4))).toMatchObject({ name: 'RangeError' });
  for (const ioclass of [IOPRIO_LOW, IOPRIO_NORMAL]) {
    const { error } = await outcome(() => child.ionice(ioclass));
    context.skip(error?.name === 'NotSupported', 'Wine has no I/O priorities');
    expect(error).toBeUndefined();
    expect(await child.ionice()).toEqual({ ioclass });
  }
});

test.for(forms)('%s: ionice() reads and sets the I/O scheduling class', async ([_, { Process }], context) => {
  needsSupport(context, 'Process.ionice');
  context.skip(!LINUX, 'the I/O scheduling classes are those of Linux');
  const { pid } = await spawnChild();
  const child = new Process(pid);
  const values: [set: [ioclass: number, value?: number], expected: [ioclass: number, value: number]][] = [
    [[IOPRIO_CLASS_BE], [IOPRIO_CLASS_BE, 0]],
    [
      [IOPRIO_CLASS_BE, 7],
      [IOPRIO_CLASS_BE, 7],
    ],
    [[IOPRIO_CLASS_IDLE], [IOPRIO_CLASS_IDLE, 0]],
  ];
  for (const [set, [ioclass, value]] of values) {
    expect(await child.ionice(...set)).toBeUndefined();
    expect(await child.ionice()).toMatchObject({ ioclass });
    // The kernel also reports a priority for the class IDLE, which has none.
    if (ioclass === IOPRIO_CLASS_BE) expect(await child.ionice()).toEqual({ ioclass, value });
  }
  await child.ionice(IOPRIO_CLASS_NONE);
  expect([IOPRIO_CLASS_NONE, IOPRIO_CLASS_BE]).toContain((await child.ionice()).ioclass);
  needsRoot(context);
  await child.ionice(IOPRIO_CLASS_RT, 3);
  expect(await child.ionice()).toEqual({ ioclass: IOPRIO_CLASS_RT, value: 3 });
  needs(context, 'ionice');
  expect(tool('ionice', '-p', String(pid)).trim()).toBe('realtime: prio 3');
});

test.for(forms)(
  '%s: rlimit() reads and sets resource limits, and an unlimited resource is Infinity',
  async ([_, { Process }], context) => {
    needsSupport(context, 'Process.rlimit');
    const { pid } = await spawnChild();
    const child = new Process(pid);
    expect(await child.rlimit(RLIMIT_NOFILE, [100, 120])).toBeUndefined();
    expect(await child.rlimit(RLIMIT_NOFILE)).toEqual([100, 120]);
    expect(await child.rlimit(RLIMIT_AS)).toEqual([RLIM_INFINITY, RLIM_INFINITY]);
    await child.rlimit(RLIMIT_FSIZE, [1024, RLIM_INFINITY]);
    expect(await child.rlimit(RLIMIT_FSIZE)).toEqual([1024, Number.POSITIVE_INFINITY]);
    await child.rlimit(RLIMIT_FSIZE, [RLIM_INFINITY, RLIM_INFINITY]);
    expect(await child.rlimit(RLIMIT_FSIZE)).toEqual([RLIM_INFINITY, RLIM_INFINITY]);
    await child.rlimit(RLIMIT_CORE, [0, 2 ** 40]);
    expect(await child.rlimit(RLIMIT_CORE)).toEqual([0, 2 ** 40]);
    needs(context, 'prlimit');
    const [row] = tool('prlimit', '--pid', String(pid), '--nofile', '--noheadings', '--raw').trim().split('\n');
    expect(row).toMatch(/\b100 120\b/);
  },
);

test.for(forms)(
  '%s: cpuAffinity() reads and sets the CPUs, and an empty list selects all',
  async ([_, { Process }], context) => {
    needsSupport(context, 'Process.cpuAffinity');
    const { pid } = await spawnChild();
    const child = new Process(pid);
    const all = await child.cpuAffinity();
    expect(all.length).toBeGreaterThan(0);
    expect(all.length).toBeLessThanOrEqual(kernelCpus().length);
    const [first] = all as [number];
    expect(await child.cpuAffinity([first, first])).toBeUndefined();
    expect(await child.cpuAffinity()).toEqual([first]);
    if (LINUX) {
      needs(context, 'taskset');
      expect(tool('taskset', '-pc', String(pid)).trim()).toMatch(new RegExp(`: ${first}$`));
    }
    await child.cpuAffinity([]);
    expect(await child.cpuAffinity()).toEqual(all);
  },
);

test.for(forms)(
  '%s: cpuAffinity() throws a RangeError for an absent CPU and changes nothing',
  async ([_, { Process }], context) => {
    needsSupport(context, 'Process.cpuAffinity');
    const child = new Process((await spawnChild()).pid);
    const all = await child.cpuAffinity();
    for (const cpu of [4095, 1024, 1_000_000]) {
      const { name, message } = await failure(() => child.cpuAffinity([...all, cpu]));
      expect({ name, message }).toEqual({ name: 'RangeError', message: `CPU ${cpu} does not exist` });
    }
    expect(await child.cpuAffinity()).toEqual(all);
  },
);

type Setter = (child: InstanceType<(typeof forms)[number][1]['Process']>) => unknown;

/** Valid calls. A test inserts their source text into a script, so they must not refer to anything outside themselves. */
const setters: readonly (readonly [method: string, set: Setter])[] = [
  ['nice', (child) => child.nice(process.platform === 'win32' ? 0x20 : 0)],
  ['ionice', (child) => child.ionice(2, process.platform === 'win32' ? null : 4)],
  ['rlimit', (child) => child.rlimit(7, [100, 100])],
  ['cpuAffinity', (child) => child.cpuAffinity([])],
  ['sendSignal', (child) => child.sendSignal(0)],
];

test.for(setters)(
  '%s() of a process that has exited throws NoSuchProcess, also for wrong arguments',
  async ([method, set], context) => {
    needsSupport(context, `Process.${method}`);
    for (const [, { Process }] of forms) {
      const child = await spawnChild();
      const process_ = new Process(child.pid);
      await killAndWait(child);
      const setWrong = () => (process_ as unknown as Record<string, (value: unknown) => unknown>)[method]?.('wrong');
      for (const call of [() => set(process_ as never), setWrong]) {
        expect(await failure(call)).toMatchObject({ name: 'NoSuchProcess', pid: child.pid });
      }
    }
  },
);

test.for(setters)(
  'Linux: %s() of a process of root by nobody throws AccessDenied with the failed system call',
  async ([method, set], context) => {
    context.skip(!LINUX, 'the system calls are those of Linux');
    needsRoot(context);
    const { pid } = await spawnChild();
    const syscalls: Record<string, string> = {
      nice: 'setpriority',
      ionice: 'ioprio_set',
      rlimit: 'prlimit',
      cpuAffinity: 'sched_setaffinity',
      sendSignal: 'pidfd_send_signal',
    };
    const errors = await script<{ name: string; pid: number; syscall: string }[]>(
      `
    import { Process } from '@psutil/process';
    import { Process as AsyncProcess } from '@psutil/process/promises';
    const set = ${set};
    const errors = [];
    for (const Class of [Process, AsyncProcess]) {
      try { await set(new Class(${pid})); errors.push(null); }
      catch ({ name, pid, cause }) { errors.push({ name, pid, syscall: cause.syscall }); }
    }
    print(errors);`,
      { uid: nobody },
    );
    expect(errors).toEqual([0, 1].map(() => ({ name: 'AccessDenied', pid, syscall: syscalls[method] })));
  },
);

test('Linux: nobody cannot raise a hard limit, a priority or the I/O class to real-time', async (context) => {
  context.skip(!LINUX, 'the privileges are those of Linux');
  needsRoot(context);
  const outcomes = await script<string[]>(
    `
    import { IOPRIO_CLASS_RT, Process, RLIMIT_NOFILE } from '@psutil/process';
    const self = new Process();
    const outcome = (call) => { try { call(); return 'done'; } catch ({ name }) { return name; } };
    self.rlimit(RLIMIT_NOFILE, [100, 200]);
    self.nice(5);
    print([
      outcome(() => self.rlimit(RLIMIT_NOFILE, [100, 201])),
      outcome(() => self.rlimit(RLIMIT_NOFILE, [200, 200])),
      outcome(() => self.nice(0)),
      outcome(() => self.ionice(IOPRIO_CLASS_RT, 0)),
    ]);`,
    { uid: nobody },
  );
  expect(outcomes).toEqual(['AccessDenied', 'done', 'AccessDenied', 'AccessDenied']);
});
