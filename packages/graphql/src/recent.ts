/** Milliseconds for which requests that come together share what one of them began to read. */
const freshness = 10;

const begun = new Map<string, Promise<unknown>>();

/** What is read under a name, or was begun to be read just now: a burst of equal requests costs one reading. */
export function recent<T>(name: string, read: () => Promise<T>): Promise<T> {
  const known = begun.get(name);
  if (known) return known as Promise<T>;
  const reading = read();
  begun.set(name, reading);
  setTimeout(() => {
    if (begun.get(name) === reading) begun.delete(name);
  }, freshness).unref();
  return reading;
}

/** Lets nobody see any more what was read before something was changed. */
export const forget = (): void => begun.clear();
