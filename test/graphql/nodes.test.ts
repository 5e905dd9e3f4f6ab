import { Process } from '@psutil/process';
import { hostInfo } from '@psutil/system';
import { expect, test } from 'vitest';
import { killAndWait, spawnChild } from '../support/children.ts';
import { needsSupport, runQuery } from '../support/graph.ts';

interface Node {
  readonly __typename: string;
  readonly id: string;
}
type Nodes = { readonly nodes: readonly (Node | null)[] };

const loadNodes = (ids: readonly string[]) =>
  runQuery<Nodes>('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids });

test('node and nodes return the objects with the IDs that other fields return', async (context) => {
  needsSupport(context, 'diskIoCounters', 'netIfStats', 'uids');
  interface Found {
    readonly machine: Node & {
      readonly process: Node;
      readonly users: readonly Node[];
      readonly disks: { readonly disks: readonly Node[] };
      readonly net: { readonly nics: readonly Node[] };
    };
  }
  const { data, errors } =
    await runQuery<Found>(`{ machine { __typename id process(pid: ${process.pid}) { __typename id }
    users { __typename id } disks { disks { __typename id } } net { nics { __typename id } } } }`);
  expect(errors).toBeUndefined();
  const { process: self, users, disks, net, ...machine } = (data as Found).machine;
  const found = [machine, self, ...users, ...disks.disks, ...net.nics];
  expect(users.length).toBeGreaterThan(0);
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  const all = await loadNodes(found.map(({ id }) => id));
  expect(all).toEqual({ data: { nodes: found } });
  for (const each of [machine, self, users[0], disks.disks[0], net.nics[0]].filter((node) => node !== undefined)) {
    const one = await runQuery('query ($id: ID!) { node(id: $id) { __typename id } }', { id: each.id });
    expect(one).toEqual({ data: { node: each } });
  }
});

/** Returns the part of an ID that identifies the machine. */
async function machineKey(): Promise<string> {
  const { data } = await runQuery<{ readonly machine: { readonly id: string } }>('{ machine { id } }');
  return (data?.machine.id ?? '').replace('Machine:', '');
}

test('IDs contain neither the machine ID nor the host name', async () => {
  const { machineId, hostname } = hostInfo();
  expect(await machineKey()).toMatch(/^[0-9a-f]{32}$/);
  expect([machineId, hostname]).not.toContain(await machineKey());
});

test('node resolves the fields of the type of the object', async (context) => {
  needsSupport(context, 'netIfStats', 'uids');
  const key = await machineKey();
  const uid = new Process().uids().real;
  const query = `query ($process: ID!, $user: ID!, $machine: ID!) {
    process: node(id: $process) { ... on Process { pid name user { uid } } ... on User { uid } }
    user: node(id: $user) { ... on User { uid name processes(filter: { pid: [${process.pid}] }) { edges { node { pid } } } } }
    machine: node(id: $machine) { ... on Machine { memory { total } processes(first: 0) { totalCount } } } }`;
  const ids = { process: new Process().id, user: `User:${key}:${uid}`, machine: `Machine:${key}` };
  const { data, errors } = await runQuery<Record<string, object>>(query, ids);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    process: { pid: process.pid, name: new Process().name(), user: { uid } },
    user: { uid, processes: { edges: [{ node: { pid: process.pid } }] } },
    machine: { memory: { total: expect.any(Number) }, processes: { totalCount: expect.any(Number) } },
  });
});

test('an object that has ended, does not exist or is of another machine is null', async () => {
  const child = await spawnChild();
  const { id } = new Process(child.pid);
  await killAndWait(child);
  const reused = new Process().id.replace(/\d+$/, '1');
  const key = await machineKey();
  const ids = [id, reused, 'other-boot:1:1', 'Machine:other', 'Disk:other:sda', `Nic:${key}:none`, `User:${key}:none`];
  expect(await loadNodes(ids)).toEqual({ data: { nodes: ids.map(() => null) } });
});

test('a malformed ID is null with BAD_USER_INPUT, and the others are returned', async () => {
  const { data, errors } = await loadNodes(['', new Process().id, 'Machine', 'Process:1']);
  expect(data?.nodes).toEqual([null, { __typename: 'Process', id: new Process().id }, null, null]);
  expect(errors?.map(({ path, extensions }) => [...(path ?? []), extensions?.code])).toEqual([
    ['nodes', 0, 'BAD_USER_INPUT'],
    ['nodes', 2, 'BAD_USER_INPUT'],
    ['nodes', 3, 'BAD_USER_INPUT'],
  ]);
});
