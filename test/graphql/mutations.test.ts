import { readFileSync } from 'node:fs';
import { WINDOWS } from '@psutil/native';
import { BELOW_NORMAL_PRIORITY_CLASS, IDLE_PRIORITY_CLASS, Process, RLIMIT_CORE, RLIMIT_NOFILE } from '@psutil/process';
import { expect, test } from 'vitest';
import { spawnChild, spawnTree, waitForState } from '../support/children.ts';
import { needsSupport, runQuery } from '../support/graph.ts';
import { mutate } from '../support/mutate.ts';
import { needs, skipWine } from '../support/run.ts';

test('setNice changes the nice value and returns the process as it is afterwards', async () => {
  const child = await spawnChild();
  const { id } = new Process(child.pid);
  const [low, lower] = WINDOWS ? [BELOW_NORMAL_PRIORITY_CLASS, IDLE_PRIORITY_CLASS] : [7, 9];
  const { data, errors } = await mutate(
    `setNice(input: { id: $id, value: ${low} }) { done pid process { nice } userErrors { code } }
     again: setNice(input: { id: $id, value: ${lower} }) { process { nice } }`,
    { id },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    setNice: { done: true, pid: child.pid, process: { nice: low }, userErrors: [] },
    again: { process: { nice: lower } },
  });
});

test('setIonice changes the I/O scheduling class and priority', async (context) => {
  needsSupport(context, 'ionice');
  context.skip(WINDOWS, 'Windows has other classes, without priorities');
  const { id } = new Process((await spawnChild()).pid);
  const selection = 'setIonice(input: { id: $id, ioclass: BE, value: 6 }) { process { ionice { ioclass value } } }';
  const { data, errors } = await mutate(selection, { id });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ setIonice: { process: { ionice: { ioclass: 'BE', value: 6 } } } });
});

test('setIonice to a class of another system has the user error NOT_SUPPORTED', async () => {
  const { id } = new Process((await spawnChild()).pid);
  const absent = WINDOWS ? 'BE' : 'VERYLOW';
  const { data } = await mutate(
    `setIonice(input: { id: $id, ioclass: ${absent}, dryRun: true }) { done userErrors { code message } }`,
    { id },
  );
  const message = `the I/O scheduling class ${absent} is not supported on this system`;
  expect(data).toEqual({ setIonice: { done: false, userErrors: [{ code: 'NOT_SUPPORTED', message }] } });
});

test('setAffinity changes the CPU affinity', async (context) => {
  needsSupport(context, 'cpuAffinity');
  const { id } = new Process((await spawnChild()).pid);
  const { data, errors } = await mutate('setAffinity(input: { id: $id, cpus: [0] }) { process { cpuAffinity } }', {
    id,
  });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ setAffinity: { process: { cpuAffinity: [0] } } });
});

test('setRlimit changes resource limits, and null means unlimited', async (context) => {
  needsSupport(context, 'rlimit');
  const child = new Process((await spawnChild()).pid);
  const { data, errors } = await mutate(
    `setRlimit(input: { id: $id, resource: RLIMIT_NOFILE, soft: 64, hard: 128 }) { done }
     unlimited: setRlimit(input: { id: $id, resource: RLIMIT_CORE, soft: null, hard: null }) { done }`,
    { id: child.id },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ setRlimit: { done: true }, unlimited: { done: true } });
  expect(child.rlimit(RLIMIT_NOFILE)).toEqual([64, 128]);
  expect(child.rlimit(RLIMIT_CORE)).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

test('suspend stops a process and resume continues it', async (context) => {
  skipWine(context, 'does not report the states of threads');
  const child = await spawnChild();
  const { id } = new Process(child.pid);
  const { data, errors } = await mutate('suspend(input: { id: $id }) { done }', { id });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ suspend: { done: true } });
  await expect.poll(() => new Process(child.pid).status()).toBe('stopped');
  await mutate('resume(input: { id: $id }) { done }', { id });
  await waitForState(child.pid, 'S');
});

