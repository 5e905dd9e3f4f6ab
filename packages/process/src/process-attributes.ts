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

/** What is read of a process as it is, in both forms; `M` says whether methods give values or promises. */
export abstract class ProcessAttributeMethods<M extends Mode> {
  readonly #handle: ProcessHandle<M>;

  protected constructor(handle: ProcessHandle<M>) {
    this.#handle = handle;
  }

  /** Pid of its parent, or 0 where it has none in this pid namespace. Linux: /proc/PID/stat. */
  ppid(): Result<M, number> {
    return this.#handle.readAttribute('ppid');
  }

  /**
   * Name of the program, which a program may change at any time. Linux: /proc/PID/stat; what the kernel cut to 15
   * bytes is completed from /proc/PID/cmdline.
   */
  name(): Result<M, string> {
    return this.#handle.readAttribute('name');
  }

  /**
   * Absolute path of the program, as its own mount namespace has it; '' for the kernel's threads. Linux: /proc/PID/exe.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   * @throws {ZombieProcess} For zombies.
   */
  exe(): Result<M, string> {
    return this.#handle.readAttribute('exe');
  }

  /**
   * The program and its arguments, or the words of the title that it gave itself; [] for the kernel's threads.
   * Linux: /proc/PID/cmdline.
   *
   * @throws {ZombieProcess} For zombies.
   */
  cmdline(): Result<M, string[]> {
    return this.#handle.readAttribute('cmdline');
  }

  /** What the process is doing: one of the constants `STATUS_…`. Linux: /proc/PID/stat. */
  status(): Result<M, ProcessStatus> {
    return this.#handle.readAttribute('status');
  }

  /** Name of its real user, or the number where it has none. Linux: /proc/PID/status and the system's users. */
  username(): Result<M, string> {
    return this.#handle.readAttribute('username');
  }

  /** Seconds of CPU that it and its ended children used. Linux: /proc/PID/stat. */
  cpuTimes(): Result<M, ProcessCpuTimes> {
    return this.#handle.readAttribute('cpuTimes');
  }

  /** Its memory, in bytes; zeros for zombies and the kernel's threads. Linux: /proc/PID/statm. */
  memoryInfo(): Result<M, ProcessMemory> {
    return this.#handle.readAttribute('memoryInfo');
  }

  /** Number of its threads. Linux: /proc/PID/stat. */
  numThreads(): Result<M, number> {
    return this.#handle.readAttribute('numThreads');
  }

  /**
   * The environment that it was started with; {} for the kernel's threads. What it changed since then is not seen.
   * Linux: /proc/PID/environ.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   * @throws {ZombieProcess} For zombies.
   */
  environ(): Result<M, Record<string, string>> {
    return this.#handle.readAttribute('environ');
  }

  /**
   * Absolute path of its working folder, as its own mount namespace has it; '' where it has none. Linux: /proc/PID/cwd.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   * @throws {ZombieProcess} For zombies.
   */
  cwd(): Result<M, string> {
    return this.#handle.readAttribute('cwd');
  }

  /**
   * Real, effective and saved number of its user. Linux: /proc/PID/status.
   */
  uids(): Result<M, ProcessIds> {
    return this.#handle.readAttribute('uids');
  }

  /**
   * Real, effective and saved number of its group. Linux: /proc/PID/status.
   */
  gids(): Result<M, ProcessIds> {
    return this.#handle.readAttribute('gids');
  }

  /**
   * Path of the terminal that controls it, or null without one. Linux: /proc/PID/stat and the devices in /dev.
   */
  terminal(): Result<M, string | null> {
    return this.#handle.readAttribute('terminal');
  }

  /**
   * The process group that it is in: the pid of its leader. 0 when that is none of this pid namespace. Linux:
   * /proc/PID/stat.
   */
  processGroup(): Result<M, number> {
    return this.#handle.readAttribute('processGroup');
  }

  /**
   * The session that it is in: the pid of its leader. 0 when that is none of this pid namespace. Linux:
   * /proc/PID/stat.
   */
  sessionId(): Result<M, number> {
    return this.#handle.readAttribute('sessionId');
  }

  /**
   * What it read and wrote since it started: calls, and bytes. Linux: /proc/PID/io.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   * @throws {NotSupported} Where the kernel does not count it.
   */
  ioCounters(): Result<M, ProcessIoCounters> {
    return this.#handle.readAttribute('ioCounters');
  }

  /**
   * How often its main thread gave a CPU to others. Linux: /proc/PID/status.
   */
  numCtxSwitches(): Result<M, ContextSwitches> {
    return this.#handle.readAttribute('numCtxSwitches');
  }

  /**
   * How often its memory was not in place, without and with a read from a disk. Linux: /proc/PID/stat.
   */
  pageFaults(): Result<M, PageFaults> {
    return this.#handle.readAttribute('pageFaults');
  }

  /**
   * Its threads, and the seconds of CPU that each used. Linux: /proc/PID/task.
   */
  threads(): Result<M, ThreadTimes[]> {
    return this.#handle.readAttribute('threads');
  }

  /**
   * Number of its open descriptors; 0 for zombies. Linux: /proc/PID/fd.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   */
  numFds(): Result<M, number> {
    return this.#handle.readAttribute('numFds');
  }

  /**
   * Number of its open handles, which Windows has.
   *
   * @throws {NotSupported} On every other system.
   */
  numHandles(): Result<M, number> {
    return this.#handle.readAttribute('numHandles');
  }

  /**
   * The regular files that it has open, by descriptor; one that was deleted has `deleted`. [] for zombies. Linux:
   * /proc/PID/fd and /proc/PID/fdinfo.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   */
  openFiles(): Result<M, OpenFile[]> {
    return this.#handle.readAttribute('openFiles');
  }

  /**
   * The CPU that it ran on last. Linux: /proc/PID/stat.
   */
  cpuNum(): Result<M, number> {
    return this.#handle.readAttribute('cpuNum');
  }

  /**
   * Its memory by kind, in bytes. `lib` and `dirty` are 0 since Linux 2.6. Linux: /proc/PID/statm.
   */
  memoryInfoEx(): Result<M, ProcessMemoryEx> {
    return this.#handle.readAttribute('memoryInfoEx');
  }

  /**
   * Its memory with what is its alone, in bytes: what would be free if it ended (`uss`), its share of what it shares
   * (`pss`) and what is swapped out (`swap`). Slower than {@link memoryInfo}. Linux: /proc/PID/smaps_rollup, else smaps.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   */
  memoryFullInfo(): Result<M, ProcessFullMemory> {
    return this.#handle.readAttribute('memoryFullInfo');
  }

  /**
   * The path of its control group, of the one that limits its memory where it is in several; null without any. Linux:
   * /proc/PID/cgroup.
   */
  cgroup(): Result<M, string | null> {
    return this.#handle.readAttribute('cgroup');
  }

  /**
   * The id of the container that it is in, where its control group names one; else null. Linux: /proc/PID/cgroup.
   */
  container(): Result<M, string | null> {
    return this.#handle.readAttribute('container');
  }

  /**
   * What its control groups leave it of the machine: of each limit, the least on the way up. Linux: /proc/PID/cgroup and
   * /sys/fs/cgroup.
   */
  limits(): Result<M, Limits> {
    return this.#handle.readAttribute('limits');
  }
}
