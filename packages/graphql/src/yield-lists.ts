import { TimeSlice } from '@psutil/native/collect';
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

/** Lists of so many are not worth a break. */
const shortList = 16;

const waiting: (() => void)[] = [];

/** Lets what waits go on, one after the other, with breaks for everything else that this program has to do. */
async function goOn(): Promise<void> {
  const slice = new TimeSlice();
  for (let next = 0; next < waiting.length; next++) {
    if (slice.isExpired) {
      waiting.splice(0, next);
      next = 0;
      await slice.yield();
    }
    waiting[next]?.();
    await undefined; // It goes on now, before the next.
  }
  waiting.length = 0;
}

/** The elements of a list, each when it is its turn. */
function paced(list: unknown): unknown {
  if (!Array.isArray(list) || list.length <= shortList) return list;
  const isIdle = waiting.length === 0;
  const turns = list.map((element) => new Promise((resolve) => void waiting.push(() => resolve(element))));
  if (isIdle) void goOn();
  return turns;
}

type Resolve = GraphQLFieldResolver<unknown, Context | undefined>;

/** What only the fields of one answer share, and of a subscription those of one event. */
const answerOf = ({ operation, rootValue, variableValues }: GraphQLResolveInfo): object =>
  operation.operation === 'subscription' ? Object(rootValue) : variableValues;

function pacing(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const answer = (list: unknown) => {
      if (Array.isArray(list)) context?.count?.(list.length, answerOf(info));
      return paced(list);
    };
    const list = resolve(source, args, context, info);
    return list instanceof Promise ? list.then(answer) : answer(list);
  };
}

/** Makes long lists of objects answer piece by piece, so that they keep the event loop from nothing else. */
export function paceLists(schema: GraphQLSchema): GraphQLSchema {
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields()));
  for (const field of fields) {
    const isLong = isListType(getNullableType(field.type)) && !isLeafType(getNamedType(field.type));
    if (isLong) field.resolve = pacing(field.resolve ?? property);
  }
  return schema;
}
