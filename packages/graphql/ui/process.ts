/** A reference to a process. */
export interface ProcessReference {
  readonly id: string;
  readonly pid: number;
  readonly name: string | null;
}

/** A process, as selected by the subscription; a field is null if it could not be read, undefined if it was not selected. */
export interface Process extends ProcessReference {
  readonly ppid: number | null;
  readonly isKernelProcess: boolean | null;
  readonly cpuPercent: number | null;
  readonly memoryInfo: { readonly rss: number; readonly vms?: number } | null;
  readonly username?: string | null;
  readonly status?: string | null;
  readonly numThreads?: number | null;
  readonly numFds?: number | null;
  readonly nice?: number | null;
  readonly cmdline?: readonly string[] | null;
  readonly createTime?: string | null;
  readonly cpuTimes?: { readonly user: number; readonly system: number } | null;
  readonly memoryPercent?: number | null;
  readonly ioRates?: { readonly readBytes?: number; readonly writeBytes?: number } | null;
  readonly terminal?: string | null;
  readonly container?: string | null;
  readonly cgroup?: string | null;
}
