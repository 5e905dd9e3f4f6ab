import type { Mode, Result } from '@psutil/native/internal/execution';
import type { ProcessIds, ProcessStatus } from '@psutil/native/internal/records';
import type { ProcessHandle } from './process-handle.js';

/** The methods that describe a process. `M` selects whether they return values or promises. */
export abstract class Process<M extends Mode> {
  readonly #handle: ProcessHandle<M>;

  protected constructor(handle: ProcessHandle<M>) {
    this.#handle = handle;
  }

  /**
   * Returns the PID of the parent process, or 0 if there is no parent in this PID namespace. On Windows, the parent may
   * have exited and its PID may be that of another process. Linux: /proc/PID/stat. macOS, FreeBSD: sysctl kern.proc.
   * SunOS: /proc/PID/psinfo. Windows: NtQueryInformationProcess().
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().ppid()); // 4242
   * console.log(await new promises.Process().ppid());
   */
  ppid(): Result<M, number> {
    return this.#handle.readAttribute('ppid');
  }

  /**
   * Returns the process name, which a process can change at any time. Linux: /proc/PID/stat. The kernel truncates names
   * to 15 bytes; a truncated name is completed from the first 4096 bytes of /proc/PID/cmdline. macOS, FreeBSD: sysctl
   * kern.proc, which truncates names to 16 and 19 bytes; a truncated name is completed from the path of the executable.
   * SunOS: /proc/PID/psinfo, truncated to 15 bytes. Windows: NtQuerySystemInformation().
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().name()); // node
   * console.log(await new promises.Process().name());
   */
  name(): Result<M, string> {
    return this.#handle.readAttribute('name');
  }

  /**
   * Returns the absolute path of the executable, as seen in the mount namespace of the process; '' for kernel threads.
   * Linux: /proc/PID/exe. macOS: proc_pidpath(). FreeBSD: sysctl kern.proc.pathname. On both, '' if the file was
   * deleted. SunOS: /proc/PID/path/a.out. Windows: QueryFullProcessImageName().
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root. Not on macOS.
   * @throws {ZombieProcess} If the process is a zombie.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().exe()); // /usr/bin/node
   * console.log(await new promises.Process().exe());
   */
  exe(): Result<M, string> {
    return this.#handle.readAttribute('exe');
  }

  /**
   * Returns the command line as an array of arguments, or the title that the process set; [] for kernel threads. At
   * most 6 MiB, including 8 bytes for each argument; the rest is cut off. Linux: /proc/PID/cmdline. macOS: sysctl
   * kern.procargs2. FreeBSD: sysctl kern.proc.args. SunOS: /proc/PID/as; of a process of another user, the first 80
   * bytes, from /proc/PID/psinfo, split at spaces. Windows: NtQueryInformationProcess(), or the memory of the process,
   * split as CommandLineToArgvW() does.
   *
   * @throws {ZombieProcess} If the process is a zombie.
   * @throws {AccessDenied} On macOS, if the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().cmdline()); // [ 'node', 'app.js' ]
   * console.log(await new promises.Process().cmdline());
   */
  cmdline(): Result<M, string[]> {
    return this.#handle.readAttribute('cmdline');
  }

  /**
   * Returns the process status, one of the `STATUS_*` constants. Linux: /proc/PID/stat. macOS: sysctl kern.proc, and
   * proc_pidinfo() to distinguish running from sleeping. FreeBSD: sysctl kern.proc. SunOS: /proc/PID/psinfo. Windows:
   * NtQuerySystemInformation(); stopped if all threads are suspended, running otherwise.
   *
   * @throws {AccessDenied} On macOS, if the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().status()); // running
   * console.log(await new promises.Process().status());
   */
  status(): Result<M, ProcessStatus> {
    return this.#handle.readAttribute('status');
  }

  /**
   * Returns whether the process is a kernel thread. Linux: the PF_KTHREAD flag in /proc/PID/stat. macOS: PID 0.
   * FreeBSD: the P_KPROC flag of sysctl kern.proc. SunOS: a process without arguments and memory. Windows: PIDs 0 and
   * 4, and children of PID 4 that have no executable, such as Registry.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().isKernelProcess()); // false
   * console.log(await new promises.Process().isKernelProcess());
   */
  isKernelProcess(): Result<M, boolean> {
    return this.#handle.readAttribute('isKernelProcess');
  }

  /**
   * Returns the name of the user that owns the process (the real user ID), or the ID as text if the user database has
   * no entry for it. Linux: /proc/PID/status and getpwuid_r(3). macOS, FreeBSD: sysctl kern.proc and getpwuid_r(3).
   * SunOS: /proc/PID/psinfo and getpwuid_r(3C). Windows: `DOMAIN\user`, from OpenProcessToken() and LookupAccountSid(),
   * which may send a request to a domain controller.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().username()); // alice
   * console.log(await new promises.Process().username());
   */
  username(): Result<M, string> {
    return this.#handle.readAttribute('username');
  }

