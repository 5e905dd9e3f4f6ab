import type { HostOption } from '@psutil/native';
import { asyncExecutor } from '@psutil/native/internal/execution';
import { byId, type Identity } from './identity.js';
import { ProcessBase } from './process-base.js';

/**
 * A process, known by its pid and its start: every method answers about that very process or throws `NoSuchProcess`,
 * also when its pid has been given to another. Its methods read on the thread pool and give promises.
 */
export class Process extends ProcessBase<'async'> {
  /**
   * The process that has a pid now, by default this program.
   *
   * @throws {NoSuchProcess} When there is none.
   */
  constructor(pid?: number, options?: HostOption);
  /** @internal */
  constructor(identity: Identity);
  constructor(pid?: number | Identity, options?: HostOption) {
    super(asyncExecutor, pid, options);
  }

  /**
   * The very process that an `id` was made of.
   *
   * @throws {NoSuchProcess} When it has ended, its pid is another's or the machine booted since.
   */
  static fromId(id: string, options?: HostOption): Process {
    return byId(id, (pid) => new Process(pid, options));
  }

  protected override sibling(identity: Identity): this {
    return new Process(identity) as this;
  }
}
