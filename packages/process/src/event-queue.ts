/** An event of a process. */
export type ProcessEvent =
  | {
      /** A process has started. */
      readonly event: 'start';
      readonly pid: number;
      /** PID of the parent process. */
      readonly ppid: number;
    }
  | {
      /** A process has executed another program. */
      readonly event: 'exec';
      readonly pid: number;
    }
  | {
      /** A process has exited. */
      readonly event: 'exit';
      readonly pid: number;
      /** Exit code, or the negative number of the signal that ended it; null if unknown. */
      readonly exitCode: number | null;
    };

type Result = IteratorResult<ProcessEvent>;

interface Waiting {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

const most = 10_000;

/** A queue of events for an iterator, which may also wait for them. */
export class EventQueue {
  #events: ProcessEvent[] = [];
  #taken = 0;
  readonly #waiting: Waiting[] = [];
  #over = false;
  #error: unknown;

  /** Whether the queue has reached its limit. */
  get isFull(): boolean {
    return this.#events.length - this.#taken >= most;
  }

  add(events: readonly ProcessEvent[]): void {
    if (this.#over) return;
    for (const value of events) {
      const next = this.#waiting.shift();
      if (next) next.resolve({ value, done: false });
      else this.#events.push(value);
    }
  }

  /** Ends the iteration and discards the queued events. */
  end(): void {
    this.#events = [];
    this.#taken = 0;
    this.#close();
  }

  /** Ends the iteration with an error, after the queued events. */
  fail(error: unknown): void {
    const first = this.#waiting.shift();
    if (first) first.reject(error);
    else this.#error ??= error;
    this.#close();
  }

  async next(): Promise<Result> {
    const value = this.#take();
    if (value) return { value, done: false };
    if (this.#error !== undefined) throw this.#forgotten();
    if (this.#over) return { value: undefined, done: true };
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #close(): void {
    this.#over = true;
    for (const { resolve } of this.#waiting.splice(0)) resolve({ value: undefined, done: true });
  }

  #take(): ProcessEvent | undefined {
    const value = this.#events[this.#taken++];
    if (value && this.#taken < most) return value;
    // The consumed prefix is dropped when it is long, or all of the queue.
    this.#events = this.#events.slice(this.#taken);
    this.#taken = 0;
    return value;
  }

  #forgotten(): unknown {
    const error = this.#error;
    this.#error = undefined;
    return error;
  }
}
