import { expect } from 'vitest';

/** An error as plain data: its class as `name`, its message, its properties, and those of its cause. */
export interface Thrown extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly message: string;
  readonly cause?: Thrown;
}

function plain(error: unknown): Thrown {
  if (!(error instanceof Error)) throw error;
  const { name, message, cause, ...properties } = error;
  return { name, message, ...properties, ...(cause === undefined ? {} : { cause: plain(cause) }) };
}

/** Returns the error that a function throws. */
export function thrownBy(work: () => unknown): Thrown {
  try {
    work();
  } catch (error) {
    return plain(error);
  }
  return expect.unreachable('the function did not throw');
}

/** Returns the error with which a promise rejects. */
export async function rejectedBy(promise: Promise<unknown>): Promise<Thrown> {
  try {
    await promise;
  } catch (error) {
    return plain(error);
  }
  return expect.unreachable('the promise was fulfilled');
}

/** The error for a line of a file that cannot be parsed. */
export const malformed = (path: string, line: number, pid: number | null = null): Thrown => ({
  name: 'PsutilError',
  message: `cannot parse ${path}, line ${line}`,
  code: 'ERR_MALFORMED_FILE',
  pid,
  processName: null,
  cause: expect.objectContaining({ name: 'Error', errno: -74, syscall: 'parse', path }),
});

/** The system error for a missing file. */
export const missing = (syscall: string, path: string): Thrown => ({
  name: 'Error',
  message: `ENOENT: no such file or directory, ${syscall} '${path}'`,
  errno: -2,
  code: 'ENOENT',
  syscall,
  path,
});
