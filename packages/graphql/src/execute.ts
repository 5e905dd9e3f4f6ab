import { type ExecutionResult, getOperationAST, graphql, parse, subscribe as subscribeWith, validate } from 'graphql';
import { maskError } from './errors.js';
import { schema } from './schema.js';

/** Options of {@link execute}. */
export interface ExecuteOptions {
  /** Variables of the document. */
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** Name of the operation to execute, if the document has several. */
  readonly operationName?: string | undefined;
  /** Whether environment variables are readable, which often contain passwords. Default: `false`. */
  readonly allowEnviron?: boolean | undefined;
  /** Aborts waits for an interval. */
  readonly signal?: AbortSignal | undefined;
}

function checkVariables(variables: unknown): { readonly [name: string]: unknown } {
  if (typeof variables === 'object' && variables !== null && !Array.isArray(variables)) return { ...variables };
  throw new TypeError('variables must be an object');
}

function maskErrors({ errors, ...result }: ExecutionResult): ExecutionResult {
  return { ...result, ...(errors ? { errors: errors.map((error) => maskError(error) as typeof error) } : {}) };
}

/** Returns the arguments of an execution. */
const argumentsOf = ({ variables = {}, operationName, allowEnviron, signal }: ExecuteOptions) => ({
  schema,
  variableValues: checkVariables(variables),
  operationName: operationName ?? null,
  contextValue: { allowEnviron, signal },
});

/**
 * Executes a document in this process, without a server. Returns `data`, `errors` or both, with errors masked as the
 * server does.
 *
 * @throws {TypeError} If `document` is not a string, or an option is invalid.
 *
 * @example
 * import { execute } from '@psutil/graphql';
 *
 * const { data, errors } = await execute('query ($pid: Int!) { process(pid: $pid) { name } }', {
 *   variables: { pid: process.pid },
 * });
 * console.log(data, errors);
 */
export async function execute(document: string, options: ExecuteOptions = {}): Promise<ExecutionResult> {
  if (typeof document !== 'string') throw new TypeError(`document must be a string, not ${typeof document}`);
  return maskErrors(await graphql({ ...argumentsOf(options), source: document }));
}

/** Whether the operation of a document is a subscription. */
export function isSubscription(document: string, { operationName }: ExecuteOptions): boolean {
  try {
    return getOperationAST(parse(document), operationName)?.operation === 'subscription';
  } catch {
    return false; // A syntax error, which `execute` returns.
  }
}

/** Executes a subscription, and returns its results; only one, with errors, if it cannot start. */
export async function* subscribe(document: string, options: ExecuteOptions): AsyncGenerator<ExecutionResult> {
  const parsed = parse(document);
  const errors = validate(schema, parsed);
  if (errors.length > 0) return yield maskErrors({ errors });
  const events = await subscribeWith({ ...argumentsOf(options), document: parsed });
  if (!(Symbol.asyncIterator in events)) return yield maskErrors(events);
  for await (const event of events) yield maskErrors(event);
}
