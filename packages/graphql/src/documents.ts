import { type DocumentNode, GraphQLError, NoSchemaIntrospectionCustomRule } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { checkDocument } from './document-limits.js';
import { changed } from './errors.js';
import type { DocumentLimits } from './limits.js';

/** An error of a request that cannot be run: with a code, and the status 400 whatever form the answer has. */
function requestError(error: GraphQLError, code: string): GraphQLError {
  return changed(error, {
    extensions: { ...error.extensions, code: error.extensions['code'] ?? code, http: { status: 400 } },
  });
}

const variablesOf = ({ params }: YogaInitialContext) => params?.variables ?? {};

/**
 * Refuses documents that are no GraphQL, are not valid, or ask too much. What is too much is known before a document
 * is validated, whose time may grow with the square of its size.
 */
export function documents(limits: DocumentLimits, allowIntrospection: boolean): Plugin {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source, options) => parseFn(source, { ...options, maxTokens: limits.tokens }));
      return ({ result, replaceParseResult }) => {
        if (result instanceof GraphQLError) {
          replaceParseResult(requestError(result, 'GRAPHQL_PARSE_FAILED') as unknown as DocumentNode);
        }
      };
    },
    onValidate({ params: { documentAST, schema }, context, addValidationRule, setResult }) {
      if (!allowIntrospection) addValidationRule(NoSchemaIntrospectionCustomRule);
      const error = checkDocument(documentAST, schema, variablesOf(context as YogaInitialContext), limits);
      if (error) setResult([error]);
      return ({ result, setResult: replace }) => {
        replace([...result].map((each) => requestError(each as GraphQLError, 'GRAPHQL_VALIDATION_FAILED')));
      };
    },
    onExecutionResult({ result, setResult }) {
      // Without data nothing was run: a variable has no value of its type, or no operation has the name.
      if (!result || Array.isArray(result) || !('errors' in result) || 'data' in result) return;
      const errors = result.errors?.map((each) => requestError(each, 'BAD_USER_INPUT'));
      if (errors) setResult({ ...result, errors });
    },
  };
}
