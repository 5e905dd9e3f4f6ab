import { readFileSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { keys, possibleTypes, scalars, typePolicies } from '@psutil/graphql/clients';
import { buildSchema, isInterfaceType, isObjectType, isScalarType, isSpecifiedScalarType } from 'graphql';
import { rolldown } from 'rolldown';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startServer } from '../support/http.ts';
import { root } from '../support/run.ts';

const schema = buildSchema(readFileSync(join(root, 'packages/graphql/schema.graphql'), 'utf8'));
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const sorted = (names: readonly string[]) => [...names].sort();

test('typePolicies and keys contain every object type without an ID', () => {
  const roots = ['Query', 'Mutation', 'Subscription'];
  const objects = types.filter(isObjectType).filter(({ name }) => !roots.includes(name));
  const names = objects.filter((type) => !type.getFields()['id']).map(({ name }) => name);
  expect(names.length).toBeGreaterThan(50);
  for (const constant of [typePolicies, keys]) expect(sorted(Object.keys(constant))).toEqual(sorted(names));
});

test('possibleTypes contains the implementations of every interface', () => {
  const implementations = types
    .filter(isInterfaceType)
    .map((type) => [type.name, sorted(schema.getPossibleTypes(type).map(({ name }) => name))]);
  const actual = Object.entries(possibleTypes).map(([name, all]) => [name, sorted(all)]);
  expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(implementations));
});

test('scalars contains every custom scalar', () => {
  const custom = types.filter((type) => isScalarType(type) && !isSpecifiedScalarType(type)).map(({ name }) => name);
  expect(sorted(Object.keys(scalars))).toEqual(sorted(custom));
});

test('the constants can be part of a bundle for browsers: they import nothing', async () => {
  const input = fileURLToPath(import.meta.resolve('@psutil/graphql/clients'));
  const bundle = await rolldown({
    input,
    platform: 'browser',
    external: (id) => !id.startsWith('.') && !isAbsolute(id),
  });
  onTestFinished(() => bundle.close());
  const { output } = await bundle.generate();
  expect(output.map((chunk) => 'imports' in chunk && chunk.imports)).toEqual([[]]);
  const modules = output.flatMap((chunk) => ('moduleIds' in chunk ? chunk.moduleIds : []));
  expect(sorted(modules.map((id) => basename(id)))).toEqual(['clients.generated.js', 'clients.js']);
});

const first = gql`{ machine { id memory { total } process(pid: ${process.pid}) { id name memoryInfo { rss } } } }`;
const second = gql`{ machine { id memory { available } process(pid: ${process.pid}) { id memoryInfo { vms } } } }`;
const both = gql`{ machine { id memory { total available } process(pid: ${process.pid}) { id name memoryInfo { rss vms } } } }`;

/** Sends both queries with Apollo Client, and reads their fields from its cache; null if one is missing. */
async function readBoth(cache: InMemoryCache): Promise<{ data: unknown; warnings: number }> {
  const warn = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')].map((spy) => spy.mockImplementation(() => {}));
  onTestFinished(() => void vi.restoreAllMocks());
  const client = new ApolloClient({ link: new HttpLink({ uri: await startServer() }), cache });
  onTestFinished(() => client.stop());
  for (const query of [first, second]) await client.query({ query });
  const data = client.readQuery({ query: both });
  return { data, warnings: warn.flatMap((spy) => spy.mock.calls).length };
}

test('with the constants, Apollo Client merges the fields of two queries without a warning', async () => {
  const { data, warnings } = await readBoth(new InMemoryCache({ possibleTypes, typePolicies }));
  const number = expect.any(Number);
  expect(data).toMatchObject({
    machine: {
      memory: { total: number, available: number },
      process: { name: expect.any(String), memoryInfo: { rss: number, vms: number } },
    },
  });
  expect(warnings).toBe(0);
});

test('without the constants, Apollo Client drops fields and prints warnings', async () => {
  const { data, warnings } = await readBoth(new InMemoryCache());
  expect(data).toBeNull();
  expect(warnings).toBeGreaterThan(0);
});
