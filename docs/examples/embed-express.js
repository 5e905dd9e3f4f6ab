// @ts-check
// Serves the GraphQL API from an Express application: node docs/examples/embed-express.js [PORT]
import { createServer } from 'node:http';
import { createPsutilYoga } from '@psutil/graphql';
import express from 'express';
import { listen } from './support/listen.js';

const yoga = createPsutilYoga({ allowHosts: [] });
const app = express().disable('x-powered-by');

// Must come before any body parser: the handler reads the request body itself and limits its size.
app.use(yoga.graphqlEndpoint, (request, response) => void yoga(request, response));

app.use(express.json());
app.post('/hello', ({ body }, response) => void response.send(`hello ${body.name}\n`));

await listen(createServer(app));
