import { Repeater, SlidingBuffer } from 'graphql-yoga';
import { RequestCache } from '../request-cache.js';

/** The result of a read: a value or an error. */
export type Result<T> = { readonly value: T } | { readonly error: unknown };

/**
 * An event of a subscription, as one subscriber receives it. Other values that its fields need are read once for it.
 */
export class SubscriptionEvent<T> extends RequestCache {
  readonly #result: Result<T>;

  constructor(result: Result<T>) {
    super();
    this.#result = result;
  }

  /** Returns the value, or throws the error. */
  get value(): T {
    if ('error' in this.#result) throw this.#result.error;
    return this.#result.value;
  }
}

/** A source of results. */
export interface Source<T> {
  /** Starts to emit results, until one is the last or the returned function is called. */
  begin(emit: (result: Result<T>, isLast?: boolean) => void): () => void;
  /** Number of the newest results that are buffered for a slow subscriber. */
  readonly buffered: number;
  /** Whether a late subscriber receives the last result at once. */
  readonly isState: boolean;
}

interface Subscriber<T> {
  readonly push: (result: Result<T>) => void;
  readonly stop: () => void;
}

/** The active broadcasts, by name. */
const broadcasts = new Map<string, unknown>();

/** One source for all of its subscribers: it starts with the first and ends with the last. */
class Broadcast<T> {
  readonly #name: string;
  readonly #source: Source<T>;
  readonly #subscribers = new Set<Subscriber<T>>();
  #last: Result<T> | undefined;
  #stop: (() => void) | undefined;

  constructor(name: string, source: Source<T>) {
    this.#name = name;
    this.#source = source;
  }

  add(listener: Subscriber<T>): void {
    this.#subscribers.add(listener);
    if (this.#last) listener.push(this.#last);
    this.#stop ??= this.#source.begin((result, isLast = false) => this.#emit(result, isLast));
  }

  delete(listener: Subscriber<T>): void {
    if (this.#subscribers.delete(listener) && this.#subscribers.size === 0) this.#end();
  }

  #emit(result: Result<T>, isLast: boolean): void {
    if (this.#source.isState) this.#last = result;
    for (const { push } of this.#subscribers) push(result);
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
  /** Selects values; without it, all. */
  readonly wants?: (value: T) => boolean;
}

/**
 * Subscribes to a source, from the first `next()` on. Subscribers of the same name share it. A slow subscriber loses
 * the oldest of the results that it has not read.
 */
export function subscribe<T>(
  name: string,
  source: Source<T>,
  { signal, wants }: SubscribeOptions<T>,
): Repeater<SubscriptionEvent<T>> {
  return new Repeater<SubscriptionEvent<T>>(async (push, stop) => {
    if (signal?.aborted) return stop();
    const end = () => stop();
    signal?.addEventListener('abort', end);
    const broadcast = broadcastOf(name, source);
    const isWanted = (result: Result<T>) => !wants || 'error' in result || wants(result.value);
    const listener = {
      push: (result: Result<T>) => void (isWanted(result) && push(new SubscriptionEvent(result))),
      stop: end,
    };
    broadcast.add(listener);
    await stop;
    broadcast.delete(listener);
    signal?.removeEventListener('abort', end);
  }, new SlidingBuffer(source.buffered));
}
