import type { HostOption } from '@psutil/native';
import type { Attributes, CollectorName, Executor, Mode, Result, Target } from '@psutil/native/internal/execution';
import type { Host } from '@psutil/native/internal/host';
import type { Collectors, ProcessRow } from '@psutil/native/internal/records';
import { type AttributeName, bitOf, type ProcessAttributes } from './attributes.js';
import { Identity } from './identity.js';
import { attributeOf, requireRow } from './process-row.js';

/** Maps each collector of one process to its arguments after the target. */
type ProcessArguments = {
  [Name in CollectorName]: Collectors[Name]['arguments'] extends [Host | undefined, Target, ...infer Rest]
    ? Rest
    : never;
};

/** Empty attribute set, to check only whether a process exists. */
export const noAttributes: Attributes = 0;

/** Reads and controls the process of one `Process` object, synchronously or asynchronously. */
export class ProcessHandle<M extends Mode> {
  readonly executor: Executor<M>;
  readonly identity: Identity;

  constructor(executor: Executor<M>, pid: number | Identity | undefined, options: HostOption | undefined) {
    this.executor = executor;
    this.identity = pid instanceof Identity ? pid : Identity.find(pid, options);
  }

  /** Last name read, or null. */
  get name(): string | null {
    return this.identity.name;
  }

  /** Returns the row of the process, which can carry a failure. */
  queryRow(attributes: Attributes): Result<M, ProcessRow | undefined> {
    const { host, target } = this.identity;
    return this.executor.map(this.executor.collect('processes', host, attributes, target), ([row]) => {
      this.identity.name = row?.info.name ?? this.identity.name;
      return row;
    });
  }

  /**
   * Returns the row of the process.
   *
   * @throws {NoSuchProcess} If the process has terminated.
   */
  readRow(attributes: Attributes): Result<M, ProcessRow> {
    return this.executor.map(this.queryRow(attributes), (row) => requireRow(row, this.name));
  }

  /** Returns one attribute, or throws the error of reading it. */
  readAttribute<Name extends Exclude<AttributeName, 'cpuPercent'>>(name: Name): Result<M, ProcessAttributes[Name]> {
    return this.executor.map(this.readRow(bitOf(name)), (row) => attributeOf(row, name, this.name));
  }

  /** Calls a collector with this process as its target. */
  collect<Name extends CollectorName>(
    name: Name,
    ...rest: ProcessArguments[Name]
  ): Result<M, Collectors[Name]['returns']> {
    const { host, target } = this.identity;
    const args = [host, target, ...(rest as readonly unknown[])] as unknown as Collectors[Name]['arguments'];
    return this.executor.collectOf(this.name, name, ...args);
  }

  /**
   * Validates arguments and passes them to `use`. If the arguments are invalid and the process has terminated,
   * `NoSuchProcess` takes precedence over the validation error.
   */
  withValidated<T, U>(validate: () => T, use: (value: T) => Result<M, U>): Result<M, U> {
    return this.executor.run<U>(() => {
      let value: T;
      try {
        value = validate();
      } catch (error) {
        return this.executor.map(this.readRow(noAttributes), () => {
          throw error;
        });
      }
      return use(value);
    });
  }
}
