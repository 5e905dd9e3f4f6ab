import { setTimeout as delay } from 'node:timers/promises';
import { TimeSlice } from '@psutil/native/internal/time-slice';
import {
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql';
import { type Context, property } from './fields.js';
import type { AnswerBudget } from './guard/answer-budget.js';

/** Maximum length of a list that is resolved without yielding to the event loop. */
const maxShortList = 16;

/** The elements of a response that wait for being resolved. */
class WaitingElements {
  readonly #elements: (() => void)[] = [];
  readonly #budget: AnswerBudget | undefined;
  #next = 0;

  constructor(budget: AnswerBudget | undefined) {
    this.#budget = budget;
  }

  /** Whether the response has to wait for others to be sent. */
  get isPaused(): boolean {
    return this.#budget?.isPaused ?? false;
  }

  add(resolve: () => void): void {
    this.#elements.push(resolve);
  }

  get isEmpty(): boolean {
    return this.#elements.length === 0;
  }

  /**
   * Resolves the elements in order until the time slice has expired. Drops them if the operation is aborted: the result
   * of the executor is then no longer awaited.
   */
  async resolveUntilExpired(slice: TimeSlice): Promise<void> {
    if (this.#budget?.signal.aborted) this.#next = this.#elements.length;
    while (this.#next < this.#elements.length && !slice.isExpired) {
      this.#elements[this.#next++]?.();
      await undefined; // Resumes the consumer of this element before the next element.
    }
    this.#elements.splice(0, this.#next);
    this.#next = 0;
  }
}

/** The waiting elements of each response. */
const waiting = new Map<object, WaitingElements>();
let isResuming = false;

/** Delay before paused responses are checked again, in milliseconds. */
const pausedDelay = 5;

/**
 * Resolves the waiting elements. All responses that are not paused take turns, and the event loop runs between time
 * slices.
 */
async function resumeWaiting(): Promise<void> {
  if (isResuming) return;
  isResuming = true;
  const slice = new TimeSlice();
  while (waiting.size > 0) {
    const next = [...waiting].find(([, elements]) => !elements.isPaused);
    if (next) {
      const [response, elements] = next;
      await elements.resolveUntilExpired(slice);
      waiting.delete(response);
      if (!elements.isEmpty) waiting.set(response, elements);
    }
    if (!next) await delay(pausedDelay);
    else if (slice.isExpired) await slice.yield();
  }
  isResuming = false;
}

/** Returns the elements of a list as promises, which resolve in order. */
function yieldingList(
  list: readonly unknown[],
  response: object,
  budget: AnswerBudget | undefined,
): readonly unknown[] {
  if (list.length <= maxShortList) return list;
  const elements = waiting.get(response) ?? new WaitingElements(budget);
  waiting.set(response, elements);
  const promises = list.map((element) => new Promise((resolve) => elements.add(() => resolve(element))));
  void resumeWaiting();
  return promises;
}

type Resolve = GraphQLFieldResolver<unknown, Context | undefined>;

/** Returns the object that identifies a response or, for a subscription, an event. */
const responseOf = ({ operation, rootValue, variableValues }: GraphQLResolveInfo): object =>
  operation.operation === 'subscription' ? Object(rootValue) : variableValues;

/** Wraps a resolver, so that its list resolves in time slices. */
function yielding(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const budget = context?.budgetOf?.(info.rootValue);
    const yieldElements = (list: unknown) =>
      Array.isArray(list) ? yieldingList(list, responseOf(info), budget) : list;
    const list = resolve(source, args, context, info);
    return list instanceof Promise ? list.then(yieldElements) : yieldElements(list);
  };
}

/** Makes long lists resolve in time slices, so that they do not block the event loop. */
export function yieldLists(schema: GraphQLSchema): GraphQLSchema {
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields()));
  for (const field of fields) {
    if (isListType(getNullableType(field.type))) field.resolve = yielding(field.resolve ?? property);
  }
  return schema;
}
