import type { ConcurrencyLimit } from './concurrency-limiter.js';

/** A stream that can be closed: a response, or a connection. */
interface Closable {
  destroy(): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/**
 * The requests whose body is incomplete, or the WebSockets whose first message is missing. Beyond a limit, the oldest is
 * disconnected: a client that sends slowly does not prevent others, also of the same address, from sending.
 */
export class IncompleteBodies {
  readonly #limit: ConcurrencyLimit;
  /** The address of the client of each stream, the oldest first. */
  readonly #clients = new Map<Closable, string>();

  constructor(limit: ConcurrencyLimit) {
    this.#limit = limit;
  }

  /** Adds a stream, until it is removed or closed. */
  add(stream: Closable, client: string): void {
    const { perClient, total } = this.#limit;
    const ofClient = [...this.#clients].filter(([, other]) => other === client);
    if (ofClient.length >= perClient) this.#abort(ofClient[0]?.[0]);
    if (this.#clients.size >= total) this.#abort(this.#clients.keys().next().value);
    this.#clients.set(stream, client);
    stream.once('close', () => this.delete(stream));
  }

  /** Removes a stream. */
  delete(stream: Closable): void {
    this.#clients.delete(stream);
  }

  #abort(stream: Closable | undefined): void {
    if (!stream) return;
    this.delete(stream);
    stream.destroy();
  }
}
