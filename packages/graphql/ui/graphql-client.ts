import { signal } from '@preact/signals';

const endpoint = 'graphql';
const tokenKey = 'psutil-token';

/** A GraphQL error. */
export interface GraphQLError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

/** A GraphQL response. */
export interface GraphQLResponse<T> {
  readonly data?: T | null;
  readonly errors?: readonly GraphQLError[];
}

/** The beginning of a list, and the number of all items. */
export interface List<T> {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: T }[];
}

/** Returns the items of a list. */
export const nodesOf = <T>({ edges }: List<T>): readonly T[] => edges.map(({ node }) => node);

/** The server responded with 401: the token is missing or wrong. */
export class UnauthorizedError extends Error {}

/** Access token; '' for none. Stored in `sessionStorage`, until the tab is closed. */
export const token = signal(sessionStorage.getItem(tokenKey) ?? '');

/** Stores the access token and uses it for the following requests. */
export function setToken(value: string): void {
  sessionStorage.setItem(tokenKey, value);
  token.value = value;
}

/** A GraphQL operation and its variables. */
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
  const { status } = response;
  if (status === 401) throw new UnauthorizedError();
  if (status === 429 || status === 503) throw new Error(`the server is overloaded (HTTP ${status})`);
  return response;
}

const isJson = (response: Response) => /json/.test(response.headers.get('content-type') ?? '');

/** Executes a query and returns its response. */
export async function execute<T>(operation: Operation, signal: AbortSignal): Promise<GraphQLResponse<T>> {
  const response = await post(operation, 'application/json', signal);
  if (!isJson(response)) throw new Error(`unexpected response (HTTP ${response.status})`);
  return response.json();
}

/** Parses one server-sent event: lines of `name: value`. */
function parseEvent(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const end = line.indexOf(':');
    if (end > 0) fields.set(line.slice(0, end), line.slice(end + 1).trimStart());
  }
  return fields;
}

/** Splits a response body at the empty lines between events. */
async function* eventBlocks(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    // A large event arrives in many chunks: search only the new chunk, and the character before it.
    let from = Math.max(0, buffer.length - 1);
    buffer += value;
    for (let end = buffer.indexOf('\n\n', from); end >= 0; end = buffer.indexOf('\n\n', from)) {
      yield buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      from = 0;
    }
  }
}

/** Subscribes with a POST request, and yields the responses of its event stream until the server completes it. */
export async function* subscribe<T>(operation: Operation, signal: AbortSignal): AsyncGenerator<GraphQLResponse<T>> {
  const response = await post(operation, 'text/event-stream', signal);
  if (isJson(response)) return yield await response.json();
  if (!response.body || !response.ok) throw new Error(`unexpected response (HTTP ${response.status})`);
  for await (const block of eventBlocks(response.body)) {
    const fields = parseEvent(block);
    const data = fields.get('data');
    if (fields.get('event') === 'complete') return;
    if (data) yield JSON.parse(data);
  }
}
