import { cpus as kernelCpus } from 'node:os';
import {
  IOPRIO_CLASS_BE,
  IOPRIO_CLASS_IDLE,
  IOPRIO_CLASS_NONE,
  IOPRIO_CLASS_RT,
  RLIM_INFINITY,
  RLIMIT_AS,
  RLIMIT_CORE,
  RLIMIT_FSIZE,
  RLIMIT_NOFILE,
} from '@psutil/process';
import { expect, test } from 'vitest';
import { end, sleeper } from '../support/children.ts';
import { forms } from '../support/forms.ts';
import { failure } from '../support/outcome.ts';
import { needs, needsRoot, nobody, script, tool } from '../support/run.ts';

test.for(forms)('%s, nice is read and set', async ([_, { Process }], context) => {
  const { pid } = await sleeper();
  const child = new Process(pid);
  const before = await child.nice();
  expect(await child.nice(before + 2)).toBeUndefined();
  expect(await child.nice()).toBe(before + 2);
  await child.nice(20);
  expect(await child.nice()).toBe(19);
  needs(context, 'ps');
  expect(Number(tool('ps', '-o', 'ni=', '-p', String(pid)))).toBe(19);
  needsRoot(context);
  await child.nice(-20);
  expect(await child.nice()).toBe(-20);
  await child.nice(-1); // which getpriority(2) says as a failure would be
  expect(await child.nice()).toBe(-1);
});

test.for(forms)('%s, ionice is read and set', async ([_, { Process }], context) => {
  const { pid } = await sleeper();
  const child = new Process(pid);
  const values: [set: [ioclass: number, value?: number], got: [ioclass: number, value: number]][] = [
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
    // The kernel says some place of a class that has none.
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

test.for(forms)('%s, a limit is read and set, and none is Infinity', async ([_, { Process }], context) => {
  const { pid } = await sleeper();
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
});

test.for(forms)('%s, CPUs are read and set, and none of them stands for all', async ([_, { Process }], context) => {
  const { pid } = await sleeper();
  const child = new Process(pid);
  const all = await child.cpuAffinity();
  expect(all.length).toBeGreaterThan(0);
  expect(all.length).toBeLessThanOrEqual(kernelCpus().length);
  const [first] = all as [number];
  expect(await child.cpuAffinity([first, first])).toBeUndefined();
  expect(await child.cpuAffinity()).toEqual([first]);
  needs(context, 'taskset');
  expect(tool('taskset', '-pc', String(pid)).trim()).toMatch(new RegExp(`: ${first}$`));
  await child.cpuAffinity([]);
  expect(await child.cpuAffinity()).toEqual(all);
});

test.each(forms)('%s, a CPU that is not there is a RangeError and changes nothing', async (_, { Process }) => {
  const child = new Process((await sleeper()).pid);
  const all = await child.cpuAffinity();
  for (const cpu of [4095, 1024, 1_000_000]) {
    const { name, message } = await failure(() => child.cpuAffinity([...all, cpu]));
    expect({ name, message }).toEqual({ name: 'RangeError', message: `CPU ${cpu} does not exist` });
  }
  expect(await child.cpuAffinity()).toEqual(all);
});

type Set = (child: InstanceType<(typeof forms)[number][1]['Process']>) => unknown;

// Their text is a part of a script, so that they name nothing from outside.
const settings: readonly (readonly [what: string, set: Set])[] = [
  ['nice', (child) => child.nice(0)],
  ['ionice', (child) => child.ionice(2, 4)],
  ['rlimit', (child) => child.rlimit(7, [100, 100])],
  ['cpuAffinity', (child) => child.cpuAffinity([])],
  ['sendSignal', (child) => child.sendSignal(0)],
];

test.each(settings)('%s of a process that is gone says that, also of wrong arguments', async (what, set) => {
  for (const [, { Process }] of forms) {
    const child = await sleeper();
    const process_ = new Process(child.pid);
    await end(child);
    const wrong = () => (process_ as unknown as Record<string, (value: unknown) => unknown>)[what]?.('wrong');
    for (const call of [() => set(process_ as never), wrong]) {
      expect(await failure(call)).toMatchObject({ name: 'NoSuchProcess', pid: child.pid });
    }
  }
});

test.for(settings)(
  '%s of a process of root is denied to nobody, with the call that said so',
  async ([what, set], context) => {
    needsRoot(context);
    const { pid } = await sleeper();
    const calls: Record<string, string> = { nice: 'setpriority', ionice: 'ioprio_set', rlimit: 'prlimit' };
    const refused = await script<{ name: string; pid: number; syscall: string }[]>(
      `
    import { Process } from '@psutil/process';
    import { Process as AsyncProcess } from '@psutil/process/promises';
    const set = ${set};
    const refused = [];
    for (const Form of [Process, AsyncProcess]) {
      try { await set(new Form(${pid})); refused.push(null); }
      catch ({ name, pid, cause }) { refused.push({ name, pid, syscall: cause.syscall }); }
    }
    print(refused);`,
      { uid: nobody },
    );
    const syscall = calls[what] ?? { cpuAffinity: 'sched_setaffinity', sendSignal: 'pidfd_send_signal' }[what];
    expect(refused).toEqual([0, 1].map(() => ({ name: 'AccessDenied', pid, syscall })));
  },
);

test('limits above the hard one, a higher priority and a class before all others are refused to nobody', async (context) => {
  needsRoot(context);
  const outcomes = await script<string[]>(
    `
    import { IOPRIO_CLASS_RT, Process, RLIMIT_NOFILE } from '@psutil/process';
    const self = new Process();
    const named = (call) => { try { call(); return 'done'; } catch ({ name }) { return name; } };
    self.rlimit(RLIMIT_NOFILE, [100, 200]);
    self.nice(5);
    print([
      named(() => self.rlimit(RLIMIT_NOFILE, [100, 201])),
      named(() => self.rlimit(RLIMIT_NOFILE, [200, 200])),
      named(() => self.nice(0)),
      named(() => self.ionice(IOPRIO_CLASS_RT, 0)),
    ]);`,
    { uid: nobody },
  );
  expect(outcomes).toEqual(['AccessDenied', 'done', 'AccessDenied', 'AccessDenied']);
});
