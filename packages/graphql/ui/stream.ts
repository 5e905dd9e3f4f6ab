import { computed, effect, type Signal, signal } from '@preact/signals';
import { token, UnauthorizedError } from './graphql-client.ts';

/** State of a stream: `paused` while the tab is hidden, `unauthorized` until a valid token is entered. */
export type StreamState = 'connecting' | 'live' | 'disconnected' | 'paused' | 'unauthorized';

/** A stream that reconnects until the page is closed. */
export interface Stream {
  readonly state: Signal<StreamState>;
  /** Reason of the last disconnect. */
  readonly disconnectReason: Signal<string>;
}

/** Milliseconds without data after which the connection is closed: a suspended server does not close it. */
const idleTimeout = 20_000;

/** Longest delay before a reconnect, in milliseconds. */
const maxReconnectDelay = 15_000;

/** Whether the tab is visible. */
export const isPageVisible = signal(!document.hidden);
document.addEventListener('visibilitychange', () => {
  isPageVisible.value = !document.hidden;
});

const rejectedToken = signal<string | undefined>(undefined);

/** Whether the server rejected the current token. */
export const needsToken = computed(() => rejectedToken.value === token.value);

/** Records that the server rejected a token. */
export function rejectToken(rejected: string): void {
  rejectedToken.value = rejected;
}

/** Waits until a condition over signals is true. */
function until(condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const dispose = effect(() => {
      if (!condition()) return;
      queueMicrotask(() => dispose());
      resolve();
    });
  });
}

/** Waits before a reconnect: exponential backoff with jitter. */
const backOff = (failures: number) =>
  new Promise((resolve) =>
    setTimeout(resolve, Math.min(maxReconnectDelay, 500 * 2 ** failures) * (0.75 + Math.random() / 2)),
  );

/** Aborts a connection when the tab is hidden, the token changes or no data arrives before the idle timeout. */
class ConnectionGuard {
  readonly #controller = new AbortController();
  readonly #dispose: () => void;
  #timer = 0;

  constructor() {
    const initialToken = token.value;
    this.#dispose = effect(() => {
      if (!isPageVisible.value || token.value !== initialToken) this.#controller.abort();
    });
    this.restartTimeout();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  restartTimeout(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), idleTimeout);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#dispose();
    this.#controller.abort();
  }
}

/** Reads one connection to its end; returns the reason of the disconnect, or undefined if it was intended. */
async function readConnection<T>(
  stream: Stream,
  connect: (signal: AbortSignal) => AsyncIterable<T>,
  onValue: (value: T) => void,
): Promise<string | undefined> {
  const guard = new ConnectionGuard();
  const initialToken = token.value;
  try {
    for await (const value of connect(guard.signal)) {
      guard.restartTimeout();
      stream.state.value = 'live';
      onValue(value);
    }
    return 'closed by the server';
  } catch (error) {
    if (error instanceof UnauthorizedError) return void rejectToken(initialToken);
    if (!isPageVisible.value || token.value !== initialToken) return undefined;
    return guard.signal.aborted ? `no data for ${idleTimeout / 1000} s` : String((error as Error).message);
  } finally {
    guard.dispose();
  }
}

/** Calls `onValue` with each value of a stream while the tab is visible; reconnects with exponential backoff. */
export function openStream<T>(connect: (signal: AbortSignal) => AsyncIterable<T>, onValue: (value: T) => void): Stream {
  const stream: Stream = { state: signal<StreamState>('connecting'), disconnectReason: signal('') };
  let failures = 0;
  const handleValue = (value: T) => {
    failures = 0;
    onValue(value);
  };
  const run = async () => {
    for (;;) {
      if (!isPageVisible.value) stream.state.value = 'paused';
      else if (needsToken.value) stream.state.value = 'unauthorized';
      await until(() => isPageVisible.value && !needsToken.value);
      if (stream.state.value !== 'disconnected') stream.state.value = 'connecting';
      const reason = await readConnection(stream, connect, handleValue);
      if (reason === undefined) continue;
      stream.disconnectReason.value = reason;
      stream.state.value = 'disconnected';
      await backOff(failures++);
    }
  };
  void run();
  return stream;
}
