import { AccessDenied, NoSuchProcess } from '@psutil/native';
import { asyncExecutor, type Mode } from '@psutil/native/internal/execution';
import { checkOptions } from '@psutil/native/internal/validation';
import { Process } from './process.js';
import { Process as AsyncProcess } from './process-async.js';
import type { ProcessBase } from './process-base.js';
import { ownPid } from './pid.js';
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

/** Suspends a process and all its descendants, so that none of them can fork while they are listed. */
async function suspendTree<P extends ProcessBase<Mode>>(root: P, tree: Map<number, P>): Promise<void> {
  await root.suspend();
  tree.set(root.pid, root);
  for (let previousSize = 0; previousSize < tree.size; ) {
    previousSize = tree.size;
    for (const child of await root.children({ recursive: true })) {
      if (tree.get(child.pid)?.equals(child)) continue;
      await ignoring([NoSuchProcess], () => child.suspend());
      tree.set(child.pid, child);
    }
  }
}

/** Throws if the tree contains this process, which would suspend itself first. */
async function checkNotInTree(root: number): Promise<void> {
  const ancestors = await asyncExecutor.collect('processAncestors', undefined, ownPid(undefined), noAttributes);
  if (ancestors.every(({ pid }) => pid !== root)) return;
  throw new RangeError(`refusing to kill the tree of process ${root}: it contains the current process`);
}

async function killTreeOf<P extends ProcessBase<Mode>>(
  root: P,
  signal: number,
  deadline: WaitDeadline,
): Promise<WaitResult<P>> {
  await checkNotInTree(root.pid);
  const tree = new Map<number, P>();
  const resumeAll = async () => {
    for (const member of tree.values()) await ignoring([NoSuchProcess, AccessDenied], () => member.resume());
  };
  try {
    await suspendTree(root, tree);
  } catch (error) {
    await resumeAll();
    throw error;
  }
  for (const member of tree.values()) await ignoring([NoSuchProcess], () => member.sendSignal(signal));
  await resumeAll(); // a stopped process handles no signal except SIGKILL
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
   * @throws {NoSuchProcess} If the process has terminated or its PID was reused.
   * @throws {AccessDenied} If this user has no permission to signal one of the processes. No signal is sent, and the
   *   processes are resumed.
   * @throws {RangeError} If the tree contains the current process.
   */
  (root: TreeRoot, options?: KillTreeOptions): Promise<WaitResult<M extends 'sync' ? Process : AsyncProcess>>;
}

const define = <P extends ProcessBase<Mode>>(Class: ProcessClass<P>) =>
  async function killTree(root: TreeRoot, options?: KillTreeOptions): Promise<WaitResult<P>> {
    const [signal, deadline] = checkKillTree(options);
    return killTreeOf(rootOf(Class, root), signal, deadline);
  };

export const killTree: KillTree<'sync'> = define(Process);
export const killTreeAsync: KillTree<'async'> = define(AsyncProcess);
