// Writes the files that are derived from the schema: schema.graphql, and the names of types for the caches of clients.
import { writeFileSync } from 'node:fs';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { isInterfaceType, isObjectType } from 'graphql';
import { schemaWithMutations as schema } from '../dist/index.js';

const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
const typesWithoutId = types.filter((type) => isObjectType(type) && !roots.includes(type) && !type.getFields().id);
const interfaces = types.filter(isInterfaceType);

const literal = (value) => JSON.stringify(value, null, 2);
const namesOf = (all) => all.map(({ name }) => name);
const possibleTypes = interfaces.map((type) => [type.name, namesOf(schema.getPossibleTypes(type))]);

const write = (name, text) => writeFileSync(new URL(`../${name}`, import.meta.url), text);
write('schema.graphql', `${printSchemaWithDirectives(schema)}\n`);
write(
  'src/clients.generated.ts',
  `// Written by "npm run generate" from the schema. Do not edit.

/** The object types without a globally unique ID. */
export const typesWithoutId: readonly string[] = ${literal(namesOf(typesWithoutId))};

/** The object types that implement each interface. */
export const possibleTypes: Record<string, string[]> = ${literal(Object.fromEntries(possibleTypes))};
`,
);
