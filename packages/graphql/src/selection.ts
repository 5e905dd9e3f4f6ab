import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

type OperationInfo = Pick<GraphQLResolveInfo, 'fragments' | 'operation' | 'schema' | 'variableValues'>;

/** Whether `@skip` or `@include` excludes a node. */
function isSkipped(node: SelectionNode, variables: OperationInfo['variableValues']): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
  return skip?.['if'] === true || include?.['if'] === false;
}

/** A selected field of an operation. */
export interface Selected {
  /** Name of its parent type. */
  readonly type: string;
  /** Name of the type that it returns, without lists. */
  readonly returns: string;
  readonly name: string;
  /** Returns its arguments; throws if a value is invalid. */
  args(): Readonly<Record<string, unknown>>;
}

/** Returns the selected fields of an operation, at any depth. */
export function selectedFields({ fragments, operation, schema, variableValues }: OperationInfo): Selected[] {
  const selected: Selected[] = [];
  const types = new TypeInfo(schema);
  const skipNode = (node: SelectionNode) => (isSkipped(node, variableValues) ? null : undefined);
  const visitor = visitWithTypeInfo(types, {
    [Kind.FRAGMENT_SPREAD]: skipNode,
    [Kind.INLINE_FRAGMENT]: skipNode,
    [Kind.FIELD](node: FieldNode) {
      if (isSkipped(node, variableValues)) return null;
      const field = types.getFieldDef();
      const type = types.getParentType()?.name;
      if (field && type) {
        const returns = getNamedType(field.type).name;
        selected.push({ type, returns, name: field.name, args: () => getArgumentValues(field, node, variableValues) });
      }
      return undefined;
    },
  });
  const definitions: (OperationDefinitionNode | FragmentDefinitionNode)[] = [operation, ...Object.values(fragments)];
  for (const definition of definitions) visit(definition, visitor);
  return selected;
}
