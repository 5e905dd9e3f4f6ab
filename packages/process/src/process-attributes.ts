import type {
  Answer,
  ContextSwitches,
  Limits,
  Mode,
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
} from '@psutil/native/collect';
import type { Subject } from './process-handle.js';

/** What is read of a process as it is, in both forms; `M` says whether methods give values or promises. */
export abstract class ProcessFacts<M extends Mode> {
  readonly #subject: Subject<M>;

  protected constructor(subject: Subject<M>) {
    this.#subject = subject;
  }

  /** Pid of its parent, or 0 where it has none in this pid namespace. Linux: /proc/PID/stat. */
  ppid(): Answer<M, number> {
    return this.#subject.ask('ppid');
  }

  /**
   * Name of the program, which a program may change at any time. Linux: /proc/PID/stat; what the kernel cut to 15
   * bytes is completed from /proc/PID/cmdline.
   */
  name(): Answer<M, string> {
    return this.#subject.ask('name');
  }

  /**
   * Absolute path of the program, as its own mount namespace has it; '' for the kernel's threads. Linux: /proc/PID/exe.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   * @throws {ZombieProcess} For zombies.
   */
  exe(): Answer<M, string> {
    return this.#subject.ask('exe');
  }

  /**
   * The program and its arguments, or the words of the title that it gave itself; [] for the kernel's threads.
   * Linux: /proc/PID/cmdline.
   *
   * @throws {ZombieProcess} For zombies.
   */
  cmdline(): Answer<M, string[]> {
    return this.#subject.ask('cmdline');
  }

  /** What the process is doing: one of the constants `STATUS_…`. Linux: /proc/PID/stat. */
  status(): Answer<M, ProcessStatus> {
    return this.#subject.ask('status');
  }

  /** Name of its real user, or the number where it has none. Linux: /proc/PID/status and the system's users. */
  username(): Answer<M, string> {
    return this.#subject.ask('username');
  }

  /** Seconds of CPU that it and its ended children used. Linux: /proc/PID/stat. */
  cpuTimes(): Answer<M, ProcessCpuTimes> {
    return this.#subject.ask('cpuTimes');
  }

  /** Its memory, in bytes; zeros for zombies and the kernel's threads. Linux: /proc/PID/statm. */
  memoryInfo(): Answer<M, ProcessMemory> {
    return this.#subject.ask('memoryInfo');
  }

  /** Number of its threads. Linux: /proc/PID/stat. */
  numThreads(): Answer<M, number> {
    return this.#subject.ask('numThreads');
  }

  /**
   * The environment that it was started with; {} for the kernel's threads. What it changed since then is not seen.
   * Linux: /proc/PID/environ.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   * @throws {ZombieProcess} For zombies.
   */
  environ(): Answer<M, Record<string, string>> {
    return this.#subject.ask('environ');
  }

  /**
   * Absolute path of its working folder, as its own mount namespace has it; '' where it has none. Linux: /proc/PID/cwd.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   * @throws {ZombieProcess} For zombies.
   */
  cwd(): Answer<M, string> {
    return this.#subject.ask('cwd');
  }

  /**
   * Real, effective and saved number of its user. Linux: /proc/PID/status.
   */
  uids(): Answer<M, ProcessIds> {
    return this.#subject.ask('uids');
  }

  /**
   * Real, effective and saved number of its group. Linux: /proc/PID/status.
   */
  gids(): Answer<M, ProcessIds> {
    return this.#subject.ask('gids');
  }

  /**
   * Path of the terminal that controls it, or null without one. Linux: /proc/PID/stat and the devices in /dev.
   */
  terminal(): Answer<M, string | null> {
    return this.#subject.ask('terminal');
  }

  /**
   * The process group that it is in: the pid of its leader. 0 when that is none of this pid namespace. Linux:
   * /proc/PID/stat.
   */
  processGroup(): Answer<M, number> {
    return this.#subject.ask('processGroup');
  }

  /**
   * The session that it is in: the pid of its leader. 0 when that is none of this pid namespace. Linux:
   * /proc/PID/stat.
   */
  sessionId(): Answer<M, number> {
    return this.#subject.ask('sessionId');
  }

  /**
   * What it read and wrote since it started: calls, and bytes. Linux: /proc/PID/io.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   * @throws {NotSupported} Where the kernel does not count it.
   */
  ioCounters(): Answer<M, ProcessIoCounters> {
    return this.#subject.ask('ioCounters');
  }

  /**
   * How often its main thread gave a CPU to others. Linux: /proc/PID/status.
   */
  numCtxSwitches(): Answer<M, ContextSwitches> {
    return this.#subject.ask('numCtxSwitches');
  }

  /**
   * How often its memory was not in place, without and with a read from a disk. Linux: /proc/PID/stat.
   */
  pageFaults(): Answer<M, PageFaults> {
    return this.#subject.ask('pageFaults');
  }

  /**
   * Its threads, and the seconds of CPU that each used. Linux: /proc/PID/task.
   */
  threads(): Answer<M, ThreadTimes[]> {
    return this.#subject.ask('threads');
  }

  /**
   * Number of its open descriptors; 0 for zombies. Linux: /proc/PID/fd.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   */
  numFds(): Answer<M, number> {
    return this.#subject.ask('numFds');
  }

  /**
   * Number of its open handles, which Windows has.
   *
   * @throws {NotSupported} On every other system.
   */
  numHandles(): Answer<M, number> {
    return this.#subject.ask('numHandles');
  }

  /**
   * The regular files that it has open, by descriptor; one that was deleted has `deleted`. [] for zombies. Linux:
   * /proc/PID/fd and /proc/PID/fdinfo.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   */
  openFiles(): Answer<M, OpenFile[]> {
    return this.#subject.ask('openFiles');
  }

  /**
   * The CPU that it ran on last. Linux: /proc/PID/stat.
   */
  cpuNum(): Answer<M, number> {
    return this.#subject.ask('cpuNum');
  }

  /**
   * Its memory by kind, in bytes. `lib` and `dirty` are 0 since Linux 2.6. Linux: /proc/PID/statm.
   */
  memoryInfoEx(): Answer<M, ProcessMemoryEx> {
    return this.#subject.ask('memoryInfoEx');
  }

  /**
   * Its memory with what is its alone, in bytes: what would be free if it ended (`uss`), its share of what it shares
   * (`pss`) and what is swapped out (`swap`). Slower than {@link memoryInfo}. Linux: /proc/PID/smaps_rollup, else smaps.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   */
  memoryFullInfo(): Answer<M, ProcessFullMemory> {
    return this.#subject.ask('memoryFullInfo');
  }

  /**
   * The path of its control group, of the one that limits its memory where it is in several; null without any. Linux:
   * /proc/PID/cgroup.
   */
  cgroup(): Answer<M, string | null> {
    return this.#subject.ask('cgroup');
  }

  /**
   * The id of the container that it is in, where its control group names one; else null. Linux: /proc/PID/cgroup.
   */
  container(): Answer<M, string | null> {
    return this.#subject.ask('container');
  }

  /**
   * What its control groups leave it of the machine: of each limit, the least on the way up. Linux: /proc/PID/cgroup and
   * /sys/fs/cgroup.
   */
  limits(): Answer<M, Limits> {
    return this.#subject.ask('limits');
  }
}
