import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Outcome, outcome } from '../support/outcome.ts';
import { needsRoot, nobody, script } from '../support/run.ts';

/** What one form shows to nobody. */
interface Seen {
  readonly exe: Outcome;
  readonly named: Outcome;
  readonly first: Outcome;
  readonly strict: Outcome;
  /** What each method says that root's process is closed to. */
  readonly closed: Readonly<Record<string, Outcome>>;
  readonly table: Outcome;
  readonly self: Outcome;
  readonly exists: Outcome;
  readonly systems: Readonly<Record<string, Outcome>>;
}

/** What the kernel tells of a process to its own user and to root only. */
const closed = [
  ...['exe', 'cwd', 'environ', 'ioCounters', 'numFds', 'openFiles', 'connections'],
  ...['memoryMaps', 'memoryFullInfo'],
];

const look = `
import * as atOnce from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
const outcome = ${outcome};
async function see(entry) {
  const { Process, attributeNames, pidExists, processIter } = entry;
  const list = async (options) => {
    const found = [];
    for await (const { pid, info } of processIter(options)) found.push({ ...info, pid });
    return found;
  };
  const systems = {};
  for (const name of ['cpuTimes', 'cpuCount', 'cpuPercent', 'virtualMemory', 'swapMemory', 'bootTime', 'users', 'pids']) {
    systems[name] = await outcome(() => entry[name]());
  }
  const first = new Process(1);
  return {
    exe: await outcome(() => first.exe()),
    named: await outcome(async () => { await first.name(); return first.exe(); }),
    first: await outcome(() => first.asDict({ adValue: 'denied' })),
    strict: await outcome(() => first.asDict({ attrs: ['exe', 'name'] })),
    closed: Object.fromEntries(
      await Promise.all(${JSON.stringify(closed)}.map(async (name) => [name, await outcome(() => first[name]())])),
    ),
    table: await outcome(() => list({ attrs: attributeNames, adValue: 'denied' })),
    self: await outcome(() => new Process().asDict()),
    exists: await outcome(() => pidExists(1)),
    systems,
  };
}
print([await see(atOnce), await see(promises)]);
`;

const forms = [
  ['at once', 0],
  ['through promises', 1],
] as const;

let seen: Promise<readonly Seen[]> | undefined;

/** What nobody sees: asked once, by the first test that may. */
async function toNobody(context: Parameters<typeof needsRoot>[0], form: 0 | 1): Promise<Seen> {
  needsRoot(context);
  seen ??= script<readonly Seen[]>(look, { uid: nobody });
  return (await seen)[form] as Seen;
}

const nameOfFirst = () => readFileSync('/proc/1/comm', 'utf8').trimEnd();

test.for(forms)('%s, the program of root’s process is denied to nobody, and why', async ([, form], context) => {
  const { exe, named } = await toNobody(context, form);
  const denied = {
    ...{ name: 'AccessDenied', code: 'ERR_ACCESS_DENIED', pid: 1 },
    cause: { name: 'Error', code: 'EACCES', errno: -13, syscall: 'readlink', path: '/proc/1/exe', pid: 1 },
  };
  expect(exe.error).toMatchObject({ ...denied, processName: null, message: 'access denied (pid=1)' });
  expect(exe.error?.cause).toMatchObject({ message: "EACCES: permission denied, readlink '/proc/1/exe'" });
  const name = nameOfFirst();
  expect(named.error).toMatchObject({ ...denied, processName: name, message: `access denied (pid=1, name="${name}")` });
});

test.for(forms)('%s, asDict says adValue for what is denied and tells the rest', async ([, form], context) => {
  const { first, strict } = await toNobody(context, form);
  expect(first.value).toMatchObject({ pid: 1, ppid: 0, exe: 'denied', name: nameOfFirst(), username: 'root' });
  expect(strict).toEqual({ value: { exe: null, name: nameOfFirst() } });
});

test.for(forms)('%s, each method that is denied says which call said so', async ([, form], context) => {
  const seenClosed = (await toNobody(context, form)).closed;
  expect(Object.keys(seenClosed)).toEqual(closed);
  for (const [name, { error }] of Object.entries(seenClosed)) {
    expect({ name, error }).toMatchObject({
      name,
      error: {
        ...{ name: 'AccessDenied', code: 'ERR_ACCESS_DENIED', pid: 1 },
        cause: { code: expect.stringMatching(/^(EACCES|EPERM)$/), path: expect.stringMatching(/^\/proc\/1\//) },
      },
    });
  }
});

test.for(forms)('%s, processIter with all attributes does not fail for nobody', async ([, form], context) => {
  const { table } = await toNobody(context, form);
  const rows = table.value as Record<string, unknown>[];
  expect(table.error).toBeUndefined();
  expect(rows.find(({ pid }) => pid === 1)).toMatchObject({ exe: 'denied', name: nameOfFirst() });
  for (const row of rows) {
    const denied = Object.keys(row).filter((name) => row[name] === 'denied');
    // A zombie has lost its arguments as well.
    expect(row['status'] === 'zombie' ? [] : denied.filter((name) => !closed.includes(name))).toEqual([]);
  }
  expect(rows.filter(({ username, exe }) => username === 'root' && exe !== 'denied')).toEqual([]);
});

test.for(forms)('%s, nobody is told everything of a process of nobody', async ([, form], context) => {
  const { self, exists } = await toNobody(context, form);
  expect(self.value).toMatchObject({ exe: process.execPath, name: 'node', username: 'nobody', ppid: process.pid });
  const nothing = Object.entries(self.value as object).filter(([, value]) => value === null);
  expect(nothing.map(([name]) => name).filter((name) => !['terminal', 'container', 'cgroup'].includes(name))).toEqual(
    [],
  );
  expect(exists).toEqual({ value: true });
});

test.for(forms)('%s, what concerns the whole machine is told to nobody', async ([, form], context) => {
  const { systems } = await toNobody(context, form);
  const failed = Object.entries(systems).filter(([, { error }]) => error);
  expect(Object.keys(systems)).toContain('virtualMemory');
  expect(failed).toEqual([]);
});
