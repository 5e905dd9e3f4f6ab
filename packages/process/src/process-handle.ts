import type { HostOption } from '@psutil/native';
import type {
  Answer,
  Attributes,
  CollectorName,
  Collectors,
  Executor,
  Host,
  Mode,
  ProcessRow,
  Target,
} from '@psutil/native/collect';
import { type AttributeName, bitOf, type ProcessAttributes } from './attributes.js';
import { Identity } from './identity.js';
import { attributeOf, present } from './row.js';

/** The collectors that are about one process, and what they take beside it. */
type OfOne = {
  [Name in CollectorName]: Collectors[Name]['arguments'] extends [Host | undefined, Target, ...infer Rest]
    ? Rest
    : never;
};

/** What must be read to know only whether it is there. */
export const noAttributes: Attributes = 0;

/** The process that an object stands for, and the way in which it is asked. */
export class Subject<M extends Mode> {
  readonly way: Executor<M>;
  readonly identity: Identity;

  constructor(way: Executor<M>, pid: number | Identity | undefined, options: HostOption | undefined) {
    this.way = way;
    this.identity = pid instanceof Identity ? pid : Identity.find(pid, options);
  }

  /** Its name, where it was ever asked. */
  get name(): string | null {
    return this.identity.name;
  }

  /** The row of the process, with or without a failure. */
  row(attributes: Attributes): Answer<M, ProcessRow | undefined> {
    const { host, target } = this.identity;
    return this.way.map(this.way.collect('processes', host, attributes, target), ([row]) => {
      this.identity.name = row?.info.name ?? this.identity.name;
      return row;
    });
  }

  /** The row of the process, which must be there. */
  read(attributes: Attributes): Answer<M, ProcessRow> {
    return this.way.map(this.row(attributes), (row) => present(row, this.name));
  }

  /** One attribute. */
  ask<Name extends Exclude<AttributeName, 'cpuPercent'>>(name: Name): Answer<M, ProcessAttributes[Name]> {
    return this.way.map(this.read(bitOf(name)), (row) => attributeOf(row, name, this.name));
  }

  /** The answer of a collector that is about one process. */
  collect<Name extends CollectorName>(name: Name, ...rest: OfOne[Name]): Answer<M, Collectors[Name]['returns']> {
    const { host, target } = this.identity;
    const args = [host, target, ...(rest as readonly unknown[])] as unknown as Collectors[Name]['arguments'];
    return this.way.collectOf(this.name, name, ...args);
  }

  /** Uses arguments that were checked. Of a process that is gone, that is said rather than what is wrong with them. */
  checked<T, U>(check: () => T, use: (value: T) => Answer<M, U>): Answer<M, U> {
    return this.way.run<U>(() => {
      let value: T;
      try {
        value = check();
      } catch (error) {
        return this.way.map(this.read(noAttributes), () => {
          throw error;
        });
      }
      return use(value);
    });
  }
}
