import type { Mode, Result } from '@psutil/native/internal/execution';
import type {
  ContextSwitches,
  Limits,
  OpenFile,
  PageFaults,
  ProcessCpuTimes,
  ProcessFullMemory,
  ProcessIds,
  ProcessIoCounters,
  ProcessMemory,
  ProcessMemoryEx,
  ProcessStatus,
  ThreadTimes,
} from '@psutil/native/internal/records';
import type { ProcessHandle } from './process-handle.js';

/** The attribute methods without arguments. `M` selects whether they return values or promises. */
export abstract class ProcessAttributeMethods<M extends Mode> {
  readonly #handle: ProcessHandle<M>;

  protected constructor(handle: ProcessHandle<M>) {
    this.#handle = handle;
  }

  /**
   * Returns the PID of the parent process, or 0 if there is no parent in this PID namespace. On Windows, the parent
   * may have exited and its PID may be that of another process. Linux: /proc/PID/stat. Windows:
   * NtQueryInformationProcess().
   */
  ppid(): Result<M, number> {
    return this.#handle.readAttribute('ppid');
  }

  /**
   * Returns the process name, which a process can change at any time. Linux: /proc/PID/stat. The kernel truncates names
   * to 15 bytes; a truncated name is completed from the first 4096 bytes of /proc/PID/cmdline. Windows:
   * NtQuerySystemInformation().
   */
  name(): Result<M, string> {
    return this.#handle.readAttribute('name');
  }

  /**
   * Returns the absolute path of the executable, as seen in the mount namespace of the process; '' for kernel threads.
   * Linux: /proc/PID/exe. Windows: QueryFullProcessImageName().
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   * @throws {ZombieProcess} If the process is a zombie.
   */
  exe(): Result<M, string> {
    return this.#handle.readAttribute('exe');
  }

  /**
   * Returns the command line as an array of arguments, or the title that the process set; [] for kernel threads. At most
   * 6 MiB, including 8 bytes for each argument; the rest is cut off. Linux: /proc/PID/cmdline. Windows:
   * NtQueryInformationProcess(), or the memory of the process, split as CommandLineToArgvW() does.
   *
   * @throws {ZombieProcess} If the process is a zombie.
   */
  cmdline(): Result<M, string[]> {
    return this.#handle.readAttribute('cmdline');
  }

  /**
   * Returns the process status, one of the `STATUS_*` constants. Linux: /proc/PID/stat. Windows:
   * NtQuerySystemInformation(); stopped if all threads are suspended, running otherwise.
   */
  status(): Result<M, ProcessStatus> {
    return this.#handle.readAttribute('status');
  }

  /**
   * Returns whether the process is a kernel thread. Linux: the PF_KTHREAD flag in /proc/PID/stat. Windows: PIDs 0 and
   * 4, and children of PID 4 that have no executable, such as Registry.
   */
  isKernelProcess(): Result<M, boolean> {
    return this.#handle.readAttribute('isKernelProcess');
  }

  /**
   * Returns the name of the user that owns the process (the real user ID), or the ID as text if the user database has
   * no entry for it. Linux: /proc/PID/status and getpwuid_r(3). Windows: `DOMAIN\user`, from OpenProcessToken() and
   * LookupAccountSid(), which may ask a domain controller.
   */
  username(): Result<M, string> {
    return this.#handle.readAttribute('username');
  }

  /**
   * Returns the CPU times of the process and of its terminated, waited-for children, in seconds. Linux: /proc/PID/stat.
   * Windows: GetProcessTimes(), without the children.
   */
  cpuTimes(): Result<M, ProcessCpuTimes> {
    return this.#handle.readAttribute('cpuTimes');
  }

  /**
   * Returns the memory usage of the process, in bytes; all fields are 0 for zombies and kernel threads.
   * Linux: /proc/PID/statm. Windows: GetProcessMemoryInfo().
   */
  memoryInfo(): Result<M, ProcessMemory> {
    return this.#handle.readAttribute('memoryInfo');
  }

  /** Returns the number of threads of the process. Linux: /proc/PID/stat. */
  numThreads(): Result<M, number> {
    return this.#handle.readAttribute('numThreads');
  }

  /**
   * Returns the initial environment variables of the process; {} for kernel threads. Changes that the process made
   * after it started may not be visible. At most 6 MiB and 32,768 variables; the rest is cut off.
   * Linux: /proc/PID/environ. Windows: the current variables, from the memory of the process.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   * @throws {ZombieProcess} If the process is a zombie.
   */
  environ(): Result<M, Record<string, string>> {
    return this.#handle.readAttribute('environ');
  }

  /**
   * Returns the absolute path of the current working directory, as seen in the mount namespace of the process; '' for a
   * process without one. Linux: /proc/PID/cwd. Windows: the memory of the process.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   * @throws {ZombieProcess} If the process is a zombie.
   */
  cwd(): Result<M, string> {
    return this.#handle.readAttribute('cwd');
  }

