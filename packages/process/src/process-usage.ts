import type { Mode, Result } from '@psutil/native/internal/execution';
import type {
  ContextSwitches,
  Limits,
  OpenFile,
  PageFaults,
  ProcessCpuTimes,
  ProcessFullMemory,
  ProcessIoCounters,
  ProcessMemory,
  ProcessMemoryEx,
  ThreadTimes,
} from '@psutil/native/internal/records';
import { Process as ProcessAttributes } from './process-attributes.js';
import type { ProcessHandle } from './process-handle.js';

/** The methods that measure what a process uses. `M` selects whether they return values or promises. */
export abstract class Process<M extends Mode> extends ProcessAttributes<M> {
  readonly #handle: ProcessHandle<M>;

  protected constructor(handle: ProcessHandle<M>) {
    super(handle);
    this.#handle = handle;
  }

  /**
   * Returns the CPU times of the process and of its terminated, waited-for children, in seconds. Linux: /proc/PID/stat.
   * macOS: proc_pidinfo(), without the children. FreeBSD: sysctl kern.proc. SunOS: /proc/PID/usage; the children, from
   * /proc/PID/status, only for the own user and root. Windows: GetProcessTimes(), without the children.
   *
   * @throws {AccessDenied} On macOS, if the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const { user, system } = new Process().cpuTimes();
   * console.log(user, system); // 0.06 0.02
   * console.log((await new promises.Process().cpuTimes()).user);
   */
  cpuTimes(): Result<M, ProcessCpuTimes> {
    return this.#handle.readAttribute('cpuTimes');
  }

  /**
   * Returns the memory usage of the process, in bytes; all fields are 0 for zombies and kernel threads. Linux:
   * /proc/PID/statm. macOS: proc_pidinfo(). FreeBSD: sysctl kern.proc. SunOS: /proc/PID/psinfo. Windows:
   * GetProcessMemoryInfo().
   *
   * @throws {AccessDenied} On macOS, if the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().memoryInfo().rss); // 54214656
   * console.log((await new promises.Process().memoryInfo()).vms);
   */
  memoryInfo(): Result<M, ProcessMemory> {
    return this.#handle.readAttribute('memoryInfo');
  }

  /**
   * Returns the number of threads of the process. Linux: /proc/PID/stat. macOS: proc_pidinfo(). FreeBSD: sysctl
   * kern.proc. SunOS: /proc/PID/psinfo. Windows: NtQuerySystemInformation().
   *
   * @throws {AccessDenied} On macOS, if the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().numThreads()); // 11
   * console.log(await new promises.Process().numThreads());
   */
  numThreads(): Result<M, number> {
    return this.#handle.readAttribute('numThreads');
  }

  /**
   * Returns the I/O counters since the process started: read and write calls, and bytes. Linux: /proc/PID/io. macOS:
   * proc_pid_rusage(), bytes only. FreeBSD: sysctl kern.proc, without bytes. Windows: GetProcessIoCounters().
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root. Not on FreeBSD.
   * @throws {NotSupported} On SunOS, or if the kernel was built without I/O accounting.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().ioCounters().readBytes); // 4096
   * console.log((await new promises.Process().ioCounters()).writeBytes);
   */
  ioCounters(): Result<M, ProcessIoCounters> {
    return this.#handle.readAttribute('ioCounters');
  }

  /**
   * Returns the numbers of voluntary and involuntary context switches of the main thread. Linux: /proc/PID/status. On
   * other systems, those of all threads. macOS: proc_pidinfo(), without `involuntary`. FreeBSD: sysctl kern.proc.
   * SunOS: /proc/PID/usage. Windows: NtQuerySystemInformation().
   *
   * @throws {AccessDenied} On macOS, if the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().numCtxSwitches().voluntary); // 112
   * console.log((await new promises.Process().numCtxSwitches()).involuntary);
   */
  numCtxSwitches(): Result<M, ContextSwitches> {
    return this.#handle.readAttribute('numCtxSwitches');
  }

  /**
   * Returns the numbers of minor page faults (served without disk I/O) and major page faults (served with disk I/O).
   * Linux: /proc/PID/stat. macOS: proc_pidinfo(). FreeBSD: sysctl kern.proc. SunOS: /proc/PID/usage. Windows:
   * NtQuerySystemInformation().
   *
   * @throws {AccessDenied} On macOS, if the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().pageFaults().minor); // 4913
   * console.log((await new promises.Process().pageFaults()).major);
   */
  pageFaults(): Result<M, PageFaults> {
    return this.#handle.readAttribute('pageFaults');
  }

