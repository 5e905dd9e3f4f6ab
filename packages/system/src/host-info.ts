import type { HostOption } from '@psutil/native';
import { asyncExecutor, type HostInfo, resolveHost, syncExecutor } from '@psutil/native/collect';

export type { HostInfo, OsInfo } from '@psutil/native/collect';

/**
 * Which machine this is: its name, system, kernel and architecture, and in what kind of virtual machine or container.
 * `virtualization` and `container` have the names of systemd-detect-virt(1), such as `kvm` and `docker`; a virtual
 * machine of another kind is `vm-other`.
 *
 * Linux: /proc/sys/kernel, /etc/os-release, /etc/machine-id, /sys/class/dmi and what containers leave in /run and /.
 */
export function hostInfo(options?: HostOption): HostInfo {
  return syncExecutor.collect('hostInfo', resolveHost(options));
}

/** Which machine this is: `hostInfo` of `@psutil/system`, read on the thread pool. */
export async function hostInfoAsync(options?: HostOption): Promise<HostInfo> {
  return asyncExecutor.collect('hostInfo', resolveHost(options));
}
