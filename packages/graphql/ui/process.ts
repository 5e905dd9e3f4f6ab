/** A process, as selected by the subscription; null if a field could not be read. */
export interface Process {
  readonly id: string;
  readonly pid: number;
  readonly ppid: number | null;
  readonly name: string | null;
  readonly username: string | null;
  readonly status: string | null;
  readonly numThreads: number | null;
  readonly cpuPercent: number | null;
  readonly memoryInfo: { readonly rss: number } | null;
  readonly cmdline: readonly string[] | null;
  readonly isKernelProcess: boolean | null;
}
