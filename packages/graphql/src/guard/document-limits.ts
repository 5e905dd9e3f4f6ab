import {
  BREAK,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { Meter } from './complexity.js';
import type { DocumentLimits } from './limits.js';

type Values = Readonly<Record<string, unknown>>;

const tooMuch = (what: string, most: number) =>
  new GraphQLError(`The document has more than ${most} ${what}.`, { extensions: { code: 'DOCUMENT_TOO_COMPLEX' } });

/** What is written too often in a document, wherever it stands. */
function checkCounts(document: DocumentNode, limits: DocumentLimits): GraphQLError | undefined {
  const counts = { fields: 0, aliases: 0, directives: 0 };
  let error: GraphQLError | undefined;
  function count(what: keyof typeof counts): typeof BREAK | undefined {
    counts[what] += 1;
    if (counts[what] <= limits[what]) return undefined;
    error = tooMuch(what, limits[what]);
    return BREAK;
  }
  visit(document, {
    [Kind.FIELD]: (node) => count('fields') ?? (node.alias ? count('aliases') : undefined),
    [Kind.DIRECTIVE]: () => count('directives'),
  });
  return error;
}

const rootOf = (schema: GraphQLSchema, { operation }: OperationDefinitionNode) => {
  if (operation === OperationTypeNode.MUTATION) return schema.getMutationType();
  return operation === OperationTypeNode.SUBSCRIPTION ? schema.getSubscriptionType() : schema.getQueryType();
};

/** The variables of an operation: what is given or, where nothing is, what it declares. */
function variablesOf({ variableDefinitions = [] }: OperationDefinitionNode, given: Values): Values {
  const declared = variableDefinitions.map(({ variable, defaultValue }) => [
    variable.name.value,
    defaultValue && valueFromASTUntyped(defaultValue),
  ]);
  return { ...Object.fromEntries(declared), ...given };
}

/** Why a document cannot be run, or asks too much even to be validated: undefined where it can. */
export function checkDocument(
  document: DocumentNode,
  schema: GraphQLSchema,
  variables: Values,
  limits: DocumentLimits,
): GraphQLError | undefined {
  const error = checkCounts(document, limits);
  if (error) return error;
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = rootOf(schema, node);
    if (!root) return new GraphQLError(`This schema has no ${node.operation}s.`, { nodes: node });
    const meter = new Meter(schema, fragments, variablesOf(node, variables));
    const { depth, cost } = meter.measure(node.selectionSet, root);
    if (depth > limits.depth) return tooMuch('levels of fields', limits.depth);
    if (cost > limits.cost) return tooMuch('fields to answer, by the sizes of its lists', limits.cost);
  }
  return undefined;
}
