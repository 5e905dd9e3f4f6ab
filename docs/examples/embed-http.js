// @ts-check
// The graph beside another route of a plain server of Node.js: node docs/examples/embed-http.js [PORT]
import { createServer } from 'node:http';
import { createPsutilYoga } from '@psutil/graphql';
import { listen } from './support/listen.js';

// No names but those of this machine: a page of another site cannot reach it by a name of its own.
const yoga = createPsutilYoga({ allowHosts: [] });

const server = createServer((request, response) => {
  const [path] = (request.url ?? '').split('?');
  if (path === yoga.graphqlEndpoint) return yoga(request, response);
  if (path === '/hello') return response.end('hello\n');
  return response.writeHead(404).end();
});

await listen(server);
