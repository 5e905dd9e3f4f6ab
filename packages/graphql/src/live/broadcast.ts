import { Repeater, SlidingBuffer } from 'graphql-yoga';
import { RequestCache } from '../request-cache.js';

/** The result of a read: a value or an error. */
export type Result<T> = { readonly value: T } | { readonly error: unknown };

/** Returns the value of a result, or throws its error. */
export function resultValue<T>(result: Result<T>): T {
  if ('error' in result) throw result.error;
  return result.value;
}

/** A result, and when the source emitted it. */
interface TimedResult<T> {
  readonly result: Result<T>;
  /** Time, in seconds since the epoch. */
  readonly time: number;
}

/**
 * An event of a subscription, as one subscriber receives it. It is the cache of other values that its fields read.
 */
export class SubscriptionEvent<T> extends RequestCache {
  /** Time of the result, in seconds since the epoch; the same for all subscribers that share the source. */
  readonly time: number;
  /** The subscriber that receives the event. */
  readonly subscriber: object;
  readonly result: Result<T>;

  constructor({ result, time }: TimedResult<T>, subscriber: object) {
    super();
    this.result = result;
    this.time = time;
    this.subscriber = subscriber;
  }

  /** Returns the value, or throws the error. */
  get value(): T {
    return resultValue(this.result);
  }
}

/** A source of results. */
export interface Source<T> {
  /** Starts to emit results, until one is the last or the returned function is called, which stops the source. */
  start(emit: (result: Result<T>, isLast?: boolean) => void): () => void;
  /** Number of the newest results that are buffered for a slow subscriber. */
  readonly buffered: number;
  /** Whether a late subscriber receives the last result at once. */
  readonly replaysLast: boolean;
}

interface Subscriber<T> {
  readonly push: (result: TimedResult<T>) => void;
  readonly stop: () => void;
}

/** The active broadcasts, by name. */
const broadcasts = new Map<string, unknown>();

/** One source for all of its subscribers: it starts with the first and ends with the last. */
class Broadcast<T> {
  readonly #name: string;
  readonly #source: Source<T>;
  readonly #subscribers = new Set<Subscriber<T>>();
  #last: TimedResult<T> | undefined;
  #stop: (() => void) | undefined;

  constructor(name: string, source: Source<T>) {
    this.#name = name;
    this.#source = source;
  }

  add(subscriber: Subscriber<T>): void {
    this.#subscribers.add(subscriber);
    if (this.#last) subscriber.push(this.#last);
    this.#stop ??= this.#source.start((result, isLast = false) => this.#emit(result, isLast));
  }

  delete(subscriber: Subscriber<T>): void {
    if (this.#subscribers.delete(subscriber) && this.#subscribers.size === 0) this.#end();
  }

  #emit(result: Result<T>, isLast: boolean): void {
    const timed = { result, time: Date.now() / 1000 };
    if (this.#source.replaysLast) this.#last = timed;
    for (const { push } of this.#subscribers) push(timed);
    if (!isLast) return;
    for (const { stop } of this.#subscribers) stop();
    this.#subscribers.clear();
    this.#end();
  }

  #end(): void {
    broadcasts.delete(this.#name);
    this.#stop?.();
  }
}

function broadcastOf<T>(name: string, source: Source<T>): Broadcast<T> {
  const broadcast = (broadcasts.get(name) as Broadcast<T> | undefined) ?? new Broadcast(name, source);
  broadcasts.set(name, broadcast);
  return broadcast;
}

/** Options of a subscriber. */
export interface SubscribeOptions<T> {
  /** Ends the subscription. */
  readonly signal: AbortSignal | undefined;
  /** Whether to deliver a value. Without it, all values are delivered. */
  readonly filter?: (value: T) => boolean;
  /** Whether the process may exit while the subscription is open. */
  readonly isBackground?: boolean;
}

/** Keeps the event loop running: the timers of sources do not. Returns a function that ends this. */
function keepRunning(): () => void {
  const timer = setInterval(() => {}, 2 ** 31 - 1);
  return () => clearInterval(timer);
}

/**
 * Subscribes to a source, from the first `next()` on. Subscribers of the same name share it. A slow subscriber loses
 * the oldest of the results that it has not read.
 */
export function subscribe<T>(
  name: string,
  source: Source<T>,
  { signal, filter, isBackground = false }: SubscribeOptions<T>,
): Repeater<SubscriptionEvent<T>> {
  return new Repeater<SubscriptionEvent<T>>(async (push, stop) => {
    if (signal?.aborted) return stop();
    const end = () => stop();
    signal?.addEventListener('abort', end);
    const broadcast = broadcastOf(name, source);
    const matches = (result: Result<T>) => !filter || 'error' in result || filter(result.value);
    const subscriber: Subscriber<T> = {
      push: (timed: TimedResult<T>) => void (matches(timed.result) && push(new SubscriptionEvent(timed, subscriber))),
      stop: end,
    };
    const release = isBackground ? () => {} : keepRunning();
    broadcast.add(subscriber);
    await stop;
    broadcast.delete(subscriber);
    release();
    signal?.removeEventListener('abort', end);
  }, new SlidingBuffer(source.buffered));
}
