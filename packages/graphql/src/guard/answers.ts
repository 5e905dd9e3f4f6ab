import { AnswerBudget, type AnswerBudgets } from './answer-budget.js';
import type { ResponseStream } from './concurrency-plugin.js';

/** The key of the answer to a query, whose root value is no object. */
const queryAnswer = {};

/** Number of events of a subscription that may be in the buffers of its response. */
const bufferedEvents = 2;

/** The answers to one operation: its response, or the events of a subscription. */
export class Answers {
  readonly #budgets: AnswerBudgets;
  readonly #controller: AbortController;
  readonly #byRoot = new WeakMap<object, AnswerBudget>();
  #open: AnswerBudget[] = [];

  /** The controller aborts the operation if an answer becomes too large. */
  constructor(budgets: AnswerBudgets, controller: AbortController) {
    this.#budgets = budgets;
    this.#controller = controller;
  }

  /** Starts the answer to a query, which has no event: also if none of its fields is charged, as in introspection. */
  openQuery(): this {
    this.of(queryAnswer);
    return this;
  }

  /** Returns the budget of the answer with a root value, which is the event of a subscription. */
  of(rootValue: unknown): AnswerBudget {
    const root = typeof rootValue === 'object' && rootValue !== null ? rootValue : queryAnswer;
    return this.#byRoot.get(root) ?? this.#add(root);
  }

  #add(root: object): AnswerBudget {
    const budget = new AnswerBudget(this.#budgets, this.#controller);
    this.#byRoot.set(root, budget);
    this.#open.push(budget);
    return budget;
  }

  /** Whether the operation is aborted. */
  get isAborted(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Rejects if the operation is aborted. */
  get aborted(): Promise<never> {
    const { signal } = this.#controller;
    return new Promise((_, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  }

  /** The newest answer: the one that is serialized next. */
  get newest(): AnswerBudget | undefined {
    return this.#open.at(-1);
  }

  /** Releases the events that have been sent, when the next event is requested. */
  releaseSent(): void {
    for (const budget of this.#open.splice(0, Math.max(0, this.#open.length - bufferedEvents))) budget.release();
  }

  /** Releases all answers. */
  release(): void {
    for (const budget of this.#open) budget.release();
    this.#open = [];
  }
}

const answersOfRequest = new WeakMap<Request, Answers>();

/** Returns the answers to the operation of a request; undefined if it was not executed. */
export const answersOf = (request: Request): Answers | undefined => answersOfRequest.get(request);

/** Starts the answers to the operation of a request, until its response is closed. */
export function openAnswers(request: Request, response: ResponseStream | undefined, answers: Answers): Answers {
  answersOfRequest.set(request, answers);
  response?.once('close', () => answers.release());
  return answers;
}
