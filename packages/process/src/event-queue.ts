/** An event of a process. */
export type ProcessEvent =
  | {
      /** The process has started. */
      readonly event: 'start';
      /** PID of the new process. */
      readonly pid: number;
      /** PID of the parent process. */
      readonly ppid: number;
    }
  | {
      /** The process has executed another program. */
      readonly event: 'exec';
      /** PID of the process. */
      readonly pid: number;
    }
  | {
      /** The process has exited. */
      readonly event: 'exit';
      /** PID of the process. */
      readonly pid: number;
      /** Exit code, or the negated number of the signal that terminated the process; null if unknown. */
      readonly exitCode: number | null;
    };

type Result = IteratorResult<ProcessEvent>;

interface PendingRead {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

const maxQueued = 10_000;

/** A queue of events that is consumed as an async iterator. */
export class EventQueue {
  #events: ProcessEvent[] = [];
  /** Index of the next event in `#events`. */
  #head = 0;
  readonly #pendingReads: PendingRead[] = [];
  #isClosed = false;
  #error: unknown;

  /** Whether the queue has reached its maximum length. */
  get isFull(): boolean {
    return this.#events.length - this.#head >= maxQueued;
  }

  /** Adds events, unless the queue is closed. */
  add(events: readonly ProcessEvent[]): void {
    if (this.#isClosed) return;
    for (const value of events) {
      const pendingRead = this.#pendingReads.shift();
      if (pendingRead) pendingRead.resolve({ value, done: false });
      else this.#events.push(value);
    }
  }

  /** Ends the iteration and discards the queued events. */
  end(): void {
    this.#events = [];
    this.#head = 0;
    this.#close();
  }

  /** Ends the iteration with an error, after the queued events. */
  fail(error: unknown): void {
    const pendingRead = this.#pendingReads.shift();
    if (pendingRead) pendingRead.reject(error);
    else this.#error ??= error;
    this.#close();
  }

  /** Returns a promise of the next event. */
  async next(): Promise<Result> {
    const value = this.#shift();
    if (value) return { value, done: false };
    if (this.#error !== undefined) throw this.#takeError();
    if (this.#isClosed) return { value: undefined, done: true };
    return new Promise((resolve, reject) => this.#pendingReads.push({ resolve, reject }));
  }

  #close(): void {
    this.#isClosed = true;
    for (const { resolve } of this.#pendingReads.splice(0)) resolve({ value: undefined, done: true });
  }

  #shift(): ProcessEvent | undefined {
    const value = this.#events[this.#head++];
    if (value && this.#head < maxQueued) return value;
    // Array.prototype.shift() is O(n): consumed events are removed in bulk.
    this.#events = this.#events.slice(this.#head);
    this.#head = 0;
    return value;
  }

  /** Returns the error and clears it: it is thrown once. */
  #takeError(): unknown {
    const error = this.#error;
    this.#error = undefined;
    return error;
  }
}
