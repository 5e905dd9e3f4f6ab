import { GraphQLError } from 'graphql';

/** The size of an answer: a response, or an event of a subscription. */
export interface AnswerSize {
  /** Number of list elements, including those of lists of scalars. */
  readonly elements: number;
  /** Size of the JSON text, in bytes. */
  readonly bytes: number;
}

/** Maximum sizes of answers. */
export interface AnswerLimits {
  /** One answer. */
  readonly each: AnswerSize;
  /** All answers in progress together, until each is sent. Beyond it, only the oldest continues, and the others wait. */
  readonly total: AnswerSize;
}

/** An answer of at most this size does not count towards the total, so that small operations always succeed. */
const uncounted: AnswerSize = { elements: 1000, bytes: 16 * 1024 };

const sum = (a: AnswerSize, b: AnswerSize): AnswerSize => ({
  elements: a.elements + b.elements,
  bytes: a.bytes + b.bytes,
});

const tooManyElements = (max: number) =>
  new GraphQLError(`The response has more than ${max} list elements.`, {
    extensions: { code: 'ANSWER_TOO_LONG', http: { status: 400 } },
  });

const tooManyBytes = (max: number) =>
  new GraphQLError(`The response is larger than ${max} bytes.`, {
    extensions: { code: 'ANSWER_TOO_LARGE', http: { status: 400 } },
  });

const tooLongPart = (elements: number) =>
  new GraphQLError(`The list is too long for the response: it has ${elements} elements.`, {
    extensions: { code: 'ANSWER_TOO_LONG' },
  });

const tooLargePart = (bytes: number) =>
  new GraphQLError(`The value is too large for the response: it has about ${bytes} bytes.`, {
    extensions: { code: 'ANSWER_TOO_LARGE' },
  });

const overloaded = () =>
  new GraphQLError('The responses in progress on this server are too large together.', {
    extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503, headers: { 'retry-after': '1' } } },
  });

const empty: AnswerSize = { elements: 0, bytes: 0 };

const counted = (size: AnswerSize, part: keyof AnswerSize) => Math.max(0, size[part] - uncounted[part]);

/** The size of one answer so far: estimated while its fields are resolved, then measured when it is serialized. */
export class AnswerBudget {
  readonly #budgets: AnswerBudgets;
  readonly #controller: AbortController;
  #size: AnswerSize = empty;
  /** The size of the large parts. */
  #large: AnswerSize = empty;
  #isClosed = false;

  /** The controller aborts the operation. */
  constructor(budgets: AnswerBudgets, controller: AbortController) {
    this.#budgets = budgets;
    this.#controller = controller;
    budgets.start(this);
  }

  /** Aborted if the operation ends early: no further field should be resolved. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the answer has to wait, because all answers together are too large. */
  get isPaused(): boolean {
    return !this.#isClosed && !this.signal.aborted && this.#budgets.isPaused(this);
  }

  /** Adds to the size. Aborts the operation if the answer, or all answers together, become too large. */
  charge(size: AnswerSize): void {
    this.#resize(sum(this.#size, size));
  }

  /**
   * Throws if a part is large and, with the other large parts, takes more than half of the answer. It is for values whose
   * size a process determines: processes can make such values fail, but not the whole operation.
   */
  #checkPart({ elements, bytes }: AnswerSize): void {
    if (this.#isSmall({ elements, bytes })) return;
    const { each } = this.#budgets.limits;
    if (this.#large.elements + elements > each.elements / 2) throw tooLongPart(elements);
    if (this.#large.bytes + bytes > each.bytes / 2) throw tooLargePart(bytes);
  }

  /** Adds a part to the size. */
  chargePart(size: AnswerSize): void {
    this.#checkPart(size);
    if (!this.#isSmall(size)) this.#large = sum(this.#large, size);
    this.charge(size);
  }

  #isSmall({ elements, bytes }: AnswerSize): boolean {
    const { each } = this.#budgets.limits;
    return elements <= each.elements / 100 && bytes <= each.bytes / 100;
  }

  /** Corrects the estimate if more bytes have been serialized. Throws if the operation is aborted. */
  serialized(bytes: number): void {
    if (bytes > this.#size.bytes) this.#resize({ ...this.#size, bytes });
    this.signal.throwIfAborted();
  }

  /**
   * Replaces the estimate by the size of the serialized answer, whose elements are no longer in memory. Throws if the
   * operation is aborted.
   */
  settle(bytes: number): void {
    this.#budgets.finish(this);
    this.#resize({ elements: 0, bytes });
    this.signal.throwIfAborted();
  }

  /** Ends the answer: it was sent, failed, or its client has disconnected. */
  release(): void {
    this.#budgets.finish(this);
    this.#budgets.replace(this.#size, empty);
    this.#size = empty;
    this.#isClosed = true;
  }

  #resize(size: AnswerSize): void {
    if (this.#isClosed) return;
    this.#budgets.replace(this.#size, size);
    this.#size = size;
    const error = this.#budgets.errorOf(size);
    if (!error) return;
    this.release();
    this.#controller.abort(error);
  }
}

/** The sizes of all answers in progress. */
export class AnswerBudgets {
  readonly limits: AnswerLimits;
  readonly #total = { elements: 0, bytes: 0 };
  /** The answers that are being resolved or serialized, oldest first. */
  readonly #unfinished = new Set<AnswerBudget>();

  constructor(limits: AnswerLimits) {
    this.limits = limits;
  }

  /** Adds an answer that is resolved next. */
  start(answer: AnswerBudget): void {
    this.#unfinished.add(answer);
  }

  /** Removes an answer that is serialized, or failed. */
  finish(answer: AnswerBudget): void {
    this.#unfinished.delete(answer);
  }

  /** Returns whether an answer has to wait for older ones. */
  isPaused(answer: AnswerBudget): boolean {
    const [oldest] = this.#unfinished;
    return this.#exceeds(this.limits.total) && answer !== oldest;
  }

  #exceeds({ elements, bytes }: AnswerSize): boolean {
    return this.#total.elements > elements || this.#total.bytes > bytes;
  }

  /** Replaces the size of an answer in the total. */
  replace(before: AnswerSize, after: AnswerSize): void {
    this.#total.elements += counted(after, 'elements') - counted(before, 'elements');
    this.#total.bytes += counted(after, 'bytes') - counted(before, 'bytes');
  }

  /** Returns the error of an answer of a size that is part of the total; undefined if it is within the limits. */
  errorOf(size: AnswerSize): GraphQLError | undefined {
    const { each, total } = this.limits;
    if (size.elements > each.elements) return tooManyElements(each.elements);
    if (size.bytes > each.bytes) return tooManyBytes(each.bytes);
    const isCounted = counted(size, 'elements') + counted(size, 'bytes') > 0;
    // The oldest answer continues when the total is reached, and an answer waits only at its next list.
    return isCounted && this.#exceeds(sum(total, each)) ? overloaded() : undefined;
  }
}