  /** Returns the real, effective and saved user IDs of the process. Linux: /proc/PID/status. */
  uids(): Result<M, ProcessIds> {
    return this.#handle.readAttribute('uids');
  }

  /** Returns the real, effective and saved group IDs of the process. Linux: /proc/PID/status. */
  gids(): Result<M, ProcessIds> {
    return this.#handle.readAttribute('gids');
  }

  /**
   * Returns the path of the controlling terminal, or null if there is none. Linux: /proc/PID/stat and the device files
   * in /dev.
   */
  terminal(): Result<M, string | null> {
    return this.#handle.readAttribute('terminal');
  }

  /**
   * Returns the process group ID, which is the PID of the group leader; 0 if outside this PID namespace.
   * Linux: /proc/PID/stat.
   */
  processGroup(): Result<M, number> {
    return this.#handle.readAttribute('processGroup');
  }

  /**
   * Returns the session ID, which is the PID of the session leader; 0 if outside this PID namespace.
   * Linux: /proc/PID/stat. Windows: ID of the Remote Desktop Services session, from ProcessIdToSessionId().
   */
  sessionId(): Result<M, number> {
    return this.#handle.readAttribute('sessionId');
  }

  /**
   * Returns the I/O counters since the process started: read and write calls, and bytes. Linux: /proc/PID/io.
   * Windows: GetProcessIoCounters().
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   * @throws {NotSupported} If the kernel was built without I/O accounting.
   */
  ioCounters(): Result<M, ProcessIoCounters> {
    return this.#handle.readAttribute('ioCounters');
  }

  /**
   * Returns the numbers of voluntary and involuntary context switches of the main thread. Linux: /proc/PID/status.
   * Windows: those of all threads, from NtQuerySystemInformation().
   */
  numCtxSwitches(): Result<M, ContextSwitches> {
    return this.#handle.readAttribute('numCtxSwitches');
  }

  /**
   * Returns the numbers of minor page faults (served without disk I/O) and major page faults (served with disk I/O).
   * Linux: /proc/PID/stat. Windows: NtQuerySystemInformation().
   */
  pageFaults(): Result<M, PageFaults> {
    return this.#handle.readAttribute('pageFaults');
  }

  /** Returns the threads of the process, with the CPU times of each in seconds. Linux: /proc/PID/task. */
  threads(): Result<M, ThreadTimes[]> {
    return this.#handle.readAttribute('threads');
  }

  /**
   * Returns the number of open file descriptors; 0 for zombies. Linux: /proc/PID/fd.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   */
  numFds(): Result<M, number> {
    return this.#handle.readAttribute('numFds');
  }

  /**
   * Returns the number of open handles. Windows only: GetProcessHandleCount().
   *
   * @throws {NotSupported} On every other system.
   */
  numHandles(): Result<M, number> {
    return this.#handle.readAttribute('numHandles');
  }

  /**
   * Returns the regular files opened by the process, in order of file descriptor; [] for zombies. `deleted` is true for
   * a file that was unlinked while open. Linux: /proc/PID/fd and /proc/PID/fdinfo. Windows:
   * NtQueryInformationProcess() and NtQueryObject(); files that do not respond within 100 ms are left out.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   */
  openFiles(): Result<M, OpenFile[]> {
    return this.#handle.readAttribute('openFiles');
  }

  /** Returns the number of the CPU that the process last ran on. Linux: /proc/PID/stat. */
  cpuNum(): Result<M, number> {
    return this.#handle.readAttribute('cpuNum');
  }

  /**
   * Returns extended memory statistics, in bytes. `lib` and `dirty` are always 0 since Linux 2.6.
   * Linux: /proc/PID/statm.
   */
  memoryInfoEx(): Result<M, ProcessMemoryEx> {
    return this.#handle.readAttribute('memoryInfoEx');
  }

  /**
   * Returns the memory usage including the unique set size (`uss`), the proportional set size (`pss`) and swapped-out
   * memory (`swap`), in bytes. Slower than {@link memoryInfo}. Linux: /proc/PID/smaps_rollup, or /proc/PID/smaps on
   * kernels without it. Windows: NtQueryVirtualMemory(), without `pss` and `swap`.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   */
  memoryFullInfo(): Result<M, ProcessFullMemory> {
    return this.#handle.readAttribute('memoryFullInfo');
  }

  /**
   * Returns the path of the control group of the process, or null if there is none. With several cgroup v1 hierarchies,
   * it is the group of the memory controller. Linux: /proc/PID/cgroup.
   */
  cgroup(): Result<M, string | null> {
    return this.#handle.readAttribute('cgroup');
  }

  /**
   * Returns the ID of the container of the process, if the path of its control group contains one, or null.
   * Linux: /proc/PID/cgroup.
   */
  container(): Result<M, string | null> {
    return this.#handle.readAttribute('container');
  }

  /**
   * Returns the resource limits that apply to the control group of the process: for each resource, the lowest limit of
   * the group and its ancestors. Linux: /proc/PID/cgroup and /sys/fs/cgroup.
   */
  limits(): Result<M, Limits> {
    return this.#handle.readAttribute('limits');
  }
}
