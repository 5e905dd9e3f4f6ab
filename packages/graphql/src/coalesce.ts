import { setImmediate as nextTick } from 'node:timers/promises';

/** A read under a key, and whether it has begun. */
interface Reading {
  readonly result: Promise<unknown>;
  isBegun: boolean;
}

/** The newest reads, by key. */
const readings = new Map<string, Reading>();

async function readAfter<T>(
  earlier: Reading | undefined,
  reading: () => Reading,
  name: string,
  read: () => Promise<T>,
) {
  await (earlier ? earlier.result.catch(() => {}) : nextTick());
  reading().isBegun = true;
  try {
    return await read();
  } finally {
    if (readings.get(name) === reading()) readings.delete(name);
  }
}

/**
 * Runs a read under a key. A burst of equal requests costs one read, or two if some arrived after it had begun: no
 * request receives data that was read before it arrived.
 */
export function coalesce<T>(name: string, read: () => Promise<T>): Promise<T> {
  const newest = readings.get(name);
  if (newest && !newest.isBegun) return newest.result as Promise<T>;
  const result = readAfter(newest, () => reading, name, read);
  const reading: Reading = { result, isBegun: false };
  readings.set(name, reading);
  return result;
}
