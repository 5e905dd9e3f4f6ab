import type { GraphQLResult } from './graph.ts';

/** A subscription operation. */
export interface Subscription {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Aborts the request, as a client that disconnects. */
  readonly signal?: AbortSignal;
}

/** Reads the blocks of a server-sent event stream, without the comments that keep the connection open. */
export async function* readBlocks(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() as string;
    yield* blocks.filter((block) => !block.startsWith(':'));
  }
  if (text !== '') throw new Error(`the stream ended within the block ${JSON.stringify(text)}`);
}

/** Subscribes over HTTP and yields the results until the stream completes or the caller stops iterating. */
export async function* subscribe<T>(
  url: string,
  { signal, ...operation }: Subscription,
): AsyncGenerator<GraphQLResult<T>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(operation),
    signal: signal ?? null,
  });
  if (response.headers.get('content-type') !== 'text/event-stream' || !response.body)
    throw new Error(`the response is not an event stream: ${response.status} ${await response.text()}`);
  for await (const block of readBlocks(response.body)) {
    const event = /^event: (?<name>\w+)\ndata: ?(?<data>.*)$/.exec(block)?.groups;
    if (event?.['name'] === 'complete') return;
    if (event?.['name'] !== 'next') throw new Error(`unexpected block in the event stream: ${JSON.stringify(block)}`);
    yield JSON.parse(event['data'] as string);
  }
  throw new Error('the stream ended without a complete event');
}

/** Returns the first `count` events and ends the subscription. */
export async function firstOf<T>(events: AsyncIterable<T>, count: number): Promise<T[]> {
  const first: T[] = [];
  for await (const event of events) if (first.push(event) === count) break;
  return first;
}
