import { randomUUID } from 'node:crypto';
import { PassThrough, type Readable } from 'node:stream';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import type { ConcurrencyLimiter } from '../guard/concurrency-limiter.js';
import { clientOf, type NodeContext } from '../guard/concurrency-plugin.js';
import { type HttpError, toResponse } from '../guard/http-error.js';
import type { Limits } from '../guard/limits.js';
import { streamTokenHeader } from '../guard/origins.js';
import { type Connection, OperationStream } from './operation-stream.js';
import { type Handler, runOperation } from './run-operation.js';

/** Interval of the comments that keep a stream open, in milliseconds. */
const pingInterval = 12_000;
const ping = ':\n\n';

const streamNotFound: HttpError = { status: 404, code: 'NOT_FOUND', message: 'The event stream does not exist.' };
const alreadyOpen: HttpError = { status: 409, code: 'CONFLICT', message: 'The event stream is already open.' };
const idInUse: HttpError = { status: 409, code: 'CONFLICT', message: 'The operation ID is in use.' };
const idMissing: HttpError = { status: 400, code: 'BAD_REQUEST', message: 'The operation ID is missing.' };
const tooManyOperations: HttpError = {
  status: 429,
  code: 'TOO_MANY_REQUESTS',
  message: 'The event stream has too many operations.',
  headers: { 'retry-after': '1' },
};

