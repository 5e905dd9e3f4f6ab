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
