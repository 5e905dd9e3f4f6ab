import { setImmediate as nextIteration } from 'node:timers/promises';

/** A read that is queued or in progress. */
interface PendingRead {
  readonly result: Promise<unknown>;
  isBegun: boolean;
}

/** The newest read of each key. */
const pendingReads = new Map<string, PendingRead>();

async function readAfter<T>(
  earlier: PendingRead | undefined,
  pending: () => PendingRead,
  key: string,
  read: () => Promise<T>,
) {
  await (earlier ? earlier.result.catch(() => {}) : nextIteration());
  pending().isBegun = true;
  try {
    return await read();
  } finally {
    if (pendingReads.get(key) === pending()) pendingReads.delete(key);
  }
}

/**
 * Runs a read that is shared by all callers with the same key. A burst of equal calls costs one read, or two if some
 * arrived after it had begun: no caller receives data that was read before its call.
 */
export function coalesce<T>(key: string, read: () => Promise<T>): Promise<T> {
  const newest = pendingReads.get(key);
  if (newest && !newest.isBegun) return newest.result as Promise<T>;
  const result = readAfter(newest, () => pending, key, read);
  const pending: PendingRead = { result, isBegun: false };
  pendingReads.set(key, pending);
  return result;
}
