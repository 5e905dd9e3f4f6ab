import type { Limit } from './concurrency-limiter.js';

/** What one document may ask. */
export interface DocumentLimits {
  readonly tokens: number;
  /** Fields within each other. */
  readonly depth: number;
  /** Fields that are written, wherever. */
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields that an answer may have, by the sizes of its lists. */
  readonly cost: number;
}

/** What a server takes of its clients. */
export interface Limits {
  readonly document: DocumentLimits;
  /** Bytes of a request's body. */
  readonly body: number;
  /** Values in a request's variables, and how deep they lie within each other. */
  readonly variables: { readonly values: number; readonly depth: number };
  /** Milliseconds that an operation other than a subscription may take. */
  readonly time: number;
  /** Elements that the lists of an answer may have together, or those of an event of a subscription. */
  readonly elements: number;
  readonly queries: Limit;
  readonly subscriptions: Limit;
}

/** The limits of every server. */
export const usualLimits: Limits = {
  document: { tokens: 2000, depth: 16, fields: 1000, aliases: 50, directives: 50, cost: 2_500_000 },
  body: 256 * 1024,
  variables: { values: 10_000, depth: 16 },
  time: 30_000,
  elements: 200_000,
  queries: { perClient: 100, inAll: 400 },
  subscriptions: { perClient: 200, inAll: 500 },
};