test.for([
  ['signal(input: { id: $id, signal: SIGUSR1 }) { done }', 'SIGUSR1'],
  ['terminate(input: { id: $id }) { done }', 'SIGTERM'],
  ['kill(input: { id: $id }) { done }', 'SIGKILL'],
])('%s ends a process with %s', async ([selection = '', signal = ''], context) => {
  context.skip(WINDOWS, 'Windows has no signals');
  const child = await spawnChild();
  const exit = new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
  const { errors } = await mutate(selection, { id: new Process(child.pid).id });
  expect(errors).toBeUndefined();
  expect(await exit).toBe(signal);
});

test('killTree kills a process and its descendants', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid, childPid } = await spawnTree();
  const { data } = await mutate('killTree(input: { id: $id }) { done gone alive process { pid } }', {
    id: new Process(pid).id,
  });
  expect(data?.['killTree']).toEqual({ done: true, gone: [pid, childPid], alive: [], process: null });
  await waitForState(childPid, '');
});

test('killTree reports the processes still alive after its timeout', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const child = await spawnChild('sh', '-c', 'trap "" TERM; sleep 1000 & wait; wait');
  await expect.poll(() => new Process(child.pid).children().length).toBe(1);
  const [grandchild] = new Process(child.pid).children();
  const { data } = await mutate(
    'killTree(input: { id: $id, signal: SIGTERM, timeout: 0.5 }) { done gone alive userErrors { code field message } }',
    {
      id: new Process(child.pid).id,
    },
  );
  expect(data?.['killTree']).toEqual({
    done: false,
    gone: [],
    alive: [child.pid, grandchild?.pid],
    userErrors: [
      {
        code: 'TIMEOUT_EXPIRED',
        field: ['timeout'],
        message: '2 of 2 processes have not ended within 0.5 seconds',
      },
    ],
  });
  await mutate('killTree(input: { id: $id }) { done }', { id: new Process(child.pid).id });
});

const everyMutation = `
  signal(input: { id: $id, signal: SIGTERM, dryRun: true }) { done pid process { pid } }
  terminate(input: { id: $id, dryRun: true }) { done }
  kill(input: { id: $id, dryRun: true }) { done }
  suspend(input: { id: $id, dryRun: true }) { done }
  resume(input: { id: $id, dryRun: true }) { done }
  setNice(input: { id: $id, value: ${WINDOWS ? IDLE_PRIORITY_CLASS : 19}, dryRun: true }) { done }
  setIonice(input: { id: $id, ioclass: ${WINDOWS ? 'LOW' : 'IDLE'}, dryRun: true }) { done }
  setAffinity(input: { id: $id, cpus: [0], dryRun: true }) { done }
  setRlimit(input: { id: $id, resource: RLIMIT_NOFILE, soft: 1, hard: 1, dryRun: true }) { done }
  killTree(input: { id: $id, dryRun: true }) { done gone alive }`;
const names = [...everyMutation.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name);

test('a dry run of every mutation changes nothing', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  needsSupport(context, 'ionice', 'cpuAffinity', 'rlimit');
  const { pid, childPid } = await spawnTree();
  const state = () => {
    const self = new Process(pid);
    const { nice, ionice, cpuAffinity, status } = self.asDict({ attrs: ['nice', 'ionice', 'cpuAffinity', 'status'] });
    return { nice, ionice, cpuAffinity, status, limits: self.rlimit(RLIMIT_NOFILE), children: self.children().length };
  };
  await waitForState(pid, 'S');
  const before = state();
  const { data, errors, lines } = await mutate(everyMutation, { id: new Process(pid).id });
  expect(errors).toBeUndefined();
  expect(data?.['signal']).toEqual({ done: false, pid, process: { pid } });
  expect(data?.['killTree']).toEqual({ done: false, gone: [], alive: [pid, childPid] });
  for (const name of names) expect(data?.[name]).toMatchObject({ done: false });
  expect(state()).toEqual(before);
  expect(lines).toHaveLength(names.length);
  for (const line of lines) expect(line).toMatch(/: would be done$/);
});

