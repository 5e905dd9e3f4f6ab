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
  /** What is sent to each; SIGKILL unless said otherwise. */
  readonly signal?: NodeJS.Signals | number | undefined;
  /** Seconds to wait at most until all have ended; without it, as long as it takes. */
  readonly timeout?: number | null | undefined;
}

/** A pid, or a process of either form. */
export type TreeRoot = number | { readonly pid: number; readonly id: string };

/** Does what fails with one of these errors where there is nothing to do. */
async function unless(errors: readonly (new (...args: never[]) => Error)[], act: () => unknown): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!errors.some((each) => error instanceof each)) throw error;
  }
}

/** Stops a process and all that descend from it, so that none can start another while they are listed. */
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

/** Refuses a tree that this program is in: it would stop itself before anybody is ended. */
async function checkNotInTree(root: number): Promise<void> {
  const family = await asyncExecutor.collect('processAncestors', undefined, process.pid, noAttributes);
  if (family.every(({ pid }) => pid !== root)) return;
  throw new RangeError(`this program is in the tree of process ${root}, and cannot end that`);
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
  await resumeAll(); // what is stopped does not see a signal that it may handle
  return waitProcs(tree.values(), deadline);
}

function checked(options: KillTreeOptions | undefined): [signal: number, deadline: WaitDeadline] {
  checkOptions(options);
  const { timeout, signal = 'SIGKILL' } = options ?? {};
  return [checkSignal(signal), checkWait({ timeout })];
}

/** The process that a tree begins with; of what is no pid, the constructor says so. */
function rootOf<P>(Form: { new (pid: number): P; fromId(id: string): P }, root: TreeRoot): P {
  if (root === undefined) throw new TypeError('killTree takes a pid or a Process');
  return typeof root === 'object' && root !== null ? Form.fromId(root.id) : new Form(root);
}

/**
 * Ends a process and all that descend from it. They are stopped first, so that none escapes by starting another; then
 * the signal is sent to each, children last, and it waits until they have ended. Every one is known by its identity:
 * nobody else is ever hit.
 *
 * @throws {NoSuchProcess} When the process has gone, also when its pid is another's now.
 * @throws {AccessDenied} When one of them is another user's, unless root asks: then none is ended.
 * @throws {RangeError} When this program is one of them.
 */
export async function killTree(root: TreeRoot, options?: KillTreeOptions): Promise<WaitResult<Process>> {
  const [signal, deadline] = checked(options);
  return endTree(rootOf(Process, root), signal, deadline);
}

/** Ends a process and all that descend from it: `killTree` of `@psutil/process`, which works on the thread pool. */
export async function killTreeAsync(root: TreeRoot, options?: KillTreeOptions): Promise<WaitResult<AsyncProcess>> {
  const [signal, deadline] = checked(options);
  return endTree(rootOf(AsyncProcess, root), signal, deadline);
}
