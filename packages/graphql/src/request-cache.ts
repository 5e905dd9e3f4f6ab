import type { GraphQLResolveInfo } from 'graphql';

/** The values that a request, or an event of a subscription, has read: each is read once, when it is first needed. */
export class RequestCache {
  readonly #read = new Map<string, unknown>();

  /** Returns the value of a key, which is read the first time. */
  once<T>(name: string, read: () => T): T {
    if (!this.#read.has(name)) this.#read.set(name, read());
    return this.#read.get(name) as T;
  }
}

/** The caches of the requests in progress, by the variables object of each. */
const caches = new WeakMap<object, RequestCache>();

/** Returns the cache of the request to which a field belongs. */
export function requestCacheOf({ rootValue, variableValues }: GraphQLResolveInfo): RequestCache {
  if (rootValue instanceof RequestCache) return rootValue;
  const cache = caches.get(variableValues) ?? new RequestCache();
  caches.set(variableValues, cache);
  return cache;
}
