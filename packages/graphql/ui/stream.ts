import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type GraphQLResponse, type Operation, subscribe, token, UnauthorizedError } from './graphql-client.ts';

/** State of a stream: `paused` while the tab is hidden or there is no operation, `unauthorized` until a valid token is entered. */
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

/** Aborts a connection when it is no longer wanted, or no data arrives before the idle timeout. */
class ConnectionGuard {
  readonly #controller = new AbortController();
  readonly #dispose: () => void;
  #timer = 0;

  constructor(isWanted: () => boolean) {
    this.#dispose = effect(() => {
      if (!isWanted()) this.#controller.abort();
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

/** Receives a response, and whether it is the first one of a connection. */
type OnResponse<T> = (response: GraphQLResponse<T>, isFirst: boolean) => void;

/** The operation of a stream, undefined while it is closed, and the function that receives its responses. */
interface Source<T> {
  readonly operation: ReadonlySignal<Operation | undefined>;
  readonly onResponse: OnResponse<T>;
}

/** Reads one connection to its end; returns the reason of the disconnect, or undefined if it was intended. */
async function readConnection<T>(stream: Stream, { operation, onResponse }: Source<T>): Promise<string | undefined> {
  const [initialOperation, initialToken] = [operation.value as Operation, token.value];
  const isWanted = () => isPageVisible.value && token.value === initialToken && operation.value === initialOperation;
  const guard = new ConnectionGuard(isWanted);
  let isFirst = true;
  try {
    for await (const response of subscribe<T>(initialOperation, guard.signal)) {
      guard.restartTimeout();
      stream.state.value = 'live';
      onResponse(response, isFirst);
      isFirst = false;
    }
    return 'closed by the server';
  } catch (error) {
    if (error instanceof UnauthorizedError) return void rejectToken(initialToken);
    if (!isWanted()) return undefined;
    return guard.signal.aborted ? `no data for ${idleTimeout / 1000} s` : String((error as Error).message);
  } finally {
    guard.dispose();
  }
}

/**
 * Calls `onResponse` with each response of an operation while the tab is visible; reconnects with exponential backoff,
 * and at once if the operation changes.
 */
export function openStream<T>(operation: ReadonlySignal<Operation | undefined>, onResponse: OnResponse<T>): Stream {
  const stream: Stream = { state: signal<StreamState>('connecting'), disconnectReason: signal('') };
  let failures = 0;
  const handleResponse: OnResponse<T> = (...response) => {
    failures = 0;
    onResponse(...response);
  };
  const isReady = () => isPageVisible.value && !needsToken.value && operation.value !== undefined;
  const run = async () => {
    for (;;) {
      if (needsToken.value) stream.state.value = 'unauthorized';
      else if (!isReady()) stream.state.value = 'paused';
      await until(isReady);
      if (['paused', 'unauthorized'].includes(stream.state.value)) stream.state.value = 'connecting';
      const reason = await readConnection(stream, { operation, onResponse: handleResponse });
      if (reason === undefined) continue;
      stream.disconnectReason.value = reason;
      stream.state.value = 'disconnected';
      await backOff(failures++);
    }
  };
  void run();
  return stream;
}
