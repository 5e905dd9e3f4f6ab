import { PsutilError } from '@psutil/native';
import { GraphQLError } from 'graphql';

/** What the error classes are called in the graph: their own codes, without the prefix. */
const codeOf = ({ code }: PsutilError) => code.replace(/^ERR_/, '');

const isSystemError = (error: Error): error is Error & { code: string } =>
  'syscall' in error && 'code' in error && typeof error.code === 'string';

function extensionsOf(error: Error): Record<string, unknown> | undefined {
  if (error instanceof PsutilError) return { code: codeOf(error), ...(error.pid === null ? {} : { pid: error.pid }) };
  if (isSystemError(error)) return { code: error.code };
  if (error instanceof TypeError || error instanceof RangeError) return { code: 'BAD_USER_INPUT' };
  return undefined;
}

/** Errors as clients see them: with a code, never with a stack; of what was not meant to happen, nothing but that it did. */
export function maskError(error: unknown): Error {
  if (!(error instanceof GraphQLError))
    return new GraphQLError('Internal error.', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  const { originalError } = error;
  if (!originalError || originalError instanceof GraphQLError) return error;
  const extensions = extensionsOf(originalError) ?? { code: 'INTERNAL_SERVER_ERROR' };
  const message = extensions['code'] === 'INTERNAL_SERVER_ERROR' ? 'Internal error.' : originalError.message;
  return new GraphQLError(message, { nodes: error.nodes ?? null, path: error.path ?? null, extensions });
}
