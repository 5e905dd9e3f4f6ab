import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { rootTypes } from '../fields.js';
import { defaultPageSize, maxPageSize } from '../pagination.js';

/** The estimated complexity of an operation. */
export interface Complexity {
  /** Depth of nested fields. */
  readonly depth: number;
  /** Number of fields of the response. */
  readonly cost: number;
  /** Number of those that describe the schema. */
  readonly introspection: number;
}

/** Assumed length of a list of unknown length. */
const defaultListLength = 4;
/** Assumed number of descendants of a process. */
const descendantCount = 100;
/** Assumed lengths of other lists, by the type and name of their fields. */
const listLengths: Readonly<Record<string, number>> = {
  'ProcessChanges.changed': maxPageSize,
  ...Object.fromEntries(rootTypes.map((type) => [`${type}.history`, 300])),
};
/** Assumed lengths of the lists of introspection; half of the types have an `ofType`. */
const introspectionLengths: Readonly<Record<string, number>> = {
  types: 128,
  fields: 8,
  args: 1,
  inputFields: 1,
  enumValues: 2,
  ofType: 0.5,
};

/** Costs of a condition of a filter, which is checked for each item: of all processes or sockets, or of one of them. */
const conditionCosts = { system: 1000, nested: 20 };
/** The types whose lists are those of the system. */
const systemTypes = [...rootTypes, 'Subscription'];

const argumentOf = (node: FieldNode, argument: string): ValueNode | undefined =>
  node.arguments?.find(({ name }) => name.value === argument)?.value;

/** The complexity of a field without subfields. */
const leaf = { depth: 1, cost: 1 };

type Values = Readonly<Record<string, unknown>>;

