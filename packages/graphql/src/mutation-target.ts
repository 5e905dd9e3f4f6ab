import { pid as ownPid } from 'node:process';
import { AccessDenied, NoSuchProcess, type Process, pidExists } from '@psutil/process/promises';

const refusals: ReadonlyMap<number, string> = new Map([
  [1, 'process 1, with which all others would end, is never touched'],
  [ownPid, 'the server never touches itself'],
]);

function mustBeOther(pid: number): void {
  const message = refusals.get(pid);
  if (message !== undefined) throw new AccessDenied({ pid, message });
}

/**
 * Refuses what nobody may touch.
 *
 * @throws {AccessDenied} When it is process 1 or this server.
 * @throws {NoSuchProcess} When it is none, but a thread: what is done to that is done to its process.
 */
export async function mustBeTouchable({ pid }: Process): Promise<void> {
  mustBeOther(pid);
  if (!(await pidExists(pid))) throw new NoSuchProcess(pid);
}

/**
 * A process and all that descend from it.
 *
 * @throws {AccessDenied} When process 1 or this server is one of them.
 */
export async function treeOf(root: Process): Promise<Process[]> {
  const tree = [root, ...(await root.children({ recursive: true }))];
  for (const { pid } of tree) mustBeOther(pid);
  return tree;
}
