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
import { maxPageSize } from '../pagination.js';

/** The estimated complexity of an operation: the number of fields of its response, and their depth. */
export interface Complexity {
  readonly depth: number;
  readonly cost: number;
}

/** Assumed length of a list of unknown length. */
const usualList = 4;
/** Assumed number of descendants of a process. */
const recursiveList = 100;
/** Assumed length of the lists of introspection. */
const introspectedList = 20;

type Values = Readonly<Record<string, unknown>>;

function fieldOf(parent: GraphQLNamedType | undefined, name: string) {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  return parent.getFields()[name];
}

/**
 * Estimates the complexity of operations without executing them. Each fragment is estimated once, however often it is
 * spread.
 */
export class ComplexityEstimator {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Values;
  readonly #measured = new Map<string, Complexity>();

  /** `variables` are those of the request, with the defaults that the operation declares. */
  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>, variables: Values) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  /** Returns the complexity of a selection on a type whose lists have an assumed length. */
  measure({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined, length = usualList): Complexity {
    let depth = 0;
    let cost = 0;
    for (const selection of selections) {
      const part = this.#selection(selection, parent, length);
      depth = Math.max(depth, part.depth);
      cost += part.cost;
    }
    return { depth, cost };
  }

  #selection(node: SelectionNode, parent: GraphQLNamedType | undefined, length: number): Complexity {
    if (node.kind === Kind.FIELD) return this.#field(node, parent, length);
    if (node.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(node.name.value, length);
    const type = node.typeCondition ? this.#schema.getType(node.typeCondition.name.value) : parent;
    return this.measure(node.selectionSet, type, length);
  }

  #fragment(name: string, length: number): Complexity {
    const key = `${name} ${length}`;
    const known = this.#measured.get(key);
    if (known) return known;
    // Set while the fragment is estimated: validation rejects a fragment that contains itself.
    this.#measured.set(key, { depth: 0, cost: 0 });
    const fragment = this.#fragments.get(name);
    if (fragment) {
      const type = this.#schema.getType(fragment.typeCondition.name.value);
      this.#measured.set(key, this.measure(fragment.selectionSet, type, length));
    }
    return this.#measured.get(key) as Complexity;
  }

  #field(node: FieldNode, parent: GraphQLNamedType | undefined, length: number): Complexity {
    if (!node.selectionSet) return { depth: 1, cost: 1 };
    const field = fieldOf(parent, node.name.value);
    const type = field && getNamedType(field.type);
    const first = this.#first(node, field);
    const inner = first ?? (type?.name.startsWith('__') ? introspectedList : usualList);
    const { depth, cost } = this.measure(node.selectionSet, type, inner);
    if (!field || !isListType(getNullableType(field.type))) return { depth: depth + 1, cost: 1 + cost };
    const times = this.#argument(node, 'recursive', false) === true ? recursiveList : (first ?? length);
    return { depth: depth + 1, cost: 1 + times * cost };
  }

  /** Returns the length of the lists of a field, if an argument sets it; an invalid length counts as the maximum. */
  #first(node: FieldNode, field: GraphQLField<unknown, unknown> | undefined): number | undefined {
    const declared = field?.args.find(({ name }) => name === 'first');
    if (!declared) return undefined;
    const first = this.#argument(node, 'first', declared.defaultValue);
    return typeof first === 'number' && first >= 0 ? Math.min(first, maxPageSize) : maxPageSize;
  }

  #argument(node: FieldNode, name: string, usual: unknown): unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    return value ? this.#value(value, usual) : usual;
  }

  #value(value: ValueNode, usual: unknown): unknown {
    if (value.kind === Kind.VARIABLE) return this.#variables[value.name.value] ?? usual;
    if (value.kind === Kind.INT) return Number(value.value);
    return value.kind === Kind.BOOLEAN ? value.value : undefined;
  }
}
