import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, onTestFinished } from 'vitest';

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
  await reaches(Number(line), 'Z');
  return { pid: Number(line), ppid: parent.pid as number };
}

/** Waits until the kernel shows a process in a state: the letter that proc_pid_stat(5) has for it, or '' for gone. */
export async function reaches(pid: number, state: string): Promise<void> {
  await expect.poll(() => stateOf(pid), { timeout: 20_000, interval: 10 }).toBe(state);
}

function stateOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.charAt(stat.lastIndexOf(')') + 2);
  } catch {
    return '';
  }
}

/** A shell and its child; either is ended when the test is over. */
export async function tree(): Promise<{
  readonly pid: number;
  readonly childPid: number;
  /** Ends one of them and waits until it is gone. */
  readonly kill: (pid: number) => Promise<void>;
}> {
  const shell = spawn('sh', ['-c', 'sleep 1000 & echo $!; wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void shell.kill('SIGKILL'));
  const [line] = await once(shell.stdout, 'data');
  const childPid = Number(line);
  onTestFinished(() => killIfAny(childPid));
  const kill = async (pid: number) => {
    killIfAny(pid);
    await reaches(pid, '');
  };
  return { pid: shell.pid as number, childPid, kill };
}

/** Ends a process, unless it has ended. */
export function killIfAny(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