function fieldOf(parent: GraphQLNamedType | undefined, name: string) {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  return parent.getFields()[name];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Returns the number of the properties of a value, at any depth. */
function propertyCount(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const properties = Object.values(value);
  return (Array.isArray(value) ? 0 : properties.length) + sum(properties.map(propertyCount));
}

/**
 * Estimates the complexity of operations without executing them. Each fragment is estimated once, however often it is
 * spread.
 */
export class ComplexityEstimator {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Values;
  /** Numbers of conditions by the name of the variable that contains them. */
  readonly #conditions = new Map<string, number>();
  readonly #fragmentComplexities = new Map<string, Complexity>();

  /** `variables` are those of the request, with the defaults that the operation declares. */
  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>, variables: Values) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  /** Returns the complexity of a selection on a type whose lists have an assumed length. */
  estimate(
    { selections }: SelectionSetNode,
    parent: GraphQLNamedType | undefined,
    length = defaultListLength,
  ): Complexity {
    const total = { depth: 0, cost: 0, introspection: 0 };
    for (const selection of selections) {
      const estimated = this.#selection(selection, parent, length);
      total.depth = Math.max(total.depth, estimated.depth);
      total.cost += estimated.cost;
      total.introspection += estimated.introspection;
    }
    return total;
  }

  #selection(node: SelectionNode, parent: GraphQLNamedType | undefined, length: number): Complexity {
    if (node.kind === Kind.FIELD) return this.#field(node, parent, length);
    if (node.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(node.name.value, length);
    const type = node.typeCondition ? this.#schema.getType(node.typeCondition.name.value) : parent;
    return this.estimate(node.selectionSet, type, length);
  }

  #fragment(name: string, length: number): Complexity {
    const key = `${name} ${length}`;
    const cached = this.#fragmentComplexities.get(key);
    if (cached) return cached;
    // Set while the fragment is estimated: validation rejects a fragment that contains itself.
    this.#fragmentComplexities.set(key, { depth: 0, cost: 0, introspection: 0 });
    const fragment = this.#fragments.get(name);
    if (fragment) {
      const type = this.#schema.getType(fragment.typeCondition.name.value);
      this.#fragmentComplexities.set(key, this.estimate(fragment.selectionSet, type, length));
    }
    return this.#fragmentComplexities.get(key) as Complexity;
  }

  #field(node: FieldNode, parent: GraphQLNamedType | undefined, length: number): Complexity {
    const isMeta = node.name.value === SchemaMetaFieldDef.name || node.name.value === TypeMetaFieldDef.name;
    const { depth, cost } = node.selectionSet ? this.#object(node, node.selectionSet, parent, length) : leaf;
    const filter = argumentOf(node, 'filter');
    const conditionCost = systemTypes.includes(parent?.name ?? '') ? conditionCosts.system : conditionCosts.nested;
    const filterCost = filter ? conditionCost * this.#conditionCount(filter) : 0;
    return { depth, cost: cost + filterCost, introspection: isMeta ? cost : 0 };
  }

  /** Returns the complexity of a field with subfields. */
  #object(node: FieldNode, selectionSet: SelectionSetNode, parent: GraphQLNamedType | undefined, length: number) {
    const field = fieldOf(parent, node.name.value);
    const type = field && getNamedType(field.type);
    const listLength = this.#length(node, field, parent);
    const { depth, cost } = this.estimate(selectionSet, type, listLength);
    if (parent?.name.startsWith('__')) {
      return { depth: depth + 1, cost: 1 + cost * (introspectionLengths[node.name.value] ?? 1) };
    }
    if (!field || !isListType(getNullableType(field.type))) return { depth: depth + 1, cost: 1 + cost };
    const multiplier =
      this.#argument(node, 'recursive', false) === true
        ? descendantCount
        : (listLengths[`${parent?.name}.${field.name}`] ?? listLength ?? length);
    return { depth: depth + 1, cost: 1 + multiplier * cost };
  }

  /** Returns the length of the lists of a field, if its arguments set it; an invalid length counts as the maximum. */
  #length(
    node: FieldNode,
    field: GraphQLField<unknown, unknown> | undefined,
    parent: GraphQLNamedType | undefined,
  ): number | undefined {
    // A process has few items, whatever the size of a page; the answer of one with many is limited by its budget.
    if (parent?.name === 'Process') return undefined;
    const declares = (argument: string) => field?.args.some(({ name }) => name === argument);
    if (declares('ids')) return this.#listLength(node, 'ids');
    if (!declares('first')) return undefined;
    const size = this.#argument(node, 'first', null) ?? this.#argument(node, 'last', null) ?? defaultPageSize;
    return typeof size === 'number' && size >= 0 ? Math.min(size, maxPageSize) : maxPageSize;
  }

  /** Returns the length of a list that is an argument. */
  #listLength(node: FieldNode, name: string): number {
    const value = argumentOf(node, name);
    const list = value?.kind === Kind.VARIABLE ? this.#variables[value.name.value] : undefined;
    if (value?.kind === Kind.LIST) return value.values.length;
    return Array.isArray(list) ? list.length : 1;
  }

  /** Returns the number of the fields of an input object, at any depth. */
  #conditionCount(value: ValueNode): number {
    if (value.kind === Kind.VARIABLE) return this.#conditionCountOfVariable(value.name.value);
    if (value.kind === Kind.LIST) return sum(value.values.map((each) => this.#conditionCount(each)));
    if (value.kind !== Kind.OBJECT) return 0;
    return sum(value.fields.map((field) => 1 + this.#conditionCount(field.value)));
  }

  #conditionCountOfVariable(name: string): number {
    const count = this.#conditions.get(name) ?? propertyCount(this.#variables[name]);
    this.#conditions.set(name, count);
    return count;
  }

  #argument(node: FieldNode, name: string, defaultValue: unknown): unknown {
    const value = argumentOf(node, name);
    return value ? this.#value(value, defaultValue) : defaultValue;
  }

  #value(value: ValueNode, defaultValue: unknown): unknown {
    if (value.kind === Kind.VARIABLE) return this.#variables[value.name.value] ?? defaultValue;
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind === Kind.NULL) return null;
    return value.kind === Kind.BOOLEAN ? value.value : undefined;
  }
}
