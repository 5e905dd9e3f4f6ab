import { AccessDenied, NoSuchProcess, NotSupported, supports, TimeoutExpired } from '@psutil/native';
import { toError } from '@psutil/native/internal/errors';
import { asyncExecutor, type Mode } from '@psutil/native/internal/execution';
import type { ProcessRow } from '@psutil/native/internal/records';
import { checkOptions } from '@psutil/native/internal/validation';
import { bitsOf } from './attributes.js';
import { Identity } from './identity.js';
import { ownPid } from './pid.js';
import { Process } from './process.js';
import { Process as AsyncProcess } from './process-async.js';
import type { Process as ProcessBase } from './process-base.js';
import { noAttributes } from './process-handle.js';
import { byPid, parentOf } from './tree.js';
import { checkSignal } from './validate.js';
import { checkWait, type WaitDeadline } from './wait.js';
import { type WaitResult, waitProcs } from './wait-procs.js';

/** Options of {@link killTree}. */
export interface KillTreeOptions {
  /** Signal to send, by name or number. Default: `SIGKILL`. */
  readonly signal?: NodeJS.Signals | number | undefined;
  /** Maximum time to wait until all processes have terminated, in seconds. Default: no limit. */
  readonly timeout?: number | null | undefined;
}

/** A PID, or a synchronous or asynchronous `Process`. */
export type TreeRoot =
  | number
  | {
      /** Process ID. */
      readonly pid: number;
      /** Identifier of the process, which is unique across PID reuse and reboots. */
      readonly id: string;
    };

/** Runs an action and ignores errors of the given classes. */
async function ignoring(errors: readonly (new (...args: never[]) => Error)[], action: () => unknown): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!errors.some((type) => error instanceof type)) throw error;
  }
}

/** Time in which all processes of a tree must have been suspended, in seconds. */
const suspendSeconds = 5;

/** Suspends all descendants of a suspended process, and returns whether the tree is complete. */
type SuspendDescendants<P> = (root: P, tree: Map<number, P>) => Promise<boolean>;

/** Suspends the descendants in one native call, which is faster than most processes fork. */
const suspendNatively =
  <P extends ProcessBase<Mode>>(Class: ProcessClass<P>): SuspendDescendants<P> =>
  async (root, tree) => {
    const identity = Identity.find(root.pid, undefined);
    if (!new Class(identity).equals(root)) throw new NoSuchProcess(root.pid);
    const found = await asyncExecutor.collect('suspendTree', undefined, identity.target, suspendSeconds);
    for (const row of found.processes.slice(1)) tree.set(row.pid, new Class(new Identity(row, undefined)));
    if (found.failure) throw toError(found.failure);
    return found.isComplete;
  };

/** Lists and suspends the descendants until no further ones appear. */
async function suspendRepeatedly<P extends ProcessBase<Mode>>(root: P, tree: Map<number, P>): Promise<boolean> {
  const end = performance.now() + suspendSeconds * 1000;
  for (let previousSize = 0; previousSize < tree.size; ) {
    if (performance.now() > end) return false;
    previousSize = tree.size;
    for (const child of await root.children({ recursive: true })) {
      if (tree.get(child.pid)?.equals(child)) continue;
      await ignoring([NoSuchProcess], () => child.suspend());
      tree.set(child.pid, child);
    }
  }
  return true;
}

/**
 * Suspends a process and all its descendants, so that none of them can fork while they are listed. Returns whether all
 * were suspended in time.
 */
async function suspendTree<P extends ProcessBase<Mode>>(
  Class: ProcessClass<P>,
  root: P,
  tree: Map<number, P>,
): Promise<boolean> {
  await root.suspend();
  tree.set(root.pid, root);
  try {
    return await suspendNatively(Class)(root, tree);
  } catch (error) {
    if (error instanceof NotSupported) return suspendRepeatedly(root, tree);
    throw error;
  }
}

const incompleteError = (pid: number, found: number) =>
  new TimeoutExpired(suspendSeconds, {
    pid,
    message: `the tree of process ${pid} started new processes for ${suspendSeconds} seconds: ${found} processes were signaled, others may remain`,
  });

/** Throws if the tree contains this process, which would suspend itself first. */
async function checkNotInTree(root: number): Promise<void> {
  const ancestors = await asyncExecutor.collect('processAncestors', undefined, ownPid(undefined), noAttributes);
  if (ancestors.every(({ pid }) => pid !== root)) return;
  throw new RangeError(`refusing to kill the tree of process ${root}: it contains the current process`);
}

/** The start in the identifier of a process. */
const startOf = ({ id }: { readonly id: string }): number => Number(id.slice(id.lastIndexOf(':') + 1));

/**
 * Returns the processes that others started before they ended. On Windows, a process keeps the PID of its parent, and a
 * suspended thread completes the system call in which it is starting a process.
 */
