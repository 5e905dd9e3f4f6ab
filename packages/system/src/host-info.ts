import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { HostInfo } from '@psutil/native/internal/records';

export type { HostInfo, OsInfo } from '@psutil/native/internal/records';

const define = <M extends Mode>(executor: Executor<M>) =>
  function hostInfo(options?: HostOption): Result<M, HostInfo> {
    return executor.run(() => executor.collect('hostInfo', resolveHost(options, [])));
  };

/**
 * Returns the identification of the machine: host name, operating system, kernel, architecture, and the virtual
 * machine and container technology. `virtualization` and `container` are named as in systemd-detect-virt(1), for
 * example `kvm` and `docker`; an unknown virtual machine is `vm-other`.
 *
 * Linux: /proc/sys/kernel, /etc/os-release, /etc/machine-id, /sys/class/dmi, and the marker files of container runtimes
 * in /run and /. macOS: sysctl and gethostuuid(2). FreeBSD: sysctl. SunOS: uname(2), sysinfo(2), and /etc/os-release or
 * /etc/release, without `machineId` and `virtualization`. Windows: GetComputerNameExW() and the registry.
 *
 * @example
 * import { hostInfo } from '@psutil/system';
 * import * as promises from '@psutil/system/promises';
 *
 * const { hostname, os, container } = hostInfo();
 * console.log(hostname, os.name, container);
 * console.log((await promises.hostInfo()).kernel);
 */
export const hostInfo: (options?: HostOption) => HostInfo = define(syncExecutor);

export const hostInfoAsync: (options?: HostOption) => Promise<HostInfo> = define(asyncExecutor);
