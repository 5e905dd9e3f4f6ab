import { AccessDenied, NoSuchProcess, NotSupported, TimeoutExpired } from '@psutil/native';
import { toError } from '@psutil/native/internal/errors';
import { asyncExecutor, type Mode } from '@psutil/native/internal/execution';
import { checkOptions } from '@psutil/native/internal/validation';
import { Identity } from './identity.js';
import { ownPid } from './pid.js';
import { Process } from './process.js';
import { Process as AsyncProcess } from './process-async.js';
import type { ProcessBase } from './process-base.js';
import { noAttributes } from './process-handle.js';
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
export type TreeRoot = number | { readonly pid: number; readonly id: string };

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
  return waitProcs(tree.values(), deadline);
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

interface KillTree<M extends Mode> {
  /**
   * Sends a signal to a process and all its descendants, and waits until they have terminated. All of them are suspended
   * first, so that none can fork in the meantime, and resumed after the signal was sent. An expired timeout is not an
   * error: the processes that have not terminated are returned as `alive`.
   *
   * A process whose parent exited before the call is not a descendant.
   *
   * @throws {NoSuchProcess} If the process has terminated or its PID was reused.
   * @throws {AccessDenied} If this user has no permission to signal one of the processes. No signal is sent, and the
   *   processes are resumed.
   * @throws {TimeoutExpired} If the tree still starts new processes after 5 seconds. The signal was sent to all that
   *   were found, and others may remain.
   * @throws {RangeError} If the tree contains the current process.
   */
  (root: TreeRoot, options?: KillTreeOptions): Promise<WaitResult<M extends 'sync' ? Process : AsyncProcess>>;
}

const define = <P extends ProcessBase<Mode>>(Class: ProcessClass<P>) =>
  async function killTree(root: TreeRoot, options?: KillTreeOptions): Promise<WaitResult<P>> {
    const [signal, deadline] = checkKillTree(options);
    return killTreeOf(Class, rootOf(Class, root), signal, deadline);
  };

export const killTree: KillTree<'sync'> = define(Process);
export const killTreeAsync: KillTree<'async'> = define(AsyncProcess);
