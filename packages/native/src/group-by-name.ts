/** Returns the counters of each device by its name. */
export function countersByName<T>(all: readonly { readonly name: string; readonly counters: T }[]): Map<string, T> {
  const byName = new Map<string, T>();
  for (const { name, counters } of all) byName.set(name, counters);
  return byName;
}

/**
 * Returns an object with the entries. The last of several entries with the same name is used. Every name becomes an own
 * property, including `__proto__`. Assignment takes a third of the time of `Object.fromEntries`.
 */
export function objectFromEntries<T>(entries: Iterable<readonly [name: string, item: T]>): Record<string, T> {
  const object: Record<string, T> = {};
  for (const [name, item] of entries) {
    if (name === '__proto__') {
      Object.defineProperty(object, name, { value: item, enumerable: true, configurable: true, writable: true });
    } else {
      object[name] = item;
    }
  }
  return object;
}

/** Returns an object with the list of all items of each name. */
export function groupByName<T>(entries: readonly (readonly [name: string, item: T])[]): Record<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [name, item] of entries) {
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return objectFromEntries(groups);
}
