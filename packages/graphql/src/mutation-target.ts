import { pid as ownPid } from 'node:process';
import { platformConstants } from '@psutil/native/internal/platform-constants';
import { NoSuchProcess, Process, pidExists } from '@psutil/process/promises';
import { InputError, ProtectedProcess } from './user-errors.js';

function checkUnprotected(pid: number): void {
  if (pid === ownPid) throw new ProtectedProcess(pid, 'the server does not change itself');
  if (!platformConstants().protectedPids.includes(pid)) return;
  throw new ProtectedProcess(pid, `process ${pid} is protected: the system depends on it`);
}

/** Rejects a process that started this server, directly or indirectly: the change could end or stop the server. */
async function checkNoAncestor(pid: number): Promise<void> {
  const ancestors = await new Process().parents();
  if (ancestors.every((ancestor) => ancestor.pid !== pid)) return;
  throw new ProtectedProcess(pid, `process ${pid} is an ancestor of the server`);
}

/** Returns the process with an ID, which may have ended. */
export function processOf(id: string): Process {
  try {
    return Process.fromId(id);
  } catch (error) {
    throw error instanceof TypeError ? new InputError(['id'], error.message) : error;
  }
}

/**
 * Rejects targets that must not be changed.
 *
 * @throws {ProtectedProcess} If the process is protected, is this server or is one of its ancestors.
 * @throws {NoSuchProcess} If the ID is that of a thread: a change would affect its process.
 */
export async function checkTarget({ pid }: Process): Promise<void> {
  checkUnprotected(pid);
  await checkNoAncestor(pid);
  if (!(await pidExists(pid))) throw new NoSuchProcess(pid);
}

/**
 * Returns a process and all its descendants.
 *
 * @throws {ProtectedProcess} If a protected process or this server is one of them.
 */
export async function processTree(root: Process): Promise<Process[]> {
  const tree = [root, ...(await root.children({ recursive: true }))];
  for (const { pid } of tree) checkUnprotected(pid);
  return tree;
}
