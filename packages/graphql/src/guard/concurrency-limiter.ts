import type { HttpError } from './http-error.js';

/** Maximum number of concurrent operations or connections. */
export interface ConcurrencyLimit {
  readonly perClient: number;
  readonly total: number;
}

/** Releases an acquired slot. Further calls have no effect. */
export type Release = () => void;

const retryHeaders = { 'retry-after': '1' };

/** Counts concurrent operations or connections, per client and in total. */
export class ConcurrencyLimiter {
  readonly #limit: ConcurrencyLimit;
  readonly #kind: string;
  readonly #perClient = new Map<string, number>();
  #total = 0;

  constructor(kind: string, limit: ConcurrencyLimit) {
    this.#kind = kind;
    this.#limit = limit;
  }

  /** Acquires a slot for a client, or returns an error. */
  acquire(client: string): Release | HttpError {
    const { perClient, total } = this.#limit;
    const count = this.#perClient.get(client) ?? 0;
    if (count >= perClient) {
      const message = `Too many concurrent ${this.#kind} of this client: the limit is ${perClient}.`;
      return { status: 429, code: 'TOO_MANY_REQUESTS', message, headers: retryHeaders };
    }
    if (this.#total >= total) {
      const message = `Too many concurrent ${this.#kind} on this server: the limit is ${total}.`;
      return { status: 503, code: 'SERVICE_UNAVAILABLE', message, headers: retryHeaders };
    }
    this.#perClient.set(client, count + 1);
    this.#total += 1;
    return this.#release(client);
  }

  #release(client: string): Release {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#total -= 1;
      const remaining = (this.#perClient.get(client) ?? 0) - 1;
      if (remaining > 0) this.#perClient.set(client, remaining);
      else this.#perClient.delete(client);
    };
  }
}