test('the dry runs cover every mutation of the schema', async () => {
  const { data } = await mutate<{ __type: { fields: { name: string }[] } }>(
    'first: terminate(input: { id: $id, dryRun: true }) { done }',
    { id: new Process((await spawnChild()).pid).id },
  );
  expect(data).toEqual({ first: { done: false } });
  const text = readFileSync(new URL('../../packages/graphql/schema.graphql', import.meta.url), 'utf8');
  const fields = /^type Mutation \{\n(?<fields>[^}]*)\}/m.exec(text)?.groups?.['fields'] ?? '';
  expect([...fields.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name)).toEqual(names);
});

/** Mutations with invalid values, the fields and messages of their errors, and the attribute that must be supported. */
test.for<[call: string, field: readonly string[], message: RegExp, attribute?: string]>([
  [
    'setNice(input: { id: $id, value: 20 })',
    ['value'],
    /^value must be (between -20 and 19|the number of a priority class): 20$/,
  ],
  ['setNice(input: { id: $id, value: -21, dryRun: true })', ['value'], /^value must be (between|the number)/],
  ['setIonice(input: { id: $id, ioclass: BE, value: 8, dryRun: true })', ['value'], /between 0 and 7/, 'ionice'],
  [
    'setIonice(input: { id: $id, ioclass: IDLE, value: 1, dryRun: true })',
    ['value'],
    /only the classes RT and BE accept a value/,
    'ionice',
  ],
  ['setAffinity(input: { id: $id, cpus: [0, -1], dryRun: true })', ['cpus', '1'], /between 0 and/, 'cpuAffinity'],
  ['setAffinity(input: { id: $id, cpus: [0, 99999] })', ['cpus', '1'], /CPU 99999 does not exist/, 'cpuAffinity'],
  ['setAffinity(input: { id: $id, cpus: [99999], dryRun: true })', ['cpus', '0'], /does not exist/, 'cpuAffinity'],
  ['setRlimit(input: { id: $id, resource: RLIMIT_CORE, soft: 2, hard: 1 })', ['soft'], /between 0 and hard/, 'rlimit'],
  ['setRlimit(input: { id: $id, resource: RLIMIT_CORE, soft: -1, hard: 1 })', ['soft'], /between 0/, 'rlimit'],
  ['setRlimit(input: { id: $id, resource: RLIMIT_CORE, soft: 1 })', ['hard'], /both required/, 'rlimit'],
  ['setRlimit(input: { id: $id, resource: RLIMIT_CORE, hard: 1 })', ['soft'], /both required/, 'rlimit'],
  ['killTree(input: { id: $id, timeout: 61 })', ['timeout'], /timeout must be between 0 and 60/],
  ['killTree(input: { id: $id, timeout: -1 })', ['timeout'], /timeout must be between 0 and 60/],
])('%s has the user error BAD_USER_INPUT', async ([call, field, message, attribute], context) => {
  if (attribute !== undefined) needsSupport(context, attribute);
  context.skip(WINDOWS && attribute === 'ionice', 'Windows has no priorities in the classes');
  const child = await spawnChild();
  const { data, errors } = await mutate(
    `call: ${call} { done pid process { pid } userErrors { code field message } }`,
    { id: new Process(child.pid).id },
  );
  expect(errors).toBeUndefined();
  expect(data?.['call']).toEqual({
    done: false,
    pid: child.pid,
    process: { pid: child.pid },
    userErrors: [{ code: 'BAD_USER_INPUT', field, message: expect.stringMatching(message) }],
  });
  expect(child.exitCode).toBeNull();
});

test('a value of the wrong type is an error of the request', async () => {
  const { data, errors, lines } = await mutate('setNice(input: { id: $id, value: "x" }) { done }', { id: 'x' });
  expect([data, lines]).toEqual([undefined, []]);
  expect(errors).toHaveLength(1);
});

test('the schema without mutations has no Mutation type', async () => {
  const { data } = await runQuery<{ __schema: { mutationType: unknown; types: { name: string }[] } }>(
    '{ __schema { mutationType { name } types { name } } }',
  );
  expect(data?.__schema.mutationType).toBeNull();
  expect(data?.__schema.types.map(({ name }) => name)).not.toContain('Mutation');
  const { errors } = await runQuery('mutation ($id: ID!) { kill(input: { id: $id }) { done } }', {
    id: new Process().id,
  });
  expect(errors).toHaveLength(1);
});
