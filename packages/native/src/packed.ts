import type { ConnectionKind } from './connections.js';
import { TimeSlice } from './time-slice.js';

/** A set of process attributes: bit N stands for the Nth field of ProcessInfo. */
export type Attributes = number;

/** A process: its pid and the start ticks that it must have. */
export type Target = readonly [pid: number, start: number];

/** The processes to read: pids and the start ticks they must have (NaN for any) in turn, or undefined for all. */
export type Targets = readonly number[];

/** Which sockets `connections` are; `inet` unless said otherwise. */
export type SocketKind = ConnectionKind;

type Read<T> = (from: Packed) => T;

/** Readers of a sparse record's fields, in the order in which they are packed. */
export type FieldReaders<T> = { readonly [Name in keyof T]-?: Read<T[Name]> };

/** A collector's packed answer being read: its numbers one after the other, its text piece by piece. */
export class Packed {
  readonly #numbers: Float64Array;
  readonly #text: string;
  #next = 0;
  #end = 0;

  constructor(numbers: Float64Array, text: string) {
    this.#numbers = numbers;
    this.#text = text;
  }

  number(): number {
    return this.#numbers[this.#next++] as number;
  }

  flag(): boolean {
    return this.number() !== 0;
  }

  string(): string {
    const start = this.#end;
    this.#end += this.number();
    return this.#text.slice(start, this.#end);
  }

  list<T>(read: Read<T>): T[] {
    const items: T[] = [];
    for (let count = this.number(); count > 0; count--) items.push(read(this));
    return items;
  }

  /** The same with breaks, so that a long list keeps the event loop from nothing else. */
  async listYielding<T>(read: Read<T>): Promise<T[]> {
    const items: T[] = [];
    const slice = new TimeSlice();
    for (let count = this.number(); count > 0; count--) {
      if (slice.isExpired) await slice.yield();
      items.push(read(this));
    }
    return items;
  }

  nullable<T>(read: Read<T>): T | null {
    return this.flag() ? read(this) : null;
  }

  sparse<T extends object>(fields: SparseFields<T>): Partial<T> {
    const value: Partial<T> = {};
    for (const [name, read] of fields.present(this.number())) value[name] = read(this);
    return value;
  }
}

/** The fields of a sparse record, of which any subset may be present. */
export class SparseFields<T extends object> {
  readonly names: readonly (keyof T)[];
  readonly #readers: FieldReaders<T>;
  readonly #plans = new Map<number, [keyof T, Read<T[keyof T]>][]>();

  constructor(readers: FieldReaders<T>) {
    this.names = Object.keys(readers) as (keyof T)[];
    this.#readers = readers;
  }

  /** The bits that stand for some fields, each named once. They may be more than the 32 of JavaScript's operators. */
  bits(names: Iterable<keyof T>): number {
    let bits = 0;
    for (const name of names) bits += 2 ** this.names.indexOf(name);
    return bits;
  }

  present(bits: number): [keyof T, Read<T[keyof T]>][] {
    const known = this.#plans.get(bits);
    if (known) return known;
    const present = this.names.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1);
    const plan = present.map((name): [keyof T, Read<T[keyof T]>] => [name, this.#readers[name]]);
    this.#plans.set(bits, plan);
    return plan;
  }
}
