import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import {
  execute,
  type GraphQLError,
  type GraphQLResponse,
  type Operation,
  token,
  UnauthorizedError,
} from './graphql-client.ts';
import { isPageVisible, needsToken, rejectToken } from './stream.ts';

/** The last response of a query that is repeated. */
export interface PollResult<T> {
  readonly operation: Operation | undefined;
  /** Data of the last successful response of the operation. */
  readonly data: T | undefined;
  /** Errors of the fields of `data`. */
  readonly errors: readonly GraphQLError[];
  /** Error of the last request; undefined if it succeeded. */
  readonly failure: string | undefined;
}

/** The message of a field that the system does not have. */
export const notSupported = 'not supported on this system';

/** Messages by error code of the server. */
const messages: Readonly<Record<string, string>> = {
  ACCESS_DENIED: 'permission denied',
  NO_SUCH_PROCESS: 'process no longer exists',
  ZOMBIE_PROCESS: 'process is a zombie',
  NOT_SUPPORTED: notSupported,
  TIMEOUT_EXPIRED: 'timed out',
};

/** Returns the message of an error for users. */
export const errorMessage = ({ message, extensions }: GraphQLError): string =>
  messages[extensions?.code ?? ''] ?? message;

/** Executes an operation; an error of the request becomes a response with that error. */
export async function request<T>(operation: Operation, signal: AbortSignal): Promise<GraphQLResponse<T>> {
  const usedToken = token.value;
  try {
    return await execute<T>(operation, signal);
  } catch (error) {
    if (error instanceof UnauthorizedError) rejectToken(usedToken);
    return { errors: [{ message: (error as Error).message || 'access token required' }] };
  }
}

const emptyResult = { data: undefined, errors: [], failure: undefined };

/** Returns the result after a response. */
function nextResult<T>(previous: PollResult<T>, { data, errors = [] }: GraphQLResponse<T>): PollResult<T> {
  const [error] = errors;
  // Without any field, the last known values remain.
  if (data && Object.values(data).some((value) => value !== null))
    return { ...previous, data, errors, failure: undefined };
  return { ...previous, failure: error ? errorMessage(error) : 'not available' };
}

/** Repeats a query while the tab is visible and the operation is defined, `seconds` after each response. */
export function poll<T>(
  operation: ReadonlySignal<Operation | undefined>,
  seconds: number,
): ReadonlySignal<PollResult<T>> {
  const result: Signal<PollResult<T>> = signal({ operation: undefined, ...emptyResult });
  effect(() => {
    const current = operation.value;
    if (result.peek().operation !== current) result.value = { operation: current, ...emptyResult };
    if (!current || !isPageVisible.value || needsToken.value) return;
    const controller = new AbortController();
    let timer = 0;
    const refresh = async () => {
      const response = await request<T>(current, controller.signal);
      if (controller.signal.aborted) return;
      result.value = nextResult(result.value, response);
      timer = setTimeout(refresh, seconds * 1000);
    };
    // Deferred, so that this effect does not depend on the signals that the first request reads.
    timer = setTimeout(refresh);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  });
  return result;
}
