import { signal } from '@preact/signals';

const endpoint = 'graphql';
const tokenKey = 'psutil-token';

/** An error of the graph. */
export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

/** An answer of the graph. */
export interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly GraphError[];
}

/** The server answers only to those who know a token, and was given none or another one. */
export class Unauthorized extends Error {}

/** The token that is sent; '' for none. It is kept for as long as the tab is open. */
export const token = signal(sessionStorage.getItem(tokenKey) ?? '');

/** Keeps another token. */
export function keepToken(value: string): void {
  sessionStorage.setItem(tokenKey, value);
  token.value = value;
}

/** An operation and the values of its variables. */
export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

async function post(operation: Operation, accept: string, signal: AbortSignal): Promise<Response> {
  const authorization = token.value === '' ? undefined : { authorization: `Bearer ${token.value}` };
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...authorization },
    body: JSON.stringify(operation),
    credentials: 'omit',
    signal,
  });
  if (response.status === 401) throw new Unauthorized();
  if (response.status === 429 || response.status === 503) throw new Error('the server has too much to do');
  return response;
}

const isJson = (response: Response) => /json/.test(response.headers.get('content-type') ?? '');

/** The answer to a query. */
export async function ask<T>(operation: Operation, signal: AbortSignal): Promise<Answer<T>> {
  const response = await post(operation, 'application/json', signal);
  if (!isJson(response)) throw new Error(`the server answered ${response.status}`);
  return response.json();
}

/** What a server sends for one event: lines of `name: value`. */
function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const end = line.indexOf(':');
    if (end > 0) fields.set(line.slice(0, end), line.slice(end + 1).trimStart());
  }
  return fields;
}

async function* blocks(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    // An event of thousands of processes comes in many pieces: each is searched once.
    let from = Math.max(0, text.length - 1);
    text += value;
    for (let end = text.indexOf('\n\n', from); end >= 0; end = text.indexOf('\n\n', from)) {
      yield text.slice(0, end);
      text = text.slice(end + 2);
      from = 0;
    }
  }
}

/** The events of a subscription, which come as server-sent events to a POST; it ends when the server says so. */
export async function* subscribe<T>(operation: Operation, signal: AbortSignal): AsyncGenerator<Answer<T>> {
  const response = await post(operation, 'text/event-stream', signal);
  if (isJson(response)) return yield await response.json();
  if (!response.body || !response.ok) throw new Error(`the server answered ${response.status}`);
  for await (const block of blocks(response.body)) {
    const fields = fieldsOf(block);
    const data = fields.get('data');
    if (fields.get('event') === 'complete') return;
    if (data) yield JSON.parse(data);
  }
}
