import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { schemaWithMutations } from '@psutil/graphql';
import { LINUX } from '@psutil/native';
import type { GraphQLObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/executable.ts';
import { type GraphQLResult, needsSupport, runQuery } from '../support/graph.ts';
import { script } from '../support/run.ts';

/** Returns a directory with the entries of /proc except one. */
function procWithout(name: string): string {
  const proc = temporaryDirectory();
  for (const entry of readdirSync('/proc')) if (entry !== name) symlinkSync(join('/proc', entry), join(proc, entry));
  return proc;
}

const runWith = <T>(query: string, env: Readonly<Record<string, string>>) =>
  script<GraphQLResult<T>>(
    `const { execute } = await import('@psutil/graphql');
     const { data, errors } = await execute(${JSON.stringify(query)});
     print({ data, errors: errors?.map(({ path, extensions }) => ({ path, extensions })) });`,
    { env },
  );

test('without /proc/stat, only the fields that read it are null', async (context) => {
  context.skip(!LINUX, 'replaces files of /proc');
  const fields = 'memory { total } host { hostname } cpu { count percent } system { bootTime }';
  const env = { HOST_PROC: procWithout('stat') };
  const expected = {
    memory: { total: expect.any(Number) },
    host: { hostname: expect.any(String) },
    cpu: { percent: null },
    system: { bootTime: null },
  };
  const { data, errors } = await runWith(`{ ${fields} machine { id name ${fields} } }`, env);
  expect(data).toMatchObject({ ...expected, machine: { id: expect.stringMatching(/^Machine:./), ...expected } });
  expect(errors).toContainEqual({ path: ['cpu', 'percent'], extensions: { code: 'ENOENT' } });
  expect(errors).toContainEqual({ path: ['machine', 'cpu', 'percent'], extensions: { code: 'ENOENT' } });
});

test('the machine has an ID and fields that can be read although its identity cannot be read', async (context) => {
  context.skip(!LINUX, 'replaces files of /proc');
  const env = { HOST_PROC: procWithout('sys'), HOST_ETC: temporaryDirectory() };
  const { data } = await runWith('{ machine { id name memory { total } } }', env);
  expect(data).toEqual({
    machine: { id: expect.stringMatching(/^Machine:./), name: null, memory: { total: expect.any(Number) } },
  });
});

test.for([
  ['cpu { percent(interval: 99) }', ['cpu', 'percent']],
  ['processes(interval: 99) { totalCount }', ['processes']],
  ['processes(first: 99999) { totalCount }', ['processes']],
  ['processGroups(by: NAME, first: -1) { totalCount }', ['processGroups']],
  ['sockets(first: 1, last: 1) { totalCount }', ['sockets']],
  ['pressure(cgroup: "/no/such/cgroup") { cpu { some { avg10 } } }', ['pressure']],
  ['user { name }', ['user']],
  ['node(id: "x") { id }', ['node']],
] as const)('%s is null, and other fields are not', async ([field, path], context) => {
  needsSupport(context, 'pressure', 'netConnections');
  const { data, errors } = await runQuery<Record<string, unknown>>(`{ swap { total } ${field} }`);
  expect(data?.['swap']).toEqual({ total: expect.any(Number) });
  expect(errors).toMatchObject([{ path, extensions: { code: expect.any(String) } }]);
  const value = path.reduce<unknown>((object, name) => (object as Record<string, unknown>)[name], data);
  expect(value).toBeNull();
});

/** Returns the fields of a type, with their arguments and types. */
const fieldsOf = (name: string) =>
  Object.values((schemaWithMutations.getType(name) as GraphQLObjectType).getFields()).map(
    (field) => `${field.name}(${field.args.map((arg) => `${arg.name}: ${arg.type}`).join(', ')}): ${field.type}`,
  );

test('the fields that read are nullable', () => {
  const readers = ['Query', 'Machine', 'Subscription', 'Mutation', 'Cpu', 'Disks', 'Net', 'Sensors', 'System'];
  const required = readers.flatMap((name) => fieldsOf(name).filter((field) => field.endsWith('!')));
  expect(required).toEqual(['nodes(ids: [ID!]!): [Node]!', 'machine(): Machine!', 'id(): ID!']);
});

test('the fields of the machine are those of Query', () => {
  const ofQuery = fieldsOf('Query').filter((field) => !/^(node|nodes|machine)\(/.test(field));
  expect(fieldsOf('Machine').sort()).toEqual(['id(): ID!', 'name(): String', ...ofQuery].sort());
});
