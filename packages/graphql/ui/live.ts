import { computed, effect, type Signal, signal } from '@preact/signals';
import { token, Unauthorized } from './api.ts';

/** How a feed does: `paused` while nobody looks, `refused` for want of a token. */
export type FeedState = 'connecting' | 'live' | 'lost' | 'paused' | 'refused';

/** A feed that goes on until the page is left. */
export interface Feed {
  readonly state: Signal<FeedState>;
  /** Why it is lost. */
  readonly reason: Signal<string>;
}

/** Milliseconds without news after which a connection is given up: a server that sleeps does not say so. */
const longestSilence = 20_000;
const longestPause = 15_000;

const isVisible = signal(!document.hidden);
document.addEventListener('visibilitychange', () => {
  isVisible.value = !document.hidden;
});

const refusedToken = signal<string | undefined>(undefined);

/** Whether the server wants another token than it was given. */
export const needsToken = computed(() => refusedToken.value === token.value);

/** Tells that the server refused a token, whichever question it came with. */
export function refuse(given: string): void {
  refusedToken.value = given;
}

/** Waits until a condition holds. */
function until(condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const dispose = effect(() => {
      if (!condition()) return;
      queueMicrotask(() => dispose());
      resolve();
    });
  });
}

const pause = (failures: number) =>
  new Promise((resolve) =>
    setTimeout(resolve, Math.min(longestPause, 500 * 2 ** failures) * (0.75 + Math.random() / 2)),
  );

/** Ends with the page's being looked at, with its token, or in silence. */
class Watch {
  readonly #controller = new AbortController();
  readonly #dispose: () => void;
  #timer = 0;

  constructor() {
    const given = token.value;
    this.#dispose = effect(() => {
      if (!isVisible.value || token.value !== given) this.#controller.abort();
    });
    this.heard();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), longestSilence);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#dispose();
    this.#controller.abort();
  }
}

/** Reads one connection to its end; gives why it ended, or undefined where that was meant. */
async function read<T>(feed: Feed, open: (signal: AbortSignal) => AsyncIterable<T>, take: (value: T) => void) {
  const watch = new Watch();
  const given = token.value;
  try {
    for await (const value of open(watch.signal)) {
      watch.heard();
      feed.state.value = 'live';
      take(value);
    }
    return 'the server ended the stream';
  } catch (error) {
    if (error instanceof Unauthorized) return refuse(given);
    if (!isVisible.value || token.value !== given) return undefined;
    return watch.signal.aborted ? 'the server is silent' : String((error as Error).message);
  } finally {
    watch.end();
  }
}

/**
 * Keeps a stream open while somebody looks at the page, and gives what comes. A connection that is lost is opened again,
 * after pauses that grow.
 */
export function follow<T>(open: (signal: AbortSignal) => AsyncIterable<T>, take: (value: T) => void): Feed {
  const feed: Feed = { state: signal<FeedState>('connecting'), reason: signal('') };
  let failures = 0;
  const taken = (value: T) => {
    failures = 0;
    take(value);
  };
  const run = async () => {
    for (;;) {
      if (!isVisible.value) feed.state.value = 'paused';
      else if (needsToken.value) feed.state.value = 'refused';
      await until(() => isVisible.value && !needsToken.value);
      if (feed.state.value !== 'lost') feed.state.value = 'connecting';
      const reason = await read(feed, open, taken);
      if (reason === undefined) continue;
      feed.reason.value = reason;
      feed.state.value = 'lost';
      await pause(failures++);
    }
  };
  void run();
  return feed;
}
