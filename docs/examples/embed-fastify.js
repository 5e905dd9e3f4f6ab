// @ts-check
// The graph as a part of a Fastify application: node docs/examples/embed-fastify.js [PORT]
import { createPsutilYoga } from '@psutil/graphql';
import fastify from 'fastify';
import { listen } from './support/listen.js';

const yoga = createPsutilYoga({ allowHosts: [] });
const app = fastify();

app.register(async (graph) => {
  // It reads its own bodies, and no more of them than it takes. Parsers of other routes stay as they are.
  graph.removeAllContentTypeParsers();
  graph.addContentTypeParser('*', (_request, _body, done) => done(null));
  graph.all(yoga.graphqlEndpoint, (request, reply) => {
    reply.hijack();
    void yoga(request.raw, reply.raw);
  });
});

app.post('/hello', ({ body }) => `hello ${/** @type {{ name: string }} */ (body).name}\n`);

await app.ready();
await listen(app.server);
