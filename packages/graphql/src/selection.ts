import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

type Asked = Pick<GraphQLResolveInfo, 'fragments' | 'operation' | 'schema' | 'variableValues'>;

function isLeftOut(node: SelectionNode, variables: Asked['variableValues']): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
  return skip?.['if'] === true || include?.['if'] === false;
}

/** A field that an operation asks for. */
export interface Selected {
  /** The type that it is a field of. */
  readonly type: string;
  readonly name: string;
  /** With which arguments; throws where a value is none of theirs. */
  args(): Readonly<Record<string, unknown>>;
}

/** The fields that an operation asks for, wherever in the graph it does. */
export function selectedFields({ fragments, operation, schema, variableValues }: Asked): Selected[] {
  const selected: Selected[] = [];
  const types = new TypeInfo(schema);
  const leaveOut = (node: SelectionNode) => (isLeftOut(node, variableValues) ? null : undefined);
  const visitor = visitWithTypeInfo(types, {
    [Kind.FRAGMENT_SPREAD]: leaveOut,
    [Kind.INLINE_FRAGMENT]: leaveOut,
    [Kind.FIELD](node: FieldNode) {
      if (isLeftOut(node, variableValues)) return null;
      const field = types.getFieldDef();
      const type = types.getParentType()?.name;
      if (field && type) {
        selected.push({ type, name: field.name, args: () => getArgumentValues(field, node, variableValues) });
      }
      return undefined;
    },
  });
  const parts: (OperationDefinitionNode | FragmentDefinitionNode)[] = [operation, ...Object.values(fragments)];
  for (const part of parts) visit(part, visitor);
  return selected;
}
