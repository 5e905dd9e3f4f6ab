import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { parse } from 'graphql';
import { CloseCode, handleProtocols, MessageType, makeServer, type SubscribePayload } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ConcurrencyLimiter } from '../guard/concurrency-limiter.js';
import { IncompleteBodies } from '../guard/incomplete-bodies.js';
import type { Limits } from '../guard/limits.js';
import type { TokenCheck } from '../guard/token.js';
import { type Connection, OperationStream } from './operation-stream.js';
import { type Handler, runOperation } from './run-operation.js';
import { refuseUpgrade } from './upgrade.js';

/** Size of the unsent replies to messages, in bytes, beyond which no more messages of the client are read. */
const maxUnsent = 64 * 1024;
/** Size of a frame without its payload, with a part of what it takes in memory. */
const frameSize = 100;

/** Time for a client to close its side of a WebSocket, in milliseconds. */
const closeTimeout = 1000;

/** Close code of a server that is overloaded: https://www.iana.org/assignments/websocket/websocket.xml. */
const tryAgainLater = 1013;
const goingAway = 1001;

/** Options of the WebSockets of a server. */
export interface WebSocketOptions {
  readonly handler: Handler;
  readonly limits: Limits;
  /** The limit of all connections that carry several operations. */
  readonly connections: ConcurrencyLimiter;
  /** Undefined if no token is required. */
  readonly checkToken: TokenCheck | undefined;
}

/** The errors of an operation that is not executed. */
class RequestErrors extends Error {
  readonly errors: readonly object[];

  constructor(errors: readonly object[]) {
    super('The operation is not executed.');
    this.errors = errors;
  }
}

/** Returns the `authorization` of the payload of `connection_init`. */
function authorizationOf(payload: Readonly<Record<string, unknown>> = {}): string | null {
  const [, value] = Object.entries(payload).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  return typeof value === 'string' ? value : null;
}

/** One WebSocket, which carries the operations of one client. */
class GraphqlSocket implements Connection {
  readonly #socket: WebSocket;
  readonly #request: IncomingMessage;
  readonly #options: WebSocketOptions;
  #unsent = 0;
  #isAlive = true;

