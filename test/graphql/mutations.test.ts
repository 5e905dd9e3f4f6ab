import { readFileSync } from 'node:fs';
import { WINDOWS } from '@psutil/native';
import { IOPRIO_CLASS_BE, Process, RLIMIT_CORE, RLIMIT_NOFILE } from '@psutil/process';
import { expect, test } from 'vitest';
import { spawnChild, spawnTree, waitForState } from '../support/children.ts';
import { needsSupport, runQuery } from '../support/graph.ts';
import { mutate } from '../support/mutate.ts';
import { needs } from '../support/run.ts';

test('setNice changes the nice value and returns the process as it is afterwards', async () => {
  const child = await spawnChild();
  const { id } = new Process(child.pid);
  const { data, errors } = await mutate(
    `setNice(id: $id, value: 7) { done id pid process { nice } }
     again: setNice(id: $id, value: 9) { process { nice } }`,
    { id },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    setNice: { done: true, id, pid: child.pid, process: { nice: 7 } },
    again: { process: { nice: 9 } },
  });
});

test('setIonice changes the I/O scheduling class and priority', async (context) => {
  needsSupport(context, 'ionice');
  const { id } = new Process((await spawnChild()).pid);
  const selection = 'setIonice(id: $id, ioclass: BE, value: 6) { process { ionice { ioclass value } } }';
  const { data, errors } = await mutate(selection, { id });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ setIonice: { process: { ionice: { ioclass: IOPRIO_CLASS_BE, value: 6 } } } });
});

test('setAffinity changes the CPU affinity', async (context) => {
  needsSupport(context, 'cpuAffinity');
  const { id } = new Process((await spawnChild()).pid);
  const { data, errors } = await mutate('setAffinity(id: $id, cpus: [0]) { process { cpuAffinity } }', { id });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ setAffinity: { process: { cpuAffinity: [0] } } });
});

test('setRlimit changes resource limits, and null means unlimited', async (context) => {
  needsSupport(context, 'rlimit');
  const child = new Process((await spawnChild()).pid);
  const { data, errors } = await mutate(
    `setRlimit(id: $id, resource: RLIMIT_NOFILE, soft: 64, hard: 128) { done }
     unlimited: setRlimit(id: $id, resource: RLIMIT_CORE, soft: null, hard: null) { done }`,
    { id: child.id },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ setRlimit: { done: true }, unlimited: { done: true } });
  expect(child.rlimit(RLIMIT_NOFILE)).toEqual([64, 128]);
  expect(child.rlimit(RLIMIT_CORE)).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

test('suspend stops a process and resume continues it', async () => {
  const child = await spawnChild();
  const { id } = new Process(child.pid);
  const { data, errors } = await mutate('suspend(id: $id) { done }', { id });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ suspend: { done: true } });
  await waitForState(child.pid, 'T');
  await mutate('resume(id: $id) { done }', { id });
  await waitForState(child.pid, 'S');
});

test.for([
  ['signal(id: $id, signal: SIGUSR1) { done }', 'SIGUSR1'],
  ['terminate(id: $id) { done }', 'SIGTERM'],
  ['kill(id: $id) { done }', 'SIGKILL'],
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
  const { data } = await mutate('killTree(id: $id) { done gone alive process { pid } }', { id: new Process(pid).id });
  expect(data?.['killTree']).toEqual({ done: true, gone: [pid, childPid], alive: [], process: null });
  await waitForState(childPid, '');
});

test('killTree reports the processes still alive after its timeout', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const child = await spawnChild('sh', '-c', 'trap "" TERM; sleep 1000 & wait; wait');
  await expect.poll(() => new Process(child.pid).children().length).toBe(1);
  const [grandchild] = new Process(child.pid).children();
  const { data } = await mutate('killTree(id: $id, signal: SIGTERM, timeout: 0.5) { done gone alive }', {
    id: new Process(child.pid).id,
  });
  expect(data?.['killTree']).toEqual({ done: true, gone: [], alive: [child.pid, grandchild?.pid] });
  await mutate('killTree(id: $id) { done }', { id: new Process(child.pid).id });
});

