import type { HostOption } from '@psutil/native';
import type { Attributes, CollectorName, Executor, Mode, Result, Target } from '@psutil/native/internal/execution';
import type { Host } from '@psutil/native/internal/host';
import type { Collectors, ProcessRow } from '@psutil/native/internal/records';
import { type AttributeName, bitOf, type ProcessAttributes } from './attributes.js';
import { Identity } from './identity.js';
import { attributeOf, requireRow } from './process-row.js';

/** The collectors that are about one process, and what they take beside it. */
type OfOne = {
  [Name in CollectorName]: Collectors[Name]['arguments'] extends [Host | undefined, Target, ...infer Rest]
    ? Rest
    : never;
};

/** What must be read to know only whether it is there. */
export const noAttributes: Attributes = 0;

/** The process that an object stands for, and the way in which it is asked. */
export class ProcessHandle<M extends Mode> {
  readonly executor: Executor<M>;
  readonly identity: Identity;

  constructor(executor: Executor<M>, pid: number | Identity | undefined, options: HostOption | undefined) {
    this.executor = executor;
    this.identity = pid instanceof Identity ? pid : Identity.find(pid, options);
  }

  /** Its name, where it was ever asked. */
  get name(): string | null {
    return this.identity.name;
  }

  /** The row of the process, with or without a failure. */
  row(attributes: Attributes): Result<M, ProcessRow | undefined> {
    const { host, target } = this.identity;
    return this.executor.map(this.executor.collect('processes', host, attributes, target), ([row]) => {
      this.identity.name = row?.info.name ?? this.identity.name;
      return row;
    });
  }

  /** The row of the process, which must be there. */
  read(attributes: Attributes): Result<M, ProcessRow> {
    return this.executor.map(this.row(attributes), (row) => requireRow(row, this.name));
  }

  /** One attribute. */
  readAttribute<Name extends Exclude<AttributeName, 'cpuPercent'>>(name: Name): Result<M, ProcessAttributes[Name]> {
    return this.executor.map(this.read(bitOf(name)), (row) => attributeOf(row, name, this.name));
  }

  /** The answer of a collector that is about one process. */
  collect<Name extends CollectorName>(name: Name, ...rest: OfOne[Name]): Result<M, Collectors[Name]['returns']> {
    const { host, target } = this.identity;
    const args = [host, target, ...(rest as readonly unknown[])] as unknown as Collectors[Name]['arguments'];
    return this.executor.collectOf(this.name, name, ...args);
  }

  /** Uses arguments that were checked. Of a process that is gone, that is said rather than what is wrong with them. */
  checked<T, U>(check: () => T, use: (value: T) => Result<M, U>): Result<M, U> {
    return this.executor.run<U>(() => {
      let value: T;
      try {
        value = check();
      } catch (error) {
        return this.executor.map(this.read(noAttributes), () => {
          throw error;
        });
      }
      return use(value);
    });
  }
}