  /**
   * Returns the threads of the process, with the CPU times of each in seconds. Linux: /proc/PID/task. macOS:
   * proc_pidinfo(). FreeBSD: sysctl kern.proc. SunOS: /proc/PID/lusage. Windows: NtQuerySystemInformation().
   *
   * @throws {AccessDenied} On macOS, if the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * for (const { id, userTime, systemTime } of new Process().threads()) console.log(id, userTime, systemTime);
   * console.log((await new promises.Process().threads()).length);
   */
  threads(): Result<M, ThreadTimes[]> {
    return this.#handle.readAttribute('threads');
  }

  /**
   * Returns the number of open file descriptors; 0 for zombies. Linux, SunOS: /proc/PID/fd. macOS: proc_pidinfo().
   * FreeBSD: sysctl kern.proc.filedesc.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   * @throws {NotSupported} On Windows.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().numFds()); // 21
   * console.log(await new promises.Process().numFds());
   */
  numFds(): Result<M, number> {
    return this.#handle.readAttribute('numFds');
  }

  /**
   * Returns the number of open handles. Windows only: GetProcessHandleCount().
   *
   * @throws {NotSupported} On every other system.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().numHandles()); // 243
   * console.log(await new promises.Process().numHandles());
   */
  numHandles(): Result<M, number> {
    return this.#handle.readAttribute('numHandles');
  }

  /**
   * Returns the regular files opened by the process, in order of file descriptor; [] for zombies. `deleted` is true for
   * a file that was unlinked while open. Linux: /proc/PID/fd and /proc/PID/fdinfo. macOS: proc_pidinfo() and
   * proc_pidfdinfo(). FreeBSD: sysctl kern.proc.filedesc, without `deleted` and the files whose path the kernel does
   * not know. SunOS: /proc/PID/fd and /proc/PID/path, with `path` and `fd` only. Windows: NtQueryInformationProcess()
   * and NtQueryObject(); files that do not respond within 100 ms are left out.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * for (const { path, fd, position } of new Process().openFiles()) console.log(path, fd, position);
   * console.log((await new promises.Process().openFiles()).length);
   */
  openFiles(): Result<M, OpenFile[]> {
    return this.#handle.readAttribute('openFiles');
  }

  /**
   * Returns the number of the CPU that the process last ran on. Linux: /proc/PID/stat. FreeBSD: sysctl kern.proc.
   * SunOS: /proc/PID/psinfo.
   *
   * @throws {NotSupported} On macOS and Windows.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().cpuNum()); // 3
   * console.log(await new promises.Process().cpuNum());
   */
  cpuNum(): Result<M, number> {
    return this.#handle.readAttribute('cpuNum');
  }

  /**
   * Returns extended memory statistics, in bytes. `lib` and `dirty` are always 0 since Linux 2.6. Linux:
   * /proc/PID/statm. macOS: proc_pidinfo() and proc_pid_rusage(). SunOS: /proc/PID/psinfo. Windows:
   * GetProcessMemoryInfo().
   *
   * @throws {AccessDenied} On macOS, if the process belongs to another user and the caller is not root.
   * @throws {NotSupported} On FreeBSD.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().memoryInfoEx().rss); // 54214656
   * console.log(await new promises.Process().memoryInfoEx());
   */
  memoryInfoEx(): Result<M, ProcessMemoryEx> {
    return this.#handle.readAttribute('memoryInfoEx');
  }

  /**
   * Returns the memory usage including the unique set size (`uss`), the proportional set size (`pss`) and swapped-out
   * memory (`swap`), in bytes. Slower than {@link memoryInfo}. Linux: /proc/PID/smaps_rollup, or /proc/PID/smaps on
   * kernels without it. macOS: proc_pidinfo(). Windows: NtQueryVirtualMemory(). Both are without `pss` and `swap`.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   * @throws {NotSupported} On FreeBSD and SunOS.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const { uss, pss, swap } = new Process().memoryFullInfo();
   * console.log({ uss, pss, swap }); // { uss: 20185088, pss: 32768000, swap: 0 }
   * console.log((await new promises.Process().memoryFullInfo()).uss);
   */
  memoryFullInfo(): Result<M, ProcessFullMemory> {
    return this.#handle.readAttribute('memoryFullInfo');
  }

  /**
   * Returns the resource limits that apply to the control group of the process: for each resource, the lowest limit of
   * the group and its ancestors. Linux: /proc/PID/cgroup and /sys/fs/cgroup.
   *
   * @throws {NotSupported} On every other system.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().limits().memory.limit ?? 'unlimited');
   * console.log((await new promises.Process().limits()).cpu.quota);
   */
  limits(): Result<M, Limits> {
    return this.#handle.readAttribute('limits');
  }
}
