import { pid as ownPid } from 'node:process';
import { platformConstants } from '@psutil/native/internal/platform-constants';
import { AccessDenied, NoSuchProcess, Process, pidExists } from '@psutil/process/promises';

function checkUnprotected(pid: number): void {
  if (pid === ownPid) throw new AccessDenied({ pid, message: 'the server does not change itself' });
  if (!platformConstants().protectedPids.includes(pid)) return;
  throw new AccessDenied({ pid, message: `process ${pid} is protected: the system depends on it` });
}

/** Rejects a process that started this server, directly or indirectly: the change could end or stop the server. */
async function checkNoAncestor(pid: number): Promise<void> {
  const ancestors = await new Process().parents();
  if (ancestors.every((ancestor) => ancestor.pid !== pid)) return;
  throw new AccessDenied({ pid, message: `process ${pid} is an ancestor of the server` });
}

/**
 * Rejects targets that must not be changed.
 *
 * @throws {AccessDenied} If the process is protected, is this server or is one of its ancestors.
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
 * @throws {AccessDenied} If a protected process or this server is one of them.
 */
export async function processTree(root: Process): Promise<Process[]> {
  const tree = [root, ...(await root.children({ recursive: true }))];
  for (const { pid } of tree) checkUnprotected(pid);
  return tree;
}
