import type { GraphQLResolveInfo } from 'graphql';

/** What a request, or an event of a subscription, sees of the machine: what it needs is read once, when it needs it. */
export class Snapshot {
  readonly #read = new Map<string, unknown>();

  /** What is read under a name, now or before. */
  once<T>(name: string, read: () => T): T {
    if (!this.#read.has(name)) this.#read.set(name, read());
    return this.#read.get(name) as T;
  }
}

/** The snapshots of the requests under way, by the variables that each has of its own. */
const snapshots = new WeakMap<object, Snapshot>();

/** The snapshot that a field belongs to. */
export function snapshotOf({ rootValue, variableValues }: GraphQLResolveInfo): Snapshot {
  if (rootValue instanceof Snapshot) return rootValue;
  const snapshot = snapshots.get(variableValues) ?? new Snapshot();
  snapshots.set(variableValues, snapshot);
  return snapshot;
}
