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
import { longestPage } from '../pagination.js';

/** What an operation would take: the fields of its answer, and how deep they lie within each other. */
export interface Extent {
  readonly depth: number;
  readonly cost: number;
}

/** How long a list is taken to be that nothing says the length of. */
const usualList = 4;
/** The same of all that descend from a process. */
const recursiveList = 100;
/** The same of what the schema tells of itself. */
const introspectedList = 20;

type Values = Readonly<Record<string, unknown>>;

function fieldOf(parent: GraphQLNamedType | undefined, name: string) {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  return parent.getFields()[name];
}

/** Measures operations of a document without running them. Each fragment is measured once, however often it is spread. */
export class Meter {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Values;
  readonly #measured = new Map<string, Extent>();

  /** `variables` are those that an operation has, with those that it declares. */
  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>, variables: Values) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  /** The extent of what is selected of a type, whose lists are taken to have a length. */
  measure({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined, length = usualList): Extent {
    let depth = 0;
    let cost = 0;
    for (const selection of selections) {
      const part = this.#selection(selection, parent, length);
      depth = Math.max(depth, part.depth);
      cost += part.cost;
    }
    return { depth, cost };
  }

  #selection(node: SelectionNode, parent: GraphQLNamedType | undefined, length: number): Extent {
    if (node.kind === Kind.FIELD) return this.#field(node, parent, length);
    if (node.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(node.name.value, length);
    const type = node.typeCondition ? this.#schema.getType(node.typeCondition.name.value) : parent;
    return this.measure(node.selectionSet, type, length);
  }

  #fragment(name: string, length: number): Extent {
    const key = `${name} ${length}`;
    const known = this.#measured.get(key);
    if (known) return known;
    // Stays while the fragment is measured: one that holds itself is refused when the document is validated.
    this.#measured.set(key, { depth: 0, cost: 0 });
    const fragment = this.#fragments.get(name);
    if (fragment) {
      const type = this.#schema.getType(fragment.typeCondition.name.value);
      this.#measured.set(key, this.measure(fragment.selectionSet, type, length));
    }
    return this.#measured.get(key) as Extent;
  }

  #field(node: FieldNode, parent: GraphQLNamedType | undefined, length: number): Extent {
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

  /** How long the lists within a field are, where it says so; what is no such length is the longest. */
  #first(node: FieldNode, field: GraphQLField<unknown, unknown> | undefined): number | undefined {
    const declared = field?.args.find(({ name }) => name === 'first');
    if (!declared) return undefined;
    const first = this.#argument(node, 'first', declared.defaultValue);
    return typeof first === 'number' && first >= 0 ? Math.min(first, longestPage) : longestPage;
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