const eventOf = (name: 'next' | 'complete', ...data: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat([`event: ${name}\ndata: `, ...data, '\n\n'].map((part) => Buffer.from(part)));

/** An event stream that carries the results of several operations, from its reservation on. */
class EventStream implements Connection {
  readonly #body = new PassThrough();
  readonly #operations = new Map<string, AbortController>();
  readonly #maxOperations: number;
  readonly #expiry: NodeJS.Timeout;
  #pings: NodeJS.Timeout | undefined;

  constructor({ handshake, queries, subscriptions }: Limits, onClose: () => void) {
    this.#maxOperations = queries.perClient + subscriptions.perClient;
    this.#expiry = setTimeout(() => this.destroy(), handshake).unref();
    this.#body.once('close', () => {
      clearTimeout(this.#expiry);
      clearInterval(this.#pings);
      for (const controller of this.#operations.values()) controller.abort();
      onClose();
    });
  }

  /** Opens the stream and returns its body; undefined if it is open. */
  open({ res }: NodeContext): Readable | undefined {
    if (this.#pings) return undefined;
    clearTimeout(this.#expiry);
    this.#pings = setInterval(() => this.#body.writableLength === 0 && this.#body.write(ping), pingInterval);
    this.#body.write(ping); // Some browsers wait for the first byte.
    res?.once('close', () => this.destroy());
    this.#body.once('close', () => res?.destroy());
    return this.#body;
  }

  /** Starts an operation. Returns an error if it is not accepted. */
  start(handler: Handler, params: GraphQLParams, req: NodeContext['req']): HttpError | undefined {
    const id = params?.extensions?.['operationId'];
    if (typeof id !== 'string' || id === '') return idMissing;
    if (this.#operations.has(id)) return idInUse;
    if (this.#operations.size >= this.#maxOperations) return tooManyOperations;
    const controller = new AbortController();
    this.#operations.set(id, controller);
    void this.#run(handler, id, { params, req, signal: controller.signal });
    return undefined;
  }

  async #run(
    handler: Handler,
    id: string,
    operation: { params: GraphQLParams; req: NodeContext['req']; signal: AbortSignal },
  ): Promise<void> {
    const idJson = JSON.stringify(id);
    const format = (chunks: readonly (string | Buffer)[]) =>
      eventOf('next', `{"id":${idJson},"payload":`, ...chunks, '}');
    const errors = await runOperation(handler, { ...operation, stream: new OperationStream(this), format });
    const last = eventOf('complete', `{"id":${idJson}}`);
    const message = errors ? Buffer.concat([format([JSON.stringify({ errors })]), last]) : last;
    // The ID remains in use until the message is sent, so that the number of unsent messages is limited.
    this.send(message, () => this.#operations.delete(id));
  }

  /** Ends an operation. */
  complete(id: string): void {
    this.#operations.get(id)?.abort();
  }

  send(message: Buffer, callback: (error?: Error | null) => void): void {
    this.#body.write(message, callback);
  }

  destroy(): void {
    this.#body.destroy();
  }
}

const streamTokenOf = ({ headers, url }: Request): string | null =>
  headers.get(streamTokenHeader) ?? new URL(url).searchParams.get('token');

const streamHeaders = { 'content-type': 'text/event-stream; charset=utf-8', connection: 'keep-alive' };

/** The event streams of a server, by their tokens. */
class EventStreams {
  readonly #limits: Limits;
  readonly #connections: ConcurrencyLimiter;
  readonly #streams = new Map<string, EventStream>();

  constructor(limits: Limits, connections: ConcurrencyLimiter) {
    this.#limits = limits;
    this.#connections = connections;
  }

  /** Reserves a stream; the response contains its token. */
  reserve(context: NodeContext, ResponseClass: typeof Response): Response {
    const release = this.#connections.acquire(clientOf(context) ?? '');
    if (typeof release !== 'function') return toResponse(release, ResponseClass);
    const token = randomUUID();
    const onClose = () => {
      this.#streams.delete(token);
      release();
    };
    this.#streams.set(token, new EventStream(this.#limits, onClose));
    return new ResponseClass(token, { status: 201, headers: { 'content-type': 'text/plain; charset=utf-8' } });
  }

  get(token: string | null): EventStream | undefined {
    return this.#streams.get(token ?? '');
  }

  destroy(): void {
    for (const stream of this.#streams.values()) stream.destroy();
  }
}

function open(stream: EventStream, context: NodeContext, ResponseClass: typeof Response): Response {
  const body = stream.open(context);
  if (!body) return toResponse(alreadyOpen, ResponseClass);
  return new ResponseClass(body as unknown as ReadableStream, { headers: streamHeaders });
}

function complete(stream: EventStream, { url }: Request, ResponseClass: typeof Response): Response {
  const id = new URL(url).searchParams.get('operationId');
  if (!id) return toResponse(idMissing, ResponseClass);
  stream.complete(id);
  return new ResponseClass(null, { status: 200 });
}

/**
 * A plugin for event streams that carry several operations, as in the "single connection mode" of
 * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md. A request must have passed the access control.
 */
export function eventStreams(limits: Limits, connections: ConcurrencyLimiter): Plugin<object, NodeContext> {
  const streams = new EventStreams(limits, connections);
  let handler: Handler;
  return {
    onYogaInit({ yoga }) {
      handler = yoga as unknown as Handler;
    },
    onRequest({ request, serverContext, endResponse, fetchAPI: { Response } }) {
      if (request.method === 'PUT') return endResponse(streams.reserve(serverContext, Response));
      const token = streamTokenOf(request);
      if (request.method === 'POST' || (request.method === 'GET' && token === null)) return;
      const stream = streams.get(token);
      if (!stream) return endResponse(toResponse(streamNotFound, Response));
      if (request.method === 'GET') return endResponse(open(stream, serverContext, Response));
      return endResponse(complete(stream, request, Response));
    },
    onRequestParse({ request, requestParser, serverContext, setRequestParser, fetchAPI: { Response } }) {
      const token = streamTokenOf(request);
      if (token === null || !requestParser) return;
      setRequestParser(async (limited) => {
        const params = (await requestParser(limited)) as GraphQLParams;
        const stream = streams.get(token);
        if (!stream) return toResponse(streamNotFound, Response);
        const httpError = stream.start(handler, params, (serverContext as NodeContext).req);
        return httpError ? toResponse(httpError, Response) : new Response(null, { status: 202 });
      });
    },
    onDispose: () => streams.destroy(),
  };
}
