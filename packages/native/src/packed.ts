import { TimeSlice } from './time-slice.js';

export type { Attributes, Target, Targets } from './arguments.js';

type Read<T> = (from: Packed) => T;

/** The readers of the fields of a sparse record, in the order in which they are packed. */
export type FieldReaders<T> = { readonly [Name in keyof T]-?: Read<T[Name]> };

/** Reads a packed result: its numbers one by one, and its text piece by piece. */
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

  /** Reads a list and yields to the event loop after each time slice. */
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

/** The fields of a sparse record, any subset of which may be present. */
export class SparseFields<T extends object> {
  readonly names: readonly (keyof T)[];
  readonly #readers: FieldReaders<T>;
  readonly #present = new Map<number, [keyof T, Read<T[keyof T]>][]>();

  constructor(readers: FieldReaders<T>) {
    this.names = Object.keys(readers) as (keyof T)[];
    this.#readers = readers;
  }

  /** Returns the bits that represent fields, each of which is given once. JavaScript's operators have only 32 bits. */
  bits(names: Iterable<keyof T>): number {
    let bits = 0;
    for (const name of names) bits += 2 ** this.names.indexOf(name);
    return bits;
  }

  /** Returns whether bits include the bit of a field. */
  has(bits: number, name: keyof T): boolean {
    const index = this.names.indexOf(name);
    return index >= 0 && Math.floor(bits / 2 ** index) % 2 === 1;
  }

  /** Returns the fields that bits represent, with their readers. */
  present(bits: number): [keyof T, Read<T[keyof T]>][] {
    const cached = this.#present.get(bits);
    if (cached) return cached;
    const present = this.names
      .filter((name) => this.has(bits, name))
      .map((name): [keyof T, Read<T[keyof T]>] => [name, this.#readers[name]]);
    this.#present.set(bits, present);
    return present;
  }
}
