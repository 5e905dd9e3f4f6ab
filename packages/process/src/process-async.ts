import type { HostOption } from '@psutil/native';
import { asyncExecutor } from '@psutil/native/internal/execution';
import { findById, type Identity } from './identity.js';
import { Process as ProcessBase } from './process-base.js';

/**
 * A process, identified by its PID and start time. Every method operates on exactly that process; if it has terminated,
 * also if its PID was reused, the method throws `NoSuchProcess`. Methods read on the thread pool and return promises.
 *
 * @example
 * import { Process } from '@psutil/process/promises';
 *
 * const self = new Process();
 * console.log(self.pid, await self.name(), (await self.memoryInfo()).rss); // 4711 node 54214656
 */
export class Process extends ProcessBase<'async'> {
  constructor(pid?: number, options?: HostOption);
  /** @internal */
  constructor(identity: Identity);
  constructor(pid?: number | Identity, options?: HostOption) {
    super(asyncExecutor, pid, options);
  }

  static fromId(id: string, options?: HostOption): Process {
    return findById(id, (pid) => new Process(pid, options));
  }

  /** @internal */
  protected override sibling(identity: Identity): this {
    return new Process(identity) as this;
  }
}