async function orphansOf<P extends ProcessBase<Mode>>(Class: ProcessClass<P>, ended: readonly P[]): Promise<P[]> {
  const starts = new Map(ended.map((process) => [process.pid, startOf(process)]));
  const rows = await asyncExecutor.collect('processes', undefined, bitsOf(['createTime', 'ppid']));
  const table = byPid(rows);
  const isOrphan = (row: ProcessRow) => {
    const start = starts.get(row.info.ppid ?? Number.NaN) ?? Number.NaN;
    // A process that has the PID of the parent now, and did not start after the child, is its parent.
    const parent = parentOf(table, row);
    return (row.start ?? Number.NaN) >= start && (parent === undefined || parent.start === start);
  };
  return rows.filter(isOrphan).map((row) => new Class(new Identity(row, undefined)));
}

/** Kills the processes that others started before they ended, and adds them to the result. */
async function killOrphans<P extends ProcessBase<Mode>>(
  Class: ProcessClass<P>,
  { gone, alive }: WaitResult<P>,
  kill: (orphan: P) => Promise<WaitResult<P>>,
): Promise<WaitResult<P>> {
  const result = { gone: [...gone], alive: [...alive] };
  for (const orphan of await orphansOf(Class, gone)) {
    await ignoring([NoSuchProcess], async () => {
      const more = await kill(orphan);
      result.gone.push(...more.gone);
      result.alive.push(...more.alive);
    });
  }
  return result;
}

async function killTreeOf<P extends ProcessBase<Mode>>(
  Class: ProcessClass<P>,
  root: P,
  signal: number,
  deadline: WaitDeadline,
): Promise<WaitResult<P>> {
  await checkNotInTree(root.pid);
  const tree = new Map<number, P>();
  const resumeAll = async () => {
    for (const member of tree.values()) await ignoring([NoSuchProcess, AccessDenied], () => member.resume());
  };
  let isComplete: boolean;
  try {
    isComplete = await suspendTree(Class, root, tree);
  } catch (error) {
    await resumeAll();
    throw error;
  }
  for (const member of tree.values()) await ignoring([NoSuchProcess], () => member.sendSignal(signal));
  await resumeAll(); // a stopped process handles no signal except SIGKILL
  if (!isComplete) throw incompleteError(root.pid, tree.size);
  const result = await waitProcs(tree.values(), deadline);
  // Unix gives the children of a process that has ended another parent.
  if (supports('suspendTree')) return result;
  return killOrphans(Class, result, (orphan) => killTreeOf(Class, orphan, signal, deadline));
}

function checkKillTree(options: KillTreeOptions | undefined): [signal: number, deadline: WaitDeadline] {
  checkOptions(options, ['signal', 'timeout']);
  const { timeout, signal = 'SIGKILL' } = options ?? {};
  return [checkSignal(signal), checkWait({ timeout })];
}

/** The synchronous or asynchronous `Process` class. */
interface ProcessClass<P> {
  new (pid: number): P;
  new (identity: Identity): P;
  fromId(id: string): P;
}

/** Returns the root as a process. The constructor validates the PID. */
function rootOf<P>(Class: ProcessClass<P>, root: TreeRoot): P {
  if (root === undefined) throw new TypeError('killTree requires a PID or a Process');
  return typeof root === 'object' && root !== null ? Class.fromId(root.id) : new Class(root);
}

const define = <P extends ProcessBase<Mode>>(Class: ProcessClass<P>) =>
  async function killTree(root: TreeRoot, options?: KillTreeOptions): Promise<WaitResult<P>> {
    const [signal, deadline] = checkKillTree(options);
    return killTreeOf(Class, rootOf(Class, root), signal, deadline);
  };

/**
 * Sends a signal to a process and all its descendants, and waits until they have terminated. All of them are suspended
 * first, so that none can fork in the meantime, and resumed after the signal was sent. An expired timeout is not an
 * error: the processes that have not terminated are returned as `alive`.
 *
 * A process whose parent exited before the call is not a descendant.
 *
 * Unix: SIGSTOP, the signal, and SIGCONT. Windows: NtSuspendProcess(), TerminateProcess() and NtResumeProcess().
 *
 * @throws {NoSuchProcess} If the process has terminated or its PID was reused.
 * @throws {AccessDenied} If this user has no permission to signal one of the processes. No signal is sent, and the
 *   processes are resumed.
 * @throws {TimeoutExpired} If the tree still starts new processes after 5 seconds. The signal was sent to all that
 *   were found, and others may remain.
 * @throws {RangeError} If the tree contains the current process.
 *
 * @example
 * import { killTree, Popen } from '@psutil/process';
 *
 * const shell = new Popen(['sh', '-c', 'sleep 60 & sleep 60']);
 * const { gone, alive } = await killTree(shell, { timeout: 5 });
 * console.log(gone.length, alive.length);
 */
export const killTree: (root: TreeRoot, options?: KillTreeOptions) => Promise<WaitResult<Process>> = define(Process);

export const killTreeAsync: (root: TreeRoot, options?: KillTreeOptions) => Promise<WaitResult<AsyncProcess>> =
  define(AsyncProcess);
