// @ts-check
// Serves the GraphQL API beside another route of a node:http server: node docs/examples/embed-http.js [PORT]
import { createServer } from 'node:http';
import { createPsutilYoga } from '@psutil/graphql';
import { listen } from './support/listen.js';

// An empty list allows the names and addresses of this machine only, which prevents DNS rebinding.
const yoga = createPsutilYoga({ allowHosts: [] });

const server = createServer((request, response) => {
  const [path] = (request.url ?? '').split('?');
  if (path === yoga.graphqlEndpoint) return yoga(request, response);
  if (path === '/hello') return response.end('hello\n');
  return response.writeHead(404).end();
});

await listen(server);
