import { ApolloClient, type ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { GraphQLClient, request } from 'graphql-request';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { startServer } from '../support/http.ts';
import { firstOf } from '../support/stream.ts';

const token = 'correct-horse-battery-staple';
const authorization = `Bearer ${token}`;
const query = 'query Memory { memory { total } }';
const subscription = 'subscription { memory(interval: 0.1) { total } }';
const refused = '{ nonsense }';
const withTotal = { memory: { total: expect.any(Number) } };
const webSocketUrl = (url: string) => url.replace('http:', 'ws:');

/** Creates an Apollo Client that sends requests as its HttpLink does by default. */
function apollo(link: ApolloLink): ApolloClient {
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  onTestFinished(() => client.stop());
  return client;
}

/** A mutation of a process that does not exist, as a dry run. */
const mutation = gql`mutation { terminate(input: { id: "none", dryRun: true }) { done userErrors { code } } }`;

test('the default HttpLink of Apollo Client sends queries, and reports refused ones and mutations', async () => {
  const client = apollo(new HttpLink({ uri: await startServer() }));
  const { data } = await client.query({ query: gql(query) });
  expect(data).toMatchObject(withTotal);
  await expect(client.query({ query: gql(refused) })).rejects.toMatchObject({
    errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  });
  await expect(client.mutate({ mutation })).rejects.toMatchObject({
    errors: [{ message: 'This schema has no mutations.' }],
  });
});

test('the HttpLink of Apollo Client sends mutations with a token', async () => {
  const url = await startServer({ token, allowMutations: true });
  const client = apollo(new HttpLink({ uri: url, headers: { authorization } }));
  const { data } = await client.mutate({ mutation });
  expect(data).toMatchObject({ terminate: { done: false, userErrors: [{ code: 'BAD_USER_INPUT' }] } });
  await expect(apollo(new HttpLink({ uri: url })).query({ query: gql(query) })).rejects.toMatchObject({
    statusCode: 401,
  });
});

test('the HttpLink of Apollo Client sends queries by GET with useGETForQueries', async () => {
  const client = apollo(new HttpLink({ uri: await startServer(), useGETForQueries: true }));
  const { data } = await client.query({ query: gql(query) });
  expect(data).toMatchObject(withTotal);
});

test('the GraphQLWsLink of Apollo Client receives the events of a subscription', async () => {
  const client = createWsClient({ url: webSocketUrl(await startServer()), webSocketImpl: WebSocket });
  onTestFinished(() => void client.dispose());
  const events = apollo(new GraphQLWsLink(client)).subscribe({ query: gql(subscription) });
  const data = await new Promise((resolve, reject) => {
    const subscribed = events.subscribe({ next: (event) => resolve(event.data), error: reject });
    onTestFinished(() => subscribed.unsubscribe());
  });
  expect(data).toMatchObject(withTotal);
});

test('the default client of urql sends short queries by GET and long ones by POST', async () => {
  const methods: string[] = [];
  const url = await startServer();
  const client = new Client({
    url,
    exchanges: [fetchExchange],
    fetch(input, init) {
      methods.push(init?.method ?? 'GET');
      return fetch(input, init);
    },
  });
  for (const document of [query, `${query} # ${'x'.repeat(4000)}`]) {
    const { data, error } = await client.query(document, {}).toPromise();
    expect(error).toBeUndefined();
    expect(data).toMatchObject(withTotal);
  }
  const { error } = await client.query(refused, {}).toPromise();
  expect(error?.graphQLErrors[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  const mutated = await client.mutation('mutation { terminate(input: { id: "none" }) { done } }', {}).toPromise();
  expect(mutated.error?.message).toContain('This schema has no mutations.');
  expect(new Set(methods)).toEqual(new Set(['GET', 'POST']));
});

test('the default client of urql sends the token that its fetchOptions contain', async () => {
  const url = await startServer({ token });
  const withToken = new Client({ url, exchanges: [fetchExchange], fetchOptions: { headers: { authorization } } });
  expect((await withToken.query(query, {}).toPromise()).data).toMatchObject(withTotal);
  const without = await new Client({ url, exchanges: [fetchExchange] }).query(query, {}).toPromise();
  expect(without.error?.message).toContain('A token is required');
});

test('the fetchExchange of urql receives the events of a subscription with fetchSubscriptions', async () => {
  const client = new Client({ url: await startServer(), exchanges: [fetchExchange], fetchSubscriptions: true });
  const data = await new Promise((resolve) => {
    const { unsubscribe } = client.subscription(subscription, {}).subscribe((result) => resolve(result));
    onTestFinished(unsubscribe);
  });
  expect(data).toMatchObject({ data: withTotal });
});

test('the subscriptionExchange of urql receives the events of a WebSocket', async () => {
  const url = await startServer();
  const webSocket = createWsClient({ url: webSocketUrl(url), webSocketImpl: WebSocket });
  onTestFinished(() => void webSocket.dispose());
  const forward = subscriptionExchange({
    forwardSubscription: ({ query: document = '', variables }) => ({
      subscribe: (sink) => ({
        unsubscribe: webSocket.subscribe({ query: document, variables: { ...variables } }, sink as never),
      }),
    }),
  });
  const client = new Client({ url, exchanges: [forward] });
  const data = await new Promise((resolve) => {
    const { unsubscribe } = client.subscription(subscription, {}).subscribe((result) => resolve(result));
    onTestFinished(unsubscribe);
  });
  expect(data).toMatchObject({ data: withTotal });
});

test('graphql-request sends queries, and reports refused ones', async () => {
  const url = await startServer({ token });
  const client = new GraphQLClient(url, { headers: { authorization } });
  expect(await client.request(query)).toMatchObject(withTotal);
  await expect(client.request(refused)).rejects.toMatchObject({
    response: { status: 400, errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
  });
  await expect(request(url, query)).rejects.toMatchObject({ response: { status: 401 } });
  const byGet = new GraphQLClient(url, { method: 'GET', headers: { authorization } });
  expect(await byGet.request(query)).toMatchObject(withTotal);
});

test('graphql-ws receives the results of queries and of subscriptions on one WebSocket', async () => {
  const client = createWsClient({
    url: webSocketUrl(await startServer({ token })),
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
  });
  onTestFinished(() => void client.dispose());
  const [events, [result]] = await Promise.all([
    firstOf(client.iterate({ query: subscription }), 3),
    firstOf(client.iterate({ query }), 1),
  ]);
  expect(events).toEqual(Array(3).fill({ data: withTotal }));
  expect(result).toEqual({ data: withTotal });
});

test.for([false, true])('graphql-sse receives subscriptions and queries with singleConnection: %j', async (single) => {
  const url = await startServer({ token });
  const client = createSseClient({ url, headers: { authorization }, singleConnection: single });
  onTestFinished(() => client.dispose());
  const [events, [result], [error]] = await Promise.all([
    firstOf(client.iterate({ query: subscription }), 3),
    firstOf(client.iterate({ query }), 1),
    firstOf(client.iterate({ query: refused }), 1),
  ]);
  expect(events).toEqual(Array(3).fill({ data: withTotal }));
  expect(result).toEqual({ data: withTotal });
  expect(error).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
});
