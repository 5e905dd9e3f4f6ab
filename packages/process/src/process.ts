import type { HostOption } from '@psutil/native';
import { syncExecutor } from '@psutil/native/internal/execution';
import { findById, type Identity } from './identity.js';
import { Process as ProcessBase } from './process-base.js';

/**
 * A process, identified by its PID and start time. Every method operates on exactly that process; if it has terminated,
 * also if its PID was reused, the method throws `NoSuchProcess`. Methods read synchronously; most take a few
 * microseconds.
 *
 * @example
 * import { Process } from '@psutil/process';
 *
 * const self = new Process();
 * console.log(self.pid, self.name(), self.memoryInfo().rss); // 4711 node 54214656
 */
export class Process extends ProcessBase<'sync'> {
  /**
   * Finds the process that currently has the given PID. Default: this process.
   *
   * @throws {NoSuchProcess} If no process has the PID.
   *
   * @example
   * import { Process } from '@psutil/process';
   *
   * console.log(new Process(process.pid).name()); // node
   */
  constructor(pid?: number, options?: HostOption);
  /** @internal */
  constructor(identity: Identity);
  constructor(pid?: number | Identity, options?: HostOption) {
    super(syncExecutor, pid, options);
  }

  /**
   * Returns the process with an identifier that was read from `id`.
   *
   * @throws {NoSuchProcess} If the process has terminated, its PID was reused or the system was rebooted.
   * @throws {TypeError} If `id` is not a valid process ID.
   *
   * @example
   * import { Process } from '@psutil/process';
   *
   * const { id } = new Process();
   * console.log(Process.fromId(id).pid === process.pid); // true
   */
  static fromId(id: string, options?: HostOption): Process {
    return findById(id, (pid) => new Process(pid, options));
  }

  /** @internal */
  protected override sibling(identity: Identity): this {
    return new Process(identity) as this;
  }
}
