// @ts-check
// Serves the GraphQL API from a Fastify application: node docs/examples/embed-fastify.js [PORT]
import { createPsutilYoga } from '@psutil/graphql';
import fastify from 'fastify';
import { listen } from './support/listen.js';

const yoga = createPsutilYoga({ allowHosts: [] });
const app = fastify();

app.register(async (graphql) => {
  // The handler reads the request body itself and limits its size. The parsers of other routes are not changed.
  graphql.removeAllContentTypeParsers();
  graphql.addContentTypeParser('*', (_request, _body, done) => done(null));
  graphql.all(yoga.graphqlEndpoint, (request, reply) => {
    reply.hijack();
    void yoga(request.raw, reply.raw);
  });
});

app.post('/hello', ({ body }) => `hello ${/** @type {{ name: string }} */ (body).name}\n`);

await app.ready();
await listen(app.server);
