import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished, type TestContext } from 'vitest';
import { needs } from './run.ts';

/** Skips a test on a system without Python 3. */
export const needsPython = (context: TestContext): void => needs(context, 'python3');

/**
 * Runs a Python program that prints one line, kills it when the test ends, and returns its PID and the line. `launcher`
 * is a command that starts the program, such as `['unshare', '--net']`.
 */
export async function startPython(
  code: string,
  ...launcher: readonly string[]
): Promise<{ readonly pid: number; readonly line: string }> {
  const [file = 'python3', ...args] = [...launcher, 'python3', '-u', '-c'];
  const child = spawn(file, [...args, `import os, socket, sys, time\n${code}\ntime.sleep(1000)`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(createInterface(child.stdout), 'line');
  return { pid: child.pid as number, line: String(line) };
}
