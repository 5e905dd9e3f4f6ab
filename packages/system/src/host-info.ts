import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { HostInfo } from '@psutil/native/internal/records';

export type { HostInfo, OsInfo } from '@psutil/native/internal/records';

interface HostInfoFunction<M extends Mode> {
  /**
   * Returns the identification of the machine: host name, operating system, kernel, architecture, and the virtual
   * machine and container technology. `virtualization` and `container` are named as in systemd-detect-virt(1), for
   * example `kvm` and `docker`; an unknown virtual machine is `vm-other`.
   *
   * Linux: /proc/sys/kernel, /etc/os-release, /etc/machine-id, /sys/class/dmi, and the marker files of container
   * runtimes in /run and /.
   */
  (options?: HostOption): Result<M, HostInfo>;
}

const define = <M extends Mode>(executor: Executor<M>): HostInfoFunction<M> =>
  function hostInfo(options) {
    return executor.run(() => executor.collect('hostInfo', resolveHost(options, [])));
  };

export const hostInfo: HostInfoFunction<'sync'> = define(syncExecutor);
export const hostInfoAsync: HostInfoFunction<'async'> = define(asyncExecutor);
