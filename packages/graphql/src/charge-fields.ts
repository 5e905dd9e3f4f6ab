import {
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type Context, property } from './fields.js';
import type { AnswerSize } from './guard/answer-budget.js';

/** Size of the quotes, colon and comma of a field. */
const punctuation = 4;
/** Size of a number, a boolean, or the value of an enumeration. */
const numberSize = 8;
/** Size of an object: its braces, and a part of what it takes in memory. */
const objectSize = 16;
/** Size of an error without its message: its path, location and code. */
const errorSize = 300;
/** Size of the name of a type. */
const typeNameSize = 24;

const sizeOfLeaf = (value: unknown): number => (typeof value === 'string' ? value.length + 3 : numberSize);

/** Returns the size of the fields `__typename` of a selection, for which no resolver is called. */
function sizeOfTypeNames(
  { selections }: SelectionSetNode,
  fragments: GraphQLResolveInfo['fragments'],
  visited: Set<string>,
): number {
  let size = 0;
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      const name = (node.alias ?? node.name).value;
      size += node.name.value === '__typename' ? name.length + punctuation + typeNameSize : 0;
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      size += sizeOfTypeNames(node.selectionSet, fragments, visited);
    } else if (!visited.has(node.name.value)) {
      visited.add(node.name.value);
      const fragment = fragments[node.name.value];
      size += fragment ? sizeOfTypeNames(fragment.selectionSet, fragments, visited) : 0;
    }
  }
  return size;
}

/** The sizes of the objects of a selection without the fields that have resolvers, by the nodes of its field. */
const objectSizes = new WeakMap<readonly FieldNode[], number>();

function sizeOfObject({ fieldNodes, fragments }: GraphQLResolveInfo): number {
  const cached = objectSizes.get(fieldNodes);
  if (cached !== undefined) return cached;
  const visited = new Set<string>();
  let size = objectSize;
  for (const { selectionSet } of fieldNodes)
    size += selectionSet ? sizeOfTypeNames(selectionSet, fragments, visited) : 0;
  objectSizes.set(fieldNodes, size);
  return size;
}

/** Returns the size of a value without the fields of its objects, which are charged when they are resolved. */
function sizeOf(value: unknown, isLeaf: boolean, info: GraphQLResolveInfo): AnswerSize {
  if (value === null || value === undefined) return { elements: 0, bytes: numberSize };
  if (!Array.isArray(value)) return { elements: 0, bytes: isLeaf ? sizeOfLeaf(value) : sizeOfObject(info) };
  let bytes = isLeaf ? 0 : value.length * sizeOfObject(info);
  if (isLeaf) for (const element of value) bytes += sizeOfLeaf(element);
  return { elements: value.length, bytes };
}

type Resolve = GraphQLFieldResolver<unknown, Context | undefined>;

/** A value that never resolves: the executor waits for it, instead of creating an error for each field. */
const never = () => new Promise(() => {});

/** Wraps the resolver of a field, so that its name and its value, or its error, are charged to the answer. */
function charging(resolve: Resolve, { type }: GraphQLField<unknown, unknown>, isOfProcess: boolean): Resolve {
  const isLeaf = isLeafType(getNamedType(type));
  return (source, args, context, info) => {
    const budget = context?.budgetOf?.(info.rootValue);
    if (!budget) return resolve(source, args, context, info);
    budget.charge({ elements: 0, bytes: String(info.path.key).length + punctuation });
    const chargeError = (error: unknown) => {
      budget.charge({ elements: 0, bytes: errorSize + (error instanceof Error ? error.message.length : 0) });
      if (budget.signal.aborted) return never();
      throw error;
    };
    const chargeValue = (value: unknown) => {
      const size = sizeOf(value, isLeaf, info);
      try {
        if (isOfProcess) budget.chargePart(size);
        else budget.charge(size);
      } catch (error) {
        return chargeError(error);
      }
      return budget.signal.aborted ? never() : value;
    };
    if (budget.signal.aborted) return never();
    let value: unknown;
    try {
      value = resolve(source, args, context, info);
    } catch (error) {
      return chargeError(error);
    }
    return value instanceof Promise ? value.then(chargeValue, chargeError) : chargeValue(value);
  };
}

/** Makes every field charge its value to the budget of the answer, if the context has one. */
export function chargeFields(schema: GraphQLSchema): GraphQLSchema {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  for (const type of types.filter(({ name }) => !name.startsWith('__'))) {
    for (const field of Object.values(type.getFields())) {
      field.resolve = charging(field.resolve ?? property, field, type.name === 'Process');
    }
  }
  return schema;
}
