/** Something that a process did. */
export type ProcessEvent =
  | {
      /** It has started. */
      readonly event: 'start';
      readonly pid: number;
      /** The process that started it. */
      readonly ppid: number;
    }
  | {
      /** It has become another program. */
      readonly event: 'exec';
      readonly pid: number;
    }
  | {
      /** It has ended. */
      readonly event: 'exit';
      readonly pid: number;
      /** Its exit code, or the number of the signal that ended it as a negative number; null where nobody tells. */
      readonly exitCode: number | null;
    };

type Result = IteratorResult<ProcessEvent>;

interface Waiting {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

const most = 10_000;

/** Events that wait for whoever iterates, who may also wait for them. */
export class EventQueue {
  #events: ProcessEvent[] = [];
  #taken = 0;
  readonly #waiting: Waiting[] = [];
  #over = false;
  #error: unknown;

  /** Whether nobody has taken so many that no more should be added. */
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

  /** Ends it, and forgets what nobody has taken. */
  end(): void {
    this.#events = [];
    this.#taken = 0;
    this.#close();
  }

  /** Ends it with an error, which comes after what nobody has taken yet. */
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
    // What was taken is dropped when that is much, or all.
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
