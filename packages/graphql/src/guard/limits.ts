import type { AnswerLimits } from './answer-budget.js';
import type { ConcurrencyLimit } from './concurrency-limiter.js';

/** Maximum sizes of a document. */
export interface DocumentLimits {
  /** Number of lexical tokens. */
  readonly tokens: number;
  /** Depth of nested fields. */
  readonly depth: number;
  /** Number of fields in the document. */
  readonly fields: number;
  /** Number of aliases. */
  readonly aliases: number;
  /** Number of directives. */
  readonly directives: number;
  /** Estimated number of fields of the response. */
  readonly cost: number;
  /** Estimated number of fields of the response that describe the schema. */
  readonly introspection: number;
}

/** Limits of a server. */
export interface Limits {
  readonly document: DocumentLimits;
  /** Size of a request body, in bytes. */
  readonly body: number;
  /** Number and depth of the values in the variables of a request. */
  readonly variables: { readonly values: number; readonly depth: number };
  /**
   * Number of concurrent requests whose body is incomplete, and of WebSockets whose first message is missing. Beyond it,
   * the oldest of each kind is disconnected.
   */
  readonly bodies: ConcurrencyLimit;
  /** Time limit of an operation other than a subscription, in milliseconds. */
  readonly time: number;
  /** Sizes of answers: responses, and events of subscriptions. */
  readonly answers: AnswerLimits;
  /** Number of concurrent queries and mutations. */
  readonly queries: ConcurrencyLimit;
  /** Number of concurrent subscriptions. */
  readonly subscriptions: ConcurrencyLimit;
  /** Number of open connections that carry several operations: WebSockets and event streams. */
  readonly connections: ConcurrencyLimit;
  /** Time until the first message of a WebSocket, or until a reserved event stream is opened, in milliseconds. */
  readonly handshake: number;
}

/** The default limits. */
export const defaultLimits: Limits = {
  document: {
    tokens: 2000,
    depth: 16,
    fields: 1000,
    aliases: 50,
    directives: 50,
    cost: 2_500_000,
    introspection: 40_000,
  },
  body: 256 * 1024,
  variables: { values: 10_000, depth: 16 },
  bodies: { perClient: 100, total: 400 },
  time: 30_000,
  answers: {
    each: { elements: 200_000, bytes: 32 * 2 ** 20 },
    total: { elements: 20_000, bytes: 8 * 2 ** 20 },
  },
  queries: { perClient: 100, total: 400 },
  subscriptions: { perClient: 200, total: 500 },
  connections: { perClient: 100, total: 400 },
  handshake: 10_000,
};
