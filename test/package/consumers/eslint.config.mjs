import graphql from '@graphql-eslint/eslint-plugin';
import { keys } from '@psutil/graphql/clients';

const { 'flat/schema-recommended': recommended, 'flat/schema-relay': relay } = graphql.configs;

export default [
  {
    files: ['**/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: './schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...recommended.rules,
      ...relay.rules,
      // A record of values, such as the usage of the memory, has no identity: it belongs to the object that contains it.
      '@graphql-eslint/strict-id-in-types': ['error', { exceptions: { types: Object.keys(keys) } }],
      // A short list, such as that of the mounted filesystems, is read at once, and has no pages.
      // The items of some pages, such as sockets and threads, are records without an identity.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false }],
    },
  },
];
