import type { ConcurrencyLimit } from './concurrency-limiter.js';

/** A stream that can be closed: a response, or a connection. */
interface Closable {
  destroy(): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/**
 * The requests whose body is incomplete. Beyond a limit, the connection of the oldest one is closed: a client that
 * sends bodies slowly does not prevent others, also of the same address, from sending theirs.
 */
export class IncompleteBodies {
  readonly #limit: ConcurrencyLimit;
  /** The address of the client of each request, the oldest first. */
  readonly #clients = new Map<Closable, string>();

  constructor(limit: ConcurrencyLimit) {
    this.#limit = limit;
  }

  /** Adds a request, until its body is complete or its response is closed. */
  add(response: Closable, client: string): void {
    const { perClient, total } = this.#limit;
    const ofClient = [...this.#clients].filter(([, other]) => other === client);
    if (ofClient.length >= perClient) this.#abort(ofClient[0]?.[0]);
    if (this.#clients.size >= total) this.#abort(this.#clients.keys().next().value);
    this.#clients.set(response, client);
    response.once('close', () => this.delete(response));
  }

  /** Removes a request. */
  delete(response: Closable): void {
    this.#clients.delete(response);
  }

  #abort(response: Closable | undefined): void {
    if (!response) return;
    this.delete(response);
    response.destroy();
  }
}
