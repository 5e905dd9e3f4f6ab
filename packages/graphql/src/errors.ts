import { PsutilError } from '@psutil/native';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { printable } from './printable.js';

/** Whether an error is that of a system call. */
export const isSystemError = (error: Error): error is Error & { code: string } =>
  'syscall' in error && 'code' in error && typeof error.code === 'string';

/** Returns a copy of an error with another message or other extensions. */
export function copyError(
  error: GraphQLError,
  { message = error.message, extensions = error.extensions }: { message?: string; extensions?: GraphQLErrorExtensions },
): GraphQLError {
  const { nodes = null, source = null, positions = null, path = null, originalError = null } = error;
  return new GraphQLError(message, { nodes, source, positions, path, originalError, extensions });
}

/**
 * Returns the extensions that clients may see: the codes of the error classes without their prefix, and system error
 * codes.
 */
function extensionsOf(error: Error): Record<string, unknown> | undefined {
  if (error instanceof PsutilError) {
    return { code: error.code.replace(/^ERR_/, ''), ...(error.pid === null ? {} : { pid: error.pid }) };
  }
  if (isSystemError(error)) return { code: error.code };
  if (error instanceof TypeError || error instanceof RangeError) return { code: 'BAD_USER_INPUT' };
  return undefined;
}

/**
 * Returns an error as clients see it: with a code, and without a stack. An unexpected error is only reported as
 * internal; its details are written to the log.
 *
 * @example
 * import { maskError } from '@psutil/graphql';
 * import { AccessDenied } from '@psutil/native';
 *
 * console.log(maskError(new AccessDenied({ pid: 1 }))); // GraphQLError: access denied (pid=1)
 */
export function maskError(error: unknown): Error {
  const graphqlError = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  const { originalError } = graphqlError;
  if (!originalError || originalError instanceof GraphQLError) return graphqlError;
  const location = { nodes: graphqlError.nodes ?? null, path: graphqlError.path ?? null };
  const extensions = extensionsOf(originalError);
  if (extensions) return new GraphQLError(originalError.message, { ...location, extensions });
  console.error(printable(originalError.stack ?? String(originalError)));
  return new GraphQLError('Internal error.', { ...location, extensions: { code: 'INTERNAL_SERVER_ERROR' } });
}
