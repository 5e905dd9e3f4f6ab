import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { LINUX, WINDOWS } from '@psutil/native';
import { Process } from '@psutil/process';
import { expect, onTestFinished } from 'vitest';

type Command = readonly [file: string, ...args: string[]];

/** A child process that has been spawned. */
export type Child = ChildProcess & { readonly pid: number };

/** Returns the command that runs JavaScript code in Node.js, which every system has. */
export const nodeCommand = (code: string, ...args: readonly string[]): Command => [
  process.execPath,
  '-e',
  code,
  ...args,
];

/** Returns a command that exits after some seconds. Windows has no `sleep`. */
export const sleepCommand = (seconds: number): Command =>
  WINDOWS ? nodeCommand(`setTimeout(() => {}, ${seconds * 1000})`) : ['sleep', String(seconds)];

/** A command that waits, longer than any test. */
export const idleCommand: Command = sleepCommand(1000);

/** The process name of {@link idleCommand}. */
export const idleName: string = WINDOWS ? 'node.exe' : 'sleep';

/** A command that uses one CPU until it is killed. */
export const busyCommand: Command = nodeCommand('for (;;);');

/** Returns a command that exits with a code. Windows has no `sh`. */
export const exitCommand = (code: number): Command =>
  WINDOWS ? nodeCommand(`process.exit(${code})`) : ['sh', '-c', `exit ${code}`];

/** Spawns a command, by default one that waits, and kills it when the test ends. */
export async function spawnChild(...command: readonly string[]): Promise<Child> {
  const [file, ...args] = command.length > 0 ? command : idleCommand;
  const child = spawn(file as string, args, { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  return child as Child;
}

/** Kills a child process and waits until it has been reaped. */
export async function killAndWait(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** Creates a zombie: a child of a shell that has replaced itself by `sleep` and never waits for it. Needs a Unix. */
export async function spawnZombie(): Promise<{ readonly pid: number; readonly ppid: number }> {
  const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 1000'], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [line] = await once(parent.stdout, 'data');
  await waitForState(Number(line), 'Z');
  return { pid: Number(line), ppid: parent.pid as number };
}

/** Waits until a process has a state: a letter of ps(1), or '' if there is no such process. On Windows, S means idle. */
export async function waitForState(pid: number, state: 'S' | 'T' | 'Z' | ''): Promise<void> {
  await expect.poll(() => stateOf(pid), { timeout: 20_000, interval: 10 }).toBe(state);
}

/** Returns S if a process uses no CPU time, not even to start. */
async function windowsState(pid: number): Promise<string> {
  const used = () => JSON.stringify(new Process(pid).cpuTimes());
  const before = used();
  await delay(300);
  return used() === before ? 'S' : 'R';
}

async function stateOf(pid: number): Promise<string> {
  try {
    if (LINUX) {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      return stat.charAt(stat.lastIndexOf(')') + 2);
    }
    process.kill(pid, 0);
    if (WINDOWS) return await windowsState(pid);
    const state = execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .charAt(0);
    // The BSDs report I for a process that has slept for more than 20 seconds.
    return state === 'I' ? 'S' : state;
  } catch {
    return '';
  }
}

/** A process and its child. */
export interface ProcessTree {
  readonly pid: number;
  readonly childPid: number;
  /** Kills one of them and waits until it is gone. */
  readonly kill: (pid: number) => Promise<void>;
}

/** Spawns a process that has a child. Both are killed when the test ends. */
export async function spawnTree(): Promise<ProcessTree> {
  const code = `
    const [file, ...args] = ${JSON.stringify(idleCommand)};
    console.log(require('node:child_process').spawn(file, args, { stdio: 'ignore' }).pid);`;
  const [file, ...args] = nodeCommand(code);
  const parent = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [line] = await once(parent.stdout, 'data');
  const childPid = Number(line);
  onTestFinished(() => killIfRunning(childPid));
  const kill = async (pid: number) => {
    killIfRunning(pid);
    await waitForState(pid, '');
  };
  return { pid: parent.pid as number, childPid, kill };
}

/** Kills a process, or, if the number is negative, a process group; does nothing if it has ended. */
export function killIfRunning(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // The process has ended.
  }
}
