// @ts-check
// Merges the psutil schema into an application schema: node docs/examples/embed-schema.js [PORT]
import { createServer } from 'node:http';
import { mergeSchemas } from '@graphql-tools/schema';
import { maskError, schema } from '@psutil/graphql';
import { createYoga } from 'graphql-yoga';
import { listen } from './support/listen.js';

const services = [{ name: 'embed-schema', pid: process.pid }];

// Types of the application reach a Process through the resolver of `Query.process`.
const { process: processField } = schema.getQueryType()?.getFields() ?? {};

const mergedSchema = mergeSchemas({
  schemas: [schema],
  typeDefs: `
    extend type Query { services: [Service!]! }
    type Service { name: String!, pid: Int!, process: Process }
  `,
  resolvers: {
    Query: { services: () => services },
    Service: { process: ({ pid }, _, context, info) => processField?.resolve?.(undefined, { pid }, context, info) },
  },
});

const yoga = createYoga({
  schema: mergedSchema,
  context: ({ request }) => ({ signal: request.signal }),
  maskedErrors: { maskError },
  cors: false,
  logging: false,
});

const server = createServer((request, response) => {
  const [path] = (request.url ?? '').split('?');
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')) return response.writeHead(403).end();
  if (path === yoga.graphqlEndpoint) return yoga(request, response);
  if (path === '/hello') return response.end('hello\n');
  return response.writeHead(404).end();
});

await listen(server);
