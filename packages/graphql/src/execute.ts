import { type ExecutionResult, graphql } from 'graphql';
import { maskError } from './errors.js';
import { schema } from './schema.js';

/** Options of {@link execute}. */
export interface ExecuteOptions {
  /** Values of the document's variables. */
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** Which operation of the document is meant, where it has several. */
  readonly operationName?: string | undefined;
  /** Whether the environments of processes are shown, where passwords often are: usually not. */
  readonly allowEnviron?: boolean | undefined;
  /** Ends what waits for an interval. */
  readonly signal?: AbortSignal | undefined;
}

function checkVariables(variables: unknown): { readonly [name: string]: unknown } {
  if (typeof variables === 'object' && variables !== null && !Array.isArray(variables)) return { ...variables };
  throw new TypeError('variables must be an object');
}

/**
 * The answer to a document, in this process and without a server: `data`, `errors` or both, as a server answers, with
 * errors masked as there.
 */
export async function execute(document: string, options: ExecuteOptions = {}): Promise<ExecutionResult> {
  if (typeof document !== 'string') throw new TypeError(`a document must be a string, not ${typeof document}`);
  const { variables = {}, operationName, allowEnviron, signal } = options;
  const { errors, ...answer } = await graphql({
    schema,
    source: document,
    variableValues: checkVariables(variables),
    operationName: operationName ?? null,
    contextValue: { allowEnviron, signal },
  });
  return { ...answer, ...(errors ? { errors: errors.map((error) => maskError(error) as typeof error) } : {}) };
}
