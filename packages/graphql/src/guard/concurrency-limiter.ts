import type { Refusal } from './http-error.js';

/** How many may be under way. */
export interface Limit {
  readonly perClient: number;
  readonly inAll: number;
}

/** A place that was taken: gives it back, once. */
export type Release = () => void;

const soon = { 'retry-after': '1' };

/** Counts what is under way, of each client and of all. */
export class Cap {
  readonly #limit: Limit;
  readonly #what: string;
  readonly #ofClients = new Map<string, number>();
  #inAll = 0;

  constructor(what: string, limit: Limit) {
    this.#what = what;
    this.#limit = limit;
  }

  /** Takes a place for a client, or says why there is none. */
  take(client: string): Release | Refusal {
    const { perClient, inAll } = this.#limit;
    const ofClient = this.#ofClients.get(client) ?? 0;
    if (ofClient >= perClient) {
      const message = `A client may have ${perClient} ${this.#what} under way.`;
      return { status: 429, code: 'TOO_MANY_REQUESTS', message, headers: soon };
    }
    if (this.#inAll >= inAll) {
      const message = `This server has ${inAll} ${this.#what} under way, and takes no more.`;
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
