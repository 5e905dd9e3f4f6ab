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

/** Maximum length of a list that is resolved without yielding to the event loop. */
const maxShortList = 16;

/** The elements of a response that wait for being resolved. */
class WaitingElements {
  readonly #elements: (() => void)[] = [];
  readonly #signal: AbortSignal | undefined;
  #next = 0;

  /** The elements are dropped if the signal is aborted: the response of the executor is then no longer awaited. */
  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  add(resolve: () => void): void {
    this.#elements.push(resolve);
  }

  get isEmpty(): boolean {
    return this.#elements.length === 0;
  }

  /** Resolves the elements in order until the time slice has expired. */
  async resolveUntilExpired(slice: TimeSlice): Promise<void> {
    if (this.#signal?.aborted) this.#next = this.#elements.length;
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

/** Resolves the waiting elements. All responses take turns, and the event loop runs between time slices. */
async function resumeWaiting(): Promise<void> {
  if (isResuming) return;
  isResuming = true;
  const slice = new TimeSlice();
  for (let [next] = waiting; next; [next] = waiting) {
    const [response, elements] = next;
    await elements.resolveUntilExpired(slice);
    waiting.delete(response);
    if (!elements.isEmpty) waiting.set(response, elements);
    if (slice.isExpired) await slice.yield();
  }
  isResuming = false;
}

/** Returns the elements of a list as promises, which resolve in order. */
function yieldingList(list: readonly unknown[], response: object, signal: AbortSignal | undefined): readonly unknown[] {
  if (list.length <= maxShortList) return list;
  const elements = waiting.get(response) ?? new WaitingElements(signal);
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
    const signal = context?.budgetOf?.(info.rootValue).signal;
    const yieldElements = (list: unknown) =>
      Array.isArray(list) ? yieldingList(list, responseOf(info), signal) : list;
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
