import { once } from 'node:events';
import { type IncomingHttpHeaders, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { createPsutilServer, type PsutilServerOptions } from '@psutil/graphql';
import { onTestFinished } from 'vitest';

/** What a server answered. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Headers of an operation. */
export const json: Record<string, string> = { 'content-type': 'application/json' };

/** Something that every server can answer. */
export const operation: string = JSON.stringify({ query: '{ cpu { count } }' });

/** Sends a request with headers that fetch would not let us send, of one of the addresses of this machine. */
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

/** Sends an operation, as JSON. */
export const post = (url: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  send(url, 'POST', { ...json, ...headers }, JSON.stringify(body));

/** The code of the first error of an answer. */
export const codeOf = ({ body }: Reply): string | undefined => JSON.parse(body).errors?.[0]?.extensions?.code;

/** Sends bytes as they are, and gives all that comes back until the connection ends or `enough` of it has come. */
export async function exchange(url: string, bytes: string, enough = /(?!)/): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {}); // It may be reset, after or before its answer.
  socket.write(bytes, 'latin1');
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (enough.test(text)) break;
  }
  return text;
}

/** Listens in this process, for the test that calls it. */
export async function listening(server: Server, host = '127.0.0.1'): Promise<string> {
  server.listen(0, host);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

/** The address of a server with options, in this process, for the test that calls it. */
export const serving = (options: PsutilServerOptions = {}): Promise<string> => listening(createPsutilServer(options));