const everyMutation = `
  signal(id: $id, signal: SIGTERM, dryRun: true) { done pid process { pid } }
  terminate(id: $id, dryRun: true) { done }
  kill(id: $id, dryRun: true) { done }
  suspend(id: $id, dryRun: true) { done }
  resume(id: $id, dryRun: true) { done }
  setNice(id: $id, value: 19, dryRun: true) { done }
  setIonice(id: $id, ioclass: IDLE, dryRun: true) { done }
  setAffinity(id: $id, cpus: [0], dryRun: true) { done }
  setRlimit(id: $id, resource: RLIMIT_NOFILE, soft: 1, hard: 1, dryRun: true) { done }
  killTree(id: $id, dryRun: true) { done gone alive }`;
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
    'first: terminate(id: $id, dryRun: true) { done }',
    { id: new Process((await spawnChild()).pid).id },
  );
  expect(data).toEqual({ first: { done: false } });
  const text = readFileSync(new URL('../../packages/graphql/schema.graphql', import.meta.url), 'utf8');
  const fields = /^type Mutation \{\n(?<fields>[^}]*)\}/m.exec(text)?.groups?.['fields'] ?? '';
  expect([...fields.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name)).toEqual(names);
});

/** Mutations with invalid arguments, their messages, and the attribute that the system must support. */
test.for<[selection: string, message: RegExp, attribute?: string]>([
  ['setNice(id: $id, value: 20) { done }', /value must be between -20 and 19/],
  ['setNice(id: $id, value: -21, dryRun: true) { done }', /value must be between/],
  ['setIonice(id: $id, ioclass: BE, value: 8, dryRun: true) { done }', /value must be between 0 and 7/, 'ionice'],
  ['setIonice(id: $id, ioclass: IDLE, value: 1, dryRun: true) { done }', /accept no value/, 'ionice'],
  ['setAffinity(id: $id, cpus: [-1], dryRun: true) { done }', /cpus must be between/, 'cpuAffinity'],
  ['setAffinity(id: $id, cpus: [100000]) { done }', /CPU 100000 does not exist/, 'cpuAffinity'],
  [
    'setRlimit(id: $id, resource: RLIMIT_NOFILE, soft: 2, hard: 1, dryRun: true) { done }',
    /between 0 and hard/,
    'rlimit',
  ],
  ['setRlimit(id: $id, resource: RLIMIT_NOFILE, soft: -1, hard: 1) { done }', /between 0 and hard/, 'rlimit'],
  ['setRlimit(id: $id, resource: RLIMIT_NOFILE, soft: 1) { done }', /both required/, 'rlimit'],
  ['setRlimit(id: $id, resource: RLIMIT_NOFILE, hard: 1) { done }', /both required/, 'rlimit'],
  ['killTree(id: $id, timeout: 61) { done }', /timeout must be between 0 and 60/],
  ['killTree(id: $id, timeout: -1) { done }', /timeout must be between 0 and 60/],
])('%s fails with BAD_USER_INPUT', async ([selection, message, attribute], context) => {
  if (attribute !== undefined) needsSupport(context, attribute);
  const child = await spawnChild();
  const { errors } = await mutate(selection, { id: new Process(child.pid).id });
  expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(child.exitCode).toBeNull();
});

test('the schema without mutations has no Mutation type', async () => {
  const { data } = await runQuery<{ __schema: { mutationType: unknown; types: { name: string }[] } }>(
    '{ __schema { mutationType { name } types { name } } }',
  );
  expect(data?.__schema.mutationType).toBeNull();
  expect(data?.__schema.types.map(({ name }) => name)).not.toContain('Mutation');
  const { errors } = await runQuery('mutation ($id: ID!) { kill(id: $id) { done } }', { id: new Process().id });
  expect(errors).toHaveLength(1);
});
