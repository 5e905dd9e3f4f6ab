import { Repeater, SlidingBuffer } from 'graphql-yoga';

/** What a feed tells: what was read, or the error that says why it could not be. */
export type News<T> = { readonly value: T } | { readonly error: unknown };

/** What was read; throws where that failed. */
export function valueIn<T>(news: News<T>): T {
  if ('error' in news) throw news.error;
  return news.value;
}

/** What a feed reads. */
export interface Metric<T> {
  /** Makes what reads; it is let go with the feed. */
  readonly start: () => () => Promise<T>;
  /** Whether it can be read at once, without an interval that it is about. */
  readonly isAtOnce: boolean;
  /** Whether there is nothing more to read after an error. */
  readonly isOver?: (error: unknown) => boolean;
}

interface Listener<T> {
  readonly push: (news: News<T>) => unknown;
  readonly stop: () => void;
}

async function newsOf<T>(read: () => Promise<T>): Promise<News<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    return { error };
  }
}

/** Those with listeners, by what they read and how often. */
const feeds = new Map<string, Feed<unknown>>();

/** Reads once an interval, for all who listen; with the last of them it ends for good. */
class Feed<T> {
  readonly #key: string;
  readonly #metric: Metric<T>;
  readonly #milliseconds: number;
  readonly #listeners = new Set<Listener<T>>();
  #newest: News<T> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(key: string, metric: Metric<T>, milliseconds: number) {
    this.#key = key;
    this.#metric = metric;
    this.#milliseconds = milliseconds;
  }

  add(listener: Listener<T>): void {
    this.#listeners.add(listener);
    if (this.#newest) listener.push(this.#newest);
    if (this.#listeners.size === 1) this.#begin();
  }

  delete(listener: Listener<T>): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#end();
  }

  #begin(): void {
    const read = this.#metric.start();
    let due = performance.now();
    const later = () => {
      const now = performance.now();
      // What a reading took too long for is left out, so that all come at multiples of the interval.
      due += this.#milliseconds * (1 + Math.max(0, Math.floor((now - due) / this.#milliseconds)));
      this.#timer = setTimeout(look, due - now);
    };
    const look = async () => {
      this.#tell(await newsOf(read));
      if (this.#listeners.size > 0) later();
    };
    if (this.#metric.isAtOnce) void look();
    else later();
  }

  #tell(news: News<T>): void {
    this.#newest = news;
    for (const { push } of this.#listeners) push(news);
    if (!('error' in news && this.#metric.isOver?.(news.error))) return;
    for (const { stop } of this.#listeners) stop();
    this.#listeners.clear();
    this.#end();
  }

  #end(): void {
    clearTimeout(this.#timer);
    if (feeds.get(this.#key) === this) feeds.delete(this.#key);
  }
}

function feedOf<T>(name: string, metric: Metric<T>, interval: number): Feed<T> {
  const key = `${name} ${interval}`;
  const feed = (feeds.get(key) as Feed<T> | undefined) ?? new Feed(key, metric, interval * 1000);
  feeds.set(key, feed as Feed<unknown>);
  return feed;
}

const shortestInterval = 0.1;
const longestInterval = 3600;

function checkInterval(interval: number): number {
  if (interval >= shortestInterval && interval <= longestInterval) return interval;
  throw new RangeError(`interval must be between ${shortestInterval} and ${longestInterval} seconds: ${interval}`);
}

/**
 * What a metric is, every `interval` seconds: all who listen to one of a name share its readings. It begins with the
 * first `next`. Who is slow misses what was read meanwhile, and gets the newest.
 */
export function listen<T>(
  name: string,
  metric: Metric<T>,
  interval: number,
  signal: AbortSignal | undefined,
): Repeater<News<T>> {
  const seconds = checkInterval(interval);
  return new Repeater<News<T>>(async (push, stop) => {
    if (signal?.aborted) return stop();
    const end = () => stop();
    signal?.addEventListener('abort', end);
    const feed = feedOf(name, metric, seconds);
    const listener = { push, stop: end };
    feed.add(listener);
    await stop;
    feed.delete(listener);
    signal?.removeEventListener('abort', end);
  }, new SlidingBuffer(1));
}
