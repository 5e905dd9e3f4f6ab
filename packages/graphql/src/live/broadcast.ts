import { Repeater, SlidingBuffer } from 'graphql-yoga';
import { Snapshot } from '../request-cache.js';

/** What is told: a value, or the error that says why there is none. */
export type News<T> = { readonly value: T } | { readonly error: unknown };

/** An event of a subscription, as one listener is told it. What else its fields need is read once for it. */
export class Told<T> extends Snapshot {
  readonly #news: News<T>;

  constructor(news: News<T>) {
    super();
    this.#news = news;
  }

  /** Throws where there is none. */
  get value(): T {
    if ('error' in this.#news) throw this.#news.error;
    return this.#news.value;
  }
}

/** Where news come from. */
export interface Source<T> {
  /** Begins to tell, until there is a last or what it gives is called. */
  begin(tell: (news: News<T>, isLast?: boolean) => void): () => void;
  /** How many of the newest are kept for a listener who is slow. */
  readonly kept: number;
  /** Whether who comes later is told at once what was told last. */
  readonly isState: boolean;
}

interface Listener<T> {
  readonly push: (news: News<T>) => void;
  readonly stop: () => void;
}

/** Those that are listened to. */
const channels = new Map<string, unknown>();

/** One source for all who listen to it: it begins with the first of them and ends for good with the last. */
class Channel<T> {
  readonly #name: string;
  readonly #source: Source<T>;
  readonly #listeners = new Set<Listener<T>>();
  #last: News<T> | undefined;
  #stop: (() => void) | undefined;

  constructor(name: string, source: Source<T>) {
    this.#name = name;
    this.#source = source;
  }

  add(listener: Listener<T>): void {
    this.#listeners.add(listener);
    if (this.#last) listener.push(this.#last);
    this.#stop ??= this.#source.begin((news, isLast = false) => this.#tell(news, isLast));
  }

  delete(listener: Listener<T>): void {
    if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#end();
  }

  #tell(news: News<T>, isLast: boolean): void {
    if (this.#source.isState) this.#last = news;
    for (const { push } of this.#listeners) push(news);
    if (!isLast) return;
    for (const { stop } of this.#listeners) stop();
    this.#listeners.clear();
    this.#end();
  }

  #end(): void {
    channels.delete(this.#name);
    this.#stop?.();
  }
}

function channelOf<T>(name: string, source: Source<T>): Channel<T> {
  const channel = (channels.get(name) as Channel<T> | undefined) ?? new Channel(name, source);
  channels.set(name, channel);
  return channel;
}

/** How one listens. */
export interface Listening<T> {
  /** Ends it. */
  readonly signal: AbortSignal | undefined;
  /** Which values are wanted; without it, all. */
  readonly wants?: (value: T) => boolean;
}

/**
 * What a source tells, from the first `next` on. All who listen to one of a name share it. Who is slow misses the
 * oldest of what was told meanwhile.
 */
export function listen<T>(name: string, source: Source<T>, { signal, wants }: Listening<T>): Repeater<Told<T>> {
  return new Repeater<Told<T>>(async (push, stop) => {
    if (signal?.aborted) return stop();
    const end = () => stop();
    signal?.addEventListener('abort', end);
    const channel = channelOf(name, source);
    const isWanted = (news: News<T>) => !wants || 'error' in news || wants(news.value);
    const listener = { push: (news: News<T>) => void (isWanted(news) && push(new Told(news))), stop: end };
    channel.add(listener);
    await stop;
    channel.delete(listener);
    signal?.removeEventListener('abort', end);
  }, new SlidingBuffer(source.kept));
}
