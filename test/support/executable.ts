import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WINDOWS } from '@psutil/native';
import { onTestFinished } from 'vitest';
import { idleCommand } from './children.ts';
import { tool } from './run.ts';

/** Creates a directory, readable by every user, that is removed when the test ends. */
export function temporaryDirectory(): string {
  // The temporary directory of macOS is below a symbolic link.
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'psutil-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  chmodSync(path, 0o755);
  return path;
}

/** Returns the path of the program that {@link idleCommand} runs. */
export const idleProgram = (): string =>
  WINDOWS ? process.execPath : realpathSync(tool('sh', '-c', 'command -v sleep').trim());

/** Copies the program of {@link idleCommand} to a path and returns the path. */
export function copyIdleProgram(path: string): string {
  copyFileSync(idleProgram(), path);
  return path;
}

/** The arguments with which {@link startIdleProgram} starts a program. */
export const idleArguments: readonly string[] = idleCommand.slice(1);

/** Starts a copy of the idle program, kills it when the test ends, and returns its PID. */
export async function startIdleProgram(
  path: string,
  { argv0, uid }: { argv0?: string; uid?: number } = {},
): Promise<number> {
  const child = spawn(path, idleArguments, {
    stdio: 'ignore',
    ...(argv0 === undefined ? {} : { argv0 }),
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  return child.pid as number;
}
