import { readFileSync } from 'node:fs';
import { LINUX, supports } from '@psutil/native';
import { expect, type TestContext, test } from 'vitest';
import { type Outcome, outcome } from '../../support/outcome.ts';
import { needsRoot, nobody, script } from '../../support/run.ts';

/** The outcomes of calls of one entry by the user nobody; `init` is the process of root with PID 1. */
interface Outcomes {
  readonly exe: Outcome;
  readonly exeAfterName: Outcome;
  readonly asDict: Outcome;
  readonly asDictOfExe: Outcome;
  readonly restricted: Readonly<Record<string, Outcome>>;
  readonly table: Outcome;
  readonly self: Outcome;
  readonly exists: Outcome;
  readonly system: Readonly<Record<string, Outcome>>;
}

/** Methods that the kernel allows to the user of the process and root only; see ptrace(2). */
const restricted = [
  ...['exe', 'cwd', 'environ', 'ioCounters', 'numFds', 'openFiles', 'connections'],
  ...['memoryMaps', 'memoryFullInfo'],
];

const code = `
import * as sync from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
const outcome = ${outcome};
async function callAll(entry) {
  const { Process, attributeNames, pidExists, processIter } = entry;
  const list = async (options) => {
    const rows = [];
    for await (const { pid, info } of processIter(options)) rows.push({ ...info, pid });
    return rows;
  };
  const system = {};
  for (const name of ['cpuTimes', 'cpuCount', 'cpuPercent', 'virtualMemory', 'swapMemory', 'bootTime', 'users', 'pids']) {
    system[name] = await outcome(() => entry[name]());
  }
  const init = new Process(1);
  return {
    exe: await outcome(() => init.exe()),
    exeAfterName: await outcome(async () => { await init.name(); return init.exe(); }),
    asDict: await outcome(() => init.asDict({ adValue: 'denied' })),
    asDictOfExe: await outcome(() => init.asDict({ attrs: ['exe', 'name'] })),
    restricted: Object.fromEntries(
      await Promise.all(${JSON.stringify(restricted)}.map(async (name) => [name, await outcome(() => init[name]())])),
    ),
    table: await outcome(() => list({ attrs: attributeNames, adValue: 'denied' })),
    self: await outcome(() => new Process().asDict()),
    exists: await outcome(() => pidExists(1)),
    system,
  };
}
print([await callAll(sync), await callAll(promises)]);
`;

const forms = [
  ['synchronous', 0],
  ['promises', 1],
] as const;

let outcomes: Promise<readonly Outcomes[]> | undefined;

/** Returns the outcomes of an entry; the first test that needs them runs the script. */
async function outcomesOf(form: 0 | 1, context: TestContext): Promise<Outcomes> {
  context.skip(!LINUX, 'the errors are those of Linux');
  needsRoot(context);
  outcomes ??= script<readonly Outcomes[]>(code, { uid: nobody });
  return (await outcomes)[form] as Outcomes;
}

const nameOfInit = () => readFileSync('/proc/1/comm', 'utf8').trimEnd();

test.for(forms)(
  '%s: exe() of a process of root throws AccessDenied with the failed system call',
  async ([, form], context) => {
    const { exe, exeAfterName } = await outcomesOf(form, context);
    const denied = {
      ...{ name: 'AccessDenied', code: 'ERR_ACCESS_DENIED', pid: 1 },
      cause: { name: 'Error', code: 'EACCES', errno: -13, syscall: 'readlink', path: '/proc/1/exe', pid: 1 },
    };
    expect(exe.error).toMatchObject({ ...denied, processName: null, message: 'access denied (pid=1)' });
    expect(exe.error?.cause).toMatchObject({ message: "EACCES: permission denied, readlink '/proc/1/exe'" });
    const name = nameOfInit();
    expect(exeAfterName.error).toMatchObject({
      ...{ ...denied, processName: name, message: `access denied (pid=1, name="${name}")` },
    });
  },
);

test.for(forms)(
  '%s: asDict() returns adValue for denied attributes and the other attributes',
  async ([, form], context) => {
    const { asDict, asDictOfExe } = await outcomesOf(form, context);
    expect(asDict.value).toMatchObject({ pid: 1, ppid: 0, exe: 'denied', name: nameOfInit(), username: 'root' });
    expect(asDictOfExe).toEqual({ value: { exe: null, name: nameOfInit() } });
  },
);

test.for(forms)('%s: every restricted method throws AccessDenied with the path', async ([, form], context) => {
  const found = (await outcomesOf(form, context)).restricted;
  expect(Object.keys(found)).toEqual(restricted);
  for (const [name, { error }] of Object.entries(found)) {
    expect({ name, error }).toMatchObject({
      name,
      error: {
        ...{ name: 'AccessDenied', code: 'ERR_ACCESS_DENIED', pid: 1 },
        cause: { code: expect.stringMatching(/^(EACCES|EPERM)$/), path: expect.stringMatching(/^\/proc\/1\//) },
      },
    });
  }
});

test.for(forms)('%s: processIter() of all attributes denies only restricted ones', async ([, form], context) => {
  const { table } = await outcomesOf(form, context);
  const rows = table.value as Record<string, unknown>[];
  expect(table.error).toBeUndefined();
  expect(rows.find(({ pid }) => pid === 1)).toMatchObject({ exe: 'denied', name: nameOfInit() });
  for (const row of rows) {
    const denied = Object.keys(row).filter((name) => row[name] === 'denied' && supports(`Process.${name}`));
    // A zombie has no arguments either.
    expect(row['status'] === 'zombie' ? [] : denied.filter((name) => !restricted.includes(name))).toEqual([]);
  }
  expect(rows.filter(({ username, exe }) => username === 'root' && exe !== 'denied')).toEqual([]);
});

test.for(forms)('%s: asDict() of an own process returns every attribute', async ([, form], context) => {
  const { self, exists } = await outcomesOf(form, context);
  expect(self.value).toMatchObject({ exe: process.execPath, name: 'node', username: 'nobody', ppid: process.pid });
  const missing = Object.entries(self.value as object).flatMap(([name, value]) => (value === null ? [name] : []));
  const nullable = ['terminal', 'container', 'cgroup'];
  expect(missing.filter((name) => supports(`Process.${name}`) && !nullable.includes(name))).toEqual([]);
  expect(exists).toEqual({ value: true });
});

test.for(forms)('%s: functions that read the whole system need no privileges', async ([, form], context) => {
  const { system } = await outcomesOf(form, context);
  const failed = Object.entries(system).filter(([, { error }]) => error);
  expect(Object.keys(system)).toContain('virtualMemory');
  expect(failed).toEqual([]);
});
