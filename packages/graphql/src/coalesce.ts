import { setImmediate as nextTurn } from 'node:timers/promises';

/** A reading that is wanted under a name, and what those wait for who came after it had begun. */
interface Reading {
  readonly result: Promise<unknown>;
  isBegun: boolean;
}

/** The newest readings, by their names. */
const readings = new Map<string, Reading>();

async function readAfter<T>(
  earlier: Reading | undefined,
  reading: () => Reading,
  name: string,
  read: () => Promise<T>,
) {
  await (earlier ? earlier.result.catch(() => {}) : nextTurn());
  reading().isBegun = true;
  try {
    return await read();
  } finally {
    if (readings.get(name) === reading()) readings.delete(name);
  }
}

/**
 * What is read under a name. A burst of equal requests costs one reading, or two where some came when it had begun:
 * nobody is told what was read before they asked.
 */
export function shared<T>(name: string, read: () => Promise<T>): Promise<T> {
  const newest = readings.get(name);
  if (newest && !newest.isBegun) return newest.result as Promise<T>;
  const result = readAfter(newest, () => reading, name, read);
  const reading: Reading = { result, isBegun: false };
  readings.set(name, reading);
  return result;
}
