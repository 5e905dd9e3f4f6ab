import { EventEmitter, on, once } from 'node:events';
import { onTestFinished } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';

/** A message of the protocol graphql-transport-ws. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the payload depends on the type
  readonly payload?: any;
}

/** A client that sends and receives the messages of one WebSocket. */
export interface SocketClient {
  readonly socket: WebSocket;
  readonly send: (message: Message) => void;
  /** Returns the next message, or the close code of the socket. */
  readonly next: () => Promise<Message | number>;
  /** The close code of the socket. */
  readonly closed: Promise<number>;
}

/** Options of a client, and its subprotocol. */
export interface SocketOptions extends ClientOptions {
  readonly protocol?: string;
}

const addressOf = (url: string) => url.replace('http:', 'ws:');

/** Opens a WebSocket without sending a message. */
export async function openSocket(
  url: string,
  { protocol = 'graphql-transport-ws', ...options }: SocketOptions = {},
): Promise<SocketClient> {
  const socket = new WebSocket(addressOf(url), protocol, options);
  onTestFinished(() => socket.terminate());
  const received = new EventEmitter();
  const messages = on(received, 'message');
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('message', (data) => received.emit('message', JSON.parse(String(data))));
  socket.once('close', (code) => received.emit('message', code));
  await once(socket, 'open');
  socket.on('error', () => {}); // The server resets the connection.
  return {
    socket,
    send: (message) => socket.send(JSON.stringify(message)),
    next: async () => (await messages.next()).value[0],
    closed,
  };
}

/** Opens a WebSocket that the server has acknowledged. */
export async function connectSocket(url: string, payload?: object, options?: SocketOptions): Promise<SocketClient> {
  const client = await openSocket(url, options);
  client.send({ type: 'connection_init', payload });
  const reply = await client.next();
  if (typeof reply === 'number' || reply.type !== 'connection_ack') throw new Error(`not acknowledged: ${reply}`);
  return client;
}

/** The response to a request to open a WebSocket that is rejected. */
export interface Rejection {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly code: string | undefined;
}

/** Requests a WebSocket; returns the response of a rejection, or `undefined` if the server accepts it. */
export async function rejectionOf(url: string, options: SocketOptions = {}): Promise<Rejection | undefined> {
  const { protocol = 'graphql-transport-ws', ...clientOptions } = options;
  const socket = new WebSocket(addressOf(url), protocol, clientOptions);
  onTestFinished(() => socket.terminate());
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(undefined));
    socket.once('error', reject);
    socket.once('unexpected-response', async (_, response) => {
      let body = '';
      for await (const chunk of response) body += String(chunk);
      const { statusCode: status, headers } = response;
      resolve({ status, headers, code: JSON.parse(body).errors[0].extensions.code });
    });
  });
}
