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
import { ComplexityEstimator } from './complexity.js';
import type { DocumentLimits } from './limits.js';

type Values = Readonly<Record<string, unknown>>;

const tooManyError = (kind: string, max: number) =>
  new GraphQLError(`The document has more than ${max} ${kind}.`, { extensions: { code: 'DOCUMENT_TOO_COMPLEX' } });

/** Returns an error if a document has too many fields, aliases or directives. */
function checkCounts(document: DocumentNode, limits: DocumentLimits): GraphQLError | undefined {
  const counts = { fields: 0, aliases: 0, directives: 0 };
  let error: GraphQLError | undefined;
  function count(kind: keyof typeof counts): typeof BREAK | undefined {
    counts[kind] += 1;
    if (counts[kind] <= limits[kind]) return undefined;
    error = tooManyError(kind, limits[kind]);
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

/** Returns the variables of an operation: those of the request, and declared defaults. */
function variablesOf({ variableDefinitions = [] }: OperationDefinitionNode, provided: Values): Values {
  const declared = variableDefinitions.map(({ variable, defaultValue }) => [
    variable.name.value,
    defaultValue && valueFromASTUntyped(defaultValue),
  ]);
  return { ...Object.fromEntries(declared), ...provided };
}

/** Returns the error of a document that exceeds a limit, before it is validated; undefined if there is none. */
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
    const estimator = new ComplexityEstimator(schema, fragments, variablesOf(node, variables));
    const { depth, cost, introspection } = estimator.estimate(node.selectionSet, root);
    if (depth > limits.depth) return tooManyError('levels of nested fields', limits.depth);
    if (introspection > limits.introspection)
      return tooManyError('estimated response fields of introspection', limits.introspection);
    if (cost > limits.cost) return tooManyError('estimated response fields', limits.cost);
  }
  return undefined;
}
