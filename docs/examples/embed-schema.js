// @ts-check
// The graph within a schema of one's own: node docs/examples/embed-schema.js [PORT]
import { createServer } from 'node:http';
import { mergeSchemas } from '@graphql-tools/schema';
import { maskError, schema } from '@psutil/graphql';
import { createYoga } from 'graphql-yoga';
import { listen } from './support/listen.js';

const services = [{ name: 'embed-schema', pid: process.pid }];

// What resolves `Query.process` also leads from types of our own into the graph.
const { process: known } = schema.getQueryType()?.getFields() ?? {};

const own = mergeSchemas({
  schemas: [schema],
  typeDefs: `
    extend type Query { services: [Service!]! }
    type Service { name: String!, pid: Int!, process: Process }
  `,
  resolvers: {
    Query: { services: () => services },
    Service: { process: ({ pid }, _, context, info) => known?.resolve?.(undefined, { pid }, context, info) },
  },
});

const yoga = createYoga({
  schema: own,
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
