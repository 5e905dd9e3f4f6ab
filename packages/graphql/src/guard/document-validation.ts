import { type DocumentNode, GraphQLError, NoSchemaIntrospectionCustomRule } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { changed, maskError } from '../errors.js';
import { checkDocument } from './document-limits.js';
import type { DocumentLimits } from './limits.js';
import { withoutSuggestion } from './suggestions.js';

/** An error of a request that is not run: with a code, and a status that says so whatever form the answer has. */
function requestError(error: GraphQLError, code: string): GraphQLError {
  const { extensions } = error;
  const status = extensions['code'] === 'INTERNAL_SERVER_ERROR' ? 500 : 400;
  return changed(error, {
    extensions: {
      ...extensions,
      code: extensions['code'] ?? code,
      http: { status, ...extensions.http, spec: false },
    },
  });
}

const variablesOf = ({ params }: YogaInitialContext) => params?.variables ?? {};

/**
 * Refuses documents that are no GraphQL, are not valid, or ask too much. What is too much is known before a document
 * is validated, whose time may grow with the square of its size.
 */
export function documents(limits: DocumentLimits, allowIntrospection: boolean): Plugin {
  const told = (error: GraphQLError, code: string) =>
    requestError(allowIntrospection ? error : withoutSuggestion(error), code);
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source, options) => parseFn(source, { ...options, maxTokens: limits.tokens }));
      return ({ result, replaceParseResult }) => {
        if (!(result instanceof Error)) return;
        // Values within values by the thousand overflow the stack.
        const error = result instanceof GraphQLError ? result : new GraphQLError('The document is too deep.');
        replaceParseResult(told(error, 'GRAPHQL_PARSE_FAILED') as unknown as DocumentNode);
      };
    },
    onValidate({ params: { documentAST, schema }, context, addValidationRule, setResult }) {
      if (!allowIntrospection) addValidationRule(NoSchemaIntrospectionCustomRule);
      const error = checkDocument(documentAST, schema, variablesOf(context as YogaInitialContext), limits);
      if (error) setResult([error]);
      return ({ result, setResult: replace }) => {
        replace([...result].map((each) => told(each as GraphQLError, 'GRAPHQL_VALIDATION_FAILED')));
      };
    },
    onExecutionResult({ result, setResult }) {
      // Without data nothing was run: a variable has no value of its type, say, or a subscription cannot begin.
      if (!result || Array.isArray(result) || !('errors' in result) || 'data' in result) return;
      const errors = result.errors?.map((each) => told(maskError(each) as GraphQLError, 'BAD_USER_INPUT'));
      if (errors) setResult({ ...result, errors });
    },
  };
}
