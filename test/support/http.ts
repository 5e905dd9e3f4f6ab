import { once } from 'node:events';
import { type IncomingHttpHeaders, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createPsutilServer, type PsutilServerOptions } from '@psutil/graphql';
import { onTestFinished } from 'vitest';
import { defaultLimits, type Limits } from '../../packages/graphql/dist/guard/limits.js';
import { createServerWithLimits } from '../../packages/graphql/dist/server.js';

/** An HTTP response with its whole body. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Headers of a GraphQL request. */
export const json: Record<string, string> = { 'content-type': 'application/json' };

/** The body of a request that every server accepts. */
export const operation: string = JSON.stringify({ query: '{ cpu { count } }' });

/** The name of the loopback interface: `lo` on Linux, `lo0` on macOS and the BSDs. */
export const loopbackName: string =
  Object.entries(networkInterfaces()).find(([, list]) => list?.some(({ address }) => address === '127.0.0.1'))?.[0] ??
  '';

/** Sends a request from a local address, with any headers; `fetch` does not allow `Host`. */
export async function send(
  url: string,
  method: string,
  headers: Readonly<Record<string, string | string[]>>,
  body: string | Uint8Array = '',
  localAddress = '127.0.0.1',
): Promise<Reply> {
  const sent = request(url, { method, headers, agent: false, localAddress }).end(body);
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, headers: response.headers, body: text };
}

/** Sends a body as JSON by POST. */
export const post = (url: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  send(url, 'POST', { ...json, ...headers }, JSON.stringify(body));

/** The `extensions.code` of the first error in a response. */
export const codeOf = ({ body }: Reply): string | undefined => JSON.parse(body).errors?.[0]?.extensions?.code;

/** Writes raw bytes to a server and reads until the connection ends or the received text matches `end`. */
export async function sendRaw(url: string, bytes: string, end = /(?!)/): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {}); // The server may reset the connection before or after its response.
  socket.write(bytes, 'latin1');
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (end.test(text)) break;
  }
  return text;
}

/** Listens on a free port until the calling test has finished; returns the URL of the GraphQL endpoint. */
export async function listen(server: Server, host = '127.0.0.1'): Promise<string> {
  server.listen(0, host);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

/** Starts a server in this process until the calling test has finished; returns the URL of its GraphQL endpoint. */
export const startServer = (options: PsutilServerOptions = {}): Promise<string> => listen(createPsutilServer(options));

/** Starts a server with other limits, as {@link startServer}. */
export const startServerWithLimits = (limits: Partial<Limits>, options: PsutilServerOptions = {}): Promise<string> =>
  listen(createServerWithLimits({ ...defaultLimits, ...limits }, options));
