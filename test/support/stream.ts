import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createPsutilServer, type PsutilServerOptions } from '@psutil/graphql';
import { onTestFinished } from 'vitest';
import type { Answer } from './graph.ts';

/** Starts a server in this process, for the test that calls it; gives its address. */
export async function host(options: PsutilServerOptions = {}): Promise<string> {
  const server = createPsutilServer(options).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

/** What a server is asked to stream. */
export interface Subscription {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Leaves, as a client that goes. */
  readonly signal?: AbortSignal;
}

/** The body of an answer, block by block; what is only there to keep it open is left out. */
async function* blocksOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() as string;
    yield* blocks.filter((block) => !block.startsWith(':'));
  }
  if (text !== '') throw new Error(`the stream ended within ${JSON.stringify(text)}`);
}

/** What a server streams over a socket, until it ends or the iteration is left. */
export async function* subscribe<T>(url: string, { signal, ...operation }: Subscription): AsyncGenerator<Answer<T>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(operation),
    signal: signal ?? null,
  });
  if (response.headers.get('content-type') !== 'text/event-stream' || !response.body)
    throw new Error(`no stream: ${response.status} ${await response.text()}`);
  for await (const block of blocksOf(response.body)) {
    const event = /^event: (?<name>\w+)\ndata: ?(?<data>.*)$/.exec(block)?.groups;
    if (event?.['name'] === 'complete') return;
    if (event?.['name'] !== 'next') throw new Error(`not an event of GraphQL: ${JSON.stringify(block)}`);
    yield JSON.parse(event['data'] as string);
  }
  throw new Error('the stream was cut off');
}

/** The first events of a subscription, which is left then. */
export async function firstOf<T>(events: AsyncIterable<T>, count: number): Promise<T[]> {
  const first: T[] = [];
  for await (const event of events) if (first.push(event) === count) break;
  return first;
}
