/** What each has, by its name. */
export const byName = <T>(all: readonly { readonly name: string; readonly counters: T }[]): Map<string, T> =>
  new Map(all.map(({ name, counters }) => [name, counters]));

/** All that have one name, in one list, by that name. Any name is safe. */
export function grouped<T>(all: readonly (readonly [name: string, item: T])[]): Record<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [name, item] of all) {
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return Object.fromEntries(groups);
}