  constructor(socket: WebSocket, request: IncomingMessage, options: WebSocketOptions) {
    this.#socket = socket;
    this.#request = request;
    this.#options = options;
    socket.on('error', () => {}); // A malformed frame: the socket closes itself.
    socket.on('ping', (data) => void this.#pong(data).catch(() => {})); // The client disconnected.
    for (const event of ['ping', 'pong', 'message']) socket.on(event, () => this.#markAlive());
    const timer = setInterval(() => this.#checkAlive(), options.limits.time);
    socket.once('close', () => clearInterval(timer));
  }

  get client(): string {
    return this.#request.socket.remoteAddress ?? '';
  }

  #markAlive(): void {
    this.#isAlive = true;
  }

  /** Closes a socket from which nothing was received since the last ping. */
  #checkAlive(): void {
    if (!this.#isAlive) this.#socket.terminate();
    this.#isAlive = false;
    this.#socket.ping(() => {});
  }

  /** Sends a reply to a message. The messages of a client that does not read its replies are not read either. */
  reply(message: string): Promise<void> {
    return this.#count(message.length, (callback) => this.#socket.send(message, callback));
  }

  #pong(data: Buffer): Promise<void> {
    return this.#count(data.length, (callback) => this.#socket.pong(data, false, callback));
  }

  #count(length: number, send: (callback: (error?: Error | null) => void) => void): Promise<void> {
    const size = length + frameSize;
    this.#unsent += size;
    if (this.#unsent > maxUnsent) this.#socket.pause();
    return new Promise((resolve, reject) => {
      send((error) => {
        this.#unsent -= size;
        if (this.#unsent <= maxUnsent) this.#socket.resume();
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** Checks the token, and acquires a slot. Closes the socket if it is not accepted. */
  accept(payload: Readonly<Record<string, unknown>> | undefined): boolean {
    const { checkToken, connections } = this.#options;
    // A page in a browser can send the token in the payload only.
    const authorization = this.#request.headers.authorization ?? authorizationOf(payload);
    if (checkToken?.(authorization)) return this.#refuse(CloseCode.Unauthorized, 'A token is required.');
    const slot = connections.acquire(this.client);
    if (typeof slot !== 'function') return this.#refuse(tryAgainLater, slot.message);
    if (this.#socket.readyState !== this.#socket.OPEN) slot();
    else this.#socket.once('close', slot);
    return true;
  }

  #refuse(code: number, reason: string): false {
    this.#socket.close(code, reason);
    return false;
  }

  /**
   * Returns an iterable that runs an operation when it is iterated. It yields nothing: the operation sends its results
   * itself, so that they are serialized in time slices and wait for the client.
   */
  operation(id: string, params: SubscribePayload): AsyncGenerator<never> {
    const controller = new AbortController();
    const prefix = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    const run = async () => {
      const errors = await runOperation(this.#options.handler, {
        params: params as object,
        req: this.#request,
        stream: new OperationStream(this),
        signal: controller.signal,
        format: (chunks) => Buffer.concat([prefix, ...chunks, Buffer.from('}')]),
      });
      if (errors) throw new RequestErrors(errors);
    };
    const end = async () => {
      controller.abort();
      return { done: true as const, value: undefined };
    };
    const iterator: Partial<AsyncGenerator<never>> = {
      [Symbol.asyncIterator]: () => iterator as AsyncGenerator<never>,
      async next() {
        if (!controller.signal.aborted) await run();
        return { done: true, value: undefined };
      },
      return: end,
      throw: end,
    };
    return iterator as AsyncGenerator<never>;
  }

  send(message: Buffer, callback: (error?: Error | null) => void): void {
    this.#socket.send(message, { binary: false }, callback);
  }

  destroy(): void {
    this.#socket.terminate();
  }
}

interface Extra {
  readonly connection: GraphqlSocket;
  /** Removes the socket from those that are not initialized. */
  readonly initialize: () => void;
}

/** The library executes a document; this one stands for the operation, which the handler of requests executes. */
const placeholder = parse('{ __typename }');

/** Returns the server of the protocol of the WebSockets. */
const createProtocol = ({ handler, limits }: WebSocketOptions) =>
  makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: limits.handshake,
    onConnect({ extra, connectionParams }) {
      extra.initialize();
      return extra.connection.accept(connectionParams);
    },
    onSubscribe: ({ extra }, id, payload) => ({
      schema: handler.getEnveloped().schema,
      document: placeholder,
      contextValue: extra.connection.operation(id, payload),
    }),
    execute: ({ contextValue }) => contextValue as AsyncGenerator<never>,
    onError: (_context, _id, _payload, [error]) =>
      error?.originalError instanceof RequestErrors ? ([...error.originalError.errors] as never) : undefined,
  });

const pong = JSON.stringify({ type: MessageType.Pong });

/** The WebSockets of a server. */
export class WebSockets {
  readonly #options: WebSocketOptions;
  readonly #protocol: ReturnType<typeof createProtocol>;
  readonly #uninitialized: IncompleteBodies;
  readonly #server: WebSocketServer;

  constructor(options: WebSocketOptions) {
    this.#options = options;
    this.#protocol = createProtocol(options);
    this.#uninitialized = new IncompleteBodies(options.limits.bodies);
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: options.limits.body,
      perMessageDeflate: false,
      // Between two messages of a client, other events are handled.
      allowSynchronousEvents: false,
      autoPong: false, // A pong counts as a reply.
      ...{ closeTimeout }, // Its types lack this option.
      handleProtocols: (protocols) => handleProtocols(protocols),
    });
    this.#server.on('wsClientError', ({ message }, socket) => {
      refuseUpgrade({ status: 400, code: 'BAD_REQUEST', message: `${message}.` }, socket);
    });
  }

  /** Accepts a request to open a WebSocket. */
  handleUpgrade(request: IncomingMessage, duplex: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, duplex, head, (socket) => this.#open(socket, request, duplex));
  }

  #open(socket: WebSocket, request: IncomingMessage, duplex: Duplex): void {
    const connection = new GraphqlSocket(socket, request, this.#options);
    this.#uninitialized.add(duplex, connection.client);
    const extra: Extra = { connection, initialize: () => this.#uninitialized.delete(duplex) };
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => connection.reply(text),
        onPing: () => connection.reply(pong), // Without the payload of the ping, which may be long.
        close: (code, reason) => socket.close(code, reason),
        onMessage(handle) {
          socket.on('message', (data) => {
            // A message that only servers send, or a reply that cannot be sent.
            handle(String(data)).catch(() => socket.close(CloseCode.BadRequest, 'Invalid message received'));
          });
        },
      },
      extra,
    );
    socket.once('close', (code, reason) => void closed(code, String(reason)));
  }

  /** Closes all WebSockets; a client that does not close its side is disconnected after a second. */
  close(): void {
    for (const socket of this.#server.clients) socket.close(goingAway, 'The server is closing.');
  }

  /** Disconnects all clients at once. */
  terminate(): void {
    for (const socket of this.#server.clients) socket.terminate();
  }
}
