import { schemaWithMutations } from '@psutil/graphql';
import type { GraphQLObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { script } from '../support/run.ts';

test('an import builds no schema; its first use builds it', async () => {
  const states = await script<boolean[]>(`
    const { schema, schemaWithMutations } = await import('@psutil/graphql');
    const isBuilt = (each) => Object.values(Object.getOwnPropertyDescriptors(each)).every(({ get }) => !get);
    const imported = [schema, schemaWithMutations].map(isBuilt);
    schema.getQueryType();
    print([...imported, isBuilt(schema), isBuilt(schemaWithMutations)]);`);
  expect(states).toEqual([false, false, true, false]);
});

test('the schemas are instances of GraphQLSchema, and only one has mutations', async () => {
  const values = await script<unknown[]>(`
    const { assertValidSchema, GraphQLSchema } = await import('graphql');
    const { schema, schemaWithMutations } = await import('@psutil/graphql');
    const schemas = [schema, schemaWithMutations];
    schemas.forEach((each) => assertValidSchema(each));
    print([
      schemas.every((each) => each instanceof GraphQLSchema),
      new GraphQLSchema(schema.toConfig()).getType('Process').name,
      schemas.map((each) => each.getMutationType()?.name ?? null),
    ]);`);
  expect(values).toEqual([true, 'Process', [null, 'Mutation']]);
});

test('a property that is set before the first use of a schema is kept', async () => {
  const values = await script<unknown[]>(`
    const { schema } = await import('@psutil/graphql');
    schema.description = 'machine';
    print([schema.description, schema.getQueryType().name]);`);
  expect(values).toEqual(['machine', 'Query']);
});

type Described = { readonly description?: string | null | undefined };

/** The types, fields, arguments, input fields and values of the schema, by their coordinates. */
function elements(): Map<string, Described> {
  const found = new Map<string, Described>();
  for (const type of Object.values(schemaWithMutations.getTypeMap()).filter(({ name }) => !name.startsWith('__'))) {
    found.set(type.name, type);
    if ('getValues' in type) for (const value of type.getValues()) found.set(`${type.name}.${value.name}`, value);
    if (!('getFields' in type)) continue;
    for (const field of Object.values(type.getFields())) {
      found.set(`${type.name}.${field.name}`, field);
      if ('args' in field) for (const arg of field.args) found.set(`${type.name}.${field.name}(${arg.name}:)`, arg);
    }
  }
  return found;
}

test('every type, field, argument, input field and value has a description', () => {
  const all = elements();
  expect(all.size).toBeGreaterThan(1000);
  const missing = [...all].filter(([, { description }]) => !/\w.*\.$/s.test(description ?? ''));
  expect(missing.map(([name]) => name)).toEqual([]);
});

test('a field named id is the ID of a Node, as Relay requires', () => {
  const types = Object.values(schemaWithMutations.getTypeMap()) as GraphQLObjectType[];
  const objects = types.filter(({ astNode }) => astNode?.kind === 'ObjectTypeDefinition');
  const withId = objects.filter((type) => type.getFields()['id']);
  expect(withId.map(({ name }) => name).sort()).toEqual(['Disk', 'Machine', 'Nic', 'Process', 'User']);
  for (const type of withId) {
    expect(String(type.getFields()['id']?.type), type.name).toBe('ID!');
    expect(type.getInterfaces().map(String), type.name).toEqual(['Node']);
  }
});