  /**
   * Returns the initial environment variables of the process; {} for kernel threads. Changes that the process made
   * after it started may not be visible. At most 6 MiB and 32,768 variables; the rest is cut off. Linux:
   * /proc/PID/environ. macOS: sysctl kern.procargs2; {} for programs that System Integrity Protection restricts.
   * FreeBSD: sysctl kern.proc.env. SunOS: /proc/PID/as. Windows: the current variables, from the memory of the process.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   * @throws {ZombieProcess} If the process is a zombie.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().environ()['PATH']); // /usr/local/bin:/usr/bin:/bin
   * console.log(Object.keys(await new promises.Process().environ()));
   */
  environ(): Result<M, Record<string, string>> {
    return this.#handle.readAttribute('environ');
  }

  /**
   * Returns the absolute path of the current working directory, as seen in the mount namespace of the process; '' for a
   * process without one. Linux: /proc/PID/cwd. macOS: proc_pidinfo(). FreeBSD: sysctl kern.proc.cwd. SunOS:
   * /proc/PID/path/cwd. Windows: the memory of the process.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   * @throws {ZombieProcess} If the process is a zombie.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().cwd()); // /home/alice
   * console.log(await new promises.Process().cwd());
   */
  cwd(): Result<M, string> {
    return this.#handle.readAttribute('cwd');
  }

  /**
   * Returns the real, effective and saved user IDs of the process. Linux: /proc/PID/status. macOS, FreeBSD: sysctl
   * kern.proc. SunOS: /proc/PID/cred; of a process of another user /proc/PID/psinfo, without `saved`.
   *
   * @throws {NotSupported} On Windows.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const { real, effective, saved } = new Process().uids();
   * console.log(real, effective, saved); // 1000 1000 1000
   * console.log(await new promises.Process().uids());
   */
  uids(): Result<M, ProcessIds> {
    return this.#handle.readAttribute('uids');
  }

  /**
   * Returns the real, effective and saved group IDs of the process. Linux: /proc/PID/status. macOS, FreeBSD: sysctl
   * kern.proc. SunOS: /proc/PID/cred; of a process of another user /proc/PID/psinfo, without `saved`.
   *
   * @throws {NotSupported} On Windows.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const { real, effective, saved } = new Process().gids();
   * console.log(real, effective, saved); // 1000 1000 1000
   * console.log(await new promises.Process().gids());
   */
  gids(): Result<M, ProcessIds> {
    return this.#handle.readAttribute('gids');
  }

  /**
   * Returns the path of the controlling terminal, or null if there is none. Linux: /proc/PID/stat and the device files
   * in /dev. macOS, FreeBSD: sysctl kern.proc and devname_r(3). SunOS: /proc/PID/psinfo and the device files in /dev.
   *
   * @throws {NotSupported} On Windows.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().terminal()); // /dev/pts/0
   * console.log(await new promises.Process().terminal());
   */
  terminal(): Result<M, string | null> {
    return this.#handle.readAttribute('terminal');
  }

  /**
   * Returns the process group ID, which is the PID of the group leader; 0 if outside this PID namespace. Linux:
   * /proc/PID/stat. macOS, FreeBSD: sysctl kern.proc. SunOS: /proc/PID/psinfo.
   *
   * @throws {NotSupported} On Windows.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().processGroup()); // 4711
   * console.log(await new promises.Process().processGroup());
   */
  processGroup(): Result<M, number> {
    return this.#handle.readAttribute('processGroup');
  }

  /**
   * Returns the session ID, which is the PID of the session leader; 0 if outside this PID namespace. Linux:
   * /proc/PID/stat. macOS: getsid(2). FreeBSD: sysctl kern.proc. SunOS: /proc/PID/psinfo. Windows: ID of the Remote
   * Desktop Services session, from ProcessIdToSessionId().
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().sessionId()); // 4242
   * console.log(await new promises.Process().sessionId());
   */
  sessionId(): Result<M, number> {
    return this.#handle.readAttribute('sessionId');
  }

  /**
   * Returns the path of the control group of the process, or null if there is none. With several cgroup v1 hierarchies,
   * it is the group of the memory controller. Linux: /proc/PID/cgroup.
   *
   * @throws {NotSupported} On every other system.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().cgroup()); // /user.slice/user-1000.slice/session-2.scope
   * console.log(await new promises.Process().cgroup());
   */
  cgroup(): Result<M, string | null> {
    return this.#handle.readAttribute('cgroup');
  }

  /**
   * Returns the ID of the container of the process, if the path of its control group contains one, or null.
   * Linux: /proc/PID/cgroup.
   *
   * @throws {NotSupported} On every other system.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().container()); // null
   * console.log(await new promises.Process().container());
   */
  container(): Result<M, string | null> {
    return this.#handle.readAttribute('container');
  }
}
