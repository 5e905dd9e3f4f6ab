import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** A child that sleeps until the test is over. */
export async function sleeper(...command: readonly string[]): Promise<ChildProcess & { readonly pid: number }> {
  const [file = 'sleep', ...args] = command.length > 0 ? command : ['sleep', '1000'];
  const child = spawn(file, args, { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  return child as ChildProcess & { readonly pid: number };
}

/** Ends a child and waits until nothing is left of it. */
export async function end(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** A zombie: a child whose parent, a shell that has become `sleep`, never asks for it. */
export async function zombie(): Promise<{ readonly pid: number; readonly ppid: number }> {
  const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 1000'], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [line] = await once(parent.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { pid: Number(line), ppid: parent.pid as number };
}
