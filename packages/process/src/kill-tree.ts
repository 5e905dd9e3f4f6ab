import { AccessDenied, NoSuchProcess } from '@psutil/native';
import { asyncExecutor, type Mode } from '@psutil/native/internal/execution';
import { checkOptions } from '@psutil/native/internal/validation';
import { Process } from './process.js';
import { Process as AsyncProcess } from './process-async.js';
import type { ProcessBase } from './process-base.js';
import { noAttributes } from './process-handle.js';
import { checkSignal } from './validate.js';
import { checkWait, type WaitDeadline } from './wait.js';
import { type WaitResult, waitProcs } from './wait-procs.js';

/** Options of {@link killTree}. */
export interface KillTreeOptions {
  /** Signal for each process. Default: SIGKILL. */
  readonly signal?: NodeJS.Signals | number | undefined;
  /** Maximum time to wait for all processes to end, in seconds. Default: no limit. */
  readonly timeout?: number | null | undefined;
}

/** A PID, or a process of either form. */
export type TreeRoot = number | { readonly pid: number; readonly id: string };

/** Runs an action and ignores some errors. */
async function unless(errors: readonly (new (...args: never[]) => Error)[], act: () => unknown): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!errors.some((each) => error instanceof each)) throw error;
  }
}

/** Suspends a process and all its descendants, so that none can start another while they are listed. */
async function stop<P extends ProcessBase<Mode>>(root: P, tree: Map<number, P>): Promise<void> {
  await root.suspend();
  tree.set(root.pid, root);
  for (let known = 0; known < tree.size; ) {
    known = tree.size;
    for (const child of await root.children({ recursive: true })) {
      if (tree.get(child.pid)?.equals(child)) continue;
      await unless([NoSuchProcess], () => child.suspend());
      tree.set(child.pid, child);
    }
  }
}

/** Rejects a tree that contains this program, which would suspend itself first. */
async function checkNotInTree(root: number): Promise<void> {
  const family = await asyncExecutor.collect('processAncestors', undefined, process.pid, noAttributes);
  if (family.every(({ pid }) => pid !== root)) return;
  throw new RangeError(`refusing to kill the tree of process ${root}, which contains this program`);
}

async function endTree<P extends ProcessBase<Mode>>(
  root: P,
  signal: number,
  deadline: WaitDeadline,
): Promise<WaitResult<P>> {
  await checkNotInTree(root.pid);
  const tree = new Map<number, P>();
  const resumeAll = async () => {
    for (const each of tree.values()) await unless([NoSuchProcess, AccessDenied], () => each.resume());
  };
  try {
    await stop(root, tree);
  } catch (error) {
    await resumeAll();
    throw error;
  }
  for (const each of tree.values()) await unless([NoSuchProcess], () => each.sendSignal(signal));
  await resumeAll(); // a suspended process does not handle signals
  return waitProcs(tree.values(), deadline);
}

function checkKillTree(options: KillTreeOptions | undefined): [signal: number, deadline: WaitDeadline] {
  checkOptions(options, ['signal', 'timeout']);
  const { timeout, signal = 'SIGKILL' } = options ?? {};
  return [checkSignal(signal), checkWait({ timeout })];
}

/** The synchronous or the asynchronous class. */
interface ProcessForm<P> {
  new (pid: number): P;
  fromId(id: string): P;
}

/** Returns the root of a tree; the constructor rejects an invalid PID. */
function rootOf<P>(Form: ProcessForm<P>, root: TreeRoot): P {
  if (root === undefined) throw new TypeError('killTree requires a PID or a Process');
  return typeof root === 'object' && root !== null ? Form.fromId(root.id) : new Form(root);
}

interface KillTreeFunction<P> {
  /**
   * Kills a process and all its descendants. They are suspended first, so that none escapes by starting another; then the
   * signal is sent to each, children last, and their end is awaited. Each is identified by PID and start, so that no
   * other process is signalled.
   *
   * @throws {NoSuchProcess} If the process has ended or its PID was reused.
   * @throws {AccessDenied} If one of the processes belongs to another user and this one is not privileged: none is killed.
   * @throws {RangeError} If this program is one of them.
   */
  (root: TreeRoot, options?: KillTreeOptions): Promise<WaitResult<P>>;
}

const define = <P extends ProcessBase<Mode>>(Form: ProcessForm<P>): KillTreeFunction<P> =>
  async function killTree(root, options) {
    const [signal, deadline] = checkKillTree(options);
    return endTree(rootOf(Form, root), signal, deadline);
  };

export const killTree: KillTreeFunction<Process> = define(Process);
export const killTreeAsync: KillTreeFunction<AsyncProcess> = define(AsyncProcess);
