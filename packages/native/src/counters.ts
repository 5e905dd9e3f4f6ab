import { hostKey } from './host.js';
import type { Host } from './types.generated.js';

type Counters = Readonly<Record<string, number>>;

/** Counters by the name of their device. */
type CountersByName<T> = ReadonlyMap<string, T>;

/** Returns `part` as a percentage of `whole`, or 0 if `whole` is 0. */
export const percentOf = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : 0);

/** The state of one host: its last counters, and the sum of the values that each counter lost when it wrapped. */
class WrapState<T extends object> {
  updates = 0;
  #last: CountersByName<T> = new Map();
  readonly #lost = new Map<string, Record<string, number>>();

  /** Compares a reading with the last one. The state of a missing device is dropped: its name may be reused. */
  update(reading: CountersByName<T>): void {
    for (const name of this.#lost.keys()) if (!reading.has(name)) this.#lost.delete(name);
    for (const [name, counters] of reading) {
      const last = this.#last.get(name) as Counters | undefined;
      for (const field in counters) {
        const before = last?.[field] ?? 0;
        if (((counters as Counters)[field] as number) < before) this.#addLost(name, field, before);
      }
    }
    this.#last = reading;
    this.updates++;
  }

  #addLost(name: string, field: string, amount: number): void {
    const lost = this.#lost.get(name) ?? {};
    lost[field] = (lost[field] ?? 0) + amount;
    this.#lost.set(name, lost);
  }

  /** Returns a reading with the lost values added. */
  unwrap(reading: CountersByName<T>): CountersByName<T> {
    if (this.#lost.size === 0) return reading;
    return new Map([...reading].map(([name, counters]) => [name, this.#unwrapOne(name, counters)]));
  }

  #unwrapOne(name: string, counters: T): T {
    const lost = this.#lost.get(name);
    if (lost === undefined) return counters;
    const entries = Object.entries(counters as Counters).map(([field, value]) => [field, value + (lost[field] ?? 0)]);
    return Object.fromEntries(entries) as T;
  }
}

/** Makes counters monotonic where those of the kernel restart at 0, for example when they overflow 32 bits. */
export class CounterUnwrapper<T extends object> {
  readonly #states = new Map<string, WrapState<T>>();

  /**
   * Starts a reading, and returns the function that unwraps its counters. If another reading finishes in between, this
   * one may be the older of the two. It does not update the state then, because its counters would seem to have wrapped.
   */
  begin(host: Host | undefined): (reading: CountersByName<T>) => CountersByName<T> {
    const key = hostKey(host);
    const state = this.#states.get(key) ?? new WrapState<T>();
    this.#states.set(key, state);
    const { updates } = state;
    return (reading) => {
      if (updates === state.updates) state.update(reading);
      return state.unwrap(reading);
    };
  }
}

/**
 * Returns the increase of each counter between two readings. The increase is 0 for a device that is new and for a
 * counter that decreased.
 */
export function counterDeltas<T extends object>(before: CountersByName<T>, after: CountersByName<T>): Map<string, T> {
  return new Map(
    [...after].map(([name, counters]) => {
      const earlier = (before.get(name) ?? counters) as Counters;
      const entries = Object.entries(counters as Counters).map(([field, value]) => {
        return [field, Math.max(0, value - (earlier[field] ?? value))];
      });
      return [name, Object.fromEntries(entries) as T];
    }),
  );
}

/** Returns fields of counter deltas as rates per second. The rates are 0 if there are no deltas or no time passed. */
export function ratesOf<Name extends string>(
  deltas: { readonly [Field in Name]: number } | null,
  fields: readonly Name[],
  seconds: number,
): { [Field in Name]: number } {
  const rates = fields.map((field) => [field, deltas && seconds > 0 ? deltas[field] / seconds : 0]);
  return Object.fromEntries(rates);
}

/** Returns the sum of counters field by field, or null for an empty list. */
export function sumCounters<T extends object>(all: readonly T[]): T | null {
  const [first, ...rest] = all;
  if (!first) return null;
  const sum: Record<string, number> = { ...(first as Counters) };
  for (const counters of rest) {
    for (const [field, value] of Object.entries(counters as Counters)) sum[field] = (sum[field] ?? 0) + value;
  }
  return sum as T;
}
