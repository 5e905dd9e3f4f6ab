import type { GraphQLResolveInfo } from 'graphql';

/** The values that a request, or an event of a subscription, has read: each is read once, when it is first needed. */
export class RequestCache {
  readonly #values = new Map<string, unknown>();
  readonly #ofObjects = new WeakMap<object, RequestCache>();

  /** Returns the value of a key. Reads it on the first call. */
  once<T>(key: string, read: () => T): T {
    if (!this.#values.has(key)) this.#values.set(key, read());
    return this.#values.get(key) as T;
  }

  /** Returns the cache of the values of an object. */
  of(object: object): RequestCache {
    const cache = this.#ofObjects.get(object) ?? new RequestCache();
    this.#ofObjects.set(object, cache);
    return cache;
  }
}

/** The caches of the requests in progress, by the variables object of each. */
const requests = new RequestCache();

/** Returns the cache of the request to which a field belongs. */
export function requestCacheOf({ rootValue, variableValues }: GraphQLResolveInfo): RequestCache {
  return rootValue instanceof RequestCache ? rootValue : requests.of(variableValues);
}
