import { expect } from 'vitest';

/** An error as plain data: its class as `name`, what it says and what it knows, and the same of its cause. */
export interface Thrown extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly message: string;
  readonly cause?: Thrown;
}

function plain(error: unknown): Thrown {
  if (!(error instanceof Error)) throw error;
  const { name, message, cause, ...known } = error;
  return { name, message, ...known, ...(cause === undefined ? {} : { cause: plain(cause) }) };
}

/** What a function throws. */
export function thrownBy(work: () => unknown): Thrown {
  try {
    work();
  } catch (error) {
    return plain(error);
  }
  return expect.unreachable('nothing was thrown');
}

/** What a promise is rejected with. */
export async function rejectedBy(promise: Promise<unknown>): Promise<Thrown> {
  try {
    await promise;
  } catch (error) {
    return plain(error);
  }
  return expect.unreachable('the promise was kept');
}

/** The error that a line of a file could not be understood. */
export const malformed = (path: string, line: number, pid: number | null = null): Thrown => ({
  name: 'PsutilError',
  message: `cannot parse ${path}, line ${line}`,
  code: 'ERR_MALFORMED_FILE',
  pid,
  processName: null,
  cause: expect.objectContaining({ name: 'Error', errno: -74, syscall: 'parse', path }),
});

/** The system's own error that a file is not there. */
export const missing = (syscall: string, path: string): Thrown => ({
  name: 'Error',
  message: `ENOENT: no such file or directory, ${syscall} '${path}'`,
  errno: -2,
  code: 'ENOENT',
  syscall,
  path,
});
