import type { HttpError } from './http-error.js';

/** Maximum numbers of concurrent operations. */
export interface Limit {
  readonly perClient: number;
  readonly inAll: number;
}

/** Releases an acquired slot, once. */
export type Release = () => void;

const soon = { 'retry-after': '1' };

/** Counts concurrent operations, per client and in total. */
export class ConcurrencyLimiter {
  readonly #limit: Limit;
  readonly #kind: string;
  readonly #ofClients = new Map<string, number>();
  #inAll = 0;

  constructor(kind: string, limit: Limit) {
    this.#kind = kind;
    this.#limit = limit;
  }

  /** Acquires a slot for a client, or returns an error. */
  acquire(client: string): Release | HttpError {
    const { perClient, inAll } = this.#limit;
    const ofClient = this.#ofClients.get(client) ?? 0;
    if (ofClient >= perClient) {
      const message = `A client may run ${perClient} ${this.#kind} at a time.`;
      return { status: 429, code: 'TOO_MANY_REQUESTS', message, headers: soon };
    }
    if (this.#inAll >= inAll) {
      const message = `This server runs ${inAll} ${this.#kind} already.`;
      return { status: 503, code: 'SERVICE_UNAVAILABLE', message, headers: soon };
    }
    this.#ofClients.set(client, ofClient + 1);
    this.#inAll += 1;
    return this.#release(client);
  }

  #release(client: string): Release {
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#inAll -= 1;
      const left = (this.#ofClients.get(client) ?? 0) - 1;
      if (left > 0) this.#ofClients.set(client, left);
      else this.#ofClients.delete(client);
    };
  }
}
