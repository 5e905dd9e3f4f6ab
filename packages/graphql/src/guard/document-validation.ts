import { type DocumentNode, GraphQLError, Kind, NoSchemaIntrospectionCustomRule, OperationTypeNode } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { copyError, maskError } from '../errors.js';
import { checkDocument } from './document-limits.js';
import { type HttpError, toError } from './http-error.js';
import type { DocumentLimits } from './limits.js';
import { removeSuggestion } from './suggestions.js';

/**
 * Returns the error of a request that is not executed, with a code, and a status that does not depend on the response
 * format.
 */
function requestError(error: GraphQLError, code: string): GraphQLError {
  const { extensions } = error;
  const status = extensions['code'] === 'INTERNAL_SERVER_ERROR' ? 500 : 400;
  return copyError(error, {
    extensions: {
      ...extensions,
      code: extensions['code'] ?? code,
      http: { status, ...extensions.http, spec: false },
    },
  });
}

const notByGet: HttpError = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: 'Only queries may be GET requests.',
  headers: { allow: 'POST' },
};

const isQuery = ({ definitions }: DocumentNode) =>
  definitions.every((node) => node.kind !== Kind.OPERATION_DEFINITION || node.operation === OperationTypeNode.QUERY);

const variablesOf = ({ params }: YogaInitialContext) => params?.variables ?? {};

/**
 * A plugin that rejects documents that cannot be parsed, are invalid or exceed a limit. Limits are checked before
 * validation, whose time may be quadratic in the size of the document.
 */
export function documentValidation(limits: DocumentLimits, allowIntrospection: boolean): Plugin {
  const toRequestError = (error: GraphQLError, code: string) =>
    requestError(allowIntrospection ? error : removeSuggestion(error), code);
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source, options) => parseFn(source, { ...options, maxTokens: limits.tokens }));
      return ({ result, context, replaceParseResult }) => {
        if (!(result instanceof Error)) {
          const { request } = context as unknown as YogaInitialContext;
          if (request.method === 'GET' && !isQuery(result))
            replaceParseResult(toError(notByGet) as unknown as DocumentNode);
          return;
        }
        // Thousands of nested values overflow the stack.
        const error = result instanceof GraphQLError ? result : new GraphQLError('The document is nested too deeply.');
        replaceParseResult(toRequestError(error, 'GRAPHQL_PARSE_FAILED') as unknown as DocumentNode);
      };
    },
    onValidate({ params: { documentAST, schema }, context, addValidationRule, setResult }) {
      if (!allowIntrospection) addValidationRule(NoSchemaIntrospectionCustomRule);
      const error = checkDocument(documentAST, schema, variablesOf(context as YogaInitialContext), limits);
      if (error) setResult([error]);
      return ({ result, setResult: replace }) => {
        replace([...result].map((each) => toRequestError(each as GraphQLError, 'GRAPHQL_VALIDATION_FAILED')));
      };
    },
    onExecutionResult({ result, setResult }) {
      // No data means that nothing was executed: a variable is invalid, or a subscription cannot start.
      if (!result || Array.isArray(result) || !('errors' in result) || 'data' in result) return;
      const errors = result.errors?.map((each) => toRequestError(maskError(each) as GraphQLError, 'BAD_USER_INPUT'));
      if (errors) setResult({ ...result, errors });
    },
  };
}
