import { hostKey } from './host.js';
import type { Host } from './types.generated.js';

type Counters = Readonly<Record<string, number>>;

/** Named things, each with its counters. */
type Table<T> = ReadonlyMap<string, T>;

/** A part as a share of a whole, 0 to 100; 0 of nothing. */
export const percentOf = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : 0);

/** What is kept of one host: the newest counters, and all that each ever lost by going backwards. */
class Memory<T extends object> {
  finished = 0;
  #newest: Table<T> = new Map();
  readonly #lost = new Map<string, Record<string, number>>();

  /** Compares with a newer reading. What is gone is forgotten, so that what takes its name over begins anew. */
  learn(reading: Table<T>): void {
    for (const name of this.#lost.keys()) if (!reading.has(name)) this.#lost.delete(name);
    for (const [name, counters] of reading) {
      const before = this.#newest.get(name) as Counters | undefined;
      for (const field in counters) {
        const earlier = before?.[field] ?? 0;
        if (((counters as Counters)[field] as number) < earlier) this.#lose(name, field, earlier);
      }
    }
    this.#newest = reading;
    this.finished++;
  }

  #lose(name: string, field: string, amount: number): void {
    const lost = this.#lost.get(name) ?? {};
    lost[field] = (lost[field] ?? 0) + amount;
    this.#lost.set(name, lost);
  }

  /** A reading with what its counters lost. */
  restored(reading: Table<T>): Table<T> {
    if (this.#lost.size === 0) return reading;
    return new Map([...reading].map(([name, counters]) => [name, this.#restoredOne(name, counters)]));
  }

  #restoredOne(name: string, counters: T): T {
    const lost = this.#lost.get(name);
    if (lost === undefined) return counters;
    const entries = Object.entries(counters as Counters).map(([field, value]) => [field, value + (lost[field] ?? 0)]);
    return Object.fromEntries(entries) as T;
  }
}

/** Counters of named things that go on where the kernel's began anew, as they do at the end of 32 bits. */
export class CounterUnwrapper<T extends object> {
  readonly #memories = new Map<string, Memory<T>>();

  /**
   * Begins a reading; what it gave is passed to the function that this gives. A reading that began before another one
   * ended may be the older of the two: nothing is learnt of it, since it would seem to go backwards.
   */
  begin(host: Host | undefined): (reading: Table<T>) => Table<T> {
    const key = hostKey(host);
    const memory = this.#memories.get(key) ?? new Memory<T>();
    this.#memories.set(key, memory);
    const { finished } = memory;
    return (reading) => {
      if (finished === memory.finished) memory.learn(reading);
      return memory.restored(reading);
    };
  }
}

/** What counters of named things counterDeltas between two readings; what is new, or went backwards, counterDeltas nothing by that. */
export function counterDeltas<T extends object>(before: Table<T>, after: Table<T>): Map<string, T> {
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

/** The sum of some counters; null of none. */
export function sumCounters<T extends object>(all: readonly T[]): T | null {
  const [first, ...rest] = all;
  if (!first) return null;
  const sum: Record<string, number> = { ...(first as Counters) };
  for (const counters of rest) {
    for (const [field, value] of Object.entries(counters as Counters)) sum[field] = (sum[field] ?? 0) + value;
  }
  return sum as T;
}
