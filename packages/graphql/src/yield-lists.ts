import { TimeSlice } from '@psutil/native/internal/time-slice';
import {
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import { type Context, property } from './fields.js';

/** Maximum length of a list that is resolved without yielding to the event loop. */
const maxShortList = 16;

const waitingElements: (() => void)[] = [];

/** Resolves the waiting elements one after the other, and yields to the event loop between time slices. */
async function resumeWaiting(): Promise<void> {
  const slice = new TimeSlice();
  for (let next = 0; next < waitingElements.length; next++) {
    if (slice.isExpired) {
      waitingElements.splice(0, next);
      next = 0;
      await slice.yield();
    }
    waitingElements[next]?.();
    await undefined; // Resumes the consumer of this element before the next element.
  }
  waitingElements.length = 0;
}

/** Returns the elements of a list as promises, which resolve in order. */
function yieldingList(list: unknown): unknown {
  if (!Array.isArray(list) || list.length <= maxShortList) return list;
  const isIdle = waitingElements.length === 0;
  const elements = list.map((element) => new Promise((resolve) => void waitingElements.push(() => resolve(element))));
  if (isIdle) void resumeWaiting();
  return elements;
}

type Resolve = GraphQLFieldResolver<unknown, Context | undefined>;

/** Returns the object that identifies a response or, for a subscription, an event. */
const responseOf = ({ operation, rootValue, variableValues }: GraphQLResolveInfo): object =>
  operation.operation === 'subscription' ? Object(rootValue) : variableValues;

/** Wraps a resolver, so that its list resolves in time slices and is counted. */
function yielding(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const yieldElements = (list: unknown) => {
      if (Array.isArray(list)) context?.count?.(list.length, responseOf(info));
      return yieldingList(list);
    };
    const list = resolve(source, args, context, info);
    return list instanceof Promise ? list.then(yieldElements) : yieldElements(list);
  };
}

/** Makes long lists of objects resolve in time slices, so that they do not block the event loop. */
export function yieldLists(schema: GraphQLSchema): GraphQLSchema {
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields()));
  for (const field of fields) {
    const isLong = isListType(getNullableType(field.type)) && !isLeafType(getNamedType(field.type));
    if (isLong) field.resolve = yielding(field.resolve ?? property);
  }
  return schema;
}
